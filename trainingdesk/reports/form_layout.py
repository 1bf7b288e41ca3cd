"""How an evaluation form stands on its pages: what each question takes, and where pages turn."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from trainingdesk.domain.evaluation import OF_NUMBERS, AnswerKind
from trainingdesk.domain.questionnaire import Ask, Asking
from trainingdesk.domain.ticking import says_ticking
from trainingdesk.reports import faces
from trainingdesk.reports.names import fit
from trainingdesk.reports.sheet import Sheet
from trainingdesk.reports.tokens import (
    A4,
    ACCENT,
    BASE,
    BODY,
    CELL,
    MUTED,
    NOTE,
    SMALL,
    STEP,
    STRONG,
    Grid,
)
from trainingdesk.reports.words import shortened

GRID = Grid(*A4, left=49, right=49, top=42, bottom=49)
INDENT = 21.0
LEFT, WIDTH = GRID.left + INDENT, GRID.measure - INDENT
RADIUS = 9.5
ABREAST = 11
"""Rings on one line: a scale from 0 to 10."""
FEW = 8
"""A scale of fewer has room for its ends beside it."""
PITCH = (WIDTH - RADIUS * 2) / (ABREAST - 1)
AFTER_RINGS = 10.0
"""The distance between the last ring and the names of the ends beside it."""
TICK, TICK_ROW = 11.0, 18.0
"""The side of a box to tick, and the height of the row it stands in."""
LINE = 22.5
"""The height of a line to write on by hand."""
LATER_TOP = GRID.top + 34
"""Where the questions begin on the pages that follow."""
NUMBER_WIDE, NUMBER_HIGH = 70.0, 19.0
"""The box that a number is written in."""
APART = BASE * 1.3
"""The distance between two questions."""
LONGEST = 1500
"""Letters of one question: more would leave no room on a page for its answer."""
FEWEST, USUAL, MOST = 2, 3, 6
"""Lines to write on: where that saves a page, as a rule, and where there is room."""
ONE_OF = "Choose one."
SOME_OF = "Choose all that apply."
WHOLE = "a whole number"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place at which something is answered: which question, and which of its choices."""

    asking: Asking
    ask: Ask
    said: str
    choice: int | None = None
    lines: int = 0


class Pen(Protocol):
    """What stands on the page for an answer: something to mark by hand, or a field to fill."""

    def ring(self, sheet: Sheet, x: float, y: float, spot: Spot) -> None:
        """A number of a scale, about its middle."""

    def tick(self, sheet: Sheet, x: float, top: float, spot: Spot) -> None:
        """A choice, beside its words."""

    def number(self, sheet: Sheet, x: float, top: float, spot: Spot) -> None:
        """Room for a number."""

    def lines(self, sheet: Sheet, x: float, top: float, spot: Spot) -> None:
        """Room for words."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a question that no page is turned within."""

    high: float
    draw: Callable[[Sheet, float], None]


Asked = tuple[tuple[Asking, Ask], ...]
Page = list[tuple[float, Piece]]


@dataclass(slots=True)
class Layout:
    """The questions of a form as they are laid out for a pen, below heads of any height."""

    asked: Asked
    pen: Pen
    _planned: dict[float, list[Page]] = field(default_factory=dict)

    def pages(self, top: float) -> list[Page]:
        """The pages, the first beginning so far down; lines to write on fill what is left."""
        if top not in self._planned:
            self._planned[top] = self._plan(top)
        return self._planned[top]

    def _plan(self, top: float) -> list[Page]:
        texts = [at for at, (_, ask) in enumerate(self.asked) if _of_words(ask)]
        usual, fewest = (dict.fromkeys(texts, many) for many in (USUAL, FEWEST))
        pages = self._paged(top, usual)
        fewer = self._paged(top, fewest)
        lines = usual if len(pages) <= len(fewer) else fewest
        pages = pages if lines is usual else fewer
        for many in range(FEWEST, MOST):
            for at in [at for at in texts if lines[at] == many]:
                longer = {**lines, at: many + 1}
                tried = self._paged(top, longer)
                if [len(page) for page in tried] == [len(page) for page in pages]:
                    lines, pages = longer, tried
        return pages

    def _paged(self, top: float, lines: Mapping[int, int]) -> list[Page]:
        pages: list[Page] = [[]]
        for at, (asking, ask) in enumerate(self.asked):
            pieces = list(self._pieces(at + 1, asking, ask, lines.get(at, 0)))
            whole = sum(piece.high for piece in pieces)
            if top + whole > GRID.foot and pages[-1] and LATER_TOP + whole <= GRID.foot:
                pages.append([])
                top = LATER_TOP
            for turn, piece in enumerate(pieces):
                # The words of a question never stand alone at the foot of a page.
                least = piece.high + (pieces[1].high if turn == 0 and pieces[1:] else 0)
                if top + least > GRID.foot and pages[-1]:
                    pages.append([])
                    top = LATER_TOP
                pages[-1].append((top, piece))
                top += piece.high
            top += APART
        return pages

    def _pieces(self, number: int, asking: Asking, ask: Ask, lines: int) -> Iterator[Piece]:
        said = f"{number}. {ask.words}" + (f" ({asking.about})" if asking.about else "")
        yield _words(number, asking, ask)
        if ask.answer is AnswerKind.SCALE:
            yield from _scale(self.pen, Spot(asking, ask, said))
        elif ask.answer is AnswerKind.NUMBER:
            yield _number(self.pen, Spot(asking, ask, said))
        elif _of_words(ask):
            yield _lines(self.pen, Spot(asking, ask, said, lines=lines))
        else:
            yield from _choices(self.pen, asking, ask, said)


def _of_words(ask: Ask) -> bool:
    """Whether a question is answered in words: one without any choices is too."""
    return ask.answer not in OF_NUMBERS and not ask.options


def _words(number: int, asking: Asking, ask: Ask) -> Piece:
    words = shortened(" ".join(ask.words.split()), LONGEST)
    hint = {AnswerKind.SEVERAL: SOME_OF, AnswerKind.CHOICE: ONE_OF}.get(ask.answer, "")
    hint = "" if _of_words(ask) or says_ticking(ask.words) else hint
    high = Sheet.tall(WIDTH, words, STRONG) + STEP
    about = fit(asking.about, BODY.but(colour=ACCENT), WIDTH, 7.5, 2) if asking.about else None
    high += about.style.leading * len(about.lines) if about else 0
    high += NOTE.leading + 1 if hint else 0

    def draw(sheet: Sheet, top: float) -> None:
        with sheet.tag("P"):
            sheet.text(GRID.left, top + STRONG.size, str(number), STRONG.but(colour=ACCENT))
            down = sheet.paragraph(LEFT, top, WIDTH, words, STRONG)
            for line in about.lines if about else ():
                sheet.text(LEFT, down + BODY.size, line, about.style if about else BODY)
                down += about.style.leading if about else 0
            if hint:
                sheet.text(LEFT, down + NOTE.size + 1, hint, NOTE)

    return Piece(high, draw)


def _scale(pen: Pen, spot: Spot) -> Iterator[Piece]:
    """Rings on a line, or on several where the scale is longer, and what its ends are called."""
    low, high = spot.ask.lowest or 0, spot.ask.highest or 0
    few = high - low + 1 < FEW
    named = _both_ends(spot.ask) if few else ""
    room = WIDTH - RADIUS * 2 - (high - low) * PITCH - AFTER_RINGS
    beside = named if Sheet.tall(room, named, SMALL) <= SMALL.leading else ""
    for start in range(low, high + 1, ABREAST):
        numbers = range(start, min(start + ABREAST, high + 1))
        yield _rings(pen, spot, numbers, beside)
    if few and named and not beside:
        yield _below(named)
    elif not few and (spot.ask.lowest_end or spot.ask.highest_end):
        yield _ends(spot.ask)


def _both_ends(ask: Ask) -> str:
    """Both ends of a scale with their numbers, on one line."""
    ends = ((ask.lowest, ask.lowest_end), (ask.highest, ask.highest_end))
    return ", ".join(f"{number} {words}" for number, words in ends if words)


def _below(words: str) -> Piece:
    def draw(sheet: Sheet, top: float) -> None:
        sheet.paragraph(LEFT, top + 1, WIDTH, words, SMALL)

    return Piece(Sheet.tall(WIDTH, words, SMALL) + 2, draw)


def _rings(pen: Pen, spot: Spot, numbers: range, beside: str) -> Piece:
    def draw(sheet: Sheet, top: float) -> None:
        y = top + RADIUS + 1
        with sheet.tag("P"):
            for place, number in enumerate(numbers):
                x = LEFT + RADIUS + place * PITCH
                sheet.text(x, y + 3, str(number), CELL.but(colour=MUTED), "centre")
                own = Spot(spot.asking, spot.ask, f"{spot.said} {number}", number)
                pen.ring(sheet, x, y, own)
            if beside:
                edge = LEFT + RADIUS * 2 + (len(numbers) - 1) * PITCH + AFTER_RINGS
                sheet.text(edge, y + 3, beside, SMALL)

    return Piece(RADIUS * 2 + 3, draw)


def _ends(ask: Ask) -> Piece:
    """The names of both ends, below the first ring and the last that has room on the line."""
    many = min((ask.highest or 0) - (ask.lowest or 0) + 1, ABREAST)
    half = (RADIUS * 2 + (many - 1) * PITCH) / 2 - 7
    high = max(Sheet.tall(half, words, SMALL) for words in (ask.lowest_end, ask.highest_end))

    def draw(sheet: Sheet, top: float) -> None:
        sheet.paragraph(LEFT, top + 1, half, ask.lowest_end, SMALL)
        sheet.paragraph(LEFT + half + 14, top + 1, half, ask.highest_end, SMALL, "right")

    return Piece(high + 2, draw)


def _choices(pen: Pen, asking: Asking, ask: Ask, said: str) -> Iterator[Piece]:
    """Boxes with their words, as many on a row as there is room for."""
    row: list[tuple[float, int, str]] = []
    x = 0.0
    for turn, choice in enumerate(ask.options):
        words = shortened(choice, LONGEST // 3)
        wide = TICK + 6 + faces.width(words, BODY.family, BODY.weight, BODY.size) + INDENT
        if row and x + wide - INDENT > WIDTH:
            yield _row(pen, asking, ask, said, row)
            row, x = [], 0.0
        row.append((x, turn, words))
        x += wide
    yield _row(pen, asking, ask, said, row)


def _row(
    pen: Pen, asking: Asking, ask: Ask, said: str, row: Sequence[tuple[float, int, str]]
) -> Piece:
    own = tuple(row)
    room = WIDTH - TICK - 6
    high = max(Sheet.tall(room, words, BODY) for _, _, words in own)

    def draw(sheet: Sheet, top: float) -> None:
        for x, turn, words in own:
            spot = Spot(asking, ask, f"{said} {words}", turn)
            with sheet.tag("P"):
                pen.tick(sheet, LEFT + x, top + 2, spot)
                sheet.paragraph(LEFT + x + TICK + 6, top + 1, room - x, words, BODY)

    return Piece(high + TICK_ROW - BODY.leading, draw)


def _number(pen: Pen, spot: Spot) -> Piece:
    def draw(sheet: Sheet, top: float) -> None:
        with sheet.tag("P"):
            pen.number(sheet, LEFT, top + 1, spot)
            sheet.text(LEFT + NUMBER_WIDE + 8, top + 14, WHOLE, SMALL)

    return Piece(NUMBER_HIGH + 3, draw)


def _lines(pen: Pen, spot: Spot) -> Piece:
    def draw(sheet: Sheet, top: float) -> None:
        pen.lines(sheet, LEFT, top, spot)

    return Piece(LINE * spot.lines + 2, draw)
