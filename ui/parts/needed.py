"""How wide the columns of a list would have to be for all that its rows say."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QFontMetrics

from ui.parts.cell import Cell
from ui.parts.cells import cell_width, words_shown
from ui.parts.pages import PAGE
from ui.parts.rows_model import CELL_ROLE
from ui.parts.theme import Size, Space, Type, Width, font

if TYPE_CHECKING:
    from ui.parts.table import Table

ROWS = 128
"""So many rows, spread over the first page, speak for all of them."""
LONGEST = 3
"""So many cells of a column are measured, those that say most."""


def needed(table: "Table[Any]") -> dict[int, int]:
    """How wide each column that shows would have to be; its title stands whole as well.

    Of a list too long to look at whole, a column of a fixed width needs that in any case: a
    date further down may be longer than those above.
    """
    columns = enumerate(table.rows_model.columns)
    rows = _spread(table)
    in_part = table.rows_model.rowCount() > ROWS
    heads = QFontMetrics(font(Type.SMALL, strong=True))
    wide: dict[int, int] = {}
    for number, column in columns:
        if table.isColumnHidden(number):
            continue
        arrow = Size.ICON + Space.XS if column.sort else 0
        head = heads.horizontalAdvance(column.title) + arrow
        wide[number] = max(head, _widest(table, number, rows)) + 2 * Space.S + Space.XS
        if in_part and not column.share:
            wide[number] = max(wide[number], column.width)
    return wide


def evened(
    given: Mapping[int, int], need: Mapping[int, int], shares: Mapping[int, int], room: int
) -> dict[int, int]:
    """Widths of columns, where what some have over goes to those whose words would be cut.

    Where it is not enough for all, those of the largest share come first, which name the row.
    Columns too wide for the room of all give up first what hangs over its edge; if need be those
    that share it are cut, then the others too, or nobody could read what names the row.
    """
    over = {n: max(0, given[n] - need[n]) for n in given}
    short = {n: max(0, need[n] - given[n]) for n in given}
    in_all = sum(over.values())
    lost = min(in_all, max(0, sum(given.values()) - room))
    left = min(in_all - lost, sum(short.values()))
    widths, spent = dict(given), lost + left
    for number in sorted(short, key=lambda n: (-shares[n], short[n])):
        more = min(short[number], left)
        widths[number] += more
        left -= more
    so_far = 0
    for number, much in over.items():
        before, so_far = so_far, so_far + much
        if much:
            widths[number] -= spent * so_far // in_all - spent * before // in_all
    beyond = sum(widths.values()) - room
    sharing = [number for number, share in shares.items() if share]
    others = [number for number in shares if number not in sharing]
    for numbers, least in ((sharing, Width.DATE), (others, Width.TINY), (sharing, Width.TINY)):
        beyond = _cut(widths, numbers, beyond, least)
    return widths


def _cut(widths: dict[int, int], numbers: Sequence[int], beyond: int, least: int) -> int:
    """Take what hangs over from some columns, each by as much, and answer with what still does.

    None is cut below the least; what one cannot give, those wider than it do.
    """
    narrowest = sorted(numbers, key=lambda number: widths[number])
    for left_over, number in zip(range(len(numbers), 0, -1), narrowest, strict=True):
        cut = min(max(0, beyond) // left_over, max(0, widths[number] - least))
        widths[number] -= cut
        beyond -= cut
    return beyond


def _spread(table: "Table[Any]") -> list[int]:
    """Places of rows in the first page, which is read in any case; groups are not in columns."""
    model = table.rows_model
    upto = min(model.rowCount(), PAGE)
    return [n for n in range(0, upto, -(-upto // ROWS) or 1) if model.group_at(n) is None]


def _widest(table: "Table[Any]", column: int, rows: Sequence[int]) -> int:
    model, body = table.rows_model, QFontMetrics(font())
    found = (model.index(row, column).data(CELL_ROLE) for row in rows)
    cells: set[Cell] = {cell for cell in found if isinstance(cell, Cell)}
    wide = sorted(cells, key=lambda cell: body.horizontalAdvance(words_shown(cell)))
    return max((cell_width(cell) for cell in wide[-LONGEST:]), default=0)
