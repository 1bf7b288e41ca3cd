"""The pages of one evaluation form: its head, whose it is, its questions and its feet."""

from dataclasses import dataclass

from trainingdesk.domain.evaluation import Stage
from trainingdesk.domain.questionnaire_details import privacy_words
from trainingdesk.reports.form_layout import GRID, Asked, Layout, Page
from trainingdesk.reports.furniture import Board, mark
from trainingdesk.reports.names import Fitted, fit
from trainingdesk.reports.sheet import Sheet
from trainingdesk.reports.tokens import BASE, BODY, INK, NOTE, STEP, STRONG, TITLE, WASH

QR_SIDE = 54.0
RIGHT = GRID.width - GRID.right
ROOM = GRID.measure - QR_SIDE - 46
"""The width left of the code."""
ABOUT = BODY.but(size=9, leading=13)
STRONG_NOTE = NOTE.but(weight="semibold", colour=INK)


@dataclass(frozen=True, slots=True)
class Paper:
    """One form: of which course and stage, whose, and what it asks.

    ``whose`` is empty where it is anonymous; ``reply_to`` is where it is sent; ``given_out`` is
    what a fillable form says of its questions, to be understood when it comes back. The first
    ``version`` is not named, so that only who has several has to tell them apart.
    """

    stage: Stage
    title: str
    course: str
    when: str
    event: str
    code: str
    asked: Asked
    whose: str = ""
    opening: str = ""
    reply_to: str = ""
    given_out: str = ""
    version: int = 1

    @property
    def statement(self) -> str:
        """Whether the form is named or anonymous, in a sentence."""
        return privacy_words(self.stage, anonymous=not self.whose)


@dataclass(frozen=True, slots=True)
class Manner:
    """What is said of how to fill in the form, and where it goes then."""

    how: str
    back: str
    corners: bool


def draw_form(sheet: Sheet, board: Board, paper: Paper, layout: Layout, manner: Manner) -> None:
    """Draw one form, from the page at hand on."""
    head = _Head(paper, manner)
    pages = layout.pages(head.foot)
    for number, page in enumerate(pages, start=1):
        if number > 1:
            sheet.next_page()
            _later_head(sheet, paper)
        else:
            head.draw(sheet, board)
        if manner.corners:
            _corners(sheet)
        _questions(sheet, page)
        _foot(sheet, paper, manner, number, len(pages))


def _questions(sheet: Sheet, page: Page) -> None:
    for top, piece in page:
        piece.draw(sheet, top)


class _Head:
    """The head of a form's first page, measured before it is drawn."""

    def __init__(self, paper: Paper, manner: Manner) -> None:
        self.paper = paper
        self.title: Fitted = fit(paper.course, TITLE.but(size=18, leading=23), ROOM, 12, 3)
        whose = paper.whose or "Anonymous"
        self.whose: Fitted = fit(whose, STRONG.but(size=10.5, leading=14), ROOM, 8, 2)
        self.when: Fitted = fit(paper.when, BODY, ROOM, 7.5, 2)
        own = (paper.opening.strip(), f"{paper.statement} {manner.how}")
        self.about = "\n".join(filter(None, own))
        lines = (self.title, self.when, self.whose)
        self.down = sum(len(each.lines) * each.style.leading for each in lines)
        self.box_top = max(GRID.top + 29 + self.down + STEP * 2, GRID.top + QR_SIDE + 26)
        self.box_high = Sheet.tall(GRID.measure - BASE * 2, self.about, ABOUT) + STEP * 3

    @property
    def foot(self) -> float:
        """Where the questions begin."""
        return self.box_top + self.box_high + BASE * 1.2

    def draw(self, sheet: Sheet, board: Board) -> None:
        mark(sheet, GRID.left, GRID.top, 20)
        with sheet.tag("P"):
            name = fit(board.name, NOTE, ROOM - 27, smallest=6, most_lines=1)
            sheet.text(GRID.left + 27, GRID.top + 8, name.lines[0], name.style)
            stage = fit(self.paper.title, STRONG_NOTE, ROOM - 27, smallest=6, most_lines=1)
            sheet.text(GRID.left + 27, GRID.top + 18.5, stage.lines[0], stage.style)
        y = self._set(sheet, "H1", self.title, GRID.top + 29)
        y = self._set(sheet, "P", self.when, y)
        self._set(sheet, "P", self.whose, y + STEP)
        _code(sheet, self.paper)
        sheet.box(GRID.left, self.box_top, GRID.measure, self.box_high, WASH)
        at = GRID.left + BASE, self.box_top + STEP * 1.3
        sheet.paragraph(*at, GRID.measure - BASE * 2, self.about, ABOUT)

    @staticmethod
    def _set(sheet: Sheet, role: str, own: Fitted, top: float) -> float:
        with sheet.tag(role):
            for line in own.lines:
                sheet.text(GRID.left, top + own.style.size, line, own.style)
                top += own.style.leading
        return top


def _code(sheet: Sheet, paper: Paper) -> None:
    """The code of the form, to be read by a person and by a scanner."""
    words = f"QR code of this form: {paper.code}"
    sheet.code(RIGHT - QR_SIDE, GRID.top, QR_SIDE, paper.code, words)
    with sheet.tag("P"):
        sheet.text(RIGHT, GRID.top + QR_SIDE + 15, paper.code, STRONG.but(size=11), "right")


def _later_head(sheet: Sheet, paper: Paper) -> None:
    """Say on one line which form goes on here."""
    with sheet.tag("P"):
        room = GRID.measure - 110
        own = fit(f"{paper.course}, continued", STRONG, room, smallest=7, most_lines=1)
        sheet.text(GRID.left, GRID.top + 9, own.lines[0], own.style)
        whose = fit(paper.whose or "Anonymous", NOTE, room, smallest=6, most_lines=1)
        sheet.text(GRID.left, GRID.top + 20, whose.lines[0], whose.style)
        sheet.text(RIGHT, GRID.top + 9, paper.code, STRONG.but(size=11), "right")


def _corners(sheet: Sheet) -> None:
    """Set four squares by which a scanner finds how a page lies; one is hollow, so up is known."""
    edge, side = 21.0, 9.0
    for x in (edge, sheet.width - edge - side):
        for y in (edge, sheet.height - edge - side):
            sheet.box(x, y, side, side, INK)
            if x == y == edge:
                sheet.box(x + 1.5, y + 1.5, side - 3, side - 3, WASH)


def _foot(sheet: Sheet, paper: Paper, manner: Manner, number: int, pages: int) -> None:
    y = sheet.height - GRID.bottom + 16
    version = f"  ·  version {paper.version}" if paper.version > 1 else ""
    turns = f"{paper.code}{version}  ·  page {number} of {pages}"
    with sheet.tag("P"):
        room = GRID.measure - max(120, sheet.text(RIGHT, y, turns, STRONG_NOTE, "right") + BASE)
        used = sheet.text(GRID.left, y, manner.back, NOTE)
        if paper.reply_to:
            own = fit(paper.reply_to, STRONG_NOTE, room - used, 5.5, 1)
            sheet.text(GRID.left + used + 4, y, own.lines[0], own.style)
