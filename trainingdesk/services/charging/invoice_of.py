"""One invoice by its number, and what there is of it: its credit note, and what came in."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from trainingdesk.domain.charging.line import Occasion
from trainingdesk.domain.fee_split import ATTENDANCE_FEE, NON_ATTENDANCE_FEE
from trainingdesk.domain.refusals import Unknown
from trainingdesk.storage.models import Charge, Invoice, InvoiceLine, Payment, Receipt


def invoice_of(db: Session, invoice_id: int, *, lock: bool = False) -> Invoice:
    """An invoice by its number, held where money for it is to be noted; raises Unknown."""
    invoice = db.get(Invoice, invoice_id, with_for_update=lock or None)
    if invoice is None:
        raise Unknown("This invoice is not there.")
    return invoice


def credit_of(db: Session, invoice_id: int) -> Invoice | None:
    """The credit note that undoes an invoice, if there is one."""
    return db.scalar(select(Invoice).where(Invoice.credits_id == invoice_id))


def asked_by_kind(db: Session, invoice_id: int) -> dict[str, int]:
    """What an invoice asks for, by the kind of fee, in the order of its lines."""
    query = (
        select(Charge.occasion, InvoiceLine.pence)
        .join(InvoiceLine, InvoiceLine.charge_id == Charge.id)
        .where(InvoiceLine.invoice_id == invoice_id)
        .order_by(InvoiceLine.id)
    )
    asked: dict[str, int] = {}
    for occasion, pence in db.execute(query):
        kind = ATTENDANCE_FEE if occasion is Occasion.ATTENDANCE_FEE else NON_ATTENDANCE_FEE
        asked[kind] = asked.get(kind, 0) + pence
    return asked


def received_by_kind(db: Session, invoice_id: int) -> dict[str, int]:
    """What came in for an invoice, less what was given back, by the kind of receipt."""
    query = (
        select(Receipt.kind, func.sum(Receipt.pence))
        .join(Payment, Payment.receipt_id == Receipt.id)
        .where(Payment.invoice_id == invoice_id)
        .group_by(Receipt.kind)
        .order_by(func.min(Payment.id))
    )
    return {kind: int(pence) for kind, pence in db.execute(query)}
