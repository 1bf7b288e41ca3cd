"""Booking somebody on an event to come: the events there are, and several people at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from trainingdesk.domain.booking import LIVE
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.refusals import AlreadyBooked
from trainingdesk.services.booking_knowingly import book_knowingly
from trainingdesk.services.bookings import Booked
from trainingdesk.services.desk import Stamp
from trainingdesk.services.places import Places, places_of_each
from trainingdesk.services.records import record_of
from trainingdesk.services.sought import holds, words_of
from trainingdesk.storage.models import Booking, Course, Delegate, Event, EventSession

TAKES_BOOKINGS = (EventStatus.PLANNED, EventStatus.OPEN, EventStatus.CONFIRMED)
SHOWN_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class EventToCome:
    """One event that takes bookings; ``booked`` says how many of those asked for are on it."""

    id: int
    title: str
    reference: str
    starts: date
    begins: time | None
    venue: str
    places: Places
    minimum: int
    booked: int


def other_dates_to_come(
    db: Session, event_id: int, *, delegate_ids: Sequence[int], today: date
) -> list[EventToCome]:
    """The other dates of an event's course from today on that take bookings."""
    course_id = record_of(db, Event, event_id).course_id
    wanted = Event.course_id == course_id, Event.id != event_id
    return _to_come(db, wanted, delegate_ids, today)


def events_to_come(
    db: Session, *, delegate_ids: Sequence[int], today: date, words: str = ""
) -> list[EventToCome]:
    """The events from today on that take bookings, the next one first."""
    wanted = [
        or_(holds(Course.sought, word), holds(Event.reference, word)) for word in words_of(words)
    ]
    return _to_come(db, wanted, delegate_ids, today)


def _to_come(
    db: Session,
    wanted: Sequence[ColumnElement[bool]],
    delegate_ids: Sequence[int],
    today: date,
) -> list[EventToCome]:
    query = (
        select(Event)
        .join(Event.course)
        .where(Event.starts >= today, Event.status.in_(TAKES_BOOKINGS), *wanted)
        .where(Event.register_closed_on.is_(None), Event.headcount_only.is_(False))
        .options(
            joinedload(Event.course),
            selectinload(Event.sessions).joinedload(EventSession.venue),
        )
        .order_by(Event.starts, Event.id)
        .limit(SHOWN_AT_ONCE)
    )
    events = list(db.scalars(query))
    ids = [event.id for event in events]
    places, booked = places_of_each(db, ids), _booked(db, ids, delegate_ids)
    return [_row(event, places[event.id], booked.get(event.id, 0)) for event in events]


def book_several(
    db: Session, *, event_id: int, delegate_ids: Sequence[int], by: Stamp, reason: str = ""
) -> list[Booked]:
    """Book several delegates onto one event, all of them or none.

    What speaks against a booking takes a ``reason``, which is kept. Raises Invalid without one,
    AlreadyBooked with the name of who has a booking, EventClosed, EventNotOpen, Unknown.
    """
    made = []
    for delegate_id in delegate_ids:
        try:
            booked = book_knowingly(
                db, event_id=event_id, delegate_id=delegate_id, by=by, reason=reason
            )
            made.append(booked)
        except AlreadyBooked as refusal:
            name = db.get_one(Delegate, delegate_id).name
            raise AlreadyBooked(f"{name} already has a booking on this event.") from refusal
    return made


def _booked(db: Session, event_ids: list[int], delegate_ids: Sequence[int]) -> dict[int, int]:
    query = (
        select(Booking.event_id, func.count(Booking.id).label("booked"))
        .where(
            Booking.event_id.in_(event_ids),
            Booking.delegate_id.in_(delegate_ids),
            Booking.status.in_(LIVE),
        )
        .group_by(Booking.event_id)
    )
    return {row.event_id: row.booked for row in db.execute(query)}


def _row(event: Event, places: Places, booked: int) -> EventToCome:
    first = event.sessions[0] if event.sessions else None
    return EventToCome(
        id=event.id,
        title=event.course.title,
        reference=event.reference,
        starts=event.starts,
        begins=first.starts if first else None,
        venue=first.venue.name if first and first.venue else "",
        places=places,
        minimum=event.course.minimum or 0,
        booked=booked,
    )
