from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.conftest import FirstAid, a_delegate
from tests.services.charging.kept import keep
from tests.ui.accessible import nameless
from tests.ui.programme.world import CONTROL, Clock, Twenty, Window
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.charging.amount import Flat
from trainingdesk.domain.charging.line import Line, Occasion, Tier
from trainingdesk.domain.charging.notice import Notice, Unit
from trainingdesk.domain.charging.policy import Policy
from trainingdesk.domain.event import EventStatus
from trainingdesk.services import bookings, registers
from trainingdesk.services.bookings import bookings_on
from trainingdesk.services.desk import Desk
from trainingdesk.services.own_words import BoardList, WordDetails, add_word, board_words
from trainingdesk.storage.models import Agency, Event
from ui.parts.rows_model import Group
from ui.parts.words import Words

Key = Qt.Key


def statuses(desk: Desk, event_id: int) -> dict[str, str]:
    with desk.reading() as db:
        return {row.delegate: row.status.value for row in bookings_on(db, event_id)}


def book(desk: Desk, at: FirstAid, *people: int) -> None:
    with desk.changing("Book") as db:
        for delegate_id in people:
            bookings.book(db, event_id=at.event, delegate_id=delegate_id, by=desk.stamp())


def lines(window: Window) -> list[str]:
    """The list as it stands, groups in brackets."""
    rows = window.bookings.table.rows_model.rows
    return [f"({row.title})" if isinstance(row, Group) else row.delegate for row in rows]


def menu_words(window: Window) -> list[str]:
    menu = window.bookings.box.menu
    assert menu is not None
    return [words.text() for words in menu.findChildren(Words)]


def test_enter_books_at_once_and_shows_the_booking(
    qtbot: QtBot, desk: Desk, first_aid: FirstAid, window: Window
) -> None:
    window.open(first_aid.event)
    box = window.bookings.box
    assert box.hasFocus()
    qtbot.keyClicks(box, "king")
    assert "book" in menu_words(window)
    qtbot.keyClick(box, Key.Key_Return)
    assert statuses(desk, first_aid.event) == {"King, Ada": "Booked"}
    chosen = window.bookings.table.chosen_row()
    assert chosen is not None
    assert chosen.delegate == "King, Ada"
    assert window.bookings.table.hasFocus()
    assert desk.done[-1].title == "Book Ada King on First Aid"


def test_control_enter_books_and_keeps_typing(
    qtbot: QtBot, desk: Desk, first_aid: FirstAid, window: Window
) -> None:
    window.open(first_aid.event)
    box = window.bookings.box
    qtbot.keyClicks(box, "ada@example")
    qtbot.keyClick(box, Key.Key_Return, CONTROL)
    assert box.hasFocus()
    qtbot.keyClicks(box, "hopper")
    assert "put on the waiting list, 1st" in menu_words(window)
    qtbot.keyClick(box, Key.Key_Return, CONTROL)
    assert statuses(desk, first_aid.event) == {"King, Ada": "Booked", "Hopper, Grace": "Waiting"}


def test_whoever_is_booked_already_is_shown_and_not_booked_again(
    qtbot: QtBot, desk: Desk, first_aid: FirstAid, window: Window
) -> None:
    book(desk, first_aid, first_aid.ada)
    window.open(first_aid.event)
    qtbot.keyClicks(window.bookings.box, "king")
    assert "show the booking" in menu_words(window)
    done = len(desk.done)
    qtbot.keyClick(window.bookings.box, Key.Key_Return)
    assert len(desk.done) == done
    assert window.bookings.notice.isHidden()
    assert window.bookings.table.chosen_row() is not None


def test_a_warning_stands_in_its_suggestion(
    qtbot: QtBot, desk: Desk, first_aid: FirstAid, twenty: Twenty, window: Window
) -> None:
    window.open(first_aid.event)
    qtbot.keyClicks(window.bookings.box, "adeyemi")
    assert any("also booked on RISK-2601 Identifying Risk" in words for words in menu_words(window))


def test_somebody_new_is_entered_beside_the_list_and_booked(
    qtbot: QtBot, desk: Desk, first_aid: FirstAid, window: Window
) -> None:
    window.open(first_aid.event)
    gone = len(window.gone)
    tab = window.bookings
    form = tab.newcomer.form
    qtbot.keyClicks(tab.box, "zoe ono")
    qtbot.keyClick(tab.box, Key.Key_Return)
    assert form.isVisible()
    qtbot.keyClick(form, Key.Key_Escape)
    assert tab.box.hasFocus()
    assert tab.box.text() == "zoe ono"
    qtbot.keyClick(tab.box, Key.Key_N, CONTROL)
    assert form.form["last_name"].text() == "ono"
    form.form["last_name"].set_text("Ono")
    form.agency.setCurrentText("Library")
    form.save_action.trigger()
    assert not form.isVisible()
    assert statuses(desk, first_aid.event) == {"Ono, zoe": "Booked"}
    assert tab.table.hasFocus()
    assert tab.box.text() == ""
    assert desk.undo_title == "Book zoe Ono on First Aid"
    desk.undo()
    desk.undo()
    assert statuses(desk, first_aid.event) == {}
    assert len(window.gone) == gone


def test_whoever_looks_like_somebody_new_can_be_opened(
    qtbot: QtBot, first_aid: FirstAid, window: Window
) -> None:
    window.open(first_aid.event)
    form = window.bookings.newcomer.form
    window.bookings.newcomer.ask("Ada King")
    form.open_alike.click()
    assert (window.gone[-1].place, window.gone[-1].id) == ("Delegates", first_aid.ada)


def test_cancelling_asks_why_and_gives_the_place_on(
    qtbot: QtBot, desk: Desk, first_aid: FirstAid, window: Window
) -> None:
    book(desk, first_aid, first_aid.ada, first_aid.grace)
    window.open(first_aid.event)
    table, reason = window.bookings.table, window.bookings.reason
    table.select_id(window.bookings._rows[1].id)
    qtbot.keyClick(table, Key.Key_Delete)
    assert reason.question.text().startswith("Why is the booking of Ada King cancelled?")
    assert statuses(desk, first_aid.event)["King, Ada"] == "Booked"
    qtbot.keyClicks(reason.entry, "Ill")
    qtbot.keyClick(reason.entry, Key.Key_Return)
    assert statuses(desk, first_aid.event) == {"King, Ada": "Cancelled", "Hopper, Grace": "Booked"}
    assert window.bookings.notice.words.text() == (
        "Grace Hopper has a place now, from the waiting list."
    )
    assert not reason.isVisible()
    assert table.hasFocus()


def test_escape_cancels_nothing(
    qtbot: QtBot, desk: Desk, first_aid: FirstAid, window: Window
) -> None:
    book(desk, first_aid, first_aid.ada)
    window.open(first_aid.event)
    window.bookings.table.selectAll()
    window.bookings.cancel_action.trigger()
    qtbot.keyClick(window.bookings.reason.entry, Key.Key_Escape)
    assert not window.bookings.reason.isVisible()
    assert statuses(desk, first_aid.event) == {"King, Ada": "Booked"}


def test_cancelling_says_first_what_comes_due(
    desk: Desk, first_aid: FirstAid, window: Window
) -> None:
    notice = Notice(12, Unit.WEEKS)
    late = Line("late", Occasion.LATE_CANCELLATION, (Tier(Flat(50_00), notice),))
    keep(desk, Policy("Strict", (late,)))
    book(desk, first_aid, first_aid.ada)
    window.open(first_aid.event)
    window.bookings.table.selectAll()
    window.bookings.cancel_action.trigger()
    said = window.bookings.reason.question.text()
    assert said.startswith("Too late to cancel for nothing: £50.00 comes due. Why is the booking")


def test_a_reason_stays_where_cancelling_was_refused(
    qtbot: QtBot, desk: Desk, first_aid: FirstAid, window: Window
) -> None:
    book(desk, first_aid, first_aid.ada)
    window.open(first_aid.event)
    table, reason = window.bookings.table, window.bookings.reason
    qtbot.keyClick(table, Key.Key_Down)
    qtbot.keyClick(table, Key.Key_Delete)
    qtbot.keyClicks(reason.entry, "Ill")
    with desk.changing("Cancel elsewhere") as db:
        ids = [row.id for row in bookings_on(db, first_aid.event)]
        bookings.cancel_several(db, ids, reason="Moved", by=desk.stamp())
    qtbot.keyClick(reason.entry, Key.Key_Return)
    assert window.bookings.notice.isVisible()
    assert (reason.isVisible(), reason.entry.text()) == (True, "Ill")
    assert reason.entry.hasFocus()


def test_the_boards_own_reasons_are_offered_and_any_words_may_be_typed(
    qtbot: QtBot, desk: Desk, first_aid: FirstAid, window: Window
) -> None:
    book(desk, first_aid, first_aid.ada, first_aid.grace)
    with desk.changing("List") as db:
        add_word(db, BoardList.REASONS, WordDetails("Work pressure"))
    window.open(first_aid.event)
    table, reason = window.bookings.table, window.bookings.reason
    for row, typed in enumerate(("", "Her car")):
        table.select_id(window.bookings._rows[row].id)
        window.bookings.cancel_chosen()
        menu = reason.offer()
        assert [action.text() for action in menu.actions()] == ["Work pressure"]
        menu.actions()[0].trigger()
        menu.close()
        if typed:
            reason.entry.setText(typed)
        qtbot.keyClick(reason.entry, Key.Key_Return)
    with desk.reading() as db:
        said = [row.reason for row in bookings_on(db, first_aid.event)]
        assert sorted(said) == ["Her car", "Work pressure"]
        assert board_words(db, BoardList.REASONS) == ["Work pressure"]


def test_several_are_cancelled_in_one_act(
    qtbot: QtBot, desk: Desk, twenty: Twenty, window: Window
) -> None:
    window.open(twenty.event)
    window.bookings.table.choose_ids([row.id for row in window.bookings._rows[:3]])
    then = [row.id for row in window.bookings._rows[3:4]]
    window.bookings.cancel_chosen()
    assert window.bookings.reason.deed.text() == "Cancel 3 bookings"
    qtbot.keyClick(window.bookings.reason.entry, Key.Key_Return)
    gone = [name for name, status in statuses(desk, twenty.event).items() if status == "Cancelled"]
    assert len(gone) == 3
    assert desk.done[-1].title == "Cancel 3 bookings on Identifying Risk"
    assert window.bookings.table.chosen_ids() == then  # the next of those who come
    desk.undo()
    assert "Cancelled" not in statuses(desk, twenty.event).values()


def test_the_list_has_a_booking_chosen_when_tab_enters_it(
    desk: Desk, first_aid: FirstAid, window: Window
) -> None:
    book(desk, first_aid, first_aid.ada)
    window.open(first_aid.event)
    table = window.bookings.table
    for _ in range(2):
        window.bookings.box.setFocus()
        table.clearSelection()
        table.setFocus(Qt.FocusReason.TabFocusReason)
        chosen = table.chosen_row()
        assert chosen is not None
        assert chosen.delegate_id == first_aid.ada


def test_whoever_gave_up_is_booked_again(desk: Desk, first_aid: FirstAid, window: Window) -> None:
    book(desk, first_aid, first_aid.ada)
    window.open(first_aid.event)
    tab = window.bookings
    assert not tab.again_action.isEnabled()
    tab._cancel([*tab._rows], "Ill")
    tab.table.selectAll()
    assert tab.again_action.isEnabled()
    assert not tab.cancel_action.isEnabled()
    tab.again_action.trigger()
    assert [row.status for row in tab._rows] == [BookingStatus.CANCELLED, BookingStatus.BOOKED]
    tab.table.choose_ids([tab._rows[0].id])
    assert not tab.again_action.isEnabled()


def test_the_list_stands_in_groups_and_in_the_order_of_the_queue(
    desk: Desk, first_aid: FirstAid, window: Window
) -> None:
    with desk.changing("Set up") as db:
        alan = a_delegate(db, db.get_one(Agency, first_aid.agency), "Alan", "Aardvark").id
    book(desk, first_aid, first_aid.ada, first_aid.grace, alan)
    window.open(first_aid.event)
    assert lines(window) == [
        "(Booked)",
        "King, Ada",
        "(Waiting for a place)",
        "Hopper, Grace",
        "Aardvark, Alan",
    ]
    assert window.bookings.count.said.accessibleName() == "1 booked, 2 waiting"


def test_a_head_puts_the_list_in_order(desk: Desk, first_aid: FirstAid, window: Window) -> None:
    book(desk, first_aid, first_aid.ada, first_aid.grace)
    window.open(first_aid.event)
    heads = window.bookings.table.heads
    for order in ("agency", "booked", "status", "attendance"):
        heads.ask(order)
        assert sorted(lines(window)) == ["Hopper, Grace", "King, Ada"]
    heads.ask("delegate")
    assert lines(window) == ["Hopper, Grace", "King, Ada"]
    heads.ask("delegate")
    assert lines(window) == ["King, Ada", "Hopper, Grace"]


def test_rows_keep_their_height_when_the_groups_move(
    desk: Desk, first_aid: FirstAid, window: Window
) -> None:
    with desk.changing("More places") as db:
        db.get_one(Event, first_aid.event).places = 5
    book(desk, first_aid, first_aid.ada, first_aid.grace)
    window.open(first_aid.event)
    table = window.bookings.table
    window.bookings._cancel(window.bookings._rows[1:], "Ill")
    assert table.rows_model.group_at(0) is not None
    desk.undo()
    assert table.rows_model.group_at(0) is None
    heights = {
        table.rowHeight(place)
        for place in range(table.rows_model.rowCount())
        if table.rows_model.group_at(place) is None
    }
    assert len(heights) == 1


def test_free_places_are_given_to_those_who_wait(
    qtbot: QtBot, desk: Desk, first_aid: FirstAid, window: Window
) -> None:
    book(desk, first_aid, first_aid.ada, first_aid.grace)
    with desk.changing("More places") as db:
        db.get_one(Event, first_aid.event).places = 5
    window.open(first_aid.event)
    assert window.bookings.queue.words.text().startswith("4 free, 1 waiting. ")
    qtbot.mouseClick(window.bookings.give, Qt.MouseButton.LeftButton)
    assert set(statuses(desk, first_aid.event).values()) == {"Booked"}
    assert not window.bookings.queue.isVisible()
    assert "Grace Hopper" in window.bookings.notice.words.text()


def test_a_delegate_opens_with_enter(
    qtbot: QtBot, desk: Desk, first_aid: FirstAid, window: Window
) -> None:
    book(desk, first_aid, first_aid.ada)
    window.open(first_aid.event)
    window.bookings.table.select_id(window.bookings._rows[0].id)
    qtbot.keyClick(window.bookings.table, Key.Key_Return)
    assert (window.gone[-1].place, window.gone[-1].id) == ("Delegates", first_aid.ada)
    window.bookings.open_action.trigger()
    assert window.gone[-1].place == "Delegates"


def test_the_same_acts_are_in_the_menu_of_the_list(first_aid: FirstAid, window: Window) -> None:
    window.open(first_aid.event)
    menu = window.bookings.table.menus.acts_menu()
    assert isinstance(menu, QMenu)
    names = [action.text().replace("&", "") for action in menu.actions()]
    assert {"Open delegate", "Cancel booking…", "Book again"} <= set(names)


def test_letters_typed_over_the_list_go_to_the_box(
    qtbot: QtBot, desk: Desk, first_aid: FirstAid, window: Window
) -> None:
    book(desk, first_aid, first_aid.ada)
    window.open(first_aid.event)
    window.bookings.table.setFocus()
    qtbot.keyClicks(window.bookings.table, "h")
    assert window.bookings.box.text() == "h"
    assert window.bookings.box.hasFocus()
    assert window.bookings.box.menu is not None


def test_an_event_that_is_off_takes_no_bookings(
    desk: Desk, first_aid: FirstAid, window: Window
) -> None:
    with desk.changing("Call off") as db:
        db.get_one(Event, first_aid.event).status = EventStatus.CANCELLED
    window.open(first_aid.event)
    assert not window.bookings.box.isEnabled()
    assert not window.bookings.walk_in.isVisible()
    assert window.bookings.box.placeholderText() == "Cancelled: no bookings are taken"
    assert window.bookings.nobody.prose.text() == ""
    assert window.bookings.hasFocus()


def test_an_event_without_bookings_says_how_to_book(
    desk: Desk, first_aid: FirstAid, window: Window
) -> None:
    window.open(first_aid.event)
    assert window.bookings.nobody.isVisible()
    assert "Enter books" in window.bookings.nobody.prose.text()
    assert not window.bookings.table.isVisible()
    book(desk, first_aid, first_aid.ada)
    assert window.bookings.table.isVisible()
    assert not window.bookings.nobody.isVisible()


def test_attendance_has_a_column_once_there_is_some(
    desk: Desk, clock: Clock, twenty: Twenty, window: Window
) -> None:
    window.open(twenty.event)
    shown = window.bookings.table.columns_shown
    assert "Attendance" not in shown.shown()
    clock.go_after_the_event()
    with desk.changing("Mark") as db:
        registers.mark_the_rest(db, twenty.event, session_id=None, by=desk.stamp())
    assert "Attendance" in shown.shown()


def test_beside_a_form_the_names_keep_their_room(twenty: Twenty, window: Window) -> None:
    window.frame.resize(1100, 720)
    window.open(twenty.event)
    shown = window.bookings.table.columns_shown
    assert "Booked on" in shown.shown()
    window.event_page.change_event()
    QApplication.processEvents()
    assert "Booked on" not in shown.shown()
    window.event_page.form.leave()
    QApplication.processEvents()
    assert "Booked on" in shown.shown()


def test_a_closed_register_leaves_the_bookings_as_they_are(
    qtbot: QtBot, desk: Desk, clock: Clock, twenty: Twenty, window: Window
) -> None:
    clock.go_after_the_event()
    with desk.changing("Close") as db:
        db.get_one(Event, twenty.event).register_closed_on = clock.day
    window.open(twenty.event)
    window.bookings.table.selectAll()
    assert not window.bookings.cancel_action.isEnabled()
    assert not window.bookings.walk_in.isEnabled()
    assert window.bookings.box.placeholderText().startswith("The register is closed")
    qtbot.keyClicks(window.bookings.table, "ada")
    assert window.bookings.box.text() == ""
    assert window.bookings.box.menu is None


def test_a_refusal_is_told_on_the_page(desk: Desk, first_aid: FirstAid, window: Window) -> None:
    window.open(first_aid.event)
    window.bookings.book(-1, go_on=False)
    assert window.bookings.notice.words.text() == "This delegate is no longer there."


def test_that_an_event_is_over_is_said_before_enter(
    qtbot: QtBot, clock: Clock, first_aid: FirstAid, window: Window
) -> None:
    clock.go_after_the_event()
    window.open(first_aid.event)
    qtbot.keyClicks(window.bookings.box, "king")
    assert "book (the event was on 10 June 2026)" in menu_words(window)


def test_a_walk_in_is_noted_on_the_register(
    qtbot: QtBot, clock: Clock, twenty: Twenty, window: Window
) -> None:
    clock.go_after_the_event()
    window.open(twenty.event)
    qtbot.mouseClick(window.bookings.walk_in, Qt.MouseButton.LeftButton)
    assert window.event_page.tabs.here == "Register"
    assert window.register.walk_ins.box.isVisible()
    assert window.register.walk_ins.box.hasFocus()


def test_every_control_has_a_name(
    qtbot: QtBot, desk: Desk, first_aid: FirstAid, window: Window
) -> None:
    window.open(first_aid.event)
    qtbot.keyClicks(window.bookings.box, "king")
    assert nameless(window.frame) == []
