"""Statements of account: what an agency was asked for and paid, and since when the rest is due."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from trainingdesk.domain.invoice import Age, InvoiceKind
from trainingdesk.domain.refusals import CannotSave
from trainingdesk.domain.words import plain_day
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.charging.accounts import ages_of, on_the_account_of
from trainingdesk.services.charging.invoices import invoices
from trainingdesk.services.charging.invoicing import made_out_to
from trainingdesk.services.charging.issued_page import pay_to, sender_of
from trainingdesk.services.merged_agencies import merged_into
from trainingdesk.services.records import record_of
from trainingdesk.services.saving import save_document
from trainingdesk.storage.models import Agency, Invoice, Payment, Receipt

BROUGHT_FORWARD = "Brought forward"
REFUNDED = "Given back to you"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of an account; ``left`` is what is to be paid after it."""

    on: date
    what: str
    asked: int
    settled: int
    left: int = 0


@dataclass(frozen=True, slots=True)
class Statement:
    """An agency's account since a day, and how long what is left has been due."""

    agency: str
    since: date
    entries: tuple[Entry, ...]
    left: int
    ages: dict[Age, int]


def statement_of(db: Session, agency_id: int, *, today: date) -> Statement:
    """An agency's account of the training year, with what was left before it; raises Unknown.

    The account of an agency that went into another is that one's, and stands on it under its name.
    """
    agency = _whose_account(db, agency_id)
    since = TrainingYear.of(today).first_day
    entries, left = [], 0
    before = True
    for entry in _entries(db, agency):
        if before and entry.on >= since:
            before = False
            entries += _brought_forward(since, left)
        left += entry.asked - entry.settled
        if not before:
            entries.append(Entry(entry.on, entry.what, entry.asked, entry.settled, left))
    if before:
        entries += _brought_forward(since, left)
    theirs = on_the_account_of(db, agency.id)
    rows = invoices(db, today=today, agency_ids=theirs)
    ages = ages_of((row.owed.age(today), row.owed) for row in rows)
    return Statement(agency.name, since, tuple(entries), left, ages)


def statement_document(db: Session, agency_id: int, *, today: date) -> bytes:
    """The statement of an agency as a PDF; raises Unknown."""
    from trainingdesk.reports import statement as papers  # noqa: PLC0415 - drawing loads when asked

    found = statement_of(db, agency_id, today=today)
    paper = papers.StatementPaper(
        to=made_out_to(_whose_account(db, agency_id)).splitlines(),
        on=plain_day(today),
        since=plain_day(found.since),
        lines=[
            papers.StatementLine(plain_day(e.on), e.what, e.asked, e.settled, e.left)
            for e in found.entries
        ],
        left_pence=found.left,
        ages=[(age.value, pence) for age, pence in found.ages.items()],
        pay_to=pay_to(db),
    )
    return papers.statement(sender_of(db), paper)


def save_statement(db: Session, agency_id: int, path: Path, *, today: date) -> None:
    """Save the statement of an agency; raises CannotSave, Unknown."""
    if path.suffix.lower() != ".pdf":
        raise CannotSave(path.name, "a statement is saved as .pdf")
    save_document(statement_document(db, agency_id, today=today), path)


def _brought_forward(since: date, left: int) -> list[Entry]:
    return [Entry(since, BROUGHT_FORWARD, 0, 0, left)] if left else []


def _whose_account(db: Session, agency_id: int) -> Agency:
    """The agency itself, or the one that it went into; raises Unknown."""
    return record_of(db, Agency, merged_into(db).get(agency_id, agency_id))


def _entries(db: Session, agency: Agency) -> list[Entry]:
    """Everything on the account, by its day."""
    theirs = Invoice.agency_id.in_(on_the_account_of(db, agency.id))
    issued = select(Invoice).options(joinedload(Invoice.agency)).where(theirs).order_by(Invoice.id)
    found = [_issued(invoice, agency) for invoice in db.scalars(issued)]
    paid = (
        select(Receipt.on, Receipt.pence, Invoice.reference)
        .join(Payment, Payment.receipt_id == Receipt.id)
        .join(Invoice, Invoice.id == Payment.invoice_id)
        .where(theirs)
        .order_by(Payment.id)
    )
    for on, pence, reference in db.execute(paid):
        what = f"Payment for {reference}" if pence >= 0 else f"{REFUNDED} for {reference}"
        found.append(Entry(on, what, max(0, -pence), max(0, pence)))
    return sorted(found, key=lambda entry: entry.on)


def _issued(invoice: Invoice, agency: Agency) -> Entry:
    of = f" ({invoice.agency.name})" if invoice.agency_id != agency.id else ""
    what = f"{invoice.kind} {invoice.reference}{of}: {invoice.about}"
    asked = invoice.pence if invoice.kind is InvoiceKind.INVOICE else 0
    return Entry(invoice.issued_on, what, asked, invoice.pence - asked)
