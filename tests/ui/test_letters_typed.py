"""A letter typed over a list that is narrowed by typing narrows it, and does nothing else."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.shown import window_on
from trainingdesk.services.desk import Desk
from ui.charges.place import ChargesPlace
from ui.main_window import MainWindow
from ui.parts.jobs import Jobs
from ui.parts.keyed import KeyedTable
from ui.parts.nav import PLACES
from ui.parts.table import Table
from ui.parts.way import Way, Where

TYPED = "2typed(QString)"


@pytest.fixture
def window(qtbot: QtBot, sample: Desk, way: Way, jobs: Jobs) -> MainWindow:
    return window_on(sample, qtbot, way, jobs)


def letters_heard(table: QWidget) -> Iterator[QAction]:
    """The acts that a plain letter would do while the keys stand on a table."""
    here: QWidget | None = table
    while here is not None:
        for action in here.actions():
            if any(len(keys.toString()) == 1 for keys in action.shortcuts()):
                yield action
        here = here.parentWidget()


def test_no_list_that_is_narrowed_by_typing_has_an_act_of_one_letter(window: MainWindow) -> None:
    found = []
    for place, _ in PLACES:
        window.go(place)
        tables = [each for each in window.page.findChildren(Table) if each.receivers(TYPED) > 0]
        plain = [each for each in tables if not isinstance(each, KeyedTable)]
        found += [(place, act.text()) for table in plain for act in letters_heard(table)]
    assert found == []


def test_a_name_typed_over_the_charges_to_review_opens_nothing(
    window: MainWindow, way: Way
) -> None:
    way.go(Where("Charges", tab="To review", year="2026-27"))
    place = window.page
    assert isinstance(place, ChargesPlace)
    place.review.listed.table.enter()
    for letter in "wt":
        here = QApplication.focusWidget()
        assert here is not None
        QTest.keyClicks(here, letter)
    assert place.review.listed.filter.text() == "wt"
    assert not place.review.waive.isVisible()
    here = place.review.listed.filter
    QTest.keyClick(here, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert not place.review.waive.isVisible()
