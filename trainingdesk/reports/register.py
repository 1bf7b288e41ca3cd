"""The sign-in register: a line a delegate, spare lines for walk-ins, codes for keying it back."""

# A place on the page is three numbers before anything is said.
# ruff: noqa: PLR0913, PLR0917

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from trainingdesk.domain.figures import counted
from trainingdesk.domain.row_code import qr_text, row_code
from trainingdesk.reports.furniture import Board, mark
from trainingdesk.reports.names import fit
from trainingdesk.reports.sheet import Sheet
from trainingdesk.reports.tokens import (
    A4_LANDSCAPE,
    ACCENT,
    CELL,
    CELL_HEAD,
    HAIR,
    HAIRLINE,
    INK,
    MUTED,
    NOTE,
    SHEET,
    STRONG,
    THIN,
    WASH,
    Style,
)

NAME = CELL.but(size=9, weight="semibold")
NUMBER = CELL.but(weight="semibold")
CODE = CELL.but(size=7.5, colour=MUTED)
EASY, ROOMY = 18.2, 25.5
"""Heights of a line: 6.4 mm is the least to sign in, 9 mm the most that is of use."""
SQUARE = 17.0
"""The most that the code of a line measures: a scanner reads it well at 6 mm."""
HEAD, LATER_HEAD = 92.0, 52.0
"""The height of the head on the first side and on those that follow."""
WIDTHS = (66.0, 158.0, 162.0, 15.0)
TICKS = 56.0
"""The room for the ticks late and left early, or for the times when somebody was online."""
LEAST_SPARE = 3
"""So many walk-ins at least find a line."""
ABREAST = 3
"""Sessions that stand side by side; an event of more has further sheets."""
SPARE_ALONE = 17
"""Lines on a register with nobody on it: an event where people come unbooked."""


@dataclass(frozen=True, slots=True)
class Line:
    """One delegate on the register, and the number of the booking behind the line's code."""

    last: str
    first: str
    agency: str
    needs: bool = False
    booking_id: int = 0
    number: int = 0


@dataclass(frozen=True, slots=True)
class Column:
    """A session as it heads its column; who is online signs nothing, but joins and leaves."""

    heading: str
    online: bool = False


@dataclass(frozen=True, slots=True)
class Register:
    """One event's register: its sessions, its delegates, and how many spare lines."""

    event: str
    course: str
    when: str
    where: str
    trainer: str
    places: int
    waiting: int
    sessions: Sequence[Column]
    lines: Sequence[Line]
    spare: int = 6
    event_id: int = 0

    @property
    def online(self) -> bool:
        """Whether nobody is in a room, so that there is nothing to sign."""
        return bool(self.sessions) and all(session.online for session in self.sessions)

    @property
    def named(self) -> str:
        """What the paper is called."""
        return "Attendance sheet" if self.online else "Register"


@dataclass(frozen=True, slots=True)
class Side:
    """One side of paper: its number, the sessions and rows on it, and how high a row is."""

    number: int
    sessions: Sequence[Column]
    rows: range
    high: float

    @property
    def top(self) -> float:
        """Where the rows begin."""
        return SHEET.top + (HEAD if self.number == 1 else LATER_HEAD)

    @property
    def bottom(self) -> float:
        """Where the rows end."""
        return self.top + self.high * len(self.rows)

    @property
    def lefts(self) -> list[float]:
        """Left edges of all columns: four printed ones, then signature, late, early a session."""
        lefts = [SHEET.left]
        for width in WIDTHS:
            lefts.append(lefts[-1] + width)
        room = (SHEET.width - SHEET.right - lefts[-1]) / len(self.sessions)
        for _ in self.sessions:
            start = lefts[-1]
            lefts += [start + room - TICKS, start + room - TICKS / 2, start + room]
        return lefts


def register(board: Board, facts: Register) -> bytes:
    """The register as a document; it turns the page where a side has no room to sign."""
    sides = _sides(facts)
    sheet = Sheet(A4_LANDSCAPE, f"{facts.named}: {facts.course}, {facts.when}"[:200], board.name)
    for side in sides:
        if side.number > 1:
            sheet.next_page()
        (_head if side.number == 1 else _later_head)(sheet, board, facts)
        _columns(sheet, side)
        for place, row in enumerate(side.rows):
            _line(sheet, facts, side, row, side.top + place * side.high)
        _rules(sheet, side)
        _foot(sheet, facts, side, len(sides))
    return sheet.pdf()


def _sides(facts: Register) -> list[Side]:
    """The rows over as few sides as leave room to sign, shared evenly."""
    room = SHEET.height - SHEET.bottom - 14 - SHEET.top - HEAD
    most = int(room // EASY)
    total = len(facts.lines) + _spare_lines(facts, most)
    needed = -(-total // most)
    a_side = -(-total // needed)
    high = min(ROOMY, room / a_side)
    sessions = list(facts.sessions) or [Column("Signature")]
    parts = [sessions[at : at + ABREAST] for at in range(0, len(sessions), ABREAST)]
    starts = [(part, start) for part in parts for start in range(0, total, a_side)]
    return [
        Side(number, part, range(start, min(start + a_side, total)), high)
        for number, (part, start) in enumerate(starts, start=1)
    ]


def _spare_lines(facts: Register, most: int) -> int:
    """The lines for walk-ins; a few fewer where that saves a side."""
    if not facts.lines:
        return max(SPARE_ALONE, facts.spare)
    left = -len(facts.lines) % most
    return left if LEAST_SPARE <= left < facts.spare else facts.spare


def _head(sheet: Sheet, board: Board, facts: Register) -> None:
    side = 50
    right = SHEET.width - SHEET.right
    mark(sheet, SHEET.left, SHEET.top, 20)
    with sheet.tag("P"):
        _one_line(sheet, SHEET.left + 27, SHEET.top + 8, board.name, NOTE, 480)
        words = f"{facts.named}  ·  {facts.event}"
        _one_line(sheet, SHEET.left + 27, SHEET.top + 18.5, words, _strong(NOTE), 480)
    with sheet.tag("H1"):
        title = fit(facts.course, Style(17, 20, "semibold"), 540, smallest=11, most_lines=2)
        y = SHEET.top + 43 - title.style.leading * 0.8 * (len(title.lines) - 1)
        for line in title.lines:
            sheet.text(SHEET.left, y, line, title.style)
            y += title.style.leading * 0.9
    with sheet.tag("P"):
        used = _one_line(sheet, SHEET.left, SHEET.top + 58, facts.when, STRONG, 270)
        trainer = f"trainer {facts.trainer}" if facts.trainer else ""
        words = "  ·  ".join(filter(None, (facts.where, trainer)))
        at = SHEET.left + used + 14
        _one_line(sheet, at, SHEET.top + 58, words, CELL.but(size=9.5), 545 - used)
    words = f"QR code of {facts.named.lower()} {facts.event}"
    sheet.code(right - side, SHEET.top, side, f"TD:REG:{facts.event}", words)
    edge = right - side - 12
    booked = f"{len(facts.lines)} booked of {counted(facts.places, 'place')}"
    with sheet.tag("P"):
        sheet.text(edge, SHEET.top + 8, booked, _strong(NOTE), "right")
        if facts.waiting:
            words = f"{facts.waiting} waiting, not listed"
            sheet.text(edge, SHEET.top + 18.5, words, NOTE, "right")
    with sheet.tag("P"):
        first, second = _asked(facts)
        sheet.text(edge, SHEET.top + 43, first, NOTE, "right")
        sheet.text(edge, SHEET.top + 53.5, second, NOTE, "right")


def _asked(facts: Register) -> tuple[str, str]:
    """What is asked of those in the room, or of the host of an online event."""
    if facts.online:
        return "The host ticks who is here,", "and notes who joined late or left early."
    return "Please sign for each session.", "Came without a booking? Use a line below."


def _later_head(sheet: Sheet, board: Board, facts: Register) -> None:
    """Set on one line what the first side says at length."""
    with sheet.tag("H2"):
        words = f"{facts.course}, continued"
        _one_line(sheet, SHEET.left, SHEET.top + 14, words, Style(12, 15, "semibold"), 500)
    with sheet.tag("P"):
        words = f"{board.name}  ·  {facts.named}  ·  {facts.event}"
        _one_line(sheet, SHEET.left, SHEET.top + 27, words, NOTE, 500)
        right = SHEET.width - SHEET.right
        own = fit(facts.when, _strong(NOTE), 260, smallest=6, most_lines=1)
        sheet.text(right, SHEET.top + 14, own.lines[0], own.style, "right")


def _columns(sheet: Sheet, side: Side) -> None:
    lefts, y = side.lefts, side.top - 5
    with sheet.tag("P"):
        for name, left in zip(("Line", "Delegate", "Agency"), lefts, strict=False):
            sheet.text(left + (1 if name == "Line" else 4), y, name, CELL_HEAD)
        sheet.dot(lefts[3] + 7.5, y - 2.6, 1.7, None, MUTED)
        for index, session in enumerate(side.sessions):
            start = 4 + index * 3
            room = lefts[start + 1] - lefts[start] - 8
            own = fit(session.heading, CELL_HEAD.but(colour=INK), room, smallest=6.5, most_lines=2)
            for place, words in enumerate(reversed(own.lines)):
                sheet.text(lefts[start] + 6, y - place * 8, words, own.style)
            later, earlier = ("joined", "left") if session.online else ("late", "left early")
            sheet.text(lefts[start + 1] + 14, y, later, CELL_HEAD, "centre")
            small = CELL_HEAD if session.online else CELL_HEAD.but(size=6)
            sheet.text(lefts[start + 2] + 14, y, earlier, small, "centre")


def _line(sheet: Sheet, facts: Register, side: Side, row: int, top: float) -> None:
    lefts, first_spare = side.lefts, len(facts.lines)
    base = top + side.high / 2 + 3.1
    if row >= first_spare:
        _spare(sheet, side, row - first_spare, top, base)
        return
    line = facts.lines[row]
    if row % 2 == 0:
        sheet.box(lefts[1], top, lefts[4] - lefts[1], side.high, WASH)
    square = min(SQUARE, side.high - 4)
    with sheet.tag("P"):
        sheet.text(lefts[0] + 14, base, str(line.number or row + 1), NUMBER, "right")
        code = row_code(facts.event_id, line.booking_id)
        sheet.text(lefts[0] + 17, base, code, CODE)
        comma = "،" if any(unicodedata.bidirectional(c) == "AL" for c in line.last) else ","
        name = f"{line.last}{comma} {line.first}".strip(f"{comma} ")
        _fitted(sheet, lefts[1] + 4, base, name, NAME, WIDTHS[1] - 9)
        _fitted(sheet, lefts[2] + 4, base, line.agency, CELL, WIDTHS[2] - 8)
    held = qr_text(facts.event_id, line.booking_id)
    at = lefts[1] - 4 - square, top + (side.high - square) / 2
    sheet.code(*at, square, held, f"QR code of line {code}")
    if line.needs:
        sheet.dot(lefts[3] + 7.5, top + side.high / 2, 1.7, None, MUTED)


def _spare(sheet: Sheet, side: Side, place: int, top: float, base: float) -> None:
    """A line on which a walk-in writes who they are."""
    if place == 0:
        sheet.rule(SHEET.left, top, SHEET.measure, THIN, INK)
    with sheet.tag("P"):
        sheet.text(side.lefts[0] + 17, base, f"W{place + 1}", CODE, "right")
        words = "Name and agency of a walk-in, in capitals" if place == 0 else ""
        sheet.text(side.lefts[1] + 4, base, words, NOTE.but(size=7))


def _fitted(sheet: Sheet, x: float, base: float, words: str, style: Style, width: float) -> None:
    """Write a name on the line, on two small lines where one will not hold it."""
    fitted = fit(words, style, width, smallest=7, most_lines=1)
    if fitted.style.size < 7 or fitted.lines[0].endswith("…"):  # noqa: PLR2004
        fitted = fit(words, style.but(size=6.8, leading=7.2), width, smallest=6.3, most_lines=2)
    y = base if len(fitted.lines) == 1 else base - 3.4
    for line in fitted.lines:
        sheet.text(x, y, line, fitted.style)
        y += fitted.style.leading


def _one_line(sheet: Sheet, x: float, y: float, words: str, style: Style, width: float) -> float:
    own = fit(words, style, width, smallest=7, most_lines=1)
    return sheet.text(x, y, own.lines[0], own.style)


def _strong(style: Style) -> Style:
    return style.but(weight="semibold", colour=INK)


def _rules(sheet: Sheet, side: Side) -> None:
    for row in range(1, len(side.rows)):
        sheet.rule(SHEET.left, side.top + row * side.high, SHEET.measure, HAIR, HAIRLINE)
    sheet.rule(SHEET.left, side.top, SHEET.measure, THIN, INK)
    sheet.rule(SHEET.left, side.bottom, SHEET.measure, THIN, INK)
    for index, left in enumerate(side.lefts[4:]):
        firm = index % 3 == 0
        colour = ACCENT if firm else HAIRLINE
        sheet.line(left, side.top, left, side.bottom, THIN if firm else HAIR, colour)


def _foot(sheet: Sheet, facts: Register, side: Side, sides: int) -> None:
    y = SHEET.height - SHEET.bottom + 4
    with sheet.tag("P"):
        sheet.dot(SHEET.left + 3, y - 2.5, 1.7, None, MUTED)
        sheet.text(SHEET.left + 10, y, "see the trainer's sheet", NOTE)
        sheet.text(SHEET.left + 130, y, "Trainer's signature", NOTE)
        sheet.rule(SHEET.left + 202, y + 1, 150, HAIR, INK)
        here = "People online" if facts.online else "People in the room"
        sheet.text(SHEET.left + 366, y, here, NOTE)
        sheet.rule(SHEET.left + 438, y + 1, 40, HAIR, INK)
        words = f"{facts.event}  ·  side {side.number} of {sides}"
        sheet.text(SHEET.width - SHEET.right, y, words, _strong(NOTE), "right")
