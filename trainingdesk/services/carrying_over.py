"""Carrying the people of an event that does not go ahead over to another date."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.refusals import Refused
from trainingdesk.domain.waiting import Origin
from trainingdesk.services.bookings import book
from trainingdesk.services.desk import Stamp
from trainingdesk.services.event_changes import REASONED, call_off
from trainingdesk.services.exchanges import came_from, give_up, wait_as_before
from trainingdesk.services.places import queue_of
from trainingdesk.services.records import record_of
from trainingdesk.services.statuses import live_booking, lock_in_order, open_event
from trainingdesk.storage.models import Booking


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """How many went to the other date with a place, how many wait there, and who was there."""

    booked: int
    waiting: int
    there_already: tuple[str, ...]


def carry_over(
    db: Session, event_id: int, into_id: int, *, reason: str = "", by: Stamp
) -> CarriedOver:
    """Book everybody of an event on another date of its course, and postpone it unless it is off.

    Whoever had a place goes first, then the waiting list in its order. Whoever has a booking
    there already keeps that one. Raises Invalid where the event is to be postponed without a
    reason, Refused where it is no other date of the course, EventClosed, EventNotOpen, Unknown.
    """
    lock_in_order(db, {event_id, into_id})
    event, into = open_event(db, event_id), open_event(db, into_id)
    if event_id == into_id or event.course_id != into.course_id:
        raise Refused(f"{into.reference} is no other date of {event.course.title}.")
    if event.status not in REASONED:
        call_off(db, [event_id], EventStatus.POSTPONED, reason=reason, by=by)
    people = _in_order(db, event_id)
    if not people:
        raise Refused(f"Nobody has a place on {event.reference} or waits for one.")
    statuses: list[BookingStatus] = []
    there: list[str] = []
    for old in people:
        give_up(db, old, BookingStatus.TRANSFERRED, by=by, reason=f"Over to {into.reference}.")
        if live_booking(db, into_id, old.delegate_id) is not None:
            there.append(old.delegate.name)
            continue
        booked = book(db, event_id=into_id, delegate_id=old.delegate_id, by=by)
        came_from(db, booked.booking_id, old, Origin.CARRIED_OVER)
        wait_as_before(db, old, record_of(db, Booking, booked.booking_id), by=by)
        statuses.append(booked.status)
    waiting = statuses.count(BookingStatus.WAITING)
    return CarriedOver(len(statuses) - waiting, waiting, tuple(there))


def _in_order(db: Session, event_id: int) -> list[Booking]:
    """Whoever has a place, first booked first; then the waiting list in its order."""
    query = select(Booking).where(
        Booking.event_id == event_id, Booking.status == BookingStatus.BOOKED
    )
    booked = list(db.scalars(query.order_by(Booking.booked_on, Booking.id)))
    return [*booked, *(db.get_one(Booking, number) for number in queue_of(db, event_id))]
