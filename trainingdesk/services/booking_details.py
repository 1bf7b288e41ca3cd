"""What the board's own fields say of bookings."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy.orm import Session

from trainingdesk.domain.meanwhile import refuse_if_changed
from trainingdesk.domain.own_fields import FieldOf
from trainingdesk.domain.refusals import Invalid, Unknown
from trainingdesk.services.charging.free_until import free_until
from trainingdesk.services.own_fields import value_problems, values_kept
from trainingdesk.storage.models import Booking


@dataclass(frozen=True, slots=True)
class BookingDetails:
    """What a user fills in for one booking, by the number of the field."""

    own_values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BookedOn:
    """Whose booking it is, and on what."""

    delegate: str
    title: str
    reference: str
    starts: date
    free_until: datetime | None = None  # until when it is free to cancel


def booking_details(db: Session, booking_id: int) -> BookingDetails:
    """What is filled in for a booking; raises Unknown."""
    return BookingDetails(dict(_booking(db, booking_id).own_values))


def booked_on(db: Session, booking_id: int) -> BookedOn:
    """Whose booking it is, and on what; raises Unknown."""
    booking = _booking(db, booking_id)
    event = booking.event
    until = free_until(db, [booking_id])[booking_id]
    title, reference = event.course.title, event.reference
    return BookedOn(booking.delegate.name, title, reference, event.starts, until)


def change_booking_details(
    db: Session, booking_id: int, details: BookingDetails, *, opened: BookingDetails | None = None
) -> None:
    """Fill in a booking's own fields; its place and its status stay as they are.

    ``opened`` is what the form began with. Raises Invalid, Unknown and ChangedMeanwhile.
    """
    booking = _booking(db, booking_id, lock=True)
    refuse_if_changed(opened, BookingDetails(dict(booking.own_values)))
    if problems := value_problems(db, FieldOf.BOOKING, details.own_values):
        raise Invalid(problems)
    kept = values_kept(db, FieldOf.BOOKING, details.own_values, booking.own_values)
    booking.own_values = kept


def _booking(db: Session, booking_id: int, *, lock: bool = False) -> Booking:
    booking = db.get(Booking, booking_id, with_for_update=lock or None, populate_existing=lock)
    if booking is None:
        raise Unknown("This booking is no longer there.")
    return booking
