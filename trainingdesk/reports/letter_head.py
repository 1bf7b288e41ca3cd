"""The head of a page that goes to an agency: the board, its address, and to whom it goes."""

# A place on the page is three numbers before anything is said.
# ruff: noqa: PLR0913, PLR0917

from collections.abc import Sequence
from dataclasses import dataclass

from trainingdesk.reports.furniture import Board, page_foot, wordmark
from trainingdesk.reports.names import fit
from trainingdesk.reports.sheet import Sheet
from trainingdesk.reports.tokens import (
    A4,
    BASE,
    BODY,
    HAIR,
    PORTRAIT,
    SMALL,
    STEP,
    STRONG,
    TITLE,
    Style,
)

HEAD_TOP = 42.0
ADDRESS_AT = 127.0
"""Where the address stands so that it shows in the window of a DL envelope."""
HALF = 0.4
"""The share of the measure that the particulars take at the right."""
MOST_LINES = 8
RIGHT = PORTRAIT.width - PORTRAIT.right


@dataclass(frozen=True, slots=True)
class Sender:
    """The board as its letters name it: where it is, and how it is reached."""

    board: Board
    address: Sequence[str] = ()
    email: str = ""
    telephone: str = ""

    @property
    def reached(self) -> list[str]:
        """Its address by line, and its e-mail address."""
        return [line for line in (*self.address, self.email) if line.strip()]


def letter_sheet(sender: Sender, title: str, foot: str) -> Sheet:
    """A sheet of A4 whose pages all say in their foot what they belong to."""

    def furniture(sheet: Sheet) -> None:
        page_foot(sheet, PORTRAIT, f"{sender.board.name}  ·  {foot}", sheet.number)

    return Sheet(A4, title, sender.board.name, furniture)


def letter_head(sheet: Sheet, sender: Sender, to: Sequence[str]) -> None:
    """Set the board's mark and address, and below them to whom the page goes."""
    wordmark(sheet, PORTRAIT.left, HEAD_TOP, sender.board, width=330)
    if sender.reached:
        with sheet.tag("P"):
            for index, line in enumerate(in_few_lines(sender.reached)):
                own = fit(line, SMALL, PORTRAIT.measure * HALF, smallest=6, most_lines=1)
                sheet.text(RIGHT, HEAD_TOP + 9 + index * 11, own.lines[0], own.style, "right")
    wide = PORTRAIT.measure * (1 - HALF) - BASE * 2
    lines = _set_in(wide, to, most_lines=2)
    if len(lines) > MOST_LINES:
        lines = _set_in(wide, to, most_lines=1)
    with sheet.tag("P"):
        for index, (words, style) in enumerate(lines):
            sheet.text(PORTRAIT.left, ADDRESS_AT + 14 + index * BASE, words, style)


def _set_in(wide: float, to: Sequence[str], *, most_lines: int) -> list[tuple[str, Style]]:
    return [
        (words, own.style)
        for index, line in enumerate(in_few_lines(to))
        for own in [fit(line, BODY if index else STRONG, wide, 7, most_lines)]
        for words in own.lines
    ]


def in_few_lines(address: Sequence[str]) -> list[str]:
    """An address in as many lines as there is room for: short ones are joined.

    The first and the last stand alone: the name, and the postcode.
    """
    lines = list(address)
    while len(lines) > MOST_LINES:
        at = min(range(1, len(lines) - 2), key=lambda each: len(lines[each] + lines[each + 1]))
        lines[at : at + 2] = [f"{lines[at]}, {lines[at + 1]}"]
    return lines


def particulars(sheet: Sheet, title: str, pairs: Sequence[tuple[str, str]]) -> float:
    """Set the name of the page at the right, with its particulars below; return the depth."""
    width = PORTRAIT.measure * HALF
    x = RIGHT - width
    with sheet.tag("H1"):
        own = fit(title, TITLE, width, smallest=14, most_lines=1)
        sheet.text(x, ADDRESS_AT + 14, own.lines[0], own.style)
    return facts(sheet, x, ADDRESS_AT + 28, width, pairs, 66)


def facts(
    sheet: Sheet,
    x: float,
    top: float,
    width: float,
    pairs: Sequence[tuple[str, str]],
    name_width: float,
) -> float:
    """Set names and values in two columns with hairlines between, and return the depth."""
    for name, value in pairs:
        sheet.rule(x, top, width, HAIR)
        with sheet.tag("P"):
            sheet.text(x, top + STEP + BODY.size, name, SMALL.but(size=8.5))
            down = sheet.paragraph(x + name_width, top + STEP, width - name_width, value, BODY)
        top = max(down, top + STEP + BODY.leading) + STEP * 0.7
    return top


def facts_height(width: float, pairs: Sequence[tuple[str, str]], name_width: float) -> float:
    """How high such names and values will stand."""
    tall = (max(BODY.leading, Sheet.tall(width - name_width, value, BODY)) for _, value in pairs)
    return sum(high + STEP * 1.7 for high in tall)
