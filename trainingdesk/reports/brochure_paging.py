"""Writing the brochure's pages: pieces side by side, and the numbers of pages told before."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from trainingdesk.reports.flow import LEFT, WIDTH, Flow
from trainingdesk.reports.furniture import EDGE, page_title
from trainingdesk.reports.sheet import Sheet
from trainingdesk.reports.tokens import ACCENT, BODY, INK, LABEL, MUTED, PORTRAIT, STEP, Style

BOOKING, LEVELS, INDEX = "how to book", "levels", "index"
TALLEST = 260.0
"""What is taller is written in several pieces, so that a page may turn between them."""
LONGEST = 700
"""Letters of one piece of a text; a longer one goes on in the next."""
TEXT = BODY.but(size=9, leading=12.6)
INDENT = 10.0
HEAD_AGAIN = 22.0
"""The room that the name of what goes on takes at the head of a page."""


@dataclass(slots=True)
class Pages:
    """On which page each part begins: what is known from writing it before, and what is found."""

    known: dict[str, int] = field(default_factory=dict)
    found: dict[str, int] = field(default_factory=dict)

    def begins(self, part: str, sheet: Sheet) -> None:
        """Note that a part begins on this page."""
        self.found.setdefault(part, sheet.number)

    def number(self, part: str) -> str:
        """The page of a part, once it is known."""
        return str(self.known.get(part, ""))


@dataclass(frozen=True, slots=True)
class Piece:
    """Something to write that a page does not turn within."""

    high: float
    draw: Callable[[Sheet, float, float], object]


def opened(  # noqa: PLR0913 - what stands at the head of a part
    flow: Flow, pages: Pages, part: str, *, eyebrow: str, words: str, lead: str = ""
) -> None:
    """Open a part of the brochure with its name."""
    pages.begins(part, flow.sheet)
    flow.top = page_title(flow.sheet, PORTRAIT, flow.top, eyebrow, words, lead, bookmark=words)


def prose(sheet: Sheet, words: str, style: Style, width: float, below: float) -> Iterator[Piece]:
    """A text in as many pieces as it needs; what is between them is white as after a paragraph."""
    for part in _parts(words):

        def draw(on: Sheet, x: float, top: float, part: str = part) -> None:
            on.paragraph(x, top, width, part, style)

        yield Piece(sheet.tall(width, part, style) + below, draw)


def bullets(sheet: Sheet, items: Sequence[str], width: float) -> Iterator[Piece]:
    """A list, in pieces of its items."""
    own: list[str] = []
    high = 0.0
    for item in (part for each in items for part in _parts(each)):
        tall = sheet.tall(width - INDENT, item, TEXT) + STEP / 2
        if own and high + tall > TALLEST:
            yield Piece(high, _bulleted(own, width))
            own, high = [], 0.0
        own = [*own, item]
        high += tall
    if own:
        yield Piece(high + STEP, _bulleted(own, width))


def _bulleted(items: Sequence[str], width: float) -> Callable[[Sheet, float, float], None]:
    def draw(sheet: Sheet, x: float, top: float) -> None:
        with sheet.tag("L"):
            for item in items:
                sheet.dot(x + 2, top + 6.6, 1.3, ACCENT)
                with sheet.tag("LI"):
                    top = sheet.paragraph(x + INDENT, top, width - INDENT, item, TEXT) + STEP / 2

    return draw


def side_by_side(
    flow: Flow, columns: Sequence[tuple[float, Sequence[Piece]]], *, again: str
) -> None:
    """Write pieces in columns from here down; what has no room goes on overleaf, named again."""
    waiting = [(x, list(pieces)) for x, pieces in columns]
    while any(pieces for _, pieces in waiting):
        flow.top = max(_written(flow, x, pieces) for x, pieces in waiting)
        if any(pieces for _, pieces in waiting):
            flow.turn()
            continued(flow, again)


def _written(flow: Flow, x: float, pieces: list[Piece]) -> float:
    """Write what has room, and at least something at the head of a page; return the depth."""
    top = flow.top
    is_fresh = top < PORTRAIT.top + HEAD_AGAIN + 1
    while pieces and (top + pieces[0].high <= PORTRAIT.foot or (is_fresh and top == flow.top)):
        piece = pieces.pop(0)
        piece.draw(flow.sheet, x, top)
        top += piece.high
    return top


def continued(flow: Flow, words: str) -> None:
    """Say at the head of a page what goes on there."""
    sheet = flow.sheet
    sheet.rule(LEFT, flow.top, WIDTH, EDGE, INK)
    sheet.paragraph(LEFT, flow.top + STEP, WIDTH, f"{words}, continued", LABEL.but(colour=MUTED))
    flow.top += HEAD_AGAIN


def height(pieces: Sequence[Piece]) -> float:
    """How high pieces stand on one another."""
    return sum(piece.high for piece in pieces)


def _parts(words: str) -> Iterator[str]:
    """A text by its paragraphs; one too long for a piece is parted between words."""
    for line in filter(None, map(str.strip, words.splitlines())):
        rest = line
        while len(rest) > LONGEST:
            cut = rest.rfind(" ", 1, LONGEST)
            cut = cut if cut > 0 else LONGEST
            yield rest[:cut]
            rest = rest[cut:].lstrip()
        yield rest
