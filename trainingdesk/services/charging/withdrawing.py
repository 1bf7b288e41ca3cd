"""Taking charges back before they are invoiced, and what becomes of them when marks change."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.figures import counted
from trainingdesk.domain.invoice import InvoiceKind
from trainingdesk.domain.refusals import Invalid, ListOutdated, Refused
from trainingdesk.domain.words import listed
from trainingdesk.services.desk import Stamp
from trainingdesk.services.importing.storing import batches
from trainingdesk.storage.models import Booking, Charge, Invoice, InvoiceLine

SAY_WHY = "Say why it is taken back, in a few words: it is kept with the charge."
REOPENED = "The register was opened again"


@dataclass(frozen=True, slots=True)
class RestingCharges:
    """The charges that rest on a register: those on no invoice yet, and the invoices of others."""

    not_invoiced: tuple[int, ...] = ()
    invoices: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """What opening the register again would do to them, in sentences."""
        said = []
        if number := len(self.not_invoiced):
            are = "is" if number == 1 else "are"
            said.append(
                f"{counted(number, 'charge')} not invoiced yet {are} taken back, and "
                f"{'comes' if number == 1 else 'come'} due anew as the marks bear out."
            )
        if self.invoices:
            one = len(self.invoices) == 1
            said.append(
                f"{'Invoice' if one else 'Invoices'} {listed(self.invoices)} "
                f"{'stands' if one else 'stand'}: a credit note is needed to undo "
                f"{'it' if one else 'them'}."
            )
        return " ".join(said)


NO_CHARGES = RestingCharges()


def take_back(db: Session, charge_ids: Collection[int], *, why: str, by: Stamp) -> None:
    """Take charges back that are on no invoice; what is still owed comes due anew.

    Raises Invalid, ListOutdated, Refused.
    """
    if not why.strip():
        raise Invalid({"why": SAY_WHY})
    for charge in _locked(db, charge_ids):
        if charge.ended_on is not None:
            raise ListOutdated(
                "A charge was taken back already. Nothing was changed now: look again."
            )
        charge.ended_on, charge.ended_why = by.today, why.strip()
    invoices = invoices_of(db, charge_ids)
    if invoices:
        raise Refused(
            f"It is on invoice {listed(sorted(set(invoices.values())))}, which never changes. "
            "Only a credit note undoes it."
        )
    db.flush()


def resting_charges(db: Session, event_id: int) -> RestingCharges:
    """The charges that rest on the register of an event; a cancellation rests on none."""
    query = (
        select(Charge.id)
        .join(Charge.booking)
        .where(Booking.event_id == event_id, Charge.ended_on.is_(None))
        .where(Booking.status != BookingStatus.CANCELLED)
        .order_by(Charge.id)
    )
    numbers = list(db.scalars(query))
    invoices = invoices_of(db, numbers)
    free = tuple(number for number in numbers if number not in invoices)
    return RestingCharges(free, tuple(sorted(set(invoices.values()))))


def take_back_with_the_register(db: Session, event_id: int, *, reason: str, by: Stamp) -> None:
    """Take back what rests on a register that is opened again and is on no invoice."""
    if numbers := resting_charges(db, event_id).not_invoiced:
        take_back(db, numbers, why=f"{REOPENED}: {reason.strip()}", by=by)


def invoices_of(db: Session, charge_ids: Collection[int]) -> dict[int, str]:
    """The invoice that each charge stands on, by its reference; charges on none are left out."""
    found: dict[int, str] = {}
    for some in batches(sorted(charge_ids)):
        found |= dict(db.execute(_on_invoices(some)).all())
    return found


def _on_invoices(charge_ids: Sequence[int]) -> Select[int, str]:
    return (
        select(InvoiceLine.charge_id, Invoice.reference)
        .join(Invoice, Invoice.id == InvoiceLine.invoice_id)
        .where(InvoiceLine.charge_id.in_(charge_ids), Invoice.kind == InvoiceKind.INVOICE)
        .order_by(Invoice.id)
    )


def _locked(db: Session, charge_ids: Collection[int]) -> list[Charge]:
    """The charges, so that nobody invoices them meanwhile."""
    query = select(Charge).where(Charge.id.in_(charge_ids)).order_by(Charge.id)
    return list(db.scalars(query.with_for_update().execution_options(populate_existing=True)))
