"""Rows of a workbook beside forms that came by another way: kept beside these, and asked about."""

from datetime import date

from sqlalchemy import select

from tests.conftest import BY_AFTER
from tests.exchange.kinds import moment
from tests.services.importing.sent import BOOKING, Sender
from tests.services.importing.test_evaluations import JULY, forms
from trainingdesk.domain.evaluation import Stage
from trainingdesk.domain.questionnaire import Asking, Returned
from trainingdesk.domain.questionnaire_details import Put, QuestionnaireDetails
from trainingdesk.exchange.places import Place
from trainingdesk.exchange.workbooks import Workbook
from trainingdesk.services.evaluation.held import answered_twice, keep_first
from trainingdesk.services.evaluation.taking import take
from trainingdesk.services.evaluation.versions import questionnaire_details, save_questionnaire
from trainingdesk.services.importing.findings import Findings
from trainingdesk.services.importing.forms_beside import FormsBeside
from trainingdesk.services.progress import unreported
from trainingdesk.storage.models import Answer, Delegate, Event, Form, HeldForm


def book_ada(world: Sender) -> None:
    came = ("FA-1", "D1", moment(2026, 3, 1), "Booked", None, "Attended")
    world.load({"Bookings": [BOOKING[:6], came]})


def taken(world: Sender, via: str, answers: dict[str, int | str], *, asked: bool = True) -> None:
    """Have a form of Ada's come in at the desk."""
    details = QuestionnaireDetails(Stage.END, title="End", asks=(Put("CONF"), Put("SAT")))
    with world.desk.changing("Take") as db:
        known = questionnaire_details(db, Stage.END, None)
        number = save_questionnaire(db, details, opened=known, today=date(2026, 4, 1))
        event = db.scalars(select(Event).where(Event.reference == "FA-1")).one()
        ada = db.scalars(select(Delegate).where(Delegate.reference == "D1")).one()
        returned = Returned(
            event_id=event.id,
            delegate_id=ada.id,
            stage=Stage.END,
            answers={Asking(code): value for code, value in answers.items()},
            received_on=date(2026, 4, 8),
            via=via,
            questionnaire_id=number if asked else None,
        )
        take(db, returned, by=BY_AFTER)


def test_a_row_of_whoever_answered_by_another_way_is_kept_beside_and_asked_about(
    world: Sender,
) -> None:
    book_ada(world)
    taken(world, "Paper", {"CONF": 4, "SAT": 5})
    book = forms(("FA-1", "D1", "End", JULY, "Email", 9, None, "No"))
    outcome = world.load(book)
    assert outcome.sheets["Evaluations"].new == 1
    (said,) = outcome.notices
    assert said == (
        "sent.xlsx: Evaluations: 1 row (2) says otherwise than a form that came by another way. "
        "It is kept beside it, to be decided in Evaluation under To enter."
    )
    assert world.all(Form, "received_on", "via") == [(date(2026, 4, 8), "Paper")]
    assert world.all(Answer, "number") == [(4,), (5,)]
    assert world.all(HeldForm, "received_on", "via", "source", "settled") == [
        (date(2026, 7, 1), "Email", "sent.xlsx, row 2", "")
    ]
    with world.desk.reading() as db:
        (row,) = answered_twice(db)
    assert [(each.first, each.later) for each in row.answers] == [(4, 9), (5, None), (None, "No")]
    again = world.load(book)
    assert (again.total.same, again.total.new, again.notices) == (1, 0, ())
    with world.desk.changing("Decide") as db:
        keep_first(db, row.id)
    assert world.load(book).total.same == 1
    assert len(world.all(HeldForm, "id")) == 1


def test_a_row_that_says_what_the_other_way_brought_changes_nothing(world: Sender) -> None:
    book_ada(world)
    taken(world, "PDF", {"CONF": 4, "SAT": 5})
    outcome = world.load(forms(("FA-1", "D1", "End", JULY, "Paper", 4, None, None)))
    assert outcome.total.same == 1
    assert world.all(Form, "received_on", "via") == [(date(2026, 4, 8), "PDF")]
    assert not world.all(HeldForm, "id")


def test_a_row_beside_a_form_without_a_questionnaire_is_told_apart_by_its_way(
    world: Sender,
) -> None:
    book_ada(world)
    taken(world, "Telephone", {"CONF": 4, "SAT": 5}, asked=False)
    assert world.load(forms(("FA-1", "D1", "End", JULY, "Paper", 9, 5, None))).total.new == 1
    assert world.all(Answer, "number") == [(4,), (5,)]
    corrected = forms(("FA-1", "D1", "End", JULY, "Telephone", 6, 5, None))
    assert world.load(corrected).total.changed == 1
    assert world.all(Answer, "number") == [(6,), (5,)]


def test_a_row_without_its_way_corrects_a_form_without_a_questionnaire_and_is_named(
    world: Sender,
) -> None:
    book_ada(world)
    taken(world, "Paper", {"CONF": 4, "SAT": 5}, asked=False)
    added = world.load(forms(("FA-1", "D1", "End", None, None, 4, None, "No")))
    assert (added.total.changed, added.notices) == (1, ())
    outcome = world.load(forms(("FA-1", "D1", "End", JULY, None, 9, 1, None)))
    assert outcome.total.changed == 1
    (said,) = outcome.notices
    assert said.startswith("sent.xlsx: Evaluations: 1 row (2) without Via changes answers that may")
    assert world.all(Answer, "number") == [(9,), (1,), (None,)]


def test_a_workbooks_own_form_is_kept_beside_where_its_way_is_another(world: Sender) -> None:
    book_ada(world)
    world.load(forms(("FA-1", "D1", "End", JULY, "Paper", 4, 5, None)))
    assert world.load(forms(("FA-1", "D1", "End", JULY, "Email", 9, 1, None))).total.new == 1
    assert world.all(Answer, "number") == [(4,), (5,)]
    assert len(world.all(HeldForm, "id")) == 1


def test_two_files_at_once_of_one_who_is_new_correct_each_other(world: Sender) -> None:
    one = forms(("FA-1", "D1", "End", JULY, "Paper", 7, 5, None))
    other = forms(("FA-1", "D1", "End", JULY, "Email", 8, 5, None))
    world.load(one, other)
    assert world.all(Answer, "number") == [(8,), (5,)]
    assert not world.all(HeldForm, "id")


def test_of_many_rows_kept_beside_the_first_are_named() -> None:
    beside = FormsBeside()
    for number in range(2, 14):
        place = Place("a.xlsx", "Evaluations", number)
        beside.keep((1, number, Stage.END), {}, values={}, place=place)
    findings = Findings(Workbook(files=("a.xlsx",)), unreported)
    beside.tell(findings)
    (said,) = findings.notices
    assert "12 rows (2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 2 more) say otherwise" in said
    assert "Each is kept beside it" in said
