from dataclasses import replace
from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionFrame
from pytestqt.qtbot import QtBot

from tests.conftest import BY, FirstAid, a_course
from tests.ui.programme.world import CONTROL, YEAR, Window
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.event_details import SessionDetails
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.bookings import book
from trainingdesk.services.desk import Desk
from trainingdesk.services.event_changes import changes_of
from trainingdesk.services.events import change_event, details_of
from trainingdesk.storage.models import Event
from ui.parts.way import Where
from ui.programme.event_form import EventForm

Key = Qt.Key


@pytest.fixture
def form(first_aid: FirstAid, desk: Desk, window: Window) -> EventForm:
    with desk.changing("Set up") as db:
        a_course(db, "Identifying Risk", "RISK", level="2", places=20, minutes=360)
    window.way.go(Where("Programme", kind="new", year=YEAR))
    return window.page.form


def typed(qtbot: QtBot, form: EventForm, name: str, text: str, day: int = 0) -> None:
    fields = form.days[day].fields if name in form.days[day].fields else form._fixed
    control = fields[name].control
    control.setFocus()
    control.clear()  # type: ignore[attr-defined]
    qtbot.keyClicks(control, text)
    qtbot.keyClick(control, Key.Key_Tab)


def choose_course(qtbot: QtBot, form: EventForm) -> None:
    """Choose Identifying Risk by how it begins."""
    qtbot.keyClicks(form.course, "ident")
    qtbot.keyClick(form.course, Key.Key_Return)


def gives_first_aid(desk: Desk, first_aid: FirstAid, trainer: str) -> None:
    with desk.changing("Set up") as db:
        there = details_of(db, first_aid.event)
        day = replace(there.sessions[0], trainer=trainer)
        change_event(db, first_aid.event, replace(there, sessions=(day,)), by=BY)


def newest(desk: Desk) -> Event:
    with desk.reading() as db:
        return db.query(Event).order_by(Event.id.desc()).first() or Event()


def test_an_event_is_planned_with_few_keys(
    qtbot: QtBot, desk: Desk, window: Window, form: EventForm
) -> None:
    assert form.course.hasFocus()
    qtbot.keyClicks(form.course, "ident")
    qtbot.keyClick(form.course, Key.Key_Return)
    assert form.course.text() == "Identifying Risk"
    day = form.days[0].fields["day"].control
    assert day.hasFocus()
    qtbot.keyClicks(day, "13/6")
    qtbot.keyClick(day, Key.Key_Tab)
    assert form.days[0].fields["day"].text() == "Sat 13 Jun 2026"
    assert form._fixed["reference"].text() == "RISK-2601"
    qtbot.keyClick(form.days[0].fields["starts"].control, Key.Key_S, CONTROL)
    event = newest(desk)
    assert (event.starts, event.places, event.reference) == (date(2026, 6, 13), 20, "RISK-2601")
    assert not form.isVisible()
    chosen = window.page.table.chosen_row()
    assert chosen is not None
    assert chosen.id == event.id


def test_hours_are_those_of_the_course(qtbot: QtBot, form: EventForm) -> None:
    choose_course(qtbot, form)
    fields = form.days[0].fields
    assert (fields["starts"].text(), fields["ends"].text()) == ("09:30", "16:30")


def test_one_match_is_taken_when_the_field_is_left(qtbot: QtBot, form: EventForm) -> None:
    qtbot.keyClicks(form.course, "ident")
    qtbot.keyClick(form.course, Key.Key_Tab)
    assert form.course.text() == "Identifying Risk"
    assert form.course.course_id is not None
    qtbot.keyClicks(form.course, "x")
    assert form.course.course_id is None


def test_wrong_fields_are_marked_and_the_form_stays(
    qtbot: QtBot, desk: Desk, form: EventForm
) -> None:
    before = newest(desk).id
    typed(qtbot, form, "day", "someday")
    typed(qtbot, form, "ends", "late")
    qtbot.mouseClick(form.save, Qt.MouseButton.LeftButton)
    assert newest(desk).id == before
    assert form.isVisible()
    assert form.days[0].fields["day"].error.text().startswith("This is no date")
    assert form.days[0].fields["ends"].wrong
    assert form._fixed["places"].wrong
    assert form.faults.text() == "5 to put right"
    assert form.course.hasFocus()


def test_a_mark_goes_when_the_field_is_mended(qtbot: QtBot, form: EventForm) -> None:
    form.keep()
    typed(qtbot, form, "places", "12")
    assert not form._fixed["places"].wrong


def test_a_reference_that_is_taken_is_refused_with_a_free_one(
    qtbot: QtBot, desk: Desk, form: EventForm
) -> None:
    qtbot.keyClicks(form.course, "first")
    qtbot.keyClick(form.course, Key.Key_Return)
    typed(qtbot, form, "day", "13 june")
    typed(qtbot, form, "reference", "FA-260610")
    form.keep()
    assert form._fixed["reference"].error.text() == ("FA-260610 is another event. FA-2601 is free.")


def test_a_reference_of_ones_own_is_kept(qtbot: QtBot, form: EventForm) -> None:
    choose_course(qtbot, form)
    typed(qtbot, form, "reference", "MINE")
    typed(qtbot, form, "day", "13 june")
    assert form._fixed["reference"].text() == "MINE"


def test_the_reference_follows_the_year_of_the_day(qtbot: QtBot, form: EventForm) -> None:
    choose_course(qtbot, form)
    typed(qtbot, form, "day", "13 june 2027")
    assert form._fixed["reference"].text() == "RISK-2701"


def test_days_are_added_like_the_last_and_removed(
    qtbot: QtBot, desk: Desk, form: EventForm
) -> None:
    choose_course(qtbot, form)
    typed(qtbot, form, "day", "17 june")
    typed(qtbot, form, "venue", "Guildhall")
    form.add_day()
    assert form.days[1].fields["day"].control.hasFocus()
    assert form.days[1].fields["venue"].text() == "Guildhall"
    typed(qtbot, form, "day", "10 june", day=1)
    form.keep()
    with desk.reading() as db:
        sessions = details_of(db, newest(desk).id).sessions
    assert [session.day for session in sessions] == [date(2026, 6, 10), date(2026, 6, 17)]
    assert sessions[0].starts == time(9, 30)


def test_a_day_taken_away_leaves_its_marks_behind(qtbot: QtBot, form: EventForm) -> None:
    form.add_day()
    form.keep()
    assert form.days[1].fields["day"].wrong
    qtbot.mouseClick(form.days[0].remove, Qt.MouseButton.LeftButton)
    assert len(form.days) == 1
    assert not form.days[0].remove.isVisible()


def test_names_the_desk_knows_are_offered(
    qtbot: QtBot, desk: Desk, window: Window, form: EventForm
) -> None:
    choose_course(qtbot, form)
    typed(qtbot, form, "day", "17 june")
    typed(qtbot, form, "venue", "Guildhall, Room 3A")
    form.keep()
    window.page.plan()
    completer = form.days[0].fields["venue"].control.completer()  # type: ignore[attr-defined]
    completer.setCompletionPrefix("room")
    assert completer.completionCount() == 1


def test_a_cancelled_event_keeps_its_status_until_another_is_chosen(
    desk: Desk, first_aid: FirstAid, window: Window, form: EventForm
) -> None:
    with desk.changing("Call off") as db:
        db.get_one(Event, first_aid.event).status = EventStatus.CANCELLED
    form.begin_change(first_aid.event)
    assert form.status.currentText() == "Cancelled"
    form.keep()
    with desk.reading() as db:
        assert db.get_one(Event, first_aid.event).status is EventStatus.CANCELLED
    form.begin_change(first_aid.event)
    form.status.choose(EventStatus.OPEN)
    form.keep()
    with desk.reading() as db:
        assert db.get_one(Event, first_aid.event).status is EventStatus.OPEN


def test_escape_leaves_everything_as_it_was(qtbot: QtBot, desk: Desk, form: EventForm) -> None:
    done = len(desk.done)
    qtbot.keyClick(form.days[0].fields["day"].control, Key.Key_Escape)
    assert not form.isVisible()
    assert len(desk.done) == done


def test_what_the_catalogue_does_not_have_is_said(qtbot: QtBot, form: EventForm) -> None:
    qtbot.keyClicks(form.course, "zzz")
    assert form.course.here() is None
    form.course.close_menu()
    form.keep()
    assert form._fixed["course_id"].wrong


def test_a_day_has_a_link_trainers_beside_and_a_reserve(
    qtbot: QtBot, desk: Desk, form: EventForm
) -> None:
    choose_course(qtbot, form)
    assert not form.days[0].fields["online"].isVisible()
    qtbot.mouseClick(form.days[0].more, Qt.MouseButton.LeftButton)
    assert form.days[0].fields["online"].control.hasFocus()
    for name, text in {
        "day": "17 june",
        "trainer": "Ruth",
        "online": "https://example.org/room",
        "beside": "Devika, Sam",
        "reserve": "Kit",
    }.items():
        typed(qtbot, form, name, text)
    form.keep()
    with desk.reading() as db:
        (day,) = details_of(db, newest(desk).id).sessions
    assert (day.online, day.beside, day.reserve) == (
        "https://example.org/room",
        ("Devika", "Sam"),
        ("Kit",),
    )
    form.begin_change(newest(desk).id)
    assert form.days[0].fields["beside"].text() == "Devika, Sam"
    assert form.days[0].fields["reserve"].isVisible()


def test_a_clash_is_said_under_the_day_as_one_types(
    qtbot: QtBot, desk: Desk, first_aid: FirstAid, form: EventForm
) -> None:
    gives_first_aid(desk, first_aid, "Ruth")
    choose_course(qtbot, form)
    typed(qtbot, form, "day", "10 june")
    assert not form.days[0].said.isVisible()
    trainer = form.days[0].fields["trainer"].control
    trainer.setFocus()
    qtbot.keyClicks(trainer, "Ruth")
    qtbot.waitUntil(lambda: "Ruth also trains FA-260610" in form.days[0].said.text())
    form.status.choose(EventStatus.DRAFT)  # a draft takes nobody's time
    assert not form.days[0].said.isVisible()


def test_the_trainer_that_enter_takes_is_looked_after_for_clashes(
    qtbot: QtBot, desk: Desk, first_aid: FirstAid, form: EventForm
) -> None:
    gives_first_aid(desk, first_aid, "Tomasz Wieczorek")
    form.begin_new(TrainingYear.named(YEAR))
    typed(qtbot, form, "day", "10 june")
    field = form.days[0].fields["trainer"]
    field.control.setFocus()
    qtbot.keyClicks(field.control, "Tomasz Wiecz")
    assert field.help.text() == "New: will be added to the trainers."
    qtbot.waitUntil(field.help.isVisible)
    qtbot.keyClick(field.control, Key.Key_Return)
    assert (field.text(), field.help.isVisible()) == ("Tomasz Wieczorek", False)
    qtbot.waitUntil(lambda: "Tomasz Wieczorek also trains" in form.days[0].said.text())


def test_a_day_of_no_year_so_far_is_noted_and_saved(
    qtbot: QtBot, desk: Desk, form: EventForm
) -> None:
    choose_course(qtbot, form)
    typed(qtbot, form, "day", "13 june 2031")
    assert form.days[0].noted.text() == (
        "This is in 2031-32, a training year without any event so far."
    )
    form.keep()
    assert newest(desk).starts == date(2031, 6, 13)


def test_a_day_is_seen_whole_with_its_year(qtbot: QtBot, window: Window, form: EventForm) -> None:
    window.way.go(Where("Programme", kind="new", year="2027-28"))
    entry = form.days[0].fields["day"].control
    assert isinstance(entry, QLineEdit)
    qtbot.waitUntil(lambda: entry.width() < form.width())  # it has its place
    for day, said in (("12 january", "Wed 12 Jan 2028"), ("13/9/28", "Wed 13 Sep 2028")):
        typed(qtbot, form, "day", day)
        assert entry.text() == said
        assert entry.fontMetrics().horizontalAdvance(said) <= room_in(entry)


def room_in(entry: QLineEdit) -> int:
    option = QStyleOptionFrame()
    entry.initStyleOption(option)
    part = QStyle.SubElement.SE_LineEditContents
    within = 2 * 2  # that a line keeps on either side of what is typed
    return entry.style().subElementRect(part, option, entry).width() - within


def test_a_day_of_another_year_says_so(qtbot: QtBot, window: Window, form: EventForm) -> None:
    typed(qtbot, form, "day", "12 january")
    assert not form.days[0].noted.isVisible()
    typed(qtbot, form, "day", "12 january 2028")
    assert form.days[0].noted.text() == "This is in 2027-28."


def test_an_event_that_stands_is_told_a_year_only_where_it_moves(
    qtbot: QtBot, first_aid: FirstAid, form: EventForm
) -> None:
    form.begin_change(first_aid.event)
    assert not form.days[0].noted.isVisible()
    typed(qtbot, form, "day", "12 january 2028")
    assert form.days[0].noted.text() == "This is in 2027-28."


def test_an_end_before_its_start_is_said_and_nothing_is_lost(
    qtbot: QtBot, desk: Desk, form: EventForm
) -> None:
    before = newest(desk).id
    choose_course(qtbot, form)
    for name, text in {"day": "13 june", "starts": "14:00", "ends": "09:00"}.items():
        typed(qtbot, form, name, text)
    form.keep()
    assert form.days[0].fields["ends"].error.text() == "The end is not after the start."
    assert form.days[0].fields["starts"].text() == "14:00"
    assert newest(desk).id == before


def test_places_below_those_booked_are_refused_at_the_field(
    qtbot: QtBot, desk: Desk, first_aid: FirstAid, form: EventForm
) -> None:
    with desk.changing("Book") as db:
        db.get_one(Event, first_aid.event).places = 2
        for person in (first_aid.ada, first_aid.grace):
            book(db, event_id=first_aid.event, delegate_id=person, by=BY)
    form.begin_change(first_aid.event)
    typed(qtbot, form, "places", "1")
    form.keep()
    assert form._fixed["places"].error.text().startswith("2 delegates have places.")
    assert form.isVisible()


def test_a_price_is_read_to_the_penny_and_what_is_none_is_told(
    qtbot: QtBot, desk: Desk, form: EventForm
) -> None:
    choose_course(qtbot, form)
    typed(qtbot, form, "day", "13 june")
    typed(qtbot, form, "price_pence", "much")
    form.keep()
    assert form._fixed["price_pence"].error.text() == "Type a sum in pounds, such as 45 or 45.50."
    typed(qtbot, form, "price_pence", "90.10")
    form.keep()
    assert newest(desk).price_pence == 90_10
    form.begin_change(newest(desk).id)
    assert form._fixed["price_pence"].text() == "£90.10"


def test_people_who_are_only_counted_need_no_places(
    qtbot: QtBot, desk: Desk, form: EventForm
) -> None:
    choose_course(qtbot, form)
    typed(qtbot, form, "day", "13 june")
    form._fixed["headcount_only"].control.choose("Only counted")  # type: ignore[attr-defined]
    assert not form._fixed["places"].isVisible()
    assert form._fixed["headcount"].isVisible()
    form.keep()
    assert (newest(desk).headcount_only, newest(desk).places) == (True, 0)


def test_another_status_asks_why(desk: Desk, first_aid: FirstAid, form: EventForm) -> None:
    form.begin_change(first_aid.event)
    assert not form._fixed["why"].isVisible()
    form.status.choose(EventStatus.CONFIRMED)
    assert form._fixed["why"].isVisible()
    form._fixed["why"].set_text("The board wants it.")
    form.keep()
    with desk.reading() as db:
        (change,) = changes_of(db, first_aid.event)
    assert (change.status, change.reason) == (EventStatus.CONFIRMED, "The board wants it.")


def test_what_was_typed_is_there_when_the_form_opens_again(
    qtbot: QtBot, first_aid: FirstAid, window: Window, form: EventForm
) -> None:
    form.begin_change(first_aid.event)
    typed(qtbot, form, "venue", "Guildhall")
    form.add_day()
    typed(qtbot, form, "day", "11 june", day=1)
    form.leave()
    form.begin_change(first_aid.event)
    assert form.kept.isVisible()
    assert [day.fields["day"].text() for day in form.days] == [
        "Wed 10 Jun 2026",
        "Thu 11 Jun 2026",
    ]
    assert form.days[0].fields["venue"].text() == "Guildhall"
    qtbot.mouseClick(form.afresh, Qt.MouseButton.LeftButton)
    assert len(form.days) == 1
    assert form.days[0].fields["venue"].text() == ""


def test_saving_an_unchanged_form_changes_nothing(
    desk: Desk, first_aid: FirstAid, form: EventForm
) -> None:
    with desk.changing("Set up") as db:
        details = details_of(db, first_aid.event)
        day = replace(details.sessions[0], trainer="Ruth", beside=("Jones, Kit", "Sam"))
        whole = replace(details, sessions=(day,), series="Week", partners=("Ternbridge, South",))
        change_event(db, first_aid.event, whole, by=BY)
    done = len(desk.done)
    form.begin_change(first_aid.event)
    form.keep()
    assert not form.isVisible()
    assert len(desk.done) == done


def test_the_later_of_two_windows_sees_both_versions(
    qtbot: QtBot, desk: Desk, first_aid: FirstAid, form: EventForm
) -> None:
    form.begin_change(first_aid.event)
    typed(qtbot, form, "venue", "Guildhall")
    with desk.changing("Change") as db:
        there = details_of(db, first_aid.event)
        more = SessionDetails(date(2026, 6, 11))
        day = replace(there.sessions[0], venue="Library")
        change_event(db, first_aid.event, replace(there, sessions=(day, more), places=9), by=BY)
    form.keep()
    venue = form.days[0].fields["venue"]
    assert venue.text() == "Guildhall"
    assert venue.other is not None
    assert venue.other.words.text() == "Saved meanwhile: Library"
    assert form._fixed["places"].text() == "9"
    assert form.days[1].fields["day"].text() == "Thu 11 Jun 2026"
    form.keep()
    with desk.reading() as db:
        now = details_of(db, first_aid.event)
    assert (now.places, now.sessions[0].venue, len(now.sessions)) == (9, "Guildhall", 2)
