from pathlib import Path

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtGui import QAction, QFontMetrics
from pytestqt.qtbot import QtBot

from tests.ui.models import hold_to_the_rules_of_qt
from tests.ui.parts.conftest import COLUMNS, EventLine, Shown, lines
from trainingdesk.services.desk import Desk
from ui.parts.cell import Cell
from ui.parts.cells import code_beside, share_lead
from ui.parts.count import Count, of_all
from ui.parts.filter_box import FilterBox
from ui.parts.live import LiveDesk
from ui.parts.needed import ROWS, evened
from ui.parts.pages import PAGE, Pages
from ui.parts.preferences import Preferences
from ui.parts.rows_model import Column, Group
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
    hold_to_the_rules_of_qt(table.rows_model)
    table.show_rows(lines(3))
    table.end_with([Column("Left", lambda _: "")], after=1)
    table.show_rows([Group("June 2017", "2 events"), *lines(2)])
    table.show_rows(Pages(600, lambda offset, limit: lines(600)[offset : offset + limit]))
    table.show_rows([])


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


def test_no_piece_of_a_row_stands_under_the_heads_at_the_end_of_a_list(
    qtbot: QtBot, shown: Shown
) -> None:
    table = Table(COLUMNS, "Events")
    shown(table)
    table.show_rows(lines(30))
    around = table.height() - table.viewport().height()
    table.setFixedHeight(around + 5 * Size.ROW + 10)
    qtbot.wait(1)
    assert table.row_begun_above() == 0
    table.scrollToBottom()
    assert table.row_begun_above() == 10
    table.setFixedHeight(around + 5 * Size.ROW)
    qtbot.wait(1)
    assert table.row_begun_above() == 0


def test_shares_of_any_number_of_digits_end_under_each_other(qtbot: QtBot) -> None:
    words = QFontMetrics(font())
    ends = {
        share_lead(Cell(said)) + words.horizontalAdvance(said) for said in ("6%", "63%", "100%")
    }
    assert len(ends) == 1
    assert share_lead(Cell("–")) == 0


def test_a_column_that_has_room_over_gives_it_to_one_whose_words_would_be_cut(
    qtbot: QtBot, shown: Shown
) -> None:
    long = "Harmful Practices: Forced Marriage, Honour-Based Abuse and Female Genital Mutilation"
    columns = (
        Column[EventLine]("Number", lambda line: str(line.id), Width.METER),
        Column[EventLine]("Event", lambda line: line.title, share=1),
        Column[EventLine]("Note", lambda _: "", share=1),
        Column[EventLine]("Mark", lambda _: "late", Width.SPAN, firm=True),
    )
    table: Table[EventLine] = Table(columns, "Events")
    shown(table)
    table.resize(900, 400)
    assert abs(table.columnWidth(2) - table.columnWidth(1)) <= 1
    alike = table.columnWidth(1)

    table.show_rows([EventLine(1, long)])
    whole = table.columnWidth(1)
    assert whole > alike
    assert table.cell_painter.whole_if_cut(table.rows_model.index(0, 1)) == ""
    assert [table.cell_painter.whole_if_cut(table.rows_model.index(0, n)) for n in (0, 3)] == [
        "",
        "",
    ]
    assert table.columnWidth(3) == Width.SPAN  # a mark may be typed there that takes more
    assert sum(table.columnWidth(n) for n in range(4)) == table.viewport().width()

    table.show_rows([EventLine(2, "First Aid")])  # as when rows are filtered: nothing moves
    assert table.columnWidth(1) == whole
    table.hide()
    table.show()
    assert abs(table.columnWidth(2) - table.columnWidth(1)) <= 1


def test_rows_end_at_the_edge_however_the_width_is_shared(qtbot: QtBot, shown: Shown) -> None:
    columns = [
        Column[EventLine](f"Column {n}", lambda line: line.title, share=share)
        for n, share in enumerate((5, 3, 3))
    ]
    table: Table[EventLine] = Table(columns, "Events")
    shown(table)
    for wide in (600, 601, 607, 613):
        table.resize(wide, 300)
        widths = [table.columnWidth(n) for n in range(3)]
        assert sum(widths) == table.viewport().width()


def test_where_room_is_short_what_names_the_row_comes_first() -> None:
    given = {0: 100, 1: 100, 2: 300}
    need = {0: 300, 1: 180, 2: 180}
    assert evened(given, need, {0: 3, 1: 1, 2: 0}, 500) == {0: 220, 1: 100, 2: 180}
    assert evened(given, need, {0: 1, 1: 3, 2: 0}, 500) == {0: 140, 1: 180, 2: 180}
    assert evened(given, {0: 90, 1: 80, 2: 20}, {0: 1, 1: 1, 2: 1}, 500) == given  # none is cut


def test_columns_too_wide_for_the_list_give_up_what_hangs_over_its_edge() -> None:
    given, shares = {0: 152, 1: 120, 2: 120}, {0: 1, 1: 0, 2: 0}
    need = {0: 200, 1: 60, 2: 90}
    assert evened(given, need, shares, 370) == {0: 200, 1: 74, 2: 96}
    assert sum(evened(given, need, shares, 310).values()) == 310
    assert evened(given, need, shares, 250) == {0: 100, 1: 60, 2: 90}  # if it must be


WIDE = st.integers(48, 400)


@drawn(st.lists(st.tuples(WIDE, WIDE, st.integers(0, 3)), min_size=1, max_size=7), WIDE)
def test_nothing_hangs_over_the_edge_while_a_column_can_be_cut(
    columns: list[tuple[int, int, int]], room: int
) -> None:
    given = {n: wide for n, (wide, _, _) in enumerate(columns)}
    need = {n: least for n, (_, least, _) in enumerate(columns)}
    shares = {n: share for n, (_, _, share) in enumerate(columns)}
    widths = evened(given, need, shares, room * len(columns))
    assert sum(widths.values()) <= room * len(columns)
    assert min(widths.values()) >= 48


def test_what_names_a_row_is_not_cut_away_for_figures() -> None:
    figures = dict.fromkeys(range(1, 7), 120)
    shares = {0: 1, **dict.fromkeys(figures, 0)}
    widths = evened({0: 120, **figures}, {0: 137, **figures}, shares, 600)
    assert (widths[0], sum(widths.values())) == (96, 600)


def test_dates_further_down_a_long_list_have_the_room_they_are_given(
    qtbot: QtBot, shown: Shown
) -> None:
    columns = (
        Column[EventLine]("Date", lambda line: str(line.id), Width.METER),
        Column[EventLine]("Event", lambda _: "A title that takes all there is " * 5, share=1),
    )
    table: Table[EventLine] = Table(columns, "Events")
    shown(table)
    table.resize(600, 400)
    table.show_rows([EventLine(n, "") for n in range(ROWS + 1)])
    assert table.columnWidth(0) == Width.METER
    table.hide()
    table.show_rows([EventLine(n, "") for n in range(ROWS)])
    table.show()
    assert table.columnWidth(0) < Width.METER


def test_a_firm_column_keeps_its_share_though_nothing_is_written_in_it(
    qtbot: QtBot, shown: Shown
) -> None:
    columns = (
        Column[EventLine]("Event", lambda line: line.title, share=1),
        Column[EventLine]("Stands for", lambda _: "", share=1, firm=True),
    )
    table: Table[EventLine] = Table(columns, "Events")
    shown(table)
    table.show_rows([EventLine(1, "A title that takes all the room there is " * 5)])
    assert abs(table.columnWidth(1) - table.columnWidth(0)) <= 1
