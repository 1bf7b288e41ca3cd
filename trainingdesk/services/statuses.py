"""Where bookings stand: every change is a row of its own, and made while the event is ours."""

from collections.abc import Iterable, Sequence

from sqlalchemy import bindparam, exists, select
from sqlalchemy.orm import Session, aliased
from sqlalchemy.orm.attributes import set_committed_value

from trainingdesk.domain.booking import IN_THE_QUEUE, LIVE, BookingStatus
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.refusals import AlreadyBooked, EventClosed, EventNotOpen, Unknown
from trainingdesk.services.desk import Stamp
from trainingdesk.services.records import record_of
from trainingdesk.storage.database import whole_desk_is_locked
from trainingdesk.storage.models import Booking, Delegate, Event, SharedWait, StatusChange

TO_BOOK = select(
    Delegate,
    exists().where(
        Booking.event_id == bindparam("event"),
        Booking.delegate_id == Delegate.id,
        Booking.status.in_(LIVE),
    ),
).where(Delegate.id == bindparam("delegate"))
"""Somebody, and whether they have a live booking on an event; built once, like its kin."""

CLOSED_TO_BOOKING = frozenset({EventStatus.DRAFT, EventStatus.POSTPONED, EventStatus.CANCELLED})


def open_event(db: Session, event_id: int) -> Event:
    """The event, if its bookings may still change; its places are ours until we finish."""
    lock_in_order(db, [event_id])
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


def lock_in_order(db: Session, event_ids: Iterable[int]) -> None:
    """Lock events, and all that waits for several dates tie to them, from the oldest on.

    A place on one date ends the wait for the others, and what it frees there is passed on: who
    locked those others only then could wait for somebody who waits for them. Whoever ties more
    to them while we wait for the locks is seen after: then all are let go of, and locked anew.
    """
    if whole_desk_is_locked(db):
        return
    wanted = set(event_ids)
    together = _tied_by_waits(db, wanted)
    db.flush()  # or letting go of the locks would take it back
    while True:
        attempt = db.connection().begin_nested()
        all_of_them = select(Event.id).where(Event.id.in_(together)).order_by(Event.id)
        db.execute(all_of_them.with_for_update())
        tied = _tied_by_waits(db, wanted)
        if tied <= together:
            attempt.commit()
            return
        attempt.rollback()
        together = tied


def _tied_by_waits(db: Session, event_ids: set[int]) -> set[int]:
    """Events, and those to which waits for several dates lead from them, however far."""
    here, there = aliased(Booking), aliased(Booking)
    part, other = aliased(SharedWait), aliased(SharedWait)
    query = (
        select(there.event_id)
        .join(other, other.booking_id == there.id)
        .join(part, part.first_id == other.first_id)
        .join(here, here.id == part.booking_id)
        .where(here.status.in_(IN_THE_QUEUE), there.status.in_(IN_THE_QUEUE))
    )
    found, newly = set(event_ids), set(event_ids)
    while newly:
        newly = set(db.scalars(query.where(here.event_id.in_(newly)))) - found
        found |= newly
    return found


def refuse_if_off(event: Event) -> None:
    """Raise EventNotOpen where an event is not to be held as it stands."""
    if event.status in CLOSED_TO_BOOKING:
        raise EventNotOpen(f"This event is marked {event.status}, so it takes no bookings.")


def standing_booking(db: Session, booking_id: int) -> Booking:
    """A booking as it stands now, and the places of its event ours; raises EventClosed, Unknown."""
    booking = record_of(db, Booking, booking_id)
    event = open_event(db, booking.event_id)
    db.refresh(booking)
    set_committed_value(booking, "event", event)  # or it would be looked for again
    return booking


def delegate_to_book(db: Session, event_id: int, delegate_id: int) -> Delegate:
    """Somebody who has no live booking on an event; raises AlreadyBooked, Unknown."""
    found = db.execute(TO_BOOK, {"event": event_id, "delegate": delegate_id}).one_or_none()
    if found is None:
        raise Unknown("This delegate is no longer there.")
    delegate, live = found
    if live:
        raise AlreadyBooked
    return delegate


def live_booking(db: Session, event_id: int, delegate_id: int) -> Booking | None:
    """The booking of somebody on an event that was not given up, if there is one."""
    theirs = Booking.event_id == event_id, Booking.delegate_id == delegate_id
    return db.scalars(select(Booking).where(*theirs, Booking.status.in_(LIVE))).one_or_none()


def refuse_unless_it_takes_bookings(event: Event) -> None:
    """Raise EventNotOpen where nobody can be booked on an event."""
    refuse_if_off(event)
    if event.headcount_only:
        raise EventNotOpen("People are only counted at this event, so it takes no bookings.")


def new_booking(  # noqa: PLR0913 - what a booking is made of
    db: Session,
    event: Event,
    delegate: Delegate,
    status: BookingStatus,
    by: Stamp,
    *,
    reason: str = "",
) -> Booking:
    """A booking with its first status; raises EventNotOpen where an event takes none."""
    refuse_unless_it_takes_bookings(event)
    if (asked := requested_booking(db, event.id, delegate.id)) is not None:
        give_status(db, asked, status, by=by, reason="")  # booked without waiting for it
        db.flush()
        return asked
    return _made(db, event, [(delegate, status, reason)], by)[0]


def new_bookings(
    db: Session,
    event: Event,
    people: Sequence[tuple[Delegate, BookingStatus, str]],
    by: Stamp,
) -> list[Booking]:
    """Bookings with their first status and its reason, for people who have asked for no place.

    They wait in the order in which they are given; raises EventNotOpen.
    """
    refuse_unless_it_takes_bookings(event)
    return _made(db, event, people, by)


def _made(
    db: Session,
    event: Event,
    people: Sequence[tuple[Delegate, BookingStatus, str]],
    by: Stamp,
) -> list[Booking]:
    bookings = [
        Booking(
            event_id=event.id,
            delegate_id=delegate.id,
            agency_id=delegate.agency_id,
            status=status,
            booked_on=by.today,
            reason=reason.strip(),
        )
        for delegate, status, reason in people
    ]
    db.add_all(bookings)
    for booking in bookings:
        _keep_status(db, booking, by)
    db.flush()
    return bookings


def requested_booking(db: Session, event_id: int, delegate_id: int) -> Booking | None:
    """The open request of somebody for a place on an event, if there is one."""
    theirs = Booking.event_id == event_id, Booking.delegate_id == delegate_id
    asked = Booking.status == BookingStatus.REQUESTED
    return db.scalars(select(Booking).where(*theirs, asked).order_by(Booking.id)).first()


def give_status(
    db: Session, booking: Booking, status: BookingStatus, *, by: Stamp, reason: str
) -> None:
    """Change where a booking stands, and keep that it was changed."""
    booking.status = status
    booking.changed_on = by.today
    booking.reason = reason
    _keep_status(db, booking, by)


def _keep_status(db: Session, booking: Booking, by: Stamp) -> None:
    db.add(
        StatusChange(
            booking=booking,
            status=booking.status,
            at=by.at,
            on=by.today,
            who=by.who,
            via=by.via,
            reason=booking.reason,
        )
    )
