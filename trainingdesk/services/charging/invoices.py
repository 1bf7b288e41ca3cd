"""Invoices as lists and records show them: how far each is, its lines and what came in for it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, aliased, joinedload

from trainingdesk.domain.delegate import searched
from trainingdesk.domain.invoice import InvoiceKind, InvoiceState, LineWords, Owed
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.charging.invoice_of import credit_of, invoice_of
from trainingdesk.storage.models import Invoice, InvoiceReminder, Payment, Receipt


@dataclass(frozen=True, slots=True)
class InvoiceRow:
    """One line of the invoices list."""

    id: int
    reference: str
    agency_id: int
    agency: str
    about: str
    issued_on: date
    owed: Owed
    state: InvoiceState
    days_over: int
    reminders: int
    reminded_on: date | None
    credited_by: str

    @property
    def sought(self) -> str:
        """The words by which it is found in the list."""
        return searched(
            f"{self.reference} {self.agency} {self.about} {self.state} {self.credited_by}"
        )


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line of an invoice, as it was issued."""

    id: int
    words: LineWords
    pence: int
    vat_code: str


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """One sum that came in for an invoice, or went back."""

    id: int
    on: date
    kind: str
    reference: str
    pence: int
    who: str


@dataclass(frozen=True, slots=True)
class CreditRow:
    """The credit note that undid an invoice."""

    id: int
    reference: str
    on: date
    reason: str


@dataclass(frozen=True, slots=True)
class InvoiceRecord:
    """One invoice with all there is of it."""

    row: InvoiceRow
    made_out_to: tuple[str, ...]
    lines: tuple[LineRow, ...]
    payments: tuple[PaymentRow, ...]
    reminders: tuple[date, ...]
    credit: CreditRow | None


def invoices(
    db: Session,
    *,
    today: date,
    year: TrainingYear | None = None,
    agency_ids: Collection[int] | None = None,
) -> list[InvoiceRow]:
    """The invoices, the newest first: those of a year with all that are still open, or all."""
    wanted: list[ColumnElement[bool]] = []
    if agency_ids is not None:
        wanted.append(Invoice.agency_id.in_(agency_ids))
    found = _rows(db, wanted, today)
    if year is None:
        return found
    settled = {InvoiceState.PAID, InvoiceState.CREDITED}
    return [
        row
        for row in found
        if year.first_day <= row.issued_on <= year.last_day
        or row.state not in settled
        or row.owed.to_give_back
    ]


def invoice_record(db: Session, invoice_id: int, *, today: date) -> InvoiceRecord:
    """One invoice with its lines, its payments and its credit note; raises Unknown."""
    invoice = invoice_of(db, invoice_id)
    row = _rows(db, [Invoice.id == invoice_id], today)[0]
    note = credit_of(db, invoice_id)
    lines = (
        LineRow(line.id, LineWords.of(line.words), line.pence, line.vat_code)
        for line in invoice.lines
    )
    reminded = (
        select(InvoiceReminder.on)
        .where(InvoiceReminder.invoice_id == invoice_id)
        .order_by(InvoiceReminder.id)
    )
    return InvoiceRecord(
        row=row,
        made_out_to=tuple(invoice.made_out_to.splitlines()),
        lines=tuple(lines),
        payments=tuple(_payments(db, invoice_id)),
        reminders=tuple(db.scalars(reminded)),
        credit=CreditRow(note.id, note.reference, note.issued_on, note.reason) if note else None,
    )


def sums_of(rows: Collection[InvoiceRow]) -> tuple[int, int]:
    """What is left to be paid of some invoices, and how much of it is overdue."""
    left = sum(max(0, row.owed.outstanding) for row in rows)
    return left, sum(row.owed.outstanding for row in rows if row.state is InvoiceState.OVERDUE)


def _payments(db: Session, invoice_id: int) -> list[PaymentRow]:
    query = (
        select(Payment)
        .where(Payment.invoice_id == invoice_id)
        .options(joinedload(Payment.receipt))
        .order_by(Payment.id)
    )
    return [
        PaymentRow(p.id, p.receipt.on, p.receipt.kind, p.receipt.reference, p.receipt.pence, p.who)
        for p in db.scalars(query)
    ]


def _rows(db: Session, wanted: Collection[ColumnElement[bool]], today: date) -> list[InvoiceRow]:
    note = aliased(Invoice)
    paid = (
        select(Payment.invoice_id, func.sum(Receipt.pence).label("pence"))
        .join(Receipt, Receipt.id == Payment.receipt_id)
        .group_by(Payment.invoice_id)
        .subquery("paid")
    )
    told = (
        select(
            InvoiceReminder.invoice_id,
            func.count().label("number"),
            func.max(InvoiceReminder.on).label("newest"),
        )
        .group_by(InvoiceReminder.invoice_id)
        .subquery("told")
    )
    query = (
        select(Invoice, note.reference, paid.c.pence, told.c.number, told.c.newest)
        .outerjoin(note, note.credits_id == Invoice.id)
        .outerjoin(paid, paid.c.invoice_id == Invoice.id)
        .outerjoin(told, told.c.invoice_id == Invoice.id)
        .where(Invoice.kind == InvoiceKind.INVOICE, *wanted)
        .options(joinedload(Invoice.agency))
        .order_by(Invoice.number.desc())
    )
    found = []
    for invoice, credited_by, pence, reminders, newest in db.execute(query):
        owed = Owed(
            invoice.pence, int(pence or 0), invoice.pay_by, credited=credited_by is not None
        )
        found.append(
            InvoiceRow(
                id=invoice.id,
                reference=invoice.reference,
                agency_id=invoice.agency_id,
                agency=invoice.agency.name,
                about=invoice.about,
                issued_on=invoice.issued_on,
                owed=owed,
                state=owed.state(today),
                days_over=owed.days_over(today),
                reminders=reminders or 0,
                reminded_on=newest,
                credited_by=credited_by or "",
            )
        )
    return found
