"""The sample programme under the screens, loaded once and copied for each test."""

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copyfile
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import URL

from tests.conftest import BEFORE
from tests.made_once import made_once, sample_on
from trainingdesk.storage.database import address_of
from ui.parts.table import AnyTable
from ui.parts.way import Way, Where

PLACE = TypeVar("PLACE", bound=QWidget)
Opened = Callable[..., Any]
YEAR = "2025-26"
"""A year that is over, beside one that went before it."""

Key = Qt.Key


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_once(tmp_path_factory, "sample in spring", sample_on(BEFORE))


@pytest.fixture
def address(tmp_path: Path, sample_file: Path) -> URL:
    copy = tmp_path / "desk.sqlite"
    copyfile(sample_file, copy)
    return address_of(copy)


@pytest.fixture
def opened(qtbot: QtBot, way: Way) -> Iterator[Opened]:
    """Shows a place in a window and follows the way within it, as the window does."""
    windows: list[QWidget] = []

    def show(place: Any, name: str, tab: str = "") -> Any:
        window = QWidget()
        windows.append(window)
        qtbot.addWidget(window)
        column = QVBoxLayout(window)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(place)
        window.resize(1064, 640)
        way.gone.connect(lambda where: place.show_at(where) if where.place == name else None)
        # Before it shows, or it reads the year at hand first.
        way.go(Where(name, year=YEAR, tab=tab))
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        return place

    yield show
    windows.clear()


def set_cursor(table: AnyTable, row: int, column: str) -> None:
    """Put the keyboard on one number of a table."""
    names = [each.name for each in table.rows_model.columns]
    index = table.rows_model.index(row, names.index(column))
    flags = QItemSelectionModel.SelectionFlag
    table.setFocus()
    table.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)


def cell_said(table: AnyTable, row: int, column: str) -> str:
    """What a cell of a table says."""
    names = [each.name for each in table.rows_model.columns]
    index = table.rows_model.index(row, names.index(column))
    return str(table.rows_model.data(index))


def labels(widget: QWidget) -> list[str]:
    """Every word that stands in a widget."""
    return [label.text() for label in widget.findChildren(QLabel)]
