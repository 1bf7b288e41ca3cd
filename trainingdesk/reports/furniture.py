"""What stands on every page: the board's mark, running feet, titles, headline figures, notes."""

# A place on the page is three numbers before anything is said.
# ruff: noqa: PLR0913, PLR0917

from dataclasses import dataclass

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from trainingdesk.reports.names import fit
from trainingdesk.reports.sheet import Sheet
from trainingdesk.reports.tokens import (
    ACCENT,
    ACCENT_MID,
    ACCENT_WASH,
    BASE,
    BODY,
    EYEBROW,
    FIGURE,
    FIRM,
    HEADING,
    INK,
    LABEL,
    NOTE,
    SMALL,
    STEP,
    STRONG,
    TITLE,
    WHITE,
    Grid,
    Style,
)

EDGE = 0.9
"""The weight of the line that opens a section."""
SUMMARY = BODY.but(size=10.5, leading=15.75)


@dataclass(frozen=True, slots=True)
class Board:
    """The board as its papers name it."""

    name: str
    signatory: str = ""
    signatory_role: str = ""


def mark(sheet: Sheet, x: float, top: float, side: float) -> None:
    """Draw the stand-in for the board's own logo: two arches, one under the other's shelter."""
    foot = sheet.height - top - side
    sheet.kept(f"mark-{x:g}-{top:g}", lambda canvas: _arches(canvas, x, foot, side))


def _arches(canvas: Canvas, x: float, foot: float, side: float) -> None:
    for size, colour in ((1.0, ACCENT), (0.62, ACCENT_MID), (0.28, WHITE)):
        wide = side * size
        left = x + (side - wide) / 2
        path = canvas.beginPath()
        path.moveTo(left, foot)
        path.lineTo(left, foot + wide / 2)
        path.arcTo(left, foot, left + wide, foot + wide, 180, -180)
        path.lineTo(left + wide, foot)
        path.close()
        canvas.setFillColor(colour)
        canvas.drawPath(path, stroke=0, fill=1)


def wordmark(
    sheet: Sheet, x: float, top: float, board: Board, *, side: float = 28, width: float = 330
) -> None:
    """Set the board's mark with its name beside it over two lines."""
    mark(sheet, x, top, side)
    first, _, rest = board.name.partition(" ")
    style = LABEL.but(size=side / 2.9, leading=side / 2)
    room = width - side * 1.3
    with sheet.tag("P"):
        for words, weight, down in ((first, "semibold", 1.0), (rest, "regular", 2.3)):
            own = fit(words, style.but(weight=weight), room, smallest=side / 4, most_lines=1)
            sheet.text(x + side * 1.3, top + side / 2.6 * down, own.lines[0], own.style)


def page_foot(sheet: Sheet, grid: Grid, left: str, number: int | str) -> None:
    """Write the running foot: what this is on the left, the page on the right."""
    y = grid.height - grid.bottom / 2
    own = fit(left, NOTE, grid.measure - 40, smallest=6, most_lines=1)
    with sheet.aside():
        sheet.rule(grid.left, y - BASE, grid.measure)
        sheet.text(grid.left, y, own.lines[0], own.style)
        right = NOTE.but(weight="semibold", colour=INK)
        sheet.text(grid.width - grid.right, y, str(number), right, "right")


def page_title(
    sheet: Sheet,
    grid: Grid,
    top: float,
    eyebrow: str,
    words: str,
    lead: str = "",
    *,
    bookmark: str = "",
) -> float:
    """Open a subject with its name, what it shows and a sentence below; return the depth."""
    sheet.bookmark(bookmark or eyebrow)
    with sheet.tag("P"):
        sheet.text(grid.left, top + 7, eyebrow.upper(), EYEBROW)
    with sheet.tag("H1"):
        # Over the whole measure only where that saves a line.
        spans = (grid.span(10), grid.measure)
        least = min(spans, key=lambda span: sheet.tall(span, words, TITLE))
        wide = sheet.evened(least, words, TITLE)
        top = sheet.paragraph(grid.left, top + BASE, wide, words, TITLE)
    if lead:
        wide = sheet.evened(grid.span(10), lead, SUMMARY)
        top = sheet.paragraph(grid.left, top + STEP * 2, wide, lead, SUMMARY)
    return top + BASE * 1.5


def heading(
    sheet: Sheet, x: float, top: float, width: float, words: str, role: str = "H2"
) -> float:
    """Open a section with a firm line and its heading, and return the depth below."""
    sheet.rule(x, top, width, EDGE, INK)
    with sheet.tag(role):
        return sheet.paragraph(x, top + STEP * 1.5, width, words, HEADING) + STEP * 2


@dataclass(frozen=True, slots=True)
class Headline:
    """A figure set large, its name, and the base it is counted on."""

    figure: str
    name: str
    base: str

    def draw(
        self, sheet: Sheet, x: float, top: float, width: float, style: Style = FIGURE
    ) -> float:
        """Set the figure over its name and base, and return the depth."""
        sheet.rule(x, top, width, EDGE, INK)
        own = fit(self.figure, style, width, smallest=12, most_lines=1)
        with sheet.tag("P"):
            sheet.text(x, top + STEP * 2 + style.size, own.lines[0], own.style)
            down = sheet.paragraph(x, top + STEP * 4 + style.size, width, self.name, STRONG)
            return sheet.paragraph(x, down, width, self.base, SMALL.but(size=8.5, leading=12.25))


def note_height(sheet: Sheet, width: float, words: str) -> float:
    """How high a note will stand."""
    return BASE * 1.4 + sheet.tall(width - BASE * 2, words, BODY) + STEP * 6


def note(
    sheet: Sheet,
    x: float,
    top: float,
    width: float,
    title: str,
    words: str,
    colours: tuple[Color, Color] = (ACCENT_WASH, ACCENT),
) -> float:
    """Set a boxed note with a firm edge, which keeps its meaning without colour."""
    high = note_height(sheet, width, words)
    fill, edge = colours
    sheet.box(x, top, width, high, fill)
    sheet.box(x, top, FIRM * 2, high, edge)
    with sheet.tag("P"):
        sheet.text(x + BASE, top + BASE * 1.5, title, STRONG)
    sheet.paragraph(x + BASE, top + BASE * 1.5 + STEP * 1.5, width - BASE * 2, words, BODY)
    return top + high
