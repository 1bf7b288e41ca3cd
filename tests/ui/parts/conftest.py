"""A window to put parts into, and rows to list."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.parts.cell import Cell
from ui.parts.rows_model import Column
from ui.parts.theme import Look, Width

Shown = Callable[..., QWidget]


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event in a list."""

    id: int
    title: str
    status: str = "Open"


COLUMNS = (
    Column[EventLine]("Event", lambda e: Cell(e.title, strong=True), share=1, sort="title"),
    Column[EventLine]("Number", lambda e: str(e.id), width=Width.COUNT, right=True, sort="id"),
    Column[EventLine]("Status", lambda e: Cell(chip=e.status), width=Width.CHIP),
)


def lines(count: int) -> list[EventLine]:
    return [EventLine(number, f"Event {number}") for number in range(1, count + 1)]


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Look]:
    """The light look, taken off again so that no other test meets it."""
    look = Look(qapp, "light")
    yield look
    qapp.setStyleSheet("")
    qapp.setProperty("theme", None)
    look.deleteLater()


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    """Shows parts one under another in a window that has the keyboard."""
    windows: list[QWidget] = []  # qtbot alone would not keep them alive

    def show(*parts: QWidget) -> QWidget:
        window = QWidget()
        windows.append(window)
        qtbot.addWidget(window)
        column = QVBoxLayout(window)
        for part in parts:
            column.addWidget(part)
        window.resize(1000, 600)
        window.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        return window

    return show
