"""Why somebody did not come, asked for on the register and on the bookings."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.accessible import nameless
from tests.ui.programme.world import CONTROL, Clock, Twenty, Window
from trainingdesk.domain.attendance import Attendance
from trainingdesk.services.bookings import bookings_on
from trainingdesk.services.desk import Desk
from trainingdesk.storage.models import Mark
from ui.events.booking_columns import WHY_ABSENT

SHIFT = Qt.KeyboardModifier.ShiftModifier
KEY = Qt.Key.Key_X, CONTROL | SHIFT


def whys(desk: Desk, event_id: int) -> set[str]:
    with desk.reading() as db:
        return {row.why_absent for row in bookings_on(db, event_id)}


@pytest.fixture
def first_absent(desk: Desk, twenty: Twenty) -> int:
    with desk.changing("Mark") as db:
        booking = bookings_on(db, twenty.event)[0].id
        session = twenty.sessions[0]
        db.add(Mark(booking_id=booking, session_id=session, attendance=Attendance.ABSENT))
    return booking


def test_a_reason_is_kept_from_the_register_and_shown(
    qtbot: QtBot, desk: Desk, clock: Clock, twenty: Twenty, window: Window, first_absent: int
) -> None:
    window.open(twenty.event, "Register")
    table = window.register.table
    assert table is not None
    table.set_cursor(0, 0)
    qtbot.keyClick(table, *KEY)
    panel = window.event_page.why
    assert panel.isVisible()
    assert nameless(panel) == []
    qtbot.keyClicks(panel.why, "Called to court")
    qtbot.keyClick(panel.why, Qt.Key.Key_Return)
    assert not panel.isVisible()
    assert table.hasFocus()
    assert whys(desk, twenty.event) == {"Called to court", ""}
    assert desk.undo_title == "Change why Ada 00 Adeyemi did not come"


def test_the_bookings_show_reasons_once_there_are_some(
    qtbot: QtBot, desk: Desk, twenty: Twenty, window: Window, first_absent: int
) -> None:
    window.open(twenty.event)
    table = window.bookings.table
    number = [column.title for column in table.rows_model.columns].index(WHY_ABSENT)
    assert table.isColumnHidden(number)
    table.select_id(first_absent)
    qtbot.keyClick(table, *KEY)
    panel = window.event_page.why
    qtbot.keyClicks(panel.why, "Ill")
    qtbot.keyClick(panel.why, Qt.Key.Key_S, CONTROL)
    assert not panel.isVisible()
    assert not table.isColumnHidden(number)


def test_the_form_makes_way_for_another(
    qtbot: QtBot, twenty: Twenty, window: Window, first_absent: int
) -> None:
    window.open(twenty.event)
    table = window.bookings.table
    table.select_id(first_absent)
    qtbot.keyClick(table, *KEY)
    assert window.event_page.why.isVisible()
    window.event_page.change_action.trigger()
    assert not window.event_page.why.isVisible()
    assert window.event_page.form.isVisible()
    table.setFocus()
    qtbot.keyClick(table, *KEY)
    assert not window.event_page.form.isVisible()
