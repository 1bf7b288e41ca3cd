"""Who has a place on an event, or waits for one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from trainingdesk.domain.attendance import Attendance, overall
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.own_fields import FieldOf, OwnFieldShape
from trainingdesk.services.charging.free_until import free_until
from trainingdesk.services.desk import Stamp
from trainingdesk.services.own_fields import (
    FiledValues,
    ToldValues,
    own_fields,
    values_filed,
    values_told,
)
from trainingdesk.services.places import queue_of
from trainingdesk.services.queued import Queued, queued_on
from trainingdesk.storage.models import Booking, Delegate


@dataclass(frozen=True, slots=True)
class BookingRow:
    """One line of the bookings on an event."""

    id: int
    delegate_id: int
    delegate: str
    agency: str
    job_title: str
    booked_on: date | None
    status: BookingStatus
    changed_on: date | None
    reason: str
    place_in_queue: int | None
    attendance: Attendance | None
    own: ToldValues = ()
    filed: FiledValues = ()
    queued: Queued | None = None
    """Where they stand on the waiting list, where it was asked for."""
    why_absent: str = ""
    free_until: datetime | None = None
    """Until when it is free to cancel; none where it always is."""


def bookings_on(db: Session, event_id: int, *, by: Stamp | None = None) -> list[BookingRow]:
    """Every booking on an event, by name; the agency is the one of that day.

    ``by`` says who asks and when, and then whoever waits is told why they were not promoted.
    """
    query = (
        select(Booking)
        .join(Booking.delegate)
        .where(Booking.event_id == event_id)
        .options(
            joinedload(Booking.delegate), joinedload(Booking.agency), selectinload(Booking.marks)
        )
        .order_by(Delegate.sought, Booking.id)
    )
    shapes = own_fields(db, FieldOf.BOOKING, retired=True)
    turns = {booking_id: turn for turn, booking_id in enumerate(queue_of(db, event_id), 1)}
    queued = queued_on(db, event_id, by=by) if by and turns else {}
    bookings = list(db.scalars(query))
    until = free_until(db, [booking.id for booking in bookings])
    return [
        replace(
            _row(booking, turns.get(booking.id), shapes, queued.get(booking.id)),
            free_until=until[booking.id],
        )
        for booking in bookings
    ]


def _row(
    booking: Booking, turn: int | None, shapes: Sequence[OwnFieldShape], queued: Queued | None
) -> BookingRow:
    return BookingRow(
        id=booking.id,
        delegate_id=booking.delegate_id,
        delegate=booking.delegate.listed,
        agency=booking.agency.name,
        job_title=booking.delegate.job_title,
        booked_on=booking.booked_on,
        status=booking.status,
        changed_on=booking.changed_on,
        reason=booking.reason,
        place_in_queue=turn,
        attendance=overall(mark.attendance for mark in booking.marks),
        own=values_told(shapes, booking.own_values),
        filed=values_filed(shapes, booking.own_values),
        queued=queued,
        why_absent=booking.why_absent,
    )
