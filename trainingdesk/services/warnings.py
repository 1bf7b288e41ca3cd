"""What speaks against a booking, said before it is made; none of it stops anybody."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.attendance import CAME
from trainingdesk.domain.delegate import due_again_on
from trainingdesk.domain.words import listed, plain_day
from trainingdesk.services.clashes import clashes_of_delegate
from trainingdesk.services.places import places_of
from trainingdesk.storage.models import (
    Booking,
    Course,
    CourseRequirement,
    Delegate,
    Event,
    Mark,
)


def warnings_before(db: Session, *, event_id: int, delegate_id: int, today: date) -> list[str]:
    """Every reason to think twice before booking a delegate on an event, a sentence each."""
    event = db.get_one(Event, event_id)
    clashes = clashes_of_delegate(db, event_id=event_id, delegate_id=delegate_id)
    found = [
        _past(event, today),
        _left(db, event, delegate_id),
        _attended_before(db, event, delegate_id),
        _requirements_missing(db, event, delegate_id),
        *(clash.sentence for clash in clashes),
        _queue_before(db, event),
    ]
    return [sentence for sentence in found if sentence]


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
    taken = (
        select(Event.course_id)
        .join(Booking, Booking.event_id == Event.id)
        .join(Mark, Mark.booking_id == Booking.id)
        .where(Booking.delegate_id == delegate_id, Mark.attendance.in_(CAME))
    )
    missing = (
        select(Course.title)
        .join(CourseRequirement, CourseRequirement.required_id == Course.id)
        .where(CourseRequirement.course_id == event.course_id, Course.id.not_in(taken))
        .order_by(Course.title)
    )
    titles = list(db.scalars(missing))
    return f"Has not attended {listed(titles)}, which this course requires." if titles else ""


def _queue_before(db: Session, event: Event) -> str:
    places = places_of(db, event.id)
    if not (places.free and places.waiting):
        return ""
    free = "1 place is free" if places.free == 1 else f"{places.free} places are free"
    wait = "1 person waits for it" if places.waiting == 1 else f"{places.waiting} people wait"
    return f"{free}, but {wait} already."
