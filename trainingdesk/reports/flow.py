"""Writing down the pages of a report: what has no room left turns the page first."""

import math
from collections.abc import Callable, Sequence

from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import Color

from trainingdesk.reports.furniture import (
    Headline,
    heading,
    note,
    note_height,
    page_title,
)
from trainingdesk.reports.sheet import Sheet
from trainingdesk.reports.table import Paging, Table
from trainingdesk.reports.tokens import (
    A4,
    ACCENT,
    ACCENT_WASH,
    BASE,
    FIGURE,
    PORTRAIT,
    SMALL,
    STEP,
    Style,
)

LEFT, WIDTH = PORTRAIT.left, PORTRAIT.measure
APART = BASE * 4
"""The distance between two subjects on one page."""
HALF = (PORTRAIT.top + PORTRAIT.foot) / 2
"""Half-way down what a page holds."""
REMARK = STEP * 1.5
"""The distance between a table and its remark."""
HEAD = 50.0
"""The room a section's heading needs."""
ACROSS, GAP = 3, 21.0
"""Headline figures and charts side by side, and the distance between them."""


class Flow:
    """The place reached on the page at hand."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.top = PORTRAIT.top

    @property
    def room(self) -> float:
        """How much of the page is left."""
        return PORTRAIT.foot - self.top

    def turn(self) -> float:
        """Turn to a fresh page and say where it starts."""
        self.sheet.next_page()
        self.top = PORTRAIT.top
        return self.top

    def subject(self, write: Callable[["Flow"], None]) -> None:
        """Write a subject on a fresh page, or whole below one that fills less than half of its."""
        if self.top > PORTRAIT.top:
            below = self.top + APART
            if self.top <= HALF and _ends(write, below) <= PORTRAIT.foot:
                self.top = below
            else:
                self.turn()
        write(self)

    def open(self, eyebrow: str, words: str, lead: str = "") -> None:
        """Open a subject with its name and what it shows."""
        self.top = page_title(self.sheet, PORTRAIT, self.top, eyebrow, words, lead)

    def need(self, high: float) -> None:
        """Turn the page unless there is so much room."""
        if self.room < high:
            self.turn()

    def section(self, words: str, least: float = 60.0) -> None:
        """Open a section, on the next page where its first rows would not follow it."""
        self.need(HEAD + least)
        if self.top > PORTRAIT.top:
            self.top += BASE * 1.4
        self.top = heading(self.sheet, LEFT, self.top, WIDTH, words)

    def tabled(self, words: str, table: Table, remark: str = "") -> None:
        """Write a section that is one table, with a remark below it."""
        self.section(words, table.least + self._tail(remark))
        self.table(table, remark)

    def table(self, table: Table, remark: str = "") -> None:
        """Write a table, and a remark that stays with its last rows."""
        tail = self._tail(remark)
        self.need(table.least)
        own = table.within(self.room - tail)
        paging = Paging(PORTRAIT.top, PORTRAIT.foot, self.turn, tail)
        self.top = own.draw(self.sheet, LEFT, self.top, paging)
        if remark:
            self.prose(remark, above=REMARK)
        self.top += BASE

    def _tail(self, remark: str) -> float:
        return self.sheet.tall(WIDTH, remark, SMALL) + REMARK if remark else 0.0

    def prose(self, words: str, style: Style = SMALL, above: float = 0.0) -> None:
        """Write a sentence or two."""
        high = self.sheet.tall(WIDTH, words, style)
        if self.room < high + above:
            self.turn()
        self.top = self.sheet.paragraph(LEFT, self.top + above, WIDTH, words, style)

    def drawing(self, drawing: Drawing, words: str) -> None:
        """Place a chart with the words that say what it shows."""
        self.need(drawing.height)
        self.sheet.drawing(LEFT, self.top, drawing, words)
        self.top += drawing.height + BASE

    def note(
        self,
        title: str,
        words: str,
        colours: tuple[Color, Color] = (ACCENT_WASH, ACCENT),
        table: Table | None = None,
    ) -> None:
        """Set a boxed note, on the page where the table that it speaks of has room."""
        self.need(note_height(self.sheet, WIDTH, words) + BASE + (table.least if table else 0.0))
        self.top = note(self.sheet, LEFT, self.top, WIDTH, title, words, colours) + BASE

    def headlines(self, figures: Sequence[Headline], style: Style = FIGURE) -> None:
        """Set headline figures, three side by side."""
        width = (WIDTH - (ACROSS - 1) * GAP) / ACROSS
        for start in range(0, len(figures), ACROSS):
            self.need(110.0)
            deepest = self.top
            for place, own in enumerate(figures[start : start + ACROSS]):
                x = LEFT + place * (width + GAP)
                deepest = max(deepest, own.draw(self.sheet, x, self.top, width, style))
            self.top = deepest + BASE * (3.2 if len(figures) > ACROSS else 2.2)


def _ends(write: Callable[[Flow], None], top: float) -> float:
    """How far down a subject reaches from there: told by writing it on a page of its own."""
    trial = Flow(Sheet(A4, "", ""))
    trial.top = top
    write(trial)
    return trial.top if trial.sheet.number == 1 else math.inf
