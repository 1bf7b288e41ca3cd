"""Whom a few typed letters may mean, while somebody is being booked on an event."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from trainingdesk.domain.agreement import NOT_AGREED
from trainingdesk.domain.booking import LIVE, BookingStatus, status_of_new_booking
from trainingdesk.services.places import places_of
from trainingdesk.services.search import found_delegates
from trainingdesk.services.sought import delegate_holds, words_of
from trainingdesk.services.warnings import late_entry, warnings_before
from trainingdesk.storage.models import Booking, Delegate, Event

AT_MOST = 6
NOBODY = 0
PERSONAL = "Has not attended"
"""Nobody has attended anything, so this is the one warning that nobody shares with everybody."""


@dataclass(frozen=True, slots=True)
class SuggestedDelegate:
    """Somebody who may be meant: what speaks against it, and where they stand already."""

    delegate_id: int
    name: str
    job_title: str
    agency: str
    email: str
    booking_id: int | None
    status: BookingStatus | None
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NextPlace:
    """What the next booking on an event would get: a place, or a turn in the queue."""

    status: BookingStatus
    turn: int | None


def next_place(db: Session, event_id: int) -> NextPlace:
    """What the next booking on an event would get."""
    places = places_of(db, event_id)
    status = status_of_new_booking(free=places.free, waiting=places.waiting)
    turn = places.offered + places.waiting + 1 if status is BookingStatus.WAITING else None
    return NextPlace(status, turn)


def late_said(db: Session, event_id: int, *, today: date, at: datetime) -> str:
    """That whoever is booked now comes late, as the event has begun or is over; else nothing."""
    return late_entry(db.get_one(Event, event_id), today, at)


def delegates_suggested(  # noqa: PLR0913 - whom, on which event, and who is likelier than others
    db: Session,
    typed: str,
    *,
    event_id: int,
    today: date,
    instead_of: int | None = None,
    first: Collection[int] = (),
) -> list[SuggestedDelegate]:
    """Who may be meant, the likeliest first, each with the reasons to think twice.

    ``instead_of`` is the booking whose place they would take; ``first`` are those who come before
    everybody else, such as whoever is on the register and has no mark yet.
    """
    return _on_event(db, _meant(db, typed, AT_MOST, first), event_id, today, instead_of)


def colleagues_suggested(
    db: Session, typed: str, *, agency_id: int, event_id: int, today: date
) -> list[SuggestedDelegate]:
    """Who of an agency may be meant, in the order of the list."""
    words = (delegate_holds(word) for word in words_of(typed))
    query = select(Delegate).where(Delegate.agency_id == agency_id, *words)
    found = query.options(joinedload(Delegate.agency)).order_by(Delegate.sought, Delegate.id)
    return _on_event(db, db.scalars(found.limit(AT_MOST)).all(), event_id, today)


def _on_event(
    db: Session,
    found: Sequence[Delegate],
    event_id: int,
    today: date,
    instead_of: int | None = None,
) -> list[SuggestedDelegate]:
    """People with where they stand on an event, and what speaks against booking each."""
    of_event = _said_of_everybody(db, event_id, today)
    here = select(Booking.delegate_id, Booking.id, Booking.status).where(
        Booking.event_id == event_id,
        Booking.status.in_(LIVE),
        Booking.delegate_id.in_([person.id for person in found]),
    )
    booked = {person: (booking, status) for person, booking, status in db.execute(here)}

    def warned(person: Delegate) -> list[str]:
        if person.id in booked:
            return []
        said = warnings_before(
            db, event_id=event_id, delegate_id=person.id, today=today, instead_of=instead_of
        )
        return [sentence for sentence in said if sentence not in of_event]

    return [_suggested(person, booked.get(person.id), warned(person)) for person in found]


def people_suggested(db: Session, typed: str, *, limit: int = AT_MOST) -> list[SuggestedDelegate]:
    """Who may be meant, where nobody is booked yet and nothing speaks against it."""
    return [_suggested(person, None, ()) for person in _meant(db, typed, limit)]


def _said_of_everybody(db: Session, event_id: int, today: date) -> set[str]:
    """What speaks against booking anybody: that is said once, and not beside each name."""
    of_nobody = warnings_before(db, event_id=event_id, delegate_id=NOBODY, today=today)
    return {said for said in of_nobody if not said.startswith((PERSONAL, NOT_AGREED))}


def _meant(db: Session, typed: str, limit: int, first: Collection[int] = ()) -> list[Delegate]:
    """Whoever is named so; then, where there is room, whoever an agency of that name sends."""
    ids = [record.id for record in found_delegates(db, typed, limit=limit)]
    words = words_of(typed)
    if words and first:
        likely = [each for each in ids if each in first]
        held = select(Delegate.id).where(*(delegate_holds(word) for word in words))
        held = held.where(Delegate.id.in_(set(first))).order_by(Delegate.sought, Delegate.id)
        ids = list(dict.fromkeys([*likely, *db.scalars(held.limit(limit)), *ids]))[:limit]
    if words and len(ids) < limit:
        sent = select(Delegate.id).where(*(delegate_holds(word) for word in words))
        sent = sent.where(Delegate.id.not_in(ids)).order_by(Delegate.sought, Delegate.id)
        ids += db.scalars(sent.limit(limit - len(ids)))
    query = select(Delegate).where(Delegate.id.in_(ids)).options(joinedload(Delegate.agency))
    people = {person.id: person for person in db.scalars(query)}
    return [people[delegate_id] for delegate_id in ids]


def _suggested(
    person: Delegate, booked: tuple[int, BookingStatus] | None, warnings: Sequence[str]
) -> SuggestedDelegate:
    booking_id, status = booked or (None, None)
    return SuggestedDelegate(
        delegate_id=person.id,
        name=person.listed,
        job_title=person.job_title,
        agency=person.agency.name,
        email=person.email,
        booking_id=booking_id,
        status=status,
        warnings=tuple(warnings),
    )
