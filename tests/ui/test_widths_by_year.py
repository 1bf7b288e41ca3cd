"""Lists share their width as the year in sight needs it, not the one before."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.shown import window_on
from trainingdesk.services.desk import Desk
from ui.main_window import MainWindow
from ui.parts.jobs import Jobs
from ui.parts.table import Table
from ui.parts.way import Way, Where

YEARS = ("2024-25", "2025-26", "2026-27")


@pytest.fixture
def window(qtbot: QtBot, sample: Desk, way: Way, jobs: Jobs) -> MainWindow:
    return window_on(sample, qtbot, way, jobs)


def widths(window: MainWindow) -> list[list[int]]:
    """Those of every list in sight."""
    QApplication.processEvents()
    return [
        [table.columnWidth(n) for n in range(table.rows_model.columnCount())]
        for table in window.page.findChildren(Table)
        if table.isVisible()
    ]


@pytest.mark.parametrize(("place", "tab"), [("Programme", ""), ("Analysis", "Course")])
def test_another_year_is_shown_as_if_it_had_been_the_first(
    window: MainWindow, way: Way, place: str, tab: str
) -> None:
    for year in (*YEARS, *reversed(YEARS)):
        way.go(Where(place, tab=tab, year=year))
        as_it_came = widths(window)
        window.hide()
        window.show()
        assert as_it_came == widths(window), year
        assert as_it_came != []
