"""Row numbers, codes and a scanner's typing, sent to the real register."""

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from tests.conftest import STARTS
from tests.ui.programme.world import CONTROL, YEAR, Clock, Twenty, Window
from trainingdesk.domain.row_code import qr_text, row_code
from trainingdesk.services.desk import Desk
from trainingdesk.services.registers import register_of
from trainingdesk.storage.models import Booking
from ui.parts.way import Where

Key = Qt.Key


@pytest.fixture
def codes(desk: Desk, twenty: Twenty, clock: Clock, window: Window) -> list[int]:
    """The bookings of the register that shows, by row."""
    clock.go_after_the_event()
    window.open(twenty.event, "Register")
    with desk.reading() as db:
        return list(db.scalars(select(Booking.id).order_by(Booking.id)))


def told(desk: Desk, event_id: int) -> dict[int, list[str]]:
    with desk.reading() as db:
        register = register_of(db, event_id, today=desk.today())
        return {
            line.number: [mark.told for mark in line.said.values()]
            for line in register.lines
            if line.said
        }


def typed(qtbot: QtBot, text: str) -> None:
    """Keys as they come from the keyboard or a scanner, wherever the keyboard is."""
    for letter in text:
        here = QApplication.focusWidget()
        assert here is not None
        if letter == "\n":
            qtbot.keyClick(here, Key.Key_Return)
        else:
            qtbot.keyClicks(here, letter)


def test_rows_are_keyed_from_the_list_without_leaving_the_box(
    qtbot: QtBot, desk: Desk, twenty: Twenty, window: Window, codes: list[int]
) -> None:
    typed(qtbot, "7 L 15\n12 X\n3 E 15:30\n")
    assert told(desk, twenty.event) == {
        3: ["Left early, 15:30"],
        7: ["Late, 15 min"],
        12: ["Absent"],
    }
    assert window.register.quick.hasFocus()
    assert desk.undo_title == "Mark Ada 02 Adeyemi Left early, 15:30"
    typed(qtbot, "1-4 A\n")
    assert desk.undo_title == "Mark 4 people Attended"


def test_a_scanner_marks_a_row_once_wherever_the_keyboard_is(
    qtbot: QtBot, desk: Desk, twenty: Twenty, window: Window, codes: list[int]
) -> None:
    scan = f"{qr_text(twenty.event, codes[4])}\n"
    typed(qtbot, scan)  # into the list, where A, L, E, X and P are marks
    assert told(desk, twenty.event) == {5: ["Attended"]}
    typed(qtbot, "\n")
    assert window.register.notice.words.text() == ""
    steps = len(desk.done)
    typed(qtbot, scan)
    window.register.walk_in.setFocus()
    typed(qtbot, scan)
    assert len(desk.done) == steps
    assert window.said[-1] == "Ada 04 Adeyemi has a mark already."
    typed(qtbot, f"{qr_text(twenty.event, codes[5])}\n")
    assert told(desk, twenty.event) == {5: ["Attended"], 6: ["Attended"]}


def test_what_is_refused_stays_to_be_put_right(
    qtbot: QtBot, desk: Desk, twenty: Twenty, window: Window, codes: list[int]
) -> None:
    quick, notice = window.register.quick, window.register.notice
    typed(qtbot, "27 A\n")
    assert notice.words.text() == "The register has no row 27. Nothing was marked."
    assert (quick.text(), quick.selectedText()) == ("27 A", "27 A")
    typed(qtbot, f"{row_code(twenty.event + 1, codes[0])}\n")
    assert "is no code of this register" in notice.words.text()
    typed(qtbot, "2 A\n")
    assert notice.words.text() == ""
    qtbot.keyClick(quick, Key.Key_Escape)
    assert window.register.table is not None
    assert window.register.table.hasFocus()
    qtbot.keyClick(window.register.table, "K")
    assert quick.hasFocus()


def test_the_day_that_is_marked_is_the_one_under_the_cursor(
    qtbot: QtBot, desk: Desk, twenty: Twenty, window: Window, codes: list[int]
) -> None:
    assert window.register.table is not None
    qtbot.keyClick(window.register.table, Key.Key_Right)
    typed(qtbot, "4\n")
    with desk.reading() as db:
        register = register_of(db, twenty.event, today=desk.today())
        assert list(register.lines[3].marks) == [twenty.sessions[1]]
    window.register.table.setCurrentIndex(QModelIndex())
    assert window.register._session_at_hand() == twenty.sessions[1]


def test_before_the_event_only_apologies_are_keyed(
    qtbot: QtBot, desk: Desk, twenty: Twenty, window: Window
) -> None:
    window.open(twenty.event, "Register")
    assert window.register.table is not None
    window.register.table.setCurrentIndex(QModelIndex())
    typed(qtbot, "4\n")
    assert "is still to come" in window.register.notice.words.text()
    typed(qtbot, "4 P\n")
    assert told(desk, twenty.event) == {4: ["Apologies"]}


def test_a_closed_register_takes_no_rows(
    qtbot: QtBot, desk: Desk, twenty: Twenty, window: Window, codes: list[int]
) -> None:
    typed(qtbot, "1-20 A\n")
    qtbot.keyClick(window.register.quick, Key.Key_Escape)
    assert window.register.table is not None
    qtbot.keyClick(window.register.table, Key.Key_Right)
    typed(qtbot, "1-20 A\n")
    qtbot.keyClick(window.register.quick, Key.Key_Return, CONTROL)
    assert not window.register.quick.isEnabled()
    window.register.table.setFocus()
    typed(qtbot, "7")
    assert window.register.table.hasFocus()


def test_ctrl_l_goes_to_the_sheets_of_the_register(
    qtbot: QtBot, twenty: Twenty, window: Window, codes: list[int]
) -> None:
    assert window.register.table is not None
    qtbot.keyClick(window.register.table, Key.Key_L, CONTROL)
    assert window.gone[-1] == Where("Programme", kind="sheets", id=twenty.event, year=YEAR)


def test_a_scan_is_for_the_session_of_today_wherever_the_cursor_is(
    qtbot: QtBot, desk: Desk, twenty: Twenty, clock: Clock, window: Window, codes: list[int]
) -> None:
    clock.day = STARTS.replace(day=11)  # the second day; nobody is marked on the first
    assert window.register._session_at_hand() == twenty.sessions[0]
    typed(qtbot, f"{qr_text(twenty.event, codes[19])}\n")
    typed(qtbot, "19\n")
    with desk.reading() as db:
        lines = register_of(db, twenty.event, today=desk.today()).lines
    assert [list(line.marks) for line in lines[18:]] == [
        [twenty.sessions[0]],
        [twenty.sessions[1]],
    ]


def test_a_scan_is_heard_while_something_is_asked(
    qtbot: QtBot, desk: Desk, twenty: Twenty, window: Window, codes: list[int]
) -> None:
    tab = window.register
    asked = (tab.ask_minutes, tab.ask_walk_in, lambda: tab.reason.ask("Why?", "Do it", bool))
    for number, ask in enumerate(asked):
        ask()
        box = QApplication.focusWidget()
        assert isinstance(box, QLineEdit)
        typed(qtbot, f"Jo{qr_text(twenty.event, codes[number])}\n")
        assert (box.text(), tab.quick.text()) == ("Jo", "")
    assert told(desk, twenty.event) == {row: ["Attended"] for row in (1, 2, 3)}
