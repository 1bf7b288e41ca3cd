"""The columns of the lists of invoices: those that were issued, and those still to be."""

from trainingdesk.domain.delegate import searched
from trainingdesk.domain.figures import counted
from trainingdesk.domain.invoice import InvoiceState
from trainingdesk.domain.money import pounds
from trainingdesk.domain.words import brief_day
from trainingdesk.services.charging.invoices import InvoiceRow
from trainingdesk.services.charging.ready import Ready
from ui.parts.cell import Cell
from ui.parts.rows_model import Column
from ui.parts.theme import Width

READY_COLUMNS: list[Column[Ready]] = [
    Column("Agency", lambda r: Cell(r.agency, strong=True), share=3),
    Column("For", lambda r: r.about, share=4),
    Column(
        "Charges",
        lambda r: f"{len(r.charge_ids):,}",
        Width.COUNT,
        right=True,
        value=lambda r: len(r.charge_ids),
    ),
    Column("From", lambda r: brief_day(r.since), Width.DATE, value=lambda r: r.since),
    Column("Sum", lambda r: pounds(r.pence), Width.MARK, right=True, value=lambda r: r.pence / 100),
]


def ready_said(row: Ready) -> str:
    """What is looked for in an invoice that is still to be issued."""
    return searched(f"{row.agency} {row.about}")


def invoice_columns() -> list[Column[InvoiceRow]]:
    """What the list says of each invoice."""
    return [
        Column("Number", lambda r: Cell(r.reference, strong=True), Width.MARK),
        Column("Agency", lambda r: r.agency, share=3),
        Column("For", lambda r: Cell(r.about, "soft"), share=2),
        Column(
            "Issued",
            lambda r: Cell(brief_day(r.issued_on), "soft"),
            Width.DATE,
            value=lambda r: r.issued_on,
        ),
        Column("Pay by", _pay_by, Width.DATE, value=lambda r: r.owed.pay_by),
        Column(
            "Sum",
            lambda r: Cell(pounds(r.owed.pence), "soft"),
            Width.NUMBER,
            right=True,
            value=lambda r: r.owed.pence / 100,
        ),
        Column("Left", _left, Width.NUMBER, right=True, value=lambda r: r.owed.outstanding / 100),
        Column(
            "State", lambda r: Cell(chip=r.state.value), Width.CHIP, value=lambda r: r.state.value
        ),
        Column("Reminded", _reminded, Width.DATE, value=lambda r: r.reminded_on),
    ]


def said_of(row: InvoiceRow) -> str:
    """How far an invoice is, in a sentence."""
    if row.owed.to_give_back:
        return f"{pounds(row.owed.to_give_back)} is to be given back."
    if row.state is InvoiceState.OVERDUE:
        days = counted(row.days_over, "day")
        return f"{pounds(row.owed.outstanding)} is overdue by {days}."
    if row.owed.outstanding:
        return f"{pounds(row.owed.outstanding)} is to be paid."
    return f"{row.state}."


def _pay_by(row: InvoiceRow) -> Cell:
    day = brief_day(row.owed.pay_by) if row.owed.pay_by else ""
    return Cell(day, "red" if row.days_over else "ink")


def _left(row: InvoiceRow) -> Cell:
    tone = "amber" if row.owed.to_give_back else "ink"
    return Cell(pounds(row.owed.outstanding), tone) if row.owed.outstanding else Cell("–", "faint")


def _reminded(row: InvoiceRow) -> Cell:
    if row.reminded_on is None:
        return Cell("never", "faint")
    times = f"{row.reminders:,} times" if row.reminders > 1 else ""
    return Cell(brief_day(row.reminded_on), note=times)
