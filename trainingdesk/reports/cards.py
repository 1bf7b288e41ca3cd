"""Badges to wear and cards to stand on the table, several to a sheet, with marks to cut by."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from trainingdesk.domain.row_code import qr_text
from trainingdesk.reports.furniture import Board, mark
from trainingdesk.reports.names import fit
from trainingdesk.reports.sheet import Sheet
from trainingdesk.reports.tokens import (
    A4,
    ACCENT,
    BODY,
    FAINT,
    HAIR,
    HAIRLINE,
    MUTED,
    NOTE,
    Style,
)

MM = 72 / 25.4
NAME = Style(21, 24, "semibold")
STANDING = Style(27, 31, "semibold")
AGENCY = BODY.but(size=11, leading=13.5, colour=MUTED)
INSET = 14.0
SQUARE = 40.0
CUT = 8.0
"""How long the marks are by which the sheet is cut."""


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who has a place: the name as it is spoken, and the booking behind the code."""

    name: str
    agency: str
    booking_id: int


@dataclass(frozen=True, slots=True)
class Cards:
    """Who comes to which event."""

    event: str
    event_id: int
    course: str
    when: str
    guests: Sequence[Guest]


@dataclass(frozen=True, slots=True)
class Cut:
    """How a sheet is cut into cards, and where each may be folded."""

    wide: float
    high: float
    across: int
    down: int

    @property
    def a_sheet(self) -> int:
        """How many cards a sheet gives."""
        return self.across * self.down

    @property
    def left(self) -> float:
        """Where the first card begins."""
        return (A4[0] - self.wide * self.across) / 2

    @property
    def top(self) -> float:
        """Where the first row begins."""
        return (A4[1] - self.high * self.down) / 2

    def corner(self, place: int) -> tuple[float, float]:
        """The upper left corner of a card, counted along the rows."""
        row, column = divmod(place, self.across)
        return self.left + column * self.wide, self.top + row * self.high


BADGE = Cut(90 * MM, 54 * MM, 2, 5)
STANDS = Cut(95 * MM, 90 * MM, 2, 3)

Draw: TypeAlias = Callable[[Sheet, Board, Cards, Guest, float, float], None]


def badges(board: Board, cards: Cards) -> bytes:
    """A badge each: who it is and from where, with a code that marks them at the door."""
    return _sheets(board, cards, "Badges", BADGE, _badge)


def place_cards(board: Board, cards: Cards) -> bytes:
    """A card each to fold and stand on the table; the name is read from both sides."""
    return _sheets(board, cards, "Place cards", STANDS, _stand)


def _sheets(board: Board, cards: Cards, named: str, cut: Cut, draw: Draw) -> bytes:
    sheet = Sheet(A4, f"{named}: {cards.course}, {cards.when}"[:200], board.name)
    for start in range(0, len(cards.guests), cut.a_sheet):
        if start:
            sheet.next_page()
        with sheet.tag("H1" if not start else "H2"):
            words = f"{named}  ·  {cards.event}"
            sheet.text(cut.left + 14, cut.top - 14, words, NOTE.but(size=6.5, colour=FAINT))
        _marks(sheet, cut)
        for place, guest in enumerate(cards.guests[start : start + cut.a_sheet]):
            draw(sheet, board, cards, guest, *cut.corner(place))
    return sheet.pdf()


def _marks(sheet: Sheet, cut: Cut) -> None:
    """Short lines outside the cards, so that none shows on a card that is cut a little off."""
    right, foot = cut.left + cut.wide * cut.across, cut.top + cut.high * cut.down
    for column in range(cut.across + 1):
        x = cut.left + column * cut.wide
        sheet.line(x, cut.top - CUT, x, cut.top - 2, HAIR, FAINT)
        sheet.line(x, foot + 2, x, foot + CUT, HAIR, FAINT)
    for row in range(cut.down + 1):
        y = cut.top + row * cut.high
        sheet.line(cut.left - CUT, y, cut.left - 2, y, HAIR, FAINT)
        sheet.line(right + 2, y, right + CUT, y, HAIR, FAINT)


def _badge(  # noqa: PLR0913, PLR0917 - a place on the page is two numbers before anything is said
    sheet: Sheet, board: Board, cards: Cards, guest: Guest, x: float, top: float
) -> None:
    room, foot = BADGE.wide - 2 * INSET, top + BADGE.high
    mark(sheet, x + INSET, top + 12, 13)
    with sheet.tag("P"):
        _line(sheet, x + INSET + 18, top + 21.5, board.name, NOTE, room - 18)
        _named(sheet, guest, x + INSET, top + 37, room, NAME)
    with sheet.tag("P"):
        beside = room - SQUARE - 10
        _line(sheet, x + INSET, foot - 24, cards.course, NOTE.but(weight="semibold"), beside)
        _line(sheet, x + INSET, foot - 13.5, cards.when, NOTE, beside)
    words = f"QR code of {guest.name}"
    held = qr_text(cards.event_id, guest.booking_id)
    sheet.code(x + BADGE.wide - 11 - SQUARE, foot - 11 - SQUARE, SQUARE, held, words)


def _stand(  # noqa: PLR0913, PLR0917 - a place on the page is two numbers before anything is said
    sheet: Sheet, board: Board, cards: Cards, guest: Guest, x: float, top: float
) -> None:
    fold = top + STANDS.high / 2
    sheet.line(x + 6, fold, x + 16, fold, HAIR, HAIRLINE)
    sheet.line(x + STANDS.wide - 16, fold, x + STANDS.wide - 6, fold, HAIR, HAIRLINE)
    with sheet.turned(x + STANDS.wide / 2, fold):
        _face(sheet, board, cards, guest, x, fold)
    _face(sheet, board, cards, guest, x, fold)


def _face(  # noqa: PLR0913, PLR0917 - a place on the page is two numbers before anything is said
    sheet: Sheet, board: Board, cards: Cards, guest: Guest, x: float, fold: float
) -> None:
    room, foot = STANDS.wide - 2 * INSET, fold + STANDS.high / 2
    with sheet.tag("P"):
        _named(sheet, guest, x + INSET, fold + 20, room, STANDING)
    sheet.rule(x + INSET, foot - 25, 24, 1.2, ACCENT)
    with sheet.tag("P"):
        small = NOTE.but(size=6.5)
        _line(sheet, x + INSET, foot - 13, f"{cards.course}  ·  {board.name}", small, room)


def _named(  # noqa: PLR0913, PLR0917 - a place on the page is two numbers before anything is said
    sheet: Sheet, guest: Guest, x: float, top: float, room: float, style: Style
) -> None:
    """The name as large as there is room for, on two lines if need be, over the agency."""
    own = fit(guest.name, style, room, smallest=11, most_lines=2)
    y = top + own.style.size
    for line in own.lines:
        sheet.text(x, y, line, own.style)
        y += own.style.leading
    beside = room - SQUARE - 6 if style is NAME else room
    agency = fit(guest.agency, AGENCY, beside, smallest=7, most_lines=2)
    y += agency.style.size - own.style.leading + 6
    for line in agency.lines:
        sheet.text(x, y, line, agency.style)
        y += agency.style.leading


def _line(  # noqa: PLR0913, PLR0917 - a place on the page is two numbers before anything is said
    sheet: Sheet, x: float, y: float, words: str, style: Style, room: float
) -> None:
    own = fit(words, style, room, smallest=5.5, most_lines=1)
    sheet.text(x, y, own.lines[0], own.style)
