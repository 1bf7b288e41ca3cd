"""The charges of a booking that becomes one with another: nobody is charged twice for one place."""

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from trainingdesk.domain.charging.line import Occasion
from trainingdesk.domain.refusals import Refused
from trainingdesk.services.desk import Stamp
from trainingdesk.storage.models import Booking, Charge, InvoiceLine

ONE_BOOKING = "Two bookings of the same person became one."


def fold_charges(db: Session, booking: Booking, *, into: Booking, by: Stamp) -> None:
    """Move the charges of a booking to another; of two for the same, one that is invoiced stands.

    Raises Refused where both are on an invoice.
    """
    standing = _standing(db, booking.id, into.id)
    there = {_is_a_fee(charge): charge for charge in standing if charge.booking_id == into.id}
    for charge in (charge for charge in standing if charge.booking_id == booking.id):
        same = there.get(_is_a_fee(charge))
        if same is not None:
            ending = charge if not _is_invoiced(db, charge) else same
            if _is_invoiced(db, ending):
                raise Refused("Both bookings are on invoices. Credit one of the invoices first.")
            ending.ended_on, ending.ended_why = by.today, ONE_BOOKING
    db.flush()
    for charge in db.scalars(select(Charge).where(Charge.booking_id == booking.id)):
        charge.booking_id = into.id


def _standing(db: Session, *booking_ids: int) -> list[Charge]:
    """The charges of some bookings that stand, so that nobody invoices them meanwhile."""
    query = (
        select(Charge)
        .where(Charge.booking_id.in_(booking_ids), Charge.ended_on.is_(None))
        .order_by(Charge.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return list(db.scalars(query))


def _is_a_fee(charge: Charge) -> bool:
    return charge.occasion is Occasion.ATTENDANCE_FEE


def _is_invoiced(db: Session, charge: Charge) -> bool:
    return bool(db.scalar(select(exists().where(InvoiceLine.charge_id == charge.id))))
