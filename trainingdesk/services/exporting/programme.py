"""Events and delegates, and who was booked on what, as rows of the workbook."""

from collections import defaultdict
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.attendance import Attendance, overall
from trainingdesk.exchange.words import NONE, YES
from trainingdesk.services.exporting.rows import PARTED, Rows, Teller, batches, each
from trainingdesk.storage.models import (
    Agency,
    Booking,
    Course,
    Delegate,
    DelegateNeeds,
    Event,
    EventSession,
    Mark,
    Series,
    Trainer,
    Venue,
)


def events(db: Session, _teller: Teller) -> Rows:
    """The programme in its order, a row a day."""
    query = (
        select(
            Event.reference,
            Course.reference.label("course"),
            Series.name.label("series"),
            Event.starts.label("first_day"),
            EventSession.day,
            EventSession.starts,
            EventSession.ends,
            Venue.name.label("venue"),
            Trainer.name.label("trainer"),
            Event.places,
            Event.status,
            Event.reason,
            Event.headcount,
            Event.headcount_only,
        )
        .join(Event.course)
        .join(Event.series, isouter=True)
        .join(Event.sessions, isouter=True)
        .join(EventSession.venue, isouter=True)
        .join(EventSession.trainer, isouter=True)
        .order_by(Event.starts, Event.reference, EventSession.day, EventSession.id)
    )
    for row in each(db, query):
        yield (
            row.reference,
            row.course,
            row.series,
            row.day or row.first_day,
            row.starts,
            row.ends,
            row.venue,
            row.trainer,
            row.places,
            str(row.status),
            row.reason,
            row.headcount,
            YES if row.headcount_only else None,
        )


def delegates(db: Session, _teller: Teller) -> Rows:
    """The people by reference, each with what they need."""
    person = Delegate.__table__.columns
    query = (
        select(*person, Agency.name.label("agency"), DelegateNeeds.needs)
        .join(Delegate.agency)
        .join(DelegateNeeds, DelegateNeeds.delegate_id == Delegate.id, isouter=True)
        .order_by(Delegate.reference)
    )
    for row in each(db, query):
        yield (
            row.reference,
            row.first_name,
            row.last_name,
            row.email,
            row.agency,
            row.job_title,
            row.manager,
            row.manager_email,
            row.needs,
        )


def bookings(db: Session, _teller: Teller) -> Rows:
    """Every booking, by event and delegate, in the order they were made."""
    query = (
        select(
            Booking.id,
            Booking.event_id,
            Event.reference.label("event"),
            Delegate.reference.label("delegate"),
            Booking.booked_on,
            Booking.status,
            Booking.changed_on,
            Booking.reason,
            Agency.name.label("agency"),
        )
        .join(Booking.event)
        .join(Booking.delegate)
        .join(Booking.agency)
        .order_by(Event.starts, Event.reference, Delegate.reference, Booking.id)
    )
    sessions = _sessions(db)
    for some in batches(db, query):
        marks = _marks(db, some)
        for row in some:
            own = marks[row.id]
            by_day = [own.get(session) for session in sessions[row.event_id]]
            yield (
                row.event,
                row.delegate,
                row.booked_on,
                str(row.status),
                row.changed_on,
                overall(own.values()),
                row.reason,
                row.agency,
                _told_apart(by_day),
            )


def _sessions(db: Session) -> dict[int, list[int]]:
    """The days of every event, in their order."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    query = select(EventSession.event_id, EventSession.id)
    for event_id, session_id in db.execute(query.order_by(EventSession.day, EventSession.id)):
        found[event_id].append(session_id)
    return found


def _marks(db: Session, some: list[Any]) -> dict[int, dict[int, Attendance]]:
    found: defaultdict[int, dict[int, Attendance]] = defaultdict(dict)
    query = select(Mark.booking_id, Mark.session_id, Mark.attendance)
    of_these = Mark.booking_id.in_([row.id for row in some])
    for booking_id, session_id, mark in db.execute(query.where(of_these)):
        found[booking_id][session_id] = mark
    return found


def _told_apart(by_day: list[Attendance | None]) -> str:
    """The mark of each day, where one mark does not say them all."""
    return PARTED.join(mark or NONE for mark in by_day) if len(set(by_day)) > 1 else ""
