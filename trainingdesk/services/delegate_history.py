"""Everything a delegate was ever booked on, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from trainingdesk.domain.attendance import Attendance, overall
from trainingdesk.domain.booking import GIVEN_UP, BookingStatus
from trainingdesk.domain.own_fields import FieldOf, OwnFieldShape
from trainingdesk.services.charging.free_until import free_until
from trainingdesk.services.charging.raised import charges_said
from trainingdesk.services.own_fields import (
    FiledValues,
    ToldValues,
    own_fields,
    values_filed,
    values_told,
)
from trainingdesk.services.places import queue_of
from trainingdesk.storage.models import Booking, Certificate, Event


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One booking of a delegate; the agency is the one of that day."""

    id: int  # of the booking
    event_id: int
    title: str
    reference: str
    starts: date
    agency: str
    status: BookingStatus
    place_in_queue: int | None
    booked_on: date | None
    changed_on: date | None
    reason: str
    attendance: Attendance | None
    certificate: str
    can_cancel: bool
    own: ToldValues = ()
    filed: FiledValues = ()
    free_until: datetime | None = None
    """Until when it is free to cancel; none where it always is, or is too late by far."""
    charge: str = ""
    """What was charged for it, or waived, as far as it stands."""


def history_of(db: Session, delegate_id: int) -> list[HistoryRow]:
    """Every booking of a delegate over all years, the newest event first."""
    query = (
        select(Booking, Certificate.number)
        .join(Booking.event)
        .outerjoin(
            Certificate,
            (Certificate.booking_id == Booking.id) & Certificate.withdrawn_on.is_(None),
        )
        .where(Booking.delegate_id == delegate_id)
        .options(
            joinedload(Booking.event).joinedload(Event.course),
            joinedload(Booking.agency),
            selectinload(Booking.marks),
        )
        .order_by(Event.starts.desc(), Event.id.desc(), Booking.id.desc())
    )
    shapes = own_fields(db, FieldOf.BOOKING, retired=True)
    rows = [_row(db, booking, number or "", shapes) for booking, number in db.execute(query)]
    until = free_until(db, [row.id for row in rows if row.can_cancel])
    charged = charges_said(db, [row.id for row in rows])
    return [
        replace(row, free_until=until.get(row.id), charge=charged.get(row.id, "")) for row in rows
    ]


def _row(
    db: Session, booking: Booking, certificate: str, shapes: Sequence[OwnFieldShape]
) -> HistoryRow:
    event = booking.event
    waits = booking.status is BookingStatus.WAITING
    return HistoryRow(
        id=booking.id,
        event_id=event.id,
        title=event.course.title,
        reference=event.reference,
        starts=event.starts,
        agency=booking.agency.name,
        status=booking.status,
        place_in_queue=queue_of(db, event.id).index(booking.id) + 1 if waits else None,
        booked_on=booking.booked_on,
        changed_on=booking.changed_on,
        reason=booking.reason,
        attendance=overall(mark.attendance for mark in booking.marks),
        certificate=certificate,
        can_cancel=booking.status not in GIVEN_UP and event.register_closed_on is None,
        own=values_told(shapes, booking.own_values),
        filed=values_filed(shapes, booking.own_values),
    )
