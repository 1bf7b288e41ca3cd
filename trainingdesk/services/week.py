"""The events of a week, day by day, as Today shows them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from trainingdesk.domain.event import UNSCHEDULED, EventStatus, is_at_risk
from trainingdesk.services.figures.events import outcomes
from trainingdesk.services.places import Places, places_of_each
from trainingdesk.storage.models import Booking, Event, EventSession

WORKING_DAYS, DAYS = 5, 7


@dataclass(frozen=True, slots=True)
class DatedEvent:
    """One event on one of its days: when it begins, how full it is, how it stands."""

    id: int
    title: str
    day: date
    at: time | None
    places: str
    status: str


@dataclass(frozen=True, slots=True)
class Day:
    """One day and what is on."""

    day: date
    events: tuple[DatedEvent, ...]


def week_of(db: Session, day: date, *, today: date) -> list[Day]:
    """The days from Monday to Friday, and those of the weekend on which something is on."""
    monday = day - timedelta(days=day.weekday())
    query = (
        select(EventSession)
        .join(EventSession.event)
        .where(EventSession.day.between(monday, monday + timedelta(days=DAYS - 1)))
        .where(Event.status.not_in(UNSCHEDULED))
        .options(joinedload(EventSession.event).joinedload(Event.course))
        .order_by(EventSession.day, EventSession.starts.nulls_last(), EventSession.id)
    )
    sessions = list(db.scalars(query))
    event_ids = {session.event_id for session in sessions}
    places, came = places_of_each(db, event_ids), _came(db, event_ids)
    found = [
        _dated(session, places[session.event_id], came.get(session.event_id, 0), today)
        for session in sessions
    ]
    return list(_by_day(monday, found))


def next_event_after(db: Session, day: date) -> DatedEvent | None:
    """The first event after a day, whenever that is."""
    query = (
        select(EventSession)
        .join(EventSession.event)
        .where(EventSession.day > day)
        .where(Event.status.not_in(UNSCHEDULED | {EventStatus.CANCELLED}))
        .order_by(EventSession.day, EventSession.starts.nulls_last(), EventSession.id)
    )
    session = db.scalars(query.limit(1)).first()
    if session is None:
        return None
    places = places_of_each(db, [session.event_id])[session.event_id]
    return _dated(session, places, 0, day)


def _by_day(monday: date, found: list[DatedEvent]) -> Iterator[Day]:
    for number in range(DAYS):
        day = monday + timedelta(days=number)
        events = tuple(event for event in found if event.day == day)
        if events or number < WORKING_DAYS:
            yield Day(day, events)


def _dated(session: EventSession, places: Places, came: int, today: date) -> DatedEvent:
    event = session.event
    return DatedEvent(
        id=event.id,
        title=event.course.title,
        day=session.day,
        at=session.starts,
        places=_people(event, places, came),
        status=_status(event, places, today),
    )


def _people(event: Event, places: Places, came: int) -> str:
    if event.headcount_only:
        return "to be counted" if event.headcount is None else f"{event.headcount:,} counted"
    if event.register_closed_on is not None:
        return f"{came} came"
    return f"{places.held} of {places.places}"


def _status(event: Event, places: Places, today: date) -> str:
    """How an event stands, in one word."""
    if event.status is EventStatus.CANCELLED:
        return event.status.value
    if event.register_closed_on is not None:
        return EventStatus.DELIVERED.value
    if event.headcount_only:
        return event.status.value
    least = event.course.minimum
    if is_at_risk(event.status, starts=event.starts, today=today, held=places.held, minimum=least):
        return "At risk"
    return event.status.value if places.free else "Full"


def _came(db: Session, event_ids: set[int]) -> dict[int, int]:
    outcome = outcomes()
    query = (
        select(Booking.event_id, func.sum(outcome.c.came))
        .join(outcome, outcome.c.booking_id == Booking.id)
        .where(Booking.event_id.in_(event_ids))
        .group_by(Booking.event_id)
    )
    return dict(db.execute(query).all())
