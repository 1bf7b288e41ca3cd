"""Beside a form, the filters of the month and the days of its weekends stay whole."""

from itertools import pairwise

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.conftest import STARTS, a_course, an_event
from tests.ui.programme.world import YEAR, Window
from trainingdesk.services.desk import Desk
from ui.parts.way import Where


def test_the_filters_of_the_month_do_not_lie_over_one_another(
    qtbot: QtBot, desk: Desk, window: Window
) -> None:
    with desk.changing("Set up") as db:
        an_event(db, a_course(db, "Identifying Risk", "RISK", level="2"), STARTS)
    window.frame.resize(1050, 720)  # a window of 1280, without its places
    window.way.go(Where("Programme", kind="month", find="2026-06", year=YEAR))
    filters = window.page.filters
    filters.buttons["level"].choose("2")
    window.page.plan()
    parts = (
        filters.words,
        filters.at_risk,
        filters.with_issues,
        filters.buttons["level"],
        filters.more,
    )
    qtbot.waitUntil(lambda: window.page.month.head.y() > filters.y())
    assert [part.width() >= part.sizeHint().width() for part in parts[1:]] == [True] * 4
    for left, right in pairwise(parts):
        assert left.geometry().right() < right.x()
    assert parts[-1].geometry().right() < filters.width()
    qtbot.keyClick(window.page.form, Qt.Key.Key_Escape)
    window.frame.resize(1600, 720)
    qtbot.waitUntil(lambda: window.page.month.head.y() == filters.y())
