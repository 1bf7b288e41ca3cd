"""The letter that tells an agency what it gave to a year's training, and what it took from it."""

from collections.abc import Sequence
from dataclasses import dataclass

from trainingdesk.reports.furniture import heading
from trainingdesk.reports.letter_head import ADDRESS_AT, RIGHT, Sender, letter_head, letter_sheet
from trainingdesk.reports.names import fit
from trainingdesk.reports.sheet import Sheet
from trainingdesk.reports.table import Column, Paging, Row, Table
from trainingdesk.reports.tokens import BASE, BODY, HEADING, PORTRAIT, SMALL, STRONG

LEAD = BODY.but(size=10, leading=14)
ROWS = BODY.but(size=9, leading=12)
GAP = BASE * 2
SIDE = (PORTRAIT.measure - GAP) / 2
DEAR_AT = ADDRESS_AT + 119
ONE_PAGE = Paging(PORTRAIT.top, PORTRAIT.height, lambda: PORTRAIT.top)
NARROWER = 0.82
"""The share of the measure over which a letter's sentences run."""


@dataclass(frozen=True, slots=True)
class BalanceLine:
    """One thing that was given or used, how much of it, and what is to be known of it."""

    name: str
    amount: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class BalancePaper:
    """One agency's year."""

    agency: str
    to: Sequence[str]
    written: str
    year: str
    summary: str
    gave: Sequence[BalanceLine]
    used: Sequence[BalanceLine]


def balance_letter(sender: Sender, paper: BalancePaper) -> bytes:
    """The letter on one side of A4."""
    title = f"Training balance {paper.year}: {paper.agency}"
    reached = "  ·  ".join(filter(str.strip, (sender.email, sender.telephone)))
    sheet = letter_sheet(sender, title, reached or f"Training balance {paper.year}")
    letter_head(sheet, sender, paper.to)
    with sheet.tag("P"):
        sheet.text(RIGHT, ADDRESS_AT + 14, paper.written, BODY, "right")
    with sheet.tag("P"):
        sheet.text(PORTRAIT.left, DEAR_AT, "Dear colleague", BODY)
    with sheet.tag("H1"):
        words = f"Your training balance for {paper.year}"
        sheet.text(PORTRAIT.left, DEAR_AT + BASE * 2, words, HEADING.but(size=15))
    wide = PORTRAIT.measure * NARROWER
    top = sheet.paragraph(PORTRAIT.left, DEAR_AT + BASE * 2.75, wide, paper.summary, LEAD)
    top = _sides(sheet, paper, top + BASE * 1.5)
    top = _meant(sheet, top + BASE)
    _signed(sheet, sender, top + BASE * 2)
    return sheet.pdf()


def _sides(sheet: Sheet, paper: BalancePaper, top: float) -> float:
    """Set what was given and what was used side by side, like the two pages of a ledger."""
    deepest = top
    sides = (PORTRAIT.left, "You gave", paper.gave), (RIGHT - SIDE, "You used", paper.used)
    for x, title, lines in sides:
        down = heading(sheet, x, top, SIDE, title)
        columns = [Column("", 84), Column("", SIDE - 84 - 70 - 20), Column("", 70, "right")]
        rows = [Row([line.name, line.note, line.amount]) for line in lines]
        table = Table(columns, rows, gap=10, style=ROWS, words=title)
        deepest = max(deepest, table.draw(sheet, x, down, ONE_PAGE))
    return deepest


def _meant(sheet: Sheet, top: float) -> float:
    words = (
        "Days are days of training, halves counted as halves: those of your own trainers, and of "
        "your own venues where nothing was charged for them. Places are those of registers that "
        "are closed. Charges are counted by the day on which they came due, money by the day on "
        "which it came in."
    )
    return sheet.paragraph(PORTRAIT.left, top, PORTRAIT.measure, words, SMALL)


def _signed(sheet: Sheet, sender: Sender, top: float) -> None:
    with sheet.tag("P"):
        sheet.text(PORTRAIT.left, top, "Yours sincerely", BODY)
    board = sender.board
    names = ((board.signatory or board.name, STRONG), (board.signatory_role, SMALL))
    with sheet.tag("P"):
        for index, (words, style) in enumerate((w, s) for w, s in names if w.strip()):
            own = fit(words, style, PORTRAIT.measure, smallest=6, most_lines=1)
            sheet.text(PORTRAIT.left, top + 45 + index * 12, own.lines[0], own.style)
