"""What a list shows is what its file holds."""

from dataclasses import dataclass
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from ui.parts.cell import Cell
from ui.parts.pages import Pages
from ui.parts.rows_model import Column, Group
from ui.parts.shown import as_shown, heads_shown, rows_shown
from ui.parts.table import Table


@dataclass(frozen=True)
class Row:
    id: int
    title: str
    booked: int
    on: date


ROWS = [Row(1, "Ada", 1_200, date(2026, 6, 10)), Row(2, "=1+1", 3, date(2027, 1, 1))]


@pytest.fixture
def table(qtbot: QtBot) -> Table[Row]:
    columns = [
        Column[Row]("Event", lambda row: Cell(row.title, note=f"E-{row.id}"), share=1),
        Column[Row]("Date", lambda row: "10 Jun", width=80, value=lambda row: row.on),
        Column[Row]("Booked", lambda row: f"{row.booked:,}", width=80, right=True),
        Column[Row]("Reference", lambda row: str(row.id), width=80, hidden=True),
    ]
    made: Table[Row] = Table(columns, "Events")
    qtbot.addWidget(made)
    made.show_rows([Group("June"), *ROWS])
    return made


def test_the_file_has_the_columns_that_show_and_no_other(table: Table[Row]) -> None:
    assert heads_shown(table) == ["Event", "Date", "Booked"]
    table.columns_shown.set_shown(3, shown=True)
    table.columns_shown.set_shown(0, shown=False)
    assert heads_shown(table) == ["Date", "Booked", "Reference"]
    assert next(rows_shown(table)) == [date(2026, 6, 10), 1200, "1"]


def test_the_file_has_the_columns_in_the_order_they_stand_in(table: Table[Row]) -> None:
    table.heads.moveSection(2, 0)
    assert heads_shown(table) == ["Booked", "Event", "Date"]


def test_numbers_are_numbers_dates_have_their_year_and_groups_are_no_rows(
    table: Table[Row],
) -> None:
    assert list(rows_shown(table)) == [
        ["Ada, E-1", date(2026, 6, 10), 1200],
        ["=1+1, E-2", date(2027, 1, 1), 3],
    ]


def test_a_long_list_is_saved_to_its_end(table: Table[Row]) -> None:
    table.show_rows(Pages(600, lambda at, n: [ROWS[0]] * min(n, 600 - at)))
    assert len(list(rows_shown(table))) == 600


def test_the_heads_of_a_file_follow_the_columns(table: Table[Row]) -> None:
    heads = ("Date", "Code", "Event", "Reference", "Booked")
    assert as_shown(table, heads)(heads) == ["Event", "Code", "Date", "Booked"]
    table.heads.moveSection(2, 0)
    table.columns_shown.set_shown(1, shown=False)
    assert as_shown(table, heads)([1, 2, 3, 4, 5]) == [2, 5, 3]
