"""One course as its page shows it: what is said of it, and its events."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Float, Subquery, cast, func, select
from sqlalchemy.orm import Session

from trainingdesk.domain.course_details import CourseDetails
from trainingdesk.domain.own_fields import FieldOf
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.completions import CompletionsCounted, completions_of_course
from trainingdesk.services.course_choices import (
    CourseChoice,
    RecommendationChoice,
    courses_chosen,
    recommendations_chosen,
)
from trainingdesk.services.course_rows import CourseRow, course_year
from trainingdesk.services.courses import course_details
from trainingdesk.services.event_rows import EventRow, columns_of, listed, row_of
from trainingdesk.services.own_fields import own_fields, values_told
from trainingdesk.services.sought import holds, words_of
from trainingdesk.storage.models import CourseRequirement, Event


@dataclass(frozen=True, slots=True)
class CourseSheet:
    """Everything that the page of a course says above its lists."""

    row: CourseRow
    details: CourseDetails
    requires: Sequence[CourseChoice]
    required_by: Sequence[CourseChoice]
    answers: Sequence[RecommendationChoice]
    own: Sequence[tuple[str, str]]
    """The board's own fields that say something, each with what it says."""
    elearning: CompletionsCounted
    """How often it was finished as e-learning, which no figure of attendance counts."""


@dataclass(frozen=True, slots=True)
class CourseEventsAsked:
    """Which events of a course a list shows; ``sort`` is date, venue, places or standing."""

    course_id: int
    today: date
    words: str = ""
    sort: str = "date"
    falling: bool = True


def course_sheet(db: Session, course_id: int, year: TrainingYear, *, today: date) -> CourseSheet:
    """What the page of a course shows; raises Unknown."""
    details = course_details(db, course_id)
    after = select(CourseRequirement.course_id).where(CourseRequirement.required_id == course_id)
    shapes = own_fields(db, FieldOf.COURSE, retired=True)
    return CourseSheet(
        row=course_year(db, course_id, year, today=today),
        details=details,
        requires=courses_chosen(db, details.requires),
        required_by=courses_chosen(db, db.scalars(after.order_by("course_id")).all()),
        answers=recommendations_chosen(db, details.answers),
        own=values_told(shapes, details.own_values),
        elearning=completions_of_course(db, course_id),
    )


def course_events(
    db: Session, asked: CourseEventsAsked, *, offset: int = 0, limit: int | None = None
) -> list[EventRow]:
    """The events of a course, of every year."""
    rows = listed(asked.today, Event.course_id == asked.course_id)
    query = select(*columns_of(rows)).where(*_wanted(rows, asked))
    query = query.order_by(*_order(rows, asked)).offset(offset).limit(limit)
    return [row_of(values) for values in db.execute(query)]


def course_events_counted(db: Session, asked: CourseEventsAsked) -> int:
    """How many events of a course are asked for."""
    rows = listed(asked.today, Event.course_id == asked.course_id)
    return db.scalars(select(func.count(rows.c.id)).where(*_wanted(rows, asked))).one()


def _wanted(rows: Subquery, asked: CourseEventsAsked) -> list[ColumnElement[bool]]:
    told = rows.c.reference.concat(" ").concat(rows.c.venue).concat(" ").concat(rows.c.trainer)
    return [holds(told, word) for word in words_of(asked.words)]


def _order(rows: Subquery, asked: CourseEventsAsked) -> list[ColumnElement[Any]]:
    keys: dict[str, ColumnElement[Any]] = {
        "date": rows.c.starts,
        "venue": func.lower(rows.c.venue),
        "places": cast(rows.c.held, Float) / func.nullif(rows.c.places, 0),
        "standing": rows.c.standing,
    }
    key = keys[asked.sort].desc() if asked.falling else keys[asked.sort].asc()
    return [key.nulls_last(), rows.c.starts.desc(), rows.c.id.desc()]
