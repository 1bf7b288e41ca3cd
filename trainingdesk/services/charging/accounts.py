"""What an agency owes: raised, waived, credited, paid, and what is left of it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from trainingdesk.domain.invoice import Age, InvoiceKind, Owed
from trainingdesk.services.merged_agencies import merged_into
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


def account_of(db: Session, agency_ids: Collection[int]) -> Account:
    """The account over every invoice to some agencies."""
    whose = Invoice.agency_id.in_(agency_ids)
    raised, waived = db.execute(
        select(func.sum(Charge.pence), func.sum(Charge.waived_pence))
        .join(InvoiceLine, InvoiceLine.charge_id == Charge.id)
        .join(Invoice, Invoice.id == InvoiceLine.invoice_id)
        .where(Invoice.kind == InvoiceKind.INVOICE, whose)
    ).one()
    credited = db.scalar(
        select(func.sum(Invoice.pence)).where(Invoice.kind == InvoiceKind.CREDIT_NOTE, whose)
    )
    paid = db.scalar(select(func.sum(Receipt.pence)).join(Payment).join(Invoice).where(whose))
    return Account(*(int(pence or 0) for pence in (raised, waived, credited, paid)))


def on_the_account_of(db: Session, agency_id: int) -> list[int]:
    """The agencies whose invoices an agency is to pay: itself, and those that went into it.

    None where it went into another itself.
    """
    heirs = merged_into(db)
    if agency_id in heirs:
        return []
    return [agency_id, *(ended for ended, heir in heirs.items() if heir == agency_id)]


def ages_of(owed: Iterable[tuple[Age, Owed]]) -> dict[Age, int]:
    """What is left to be paid by how long it has been due; what is to be given back is not."""
    ages = dict.fromkeys(Age, 0)
    for age, each in owed:
        ages[age] += max(0, each.outstanding)
    return ages
