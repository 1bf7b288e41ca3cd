"""What an agency owes: raised, waived, credited, paid, and what is left of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from trainingdesk.domain.invoice import Age, InvoiceKind, Owed
from trainingdesk.storage.models import Charge, Invoice, InvoiceLine, Payment, Receipt


@dataclass(frozen=True, slots=True)
class Account:
    """The sums of what was invoiced: raised − waived − credited − paid is what is outstanding."""

    raised: int = 0
    waived: int = 0
    credited: int = 0
    paid: int = 0

    @property
    def outstanding(self) -> int:
        """What is left to be paid; below nought, it is to be given back."""
        return self.raised - self.waived - self.credited - self.paid


def account_of(db: Session, agency_id: int | None = None) -> Account:
    """The account of one agency, or of all of them, over every invoice."""
    whose: list[ColumnElement[bool]] = []
    if agency_id is not None:
        whose.append(Invoice.agency_id == agency_id)
    raised, waived = db.execute(
        select(func.sum(Charge.pence), func.sum(Charge.waived_pence))
        .join(InvoiceLine, InvoiceLine.charge_id == Charge.id)
        .join(Invoice, Invoice.id == InvoiceLine.invoice_id)
        .where(Invoice.kind == InvoiceKind.INVOICE, *whose)
    ).one()
    credited = db.scalar(
        select(func.sum(Invoice.pence)).where(Invoice.kind == InvoiceKind.CREDIT_NOTE, *whose)
    )
    paid = db.scalar(select(func.sum(Receipt.pence)).join(Payment).join(Invoice).where(*whose))
    return Account(*(int(pence or 0) for pence in (raised, waived, credited, paid)))


def ages_of(owed: Iterable[tuple[Age, Owed]]) -> dict[Age, int]:
    """What is left to be paid by how long it has been due; what is to be given back is not."""
    ages = dict.fromkeys(Age, 0)
    for age, each in owed:
        ages[age] += max(0, each.outstanding)
    return ages
