from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tests.conftest import STARTS
from tests.ui.accessible import nameless
from tests.ui.programme.world import CONTROL, YEAR, Clock, Twenty, Window
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.own_words import BoardList, WordDetails
from trainingdesk.services.desk import Desk
from trainingdesk.services.event_changes import changes_of
from trainingdesk.services.own_words import add_word
from trainingdesk.storage.models import Course, Event

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
NOON_OF = timedelta(days=19)


@pytest.fixture
def at_risk(desk: Desk, clock: Clock, twenty: Twenty, window: Window) -> int:
    """An event with 20 booked, 25 needed, nineteen days ahead."""
    with desk.changing("Set up") as db:
        event = db.get_one(Event, twenty.event)
        event.places = 30
        db.get_one(Course, event.course_id).minimum = 25
        add_word(db, BoardList.EVENT_REASONS, WordDetails("Low take-up"))
    clock.day = STARTS - NOON_OF
    window.open(twenty.event)
    return twenty.event


def status(desk: Desk, event_id: int) -> tuple[EventStatus, str]:
    with desk.reading() as db:
        event = db.get_one(Event, event_id)
        return event.status, event.reason


def test_an_event_at_risk_says_so_with_the_two_ways_to_decide(
    desk: Desk, window: Window, at_risk: int
) -> None:
    page = window.event_page
    said = "20 have a place, 25 are needed, and it begins in 19 days."
    assert page.risk.words.text() == said
    assert page.go.isVisible()
    assert page.no_go.isVisible()
    assert nameless(window.frame) == []


def test_go_confirms_it_with_its_reason(
    qtbot: QtBot, desk: Desk, window: Window, at_risk: int
) -> None:
    page = window.event_page
    qtbot.mouseClick(page.go, Qt.MouseButton.LeftButton)
    qtbot.keyClick(page.reason.entry, Key.Key_Return)
    assert page.reason.field.error.text().startswith("Say why it goes ahead")
    qtbot.keyClicks(page.reason.entry, "The hall is paid")
    qtbot.keyClick(page.reason.entry, Key.Key_Return)
    assert status(desk, at_risk) == (EventStatus.CONFIRMED, "")
    assert not page.risk.isVisible()
    assert not page.go_action.isEnabled()
    with desk.reading() as db:
        (change,) = changes_of(db, at_risk)
    assert change.reason == "The hall is paid"
    window.open(at_risk, "History")
    row = window.history.table.rows_model.row_at(0)
    assert row is not None
    assert row.what == "Status Open to Confirmed (The hall is paid)"
    assert desk.undo_title == "Confirm RISK-2601"
    desk.undo()
    assert page.risk.isVisible()


def test_do_not_go_cancels_it_with_a_reason_of_the_boards_list(
    qtbot: QtBot, desk: Desk, window: Window, at_risk: int
) -> None:
    page = window.event_page
    qtbot.keyClick(window.bookings.table, Key.Key_G, CONTROL | SHIFT)
    assert "20 booked on it stay on the list." in page.reason.question.text()
    menu = page.reason.offer()
    assert isinstance(menu, QMenu)
    qtbot.keyClick(menu, Key.Key_Return)
    assert page.reason.entry.text() == "Low take-up"
    page.reason.entry.setText("low TAKE-up")
    qtbot.keyClick(page.reason.entry, Key.Key_Return)
    assert status(desk, at_risk) == (EventStatus.CANCELLED, "Low take-up")
    assert page.notice.words.text() == "Cancelled: Low take-up"


def test_do_not_go_can_postpone_it_instead(
    qtbot: QtBot, desk: Desk, window: Window, at_risk: int
) -> None:
    page = window.event_page
    page.no_go_action.trigger()
    qtbot.keyClicks(page.reason.entry, "Snow")
    qtbot.keyClick(page.reason.entry, Key.Key_Return, CONTROL)
    assert status(desk, at_risk) == (EventStatus.POSTPONED, "Snow")


def test_what_cannot_be_decided_any_more_is_told(
    qtbot: QtBot, desk: Desk, window: Window, at_risk: int
) -> None:
    page = window.event_page
    page.go_action.trigger()
    with desk.changing("Close") as db:
        db.get_one(Event, at_risk).register_closed_on = date(2026, 6, 12)
    qtbot.keyClicks(page.reason.entry, "Why not")
    qtbot.keyClick(page.reason.entry, Key.Key_Return)
    said = "The register of RISK-2601 is closed: it was delivered."
    assert page.notice.words.text() == said
    assert page.reason.isVisible()


def test_the_event_is_repeated_and_planned_again_from_its_page(
    window: Window, at_risk: int
) -> None:
    page = window.event_page
    page.plans.repeat_action.trigger()
    assert page.repeat.isVisible()
    page.change_event()
    assert not page.repeat.isVisible()
    page.plans.again_action.trigger()
    assert (window.gone[-1].kind, window.gone[-1].find) == ("again", str(at_risk))
    assert window.gone[-1].year == YEAR


def test_people_who_are_only_counted_are_told_on_the_page(
    desk: Desk, window: Window, twenty: Twenty
) -> None:
    with desk.changing("Set up") as db:
        event = db.get_one(Event, twenty.event)
        event.headcount_only, event.headcount, event.places = True, 300, 0
    window.open(twenty.event)
    assert window.event_page.head.booked.text() == "300 counted"
    assert not window.bookings.box.isEnabled()
    said = "People are only counted here: no bookings are taken"
    assert window.bookings.box.placeholderText() == said
