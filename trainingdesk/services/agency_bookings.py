"""What an agency booked in a year, and what came of it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from trainingdesk.domain.attendance import Attendance, overall
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.sought import holds, words_of
from trainingdesk.storage.models import Booking, Course, Delegate, Event


@dataclass(frozen=True, slots=True)
class AgencyBookingRow:
    """One booking that an agency made."""

    id: int
    event_id: int
    delegate_id: int
    delegate: str
    title: str
    reference: str
    starts: date
    status: BookingStatus
    attendance: Attendance | None


@dataclass(frozen=True, slots=True)
class AgencyBookingsAsked:
    """Which bookings of an agency a list shows, in the order of day, delegate, event or status."""

    agency_id: int
    year: TrainingYear
    words: str = ""
    sort: str = "day"
    falling: bool = True


def agency_bookings(
    db: Session, asked: AgencyBookingsAsked, *, offset: int, limit: int
) -> list[AgencyBookingRow]:
    """Some of the bookings that an agency made on a year's events."""
    orders: dict[str, Any] = {
        "delegate": Delegate.sought,
        "event": Course.sought,
        "status": Booking.status,
    }
    first = orders.get(asked.sort, Event.starts)
    query = (
        _bookings_asked(select(Booking), asked)
        .options(
            joinedload(Booking.delegate),
            joinedload(Booking.event).joinedload(Event.course),
            selectinload(Booking.marks),
        )
        .order_by(first.desc() if asked.falling else first, Delegate.sought, Booking.id)
    )
    return [_row(booking) for booking in db.scalars(query.offset(offset).limit(limit))]


def agency_bookings_in_all(db: Session, asked: AgencyBookingsAsked) -> int:
    """How many bookings are asked for."""
    return db.scalar(_bookings_asked(select(func.count(Booking.id)), asked)) or 0


def _bookings_asked(query: Select[Any], asked: AgencyBookingsAsked) -> Select[Any]:
    wanted = [
        or_(holds(Delegate.sought, word), holds(Course.sought, word))
        for word in words_of(asked.words)
    ]
    return (
        query.join(Booking.delegate)
        .join(Booking.event)
        .join(Event.course)
        .where(
            Booking.agency_id == asked.agency_id,
            Event.starts.between(asked.year.first_day, asked.year.last_day),
            *wanted,
        )
    )


def _row(booking: Booking) -> AgencyBookingRow:
    return AgencyBookingRow(
        id=booking.id,
        event_id=booking.event_id,
        delegate_id=booking.delegate_id,
        delegate=booking.delegate.listed,
        title=booking.event.course.title,
        reference=booking.event.reference,
        starts=booking.event.starts,
        status=booking.status,
        attendance=overall(mark.attendance for mark in booking.marks),
    )
