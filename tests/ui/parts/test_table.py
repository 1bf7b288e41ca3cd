from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtGui import QAction, QFontMetrics
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from tests.ui.parts.conftest import COLUMNS, EventLine, Shown, lines
from trainingdesk.services.desk import Desk
from ui.parts.cell import Cell
from ui.parts.cells import code_beside, share_lead
from ui.parts.count import Count, of_all
from ui.parts.filter_box import FilterBox
from ui.parts.live import LiveDesk
from ui.parts.pages import PAGE, Pages
from ui.parts.preferences import Preferences
from ui.parts.rows_model import Group
from ui.parts.table import Table
from ui.parts.theme import Size, Space, Width, font

Key = Qt.Key


def a_table(rows: int = 0, *, many: bool = False) -> Table[EventLine]:
    table: Table[EventLine] = Table(COLUMNS, "Events", many=many)
    table.show_rows(lines(rows))
    return table


def test_its_model_keeps_the_rules_of_qt(qtbot: QtBot) -> None:
    table = a_table(3)
    qtbot.addWidget(table)
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(table.rows_model, mode)
    table.show_rows([Group("June 2017", "2 events"), *lines(2)])
    table.show_rows(Pages(600, lambda offset, limit: lines(600)[offset : offset + limit]))
    table.show_rows([])
    assert tester.model() is table.rows_model


def test_enter_and_a_double_click_open_a_row(qtbot: QtBot, shown: Shown) -> None:
    table = a_table(3)
    shown(table)
    opened: list[EventLine] = []
    table.opened.connect(opened.append)
    table.select_id(2)
    qtbot.keyClick(table, Key.Key_Return)
    table.doubleClicked.emit(table.rows_model.index(2, 0))
    assert [row.id for row in opened] == [2, 3]


def test_a_choice_is_kept_when_the_rows_come_back(qtbot: QtBot) -> None:
    table = a_table(5)
    qtbot.addWidget(table)
    table.select_id(3)
    table.show_rows(lines(5))
    assert [row.id for row in table.chosen_rows()] == [3]
    table.show_rows(lines(5)[2:])
    assert [row.id for row in table.chosen_rows()] == [3]
    assert table.currentIndex().row() == 0
    table.show_rows(lines(2))
    assert table.chosen_rows() == []


def test_many_rows_can_be_chosen_where_that_is_meant(qtbot: QtBot) -> None:
    one, many = a_table(4), a_table(4, many=True)
    for table in (one, many):
        qtbot.addWidget(table)
        table.select_id(1)
        table.show()
        qtbot.keyClick(table, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert one.chosen_row() is not None
    assert [row.id for row in many.chosen_rows()] == [1, 2]
    assert many.chosen_row() is None


def test_the_arrows_pass_over_the_names_of_groups(qtbot: QtBot, shown: Shown) -> None:
    table = a_table()
    first, second = lines(2)
    table.show_rows([Group("June 2017"), first, Group("July 2017"), second])
    shown(table)
    table.enter()
    assert table.chosen_row() == first
    qtbot.keyClick(table, Key.Key_Down)
    assert table.chosen_row() == second
    qtbot.keyClick(table, Key.Key_Home)
    assert table.chosen_row() == first
    qtbot.keyClick(table, Key.Key_End)
    assert table.chosen_row() == second


def test_a_click_on_a_head_asks_for_an_order_and_turns_it_round(qtbot: QtBot, shown: Shown) -> None:
    table = a_table(2)
    shown(table)
    asked: list[tuple[str, bool]] = []
    table.sort_asked.connect(lambda key, falling: asked.append((key, falling)))
    for section in (1, 1, 0, 2):  # the status has no order to ask for
        at = QPoint(table.heads.sectionViewportPosition(section) + 5, Size.ROW // 2)
        qtbot.mouseClick(table.heads.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert asked == [("id", False), ("id", True), ("title", False)]
    assert (table.heads.key, table.heads.falling) == ("title", False)


def test_a_long_list_reads_only_what_is_in_sight(qtbot: QtBot, shown: Shown) -> None:
    asked: list[int] = []

    def fetch(offset: int, limit: int) -> list[EventLine]:
        asked.append(offset)
        return [EventLine(n + 1, f"Event {n + 1}") for n in range(offset, offset + limit)]

    table = a_table()
    table.show_rows(Pages(200_000, fetch))
    window = shown(table)
    window.grab()
    assert asked == [0]
    qtbot.keyClick(table, Key.Key_End)
    window.grab()
    assert table.rows_model.group_at(100_000) is None
    assert set(asked) == {0, 200_000 // PAGE * PAGE}
    row = table.current_row()
    assert row is not None
    assert row.id == 200_000


def test_a_paged_row_is_chosen_again_where_it_stood(qtbot: QtBot) -> None:
    table = a_table()
    qtbot.addWidget(table)
    table.show_rows(Pages(600, lambda offset, limit: lines(600)[offset : offset + limit]))
    assert not table.select_id(500)
    assert table.select_id(500, at=499)
    table.show_rows(Pages(600, lambda offset, limit: lines(600)[offset : offset + limit]))
    assert [row.id for row in table.chosen_rows()] == [500]


def test_only_a_cell_that_is_cut_shows_the_whole_on_hover(qtbot: QtBot, shown: Shown) -> None:
    table = a_table()
    long = "Harmful Practices: Forced Marriage & Female Genital Mutilation " * 3
    table.show_rows([EventLine(1, "Short"), EventLine(2, long)])
    shown(table)
    painter = table.cell_painter
    assert painter.whole_if_cut(table.rows_model.index(0, 0)) == ""
    assert "Marriage &amp; Female" in painter.whole_if_cut(table.rows_model.index(1, 0))


def test_cells_speak(qtbot: QtBot) -> None:
    table = a_table(1)
    qtbot.addWidget(table)
    role = Qt.ItemDataRole.AccessibleTextRole
    assert [table.rows_model.index(0, n).data(role) for n in range(3)] == ["Event 1", "1", "Open"]


def test_the_row_in_hand_stays_in_sight_when_something_opens_above(
    qtbot: QtBot, shown: Shown
) -> None:
    table = a_table(40)
    shown(table)
    table.resize(600, 600)
    last = table.rowAt(table.viewport().height() - Size.ROW)
    table.select_id(table.rows_model.rows[last].id)  # type: ignore[union-attr]
    table.resize(600, 400)
    assert table.viewport().rect().contains(table.visualRect(table.currentIndex()))
    table.scrollToTop()  # whoever turns away from it stays where they look
    table.resize(600, 300)
    assert table.verticalScrollBar().value() == 0


def test_columns_are_chosen_and_remembered(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    live = LiveDesk(desk, settings)
    table = a_table(1)
    qtbot.addWidget(table)
    table.follow(live, "events")
    menu = table.menus.columns_menu()
    menu.actions()[2].trigger()
    assert table.columns_shown.shown() == ["Event", "Number"]

    again = a_table(1)
    qtbot.addWidget(again)
    again.follow(live, "events")
    assert again.columns_shown.shown() == ["Event", "Number"]


def test_a_column_that_gives_way_stays_chosen(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    live = LiveDesk(desk, settings)
    table, again = a_table(1), a_table(1)
    for each in (table, again):
        qtbot.addWidget(each)
    table.follow(live, "events")
    table.columns_shown.give_way({"Number"}, {"Status": Width.TINY})
    assert table.columns_shown.shown() == ["Event", "Status"]
    assert table.columnWidth(2) == Width.TINY
    table.columns_shown.set_shown(2, shown=False)
    table.columns_shown.give_way(())
    assert table.columns_shown.shown() == ["Event", "Number"]
    again.follow(live, "events")
    assert again.columns_shown.shown() == ["Event", "Number"]


def test_a_column_that_is_added_beyond_the_room_is_remembered(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    live = LiveDesk(desk, settings)
    table, again, later = a_table(1), a_table(1), a_table(1)
    for each in (table, again, later):
        qtbot.addWidget(each)
        each.columns_shown.give_way({"Number"})
    table.follow(live, "events")
    table.columns_shown.set_shown(1, shown=True)
    again.follow(live, "events")
    for each in (table, again):
        assert each.columns_shown.shown() == ["Event", "Number", "Status"]
        each.columns_shown.give_way({"Number", "Status"})  # as beside a form
        assert each.columns_shown.shown() == ["Event"]
        each.columns_shown.give_way({"Number"})
        assert each.columns_shown.shown() == ["Event", "Number", "Status"]
    again.columns_shown.set_shown(1, shown=False)
    later.follow(live, "events")
    assert later.columns_shown.shown() == ["Event", "Status"]


def test_a_code_stands_whole_or_not_at_all(qtbot: QtBot) -> None:
    cell = Cell("Harmful Practices: Forced Marriage", note="to 19 Nov", code="HARM-2601")
    said = [code_beside(cell, room) for room in (400, 220, 150)]
    assert said == ["HARM-2601 · to 19 Nov", "HARM-2601", ""]
    assert cell.spoken() == "Harmful Practices: Forced Marriage, HARM-2601, to 19 Nov"


def test_the_last_column_stays(qtbot: QtBot) -> None:
    table = a_table(1)
    qtbot.addWidget(table)
    for number in (0, 1, 2):
        table.columns_shown.set_shown(number, shown=False)
    assert table.columns_shown.shown() == ["Status"]
    assert not table.menus.columns_menu().actions()[2].isEnabled()


def test_a_row_is_no_higher_where_the_name_of_a_group_stood(qtbot: QtBot) -> None:
    table = a_table()
    qtbot.addWidget(table)
    table.show_rows([Group("June"), *lines(1), Group("July")])
    high = table.rowHeight(0)
    assert table.rowHeight(2) == high > Size.ROW
    table.show_rows(lines(3))
    assert [table.rowHeight(place) for place in range(3)] == [Size.ROW] * 3
    table.show_rows([*lines(1), Group("June")])
    assert [table.rowHeight(place) for place in range(2)] == [Size.ROW, high]


def test_rows_stand_closer_where_that_is_preferred(qtbot: QtBot, desk: Desk) -> None:
    live = LiveDesk(desk)
    table = a_table()
    qtbot.addWidget(table)
    table.show_rows([Group("June"), *lines(1)])
    table.follow(live, "events")
    assert table.rowHeight(1) == Size.ROW
    live.prefer(Preferences(compact_rows=True))
    assert table.rowHeight(1) == Size.ROW_COMPACT


def test_the_menu_of_a_row_holds_the_acts_of_the_page(qtbot: QtBot) -> None:
    table = a_table(1)
    qtbot.addWidget(table)
    table.acts = [QAction("Cancel booking", table)]
    names = [action.text() for action in table.menus.acts_menu().actions()]
    assert names == ["Cancel booking", "", "Sort by", "Columns"]


def test_typing_over_the_list_narrows_it(qtbot: QtBot, shown: Shown) -> None:
    table = a_table(3)
    box = FilterBox(table, "Filter events")
    shown(box, table)
    table.setFocus()
    with qtbot.waitSignal(box.asked) as asked:
        qtbot.keyClicks(table, "e")
        qtbot.waitUntil(box.hasFocus)
        qtbot.keyClicks(box, "v")
    assert asked.args == ["ev"]
    qtbot.keyClick(box, Key.Key_Down)
    assert table.hasFocus()
    assert table.chosen_row() == lines(1)[0]
    with qtbot.waitSignal(box.asked) as asked:
        qtbot.keyClick(box, Key.Key_Escape)
    assert asked.args == [""]


def test_the_foot_counts_and_exports(qtbot: QtBot, shown: Shown) -> None:
    count = Count()
    shown(count)
    count.say(of_all(18, 1051, "event"))
    assert count.said.accessibleName() == "18 of 1,051 events"
    assert [of_all(number, number, "event") for number in (0, 1, 5)] == [
        "0 events",
        "1 event",
        "5 events",
    ]
    assert of_all(0, 1, "person", "people") == "0 of 1 person"
    assert of_all(1, 2, "person", "people") == "1 of 2 people"
    with qtbot.waitSignal(count.export_asked):
        count.export.click()


@pytest.mark.parametrize(
    ("room", "left_out"),
    [
        (0, 0),  # the last row fits
        (10, 10),  # a piece of the row after it
        (-10, 2 * Size.ROW + Space.S - 10),  # the only row of its group is cut
        (-Size.ROW, Size.ROW + Space.S),  # the head of its group would stand alone
        (-Size.ROW - 4, Size.ROW + Space.S - 4),  # that head is cut
    ],
)
def test_neither_a_piece_of_a_row_nor_a_head_alone_stands_at_the_foot(
    qtbot: QtBot, shown: Shown, room: int, left_out: int
) -> None:
    table = Table(COLUMNS, "Events")
    shown(table)
    before, after = lines(4)[:2], lines(8)[4:]
    table.show_rows([Group("June"), *before, Group("July"), *after])
    heads, rows = 2 * (Size.ROW + Space.S), 3 * Size.ROW
    around = table.height() - table.viewport().height()
    table.setFixedHeight(around + heads + rows + room)
    qtbot.wait(1)
    assert table.rows_cut_off() == left_out


def test_shares_of_any_number_of_digits_end_under_each_other(qtbot: QtBot) -> None:
    words = QFontMetrics(font())
    ends = {
        share_lead(Cell(said)) + words.horizontalAdvance(said) for said in ("6%", "63%", "100%")
    }
    assert len(ends) == 1
    assert share_lead(Cell("–")) == 0
