"""The occasions of messages: what each is about, so that nobody is told of one thing twice."""

from collections.abc import Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from trainingdesk.domain.message import CountedFrom, Purpose, counted_from
from trainingdesk.services.desk import Stamp
from trainingdesk.services.message_values import CALLED_OFF
from trainingdesk.storage.models import Agreement, Booking, EventChange, StatusChange


def occasions_of(
    db: Session, purpose: Purpose, bookings: Sequence[Booking], *, by: Stamp
) -> Mapping[int, str]:
    """What a message of a purpose would be about, by booking.

    Joining instructions for a day that was moved are a new occasion, and so is a second
    cancellation; own words are one each time they are written.
    """
    if purpose is Purpose.OWN:
        return dict.fromkeys((each.id for each in bookings), by.at.isoformat())
    since = counted_from(purpose)
    if since is CountedFrom.STARTS:
        return {each.id: each.event.starts.isoformat() for each in bookings}
    if since in {CountedFrom.REGISTER, CountedFrom.FOLLOW_UP}:
        return dict.fromkeys((each.id for each in bookings), "")
    if purpose is Purpose.AGREEMENT:
        asked = _asked(db, [each.id for each in bookings])
        return {each.id: asked.get(each.id, "") for each in bookings}
    changes = _latest_changes(db, bookings)
    off = _called_off(db, bookings) if purpose in OF_EVENTS else {}
    return {each.id: off.get(each.event_id, changes[each.id]) for each in bookings}


OF_EVENTS = frozenset({Purpose.POSTPONEMENT, Purpose.CANCELLATION})
"""What may have happened to the whole event."""


def _latest_changes(db: Session, bookings: Sequence[Booking]) -> dict[int, str]:
    latest = (
        select(StatusChange.booking_id, func.max(StatusChange.id))
        .where(StatusChange.booking_id.in_([each.id for each in bookings]))
        .group_by(StatusChange.booking_id)
    )
    known = {booking_id: str(change) for booking_id, change in db.execute(latest)}
    return {each.id: known.get(each.id, "") for each in bookings}


def _called_off(db: Session, bookings: Sequence[Booking]) -> dict[int, str]:
    off = {each.event_id for each in bookings if each.event.status in CALLED_OFF}
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
