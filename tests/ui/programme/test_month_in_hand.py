"""In the month, what is done falls on the event that has the frame, never on the hidden list."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.conftest import STARTS, a_course, an_event
from tests.ui.programme.world import CONTROL, YEAR, Window
from trainingdesk.services.desk import Desk
from ui.parts.month import Month
from ui.parts.way import Where

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def month(desk: Desk, window: Window) -> Month:
    """June with an event on its 10th and one on its 24th, the list with another of July first."""
    with desk.changing("Set up") as db:
        risk, help_ = a_course(db, "Identifying Risk", "RISK"), a_course(db, "Early Help", "HELP")
        an_event(db, risk, STARTS, reference="RISK-2601")
        an_event(db, help_, date(2026, 6, 24), reference="HELP-2601")
        july = an_event(db, risk, date(2026, 7, 20), reference="RISK-2602").id
    window.way.go(Where("Programme", year=YEAR))
    window.page.table.select_id(july)
    window.way.go(Where("Programme", kind="month", find="2026-06", year=YEAR))
    return window.page.month.month


def test_one_event_is_changed_copied_and_opened(qtbot: QtBot, month: Month, window: Window) -> None:
    qtbot.keyClick(month, Key.Key_Right)
    qtbot.keyClick(month, Key.Key_F2)
    assert window.page.form.title.text() == "Change HELP-2601"
    qtbot.keyClick(window.page.form, Key.Key_Escape)
    qtbot.keyClick(month, Key.Key_D, CONTROL)
    assert window.page.form.course.text() == "Early Help"
    qtbot.keyClick(window.page.form, Key.Key_Escape)
    qtbot.keyClick(month, Key.Key_O, CONTROL)
    here = month.here()
    assert here is not None
    assert (window.gone[-1].kind, window.gone[-1].id) == ("event", here.id)


def test_the_framed_event_is_called_off_and_planned_again(
    qtbot: QtBot, month: Month, window: Window
) -> None:
    qtbot.keyClick(month, Key.Key_G, CONTROL | SHIFT)
    assert "RISK-2601" in window.page.off.reason.question.text()
    window.page.off.leave()
    qtbot.keyClick(month, Key.Key_D, CONTROL | SHIFT)
    here = month.here()
    assert here is not None
    assert (window.gone[-1].kind, window.gone[-1].find) == ("again", str(here.id))


def test_enter_in_the_filter_goes_to_the_month(qtbot: QtBot, month: Month, window: Window) -> None:
    words = window.page.filters.words
    words.setFocus()
    qtbot.keyClicks(words, "early")
    qtbot.keyClick(words, Key.Key_Return)
    assert QApplication.focusWidget() is month
    qtbot.keyClick(month, Key.Key_F2)
    assert window.page.form.title.text() == "Change HELP-2601"


def test_the_month_is_saved_as_its_filters_are_now(
    qtbot: QtBot, month: Month, window: Window, saved_as: Path
) -> None:
    window.way.go(Where("Programme", find="early", year=YEAR))
    window.way.go(Where("Programme", kind="month", find="2026-06", year=YEAR))
    window.page.filters.clear()
    qtbot.keyClick(month, Key.Key_E, CONTROL)
    assert window.said == ["Saved 3 events in Programme 2026-27.xlsx."]
    assert [file.name for file in saved_as.iterdir() if file.suffix == ".xlsx"]


def test_where_the_month_shows_nothing_no_act_is_offered(month: Month, window: Window) -> None:
    assert window.page.change_action.isEnabled()
    window.page.filters.show_words("no such course")
    window.page.filters.changed.emit()
    offered = (*window.page.of_one, *window.page.plans.actions, window.page.off.action)
    assert [action.isEnabled() for action in offered] == [False] * len(offered)


def test_after_saving_the_keys_are_on_that_event_of_the_month(
    qtbot: QtBot, month: Month, window: Window
) -> None:
    framed = window.page.month.row_here()
    qtbot.keyClick(month, Key.Key_Right)
    other = window.page.month.row_here()
    assert framed is not None
    assert other is not None
    window.page.form.saved.emit(framed.id)
    assert QApplication.focusWidget() is month
    assert window.page.month.row_here() == framed
