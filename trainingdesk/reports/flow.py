"""Writing down the pages of a report: what has no room left turns the page first."""

from collections.abc import Sequence

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
from trainingdesk.reports.table import Table
from trainingdesk.reports.tokens import (
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
SCARCELY = 440.0
"""A page with so much room left is scarcely begun."""
HEAD = 40.0
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

    def open(self, eyebrow: str, words: str, lead: str = "") -> None:
        """Open a subject on a fresh page, or below one that holds next to nothing."""
        if self.room < SCARCELY or self.sheet.number == 1:
            self.turn()
        else:
            self.top += BASE * 4 * (self.top > PORTRAIT.top)
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

    def table(self, table: Table, remark: str = "") -> None:
        """Write a table, and a remark below it."""
        self.need(min(table.least, 300.0))
        self.top = table.draw(self.sheet, LEFT, self.top, PORTRAIT.foot, self.turn)
        if remark:
            self.prose(remark, above=STEP * 1.5)
        self.top += BASE

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
        self, title: str, words: str, colours: tuple[Color, Color] = (ACCENT_WASH, ACCENT)
    ) -> None:
        """Set a boxed note."""
        self.need(note_height(self.sheet, WIDTH, words))
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
