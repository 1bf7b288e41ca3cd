"""One wait for several dates of a course: a place on any of them ends it for all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.booking import (
    HOLDS_A_PLACE,
    IN_THE_QUEUE,
    LIVE,
    BookingStatus,
    status_of_new_booking,
)
from trainingdesk.domain.refusals import Invalid, Refused
from trainingdesk.services.desk import Stamp
from trainingdesk.services.kept import kept_for_newcomers, take_a_kept_place
from trainingdesk.services.passing import end_what_ran_out, give_place, pass_places_on
from trainingdesk.services.places import places_of
from trainingdesk.services.records import record_of
from trainingdesk.services.shares import over_a_cap
from trainingdesk.services.statuses import (
    CLOSED_TO_BOOKING,
    lock_in_order,
    new_booking,
    open_event,
)
from trainingdesk.storage.models import Booking, Delegate, Event, SharedWait

HAD_ONE = "A place was free."


@dataclass(frozen=True, slots=True)
class OtherDate:
    """Another date of a course that somebody could wait for, and whether a place is free there."""

    event_id: int
    reference: str
    starts: date
    free: int
    waiting: int


def other_dates(db: Session, event_id: int, delegate_id: int, *, today: date) -> list[OtherDate]:
    """The dates of the same course, still to come, on which a delegate has no booking yet."""
    event = record_of(db, Event, event_id)
    theirs = select(Booking.event_id).where(
        Booking.delegate_id == delegate_id, Booking.status.in_(LIVE)
    )
    query = (
        select(Event)
        .where(
            Event.course_id == event.course_id,
            Event.id != event_id,
            Event.starts > today,
            Event.status.not_in(CLOSED_TO_BOOKING),
            Event.headcount_only.is_(False),
            Event.register_closed_on.is_(None),
            Event.id.not_in(theirs),
        )
        .order_by(Event.starts, Event.id)
    )
    events = db.scalars(query).all()
    places = [places_of(db, each.id) for each in events]
    return [
        OtherDate(each.id, each.reference, each.starts, there.free, there.waiting)
        for each, there in zip(events, places, strict=True)
    ]


def wait_for_dates(db: Session, *, delegate_id: int, event_ids: Iterable[int], by: Stamp) -> str:
    """Let a delegate wait once for several dates of a course.

    Where one of the dates has a free place for which nobody waits, they are booked there instead;
    the answer is its reference, and nothing where they wait. Raises EventClosed, EventNotOpen,
    Invalid, Refused, Unknown.
    """
    together = list(dict.fromkeys(event_ids))
    lock_in_order(db, together)
    events = [open_event(db, event_id) for event_id in together]
    _check_dates(events)
    delegate = record_of(db, Delegate, delegate_id)
    for event in events:
        end_what_ran_out(db, event, by=by)
    theirs = _live_bookings(db, delegate, events)
    missing = _by_day(event for event in events if event.id not in theirs)
    has_room = _first_with_room(db, missing, delegate)
    for event in [has_room] if has_room else missing:
        theirs[event.id] = new_booking(db, event, delegate, BookingStatus.WAITING, by)
    _join(db, [booking.id for booking in theirs.values()])
    if has_room is None:  # those before may be held up, and then it is their turn
        for event in events:
            pass_places_on(db, event, by=by)
        got = (each for each in theirs.values() if each.status is BookingStatus.BOOKED)
        return next((each.event.reference for each in got), "")
    take_a_kept_place(db, theirs[has_room.id])
    give_place(db, theirs[has_room.id], by=by, reason=HAD_ONE)
    return has_room.reference


def place_at_once(db: Session, *, delegate_id: int, event_ids: Iterable[int]) -> str:
    """The reference of the date on which they would be booked at once; nothing if they wait."""
    delegate = record_of(db, Delegate, delegate_id)
    events = _by_day(record_of(db, Event, event_id) for event_id in event_ids)
    has_room = _first_with_room(db, events, delegate)
    return has_room.reference if has_room else ""


def _first_with_room(db: Session, events: Sequence[Event], delegate: Delegate) -> Event | None:
    """The first of some dates on which a newcomer is given a place."""
    return next((event for event in events if _has_room(db, event, delegate)), None)


def _by_day(events: Iterable[Event]) -> list[Event]:
    return sorted(events, key=lambda event: (event.starts, event.id))


def _check_dates(events: Sequence[Event]) -> None:
    if len(events) < 2:  # noqa: PLR2004 - one date is an ordinary wait
        raise Invalid({"event_ids": "Choose another date to wait for."})
    if len({event.course_id for event in events}) > 1:
        raise Refused("One wait is for the dates of one course.")


def _live_bookings(db: Session, delegate: Delegate, events: Sequence[Event]) -> dict[int, Booking]:
    """The bookings with which a delegate waits already; raises Refused where they have a place."""
    query = select(Booking).where(
        Booking.delegate_id == delegate.id,
        Booking.event_id.in_([event.id for event in events]),
        Booking.status.in_(LIVE),
    )
    found = {booking.event_id: booking for booking in db.scalars(query)}
    for booking in found.values():
        if booking.status not in IN_THE_QUEUE:
            raise Refused(f"{delegate.name} has a place on {booking.event.reference} already.")
    return found


def _has_room(db: Session, event: Event, delegate: Delegate) -> bool:
    """Whether a newcomer is given a place there: nobody goes before them, and no cap forbids it."""
    if over_a_cap(db, event, delegate.agency):
        return False
    if kept_for_newcomers(db, event.id, delegate.agency_id) is not None:
        return True
    places = places_of(db, event.id)
    status = status_of_new_booking(free=places.free, waiting=places.waiting)
    return status in HOLDS_A_PLACE


def _join(db: Session, booking_ids: Sequence[int]) -> None:
    """Make one wait of several bookings, and of the waits they were part of."""
    parts = db.scalars(select(SharedWait).where(SharedWait.booking_id.in_(booking_ids))).all()
    firsts = {part.first_id for part in parts}
    joined = db.scalars(select(SharedWait).where(SharedWait.first_id.in_(firsts))).all()
    first = min(booking_ids)
    for part in joined:
        part.first_id = first
    there = {part.booking_id for part in joined}
    db.add_all(
        SharedWait(booking_id=number, first_id=first)
        for number in booking_ids
        if number not in there
    )
    db.flush()
