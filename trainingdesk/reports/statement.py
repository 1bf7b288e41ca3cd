"""A statement of account: what an agency was asked for, what it paid, and what is left."""

from collections.abc import Sequence
from dataclasses import dataclass

from trainingdesk.domain.money import pounds
from trainingdesk.reports.letter_head import (
    RIGHT,
    Sender,
    facts,
    facts_height,
    letter_head,
    letter_sheet,
    particulars,
)
from trainingdesk.reports.sheet import Sheet
from trainingdesk.reports.table import Column, Paging, Row, Table
from trainingdesk.reports.tokens import ACCENT, BASE, BODY, INK, PORTRAIT, STEP, STRONG, Style

SUM = Style(20, 24, "semibold", ACCENT)
ROWS = BODY.but(size=9, leading=12)
TABLE_TOP = 280.0
EDGE = 0.9
ONE_PAGE = Paging(PORTRAIT.top, PORTRAIT.height, lambda: PORTRAIT.top)
SIDE = (PORTRAIT.measure - BASE * 2) / 2


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One entry of the account: what was asked for, or what was paid or credited."""

    on: str
    what: str
    asked_pence: int
    settled_pence: int
    left_pence: int


@dataclass(frozen=True, slots=True)
class StatementPaper:
    """An agency's account on a day."""

    to: Sequence[str]
    on: str
    since: str
    lines: Sequence[StatementLine]
    left_pence: int
    ages: Sequence[tuple[str, int]]
    """How long sums have been due, and how much of each age there is."""
    pay_to: Sequence[str] = ()


def statement(sender: Sender, paper: StatementPaper) -> bytes:
    """The statement as a document."""
    sheet = letter_sheet(sender, f"Statement of account: {paper.to[0]}", "Statement of account")
    letter_head(sheet, sender, paper.to)
    pairs = [("As of", paper.on), ("Since", paper.since), ("To pay", pounds(paper.left_pence))]
    top = max(TABLE_TOP, particulars(sheet, "Statement", pairs) + BASE * 2)
    pay = _how_to_pay(paper)
    ages = _ages(paper)
    tail = BASE * 7 + max(ages.height, facts_height(SIDE, pay, 84))
    top = _entries(sheet, paper, top, tail)
    with sheet.tag("P"):
        sheet.text(RIGHT - SIDE, top + 25, _left(paper.left_pence), STRONG)
        sheet.text(RIGHT, top + 26, pounds(abs(paper.left_pence)), SUM, "right")
    sheet.rule(RIGHT - SIDE, top + 37, SIDE, EDGE, INK)
    top += 37 + BASE * 2.5
    with sheet.tag("H2"):
        sheet.text(PORTRAIT.left, top, "Since when it is due", STRONG)
    ages.draw(sheet, PORTRAIT.left, top + STEP * 2, ONE_PAGE)
    with sheet.tag("H2"):
        sheet.text(RIGHT - SIDE, top, "How to pay", STRONG)
    facts(sheet, RIGHT - SIDE, top + STEP * 2, SIDE, pay, 84)
    return sheet.pdf()


def _left(pence: int) -> str:
    return "To pay" if pence >= 0 else "To be given back to you"


def _entries(sheet: Sheet, paper: StatementPaper, top: float, tail: float) -> float:
    columns = [
        Column("Date", 68),
        Column("What", 213),
        Column("Asked for", 60, "right"),
        Column("Paid or credited", 60, "right"),
        Column("Left", 60, "right"),
    ]
    rows = [
        Row(
            [
                line.on,
                line.what,
                _sum(line.asked_pence),
                _sum(line.settled_pence),
                pounds(line.left_pence),
            ]
        )
        for line in paper.lines
    ]

    def turned() -> float:
        sheet.next_page()
        return PORTRAIT.top

    table = Table(columns, rows, gap=9, pad=3.8, style=ROWS, words="Entries of the account")
    return table.draw(sheet, PORTRAIT.left, top, Paging(PORTRAIT.top, PORTRAIT.foot, turned, tail))


def _ages(paper: StatementPaper) -> Table:
    columns = [Column("How long", SIDE - 94), Column("Left to pay", 80, "right")]
    rows = [Row([age, pounds(pence)]) for age, pence in paper.ages]
    words = "What is left by how long it has been due"
    return Table(columns, rows, gap=14, pad=3.8, style=ROWS, words=words)


def _sum(pence: int) -> str:
    return pounds(pence) if pence else ""


def _how_to_pay(paper: StatementPaper) -> list[tuple[str, str]]:
    pairs = []
    for line in filter(str.strip, paper.pay_to):
        name, colon, value = line.partition(":")
        pairs.append((name.strip(), value.strip()) if colon else ("", line.strip()))
    return [*pairs, ("Reference", "The number of the invoice")]
