"""Whom joining instructions have not gone to, on desks that have a rule for them."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.message import GONE, Purpose
from trainingdesk.storage.models import Booking, Event, Message, MessageRule


def joining_not_sent(db: Session, event_ids: Sequence[int], *, today: date) -> dict[int, int]:
    """How many with a place lack their joining instructions, by event.

    It is asked from the day on which the rule has them go; a desk that has no rule for them sends
    them in some other way, or not at all.
    """
    rule = select(MessageRule.days).where(MessageRule.purpose == Purpose.JOINING)
    days = db.scalar(rule)
    if days is None:
        return {}
    gone = select(Message.id).where(
        Message.booking_id == Booking.id,
        Message.purpose == Purpose.JOINING,
        Message.state.in_(GONE),
    )
    query = (
        select(Booking.event_id, func.count(Booking.id))
        .join(Event, Event.id == Booking.event_id)
        .where(
            Event.id.in_(event_ids),
            Event.starts.between(today, today + timedelta(days=days)),
            Booking.status == BookingStatus.BOOKED,
            ~gone.exists(),
        )
        .group_by(Booking.event_id)
    )
    return dict(db.execute(query).all())
