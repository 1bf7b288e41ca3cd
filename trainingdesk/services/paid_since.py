"""Taking a step back leaves an invoice with what may have been paid for it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from trainingdesk.domain.refusals import ChangedSince
from trainingdesk.services.charging.invoice_of import credit_of, received_by_kind
from trainingdesk.storage.changes import RowChange
from trainingdesk.storage.models import Invoice, Payment, Receipt


@contextmanager
def payments_stay_possible(db: Session, rows: Iterable[RowChange]) -> Iterator[None]:
    """Let payments be put back or taken out, unless an invoice cannot have been paid so.

    None has given back more than came in, and none that was credited since takes money again.
    Nobody pays or credits the invoices meanwhile. Raises ChangedSince.
    """
    payments = [row for row in rows if row.key[0] == Payment.__tablename__]
    invoices = {(row.after or row.before or {})["invoice_id"] for row in payments}
    for invoice_id in sorted(invoices):
        db.execute(select(Invoice.id).where(Invoice.id == invoice_id).with_for_update())
    yield
    anew = {(row.before or {}).get("receipt_id") for row in payments if row.after is None}
    for invoice_id in invoices:
        if sum(received_by_kind(db, invoice_id).values()) < 0:
            raise ChangedSince
        if credit_of(db, invoice_id) is not None and _takes_money(db, invoice_id, anew):
            raise ChangedSince


def _takes_money(db: Session, invoice_id: int, anew: Iterable[int | None]) -> bool:
    """Whether one of the receipts that are back pays for an invoice."""
    pays = Payment.invoice_id == invoice_id, Payment.receipt_id.in_(anew)
    came = exists().where(*pays, Receipt.id == Payment.receipt_id, Receipt.pence > 0)
    return bool(db.scalar(select(came)))
