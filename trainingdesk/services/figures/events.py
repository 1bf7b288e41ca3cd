"""The events of a training year, each with its counts; sums are made by the database."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Case, Select, Subquery, case, func, select
from sqlalchemy.orm import Session

from trainingdesk.domain.attendance import CAME, Attendance
from trainingdesk.domain.booking import GIVEN_UP, IN_THE_QUEUE, REGISTRATIONS, BookingStatus
from trainingdesk.domain.event import (
    UNSCHEDULED,
    EventStatus,
    is_delivered,
    is_to_come,
)
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.figures.counts import Counts
from trainingdesk.storage.models import Booking, Event, Mark


@dataclass(frozen=True, slots=True)
class EventFacts:
    """One event as the figures see it."""

    id: int
    course_id: int
    series_id: int | None
    starts: date
    status: EventStatus
    reason: str
    headcount: int
    counts: Counts


def outcomes(year: TrainingYear | None = None) -> Subquery:
    """For each marked booking: whether the delegate came, was absent, or had sent apologies.

    Having come to one session at least outweighs absence at another. With a year, only the marks
    of its events are read, or a large desk would add up all of them each time.
    """
    came = func.max(_one_if(Mark.attendance.in_(CAME)))
    absent = func.max(_one_if(Mark.attendance == Attendance.ABSENT))
    query = select(
        Mark.booking_id,
        came.label("came"),
        ((1 - came) * absent).label("absent"),
        ((1 - came) * (1 - absent)).label("apologies"),
    ).group_by(Mark.booking_id)
    if year:
        query = (
            query.join(Booking, Booking.id == Mark.booking_id)
            .join(Event, Event.id == Booking.event_id)
            .where(Event.starts.between(year.first_day, year.last_day))
        )
    return query.subquery("outcome")


def scheduled_in(year: TrainingYear) -> tuple[Any, ...]:
    """The conditions that make an event one of the year's: its first day, and its status."""
    return (
        Event.starts.between(year.first_day, year.last_day),
        Event.status.not_in(UNSCHEDULED),
    )


def counted_in(year: TrainingYear, *, today: date) -> tuple[Any, ...]:
    """The conditions for events whose bookings count: delivered or cancelled."""
    begun = (Event.starts <= today) | (Event.status == EventStatus.CANCELLED)
    return (*scheduled_in(year), begun)


def events_of(db: Session, year: TrainingYear, *, today: date) -> list[EventFacts]:
    """Every event of the year but drafts and postponed ones, with its counts."""
    found = []
    for (
        event_id,
        course_id,
        series_id,
        starts,
        places,
        status,
        reason,
        headcount,
        *numbers,
    ) in db.execute(_with_bookings(year)):
        delivered = is_delivered(status, starts=starts, today=today)
        cancelled = status is EventStatus.CANCELLED
        counts = Counts(
            1,
            int(cancelled),
            int(delivered),
            int(is_to_come(status, starts=starts, today=today)),
            places if delivered else 0,
            *(numbers if delivered or cancelled else [0] * len(numbers)),
        )
        found.append(
            EventFacts(
                event_id, course_id, series_id, starts, status, reason, headcount or 0, counts
            )
        )
    return found


def _with_bookings(year: TrainingYear) -> Select[Any]:
    outcome = outcomes(year)
    return (
        select(
            Event.id,
            Event.course_id,
            Event.series_id,
            Event.starts,
            Event.places,
            Event.status,
            Event.reason,
            Event.headcount,
            _sum(Booking.status.in_(REGISTRATIONS)),
            _sum(Booking.status == BookingStatus.BOOKED),
            _sum(Booking.status.in_(GIVEN_UP)),
            _sum(Booking.status.in_(IN_THE_QUEUE)),
            _sum((Booking.status == BookingStatus.WALK_IN) & (outcome.c.came == 1)),
            func.coalesce(func.sum(outcome.c.came), 0),
            func.coalesce(func.sum(outcome.c.absent), 0),
            func.coalesce(func.sum(outcome.c.apologies), 0),
        )
        .outerjoin(Booking, Booking.event_id == Event.id)
        .outerjoin(outcome, outcome.c.booking_id == Booking.id)
        .where(*scheduled_in(year))
        .group_by(Event.id)
        .order_by(Event.starts, Event.id)
    )


@dataclass(frozen=True, slots=True)
class Attender:
    """One attendance: who came to what, sent by which agency."""

    event_id: int
    delegate_id: int
    agency_id: int


def attenders_of(db: Session, year: TrainingYear, *where: Any, today: date) -> list[Attender]:
    """Every attendance of the year's events, or of some of them."""
    outcome = outcomes(year)
    query = (
        select(Booking.event_id, Booking.delegate_id, Booking.agency_id)
        .join(outcome, outcome.c.booking_id == Booking.id)
        .join(Event, Event.id == Booking.event_id)
        .where(*counted_in(year, today=today), *where, outcome.c.came == 1)
    )
    return [Attender(*row) for row in db.execute(query)]


def people_among(attenders: Collection[Attender], event_ids: Collection[int]) -> int:
    """How many different persons came to some events."""
    return len({a.delegate_id for a in attenders if a.event_id in event_ids})


def _one_if(holds: Any) -> Case[int]:
    return case((holds, 1), else_=0)


def _sum(holds: Any) -> Any:
    return func.coalesce(func.sum(_one_if(holds)), 0)
