"""The pages that pictures are taken of, and how each is brought about."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from shutil import copyfile
from tempfile import mkdtemp
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QScrollArea
from shown_sheets import keep_scans, load_a_report
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.often_absent import AbsenceAct, AbsenceRule
from trainingdesk.domain.waiting import ShareKind
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.absence_rules import save_absence_rule
from trainingdesk.services.desk import Desk
from trainingdesk.services.duplicates import duplicates_found
from trainingdesk.services.today import Work, cards
from trainingdesk.storage.models import (
    Agreement,
    Booking,
    Certificate,
    Completion,
    Course,
    CourseRecommendation,
    Delegate,
    Event,
    Mark,
    PlaceShare,
)
from ui.events.bookings_tab import BookingsTab
from ui.main_window import MainWindow
from ui.parts.suggestions import Suggestions
from ui.parts.way import Where

UNTIDY = Path(__file__).parents[1] / "tests" / "data" / "havering-2017-18-untidy.xlsx"
COMPLETIONS = """Learner,E-mail,Organisation,Course,Completed on,Score
Emeka Onyekachi,emeka.onyekachi@northvale.example,,Early Help Assessment,12/06/2026,85%
"Adeyemi-Hart, Iris",,North Vale NHS Foundation Trust,Early Help Assessment,12/06/2026,90%
New Person,,Westmere Council Children's Services,Early Help Assessment,13/06/2026,70%
Ben Stone,,The Corner House,Early Help Assessment,13/06/2026,75%
Emeka Onyekachi,emeka.onyekachi@northvale.example,,Flying for Beginners,14/06/2026,85%
"""
FAR_AHEAD = "2031-32"
TYPED = "an"
PASTED = """Dear Sam, please book these people:

Emeka Onyekachi <emeka.onyekachi@northvale.example>
Siân Pugh, Tern Youth Foundation
Iris Adeyemi-Hart, North Vale NHS Foundation Trust
New Person, Westmere Council Children's Services, Social worker
Onyekachi, Emeka
Ben Stone, The Corner House
no.name@northvale.example

Kind regards
"""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The records of the desk that make the fullest pages."""

    mixed: int = 0
    """The event to come that has a cap and an aim."""
    requested: int = 0
    """The event to come for which most agreements are awaited."""
    waited_for: int = 0
    """The event to come that most people wait for."""
    offered: int = 0
    """The event to come of which most places are offered."""
    under_way: int = 0
    """The event that is being marked."""
    certified: int = 0
    """The event with most certificates."""
    certified_year: str = ""
    """Its training year, which is over."""
    course: int = 0
    """The course that most events were held of."""
    delegate: int = 0
    agency: int = 0
    at_risk: int = 0
    """An event to come with fewer than it needs."""
    answered: int = 0
    """The recommendation that has most courses."""
    pair: tuple[int, int] = (0, 0)
    """Two who may be one."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page's name, the way to it, and what is done there before its picture is taken."""

    name: str
    where: Callable[[Chosen], Where]
    then: Callable[[MainWindow], object] = lambda _: None
    on_empty_desk: bool = False


def chosen(desk: Desk) -> Chosen:
    """Look for the records worth a picture; on an empty desk there are none."""
    today = desk.today()
    waiting = Booking.status == BookingStatus.WAITING
    awaited = Booking.id.in_(select(Agreement.booking_id).where(Agreement.decided_on.is_(None)))
    to_come = Event.starts > today, Event.status != EventStatus.CANCELLED
    aimed = PlaceShare.kind == ShareKind.AIM
    unfinished = Event.starts <= today, Event.register_closed_on.is_(None)
    with desk.reading() as db:
        certified = db.get(Event, _most_certified(db))
        return Chosen(
            mixed=db.scalar(select(PlaceShare.event_id).where(aimed)) or 0,
            requested=_most(db, Booking.event_id, awaited, *to_come),
            waited_for=_most(db, Booking.event_id, waiting, *to_come),
            offered=_most(db, Booking.event_id, Booking.status == BookingStatus.OFFERED, *to_come),
            under_way=_newest_marked(db, *unfinished),
            at_risk=_at_risk(db, today),
            certified=certified.id if certified else 0,
            certified_year=TrainingYear.of(certified.starts).name if certified else "",
            course=_most(db, Event.course_id, Event.starts <= today),
            delegate=_most(db, Booking.delegate_id, Event.starts <= today),
            agency=_most(db, Booking.agency_id, Event.starts <= today),
            answered=_most_answered(db),
            pair=next(((row.one.id, row.other.id) for row in duplicates_found(db)), (0, 0)),
        )


def _at_risk(db: Session, today: date) -> int:
    """The first event that is at risk, on the list that Today shows."""
    found = (task for card in cards(db, today) if card.work is Work.AT_RISK for task in card.tasks)
    return next((task.event_id for task in found), 0)


def _most(db: Session, column: object, *wanted: object) -> int:
    """What most bookings are of, among those of some events."""
    query = (
        select(column)  # type: ignore[call-overload]
        .join_from(Booking, Event, Booking.event_id == Event.id)
        .where(*wanted)
        .group_by(column)
        .order_by(func.count().desc(), column)
    )
    return db.scalar(query.limit(1)) or 0


def _newest_marked(db: Session, *unfinished: object) -> int:
    """The newest event whose register is open, one with marks first."""
    marks = func.count(Mark.id)
    query = (
        select(Event.id)
        .join(Booking, Booking.event_id == Event.id)
        .outerjoin(Mark, Mark.booking_id == Booking.id)
        .where(*unfinished)  # type: ignore[arg-type]
        .group_by(Event.id)
        .order_by((marks > 0).desc(), Event.starts.desc())
    )
    return db.scalar(query.limit(1)) or 0


def _most_certified(db: Session) -> int:
    query = (
        select(Booking.event_id)
        .join(Certificate, Certificate.booking_id == Booking.id)
        .group_by(Booking.event_id)
        .order_by(func.count().desc(), Booking.event_id.desc())
    )
    delivered = (
        select(Event.id)
        .join(Booking, Booking.event_id == Event.id)
        .where(Event.register_closed_on.is_not(None))
        .order_by(Event.starts.desc())
    )
    return db.scalar(query.limit(1)) or db.scalar(delivered.limit(1)) or 0


def _most_answered(db: Session) -> int:
    number = CourseRecommendation.recommendation_id
    query = select(number).group_by(number).order_by(func.count().desc(), number)
    return db.scalar(query.limit(1)) or 0


def show_who_waits(window: MainWindow) -> None:
    """Go to the end of the list, where those stand who wait."""
    window.page.event_page.bookings.table.scrollToBottom()


def type_a_name(window: MainWindow) -> None:
    """Type a few letters into the box at hand, so that it says who may be meant."""
    boxes = [box for box in window.findChildren(Suggestions) if box.isVisible()]
    box = next((box for box in boxes if box.hasFocus()), boxes[0])
    box.setFocus(Qt.FocusReason.ShortcutFocusReason)
    box.setText(TYPED)
    box.textEdited.emit(TYPED)


def scroll_down(window: MainWindow) -> None:
    """Show the end of the page."""
    for area in window.page.findChildren(QScrollArea):
        if area.isVisible():
            area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())


def look_at_a_workbook(window: MainWindow) -> None:
    """Drop a workbook with faults on the window, under a name that is no board's."""
    sent = Path(mkdtemp()) / "year-2017-18.xlsx"
    copyfile(UNTIDY, sent)
    window.made["Settings"].drop([sent])


def a_pair(found: Chosen) -> Where:
    """The page where two who may be one are merged."""
    return Where("Delegates", "merge", found.pair[0], find=str(found.pair[1]))


def at(place: str, kind: str = "", *, find: str = "", year: str = "") -> Callable[[Chosen], Where]:
    """A page that needs no record."""
    return lambda _: Where(place, kind, find=find, year=year)


def event(record: str, tab: str) -> Callable[[Chosen], Where]:
    """One of an event's tabs."""
    return lambda found: Where("Programme", "event", getattr(found, record), tab)


def certified(tab: str) -> Callable[[Chosen], Where]:
    """One of the tabs of an event whose certificates are out."""
    return lambda found: Where(
        "Programme", "event", found.certified, tab, year=found.certified_year
    )


def plan_the_year_again(window: MainWindow) -> None:
    """Choose every event of the year, and propose days for the year after."""
    programme = window.page.programme
    programme.table.selectAll()
    programme.plans.again()


def repeat_an_event(window: MainWindow) -> None:
    """Ask on which days the event at hand is held again."""
    programme = window.page.programme
    programme.table.enter()
    programme.plans.repeat_action.trigger()


def sheets(found: Chosen) -> Where:
    """What was handed in for the register that is being marked."""
    return Where("Programme", "sheets", found.under_way)


def paste_a_list(window: MainWindow) -> None:
    """Paste an e-mail with people who are known, new, ambiguous and wrong."""
    page = window.page.room("paste")
    page.start_again()
    QGuiApplication.clipboard().setText(PASTED)
    page.paste()


def decide_not_to_go(window: MainWindow) -> None:
    """Ask why an event at risk does not go ahead."""
    window.page.event_page.no_go_action.trigger()


def keep_an_agreement(window: MainWindow) -> None:
    """Ask who agreed to the first of the requests."""
    page = window.page.event_page
    page.requests.table.selectRow(0)
    page.requests.acts.agree_action.trigger()


def cap_an_agency(window: MainWindow) -> None:
    """Ask how many places an agency may have."""
    page = window.page.event_page
    page.mix.table.selectRow(1)
    page.mix.new_action.trigger()


def show_the_tables(window: MainWindow) -> None:
    """Show who sits at which table."""
    window.page.event_page.mix.turn()


def _booked(tab: BookingsTab) -> list[int]:
    """The bookings of those who have a place, as they are listed."""
    rows = (tab.table.rows_model.row_at(at) for at in range(tab.table.rows_model.rowCount()))
    return [row.id for row in rows if row is not None and row.status is BookingStatus.BOOKED]


def transfer_two(window: MainWindow) -> None:
    """Ask to which date the first two who have a place go."""
    tab = window.page.event_page.bookings
    tab.table.choose_ids(_booked(tab)[:2])
    tab.exchanges.transfer.trigger()


def send_a_colleague(window: MainWindow) -> None:
    """Ask who comes instead of the first who has a place."""
    tab = window.page.event_page.bookings
    tab.table.choose_ids(_booked(tab)[:1])
    tab.exchanges.substitute.trigger()
    type_a_name(window)


def mark_some(window: MainWindow) -> None:
    """Mark a few, count them by agency, and ask how late one of them came."""
    tab: Any = window.page.event_page.views["Register"]
    for place, letter in enumerate("AALXPAE"):
        tab.table.set_cursor(place)
        tab.table.keyed.emit(*tab.table.cursor_cell(), letter)
    tab.table.set_cursor(2)
    tab.turn_counts()
    tab.ask_minutes()
    tab.minutes.late.set_text("20")
    tab.minutes.keep_it()
    tab.table.set_cursor(6)
    tab.ask_minutes()


def ask_to_reopen(window: MainWindow) -> None:
    """Ask why a closed register is opened again."""
    window.page.event_page.views["Register"].reopen_register()


def ask_for_a_rule(window: MainWindow) -> None:
    """Ask for the attendance rule of another kind of course."""
    window.page.attendance.begin_new()


def decide_on_somebody(window: MainWindow) -> None:
    """Say how often is too often, and decide on whoever was absent most."""
    with window.page.room("absences").desk.changing("Change the rule") as db:
        save_absence_rule(db, AbsenceRule(2, 12, 12, AbsenceAct.TELL))
    page = window.page.room("absences")
    page.list.table.selectRow(0)
    page.decide_action.trigger()


def look_at_completions(window: MainWindow) -> None:
    """Look at a file of e-learning in which one line is to be settled."""
    page = window.page.room("elearning")
    path = Path(mkdtemp()) / "e-learning June.csv"
    path.write_text(COMPLETIONS, encoding="utf-8")
    with page.desk.changing("Load", "e-learning from May.csv") as db:
        people = db.scalars(select(Delegate).order_by(Delegate.id).limit(14)).all()
        course = db.scalars(select(Course.id).order_by(Course.id)).first()
        for number, person in enumerate(people):
            on, score = date(2026, 5, 1 + number), 70 + 2 * number
            of = {"course_id": course, "delegate_id": person.id, "agency_id": person.agency_id}
            db.add(Completion(**of, on=on, score=score))
    page.look_at(path)


def keep_some_places(window: MainWindow) -> None:
    """Ask for which agency places are kept."""
    window.page.event_page.bookings.exchanges.keep.trigger()


def name_a_kept_place(window: MainWindow) -> None:
    """Ask who takes a place that is kept."""
    window.page.event_page.bookings.exchanges.ask_for_name()


def look_at_what_failed(window: MainWindow) -> None:
    """Show the messages that did not go, and why."""
    window.page.messages.outbox.box.choose("Needs a look")


def messages(tab: str) -> Callable[[Chosen], Where]:
    """One of the tabs of the messages."""
    return lambda _: Where("Settings", "messages", tab=tab)


PAGES = [
    Page("01-today", at("Today")),
    Page("02-programme", at("Programme")),
    Page("03-month", at("Programme", "month", find="2026-11")),
    Page("04-event-bookings", event("waited_for", "Bookings")),
    Page("05-event-booking", event("waited_for", "Bookings"), type_a_name),
    Page("06-event-register", event("under_way", "Register")),
    Page("07-event-certificates", certified("Certificates")),
    Page("08-event-history", certified("History")),
    Page("09-event-form", at("Programme", "new")),
    Page("10-delegates", at("Delegates")),
    Page("11-delegate", lambda found: Where("Delegates", "delegate", found.delegate)),
    Page("12-delegate-form", at("Delegates", "new")),
    Page("13-agencies", at("Agencies")),
    Page("14-agency", lambda found: Where("Agencies", "agency", found.agency)),
    Page("15-charges", at("Charges")),
    Page("16-evaluation", at("Evaluation")),
    Page("17-evaluation-end", at("Evaluation"), scroll_down),
    Page("18-certificates", at("Certificates")),
    Page("19-analysis", at("Analysis")),
    Page("20-analysis-end", at("Analysis"), scroll_down),
    Page("21-rows", at("Analysis", "rows", find="attended")),
    Page("22-settings", at("Settings")),
    Page("23-import", at("Settings", "import"), look_at_a_workbook),
    Page("24-palette", at("Today"), lambda window: window.palette_box.open("risk")),
    Page("25-empty-year", at("Programme", year=FAR_AHEAD)),
    Page("26-empty-analysis", at("Analysis", year=FAR_AHEAD)),
    Page("27-empty-desk", at("Today"), on_empty_desk=True),
    Page("28-venues", at("Programme", "venues")),
    Page("29-trainers", at("Programme", "trainers")),
    Page("30-series", at("Programme", "series")),
    Page("31-courses", at("Programme", "courses")),
    Page("32-course", lambda found: Where("Programme", "course", found.course)),
    Page(
        "33-course-form",
        lambda found: Where("Programme", "course", found.course, "Versions"),
        lambda window: window.page.room("course").change_course(),
    ),
    Page("34-lists", at("Settings", "lists")),
    Page("35-own-fields", at("Settings", "fields")),
    Page("74-reopen-register", certified("Register"), ask_to_reopen),
    Page("73-register-minutes", event("under_way", "Register"), mark_some),
    Page("72-attendance-rule", at("Settings", "attendance"), ask_for_a_rule),
    Page("36-answers", at("Programme", "recommendations")),
    Page("37-recommendation", lambda found: Where("Programme", "recommendation", found.answered)),
    Page("38-actions", at("Programme", "actions")),
    Page("39-licences", at("Delegates", "licences")),
    Page("73-often-absent", at("Delegates", "absences"), decide_on_somebody),
    Page("74-e-learning", at("Delegates", "elearning"), look_at_completions),
    Page("40-undated", at("Programme", "undated")),
    Page("41-interest", lambda _: Where("Programme", "interest", 1)),
    Page("42-plan-again", at("Programme"), plan_the_year_again),
    Page("43-repeat", at("Programme"), repeat_an_event),
    Page("44-event-at-risk", event("at_risk", "Bookings"), decide_not_to_go),
    Page("48-event-offered", event("offered", "Bookings"), show_who_waits),
    Page("45-duplicates", at("Delegates", "duplicates")),
    Page("46-merge", a_pair),
    Page("50-transfer", event("waited_for", "Bookings"), transfer_two),
    Page("51-substitute", event("waited_for", "Bookings"), send_a_colleague),
    Page("52-keep-places", event("waited_for", "Bookings"), keep_some_places),
    Page("60-requests", event("requested", "Requests"), keep_an_agreement),
    Page("61-mix", event("mixed", "Mix")),
    Page("62-cap", event("mixed", "Mix"), cap_an_agency),
    Page("63-tables", event("mixed", "Mix"), show_the_tables),
    Page("64-agreements", at("Programme", "agreements")),
    Page("65-name-a-kept-place", event("mixed", "Bookings"), name_a_kept_place),
    Page("70-outbox", messages("Outbox")),
    Page("71-outbox-failed", messages("Outbox"), look_at_what_failed),
    Page("72-rules", messages("Rules")),
    Page("73-templates", messages("Templates")),
    Page("74-leaving", messages("How they leave")),
    Page("75-event-messages", event("waited_for", "Messages")),
    Page("76-sheets", sheets, keep_scans),
    Page("77-sheet-held-against", sheets, load_a_report),
    Page("47-pasted", lambda found: Where("Programme", "paste", found.at_risk), paste_a_list),
]
