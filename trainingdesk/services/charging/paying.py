"""Payments: money that came in for an invoice, or went back; each is a receipt of its kind."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from trainingdesk.domain.fee_split import parted
from trainingdesk.domain.invoice import InvoiceKind
from trainingdesk.domain.money import pounds
from trainingdesk.domain.refusals import Invalid, Refused, Unknown
from trainingdesk.services.charging.invoice_of import (
    asked_by_kind,
    credit_of,
    invoice_of,
    received_by_kind,
)
from trainingdesk.services.desk import Stamp
from trainingdesk.services.merged_agencies import merged_into
from trainingdesk.storage.models import Invoice, Payment, Receipt

GRANT = "Grant"
MOST_PENCE = 1_000_000_00


@dataclass(frozen=True, slots=True)
class PaymentDetails:
    """What a user says of money: when, how much, under which reference, and which way it went."""

    on: date | None = None
    pence: int | None = None
    reference: str = ""
    is_refund: bool = False

    def problems(self, today: date) -> dict[str, str]:
        """What is wrong, by field; empty when all is well."""
        found = {}
        if self.on is None or self.on > today:
            found["on"] = "Enter the day on which the money came or went, today at the latest."
        if self.pence is None or not 0 < self.pence <= MOST_PENCE:
            found["pence"] = "Enter a sum above £0, such as 50 or 12.50."
        return found


@dataclass(frozen=True, slots=True)
class LooseReceipt:
    """A receipt that pays for no invoice yet."""

    id: int
    on: date
    kind: str
    reference: str
    pence: int


def record_payment(
    db: Session, invoice_id: int, details: PaymentDetails, *, by: Stamp
) -> list[int]:
    """Keep a payment or a refund as receipts, one of each kind of fee; returns their numbers.

    They keep the reference as it was typed, so that the same money in a workbook is known again.
    Raises Invalid, Refused, Unknown.
    """
    invoice = _held(db, invoice_id)
    if problems := details.problems(by.today):
        raise Invalid(problems)
    on, pence = details.on or by.today, details.pence or 0
    received = received_by_kind(db, invoice_id)
    if details.is_refund:
        _may_give_back(invoice, pence, sum(received.values()))
    else:
        _takes_money(db, invoice)
    parts = parted(-pence if details.is_refund else pence, asked_by_kind(db, invoice_id), received)
    reference = " ".join(details.reference.split()) or invoice.reference
    receipts = [
        Receipt(on=on, agency_id=invoice.agency_id, kind=kind, pence=part, reference=reference)
        for kind, part in parts.items()
    ]
    db.add_all(receipts)
    db.flush()
    for receipt in receipts:
        _pay(db, invoice, receipt, by)
    return [receipt.id for receipt in receipts]


def match_receipt(db: Session, invoice_id: int, receipt_id: int, *, by: Stamp) -> None:
    """Say that a receipt which is there already pays for an invoice; raises Refused, Unknown.

    Where the same sum was recorded by hand before, the receipt takes its place: it is one payment.
    """
    invoice = _held(db, invoice_id)
    receipt = db.get(Receipt, receipt_id, with_for_update=True)
    if receipt is None:
        raise Unknown("This receipt is no longer there.")
    paid = select(Invoice.reference).join(Payment).where(Payment.receipt_id == receipt_id)
    if (reference := db.scalar(paid)) is not None:
        raise Refused(f"This receipt pays for {reference} already.")
    _may_pay(db, invoice, receipt)
    if (by_hand := _recorded_by_hand(db, invoice, receipt)) is not None:
        before, by_hand.receipt = by_hand.receipt, receipt
        db.flush()
        db.delete(before)
        db.flush()
        return
    if receipt.pence < 0:
        received = sum(received_by_kind(db, invoice_id).values())
        _may_give_back(invoice, -receipt.pence, received)
    else:
        _takes_money(db, invoice)
    _pay(db, invoice, receipt, by)


def loose_receipts(db: Session, invoice_id: int) -> list[LooseReceipt]:
    """The receipts that may be for an invoice: of its agency or of none, paying for nothing yet."""
    payers = _payers(db, invoice_of(db, invoice_id))
    query = (
        select(Receipt)
        .where(or_(Receipt.agency_id.in_(payers), Receipt.agency_id.is_(None)))
        .where(Receipt.kind != GRANT, ~exists().where(Payment.receipt_id == Receipt.id))
        .order_by(Receipt.on.desc(), Receipt.id.desc())
    )
    return [LooseReceipt(r.id, r.on, r.kind, r.reference, r.pence) for r in db.scalars(query)]


def _held(db: Session, invoice_id: int) -> Invoice:
    """The invoice, held so that two do not part the same money; raises Refused, Unknown."""
    invoice = invoice_of(db, invoice_id, lock=True)
    if invoice.kind is InvoiceKind.CREDIT_NOTE:
        raise Refused("A credit note is not paid. Give the money back on its invoice.")
    return invoice


def _recorded_by_hand(db: Session, invoice: Invoice, receipt: Receipt) -> Payment | None:
    """The payment of the same sum and kind that bears the invoice's own number."""
    query = (
        select(Payment)
        .join(Payment.receipt)
        .where(Payment.invoice_id == invoice.id, Receipt.pence == receipt.pence)
        .where(Receipt.kind == receipt.kind)
        .where(Receipt.reference.startswith(invoice.reference, autoescape=True))
        .order_by(Payment.id)
    )
    return db.scalars(query).first()


def _payers(db: Session, invoice: Invoice) -> set[int]:
    """The agency of an invoice, the one that stands in its place, and those that went into it."""
    heirs = merged_into(db)
    now = heirs.get(invoice.agency_id, invoice.agency_id)
    return {now, *(agency for agency, heir in heirs.items() if heir == now)}


def _may_pay(db: Session, invoice: Invoice, receipt: Receipt) -> None:
    if receipt.kind == GRANT:
        raise Refused("A grant pays for no invoice.")
    if receipt.agency_id is not None and receipt.agency_id not in _payers(db, invoice):
        raise Refused(f"This receipt is of another agency than {invoice.reference}.")


def _takes_money(db: Session, invoice: Invoice) -> None:
    if (note := credit_of(db, invoice.id)) is not None:
        raise Refused(
            f"{invoice.reference} was credited by {note.reference}, so nothing is to be paid for "
            "it. Record the money on the invoice that it is for, or give it back."
        )


def _may_give_back(invoice: Invoice, pence: int, received: int) -> None:
    if pence > received:
        said = f"Only {pounds(received)} came in" if received > 0 else "Nothing came in"
        raise Refused(f"{said} for {invoice.reference}, so {pounds(pence)} cannot go back.")


def _pay(db: Session, invoice: Invoice, receipt: Receipt, by: Stamp) -> None:
    db.add(Payment(invoice_id=invoice.id, receipt_id=receipt.id, at=by.at, who=by.who))
    db.flush()
