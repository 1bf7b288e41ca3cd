"""Tables with hairlines, figures flush right, heads repeated on every page."""

# A place on the page is three numbers before anything is said.
# ruff: noqa: PLR0913, PLR0917

from collections.abc import Callable, Sequence
from dataclasses import dataclass
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
from trainingdesk.reports.words import shortened

Cell: TypeAlias = str | Drawing
Kind = Literal["row", "group", "span", "total"]
PAD = 3.1


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, its width, and how its cells stand."""

    head: str
    width: float
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of cells; a group or span row opens a group, a total row closes the table."""

    cells: Sequence[Cell]
    kind: Kind = "row"


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
    def least(self) -> float:
        """How much room the head and the first rows need, so that a table is not torn at once."""
        first = sum(self._height(row) for row in self.rows[:3])
        return self._head_height() + self.pad + first

    def draw(
        self, sheet: Sheet, x: float, top: float, foot: float, turn: Callable[[], float]
    ) -> float:
        """Write the table, turning the page where it is full; return how far down it reaches."""
        with sheet.tag("Table", faces.tidy(self.words) or None):
            top = self._head(sheet, x, top)
            for index, row in enumerate(self.rows):
                high = self._height(row)
                # A group's heading never stands alone at the foot of a page.
                needed = high * 2 if row.kind in {"group", "span"} else high
                if top + needed > foot:
                    top = turn()
                    with sheet.aside():
                        top = self._head(sheet, x, top)
                last = index == len(self.rows) - 1
                top = self._row(sheet, x, top, row, high, last=last)
        return top

    def _head_height(self) -> float:
        return max(_high(c.head, c.width, CELL_HEAD) for c in self.columns)

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
            words = shortened(cell)
            sheet.paragraph(x, top + self.pad, column.width, words, style, column.align)

    def _height(self, row: Row) -> float:
        style = self._style(row)
        pairs = zip(self._columns(row), row.cells, strict=False)
        highs = (
            _high(shortened(cell), c.width, style) for c, cell in pairs if isinstance(cell, str)
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
