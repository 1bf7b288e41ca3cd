"""What has room on a register of a few days, and what gives way to it."""

from datetime import time

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.programme.world import Clock, Twenty, Window
from trainingdesk.domain.attendance import Attendance
from trainingdesk.services import registers
from trainingdesk.services.desk import Desk
from trainingdesk.services.registers import RegisterLine, register_of
from ui.events.register_tab import RegisterTab
from ui.parts.keyed import KeyedTable
from ui.parts.theme import Width

TO_WRITE_IN = 1064
"""The width of a page in a window of 1280 pixels."""
LARGE = 1704
"""And in one of 1920."""


@pytest.fixture
def tab(desk: Desk, clock: Clock, twenty: Twenty, window: Window) -> RegisterTab:
    """The register of two days, the first line with all that a mark can say of one."""
    clock.go_after_the_event()
    with desk.changing("Mark") as db:
        first = register_of(db, twenty.event, today=desk.today()).lines[0]
        registers.mark(
            db,
            first.id,
            session_id=twenty.sessions[0],
            attendance=Attendance.LEFT_EARLY,
            minutes_late=10,
            left_at=time(15),
            by=desk.stamp(),
        )
    window.frame.resize(TO_WRITE_IN, 720)
    window.open(twenty.event, "Register")
    return window.register


def table_of(tab: RegisterTab) -> KeyedTable[RegisterLine]:
    assert tab.table is not None
    return tab.table


def test_the_minutes_of_two_days_stand_whole_beside_the_mark(tab: RegisterTab) -> None:
    table = table_of(tab)
    marked = table.rows_model.index(0, 3)
    assert table.rows_model.data(marked) == "Left early, 15:00, 10 min late"
    assert table.cell_painter.whole_if_cut(marked) == ""
    assert "Agency" in table.columns_shown.shown()


def test_the_counts_stand_whole_and_that_marks_are_kept_gives_way(
    qtbot: QtBot, tab: RegisterTab, window: Window
) -> None:
    foot = tab.foot
    window.frame.resize(LARGE, 720)
    qtbot.waitUntil(foot.kept.isVisible)
    foot.told.say("19 of 22 marked · 17 came · 2 absent · 1 sent apologies · 3 walk-ins")
    window.frame.resize(TO_WRITE_IN - 1, 720)
    qtbot.waitUntil(lambda: not foot.kept.isVisible())
    qtbot.waitUntil(lambda: foot.told.toolTip() == "")  # it is not cut once it has its room


def test_agencies_and_then_minutes_give_way_to_the_names_of_delegates(
    tab: RegisterTab, window: Window
) -> None:
    table = table_of(tab)
    window.frame.resize(900, 720)
    assert "Agency" not in table.columns_shown.shown()
    assert table.cell_painter.whole_if_cut(table.rows_model.index(0, 3)) == ""
    window.frame.resize(700, 720)
    assert table.columnWidth(1) > Width.PLACES
    assert table.cell_painter.whole_if_cut(table.rows_model.index(0, 3)) != ""
