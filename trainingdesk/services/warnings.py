"""What speaks against a booking, said before it is made; none of it stops anybody."""

from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from trainingdesk.domain.agreement import NOT_AGREED
from trainingdesk.domain.attendance import CAME
from trainingdesk.domain.delegate import due_again_on
from trainingdesk.domain.standing import said_level
from trainingdesk.domain.words import listed, plain_day
from trainingdesk.services.clashes import clashes_of_delegate
from trainingdesk.services.places import places_of
from trainingdesk.services.shares import over_a_cap
from trainingdesk.storage.models import (
    Board,
    Booking,
    Course,
    CourseRequirement,
    Delegate,
    Event,
    Mark,
)


def warnings_before(db: Session, *, event_id: int, delegate_id: int, today: date) -> list[str]:
    """Every reason to think twice before booking a delegate on an event, a sentence each."""
    against = warnings_against(db, event_id=event_id, delegate_id=delegate_id, today=today)
    before = _queue_before(db, db.get_one(Event, event_id))
    return [*against, before] if before else against


def warnings_against(db: Session, *, event_id: int, delegate_id: int, today: date) -> list[str]:
    """What speaks against a booking; that others wait already is no such thing."""
    event = db.get_one(Event, event_id)
    clashes = clashes_of_delegate(db, event_id=event_id, delegate_id=delegate_id)
    found = [
        _past(event, today),
        _left(db, event, delegate_id),
        _attended_before(db, event, delegate_id),
        _requirements_missing(db, event, delegate_id),
        *(clash.sentence for clash in clashes),
        _not_agreed(db, event, today),
        _over_a_cap(db, event, delegate_id),
    ]
    return [sentence for sentence in found if sentence]


def _not_agreed(db: Session, event: Event, today: date) -> str:
    """What was held already needs nobody's agreement any more."""
    wanted = db.get_one(Board, 1).agreement_steps and event.starts >= today
    return NOT_AGREED if wanted else ""


def _over_a_cap(db: Session, event: Event, delegate_id: int) -> str:
    person = db.get(Delegate, delegate_id)
    return over_a_cap(db, event, person.agency) if person is not None else ""


def _past(event: Event, today: date) -> str:
    return f"The event was on {plain_day(event.starts)}." if event.starts < today else ""


def _left(db: Session, event: Event, delegate_id: int) -> str:
    person = db.get(Delegate, delegate_id)
    if person is None or person.left_on is None or person.left_on > event.starts:
        return ""
    return f"Left {person.agency.name} on {plain_day(person.left_on)}."


def _attended_before(db: Session, event: Event, delegate_id: int) -> str:
    earlier = (
        select(Event.starts)
        .join(Booking, Booking.event_id == Event.id)
        .join(Mark, Mark.booking_id == Booking.id)
        .where(
            Booking.delegate_id == delegate_id,
            Mark.attendance.in_(CAME),
            Event.course_id == event.course_id,
            Event.id != event.id,
            Event.starts <= event.starts,
        )
        .order_by(Event.starts.desc())
    )
    last = db.scalars(earlier.limit(1)).first()
    months = event.course.refresh_months
    if last is None or (months and event.starts >= due_again_on(last, months=months)):
        return ""
    again = f"; it is refreshed after {months} months" if months else ""
    return f"Attended {event.course.title} already on {plain_day(last)}{again}."


def _requirements_missing(db: Session, event: Event, delegate_id: int) -> str:
    """The courses to be taken before, unless any course of the level that does instead was."""
    required = {each.id: each.title for each in db.execute(_required_by(event.course_id))}
    attended = {each.id: each.level for each in db.execute(_attended_by(delegate_id))}
    missing = [title for number, title in required.items() if number not in attended]
    level = event.course.required_level
    instead = f"any course of {said_level(level)}" if level else ""
    if (required and not missing) or (level and level in attended.values()):
        return ""
    if missing and level:
        return (
            f"Has not attended {listed(missing)}, nor {instead}; this course requires the one or "
            "the other."
        )
    lacking = listed(missing) or instead
    return f"Has not attended {lacking}, which this course requires." if lacking else ""


def _required_by(course_id: int) -> Select[int, str]:
    return (
        select(Course.id, Course.title)
        .join(CourseRequirement, CourseRequirement.required_id == Course.id)
        .where(CourseRequirement.course_id == course_id)
        .order_by(Course.title)
    )


def _attended_by(delegate_id: int) -> Select[int, str]:
    """Every course that somebody attended, with its level."""
    return (
        select(Course.id, Course.level)
        .distinct()
        .join(Event, Event.course_id == Course.id)
        .join(Booking, Booking.event_id == Event.id)
        .join(Mark, Mark.booking_id == Booking.id)
        .where(Booking.delegate_id == delegate_id, Mark.attendance.in_(CAME))
    )


def _queue_before(db: Session, event: Event) -> str:
    places = places_of(db, event.id)
    if not (places.free and places.waiting):
        return ""
    free = "1 place is free" if places.free == 1 else f"{places.free} places are free"
    wait = "1 person waits for it" if places.waiting == 1 else f"{places.waiting} people wait"
    return f"{free}, but {wait} already."
