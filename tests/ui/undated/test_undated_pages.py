from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.conftest import BY, FirstAid, a_delegate
from tests.ui.accessible import nameless
from tests.ui.programme.world import CONTROL, YEAR, Window
from tests.worlds import set_up_once
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.services.bookings import bookings_on
from trainingdesk.services.desk import Desk
from trainingdesk.services.undated import (
    UndatedDetails,
    add_interest,
    add_undated,
    give_up,
    undated_event,
    undated_events,
)
from trainingdesk.storage.models import Agency, Delegate, Event
from ui.parts.live import LiveDesk
from ui.parts.way import Where
from ui.undated.list_page import UndatedPage
from ui.undated.record_page import InterestPage

Key = Qt.Key


def lists_of(window: Window) -> UndatedPage:
    window.way.go(Where("Programme", kind="undated", year=YEAR))
    page: UndatedPage = window.place.room("undated")
    return page


def open_list(window: Window, undated_id: int) -> InterestPage:
    window.way.go(Where("Programme", kind="interest", id=undated_id, year=YEAR))
    page: InterestPage = window.place.room("interest")
    return page


@pytest.fixture
@set_up_once
def waiting(desk: Desk, first_aid: FirstAid) -> int:
    """Three who want to come to First Aid, which has one place."""
    with desk.changing("Set up") as db:
        alan = a_delegate(db, db.get_one(Agency, first_aid.agency), "Alan", "Turing")
        undated = add_undated(db, UndatedDetails(first_aid.course, "Asked in May"), by=BY)
        for person in (first_aid.grace, alan.id, first_aid.ada):
            add_interest(db, undated, person, by=BY)
        return undated


def test_an_empty_page_says_what_it_is_for(window: Window) -> None:
    page = lists_of(window)
    assert page.list.empty.title.text() == "Nothing waits for a date"
    assert page.list.empty.isVisible()
    assert page.new.isHidden()  # the empty page has the same one
    assert nameless(window.frame) == []


def test_a_list_is_opened_and_shown(
    qtbot: QtBot, desk: Desk, first_aid: FirstAid, window: Window
) -> None:
    page = lists_of(window)
    page.new_action.trigger()
    qtbot.keyClicks(page.form.course, "first")
    qtbot.keyClick(page.form.course, Key.Key_Return)
    page.form.form["note"].control.setPlainText("Asked for twice")  # type: ignore[attr-defined]
    qtbot.keyClick(page.form.course, Key.Key_S, CONTROL)
    with desk.reading() as db:
        (row,) = undated_events(db)
    assert (row.title, row.note) == ("First Aid", "Asked for twice")
    assert (window.gone[-1].kind, window.gone[-1].id) == ("interest", row.id)
    page = lists_of(window)
    page.new_action.trigger()
    page.form.keep()
    assert page.form.form["course_id"].wrong
    qtbot.keyClicks(page.form.course, "first")
    qtbot.keyClick(page.form.course, Key.Key_Return)
    page.form.keep()
    said = page.form.form["course_id"].error.text()
    assert said == "First Aid has a list of those interested already."


def test_saving_an_unchanged_list_changes_nothing(desk: Desk, window: Window, waiting: int) -> None:
    page = open_list(window, waiting)
    done = len(desk.done)
    page.change_list()
    assert page.form.form["note"].text() == "Asked in May"
    page.form.keep()
    assert not page.form.isVisible()
    assert len(desk.done) == done


def test_the_lists_are_filtered_and_told_apart(desk: Desk, window: Window, waiting: int) -> None:
    page = lists_of(window)
    assert page.heading.about.accessibleName() == "3 delegates for 1 course without a date"
    page.list.seek("first")
    assert page.list.shown == 1
    page.list.seek("nothing like it")
    assert page.list.shown == 0
    page.list.seek("")
    page.list.table.select_id(waiting)
    page.change()
    assert page.form.isVisible()
    page.open_action.trigger()
    assert window.gone[-1].id == waiting


def test_somebody_is_noted_by_typing_a_name(
    qtbot: QtBot, desk: Desk, first_aid: FirstAid, window: Window
) -> None:
    with desk.changing("Set up") as db:
        undated = add_undated(db, UndatedDetails(first_aid.course), by=BY)
    page = open_list(window, undated)
    assert page.nobody.isVisible()
    assert page.box.hasFocus()
    qtbot.keyClicks(page.box, "hopper")
    qtbot.keyClick(page.box, Key.Key_Return, CONTROL)
    assert page.box.hasFocus()
    qtbot.keyClicks(page.box, "king")
    qtbot.keyClick(page.box, Key.Key_Return)
    assert [row.delegate for row in page.rows] == ["Hopper, Grace", "King, Ada"]
    assert desk.undo_title == "Note Ada King interested in First Aid"
    page.add(first_aid.ada, go_on=False)
    assert len(page.rows) == 2
    desk.undo()
    assert [row.delegate for row in page.rows] == ["Hopper, Grace"]


def test_a_note_is_kept_and_somebody_taken_off(qtbot: QtBot, window: Window, waiting: int) -> None:
    page = open_list(window, waiting)
    page.table.select_id(page.rows[0].id)
    page.note_action.trigger()
    page.reason.entry.setText("Mornings only")
    qtbot.keyClick(page.reason.entry, Key.Key_Return)
    assert page.rows[0].note == "Mornings only"
    qtbot.keyClick(page.table, Key.Key_Delete)
    assert [row.delegate for row in page.rows] == ["Turing, Alan", "King, Ada"]
    assert nameless(window.frame) == []


def test_given_its_date_they_are_booked_in_their_order_in_one_step(
    qtbot: QtBot, desk: Desk, window: Window, waiting: int
) -> None:
    page = open_list(window, waiting)
    done = len(desk.done)
    page.date_action.trigger()
    form = page.dating
    assert form.course.text() == "First Aid"
    day = form.days[0].fields["day"].control
    assert day.hasFocus()
    qtbot.keyClicks(day, "18 june")
    qtbot.keyClick(day, Key.Key_Tab)
    assert form._fixed["reference"].text() == "FA-2601"
    qtbot.keyClick(day, Key.Key_S, CONTROL)
    assert len(desk.done) == done + 1
    with desk.reading() as db:
        row = undated_event(db, waiting)
        assert row is not None
        assert row.event_id is not None
        assert db.get_one(Event, row.event_id).starts == date(2026, 6, 18)
        standing = {b.delegate: (b.status, b.place_in_queue) for b in bookings_on(db, row.event_id)}
    assert standing == {
        "Hopper, Grace": (BookingStatus.BOOKED, None),
        "Turing, Alan": (BookingStatus.WAITING, 1),
        "King, Ada": (BookingStatus.WAITING, 2),
    }
    assert window.gone[-1].kind == "event"
    page = open_list(window, waiting)
    assert page.state.words.text().startswith("It was given its date on 1 May 2026: FA-2601.")
    assert not page.date_action.isEnabled()
    page.open_event.click()
    assert window.gone[-1].id == row.event_id
    desk.undo()
    page = open_list(window, waiting)
    assert page.date_action.isEnabled()


def test_given_up_it_keeps_who_was_interested(qtbot: QtBot, window: Window, waiting: int) -> None:
    page = open_list(window, waiting)
    page.up_action.trigger()
    page.reason.entry.setText("No trainer")
    qtbot.keyClick(page.reason.entry, Key.Key_Return)
    assert len(page.rows) == 3
    assert page.state.words.text().startswith("It was given up on 1 May 2026.")
    assert not page.box.isEnabled()
    lists = lists_of(window)
    assert lists.rows[0].note == "Asked in May\nNo trainer"


def test_a_refusal_is_said_on_the_page(desk: Desk, window: Window, waiting: int) -> None:
    page = open_list(window, waiting)
    page.up_action.trigger()
    assert page._given_up("")
    page.give_date()
    assert page.notice.words.text() == "This list was given up. Open a new one."
    assert not page.dating.isVisible()


def test_what_is_typed_stays_where_it_was_refused(
    qtbot: QtBot, desk: Desk, window: Window, waiting: int
) -> None:
    page = open_list(window, waiting)
    page.table.select_id(page.rows[0].id)
    page.note_action.trigger()
    page.reason.entry.setText("Mornings only")
    with desk.changing("Give up") as db:
        give_up(db, waiting, note="", by=BY)
    qtbot.keyClick(page.reason.entry, Key.Key_Return)
    assert page.notice.words.text() == "This list was given up. Open a new one."
    assert page.reason.isVisible()
    assert page.reason.entry.text() == "Mornings only"
    assert not page._given_up("No trainer")


def test_who_has_left_since_is_named(
    qtbot: QtBot, desk: Desk, live: LiveDesk, first_aid: FirstAid, window: Window, waiting: int
) -> None:
    with desk.changing("Leave") as db:
        db.get_one(Delegate, first_aid.grace).left_on = BY.today
    page = open_list(window, waiting)
    page.date_action.trigger()
    day = page.dating.days[0].fields["day"].control
    qtbot.keyClicks(day, "18 june")
    with qtbot.waitSignal(live.told) as told:
        qtbot.keyClick(day, Key.Key_S, CONTROL)
    said = "1 booked, 1 on its waiting list; Grace Hopper left, not booked."
    assert told.args == [said]


def test_somebody_new_is_entered_beside_the_list_and_put_on_it(
    qtbot: QtBot, desk: Desk, window: Window, waiting: int
) -> None:
    page = open_list(window, waiting)
    gone, form = len(window.gone), page.newcomer.form
    qtbot.keyClicks(page.box, "Zed Zzz")
    qtbot.keyClick(page.box, Key.Key_N, CONTROL)
    assert form.isVisible()
    form.agency.setCurrentText("Library")
    form.save_action.trigger()
    assert not form.isVisible()
    assert page.rows[-1].delegate == "Zzz, Zed"
    assert (page.table.hasFocus(), page.box.text()) == (True, "")
    assert desk.undo_title == "Note Zed Zzz interested in First Aid"
    assert len(window.gone) == gone


def test_a_list_that_is_gone_says_so(desk: Desk, window: Window, waiting: int) -> None:
    page = open_list(window, -1)
    assert page.heading.title.accessibleName() == "This list is no longer there"
    assert not page.box.isEnabled()
