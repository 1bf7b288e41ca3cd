"""What a new event is likely to be: its course, its reference, and what was done last time."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.event_dates import note_on_day
from trainingdesk.domain.event_details import EventDetails, SessionDetails
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.event_sessions import details_of_days
from trainingdesk.services.partners import partner_boards, partners_of
from trainingdesk.services.years import years_held
from trainingdesk.storage.models import Course, Event, Series, Trainer, Venue

MORNING = time(9, 30)
WITH_A_LUNCH = 300
"""So many minutes of training or more have an hour's break in them."""

LUNCH = 60
COUNTED = re.compile(r"\d{1,3}", re.ASCII)
"""How references are counted; a longer number is somebody's own way."""


@dataclass(frozen=True, slots=True)
class Names:
    """What the desk knows by name, to be typed with few letters."""

    venues: list[str]
    trainers: list[str]
    series: list[str]
    partners: list[str]


def course_title(db: Session, course_id: int | None) -> str:
    """What a course is called; nothing where there is none."""
    course = db.get(Course, course_id) if course_id is not None else None
    return course.title if course else ""


def names_known(db: Session) -> Names:
    """The venues, trainers, series and boards of other boroughs that the desk knows."""
    venues, trainers, series = (
        list(db.scalars(select(kind.name).order_by(kind.name))) for kind in (Venue, Trainer, Series)
    )
    return Names(venues, trainers, series, [board.name for board in partner_boards(db)])


def next_reference(db: Session, course_id: int, *, on: date) -> str:
    """The next free reference of a course in a training year: RISK-2603 after RISK-2602."""
    begins = TrainingYear.of(on).begins
    stem = f"{db.get_one(Course, course_id).reference}-{begins % 100:02}"
    same = func.lower(Event.reference).startswith(stem.lower(), autoescape=True)
    taken = [
        reference[len(stem) :] for reference in db.scalars(select(Event.reference).where(same))
    ]
    numbers = [int(rest) for rest in taken if COUNTED.fullmatch(rest)]
    return f"{stem}{max(numbers, default=0) + 1:02}"


def plan_for(db: Session, course_id: int) -> EventDetails:
    """What a new event of a course is likely to be: as the last one was, else as the course says.

    The day is left open, and so is the reference, which follows from it.
    """
    course = db.get_one(Course, course_id)
    newest = select(Event).where(
        Event.course_id == course_id, Event.status != EventStatus.CANCELLED
    )
    last = db.scalars(newest.order_by(Event.starts.desc(), Event.id.desc()).limit(1)).first()
    if last is None or not last.sessions:
        session = SessionDetails(starts=MORNING, ends=_end(course.minutes))
        return EventDetails(course_id=course_id, places=course.places, sessions=(session,))
    plan = _plan_of(db, last)
    plan = replace(plan, places=course.places or plan.places, price_pence=None)
    return replace(plan, series="", partners=(), own_values={})


def copy_of(db: Session, event_id: int) -> EventDetails:
    """The plan of an event for another date: never its bookings, its count or its reasons."""
    return _plan_of(db, db.get_one(Event, event_id))


def notes_on_days(
    db: Session,
    days: Sequence[date | None],
    *,
    today: date,
    at_hand: TrainingYear | None = None,
) -> dict[int, str]:
    """What is to be thought of with days as they are entered, by their number in the form."""
    held = years_held(db)
    noted = {
        number: note_on_day(day, today=today, held=held, at_hand=at_hand)
        for number, day in enumerate(days)
        if day
    }
    return {number: note for number, note in noted.items() if note}


def _plan_of(db: Session, event: Event) -> EventDetails:
    return EventDetails(
        course_id=event.course_id,
        series=event.series.name if event.series else "",
        places=None if event.headcount_only else event.places,
        headcount_only=event.headcount_only,
        price_pence=event.price_pence,
        partners=partners_of(db, event.id),
        own_values=dict(event.own_values),
        sessions=tuple(replace(day, day=None, id=None) for day in details_of_days(db, event)),
    )


def _end(minutes: int | None) -> time | None:
    if not minutes:
        return None
    whole = minutes + (LUNCH if minutes >= WITH_A_LUNCH else 0)
    end = datetime.combine(date.min, MORNING) + timedelta(minutes=whole)
    return end.time() if end.date() == date.min else None
