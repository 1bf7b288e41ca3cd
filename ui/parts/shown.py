"""What a list shows, as it is saved: its rows, and the columns that show, in their order."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from trainingdesk.services.exports import Value
from ui.parts.cell import Cell
from ui.parts.rows_model import Column
from ui.parts.table import Table

WHOLE = re.compile(r"-?\d{1,3}(,\d{3})*|-?\d+")


def heads_shown(table: Table[Any]) -> list[str]:
    """The titles of the columns that show, from the left."""
    return [column.title for column in _columns_shown(table)]


def rows_shown(table: Table[Any]) -> Iterator[list[Value]]:
    """What stands under them, a row after another; the names of groups are left out."""
    columns = _columns_shown(table)
    model = table.rows_model
    for number in range(model.rowCount()):
        row = model.row_at(number)
        if row is not None:
            yield [_value(column, row) for column in columns]


def as_shown(table: Table[Any], heads: Sequence[str]) -> Callable[[Sequence[Value]], list[Value]]:
    """Put the values under some heads in the order of the columns, without those that are hidden.

    A head that no column has is told all the same, in its place among the others.
    """
    model = table.rows_model
    titles = {column.title for column in model.columns}
    shown = heads_shown(table)
    listed = iter(sorted((h for h in heads if h in shown), key=shown.index))
    order = [
        heads.index(next(listed) if head in titles else head)
        for head in heads
        if head in shown or head not in titles
    ]
    return lambda values: [values[number] for number in order]


def _columns_shown(table: Table[Any]) -> list[Column[Any]]:
    model, heads = table.rows_model, table.heads
    numbers = (heads.logicalIndex(place) for place in range(model.columnCount()))
    return [model.columns[number] for number in numbers if not table.isColumnHidden(number)]


def _value(column: Column[Any], row: Any) -> Value:
    if column.value is not None:
        value: Value = column.value(row)
        return value
    cell = column.cell(row)
    said = cell.spoken() if isinstance(cell, Cell) else cell
    if column.right and WHOLE.fullmatch(said):
        return int(said.replace(",", ""))
    return said
