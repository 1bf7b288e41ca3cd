"""The days of a year's events, each as a whole day or half a one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from trainingdesk.domain.clash import NEVER_CLASHES
from trainingdesk.domain.figures import counted
from trainingdesk.domain.trainer import HALVES, days_said, is_half_day
from trainingdesk.domain.year import TrainingYear
from trainingdesk.storage.models import Course, Event, EventSession


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
class SessionDay:
    """One day of an event: where it is, who delivers it, and what it counts."""

    session_id: int
    venue_id: int | None
    trainer_id: int | None
    counts: Days


def session_days(db: Session, year: TrainingYear, *, today: date) -> Iterator[SessionDay]:
    """Every day of the events that begin in a year; those called off or not yet sure give none."""
    number_of_days = (
        select(EventSession.event_id, func.count(EventSession.id).label("days"))
        .group_by(EventSession.event_id)
        .subquery("number_of_days")
    )
    query = (
        select(
            EventSession.id,
            EventSession.venue_id,
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
    for session, venue_id, trainer_id, day, starts, ends, minutes in db.execute(query):
        half = is_half_day(starts, ends, minutes=None if minutes is None else round(minutes))
        halves = 1 if half else HALVES
        counts = Days(halves, int(half)) if day <= today else Days(halves_ahead=halves)
        yield SessionDay(session, venue_id, trainer_id, counts)
