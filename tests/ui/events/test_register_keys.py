"""A register of twenty on the real window, by keyboard alone and counted."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.programme.world import CONTROL, TWENTY, YEAR, Clock, Twenty
from trainingdesk.services.desk import Desk
from trainingdesk.services.registers import register_of
from trainingdesk.storage.models import EventSession
from ui.main_window import MainWindow
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.way import Way, Where

MOST_KEYS = 25


@pytest.fixture
def main_window(
    qtbot: QtBot, desk: Desk, clock: Clock, twenty: Twenty, way: Way, jobs: Jobs
) -> Iterator[MainWindow]:
    """The whole window, on the register of an event of one day that is over."""
    with desk.changing("Shorten") as db:
        db.delete(db.get_one(EventSession, twenty.sessions[1]))
    clock.go_after_the_event()
    window = MainWindow(LiveDesk(desk), way, jobs)
    qtbot.addWidget(window)
    window.resize(1280, 720)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    way.go(Where("Programme", kind="event", id=twenty.event, tab="Register", year=YEAR))
    yield window
    window.hide()


def with_the_keys() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_twenty_are_marked_one_by_one_and_the_register_closed_in_at_most_25_keys(
    qtbot: QtBot, desk: Desk, twenty: Twenty, main_window: MainWindow
) -> None:
    letters = "AAAALAAAXAAAEAAAPAAA"
    for letter in letters:
        qtbot.keyClicks(with_the_keys(), letter)
    qtbot.keyClick(with_the_keys(), Qt.Key.Key_Return, CONTROL)
    assert len(letters) + 1 <= MOST_KEYS
    with desk.reading() as db:
        register = register_of(db, twenty.event, today=desk.today())
    said = [mark.letter for line in register.lines for mark in line.marks.values()]
    assert "".join(said) == letters
    assert len(register.lines) == TWENTY
    assert register.closed_on == desk.today()


def test_two_who_came_late_and_the_rest_take_fewer(
    qtbot: QtBot, desk: Desk, twenty: Twenty, main_window: MainWindow
) -> None:
    keys = 0
    for typed in ("m", "15", "\r", "X", "m", "\t", "15:20", "\r", "*"):
        qtbot.keyClicks(with_the_keys(), typed)
        keys += len(typed)
    qtbot.keyClick(with_the_keys(), Qt.Key.Key_Return, CONTROL)
    assert keys + 1 <= MOST_KEYS
    with desk.reading() as db:
        register = register_of(db, twenty.event, today=desk.today())
    told = [mark.told for line in register.lines[:4] for mark in line.said.values()]
    assert told == ["Late, 15 min", "Absent", "Left early, 15:20", "Attended"]
    assert register.closed_on == desk.today()
