from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.parts.conftest import EventLine, Shown, lines
from ui.parts.cell import Cell
from ui.parts.keyed import KeyedTable
from ui.parts.rows_model import Column

COLUMNS = (
    Column[EventLine]("Delegate", lambda e: e.title, share=1),
    Column[EventLine]("Morning", lambda e: Cell(e.status), width=100, key="am"),
    Column[EventLine]("Note", lambda _: "", width=100),
    Column[EventLine]("Afternoon", lambda e: Cell(e.status), width=100, key="pm"),
)
Key = Qt.Key


def a_register(rows: int = 3) -> tuple[KeyedTable[EventLine], list[tuple[int, str, str]]]:
    table: KeyedTable[EventLine] = KeyedTable(
        COLUMNS, "Register", keyed={"am", "pm"}, letters="ALX*"
    )
    table.show_rows(lines(rows))
    keyed: list[tuple[int, str, str]] = []
    table.keyed.connect(lambda row, column, letter: keyed.append((row.id, column, letter)))
    return table, keyed


def test_letters_are_keyed_down_a_column(qtbot: QtBot, shown: Shown) -> None:
    table, keyed = a_register()
    shown(table)
    table.set_cursor(0)
    qtbot.keyClicks(table, "aLqx")
    assert keyed == [(1, "am", "A"), (2, "am", "L"), (3, "am", "X")]


def test_the_arrows_move_among_the_cells_that_can_be_keyed(qtbot: QtBot, shown: Shown) -> None:
    table, keyed = a_register()
    shown(table)
    table.set_cursor(0)
    for key in (Key.Key_Right, Key.Key_Right, Key.Key_Down):
        qtbot.keyClick(table, key)
    qtbot.keyClick(table, Key.Key_Delete)
    assert keyed == [(2, "pm", "")]
    qtbot.keyClick(table, Key.Key_Left)
    qtbot.keyClicks(table, "*")
    assert keyed[1:] == [(2, "am", "*")]
    assert table.cursor_cell() == (lines(2)[1], "am")


def test_a_click_beside_a_keyed_cell_goes_to_the_nearest(qtbot: QtBot, shown: Shown) -> None:
    table, _ = a_register()
    shown(table)
    table.setCurrentIndex(table.rows_model.index(1, 0))
    assert table.cursor_cell() == (lines(2)[1], "am")


def test_the_rows_may_be_shown_anew_after_each_letter(qtbot: QtBot, shown: Shown) -> None:
    table, keyed = a_register()
    table.keyed.connect(lambda *_: table.show_rows(lines(3)))
    shown(table)
    table.set_cursor(0, 1)
    qtbot.keyClicks(table, "aa")
    assert keyed == [(1, "pm", "A"), (2, "pm", "A")]


def test_an_empty_register_takes_no_letters(qtbot: QtBot, shown: Shown) -> None:
    table, keyed = a_register(0)
    shown(table)
    qtbot.keyClicks(table, "a")
    qtbot.keyClick(table, Key.Key_Right)
    assert keyed == []
