"""Rows of one height, wherever the lines that name them have moved to."""

from collections.abc import Sequence

from ui.parts.rows_model import Group, R
from ui.parts.table import Table


def show_in_groups(table: Table[R], rows: Sequence[R | Group]) -> None:
    """Show rows with the lines that name them; only those lines are higher than the rest.

    Qt keeps the height of a line that was a name before and is a row now.
    """
    table.show_rows(rows)
    high = table.verticalHeader().defaultSectionSize()
    for place, row in enumerate(rows if isinstance(rows, list) else ()):
        if not isinstance(row, Group) and table.rowHeight(place) != high:
            table.setRowHeight(place, high)
