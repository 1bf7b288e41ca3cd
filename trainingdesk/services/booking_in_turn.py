"""Booking many people on one event as if one after the other, and not as slowly."""

from collections.abc import Collection, Mapping, Sequence
from itertools import chain, repeat

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.booking import LIVE, BookingStatus
from trainingdesk.domain.refusals import AlreadyBooked
from trainingdesk.services.bookings import book
from trainingdesk.services.desk import Stamp
from trainingdesk.services.kept import places_left
from trainingdesk.services.overriding import keep_overridden, warned_of
from trainingdesk.services.passing import end_what_ran_out
from trainingdesk.services.places import Places, places_of
from trainingdesk.services.progress import Progress, unreported
from trainingdesk.services.records import record_of
from trainingdesk.services.statuses import new_bookings, open_event
from trainingdesk.storage.models import Booking, Delegate, Event, PlaceHold

TOGETHER = 100
"""So many are booked before it is told how far one is."""


def book_in_turn(  # noqa: PLR0913 - whom, why all the same, and who watches
    db: Session,
    *,
    event_id: int,
    delegate_ids: Sequence[int],
    by: Stamp,
    against: Mapping[int, Sequence[str]],
    reason: str = "",
    progress: Progress = unreported,
) -> list[BookingStatus]:
    """Book people on an event in this order: places first, then a turn on the waiting list.

    Whoever has asked for a place, or has one kept, is booked by the usual way; so is everybody
    while places are free that those who wait may not have. With a ``reason`` what speaks
    ``against`` somebody is kept as overridden. Raises AlreadyBooked, EventClosed, EventNotOpen,
    Unknown.
    """
    reasons = {number: reason for number, said in against.items() if said and reason.strip()}
    event = open_event(db, event_id)
    _refuse_who_stands(db, event, delegate_ids)
    end_what_ran_out(db, event, by=by)
    people = _in_order(db, delegate_ids)
    asked = _on(db, event, delegate_ids, {BookingStatus.REQUESTED})
    made: list[BookingStatus] = []
    while len(made) < len(people):
        progress(len(made), len(people))
        rest = people[len(made) :][:TOGETHER]
        places = places_of(db, event_id)
        alike = _until_somebody_else(rest, asked, _kept_for(db, event, places))
        if alike and not (places.free and places.waiting):
            for booking in new_bookings(db, event, _standing(alike, places, reasons), by):
                why = reasons.get(booking.delegate_id, "")
                said = against[booking.delegate_id] if why else ()
                keep_overridden(db, booking, warned_of(said, why, by), by=by)
                made.append(booking.status)
        else:
            number = rest[0].id
            why = reasons.get(number, "")
            made.append(book(db, event_id=event_id, delegate_id=number, by=by, reason=why).status)
    return made


def _refuse_who_stands(db: Session, event: Event, delegate_ids: Sequence[int]) -> None:
    there = _on(db, event, delegate_ids, LIVE)
    for number in delegate_ids:
        if number in there:
            name = record_of(db, Delegate, number).name
            raise AlreadyBooked(f"{name} has a booking on this event.")
        there.add(number)


def _on(
    db: Session,
    event: Event,
    delegate_ids: Collection[int],
    statuses: Collection[BookingStatus],
) -> set[int]:
    query = select(Booking.delegate_id).where(
        Booking.event_id == event.id,
        Booking.delegate_id.in_(delegate_ids),
        Booking.status.in_(statuses),
    )
    return set(db.scalars(query))


def _in_order(db: Session, delegate_ids: Sequence[int]) -> list[Delegate]:
    found = db.scalars(select(Delegate).where(Delegate.id.in_(delegate_ids))).all()
    people = {each.id: each for each in found}
    return [people.get(number) or record_of(db, Delegate, number) for number in delegate_ids]


def _kept_for(db: Session, event: Event, places: Places) -> set[int]:
    """The agencies for which places are kept that have no name yet."""
    if not places.kept:
        return set()
    kept = select(PlaceHold).where(PlaceHold.event_id == event.id, PlaceHold.released_on.is_(None))
    return {hold.agency_id for hold in db.scalars(kept) if places_left(db, hold)}


def _until_somebody_else(
    people: Sequence[Delegate], asked: Collection[int], kept_for: Collection[int]
) -> Sequence[Delegate]:
    """The first of these people, as far as nothing is to be looked at for one alone."""
    for number, person in enumerate(people):
        if person.id in asked or person.agency_id in kept_for:
            return people[:number]
    return people


def _standing(
    people: Sequence[Delegate], places: Places, reasons: Mapping[int, str]
) -> list[tuple[Delegate, BookingStatus, str]]:
    """Places for as many as are free, and a turn for each of the others."""
    statuses = chain(repeat(BookingStatus.BOOKED, places.free), repeat(BookingStatus.WAITING))
    return [
        (person, status, reasons.get(person.id, ""))
        for person, status in zip(people, statuses, strict=False)
    ]
