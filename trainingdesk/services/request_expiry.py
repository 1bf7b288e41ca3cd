"""Requests that nobody agreed to in time; a request holds no place, so ending one frees none."""

from datetime import timedelta

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from trainingdesk.domain.agreement import EXPIRED
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.services.desk import Stamp
from trainingdesk.services.statuses import give_status, locked_event
from trainingdesk.storage.models import Agreement, Board, Booking, Event


def events_with_requests_over(db: Session, *, by: Stamp) -> list[int]:
    """The events on which a request ran out, in one order of locks; of closed registers none."""
    query = (
        select(Event.id)
        .distinct()
        .join(Booking, Booking.event_id == Event.id)
        .join(Agreement, Agreement.booking_id == Booking.id)
        .where(Event.register_closed_on.is_(None), _is_over(db, by))
        .order_by(Event.id)
    )
    return list(db.scalars(query))


def expire_requests(db: Session, *, by: Stamp) -> list[str]:
    """End every request that nobody agreed to in time, and name who had asked."""
    events = (locked_event(db, event_id) for event_id in events_with_requests_over(db, by=by))
    return [
        name
        for event in events
        if event is not None and event.register_closed_on is None
        for name in expire_requests_of(db, event, by=by)
    ]


def expire_requests_of(db: Session, event: Event, *, by: Stamp) -> list[str]:
    """End the requests of one event that ran out; its places are ours while this goes on."""
    query = (
        select(Booking)
        .join(Agreement, Agreement.booking_id == Booking.id)
        .join(Event, Event.id == Booking.event_id)
        .where(Booking.event_id == event.id, _is_over(db, by))
        .order_by(Booking.id)
    )
    expired = list(db.scalars(query))
    for booking in expired:
        give_status(db, booking, BookingStatus.CANCELLED, by=by, reason=EXPIRED)
    db.flush()
    return [booking.delegate.name for booking in expired]


def _is_over(db: Session, by: Stamp) -> ColumnElement[bool]:
    """What ``last_day`` in the domain says, as the database looks for it."""
    days = db.get_one(Board, 1).agreement_days
    return and_(
        Booking.status == BookingStatus.REQUESTED,
        Agreement.decided_on.is_(None),
        Agreement.asked_on < by.today,
        or_(Agreement.asked_on < by.today - timedelta(days=days), Event.starts <= by.today),
    )
