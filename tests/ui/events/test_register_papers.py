"""Badges and place cards, asked for with the keys."""

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.conftest import FirstAid
from tests.reports import pages
from tests.ui.programme.world import CONTROL, Twenty, Window

SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_badges_and_place_cards_are_saved_from_any_tab(
    qtbot: QtBot, twenty: Twenty, window: Window, saved_as: Path
) -> None:
    window.open(twenty.event)
    qtbot.keyClick(window.event_page.bookings.table, Qt.Key.Key_F, CONTROL | SHIFT)
    assert len(pages.codes((saved_as / "Badges RISK-2601.pdf").read_bytes())) == 20
    qtbot.keyClick(window.event_page.bookings.table, Qt.Key.Key_T, CONTROL | SHIFT)
    assert len(pages.texts((saved_as / "Place cards RISK-2601.pdf").read_bytes())) == 4


def test_nobody_booked_is_said_and_nothing_asked(
    qtbot: QtBot, first_aid: FirstAid, window: Window, saved_as: Path
) -> None:
    window.open(first_aid.event)
    window.event_page.papers.badges_action.trigger()
    assert window.event_page.notice.words.text().startswith("Nobody has a place on FA-")
    assert list(saved_as.glob("*.pdf")) == []
