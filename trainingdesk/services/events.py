"""Planning events: adding them, changing them, calling them off."""

from collections.abc import Sequence
from datetime import date
from typing import TypeVar, cast

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.event_details import EventDetails, SessionDetails
from trainingdesk.domain.refusals import Invalid, Refused, Unknown
from trainingdesk.domain.words import plain_day
from trainingdesk.services.bookings import locked_event
from trainingdesk.services.plans import next_reference
from trainingdesk.storage.models import (
    Board,
    Course,
    Event,
    EventSession,
    Mark,
    Series,
    Trainer,
    Venue,
)

__all__ = [
    "EventDetails",
    "SessionDetails",
    "add_event",
    "call_off",
    "change_event",
    "details_of",
]

Named = TypeVar("Named", Series, Venue, Trainer)

REASONED = frozenset({EventStatus.CANCELLED, EventStatus.POSTPONED})


def details_of(db: Session, event_id: int) -> EventDetails:
    """The details of an event, to be changed in a form."""
    event = db.get_one(Event, event_id)
    return EventDetails(
        course_id=event.course_id,
        reference=event.reference,
        series=event.series.name if event.series else "",
        places=event.places,
        status=event.status,
        sessions=tuple(_details(session) for session in event.sessions),
    )


def add_event(db: Session, details: EventDetails) -> int:
    """Add an event with its days, and return its number; raises Invalid."""
    db.get_one(Board, 1, with_for_update=True)  # one at a time gives out references
    _check(db, details, event_id=0)
    days = details.in_order()
    event = Event(starts=days[0].day, register_closed_on=None)
    _fill(db, event, details)
    db.add(event)
    for day in days:
        event.sessions.append(_written(db, EventSession(), day))
    db.flush()
    return event.id


def change_event(db: Session, event_id: int, details: EventDetails) -> None:
    """Change an event and its days; raises Invalid, Refused, Unknown.

    A day on which somebody is marked stays, and so do the days of a closed register.
    """
    db.get_one(Board, 1, with_for_update=True)
    event = _locked(db, event_id)
    _check(db, details, event_id=event_id)
    _fill(db, event, details)
    _change_days(db, event, details.in_order())
    db.flush()


def call_off(db: Session, event_id: int, status: EventStatus, *, reason: str) -> None:
    """Cancel an event or postpone it, saying why; raises Invalid, Refused, Unknown.

    Its bookings stay as they are: the figures count what was booked on cancelled events.
    """
    if not reason.strip():
        raise Invalid({"reason": "Say why, in a few words. The year's report counts the reasons."})
    event = _locked(db, event_id)
    if event.register_closed_on is not None:
        raise Refused("The register of this event is closed: it was delivered.")
    event.status, event.reason = status, reason.strip()


def _locked(db: Session, event_id: int) -> Event:
    event = locked_event(db, event_id)
    if event is None:
        raise Unknown("This event is no longer there.")
    return event


def _check(db: Session, details: EventDetails, *, event_id: int) -> None:
    problems = details.problems()
    if "course_id" not in problems and db.get(Course, details.course_id) is None:
        problems["course_id"] = "This course is no longer there. Choose another."
    taken = select(Event.id).where(
        func.lower(Event.reference) == details.reference.strip().lower(), Event.id != event_id
    )
    if "reference" not in problems and db.scalar(taken.limit(1)) is not None:
        problems["reference"] = _taken(db, details, problems)
    if problems:
        raise Invalid(problems)


def _taken(db: Session, details: EventDetails, problems: dict[str, str]) -> str:
    said = f"{details.reference.strip()} is another event."
    first = details.in_order()[0].day if details.sessions else None
    if details.course_id is None or "course_id" in problems or first is None:
        return f"{said} Enter another reference."
    return f"{said} {next_reference(db, details.course_id, on=first)} is free."


def _fill(db: Session, event: Event, details: EventDetails) -> None:
    series = _named(db, Series, details.series)
    if series is not None:
        db.flush()
    if event.register_closed_on is not None and details.status != event.status:
        raise Invalid({"status": "The register is closed. Open it again to change the status."})
    event.course_id = details.course_id or 0
    event.reference = details.reference.strip()
    event.series_id = series.id if series else None
    event.places = details.places or 0
    event.status = details.status
    if details.status not in REASONED:
        event.reason = ""


def _change_days(db: Session, event: Event, days: Sequence[SessionDetails]) -> None:
    there = {session.id: session for session in event.sessions}
    kept = {day.id for day in days if day.id is not None}
    gone = [session for session_id, session in there.items() if session_id not in kept]
    if event.register_closed_on is not None and (gone or len(days) != len(there)):
        raise Refused("The register is closed. Open it again to add or remove days.")
    _refuse_marked(db, gone)
    for session in gone:
        db.delete(session)
    for day in days:
        session = there.get(day.id or 0) or EventSession(event_id=event.id)
        db.add(_written(db, session, day))
    event.starts = min(day.day for day in days if day.day)


def _refuse_marked(db: Session, gone: Sequence[EventSession]) -> None:
    for session in gone:
        if db.scalar(select(Mark.id).where(Mark.session_id == session.id).limit(1)):
            raise Refused(
                f"{plain_day(session.day)} cannot be removed: people are marked on its register. "
                "Clear their marks first."
            )


def _written(db: Session, session: EventSession, day: SessionDetails) -> EventSession:
    session.day = cast("date", day.day)  # details without problems have their days
    session.starts, session.ends = day.starts, day.ends
    venue, trainer = _named(db, Venue, day.venue), _named(db, Trainer, day.trainer)
    db.flush()
    session.venue_id = venue.id if venue else None
    session.trainer_id = trainer.id if trainer else None
    return session


def _details(session: EventSession) -> SessionDetails:
    return SessionDetails(
        day=session.day,
        starts=session.starts,
        ends=session.ends,
        venue=session.venue.name if session.venue else "",
        trainer=session.trainer.name if session.trainer else "",
        id=session.id,
    )


def _named(db: Session, kind: type[Named], name: str) -> Named | None:
    """The venue, trainer or series of that name; one that nobody knows yet is added."""
    bare = " ".join(name.split())
    if not bare:
        return None
    # The database folds both sides: what is small to Python may not be so to SQLite.
    same = (kind.name == bare) | (func.lower(kind.name) == func.lower(bare))
    exact_first = case((kind.name == bare, 0), else_=1)
    known = db.scalars(select(kind).where(same).order_by(exact_first, kind.id).limit(1)).first()
    if known is not None:
        return known
    made = kind(name=bare)
    db.add(made)
    return made
