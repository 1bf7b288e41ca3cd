from datetime import date, timedelta

import pytest
from pytestqt.qtbot import QtBot

from tests.conftest import BY, a_delegate, an_event
from tests.services.people import People
from tests.ui.delegates.conftest import YEAR, leading, press, type_in, unnamed
from tests.worlds import set_up_once
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.services.bookings import book
from trainingdesk.services.delegate_history import history_of
from trainingdesk.services.delegate_records import change_delegate, delegate_details
from trainingdesk.services.desk import Desk
from trainingdesk.services.overriding import overridden_on
from trainingdesk.services.own_words import BoardList, WordDetails, add_word, board_words
from trainingdesk.storage.models import Agency, Course, Delegate, DelegateNeeds, Event
from ui.delegates.place import DelegatesPlace
from ui.parts.live import LiveDesk
from ui.parts.rows_model import Group
from ui.parts.way import Way, Where
from ui.parts.words import Button

COMES = date(2026, 9, 1)


def record_of(delegate_id: int) -> Where:
    return Where("Delegates", kind="delegate", id=delegate_id, year=YEAR)


@pytest.fixture
@set_up_once
def small_event(desk: Desk, people: People) -> int:
    """An event of one place to come."""
    with desk.changing("Plan") as db:
        course = db.get_one(Course, db.get_one(Event, people.neglect).course_id)
        return an_event(db, course, COMES).id


def statuses(desk: Desk, delegate_id: int) -> list[tuple[BookingStatus, date]]:
    with desk.reading() as db:
        return [(row.status, row.starts) for row in history_of(db, delegate_id)]


def test_the_record_tells_the_facts_and_the_years(
    place: DelegatesPlace, people: People, way: Way
) -> None:
    way.go(record_of(people.ada))
    page = place.record
    assert page.heading.title.text() == "Ada King"
    assert "attended 2 events" in page.heading.about.accessibleName()
    assert place.crumbs()[1] == ("Ada King", record_of(people.ada))
    rows = page.history.table.rows_model.rows
    assert [row.title for row in rows] == [
        "2026-27",
        "Neglect",
        "Identifying Risk",
        "2025-26",
        "Identifying Risk",
    ]
    assert isinstance(rows[0], Group)
    assert page.history.count.said.text() == "3 bookings"
    assert unnamed(place) == []


def test_the_history_is_narrowed_by_words(place: DelegatesPlace, people: People, way: Way) -> None:
    way.go(record_of(people.ada))
    place.record.history.seek("risk")
    assert place.record.history.count.said.text() == "2 of 3 bookings"


def test_enter_opens_the_event_in_its_own_year(
    qtbot: QtBot, place: DelegatesPlace, people: People, way: Way, gone: list[Where]
) -> None:
    way.go(record_of(people.ada))
    press(qtbot, place.record.history.table, "End")
    press(qtbot, place.record.history.table, "Return")
    event = Where("Programme", kind="event", id=people.old_risk, tab="Bookings", year="2025-26")
    assert gone[-1] == event


def test_needs_are_shown_only_when_asked_for(
    desk: Desk, place: DelegatesPlace, people: People, way: Way
) -> None:
    with desk.changing("Note") as db:
        db.add(DelegateNeeds(delegate_id=people.ada, needs="A <b>loop</b>"))
    way.go(record_of(people.ada))
    needs = place.record.needs
    assert (needs.button.isVisible(), needs.words.isVisible()) == (True, False)
    needs.button.click()
    assert (needs.words.text(), needs.words.isVisible()) == ("A <b>loop</b>", True)
    way.go(record_of(people.grace))
    assert (needs.words.text(), needs.button.isVisible()) == ("None known", False)


def test_a_delegate_is_booked_by_keyboard_alone(
    qtbot: QtBot, desk: Desk, place: DelegatesPlace, people: People, way: Way, small_event: int
) -> None:
    way.go(record_of(people.grace))
    press(qtbot, place.record.history.table, "Ctrl+B")
    choice = place.record.choice
    assert choice.table.hasFocus()
    assert choice.save.text() == "Book"
    assert choice.whole.text().startswith("Neglect · ")  # which the list may cut
    press(qtbot, choice.table, "Return")
    assert not choice.isVisible()
    assert statuses(desk, people.grace)[0] == (BookingStatus.BOOKED, COMES)
    assert desk.undo_title == "Book Grace Hopper on Neglect"
    assert place.record.history.table.rows_model.rowCount() == 3
    press(qtbot, place.record.history.table, "Ctrl+B")
    last = len(choice.table.rows_model.columns) - 1
    assert choice.table.rows_model.index(0, last).data() == "booked"


def test_what_speaks_against_a_booking_is_said_first(
    desk: Desk, place: DelegatesPlace, people: People, way: Way, small_event: int
) -> None:
    way.go(record_of(people.lukasz))
    place.record.acts.book.trigger()
    assert "Attended Neglect already on 20 April 2026" in place.record.choice.warned.words.text()


def test_against_a_warning_the_reason_is_asked_for_and_kept_on_each_event(
    qtbot: QtBot,
    desk: Desk,
    place: DelegatesPlace,
    people: People,
    way: Way,
    small_event: int,
) -> None:
    with desk.changing("Plan") as db:
        course = db.get_one(Event, small_event).course
        events = [small_event, an_event(db, course, COMES + timedelta(days=1), places=3).id]
    way.go(record_of(people.lukasz))
    place.record.acts.book.trigger()
    choice = place.record.choice
    choice.table.choose_ids(events)
    assert choice.warned.words.text().count("Attended Neglect already on 20 April 2026") == 2
    assert not choice.why.isHidden()
    press(qtbot, choice.table, "Ctrl+S")
    assert choice.isVisible()
    assert "Say why" in choice.why.error.text()
    assert len(statuses(desk, people.lukasz)) == 1
    qtbot.keyClicks(choice.reason, "Moved to a new team")
    press(qtbot, choice.reason, "Return")
    assert not choice.isVisible()
    with desk.reading() as db:
        kept = [row.reason for number in events for row in overridden_on(db, number)]
    assert kept == ["Moved to a new team"] * len(kept)
    assert len(kept) >= len(events)


def test_a_full_event_offers_the_waiting_list_and_says_the_turn(
    qtbot: QtBot,
    desk: Desk,
    live: LiveDesk,
    place: DelegatesPlace,
    people: People,
    way: Way,
    small_event: int,
) -> None:
    with desk.changing("Book") as db:
        book(db, event_id=small_event, delegate_id=people.ada, by=BY)
    way.go(record_of(people.grace))
    place.record.acts.book.trigger()
    assert place.record.choice.save.text() == "Put on the waiting list"
    with qtbot.waitSignal(live.told) as said:
        place.record.choice.save.click()
    assert said.args == ["Neglect is full: Grace Hopper waits, number 1 in the queue."]


def test_a_refusal_stays_in_the_panel(
    desk: Desk, place: DelegatesPlace, people: People, way: Way, small_event: int
) -> None:
    with desk.changing("Book") as db:
        book(db, event_id=small_event, delegate_id=people.grace, by=BY)
    way.go(record_of(people.grace))
    place.record.acts.book.trigger()
    place.record.choice.save.click()
    assert place.record.choice.isVisible()
    assert "Grace Hopper already has a booking" in place.record.choice.notice.words.text()


def test_events_are_found_by_words(
    qtbot: QtBot, place: DelegatesPlace, people: People, way: Way, small_event: int
) -> None:
    way.go(record_of(people.grace))
    place.record.acts.book.trigger()
    choice = place.record.choice
    type_in(choice.filter, "zzz")
    qtbot.waitUntil(lambda: not choice.table.isVisible())
    assert choice.empty.text() == "No event to come goes by “zzz”."
    choice.save.click()
    assert choice.notice.words.text() == "Choose an event first."


def test_a_booking_is_cancelled_with_its_reason(
    qtbot: QtBot,
    desk: Desk,
    live: LiveDesk,
    place: DelegatesPlace,
    people: People,
    way: Way,
    small_event: int,
) -> None:
    with desk.changing("Book") as db:
        for delegate_id in (people.ada, people.grace):
            book(db, event_id=small_event, delegate_id=delegate_id, by=BY)
    way.go(record_of(people.ada))
    press(qtbot, place.record.history.table, "Home")
    press(qtbot, place.record.history.table, "Delete")
    panel = place.record.cancelling
    assert panel.about.text() == "Ada King gives up the place on Neglect."
    type_in(panel.reason, "Ill")
    with qtbot.waitSignal(live.told) as said:
        press(qtbot, panel.reason.typed, "Return")
    assert said.args == ["Cancelled Ada King on Neglect: Grace Hopper has the place now."]
    assert panel.notice.words.text() == ""  # Enter was told once: there was no second to refuse
    with desk.reading() as db:
        first = history_of(db, people.ada)[0]
    assert (first.status, first.reason) == (BookingStatus.CANCELLED, "Ill")
    assert place.record.history.table.hasFocus()


def test_a_reason_that_was_typed_is_kept_with_its_booking(
    qtbot: QtBot, desk: Desk, place: DelegatesPlace, people: People, way: Way, small_event: int
) -> None:
    with desk.changing("Book") as db:
        book(db, event_id=small_event, delegate_id=people.ada, by=BY)
    way.go(record_of(people.ada))
    press(qtbot, place.record.history.table, "Home")
    press(qtbot, place.record.history.table, "Delete")
    panel = place.record.cancelling
    type_in(panel.reason, "On leave")
    press(qtbot, panel.reason, "Escape")
    press(qtbot, place.record.history.table, "Delete")
    assert panel.reason.currentText() == "On leave"
    assert panel.kept.isVisible()


def test_the_boards_own_reasons_are_offered_where_a_booking_is_cancelled(
    qtbot: QtBot, desk: Desk, place: DelegatesPlace, people: People, way: Way, small_event: int
) -> None:
    with desk.changing("Book") as db:
        book(db, event_id=small_event, delegate_id=people.ada, by=BY)
        add_word(db, BoardList.REASONS, WordDetails("Work pressure"))
    way.go(record_of(people.ada))
    press(qtbot, place.record.history.table, "Home")
    press(qtbot, place.record.history.table, "Delete")
    panel = place.record.cancelling
    assert (panel.reason.count(), panel.reason.currentText()) == (1, "")
    press(qtbot, panel.reason, "Down")
    assert panel.reason.currentText() == "Work pressure"
    panel.reason.setEditText("work  PRESSURE")
    press(qtbot, panel.reason, "Return")
    with desk.reading() as db:
        assert history_of(db, people.ada)[0].reason == "Work pressure"
        assert board_words(db, BoardList.REASONS) == ["Work pressure"]


def test_what_was_given_up_already_cannot_be_cancelled(
    qtbot: QtBot, place: DelegatesPlace, people: People, way: Way
) -> None:
    way.go(record_of(people.ada))
    press(qtbot, place.record.history.table, "Home")
    assert not place.record.acts.cancel.isEnabled()
    place.record.cancel_booking()
    assert not place.record.cancelling.isVisible()


def test_several_are_booked_from_the_list(
    qtbot: QtBot,
    desk: Desk,
    live: LiveDesk,
    place: DelegatesPlace,
    people: People,
    way: Way,
    small_event: int,
) -> None:
    way.go(Where("Delegates", year=YEAR, find="library"))
    place.list.people.table.selectAll()
    assert place.list.book.text() == "Book 2 on an event"
    place.list.book.click()
    assert place.list.choice.save.text() == "Book"
    assert "Only 1 place free" in place.list.choice.warned.words.text()
    with qtbot.waitSignal(live.told) as said:
        place.list.choice.save.click()
    assert said.args == ["1 place given on Neglect; 1 of them wait."]
    assert desk.undo_title == "Book 2 delegates on Neglect"


def test_another_agency_leaves_the_history_as_it_was(
    desk: Desk, place: DelegatesPlace, people: People, way: Way, gone: list[Where]
) -> None:
    way.go(record_of(people.ada))
    place.record.acts.change.trigger()
    place.record.form.agency.choose(people.carking)
    place.record.form.save_now()
    assert "Carking Trust" in place.record.heading.about.accessibleName()
    rows = place.record.history.table.rows_model.rows
    assert {row.agency for row in rows if not isinstance(row, Group)} == {"Library"}
    place.record.agency.click()
    assert gone[-1] == Where("Agencies", kind="agency", id=people.carking, year=YEAR)


def test_a_form_that_was_overtaken_says_so(
    desk: Desk, place: DelegatesPlace, people: People, way: Way
) -> None:
    way.go(record_of(people.ada))
    place.record.acts.change.trigger()
    with desk.changing("Change") as db:
        details = delegate_details(db, people.lukasz)
        change_delegate(db, people.ada, details, opened=None)
    place.record.form.save_now()
    assert "while the form was open" in place.record.form.notice.words.text()


def test_a_delegate_who_is_gone_is_said_to_be(
    desk: Desk, place: DelegatesPlace, people: People, way: Way
) -> None:
    with desk.changing("Add") as db:
        alan = a_delegate(db, db.get_one(Agency, people.library), "Alan", "Turing").id
    way.go(record_of(alan))
    assert place.record.heading.title.text() == "Alan Turing"
    assert place.record.history.pages.currentWidget() is place.record.history.empty
    desk.undo()
    assert place.record.heading.title.accessibleName() == "This delegate is no longer there."
    assert not place.record.acts.book.isEnabled()
    assert place.crumbs()[1][0] == "Delegate"


def test_the_way_out_of_cancelling_does_not_say_cancel(
    desk: Desk, place: DelegatesPlace, people: People, way: Way, small_event: int
) -> None:
    with desk.changing("Book") as db:
        for delegate_id in (people.ada, people.grace):
            book(db, event_id=small_event, delegate_id=delegate_id, by=BY)
    way.go(record_of(people.grace))
    place.record.history.table.selectRow(1)
    place.record.acts.cancel.trigger()
    panel = place.record.cancelling
    assert panel.about.text() == "Grace Hopper gives up the turn in the queue for Neglect."
    words = [button.text() for button in panel.findChildren(Button)]
    assert "Keep it" in words
    assert "Cancel" not in words


def test_no_booking_is_chosen_until_somebody_chooses(
    qtbot: QtBot, desk: Desk, place: DelegatesPlace, people: People, way: Way, small_event: int
) -> None:
    with desk.changing("Book") as db:
        book(db, event_id=small_event, delegate_id=people.ada, by=BY)
    way.go(record_of(people.ada))
    table = place.record.history.table
    press(qtbot, table, "Delete")
    assert not place.record.cancelling.isVisible()
    assert not place.record.cancel.isEnabled()
    press(qtbot, table, "Space")
    press(qtbot, table, "Delete")
    assert place.record.cancelling.isVisible()
    assert leading(place) == ["Cancel booking"]


def test_enter_opens_the_newest_event_at_once(
    qtbot: QtBot, place: DelegatesPlace, people: People, way: Way, gone: list[Where]
) -> None:
    way.go(record_of(people.ada))
    press(qtbot, place.record.history.table, "Return")
    assert gone[-1].id == people.neglect


def test_an_agency_is_told_only_where_it_was_another(
    desk: Desk, place: DelegatesPlace, people: People, way: Way
) -> None:
    way.go(record_of(people.ada))
    model = place.record.history.table.rows_model
    assert model.index(1, 0).data() == "Neglect, NEG-260420"
    with desk.changing("Move") as db:
        db.get_one(Delegate, people.ada).agency_id = people.carking
    assert model.index(1, 0).data() == "Neglect, NEG-260420, from Library"
    assert "Agency then" not in place.record.history.table.columns_shown.shown()
