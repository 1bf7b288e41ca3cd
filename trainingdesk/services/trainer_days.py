"""The days that trainers give: by trainer, and by the agency whose own trainers they are."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from trainingdesk.domain.clash import NEVER_CLASHES
from trainingdesk.domain.event import TrainerPart
from trainingdesk.domain.figures import counted
from trainingdesk.domain.trainer import HALVES, days_said, is_half_day
from trainingdesk.domain.year import TrainingYear
from trainingdesk.storage.models import (
    Agency,
    Course,
    Event,
    EventSession,
    SessionTrainer,
    Trainer,
)


@dataclass(frozen=True, slots=True)
class Days:
    """Days of training in half days: those that were, how many of them halves, those ahead."""

    halves: int = 0
    half_days: int = 0
    halves_ahead: int = 0

    @property
    def said(self) -> str:
        """The days with the half days among them: 2½ days (1 half day)."""
        of_these = f" ({counted(self.half_days, 'half day')})" if self.half_days else ""
        return f"{days_said(self.halves)}{of_these}"

    def __add__(self, other: "Days") -> "Days":
        return Days(
            self.halves + other.halves,
            self.half_days + other.half_days,
            self.halves_ahead + other.halves_ahead,
        )


@dataclass(frozen=True, slots=True)
class DaysGiven:
    """The days that one agency's own trainers gave in a year."""

    agency_id: int
    agency: str
    trainers: int
    days: Days


def days_of_trainers(db: Session, year: TrainingYear, *, today: date) -> dict[int, Days]:
    """The days of each trainer on the events of a year, first or beside; a reserve gives none."""
    found: dict[int, Days] = defaultdict(Days)
    for trainer_id, days in _each_day(db, year, today):
        found[trainer_id] += days
    return dict(found)


def trainer_days_given(db: Session, year: TrainingYear, *, today: date) -> list[DaysGiven]:
    """The days that agencies' own trainers give, by agency; whoever gives most comes first."""
    days = days_of_trainers(db, year, today=today)
    query = (
        select(Trainer.id, Agency.id, Agency.name)
        .join(Agency, Agency.id == Trainer.agency_id)
        .order_by(Agency.sought, Agency.id)
    )
    given: dict[int, DaysGiven] = {}
    for trainer_id, agency_id, agency in db.execute(query):
        if trainer_id in days:
            before = given.get(agency_id, DaysGiven(agency_id, agency, 0, Days()))
            so_far = before.days + days[trainer_id]
            given[agency_id] = DaysGiven(agency_id, agency, before.trainers + 1, so_far)
    return sorted(given.values(), key=lambda each: -each.days.halves)


def days_given_by(db: Session, agency_id: int, year: TrainingYear, *, today: date) -> Days:
    """The days that one agency's own trainers give in a year."""
    given = trainer_days_given(db, year, today=today)
    return next((each.days for each in given if each.agency_id == agency_id), Days())


def _each_day(db: Session, year: TrainingYear, today: date) -> Iterator[tuple[int, Days]]:
    """Every trainer of every day of the year's events, with what the day counts."""
    number_of_days = (
        select(EventSession.event_id, func.count(EventSession.id).label("days"))
        .group_by(EventSession.event_id)
        .subquery("number_of_days")
    )
    query = (
        select(
            EventSession.id,
            EventSession.trainer_id,
            EventSession.day,
            EventSession.starts,
            EventSession.ends,
            Course.minutes / number_of_days.c.days,
        )
        .join(Event, Event.id == EventSession.event_id)
        .join(Course, Course.id == Event.course_id)
        .join(number_of_days, number_of_days.c.event_id == Event.id)
        .where(
            Event.status.not_in(NEVER_CLASHES),
            Event.starts.between(year.first_day, year.last_day),
        )
    )
    beside = _beside(db)
    for session, trainer_id, day, starts, ends, minutes in db.execute(query):
        half = is_half_day(starts, ends, minutes=None if minutes is None else round(minutes))
        halves = 1 if half else HALVES
        counts = Days(halves, int(half)) if day <= today else Days(halves_ahead=halves)
        for number in (*((trainer_id,) if trainer_id else ()), *beside.get(session, ())):
            yield number, counts


def _beside(db: Session) -> dict[int, list[int]]:
    query = select(SessionTrainer.session_id, SessionTrainer.trainer_id).where(
        SessionTrainer.part == TrainerPart.BESIDE
    )
    found: dict[int, list[int]] = defaultdict(list)
    for session, trainer_id in db.execute(query):
        found[session].append(trainer_id)
    return found
