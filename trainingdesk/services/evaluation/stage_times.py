"""When the stages of an event are asked for, by its days, its course and the board."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Protocol

from sqlalchemy import ColumnElement, Subquery, func, select
from sqlalchemy.orm import Session

from trainingdesk.domain.evaluation import Stage
from trainingdesk.domain.stage_times import After, StageTime, stage_time
from trainingdesk.storage.models import Board, Course, Event, EventSession

AFTERWARDS = frozenset({Stage.FOLLOW_UP, Stage.MANAGER})
"""The stages that are asked about when the follow-up falls due."""
LONGEST_EVENT = timedelta(days=366)
"""From the first day of an event to its last."""


class AsksAfter(Protocol):
    """What may say when practice is asked about: a course."""

    follow_up_weeks: int | None
    follow_up_months: int | None


def follow_up_on(ends: date, course: AsksAfter, board: Board) -> date:
    """The day on which practice is asked about, counted from the last day of an event."""
    after = After(course.follow_up_weeks, course.follow_up_months)
    return after.on(ends, else_months=board.follow_up_months)


def days_due(db: Session, stage: Stage, *which: ColumnElement[bool]) -> dict[int, date]:
    """The day from which a stage after an event is asked about, among some events.

    The end is asked about on the last day.
    """
    if stage in AFTERWARDS:
        return follow_up_days(db, *which)
    last = last_days()
    query = (
        select(Event.id, func.coalesce(last.c.day, Event.starts))
        .outerjoin(last, last.c.event_id == Event.id)
        .where(*which)
    )
    return dict(db.execute(query).all())


def follow_up_days(db: Session, *which: ColumnElement[bool]) -> dict[int, date]:
    """The day on which each event's follow-up falls due, among some events."""
    last, board = last_days(), db.get_one(Board, 1)
    query = (
        select(
            Event.id,
            func.coalesce(last.c.day, Event.starts),
            Course.follow_up_weeks,
            Course.follow_up_months,
        )
        .join(Course, Course.id == Event.course_id)
        .outerjoin(last, last.c.event_id == Event.id)
        .where(*which)
    )
    return {
        event_id: After(weeks, months).on(ends, else_months=board.follow_up_months)
        for event_id, ends, weeks, months in db.execute(query)
    }


def courses_with_own_times(db: Session) -> int:
    """How many courses ask about practice at another time than the board does."""
    own = Course.follow_up_weeks.is_not(None) | Course.follow_up_months.is_not(None)
    return db.scalars(select(func.count(Course.id)).where(own)).one()


def longest_wait(db: Session) -> timedelta:
    """No event that began longer ago than this can fall due for its follow-up now."""
    weeks, months = func.max(Course.follow_up_weeks), func.max(Course.follow_up_months)
    most_weeks, most_months = db.execute(select(weeks, months)).one()
    most = max(most_months or 0, db.get_one(Board, 1).follow_up_months)
    return LONGEST_EVENT + max(timedelta(weeks=most_weeks or 0), timedelta(days=31 * most))


def times_of(db: Session, event_id: int) -> Mapping[Stage, StageTime]:
    """When each stage of an event is asked for."""
    event = db.get_one(Event, event_id)
    ends = max((session.day for session in event.sessions), default=event.starts)
    follow_up = follow_up_on(ends, event.course, db.get_one(Board, 1))
    return {
        stage: stage_time(stage, starts=event.starts, ends=ends, follow_up=follow_up)
        for stage in Stage
    }


def stage_open(db: Session, event_id: int, stage: Stage, *, today: date) -> bool:
    """Whether a stage of an event is asked for now.

    A paper that was filled in time may be entered whenever it comes.
    """
    return times_of(db, event_id)[stage].open_on(today)


def last_days() -> Subquery:
    """The last day of each event that has days."""
    day = func.max(EventSession.day).label("day")
    return select(EventSession.event_id, day).group_by(EventSession.event_id).subquery()
