"""Events as lists show them: how full each is and how it stands, worked out by the database."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from sqlalchemy import (
    Case,
    ColumnElement,
    Row,
    ScalarSelect,
    String,
    Subquery,
    and_,
    case,
    func,
    literal,
    select,
    type_coerce,
)
from sqlalchemy.orm import InstrumentedAttribute

from trainingdesk.domain.booking import HOLDS_A_PLACE, BookingStatus, free_places
from trainingdesk.domain.event import AT_RISK_DAYS, UNDECIDED, EventStatus
from trainingdesk.domain.figures import counted
from trainingdesk.domain.standing import BEGUN, CALLED_OFF, Standing
from trainingdesk.services.places import kept_places
from trainingdesk.storage.models import Booking, Course, Event, EventSession, Trainer, Venue


@dataclass(frozen=True, slots=True)
class EventRow:
    """One line of the programme."""

    id: int
    reference: str
    title: str
    level: str
    starts: date
    ends: date
    at: time | None
    venue: str
    venues: int
    trainer: str
    trainers: int
    places: int
    minimum: int | None
    held: int
    kept: int
    waiting: int
    headcount_only: bool
    headcount: int | None
    standing: Standing

    @property
    def free(self) -> int:
        """How many places nobody has and are kept for nobody."""
        return free_places(places=self.places, held=self.held, kept=self.kept)

    @property
    def by_heads(self) -> bool:
        """Whether people are only counted: so planned, or counted where no place was stated."""
        stated = self.places or self.held
        return self.headcount_only or (self.headcount is not None and not stated)

    @property
    def least(self) -> int:
        """The minimum while it still matters, else none."""
        settled = self.headcount_only or self.standing in BEGUN | CALLED_OFF
        return 0 if settled else self.minimum or 0

    @property
    def where(self) -> str:
        """The venue, or that of the first day and how many others."""
        return _first_of(self.venue, self.venues)

    @property
    def who(self) -> str:
        """The trainer, or that of the first day and how many others."""
        return _first_of(self.trainer, self.trainers)


def listed(today: date, *among: ColumnElement[bool]) -> Subquery:
    """The events that meet conditions, each with its places, its days and how it stands."""
    counts, days = _counts(among), _days(today, among)
    held = func.coalesce(counts.c.held, 0)
    names_to_come = kept_places(*among).subquery("names_to_come")
    kept = func.coalesce(names_to_come.c.kept, 0)
    venue = _on_the_first_day(Venue.name, Venue.id == EventSession.venue_id)
    trainer = _on_the_first_day(Trainer.name, Trainer.id == EventSession.trainer_id)
    query = (
        select(
            Event.id,
            Event.reference,
            Event.course_id,
            Event.series_id,
            Course.title,
            Course.level,
            Course.sought,
            Event.starts,
            func.coalesce(days.c.ends, Event.starts).label("ends"),
            days.c.at,
            func.coalesce(venue, "").label("venue"),
            func.coalesce(days.c.venues, 0).label("venues"),
            func.coalesce(trainer, "").label("trainer"),
            func.coalesce(days.c.trainers, 0).label("trainers"),
            Event.places,
            Course.minimum,
            held.label("held"),
            kept.label("kept"),
            func.coalesce(counts.c.waiting, 0).label("waiting"),
            Event.headcount_only,
            Event.headcount,
            _standing(today, held, kept, days).label("standing"),
        )
        .join(Course, Course.id == Event.course_id)
        .outerjoin(counts, counts.c.event_id == Event.id)
        .outerjoin(names_to_come, names_to_come.c.event_id == Event.id)
        .outerjoin(days, days.c.event_id == Event.id)
        .where(*among)
    )
    return query.subquery("listed")


def columns_of(rows: Subquery) -> list[ColumnElement[Any]]:
    """The columns of the list that make an EventRow, in its order."""
    return [rows.c[name] for name in EventRow.__slots__]


def row_of(values: Row[Any]) -> EventRow:
    """A line of the programme, from what the database answered."""
    facts = dict(values._mapping)  # noqa: SLF001 - SQLAlchemy's public name for it
    return EventRow(**facts | {"standing": Standing(facts["standing"])})


def _counts(among: tuple[ColumnElement[bool], ...]) -> Subquery:
    return (
        select(
            Booking.event_id,
            func.sum(case((Booking.status.in_(HOLDS_A_PLACE), 1), else_=0)).label("held"),
            func.sum(case((Booking.status == BookingStatus.WAITING, 1), else_=0)).label("waiting"),
        )
        .join(Event, Event.id == Booking.event_id)
        .where(*among)
        .group_by(Booking.event_id)
        .subquery("counts")
    )


def _days(today: date, among: tuple[ColumnElement[bool], ...]) -> Subquery:
    return (
        select(
            EventSession.event_id,
            func.max(EventSession.day).label("ends"),
            func.min(EventSession.starts).label("at"),
            func.max(case((EventSession.day == today, 1), else_=0)).label("on_today"),
            func.count(Venue.id.distinct()).label("venues"),
            func.count(Trainer.id.distinct()).label("trainers"),
        )
        .join(Event, Event.id == EventSession.event_id)
        .outerjoin(Venue, Venue.id == EventSession.venue_id)
        .outerjoin(Trainer, Trainer.id == EventSession.trainer_id)
        .where(*among)
        .group_by(EventSession.event_id)
        .subquery("days")
    )


def _on_the_first_day(
    name: InstrumentedAttribute[str], of_day: ColumnElement[bool]
) -> ScalarSelect[str]:
    """The name of the venue, or of the trainer, of the first day that has one."""
    return (
        select(name)
        .join(EventSession, of_day)
        .where(EventSession.event_id == Event.id)
        .order_by(EventSession.day, EventSession.starts, EventSession.id)
        .limit(1)
        .correlate(Event)
        .scalar_subquery()
    )


def _standing(
    today: date, held: ColumnElement[int], kept: ColumnElement[int], days: Subquery
) -> Case[str]:
    soon = Event.starts <= today + timedelta(days=AT_RISK_DAYS)
    undecided = and_(soon, Event.status.in_(UNDECIDED), Event.headcount_only.is_(False))
    decided = (EventStatus.CANCELLED, EventStatus.POSTPONED, EventStatus.DRAFT)
    return case(
        *((Event.status == status, literal(status.value)) for status in decided),
        (Event.register_closed_on.is_not(None), literal(Standing.DELIVERED.value)),
        (func.coalesce(days.c.ends, Event.starts) < today, literal(Standing.REGISTER_OPEN.value)),
        (days.c.on_today == 1, literal(Standing.TODAY.value)),
        (Event.starts <= today, literal(Standing.UNDER_WAY.value)),
        (and_(undecided, held < func.coalesce(Course.minimum, 0)), literal(Standing.AT_RISK.value)),
        (and_(Event.places > 0, held + kept >= Event.places), literal(Standing.FULL.value)),
        (Event.status == EventStatus.DELIVERED, literal(Standing.CONFIRMED.value)),
        else_=type_coerce(Event.status, String),
    )


def _first_of(name: str, count: int) -> str:
    return f"{name} and {counted(count - 1, 'other')}" if count > 1 else name
