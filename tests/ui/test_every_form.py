"""Every form: saved as it was opened nothing is done, and what is done is one step to take back."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from shutil import copyfile
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMainWindow, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

import ui
from tests.conftest import BEFORE, NOON
from tests.ui.forms_desk import Small, fill
from trainingdesk.domain.message import Purpose
from trainingdesk.domain.own_fields import field_of_form
from trainingdesk.domain.own_words import BoardList
from trainingdesk.domain.refusals import Refused
from trainingdesk.services.charging.policies import policies_listed
from trainingdesk.services.delegate_history import history_of
from trainingdesk.services.desk import Desk
from trainingdesk.services.evaluation.questionnaires import questionnaire
from trainingdesk.storage.models import Event, PlaceShare
from ui.absences.decide_panel import DecidePanel
from ui.absences.lift_panel import LiftPanel
from ui.absences.rule_form import AbsenceRuleForm
from ui.agencies import merge_panel, rename_panel, split_panel
from ui.agencies.contact_form import ContactForm
from ui.agencies.form import AgencyForm
from ui.agreements.agree_panel import AgreePanel
from ui.agreements.refuse_panel import RefusePanel
from ui.analysis.differences import Differences
from ui.analysis.explanation import Explanation
from ui.charging.begin_form import BeginForm
from ui.charging.credit_panel import CreditPanel
from ui.charging.dates_form import DateAct, DatesForm
from ui.charging.facts_panel import FactsPanel
from ui.charging.finance_panel import FinancePanel
from ui.charging.invoice_panel import InvoicePanel
from ui.charging.line_form import LineForm
from ui.charging.payment_panel import PaymentPanel
from ui.charging.policy_panel import PolicyPanel
from ui.charging.take_back_panel import TakeBackPanel
from ui.charging.terms_form import TermsForm
from ui.charging.waive_panel import WaivePanel
from ui.charging.why_panel import WhyPanel
from ui.delegates.cancel_panel import CancelPanel
from ui.delegates.dated_panel import DatedPanel
from ui.delegates.event_choice import EventChoice
from ui.delegates.form import DelegateForm
from ui.delegates.left_panel import LeftPanel
from ui.delegates.move_panel import MovePanel
from ui.elearning.load_panel import LoadPanel
from ui.evaluation.chase_panel import ChasePanel
from ui.evaluation.comment_panel import CommentPanel
from ui.evaluation.form_papers_acts import FormPapersPanel
from ui.evaluation.forms_edit import FormForm
from ui.evaluation.forms_panel import FormPanel
from ui.evaluation.forms_question import QuestionForm
from ui.evaluation.indicator_form import IndicatorForm
from ui.evaluation.observation_form import ObservationForm
from ui.evaluation.observation_panels import ObservationActionForm, SendPanel
from ui.evaluation.survey_came_panel import CamePanel
from ui.evaluation.survey_form import SurveyForm
from ui.evaluation.survey_respondent import RespondentPanel
from ui.evaluation.theme_panel import ThemePanel
from ui.events.booking_form import BookingForm
from ui.events.date_panel import DatePanel
from ui.events.keep_panel import KeepPanel
from ui.events.name_panel import NamePanel
from ui.events.person_panel import PersonPanel
from ui.events.share_form import ShareForm
from ui.events.substitute_panel import SubstitutePanel
from ui.events.transfer_panel import CarryOverPanel, TransferPanel
from ui.events.why_absent import WhyAbsentPanel
from ui.events.write_panel import WritePanel
from ui.licences.form import LicenceForm
from ui.licences.group_form import GroupForm
from ui.messages.letter_panel import LetterPanel
from ui.messages.letters_panel import LettersPanel
from ui.messages.message_panel import MessagePanel
from ui.messages.rule_form import RuleForm
from ui.messages.template_form import TemplateForm
from ui.parts.beside import Beside
from ui.parts.live import LiveDesk
from ui.parts.theme import Size
from ui.parts.undo import UndoActions
from ui.planning.repeat_panel import RepeatPanel
from ui.programme.course_form import CourseForm
from ui.programme.event_form import EventForm
from ui.recommendations.action_form import ActionForm
from ui.recommendations.form import RecommendationForm
from ui.records.merge_panel import MergePanel
from ui.records.record_form import RecordForm
from ui.series.form import BoardForm, SeriesForm
from ui.settings.attendance_form import AttendanceForm
from ui.settings.field_form import FieldForm
from ui.settings.invoice_forms import CodesForm, ColumnForm, NumbersForm
from ui.settings.word_form import WordForm
from ui.trainers.form import TrainerForm
from ui.undated.form import UndatedForm
from ui.venues.form import VenueForm

Texts = Mapping[str, str]
Begin = Callable[[Any, Any], object]
OF_DEEDS = frozenset({"audit", "audit_value"})
"""What is kept of deeds stays when they are taken back."""

LOW = 420
"""As high as a window in which no form fits."""

TRUST = "Trust; of O’Hara"


def change(form: Any, number: int) -> None:
    form.begin_change(number)


def word_of(which: BoardList) -> Begin:
    return lambda form, number: form.begin_change(which, number)


def event(panel: Any, number: int) -> None:
    panel.begin(number)


def dates(panel: Any, number: int) -> None:
    with panel._desk.reading() as db:
        rows = policies_listed(db, today=panel._desk.today())
    panel.begin(next(row for row in rows if row.id == number), DateAct.PUT_IN_FORCE)


def text_of(form: Any, number: int) -> None:
    form.begin(list(Purpose)[number])


def share_of(form: Any, number: int) -> None:
    with form._desk.reading() as db:
        share = db.get_one(PlaceShare, number)
        of_course = Event.course_id == share.course_id
        on_event = Event.id == share.event_id if share.event_id else of_course
        event_id = db.scalars(select(Event.id).where(on_event).order_by(Event.id)).first()
    form.begin_change(event_id, number, "Whose")


def form_of(form: Any, number: int) -> None:
    with form._desk.reading() as db:
        row = questionnaire(db, number)
    form.begin_change(row.stage, row.course_id, "Whose")


@dataclass(frozen=True)
class Form:
    """A form, the records it is of, and what is typed into it."""

    form: Callable[[Any], Beside]
    of: str
    typed: Texts
    begin: Begin = change
    takes_desk: bool = False
    records: tuple[str, ...] = ("in full", "bare")

    def __str__(self) -> str:
        return f"{self.form.__name__} of {self.of}"

    def made(self, live: LiveDesk) -> Beside:
        return self.form(live.desk if self.takes_desk else live)


NAMED: Texts = {"name": "Another  name"}
FORMS = (
    Form(AgencyForm, "agency", {**NAMED, "other_names": "One\nTwo", "boroughs": "Westmere"}),
    Form(ContactForm, "contact", {**NAMED, "role": "Clerk", "email": "c@example.org"}),
    Form(DelegateForm, "delegate", {"first_name": "Jo", "needs": "Rest", "agency_id": "Library"}),
    Form(
        CourseForm,
        "course",
        {"title": "Another", "level": "level BARE", "strands": "New strand", "outline": "New"},
        takes_desk=True,
    ),
    Form(
        EventForm,
        "event",
        {"reference": "OTHER-1", "series": "New series", "partners": "New board"},
        takes_desk=True,
        records=("in full", "counted only", "cancelled"),
    ),
    Form(BookingForm, "booking", {}, takes_desk=True),
    Form(VenueForm, "venue", {**NAMED, "places": "7", "hire_pence": "£9", "days_off": "3 June"}),
    Form(TrainerForm, "trainer", {**NAMED, "daily_fee_pence": "12.30", "agency_id": "Library"}),
    Form(SeriesForm, "series", {**NAMED, "about": "Other"}),
    Form(BoardForm, "board", NAMED),
    Form(
        RecommendationForm,
        "recommendation",
        {"source": "Audit of May", "made_on": "3 March 2018", "courses": "BARE"},
    ),
    Form(ActionForm, "action", {"words": "Other", "due": "1 June", "rag": "Red"}),
    Form(
        ObservationForm,
        "observation",
        {"observer": "Somebody", "rate Safety": "3 Good", "findings": "Less"},
    ),
    Form(GroupForm, "group", {**NAMED, "months": "12", "course_id": "BARE"}),
    Form(LicenceForm, "licence", {"renew_on": "1 June 2030", "number": "7"}),
    Form(UndatedForm, "undated", {"note": "Other"}, takes_desk=True),
    Form(FieldForm, "field", NAMED, takes_desk=True),
    Form(
        AbsenceRuleForm,
        "board",
        {"absences": "3", "absence_percent": "20"},
        lambda form, _number: form.begin_change(),
    ),
    Form(
        AttendanceForm,
        "attendance",
        {"grace_minutes": "12", "late": "Counts as absent"},
        takes_desk=True,
        records=("of a kind", "the usual one"),
    ),
    Form(RuleForm, "rule", {"days": "11"}, takes_desk=True),
    Form(TemplateForm, "template", {"subject": "Another"}, text_of, takes_desk=True),
    Form(ShareForm, "share", {"places": "8"}, share_of, takes_desk=True),
    Form(
        TermsForm,
        "policy",
        {"title": "Another", "payment_days": "14", "waivers": "Court; e-mailed"},
        event,
        takes_desk=True,
    ),
    Form(
        NumbersForm,
        "board",
        {"invoice_prefix": "WSCB-", "pay_to": "Account: Westmere"},
        lambda form, _number: form.begin(),
        takes_desk=True,
    ),
    Form(
        QuestionForm,
        "question",
        {"words": "Another?", "measure": "Another"},
        takes_desk=True,
        records=("in full", "of choices", "bare"),
    ),
    Form(
        FormForm,
        "form",
        {"title": "Another", "asks": "WHY\nCONF · each session"},
        form_of,
        takes_desk=True,
    ),
    Form(IndicatorForm, "indicator", {**NAMED, "about": "New", "courses": "BARE"}),
    Form(LineForm, "policy", {"sums_1": "25"}, event, takes_desk=True, records=("in full",)),
    *(
        Form(WordForm, which.value, {**NAMED, "about": "New"}, word_of(which), takes_desk=True)
        for which in BoardList
    ),
)

OWN = {CourseForm, EventForm, BookingForm}
"""The forms that ask for the board's own fields."""


@dataclass(frozen=True)
class Deed:
    """A panel that does something to a record; there is nothing in it to save unchanged."""

    form: Callable[[Any], Beside]
    of: str
    begin: Begin
    typed: Texts
    takes_desk: bool = False

    def __str__(self) -> str:
        return self.form.__name__

    def made(self, live: LiveDesk) -> Beside:
        return self.form(live.desk if self.takes_desk else live)


def people(panel: Any, number: int) -> None:
    panel.begin([(number, "Somebody")])


def agency(panel: Any, number: int) -> None:
    panel.begin(number, "Library")


DEEDS = (
    Deed(rename_panel.RenamePanel, "agency", agency, {"name": "New", "on": "1 April"}),
    Deed(merge_panel.MergePanel, "agency", agency, {"into": TRUST}),
    Deed(split_panel.SplitPanel, "agency", agency, {"first": TRUST, "second": "Third House"}),
    Deed(MovePanel, "delegate", people, {"into": TRUST}),
    Deed(LeftPanel, "delegate", people, {}),
    Deed(CancelPanel, "history", lambda panel, row: panel.begin(row, "Somebody"), {}),
    Deed(EventChoice, "newcomer", people, {"reason": "The post needs it"}),
    Deed(
        BeginForm, "policy", lambda panel, _number: panel.begin(), {"title": "New"}, takes_desk=True
    ),
    Deed(DatesForm, "policy", dates, {"since": "1 April 2030"}, takes_desk=True),
    Deed(RepeatPanel, "event", event, {"times": "2"}, takes_desk=True),
)

NO_FORMS: Mapping[type[Beside], str] = {
    RecordForm: "is what forms of named records are made from",
    DatedPanel: "is what panels about a day are made from",
    Explanation: "explains, and asks for nothing",
    Differences: "shows, and asks for nothing",
    MergePanel: "asks which name stays, and its page does it",
    DatePanel: "is what panels about another date are made from",
    TransferPanel: "is tried with the list of bookings it is about",
    CarryOverPanel: "is tried with the list of bookings it is about",
    PersonPanel: "is what panels about a person are made from",
    NamePanel: "is tried with the places kept that it is about",
    SubstitutePanel: "is tried with the list of bookings it is about",
    KeepPanel: "is tried with the list of bookings it is about",
    DecidePanel: "is tried with the list of those it decides on",
    LiftPanel: "is tried with the list of those it decides on",
    LoadPanel: "is tried with a file of e-learning",
    WhyAbsentPanel: "is tried with the register and the bookings it stands beside",
    AgreePanel: "is tried with the requests it is about",
    RefusePanel: "is tried with the requests it is about",
    MessagePanel: "shows, and asks for nothing",
    WritePanel: "writes messages, and is tried with the event they are about",
    PolicyPanel: "shows, and asks for nothing to be saved",
    InvoicePanel: "shows, and asks for nothing",
    WhyPanel: "shows, and asks for nothing",
    WaivePanel: "is tried with the charges it is about",
    TakeBackPanel: "is tried with the charges it is about",
    FactsPanel: "is tried with the charges it is about",
    PaymentPanel: "is tried with the invoices it is about",
    CreditPanel: "is tried with the invoices it is about",
    FinancePanel: "asks which days go into a file, and keeps nothing",
    CodesForm: "is tried on its page of Settings",
    ColumnForm: "is tried on its page of Settings",
    ObservationActionForm: "is the form for an action, for an observation that it comes of",
    SendPanel: "is tried with the observation it is about",
    FormPanel: "shows, and asks for nothing to be saved",
    CamePanel: "shows, and asks for nothing",
    SurveyForm: "keeps nothing, and goes on to the first respondent",
    RespondentPanel: "is tried with the survey it is of",
    LetterPanel: "is what panels that write messages are made from",
    ChasePanel: "writes messages, and is tried with those who have not answered",
    CommentPanel: "is tried with the comments it is about",
    ThemePanel: "is tried with the comments that speak of it",
    FormPapersPanel: "asks what to print, and keeps nothing",
    LettersPanel: "shows what would go, and its page sends it",
}


def every_panel(of: type[Beside] = Beside) -> Iterator[type[Beside]]:
    """Every panel of the program, whatever it builds on."""
    for each in of.__subclasses__():
        if each.__module__.startswith("ui."):
            yield each
        yield from every_panel(each)


def tables_of(path: Path, *, without: frozenset[str] | set[str] = frozenset()) -> dict[str, Any]:
    """Every row of every table, as the file holds it."""
    db = sqlite3.connect(path)
    names = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    rest = ("sqlite_", "delegate_letters_")  # the database's own notes
    wanted = [name for name in names if name not in without and not name.startswith(rest)]
    found = {name: sorted(map(repr, db.execute(f"SELECT * FROM {name}"))) for name in wanted}
    db.close()
    return found


@dataclass(frozen=True)
class Kept:
    """The small desk as a file, and the numbers of its records."""

    path: Path
    small: Small


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory, new_desk_file: Path) -> Kept:
    path = tmp_path_factory.mktemp("forms") / "desk.sqlite"
    copyfile(new_desk_file, path)
    desk = Desk(path, who="sam", today=lambda: BEFORE, now=lambda: NOON)
    small = fill(desk)
    desk.close()
    return Kept(path, small)


class Window(QMainWindow):
    """A window with one panel in it, on a desk of its own."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.live = LiveDesk(desk)
        self.addActions([UndoActions(self.live, self).undo])

    def rows(self, *, without: set[str] | frozenset[str] = frozenset()) -> dict[str, Any]:
        assert self.desk.file is not None
        return tables_of(self.desk.file, without=without)


@pytest.fixture
def window(qtbot: QtBot, kept: Kept, tmp_path: Path) -> Iterator[Window]:
    path = tmp_path / "desk.sqlite"
    copyfile(kept.path, path)
    desk = Desk(path, who="sam", today=lambda: BEFORE, now=lambda: NOON)
    window = Window(desk)
    qtbot.addWidget(window)
    yield window
    window.hide()
    desk.close()


def opened(qtbot: QtBot, window: Window, asks: Form | Deed, about: Any) -> Any:
    panel = asks.made(window.live)
    window.setCentralWidget(panel)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    asks.begin(panel, about)
    panel.keep_draft()
    assert panel.unkept() == "", "Closing the window would ask about what nobody has typed."
    return panel


def told(panel: Any) -> list[str]:
    """What the panel has to say against being saved."""
    if panel.fields is None:
        return [said for said in (panel.notice.words.text(),) if said]
    wrong = [f"{name}: {panel.fields[name].error.text()}" for name in panel.fields.texts()]
    notice = panel.notice.words.text()
    return [said for said in (notice, *wrong) if said and not said.endswith(": ")]


FORMS_ON_RECORDS = [
    pytest.param(form, place, id=f"{form}, {what}")
    for form in FORMS
    for place, what in enumerate(form.records)
]


def test_every_panel_is_tried_here() -> None:
    for module in walk_packages(ui.__path__, "ui."):
        import_module(module.name)
    tried = {form.form for form in FORMS} | {deed.form for deed in DEEDS} | set(NO_FORMS)
    assert {panel.__name__ for panel in every_panel() if panel not in tried} == set()


@pytest.mark.parametrize(("form", "place"), FORMS_ON_RECORDS)
def test_a_form_saved_as_it_was_opened_does_nothing(
    qtbot: QtBot, window: Window, kept: Kept, form: Form, place: int
) -> None:
    before = window.rows()
    panel = opened(qtbot, window, form, kept.small[form.of][place])
    panel.save.click()
    assert (told(panel), panel.isHidden()) == ([], True)
    assert window.desk.done == []
    assert window.rows() == before


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_a_refusal_is_in_sight_at_whichever_field_it_stands(
    qtbot: QtBot, window: Window, kept: Kept, form: Form
) -> None:
    window.resize(Size.FORM, LOW)
    panel = opened(qtbot, window, form, kept.small[form.of][0])
    names = [name for name in panel.fields.texts() if panel.fields[name].control.isVisible()]
    for name in reversed(names):
        panel.area.verticalScrollBar().setValue(0)
        panel.fields.show_problems({name: "This is a sentence that says what to do. " * 3})
        panel.fields.first_fault()
        qtbot.waitUntil(partial(in_sight, panel, panel.fields[name].error))


def in_sight(panel: Beside, words: QWidget) -> bool:
    """Whether the whole of it shows in the part of a panel that scrolls."""
    shown = panel.area.viewport()
    top = words.mapTo(shown, QPoint(0, 0)).y()
    return top >= 0 and top + words.height() <= shown.height()


@pytest.mark.parametrize("form", [FORMS[0]], ids=str)
def test_what_belongs_to_no_field_is_said_in_sight_over_them(
    qtbot: QtBot, window: Window, kept: Kept, form: Form
) -> None:
    window.resize(Size.FORM, LOW)
    panel = opened(qtbot, window, form, kept.small[form.of][0])
    bar = panel.area.verticalScrollBar()
    bar.setValue(bar.maximum())
    with panel.problems_shown():
        raise Refused("This is refused.")
    qtbot.waitUntil(lambda: in_sight(panel, panel.notice))


def type_into(panel: Any, texts: Texts) -> None:
    for name, text in texts.items():
        panel.fields[name].set_text(text)


def own_of(small: Small, form: Form) -> Texts:
    """Another word for the first of the board's own fields, where the form asks for them."""
    first = small.numbers.get(form.of.capitalize(), ())[:1] if form.form in OWN else ()
    return {field_of_form(str(number)): "Other" for number in first}


def one_step_and_back(qtbot: QtBot, window: Window, panel: Any, before: dict[str, Any]) -> None:
    panel.save.click()
    assert (told(panel), panel.isHidden()) == ([], True)
    assert len(window.desk.done) == 1
    assert window.rows(without=OF_DEEDS) != before
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.desk.done == []
    assert window.rows(without=OF_DEEDS) == before


@pytest.mark.parametrize(("form", "place"), FORMS_ON_RECORDS)
def test_what_a_form_changes_is_one_step_that_is_taken_back(
    qtbot: QtBot, window: Window, kept: Kept, form: Form, place: int
) -> None:
    before = window.rows(without=OF_DEEDS)
    panel = opened(qtbot, window, form, kept.small[form.of][place])
    type_into(panel, {**form.typed, **own_of(kept.small, form)})
    one_step_and_back(qtbot, window, panel, before)


@pytest.mark.parametrize("deed", [pytest.param(deed, id=str(deed)) for deed in DEEDS])
def test_what_a_panel_does_is_one_step_that_is_taken_back(
    qtbot: QtBot, window: Window, kept: Kept, deed: Deed
) -> None:
    before = window.rows(without=OF_DEEDS)
    with window.desk.reading() as db:
        history = history_of(db, kept.small["delegate"][0])
    about = history[0] if deed.of == "history" else kept.small[deed.of][0]
    panel = opened(qtbot, window, deed, about)
    type_into(panel, deed.typed)
    one_step_and_back(qtbot, window, panel, before)
