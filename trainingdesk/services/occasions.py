"""The occasions of messages: what each is about, so that nobody is told of one thing twice."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.message import CountedFrom, Purpose, counted_from
from trainingdesk.services.desk import Stamp
from trainingdesk.services.message_values import AT_ONCE, CALLED_OFF
from trainingdesk.storage.models import Agreement, Booking, Event, EventChange, StatusChange

OF_EVENTS = frozenset({Purpose.POSTPONEMENT, Purpose.CANCELLATION})
"""What may have happened to the whole event."""


@dataclass(frozen=True, slots=True)
class _Stood:
    """As much of a booking as its occasions are about."""

    id: int
    event_id: int
    starts: date
    event_status: EventStatus


def occasions_of(
    db: Session, purpose: Purpose, booking_ids: Sequence[int], *, by: Stamp
) -> Mapping[int, str]:
    """What a message of a purpose would be about, by booking.

    Joining instructions for a day that was moved are a new occasion, and so is a second
    cancellation; own words are one each time they are written.
    """
    if purpose is Purpose.OWN:
        return dict.fromkeys(booking_ids, by.at.isoformat())
    since = counted_from(purpose)
    if since in {CountedFrom.REGISTER, CountedFrom.FOLLOW_UP}:
        return dict.fromkeys(booking_ids, "")
    found: dict[int, str] = {}
    for some in in_parts(booking_ids):
        if since is CountedFrom.STARTS:
            found |= {each.id: each.starts.isoformat() for each in _stood(db, some)}
        elif purpose is Purpose.AGREEMENT:
            found |= dict.fromkeys(some, "") | _asked(db, some)
        else:
            found |= _happened(db, purpose, some)
    return found


def in_parts(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    """Numbers, so many at a time as one question to the database takes."""
    for start in range(0, len(numbers), AT_ONCE):
        yield numbers[start : start + AT_ONCE]


def _stood(db: Session, booking_ids: Sequence[int]) -> list[_Stood]:
    query = (
        select(Booking.id, Booking.event_id, Event.starts, Event.status)
        .join(Event, Event.id == Booking.event_id)
        .where(Booking.id.in_(booking_ids))
    )
    return [_Stood(*row) for row in db.execute(query)]


def _happened(db: Session, purpose: Purpose, booking_ids: Sequence[int]) -> dict[int, str]:
    stood = _stood(db, booking_ids)
    changes = _latest_changes(db, booking_ids)
    off = _called_off(db, stood) if purpose in OF_EVENTS else {}
    return {each.id: off.get(each.event_id, changes.get(each.id, "")) for each in stood}


def _latest_changes(db: Session, booking_ids: Sequence[int]) -> dict[int, str]:
    latest = (
        select(StatusChange.booking_id, func.max(StatusChange.id))
        .where(StatusChange.booking_id.in_(booking_ids))
        .group_by(StatusChange.booking_id)
    )
    return {booking_id: str(change) for booking_id, change in db.execute(latest)}


def _called_off(db: Session, stood: Sequence[_Stood]) -> dict[int, str]:
    off = {each.event_id for each in stood if each.event_status in CALLED_OFF}
    latest = (
        select(EventChange.event_id, func.max(EventChange.id))
        .where(EventChange.event_id.in_(off))
        .group_by(EventChange.event_id)
    )
    return {event_id: f"event-{change}" for event_id, change in db.execute(latest)}


def _asked(db: Session, booking_ids: Sequence[int]) -> dict[int, str]:
    query = select(Agreement).where(
        Agreement.booking_id.in_(booking_ids), Agreement.decided_on.is_(None)
    )
    rows = db.scalars(query.order_by(Agreement.step.desc()))
    return {row.booking_id: f"{row.step}-{row.asked_on.isoformat()}" for row in rows}
