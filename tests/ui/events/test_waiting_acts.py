"""The waiting list of an event in the window, worked with keys."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.conftest import STARTS, an_event
from tests.services.queueing import Queueing, queue_up
from tests.ui.programme.world import CONTROL, Window
from trainingdesk.domain.waiting import Promotion
from trainingdesk.domain.waiting_list import ORDER_SAID
from trainingdesk.services.desk import Desk
from trainingdesk.services.offers import offer_place
from trainingdesk.storage.models import Course
from ui.events.booking_columns import WAITING

Key = Qt.Key
SHIFTED = CONTROL | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def line(desk: Desk) -> Queueing:
    """Two have a place, three wait."""
    line = queue_up(desk)
    line.book("Ada", "Grace", "Alan", "Edsger", "Barbara")
    return line


@pytest.fixture
def press(qtbot: QtBot, window: Window) -> Callable[..., None]:
    """Choose people in the list and press keys."""

    def press(key: Qt.Key, *names: str) -> None:
        table = window.bookings.table
        rows = [row for row in window.bookings._rows if row.delegate.split(", ")[1] in names]
        table.choose_ids([row.id for row in rows])
        table.setFocus()
        qtbot.keyClick(table, key, SHIFTED)

    return press


def told(window: Window, name: str) -> list[str]:
    """What the list says in its columns about somebody."""
    table = window.bookings.table
    row = next(row for row in window.bookings._rows if row.delegate.endswith(name))
    return [
        table.rows_model.data(table.rows_model.index(table.rows_model.place_of(row.id), number))
        for number in range(table.rows_model.columnCount())
    ]


def queue_said(window: Window) -> str:
    return window.bookings.queue.words.text()


def test_the_queue_says_how_many_are_free_and_wait_and_the_rule(
    line: Queueing, window: Window
) -> None:
    window.open(line.first)
    said = queue_said(window)
    assert said.startswith("0 free, 3 waiting. Enough wait for another date of Risk. ")
    assert said.endswith(ORDER_SAID)
    line.change(places=1)  # overbooked, and still never below none
    assert queue_said(window).startswith("0 free, 3 waiting. ")
    line.rule(Promotion.OFFERED)
    assert "offered to whoever is next, for 3 days." in queue_said(window)
    line.change(places=3)
    line.act(offer_place, "Alan")
    assert queue_said(window).startswith("0 free, 2 waiting, 1 with an offer. ")
    assert window.event_page.head.waiting.text() == "2 waiting · 1 with an offer"


def test_an_event_for_which_nobody_waits_says_nothing_of_a_queue(
    line: Queueing, window: Window
) -> None:
    window.open(line.second)
    assert window.bookings.queue.isHidden()
    assert not window.bookings.another_action.isEnabled()
    line.book("Ada", event=line.second)
    assert WAITING not in window.bookings.table.columns_shown.shown()


def test_each_who_waits_says_their_turn_and_why_they_have_no_place(
    line: Queueing, window: Window
) -> None:
    window.open(line.first)
    assert WAITING in window.bookings.table.columns_shown.shown()
    assert "Waiting, 1st" in told(window, "Alan")
    assert "Waiting, 3rd" in told(window, "Barbara")
    assert "No place is free." in told(window, "Barbara")
    assert "" in told(window, "Ada")


def test_a_place_is_offered_and_the_answer_entered(
    qtbot: QtBot, line: Queueing, window: Window, press: Callable[..., None]
) -> None:
    line.change(places=3)
    window.open(line.first)
    press(Key.Key_P, "Alan")
    assert line.standing()["Alan"] == "Offered"
    head = window.event_page.head
    assert head.booked.text() == "2 of 3 booked"
    assert head.waiting.text() == "2 waiting · 1 with an offer"
    assert any(each.startswith("Offered until 4 May, ") for each in told(window, "Alan"))
    assert line.desk.undo_title == "Offer a place to Alan Nr2 on Risk"
    press(Key.Key_A, "Alan")
    answer = window.bookings.waiting.answer
    assert answer.question.text() == "How did Alan Nr2 accept? It may be left out."
    qtbot.keyClicks(answer.entry, "By telephone")
    qtbot.keyClick(answer.entry, Key.Key_Return)
    assert line.standing()["Alan"] == "Booked"
    assert not answer.isVisible()
    assert window.bookings.table.hasFocus()
    line.desk.undo()
    assert line.standing()["Alan"] == "Offered"


def test_a_decline_passes_the_place_on_and_says_to_whom(
    qtbot: QtBot, line: Queueing, window: Window, press: Callable[..., None]
) -> None:
    line.rule(Promotion.OFFERED)
    line.cancel("Ada")
    window.open(line.first)
    press(Key.Key_N, "Alan")
    answer = window.bookings.waiting.answer
    assert answer.field.label == "How they told us"
    qtbot.keyClicks(answer.entry, "On leave")
    qtbot.keyClick(answer.entry, Key.Key_Return)
    assert (line.standing()["Alan"], line.standing()["Edsger"]) == ("Cancelled", "Offered")
    assert window.bookings.notice.words.text() == (
        "Edsger Nr3 has the offer of a place, from the waiting list."
    )


def test_escape_enters_no_answer(
    qtbot: QtBot, line: Queueing, window: Window, press: Callable[..., None]
) -> None:
    line.rule(Promotion.OFFERED)
    line.cancel("Ada")
    window.open(line.first)
    press(Key.Key_N, "Alan")
    qtbot.keyClick(window.bookings.waiting.answer.entry, Key.Key_Escape)
    assert line.standing()["Alan"] == "Offered"
    assert not window.bookings.waiting.answer.isVisible()


@pytest.mark.parametrize("key", [Key.Key_A, Key.Key_N])
def test_an_answer_that_comes_too_late_stays_with_what_was_typed(
    qtbot: QtBot, line: Queueing, window: Window, press: Callable[..., None], key: Qt.Key
) -> None:
    line.rule(Promotion.OFFERED)
    line.cancel("Ada")
    window.open(line.first)
    press(key, "Alan")
    answer = window.bookings.waiting.answer
    qtbot.keyClicks(answer.entry, "By e-mail")
    line.cancel("Alan")
    qtbot.keyClick(answer.entry, Key.Key_Return)
    assert "has no open offer" in window.bookings.notice.words.text()
    assert (answer.isVisible(), answer.entry.text()) == (True, "By e-mail")


def test_places_are_given_by_hand_to_several_at_once(
    line: Queueing, window: Window, press: Callable[..., None]
) -> None:
    line.change(places=4)
    window.open(line.first)
    press(Key.Key_H, "Alan", "Barbara")
    assert [line.standing()[name] for name in ("Alan", "Edsger", "Barbara")] == [
        "Booked",
        "Waiting",
        "Booked",
    ]
    assert line.desk.undo_title == "Give a place to 2 delegates on Risk"
    line.desk.undo()
    assert line.standing()["Barbara"] == "Waiting"


def test_where_no_place_is_free_none_is_given_and_it_is_said_why(
    line: Queueing, window: Window, press: Callable[..., None]
) -> None:
    window.open(line.first)
    press(Key.Key_H, "Alan")
    assert window.bookings.notice.words.text().startswith("No place is free. Cancel somebody")


def test_priority_is_given_with_a_reason_and_taken_back(
    qtbot: QtBot, line: Queueing, window: Window, press: Callable[..., None]
) -> None:
    window.open(line.first)
    reason = window.bookings.reason
    press(Key.Key_U, "Barbara")
    qtbot.keyClick(reason.entry, Key.Key_Return)
    assert window.bookings.notice.words.text() == (
        "Say why they go before the others, or after them."
    )
    assert reason.isVisible()
    qtbot.keyClicks(reason.entry, "Head asked")
    qtbot.keyClick(reason.entry, Key.Key_Return)
    assert "Waiting, 1st" in told(window, "Barbara")
    assert "No place is free., before the others: Head asked" in told(window, "Barbara")
    press(Key.Key_U, "Barbara")
    assert reason.question.text().startswith("Barbara Nr4 goes before the others: Head asked.")
    qtbot.keyClick(reason.entry, Key.Key_Return)  # the reason stays
    assert "Waiting, 1st" in told(window, "Barbara")
    press(Key.Key_U, "Barbara")
    qtbot.keyClick(reason.entry, Key.Key_Return, CONTROL)
    assert "Waiting, 3rd" in told(window, "Barbara")
    press(Key.Key_U, "Alan")
    qtbot.keyClicks(reason.entry, "Was there last year")
    qtbot.keyClick(reason.entry, Key.Key_Return, CONTROL)
    assert "Waiting, 3rd" in told(window, "Alan")
    press(Key.Key_U, "Alan")
    assert reason.question.text().startswith("Alan Nr2 goes after the others: ")


def test_one_wait_for_several_dates_is_chosen_from_a_menu(
    line: Queueing, window: Window, press: Callable[..., None]
) -> None:
    line.book("Donald", event=line.second)
    window.open(line.first)
    press(Key.Key_W, "Alan")
    menu = QApplication.activePopupWidget()
    assert menu is not None
    (other,) = menu.actions()
    assert other.text() == "RISK-2, Fri 10 July 2026: 0 free, 0 waiting"
    other.trigger()
    menu.close()
    assert line.standing(line.second)["Alan"] == "Waiting"
    assert "No place is free., also waits for RISK-2" in told(window, "Alan")
    assert line.desk.undo_title == "Queue Alan Nr2 for RISK-2"
    assert window.bookings.waiting.show_dates() is None
    assert window.bookings.notice.words.text() == "No other date of Risk is open to wait for."


def test_where_another_date_has_room_it_is_said_that_they_are_booked_there(
    line: Queueing, window: Window, press: Callable[..., None]
) -> None:
    line.change(line.second, reference="R & S")
    window.open(line.first)
    press(Key.Key_W, "Alan")
    menu = QApplication.activePopupWidget()
    assert menu is not None
    assert menu.actions()[0].text().startswith("R && S, ")
    menu.actions()[0].trigger()
    menu.close()
    assert line.standing(line.second) == {"Alan": "Booked"}
    assert (
        window.bookings.notice.words.text() == "Alan Nr2 has a place on R & S, and waits no longer."
    )
    assert line.desk.undo_title == "Book Alan Nr2 on R & S"


def test_every_other_date_is_waited_for_in_one_act(
    line: Queueing, window: Window, press: Callable[..., None]
) -> None:
    line.book("Donald", event=line.second)
    with line.desk.changing("Plan") as db:
        course = db.get_one(Course, line.course)
        third = an_event(db, course, STARTS.replace(month=9), reference="RISK-3").id
    line.book("Donald", event=third)
    window.open(line.first)
    press(Key.Key_W, "Alan")
    menu = QApplication.activePopupWidget()
    assert menu is not None
    assert menu.actions()[-1].text() == "All 2 dates"
    menu.actions()[-1].trigger()
    menu.close()
    assert line.standing(line.second)["Alan"] == line.standing(third)["Alan"] == "Waiting"


def test_whoever_waits_is_withdrawn_and_not_cancelled(
    qtbot: QtBot, line: Queueing, window: Window
) -> None:
    window.open(line.first)
    tab = window.bookings
    tab.table.choose_ids([row.id for row in tab._rows if row.delegate == "Nr2, Alan"])
    assert tab.cancel_action.text().replace("&", "") == "Withdraw from the waiting list…"
    qtbot.keyClick(tab.table, Key.Key_Delete)
    assert tab.reason.question.text().startswith("Why is the booking of Alan Nr2 withdrawn?")
    qtbot.keyClick(tab.reason.entry, Key.Key_Return)
    assert line.standing()["Alan"] == "Cancelled"


def test_only_what_can_be_done_with_the_chosen_is_offered(line: Queueing, window: Window) -> None:
    def offered(*names: str) -> set[str]:
        rows = [row for row in window.bookings._rows if row.delegate.split(", ")[1] in names]
        window.bookings.table.choose_ids([row.id for row in rows])
        acts = window.bookings.waiting.actions
        return {act.text().replace("&", "") for act in acts if act.isEnabled()}

    line.change(places=3)
    line.act(offer_place, "Alan")
    window.open(line.first)
    assert offered("Ada") == offered("Ada", "Edsger") == set()
    assert offered("Alan") == {"Accepted…", "Declined…", "Wait for other dates too…"}
    assert offered("Edsger") == {
        "Offer a place",
        "Give a place by hand",
        "Priority…",
        "Wait for other dates too…",
    }
    assert offered("Edsger", "Barbara") == {"Offer a place", "Give a place by hand"}
    line.change(register_closed_on=STARTS)
    assert offered("Edsger") == set()


def test_another_date_is_planned_for_those_who_wait(
    qtbot: QtBot, line: Queueing, window: Window
) -> None:
    window.open(line.first)
    tab = window.bookings
    tab.table.setFocus()
    qtbot.keyClick(tab.table, Key.Key_N, CONTROL)
    form = window.event_page.form
    assert form.isVisible()
    form.leave()
    qtbot.mouseClick(tab.another, Qt.MouseButton.LeftButton)
    assert form.isVisible()
    assert form.details().course_id == line.course
