"""The place of delegates in a window, and what is done in it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.accessible import nameless
from tests.ui.shown_place import shown
from ui.delegates.place import DelegatesPlace
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.way import Way, Where

YEAR = "2026-27"
LIST = Where("Delegates", year=YEAR)


@pytest.fixture
def place(qtbot: QtBot, live: LiveDesk, way: Way, jobs: Jobs) -> Iterator[DelegatesPlace]:
    yield from shown(qtbot, way, DelegatesPlace(live, way, jobs), "Delegates")


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
