"""The evaluation form on paper: to be filled in with a pen, and keyed in by its code."""

from collections.abc import Sequence

from trainingdesk.domain.evaluation import Stage
from trainingdesk.reports.form_layout import (
    LINE,
    NUMBER_HIGH,
    NUMBER_WIDE,
    RADIUS,
    TICK,
    WIDTH,
    Asked,
    Layout,
    Spot,
)
from trainingdesk.reports.form_pages import Manner, Paper, draw_form
from trainingdesk.reports.furniture import Board
from trainingdesk.reports.sheet import Sheet
from trainingdesk.reports.tokens import A4, FAINT, HAIR, MUTED

HOW = "Cross one circle or box for each question; to change an answer, black it out."
BACK = {
    True: "Please leave this form on your table, or send a photograph of it to",
    False: "Please send this form back, or a photograph of it, to",
}
"""Where it goes: of the end of an event, when people are still there, and of the other stages."""
LEFT = {True: "Please leave this form on your table.", False: "Please send this form back."}


class ByHand:
    """Rings, boxes and lines, grey enough for a pen to stand out."""

    def ring(self, sheet: Sheet, x: float, y: float, _spot: Spot) -> None:
        """A ring about a number."""
        sheet.dot(x, y, RADIUS, None, MUTED)

    def tick(self, sheet: Sheet, x: float, top: float, _spot: Spot) -> None:
        """A box beside a choice."""
        _frame(sheet, x, top, TICK, TICK)

    def number(self, sheet: Sheet, x: float, top: float, _spot: Spot) -> None:
        """A box for a number."""
        _frame(sheet, x, top, NUMBER_WIDE, NUMBER_HIGH)

    def lines(self, sheet: Sheet, x: float, top: float, spot: Spot) -> None:
        """Lines to write on."""
        for line in range(1, spot.lines + 1):
            sheet.rule(x, top + LINE * line, WIDTH, HAIR, FAINT)


def evaluation_forms(board: Board, papers: Sequence[Paper]) -> bytes:
    """The forms as one document, each beginning on a page of its own."""
    first = papers[0]
    sheet = Sheet(A4, f"{first.title}: {first.course}, {first.when}"[:200], board.name)
    layouts: dict[Asked, Layout] = {}
    for turn, paper in enumerate(papers):
        if turn:
            sheet.next_page()
        layout = layouts.setdefault(paper.asked, Layout(paper.asked, ByHand()))
        back = (BACK if paper.reply_to else LEFT)[paper.stage is Stage.END]
        manner = Manner(HOW, back, corners=True)
        if len(papers) > 1:
            sheet.bookmark(paper.whose or f"{paper.code}, {turn + 1}")
        draw_form(sheet, board, paper, layout, manner)
    return sheet.pdf()


def _frame(sheet: Sheet, x: float, top: float, width: float, height: float) -> None:
    with sheet.decoration() as canvas:
        canvas.setLineWidth(HAIR * 2)
        canvas.setStrokeColor(MUTED)
        canvas.rect(x, sheet.height - top - height, width, height, stroke=1, fill=0)
