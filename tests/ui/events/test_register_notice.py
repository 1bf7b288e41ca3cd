"""How long a refusal stands above a register."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.programme.world import CONTROL, Clock, Twenty, Window
from trainingdesk.services import registers
from trainingdesk.services.desk import Desk
from ui.events.register_tab import RegisterTab


@pytest.fixture
def tab(clock: Clock, twenty: Twenty, window: Window) -> RegisterTab:
    """The register of twenty, opened after the event."""
    clock.go_after_the_event()
    window.open(twenty.event, "Register")
    return window.register


def test_a_refusal_goes_once_something_else_is_done_or_taken_back(
    qtbot: QtBot, desk: Desk, twenty: Twenty, tab: RegisterTab
) -> None:
    qtbot.keyClicks(tab.table, "A")
    for then in (desk.undo, desk.redo, tab.ask_walk_in):
        tab.walk_ins.note(twenty.delegates[0], go_on=False)
        assert "already has a booking" in tab.notice.words.text()
        then()
        assert tab.notice.isHidden()


def test_a_refusal_does_not_stand_over_the_question_why_to_reopen(
    qtbot: QtBot, desk: Desk, twenty: Twenty, tab: RegisterTab
) -> None:
    tab.mark_the_rest()
    with desk.changing("Close") as db:
        registers.close_register(db, twenty.event, by=desk.stamp())
    qtbot.keyClicks(tab.table, "X")
    assert "closed" in tab.notice.words.text()
    qtbot.keyClick(tab.table, Qt.Key.Key_Return, CONTROL)
    assert tab.reason.isVisible()
    assert tab.notice.isHidden()
