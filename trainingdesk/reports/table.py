"""Tables with hairlines, figures flush right, heads repeated on every page."""

# A place on the page is three numbers before anything is said.
# ruff: noqa: PLR0913, PLR0917

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from reportlab.graphics.shapes import Drawing

from trainingdesk.reports import faces
from trainingdesk.reports.sheet import Align, Sheet
from trainingdesk.reports.tokens import (
    CELL,
    CELL_HEAD,
    HAIR,
    HAIRLINE,
    INK,
    THIN,
    WASH,
    Style,
)
from trainingdesk.reports.words import LONGEST, shortened

Cell: TypeAlias = str | Drawing
Kind = Literal["row", "group", "span", "total"]
HEADS = frozenset({"group", "span"})
"""The rows that open a group."""
PAD = 3.1
TIGHTEST = 1.5
"""The least white above and below a row, where that saves a table from being torn."""
FEWEST = 3
"""A table that goes on overleaf leaves and takes at least so many rows."""
SHORT = 10
"""A table of up to so many rows is not torn at all."""
EARLY = 0.25
"""How much of a page may stay white so that a group of rows begins on the next."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, its width, and how its cells stand."""

    head: str
    width: float
    align: Align = "left"
    longest: int = LONGEST
    """So many letters of a cell stand."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of cells; a group or span row opens a group, a total row closes the table."""

    cells: Sequence[Cell]
    kind: Kind = "row"


@dataclass(frozen=True, slots=True)
class Paging:
    """Where pages begin and end, what stays with the last row, and how a page is turned."""

    top: float
    foot: float
    turn: Callable[[], float]
    tail: float = 0.0


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns, written from a place on the page downwards.

    A bare drawing in a cell only repeats the figure beside it, so readers pass over it.
    """

    columns: Sequence[Column]
    rows: Sequence[Row]
    gap: float = 10.5
    style: Style = CELL
    pad: float = PAD
    words: str = ""

    @property
    def width(self) -> float:
        """From the first column's left edge to the last one's right."""
        return sum(column.width for column in self.columns) + self.gap * (len(self.columns) - 1)

    @property
    def height(self) -> float:
        """How high the whole table stands."""
        return self._head_high() + sum(self._height(row) for row in self.rows)

    @property
    def least(self) -> float:
        """How much room the table must find on the page where it begins."""
        few = self.rows if len(self.rows) <= SHORT else self.rows[: FEWEST + 1]
        return self._head_high() + sum(self._height(row) for row in few)

    def within(self, room: float) -> "Table":
        """The table with its rows nearer one another, where that lets it stand in the room."""
        over = self.height - room + HAIR
        pad = self.pad - over / (2 * len(self.rows) + 1) if self.rows else self.pad
        return replace(self, pad=pad) if over > HAIR and pad >= TIGHTEST else self

    def breaks(self, first: float, later: float, tail: float = 0.0) -> list[int]:
        """Which rows begin a page: the first page has so much room, later ones so much.

        The tail is what follows the last row and stays with it.
        """
        highs = [self._height(row) for row in self.rows]
        found: list[int] = []
        start, room = 0, first - self._head_high()
        while sum(highs[start:]) + tail > room and len(highs) - start > 1:
            start = self._end_of_page(start, highs, room)
            found.append(start)
            room = later - self._head_high()
        return found

    def draw(self, sheet: Sheet, x: float, top: float, paging: Paging) -> float:
        """Write the table, turning the page where it is full; return how far down it reaches."""
        breaks = set(self.breaks(paging.foot - top, paging.foot - paging.top, paging.tail))
        with sheet.tag("Table", faces.tidy(self.words) or None):
            top = self._head(sheet, x, top)
            for index, row in enumerate(self.rows):
                if index in breaks:
                    top = paging.turn()
                    with sheet.aside():
                        top = self._head(sheet, x, top)
                last = index == len(self.rows) - 1
                top = self._row(sheet, x, top, row, self._height(row), last=last)
        return top

    def _end_of_page(self, start: int, highs: Sequence[float], room: float) -> int:
        """The row that begins the next page: late, but where the eye can let the table go."""
        reached, fitting = start, 0.0
        while reached < len(highs) and fitting + highs[reached] <= room:
            fitting += highs[reached]
            reached += 1
        reached = max(start + 1, min(reached, len(highs) - 1))
        ends = [i for i in range(start + FEWEST, reached + 1) if self._may_end(i)]
        early = [
            i for i in ends
            if self.rows[i].kind in HEADS and sum(highs[start:i]) >= room * (1 - EARLY)
        ]  # fmt: skip
        return max(early or ends or [reached])

    def _may_end(self, index: int) -> bool:
        """Whether a page may end before this row, tearing no group from its first rows."""
        alone = any(row.kind in HEADS for row in self.rows[max(0, index - 2) : index])
        return not alone and len(self.rows) - index >= FEWEST and self.rows[index].kind != "total"

    def _head_height(self) -> float:
        return max(_high(c.head, c.width, CELL_HEAD) for c in self.columns)

    def _head_high(self) -> float:
        return self._head_height() + self.pad

    def _head(self, sheet: Sheet, x: float, top: float) -> float:
        high = self._head_height()
        with sheet.tag("TR"):
            for column, at in zip(self.columns, self._lefts(x), strict=True):
                own = _high(column.head, column.width, CELL_HEAD)
                # Heads stand on a common last line, next to the figures they name.
                with sheet.tag("TH", scope="Column"):
                    sheet.paragraph(
                        at, top + high - own, column.width, column.head, CELL_HEAD, column.align
                    )
        sheet.rule(x, top + high + self.pad, self.width, THIN, INK)
        return top + high + self.pad

    def _row(
        self, sheet: Sheet, x: float, top: float, row: Row, high: float, *, last: bool
    ) -> float:
        style = self._style(row)
        if row.kind == "group":
            sheet.box(x, top, self.width, high, WASH)
        if row.kind == "total":
            sheet.rule(x, top, self.width, THIN, INK)
        with sheet.tag("TR"):
            cells = zip(self._columns(row), self._lefts(x), row.cells, strict=False)
            for place, (column, at, cell) in enumerate(cells):
                with sheet.tag("TD" if place else "TH", scope=None if place else "Row"):
                    self._cell(sheet, at, top, column, cell, style)
        line = (THIN, INK) if last else (HAIR, HAIRLINE)
        sheet.rule(x, top + high, self.width, *line)
        return top + high

    def _cell(
        self, sheet: Sheet, x: float, top: float, column: Column, cell: Cell, style: Style
    ) -> None:
        if isinstance(cell, Drawing):
            middle = top + self.pad + style.leading / 2 - cell.height / 2
            sheet.drawing(x, middle, cell, None)
        elif cell:
            words = shortened(cell, column.longest)
            sheet.paragraph(x, top + self.pad, column.width, words, style, column.align)

    def _height(self, row: Row) -> float:
        style = self._style(row)
        pairs = zip(self._columns(row), row.cells, strict=False)
        highs = (
            _high(shortened(cell, c.longest), c.width, style)
            for c, cell in pairs
            if isinstance(cell, str)
        )
        return max(highs, default=style.leading) + self.pad * 2

    def _columns(self, row: Row) -> Sequence[Column]:
        return [Column("", self.width)] if row.kind == "span" else self.columns

    def _style(self, row: Row) -> Style:
        return self.style if row.kind == "row" else self.style.but(weight="semibold")

    def _lefts(self, x: float) -> list[float]:
        lefts = []
        for column in self.columns:
            lefts.append(x)
            x += column.width + self.gap
        return lefts


def _high(words: str, width: float, style: Style) -> float:
    return max(style.leading, Sheet.tall(width, words, style))
