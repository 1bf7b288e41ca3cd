"""What is said of whoever waits for a place on an event: their turn, and why they have none."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from trainingdesk.domain.booking import IN_THE_QUEUE
from trainingdesk.services.desk import Stamp
from trainingdesk.services.passing import passing_on
from trainingdesk.services.places import queue_of, waiting_on
from trainingdesk.storage.models import Booking, Event, Offer, SharedWait, Turn

NEXT = "A place is free, and it is their turn."
NO_END = "Has an offer without an end."


@dataclass(frozen=True, slots=True)
class Queued:
    """Where somebody stands on a waiting list, and what stands in their way."""

    turn: int
    why_not: str = ""
    """Why they were not promoted; nothing where they have an offer that ends."""
    offered_until: datetime | None = None
    priority: int = 0
    reason: str = ""
    """Why they go before the others, or after them."""
    also_for: tuple[str, ...] = ()
    """The other dates that the same wait is for."""


def queued_on(db: Session, event_id: int, *, by: Stamp) -> dict[int, Queued]:
    """Everybody in the queue of an event, by the number of their booking."""
    queue = queue_of(db, event_id)
    if not queue:
        return {}
    why_not = passing_on(db, db.get_one(Event, event_id), by=by).why_not
    waits = {each.booking_id for each in waiting_on(db, event_id)}
    until = _open_offers(db, queue)
    endless = dict.fromkeys(set(queue) - waits - until.keys(), NO_END)
    rows = db.scalars(select(Turn).where(Turn.booking_id.in_(queue)))
    turns = {turn.booking_id: turn for turn in rows}
    also = _other_dates(db, queue)
    return {
        number: Queued(
            turn=place,
            why_not=why_not.get(number, NEXT) if number in waits else endless.get(number, ""),
            offered_until=until.get(number),
            priority=turns[number].priority if number in turns else 0,
            reason=turns[number].reason if number in turns else "",
            also_for=tuple(also[number]),
        )
        for place, number in enumerate(queue, 1)
    }


def _open_offers(db: Session, queue: list[int]) -> dict[int, datetime]:
    query = select(Offer.booking_id, Offer.expires_at).where(
        Offer.booking_id.in_(queue), Offer.answered_at.is_(None)
    )
    return dict(db.execute(query).all())


def _other_dates(db: Session, queue: list[int]) -> dict[int, list[str]]:
    """The references of the other events for which each waits in one wait."""
    here, other = aliased(SharedWait), aliased(SharedWait)
    query = (
        select(here.booking_id, Event.reference)
        .join(other, other.first_id == here.first_id)
        .join(Booking, Booking.id == other.booking_id)
        .join(Event, Event.id == Booking.event_id)
        .where(
            here.booking_id.in_(queue),
            other.booking_id != here.booking_id,
            Booking.status.in_(IN_THE_QUEUE),
        )
        .order_by(Event.starts, Event.id)
    )
    found: dict[int, list[str]] = defaultdict(list)
    for booking_id, reference in db.execute(query):
        found[booking_id].append(reference)
    return found
