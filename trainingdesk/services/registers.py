"""The register: who came, by session; closing it, and opening it again."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.booking import ON_THE_REGISTER, BookingStatus
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.figures import counted
from trainingdesk.domain.refusals import (
    EventNotOpen,
    NotYetStarted,
    Refused,
    RegisterClosed,
    RegisterNotComplete,
    Unknown,
)
from trainingdesk.services.certificates import withdraw_undue
from trainingdesk.services.desk import Stamp
from trainingdesk.services.event_changes import give_event_status
from trainingdesk.services.statuses import locked_event
from trainingdesk.storage.models import (
    Booking,
    Delegate,
    DelegateNeeds,
    Event,
    EventSession,
    Mark,
)

CALLED_OFF = frozenset({EventStatus.DRAFT, EventStatus.POSTPONED, EventStatus.CANCELLED})


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One session of an event, as a column of its register."""

    id: int
    day: date
    starts: time | None
    ends: time | None


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One delegate on the register, with a mark for each session that has one."""

    id: int  # of the booking
    number: int
    delegate: str
    agency: str
    walk_in: bool
    has_needs: bool
    marks: dict[int, Attendance]


@dataclass(frozen=True, slots=True)
class Register:
    """The register of one event."""

    event_id: int
    sessions: list[SessionRow]
    lines: list[RegisterLine]
    closed_on: date | None
    begun: bool

    @property
    def unmarked(self) -> int:
        """How many delegates still lack a mark for some session."""
        return sum(len(line.marks) < len(self.sessions) for line in self.lines)


def register_of(db: Session, event_id: int, *, today: date) -> Register:
    """The register of an event: whoever is booked, by name, then whoever walked in."""
    event = db.get_one(Event, event_id)
    bookings = _expected(db, event_id)
    marks = _marks_of(db, event_id)
    needs = set(
        db.scalars(
            select(DelegateNeeds.delegate_id).where(
                DelegateNeeds.delegate_id.in_([booking.delegate_id for booking in bookings])
            )
        )
    )
    return Register(
        event_id,
        [SessionRow(s.id, s.day, s.starts, s.ends) for s in event.sessions],
        [
            RegisterLine(
                id=booking.id,
                number=number,
                delegate=booking.delegate.listed,
                agency=booking.agency.name,
                walk_in=booking.status is BookingStatus.WALK_IN,
                has_needs=booking.delegate_id in needs,
                marks=marks[booking.id],
            )
            for number, booking in enumerate(bookings, 1)
        ],
        event.register_closed_on,
        begun=event.starts <= today,
    )


def mark(
    db: Session, booking_id: int, *, session_id: int, attendance: Attendance | None, by: Stamp
) -> None:
    """Mark a delegate for one session, correct the mark, or take it away.

    Raises RegisterClosed, NotYetStarted (apologies may come before), Unknown.
    """
    booking = db.get(Booking, booking_id)
    session = db.get(EventSession, session_id)
    if booking is None or session is None or session.event_id != booking.event_id:
        raise Unknown("This line is not on the register.")
    _open_register(db, booking.event_id)
    if booking.status not in ON_THE_REGISTER:
        raise Unknown(f"This booking is marked {booking.status}, so it is not on the register.")
    if session.day > by.today and attendance not in {None, Attendance.APOLOGIES}:
        raise NotYetStarted
    _set(db, booking_id, session_id, attendance)


def mark_the_rest(db: Session, event_id: int, *, session_id: int | None, by: Stamp) -> int:
    """Mark as attended whoever has no mark yet, and return how many marks were given.

    Without a session, every session that has begun is meant. Raises RegisterClosed,
    NotYetStarted.
    """
    event = _open_register(db, event_id)
    sessions = [s for s in event.sessions if s.day <= by.today]
    if session_id is not None:
        sessions = [s for s in sessions if s.id == session_id]
    if not sessions:
        raise NotYetStarted
    given = _marks_of(db, event_id)
    missing = [
        (booking.id, session.id)
        for booking in _expected(db, event_id)
        for session in sessions
        if session.id not in given[booking.id]
    ]
    for booking_id, session in missing:
        db.add(Mark(booking_id=booking_id, session_id=session, attendance=Attendance.ATTENDED))
    return len(missing)


def close_register(db: Session, event_id: int, *, by: Stamp) -> None:
    """Close the register, which makes the event delivered and its certificates due.

    Raises RegisterClosed, NotYetStarted, RegisterNotComplete.
    """
    event = _open_register(db, event_id)
    if max(session.day for session in event.sessions) > by.today:
        raise NotYetStarted("The event is not over, so its register cannot be closed yet.")
    unmarked = register_of(db, event_id, today=by.today).unmarked
    if unmarked:
        have = "has" if unmarked == 1 else "have"
        raise RegisterNotComplete(
            f"{counted(unmarked, 'delegate')} {have} no mark yet. Mark everybody first."
        )
    event.register_closed_on = by.today
    give_event_status(db, event, EventStatus.DELIVERED, by=by)
    db.flush()
    withdraw_undue(db, event_id, by=by)


def reopen_register(db: Session, event_id: int) -> None:
    """Open a closed register again, so that its marks can be corrected."""
    event = locked_event(db, event_id)
    if event is None or event.register_closed_on is None:
        raise Refused("This register is open already.")
    event.register_closed_on = None


def _open_register(db: Session, event_id: int) -> Event:
    event = locked_event(db, event_id)
    if event is None:
        raise Unknown("This event is no longer there.")
    if event.register_closed_on is not None:
        raise RegisterClosed
    if event.status in CALLED_OFF:
        raise EventNotOpen(f"This event is marked {event.status}, so nobody can have come.")
    return event


def _expected(db: Session, event_id: int) -> list[Booking]:
    query = (
        select(Booking)
        .join(Booking.delegate)
        .where(Booking.event_id == event_id, Booking.status.in_(ON_THE_REGISTER))
        .options(joinedload(Booking.delegate), joinedload(Booking.agency))
        .order_by(Booking.status == BookingStatus.WALK_IN, Delegate.sought, Booking.id)
    )
    return list(db.scalars(query))


def _marks_of(db: Session, event_id: int) -> defaultdict[int, dict[int, Attendance]]:
    query = (
        select(Mark.booking_id, Mark.session_id, Mark.attendance)
        .join(Mark.booking)
        .where(Booking.event_id == event_id)
    )
    marks: defaultdict[int, dict[int, Attendance]] = defaultdict(dict)
    for booking_id, session_id, attendance in db.execute(query):
        marks[booking_id][session_id] = attendance
    return marks


def _set(db: Session, booking_id: int, session_id: int, attendance: Attendance | None) -> None:
    there = db.scalar(
        select(Mark).where(Mark.booking_id == booking_id, Mark.session_id == session_id)
    )
    if attendance is None:
        if there is not None:
            db.delete(there)
    elif there is None:
        db.add(Mark(booking_id=booking_id, session_id=session_id, attendance=attendance))
    else:
        there.attendance = attendance
