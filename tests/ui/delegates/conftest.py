"""The place of delegates in a window that has the keyboard, and the people to show."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.services.people import People, settle
from tests.ui.accessible import nameless
from trainingdesk.services.desk import Desk
from ui.delegates.place import DelegatesPlace
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.way import Way, Where

YEAR = "2026-27"
LIST = Where("Delegates", year=YEAR)


@pytest.fixture
def people(desk: Desk) -> People:
    return settle(desk)


@pytest.fixture
def gone(way: Way) -> list[Where]:
    """Where the way has led."""
    gone: list[Where] = []
    way.gone.connect(gone.append)
    return gone


@pytest.fixture
def place(qtbot: QtBot, live: LiveDesk, way: Way, jobs: Jobs) -> Iterator[DelegatesPlace]:
    place = DelegatesPlace(live, way, jobs)
    qtbot.addWidget(place)

    def follow(where: Where) -> None:
        if where.place == "Delegates":
            place.show_at(where)

    way.gone.connect(follow)
    place.resize(1280, 720)
    with qtbot.waitExposed(place):
        place.show()
    place.activateWindow()
    yield place
    place.hide()


def unnamed(page: QWidget) -> list[str]:
    """The controls of a page without a name; a cell may be blank."""
    return [path for path in nameless(page) if not path.endswith("/Cell:")]


def leading(page: QWidget) -> list[str]:
    """The words of every primary button in sight."""
    buttons = page.findChildren(QPushButton)
    return [b.text() for b in buttons if b.isVisible() and b.property("kind") == "primary"]


def type_in(widget: QWidget, text: str) -> None:
    """Type any letters, as an input method does."""
    typed = QInputMethodEvent()
    typed.setCommitString(text)
    QApplication.sendEvent(widget, typed)


def press(qtbot: QtBot, widget: QWidget, keys: str) -> None:
    """Press keys such as Ctrl+N where the keyboard is."""
    *held, key = keys.split("+")
    modifiers = Qt.KeyboardModifier.NoModifier
    for name in held:
        modifiers |= {
            "Alt": Qt.KeyboardModifier.AltModifier,
            "Ctrl": Qt.KeyboardModifier.ControlModifier,
            "Shift": Qt.KeyboardModifier.ShiftModifier,
        }[name]
    qtbot.keyClick(widget, getattr(Qt.Key, f"Key_{key}"), modifiers)
