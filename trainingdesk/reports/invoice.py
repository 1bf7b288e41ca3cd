"""Invoices and credit notes: frozen words and figures, each charge with why it is charged."""

from collections.abc import Sequence
from dataclasses import dataclass

from trainingdesk.domain.invoice import LineWords
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
from trainingdesk.reports.tokens import (
    ACCENT,
    BASE,
    BODY,
    INK,
    MUTED,
    PORTRAIT,
    STEP,
    STRONG,
    Style,
)
from trainingdesk.reports.words import shortened

SUM = Style(20, 24, "semibold", INK)
SMALLER = BODY.but(size=8.5, leading=12.25, colour=MUTED)
ROWS = BODY.but(size=9, leading=12)
TABLE_TOP = 280.0
TOTAL = 37.0
"""The height of the line that says what is to be paid."""
SIDE = (PORTRAIT.measure - BASE * 2) / 2
LONGEST_TERMS = 700
LONGEST_WHY = 420
ITS_END = 150
"""Why a charge is so high ends with the sum and with what is waived: that is never cut."""
EDGE = 0.9


@dataclass(frozen=True, slots=True)
class Charged:
    """One charged place: the event, the delegate, why, the sum, and its VAT code."""

    words: LineWords
    pence: int
    vat_code: str = ""


@dataclass(frozen=True, slots=True)
class InvoicePaper:
    """An invoice, or the credit note that undoes one."""

    reference: str
    issued: str
    to: Sequence[str]
    about: str
    charges: Sequence[Charged]
    pay_by: str = ""
    policy: str = ""
    """The policy in force, in its own words."""
    pay_to: Sequence[str] = ()
    undoes: str = ""
    """The invoice that a credit note undoes; empty for an invoice."""
    reason: str = ""
    paid_pence: int = 0
    """What had come in for the invoice that is undone."""

    @property
    def kind(self) -> str:
        """What the page is called."""
        return "Credit note" if self.undoes else "Invoice"

    @property
    def pence(self) -> int:
        """What is to be paid, or is credited."""
        return sum(charge.pence for charge in self.charges)


def invoice(sender: Sender, paper: InvoicePaper) -> bytes:
    """The invoice or credit note as a document."""
    name = f"{paper.kind} {paper.reference}"
    sheet = letter_sheet(sender, name, name)
    letter_head(sheet, sender, paper.to)
    pairs = [("Number", paper.reference), ("Issued", paper.issued)]
    pairs += [("Undoes", paper.undoes)] if paper.undoes else [("Pay by", paper.pay_by)]
    pairs += [("About", shortened(paper.about, 160))]
    top = max(TABLE_TOP, particulars(sheet, paper.kind, pairs) + BASE * 2)
    if paper.undoes:
        top = _nothing_to_pay(sheet, paper, top)
    foot = _Foot(paper)
    top = _charges(sheet, paper, top, foot.height)
    foot.draw(sheet, top)
    return sheet.pdf()


def _nothing_to_pay(sheet: Sheet, paper: InvoicePaper, top: float) -> float:
    """Say so in a frame: on a grey copy an outline tells a credit note from an invoice."""
    said = f"Nothing is to be paid. This note undoes invoice {paper.undoes}."
    wide = PORTRAIT.measure - BASE * 2
    high = sheet.tall(wide, said, STRONG) + BASE * 1.5
    left, above = PORTRAIT.left, top - BASE
    for y in (above, above + high):
        sheet.rule(left, y, PORTRAIT.measure, EDGE, INK)
    for x in (left, RIGHT):
        sheet.line(x, above, x, above + high, EDGE, INK)
    with sheet.tag("P"):
        sheet.paragraph(left + BASE, above + BASE * 0.65, wide, said, STRONG)
    return above + high + BASE * 1.5


def _charges(sheet: Sheet, paper: InvoicePaper, top: float, tail: float) -> float:
    """List what is charged, event by event; the sum stays with the last of it."""
    coded = any(charge.vat_code for charge in paper.charges)
    why = "Why it is credited" if paper.undoes else "Why it is charged"
    vat = [Column("VAT", 24, "centre")] if coded else []
    columns = [
        Column("Event and delegate", 176),
        Column(why, 205 if coded else 241, longest=LONGEST_WHY),
        *vat,
        Column("Sum", 56, "right"),
    ]
    rows: list[Row] = []
    event = None
    for charge in paper.charges:
        words = charge.words
        if words.event != event:
            event = words.event
            rows.append(Row([event], "span"))
        codes = [charge.vat_code] if coded else []
        rows.append(Row([words.delegate, _with_its_end(words.why), *codes, pounds(charge.pence)]))

    def turned() -> float:
        sheet.next_page()
        return PORTRAIT.top

    table = Table(columns, rows, gap=12, pad=3.8, style=ROWS, words="Charges")
    paging = Paging(PORTRAIT.top, PORTRAIT.foot, turned, tail)
    return table.draw(sheet, PORTRAIT.left, top, paging)


def _with_its_end(why: str) -> str:
    if len(why) <= LONGEST_WHY:
        return why
    return f"{why[: LONGEST_WHY - ITS_END - 3].rstrip()} … {why[-ITS_END:].lstrip()}"


class _Foot:
    """What follows the charges: the sum, the policy in force, and how to pay."""

    def __init__(self, paper: InvoicePaper) -> None:
        self._paper = paper
        self._words = shortened(paper.reason if paper.undoes else paper.policy, LONGEST_TERMS)
        self._pairs = _how_to_pay(paper)

    @property
    def height(self) -> float:
        """How high it stands."""
        left = Sheet.tall(SIDE, self._words, SMALLER) + BASE
        right = facts_height(SIDE, self._pairs, 84) + BASE
        return TOTAL + BASE * 3 + max(left, right)

    def draw(self, sheet: Sheet, top: float) -> None:
        """Set it below the charges."""
        undoes = bool(self._paper.undoes)
        x = RIGHT - SIDE
        with sheet.tag("P"):
            sheet.text(x, top + 25, "Credited" if undoes else "To pay", STRONG)
            colour = INK if undoes else ACCENT
            said = pounds(self._paper.pence)
            sheet.text(RIGHT, top + 26, said, SUM.but(colour=colour), "right")
        sheet.rule(x, top + TOTAL, SIDE, EDGE, INK)
        top += TOTAL + BASE * 2.5
        if self._words:
            with sheet.tag("H2"):
                heading = "Why it is credited" if undoes else "The policy in force"
                sheet.text(PORTRAIT.left, top, heading, STRONG)
            sheet.paragraph(PORTRAIT.left, top + STEP * 1.5, SIDE, self._words, SMALLER)
        with sheet.tag("H2"):
            sheet.text(x, top, "What happens now" if undoes else "How to pay", STRONG)
        facts(sheet, x, top + STEP * 2, SIDE, self._pairs, 84)


def _how_to_pay(paper: InvoicePaper) -> list[tuple[str, str]]:
    """The board's own lines, a name and a value each where it has written them so."""
    if paper.undoes:
        paid = (
            f"{pounds(paper.paid_pence)}, to be given back" if paper.paid_pence > 0 else "Nothing"
        )
        return [("Set against", f"Invoice {paper.undoes}"), ("Paid so far", paid)]
    pairs = []
    for line in filter(str.strip, paper.pay_to):
        name, colon, value = line.partition(":")
        pairs.append((name.strip(), value.strip()) if colon else ("", line.strip()))
    return [*pairs, ("Reference", paper.reference)]
