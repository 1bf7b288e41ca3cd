"""Whom and what a typed sentence books: "book ada risk" is Ada King on the next Risk."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.booking import LIVE
from trainingdesk.services.search import found_delegates
from trainingdesk.services.sought import words_of
from trainingdesk.services.sought_events import nearest_events
from trainingdesk.services.statuses import CLOSED_TO_BOOKING
from trainingdesk.services.suggested import next_place
from trainingdesk.services.warnings import warnings_before
from trainingdesk.storage.models import Booking, Delegate, Event

VERB = "book"
PEOPLE, DATES = 3, 3
LOOKED_AT = 20
"""So many of the nearest events are looked through for those that take bookings."""
Now = tuple[date, datetime | None]


@dataclass(frozen=True, slots=True)
class TypedBooking:
    """Somebody who may be booked on an event, and what they would get there."""

    delegate_id: int
    event_id: int
    delegate: str
    agency: str
    course: str
    reference: str
    starts: date
    turn: int | None
    """Their turn on the waiting list; none where a place is free."""
    warnings: tuple[str, ...]
    """What speaks against it."""


def bookings_typed(
    db: Session, typed: str, *, today: date, at: datetime | None = None, limit: int = 6
) -> list[TypedBooking]:
    """What "book", the words of a name and those of an event may mean, in either order."""
    verb, *words = words_of(typed) or [""]
    found: dict[tuple[int, int], TypedBooking] = {}
    if verb == VERB:
        for name, wanted in _splits(words):
            for each in _meant(db, name, wanted, (today, at)):
                found.setdefault((each.delegate_id, each.event_id), each)
    return list(found.values())[:limit]


def _splits(words: list[str]) -> Iterator[tuple[list[str], list[str]]]:
    """Every way to part words into those of a name and those of an event."""
    for cut in range(1, len(words)):
        yield words[:cut], words[cut:]
        yield words[cut:], words[:cut]


def _meant(db: Session, name: list[str], wanted: list[str], now: Now) -> Iterator[TypedBooking]:
    people = [each.id for each in found_delegates(db, " ".join(name), limit=PEOPLE)]
    if not people:
        return
    events = _to_come(db, wanted, now[0])
    for delegate_id in people:
        delegate = db.get_one(Delegate, delegate_id)
        booked = _booked_on(db, delegate_id)
        for event in events:
            if event.id not in booked:
                yield _typed(db, delegate, event, now)


def _to_come(db: Session, wanted: list[str], today: date) -> list[Event]:
    """The next events meant that take bookings, the first to come before the others."""
    near = nearest_events(db, wanted, today=today, limit=LOOKED_AT)
    query = (
        select(Event)
        .where(
            Event.id.in_(near),
            Event.starts >= today,
            Event.status.not_in(CLOSED_TO_BOOKING),
            Event.headcount_only.is_(False),
            Event.register_closed_on.is_(None),
        )
        .order_by(Event.starts, Event.id)
        .limit(DATES)
    )
    return list(db.scalars(query))


def _booked_on(db: Session, delegate_id: int) -> set[int]:
    theirs = Booking.delegate_id == delegate_id, Booking.status.in_(LIVE)
    return set(db.scalars(select(Booking.event_id).where(*theirs)))


def _typed(db: Session, delegate: Delegate, event: Event, now: Now) -> TypedBooking:
    today, at = now
    warned = warnings_before(db, event_id=event.id, delegate_id=delegate.id, today=today, at=at)
    return TypedBooking(
        delegate_id=delegate.id,
        event_id=event.id,
        delegate=delegate.name,
        agency=delegate.agency.name,
        course=event.course.title,
        reference=event.reference,
        starts=event.starts,
        turn=next_place(db, event.id).turn,
        warnings=tuple(warned),
    )
