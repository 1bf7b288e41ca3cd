"""The brochure is due by the first of April: how long that is yet, and what is missing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import Session

from trainingdesk.domain.course import CourseState
from trainingdesk.domain.event import UNSCHEDULED, EventStatus
from trainingdesk.domain.figures import counted
from trainingdesk.domain.year import TrainingYear
from trainingdesk.storage.models import Course, Event, UndatedEvent

COUNTED_FROM = 2
"""The month from whose first day on the desk counts down."""

PRESSING_DAYS = 14


@dataclass(frozen=True, slots=True)
class ToBrochure:
    """One thing to do for the brochure of a year."""

    title: str
    said: str
    year: str
    urgent: bool = False


def to_brochure(db: Session, today: date) -> Iterator[ToBrochure]:
    """How many days are left until the brochure is due, and what is missing from it.

    From the first of February until it is due; nothing on a desk without courses.
    """
    year = TrainingYear.of(today).after
    left = (year.first_day - today).days
    if today < date(year.begins, COUNTED_FROM, 1) or not db.scalar(select(exists(Course.id))):
        return
    pressing = left <= PRESSING_DAYS
    yield ToBrochure("The brochure", f"due in {counted(left, 'day')}", year.name, pressing)
    for title, level, audience in _unstated(db):
        missing = [name for name, said in (("level", level), ("audience", audience)) if not said]
        yield ToBrochure(title, f"no {' and no '.join(missing)}", year.name, pressing)
    for title in _undated(db):
        yield ToBrochure(title, "an event waits for its date", year.name, pressing)
    if without := _without_dates(db, year):
        said = f"no date in {year.name}"
        yield ToBrochure(counted(without, "course"), said, year.name, pressing)


def _unstated(db: Session) -> Iterator[tuple[str, str, str]]:
    """The courses that stay drafts because their level or their audience is not stated."""
    query = (
        select(Course.title, Course.level, Course.audience)
        .where(Course.state == CourseState.DRAFT, or_(Course.level == "", Course.audience == ""))
        .order_by(Course.sought)
    )
    for row in db.execute(query):
        yield row.title, row.level, row.audience


def _undated(db: Session) -> Iterator[str]:
    query = (
        select(Course.title)
        .join(UndatedEvent, UndatedEvent.course_id == Course.id)
        .where(UndatedEvent.event_id.is_(None), UndatedEvent.closed_on.is_(None))
        .order_by(Course.sought, UndatedEvent.id)
    )
    yield from db.scalars(query)


def _without_dates(db: Session, year: TrainingYear) -> int:
    """How many published courses have no event in the year."""
    dated: ColumnElement[bool] = exists().where(
        Event.course_id == Course.id,
        Event.starts.between(year.first_day, year.last_day),
        Event.status.not_in(UNSCHEDULED | {EventStatus.CANCELLED}),
    )
    query = select(func.count(Course.id)).where(Course.state == CourseState.PUBLISHED, ~dated)
    return db.scalars(query).one()
