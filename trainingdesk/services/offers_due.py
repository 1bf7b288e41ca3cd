"""The offers of places that run out soon, event by event."""

from collections.abc import Iterator
from datetime import UTC, date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from trainingdesk.domain.figures import counted
from trainingdesk.domain.last_day import last_day_to_answer, morning_of
from trainingdesk.domain.words import short_day
from trainingdesk.services.work import Task
from trainingdesk.storage.models import Booking, Course, Event, Offer

SOON = timedelta(days=2)


def offers_that_run_out(db: Session, today: date) -> Iterator[Task]:
    """The events with open offers whose time is over within two days, the soonest first."""
    soon = morning_of(today + SOON + timedelta(days=1)).astimezone(UTC)
    first = func.min(Offer.expires_at)
    query = (
        select(Event.id, Course.title, Event.starts, first, func.count(Offer.id))
        .join(Event.course)
        .join(Booking, Booking.event_id == Event.id)
        .join(Offer, Offer.booking_id == Booking.id)
        .where(
            Offer.answered_at.is_(None),
            Offer.expires_at <= soon,
            Event.register_closed_on.is_(None),
        )
        .group_by(Event.id, Course.title, Event.starts)
        .order_by(first, Event.id)
    )
    for event_id, title, starts, until, number in db.execute(query):
        runs = counted(number, "offer runs out on", "offers run out from")
        said = f"{runs} {short_day(last_day_to_answer(until))}"
        yield Task(title, said, number, urgent=True, event_id=event_id, on=starts)
