"""Planning events: adding them and changing them."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from trainingdesk.domain.booking import LIVE
from trainingdesk.domain.course import CourseState
from trainingdesk.domain.event import UNSCHEDULED, EventStatus
from trainingdesk.domain.event_details import EventDetails, SessionDetails
from trainingdesk.domain.figures import counted
from trainingdesk.domain.meanwhile import refuse_if_changed
from trainingdesk.domain.own_fields import FieldOf
from trainingdesk.domain.refusals import Invalid
from trainingdesk.services.desk import Stamp
from trainingdesk.services.event_changes import (
    REASONED,
    SAY_WHY,
    call_off,
    give_event_status,
    go_ahead,
    held_event,
    keep_event_status,
)
from trainingdesk.services.event_sessions import change_days, details_of_days, named, write_day
from trainingdesk.services.own_fields import value_problems, values_kept
from trainingdesk.services.partners import partners_of, set_partners
from trainingdesk.services.passing import end_offers_before, pass_places_on
from trainingdesk.services.places import Places, places_of
from trainingdesk.services.plans import next_reference
from trainingdesk.services.waiting import given_said, places_to_give
from trainingdesk.storage.models import (
    Board,
    Booking,
    Course,
    Event,
    EventChange,
    EventSession,
    Series,
)

__all__ = [
    "EventDetails",
    "SessionDetails",
    "add_event",
    "call_off",
    "change_event",
    "details_of",
    "go_ahead",
]

NOT_HELD = UNSCHEDULED | {EventStatus.CANCELLED}


def details_of(db: Session, event_id: int) -> EventDetails:
    """The details of an event, to be changed in a form."""
    event = db.get_one(Event, event_id)
    return EventDetails(
        course_id=event.course_id,
        reference=event.reference,
        series=event.series.name if event.series else "",
        places=None if event.headcount_only else event.places,
        status=event.status,
        headcount_only=event.headcount_only,
        headcount=event.headcount,
        price_pence=event.price_pence,
        partners=partners_of(db, event_id),
        own_values=dict(event.own_values),
        sessions=details_of_days(db, event),
    )


def add_event(db: Session, details: EventDetails, *, by: Stamp) -> int:
    """Add an event with its days, and return its number; raises Invalid."""
    db.get_one(Board, 1, with_for_update=True)  # one at a time gives out references
    _check(db, details, None)
    days = details.in_order()
    event = Event(starts=days[0].day, register_closed_on=None, status=details.status, reason="")
    _fill(db, event, details)
    db.add(event)
    db.flush()
    for day in days:
        write_day(db, EventSession(event_id=event.id), day)
    set_partners(db, event.id, details.partners)
    db.refresh(event)
    keep_event_status(db, event, by=by, reason=details.why)
    _close_if_counted(db, event, by=by)
    db.flush()
    return event.id


def change_event(
    db: Session,
    event_id: int,
    details: EventDetails,
    *,
    by: Stamp,
    opened: EventDetails | None = None,
) -> str:
    """Change an event and its days; say who has a place by it, or whether people wait for one.

    A day on which somebody is marked is not removed, and the days and hours of a closed register
    stay as they are. ``opened`` is what the form began with. Raises Invalid, Refused, Unknown,
    ChangedMeanwhile.
    """
    db.get_one(Board, 1, with_for_update=True)
    event = held_event(db, event_id)
    refuse_if_changed(opened, details_of(db, event_id))
    _check(db, details, event)
    was_over = _is_counted(event, by=by)
    _fill(db, event, details)
    give_event_status(db, event, details.status, by=by, reason=details.why)
    change_days(db, event, details.in_order(), today=by.today)
    end_offers_before(db, event, by=by)
    set_partners(db, event_id, details.partners)
    if was_over and not _is_counted(event, by=by):
        _open_again(db, event, by=by)
    _close_if_counted(db, event, by=by)
    db.flush()
    return given_said(db, pass_places_on(db, event, by=by)) or places_to_give(db, event_id)


def _check(db: Session, details: EventDetails, event: Event | None) -> None:
    problems = details.problems()
    course = db.get(Course, details.course_id) if details.course_id is not None else None
    if "course_id" not in problems and course is None:
        problems["course_id"] = "This course is no longer there. Choose another."
    if course is not None and course.state is CourseState.RETIRED and _is_new(event, course):
        problems["course_id"] = f"{course.title} is retired. Publish it again, or choose another."
    if "reference" not in problems and _is_taken(db, details, event):
        problems["reference"] = _taken(db, details, problems)
    problems |= value_problems(db, FieldOf.EVENT, details.own_values)
    if event is not None:
        problems |= _problems_of_change(db, event, details)
    if problems:
        raise Invalid(problems)


def _is_new(event: Event | None, course: Course) -> bool:
    """Whether an event is planned for a course now, and was not before."""
    return event is None or event.course_id != course.id


def _is_taken(db: Session, details: EventDetails, event: Event | None) -> bool:
    taken = select(Event.id).where(
        func.lower(Event.reference) == details.reference.strip().lower(),
        Event.id != (event.id if event else 0),
    )
    return db.scalar(taken.limit(1)) is not None


def _taken(db: Session, details: EventDetails, problems: dict[str, str]) -> str:
    said = f"{details.reference.strip()} is another event."
    first = details.in_order()[0].day if details.sessions else None
    if details.course_id is None or "course_id" in problems or first is None:
        return f"{said} Enter another reference."
    return f"{said} {next_reference(db, details.course_id, on=first)} is free."


def _taken_said(taken: Places) -> str:
    """Who takes the places of an event, each by what they have of them."""
    have = "has a place" if taken.booked == 1 else "have places"
    said = f"{counted(taken.booked, 'delegate')} {have}"
    if taken.offered:
        said += f", {taken.offered} {'has' if taken.offered == 1 else 'have'} the offer of one"
    if taken.kept:
        said += f", and {taken.kept} more {'is' if taken.kept == 1 else 'are'} kept"
    return said


def _problems_of_change(db: Session, event: Event, details: EventDetails) -> dict[str, str]:
    found = {}
    taken = places_of(db, event.id)
    places = details.places or 0
    needed = taken.held + taken.kept
    if not details.headcount_only and places < needed and places != event.places:
        found["places"] = f"{_taken_said(taken)}. Give as many places, or cancel first."
    if details.headcount_only and not event.headcount_only and (booked := _booked(db, event.id)):
        them = f"{counted(booked, 'booking')} {'stands' if booked == 1 else 'stand'} on it."
        found["headcount_only"] = f"{them} Cancel these before people are counted only."
    if details.status is not event.status:
        if event.register_closed_on is not None:
            said = "The register is closed. Open it again to change the status."
            found["status"] = said
        elif details.status in REASONED and not details.why.strip():
            found["why"] = SAY_WHY
    return found


def _booked(db: Session, event_id: int) -> int:
    live = Booking.event_id == event_id, Booking.status.in_(LIVE)
    return db.scalars(select(func.count(Booking.id)).where(*live)).one()


def _fill(db: Session, event: Event, details: EventDetails) -> None:
    series = named(db, Series, details.series)
    if series is not None:
        db.flush()
    event.course_id = details.course_id or 0
    event.reference = details.reference.strip()
    event.series_id = series.id if series else None
    event.places = 0 if details.headcount_only else details.places or 0
    event.headcount_only, event.headcount = details.headcount_only, details.headcount
    event.price_pence = details.price_pence
    event.own_values = values_kept(db, FieldOf.EVENT, details.own_values, event.own_values)


def _is_counted(event: Event, *, by: Stamp) -> bool:
    """Whether an event where nobody is named is over, and it is said how many came."""
    if not event.headcount_only or event.headcount is None or not event.sessions:
        return False
    return max(session.day for session in event.sessions) <= by.today


def _close_if_counted(db: Session, event: Event, *, by: Stamp) -> None:
    """Where nobody is named there is no register: once counted, the event is delivered."""
    if event.register_closed_on is not None or event.status in NOT_HELD:
        return
    if _is_counted(event, by=by):
        event.register_closed_on = by.today
        give_event_status(db, event, EventStatus.DELIVERED, by=by)


def _open_again(db: Session, event: Event, *, by: Stamp) -> None:
    """Take back that an event was delivered: its count is gone, or it lies ahead again."""
    if event.register_closed_on is None:
        return
    event.register_closed_on = None
    former = select(EventChange.status).where(
        EventChange.event_id == event.id,
        EventChange.status.not_in(NOT_HELD | {EventStatus.DELIVERED}),
    )
    status = db.scalar(former.order_by(EventChange.id.desc()).limit(1))
    give_event_status(db, event, status or EventStatus.OPEN, by=by)
