"""Booking delegates onto events, and letting places go."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.attendance import CAME
from trainingdesk.domain.booking import (
    GIVEN_UP,
    LIVE,
    BookingStatus,
    status_of_new_booking,
)
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.refusals import (
    AlreadyBooked,
    CameAlready,
    EventClosed,
    EventNotOpen,
    NotCancellable,
    Unknown,
)
from trainingdesk.services.booked import BookingRow, bookings_on
from trainingdesk.services.desk import Stamp
from trainingdesk.services.places import held_places, places_of, queue_length, queue_of
from trainingdesk.services.reasons import as_listed
from trainingdesk.services.records import record_of
from trainingdesk.storage.models import Booking, Delegate, Event, StatusChange

__all__ = [
    "Booked",
    "BookingRow",
    "add_walk_in",
    "book",
    "bookings_on",
    "cancel",
    "cancel_several",
    "locked_event",
    "places_of",
]

CLOSED_TO_BOOKING = frozenset({EventStatus.DRAFT, EventStatus.POSTPONED, EventStatus.CANCELLED})


@dataclass(frozen=True, slots=True)
class Booked:
    """What became of a booking: a place, or a turn in the queue."""

    status: BookingStatus
    place_in_queue: int | None

    def __str__(self) -> str:
        return f"waiting {self.place_in_queue}" if self.place_in_queue else "booked"


def book(db: Session, *, event_id: int, delegate_id: int, by: Stamp) -> Booked:
    """Book a delegate onto an event, or put them on its waiting list when it is full.

    Whoever waits already goes first: a newcomer does not overtake the queue. Raises
    AlreadyBooked, EventClosed, EventNotOpen, Unknown.
    """
    event = open_event(db, event_id)
    delegate = _free_to_book(db, event_id, delegate_id)
    waiting = queue_length(db, event_id)
    status = status_of_new_booking(
        places=event.places, held=held_places(db, event_id), waiting=waiting
    )
    turn = len(queue_of(db, event_id)) + 1 if status is BookingStatus.WAITING else None
    _add(db, event, delegate, status, by)
    return Booked(status, turn)


def add_walk_in(db: Session, *, event_id: int, delegate_id: int, by: Stamp) -> int:
    """Note somebody who came without a booking, and return the booking made for them."""
    event = open_event(db, event_id)
    return _add(db, event, _free_to_book(db, event_id, delegate_id), BookingStatus.WALK_IN, by)


def cancel(db: Session, booking_id: int, *, reason: str, by: Stamp) -> list[str]:
    """Cancel a booking and pass its place to whoever has waited longest; name who got it.

    Raises CameAlready, EventClosed, NotCancellable, Unknown.
    """
    return cancel_several(db, [booking_id], reason=reason, by=by)


def cancel_several(db: Session, booking_ids: Sequence[int], *, reason: str, by: Stamp) -> list[str]:
    """Cancel bookings, and only then pass their places on: nobody among them is promoted first."""
    events: dict[int, Event] = {}
    said = as_listed(db, reason)
    for booking_id in sorted(booking_ids):  # one order of locks, whoever cancels
        booking = record_of(db, Booking, booking_id)
        events[booking.event_id] = open_event(db, booking.event_id)
        db.refresh(booking)
        if booking.status in GIVEN_UP:
            raise NotCancellable
        if any(mark.attendance in CAME for mark in booking.marks):
            raise CameAlready
        give_status(db, booking, BookingStatus.CANCELLED, by=by, reason=said)
    db.flush()
    return [name for event in events.values() for name in promote(db, event, by=by)]


def promote(db: Session, event: Event, *, by: Stamp) -> list[str]:
    """Give every free place to whoever has waited longest, and name them.

    Never more are promoted than places are free. An event that takes no bookings promotes nobody.
    """
    free = max(0, event.places - held_places(db, event.id))
    waiting = [db.get_one(Booking, booking_id) for booking_id in queue_of(db, event.id)]
    lucky = [booking for booking in waiting if booking.status is BookingStatus.WAITING][:free]
    if event.status in CLOSED_TO_BOOKING:
        lucky = []
    for booking in lucky:
        give_status(db, booking, BookingStatus.BOOKED, by=by, reason="A place became free.")
    return [booking.delegate.name for booking in lucky]


def give_status(
    db: Session, booking: Booking, status: BookingStatus, *, by: Stamp, reason: str
) -> None:
    """Change where a booking stands, and keep that it was changed."""
    booking.status = status
    booking.changed_on = by.today
    booking.reason = reason
    _keep_status(db, booking, by)


def open_event(db: Session, event_id: int) -> Event:
    """The event, if its bookings may still change; its places are ours until we finish."""
    event = locked_event(db, event_id)
    if event is None:
        raise Unknown("This event is no longer there.")
    if event.register_closed_on is not None:
        raise EventClosed
    return event


def locked_event(db: Session, event_id: int) -> Event | None:
    """The event, with its row locked: whoever else would book on it waits here.

    On SQLite the whole desk has been locked since the action began, and this asks for nothing.
    """
    return db.get(Event, event_id, with_for_update=True, populate_existing=True)


def _free_to_book(db: Session, event_id: int, delegate_id: int) -> Delegate:
    delegate = record_of(db, Delegate, delegate_id)
    theirs = Booking.event_id == event_id, Booking.delegate_id == delegate_id
    if db.scalar(select(Booking.id).where(*theirs, Booking.status.in_(LIVE))):
        raise AlreadyBooked
    return delegate


def _add(db: Session, event: Event, delegate: Delegate, status: BookingStatus, by: Stamp) -> int:
    if event.status in CLOSED_TO_BOOKING:
        raise EventNotOpen(f"This event is marked {event.status}, so it takes no bookings.")
    if event.headcount_only:
        raise EventNotOpen("People are only counted at this event, so it takes no bookings.")
    booking = Booking(
        event_id=event.id,
        delegate_id=delegate.id,
        agency_id=delegate.agency_id,
        status=status,
        booked_on=by.today,
    )
    db.add(booking)
    db.flush()
    _keep_status(db, booking, by)
    return booking.id


def _keep_status(db: Session, booking: Booking, by: Stamp) -> None:
    db.add(
        StatusChange(
            booking_id=booking.id,
            status=booking.status,
            at=by.at,
            on=by.today,
            who=by.who,
            reason=booking.reason,
        )
    )
