"""Noting whoever comes without a booking, and whose place they take where the room is full."""

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from trainingdesk.domain.attendance import Attendance, overall
from trainingdesk.domain.booking import ON_THE_REGISTER, BookingStatus
from trainingdesk.domain.refusals import NotYetStarted
from trainingdesk.domain.walk_in import AWAY, WalkInPlace, place_for_walk_in
from trainingdesk.services.desk import Stamp
from trainingdesk.services.statuses import (
    delegate_to_book,
    new_booking,
    open_event,
    refuse_unless_it_takes_bookings,
)
from trainingdesk.storage.models import Booking, Event

ROOM_IS_FULL = (
    "The room is full: everybody on the register has come, or may still come. Mark whoever is "
    "absent first, and the walk-in takes their place."
)
TO_COME = "The event has not begun, so nobody can have walked in. Book them instead."
OVER = "Over the number of places"


def add_walk_in(
    db: Session, *, event_id: int, delegate_id: int, by: Stamp, reason: str = ""
) -> int:
    """Note somebody who came without a booking, and return the booking made for them.

    Where the room is full they take the place of somebody who is absent, or stand over the
    number of places, for a ``reason`` perhaps; the change of status keeps which. Raises
    AlreadyBooked, EventClosed, EventNotOpen, NotYetStarted, Unknown.
    """
    event = open_event(db, event_id)
    refuse_unless_it_takes_bookings(event)
    if event.starts > by.today:
        raise NotYetStarted(TO_COME)
    delegate = delegate_to_book(db, event_id, delegate_id)
    kept = ": ".join(filter(None, (_which_place(db, event), reason.strip())))
    booking = new_booking(db, event, delegate, BookingStatus.WALK_IN, by, reason=kept)
    booking.reason = ""  # among the board's reasons it would be counted as one of giving up
    return booking.id


def room_for_walk_in(db: Session, event_id: int) -> WalkInPlace:
    """Where there is room for one more, to be asked before somebody is noted."""
    return _room(db.get_one(Event, event_id), _on_the_register(db, event_id))


def _which_place(db: Session, event: Event) -> str:
    lines = _on_the_register(db, event.id)
    room = _room(event, lines)
    if room is WalkInPlace.OF_SOMEBODY_AWAY:
        walked_in = sum(line.status is BookingStatus.WALK_IN for line in lines)
        away = [line for line in lines if _mark(line) in AWAY]
        whose = away[min(walked_in, len(away) - 1)].agency.name
        return f"On to the place of somebody absent of {whose}"
    return OVER if room is WalkInPlace.NONE else ""


def _room(event: Event, lines: list[Booking]) -> WalkInPlace:
    return place_for_walk_in(event.places, [_mark(line) for line in lines])


def _mark(line: Booking) -> Attendance | None:
    return overall(mark.attendance for mark in line.marks)


def _on_the_register(db: Session, event_id: int) -> list[Booking]:
    query = (
        select(Booking)
        .where(Booking.event_id == event_id, Booking.status.in_(ON_THE_REGISTER))
        .options(selectinload(Booking.marks))
        .order_by(Booking.id)
        .execution_options(populate_existing=True)
    )
    return list(db.scalars(query))
