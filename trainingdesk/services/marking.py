"""Marking who came: each mark, correction and removal is kept beside what it was before."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import time

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.attendance import CAME, Attendance
from trainingdesk.domain.attendance_rule import Hours, Marked, impossible
from trainingdesk.domain.booking import ON_THE_REGISTER, BookingStatus
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.refusals import (
    EventNotOpen,
    NotYetStarted,
    Refused,
    RegisterClosed,
    Unknown,
)
from trainingdesk.domain.walk_in import AWAY
from trainingdesk.domain.words import plain_day
from trainingdesk.services.attendance_rules import marked, rule_of_event
from trainingdesk.services.desk import Stamp
from trainingdesk.services.statuses import locked_event
from trainingdesk.storage.models import (
    Booking,
    Event,
    EventSession,
    Mark,
    MarkChange,
)

NOT_HERE = "This line is not on the register."
FROM_BEFORE = "Before"
"""Where a mark is from that stood before anything was kept of it."""
CALLED_OFF = frozenset({EventStatus.DRAFT, EventStatus.POSTPONED, EventStatus.CANCELLED})


def mark(  # noqa: PLR0913 - all that may be said of somebody at a session
    db: Session,
    booking_id: int,
    *,
    session_id: int,
    attendance: Attendance | None,
    by: Stamp,
    minutes_late: int | None = None,
    left_at: time | None = None,
    via: str = "",
) -> Attendance | None:
    """Mark a delegate for one session, correct the mark, or take it away; return what stands.

    The board's rule decides what minutes come to, so what stands may not be what was said.
    ``via`` says where it was read: a sheet, a scan; without it, what the stamp says. Saying the
    same again changes nothing. Raises RegisterClosed, NotYetStarted (apologies may come before),
    EventNotOpen, Refused (hours that cannot be, a walk-in who never came), Unknown.
    """
    booking, session = _line(db, booking_id, session_id, by=by, attendance=attendance)
    stands = None
    if attendance is not None:
        said = Marked(attendance, minutes_late, left_at)
        if why_not := impossible(said, Hours(session.starts, session.ends)):
            raise Refused(why_not)
        stands = _stands(db, booking, session, said)
        if booking.status is BookingStatus.WALK_IN and stands.attendance in AWAY:
            _refuse_unless_they_came(db, booking, besides=session_id)
    _write(db, booking_id, session_id, stands, by=by, via=via)
    return stands.attendance if stands else None


def would_stand(db: Session, booking_id: int, *, session_id: int, said: Marked) -> Marked:
    """What would stand for what is to be said of somebody, by the rule that holds now."""
    booking, session = db.get(Booking, booking_id), db.get(EventSession, session_id)
    return _stands(db, booking, session, said) if booking and session else said


def _stands(db: Session, booking: Booking, session: EventSession, said: Marked) -> Marked:
    rule = rule_of_event(db, booking.event_id)
    its_rule = rule.for_walk_ins if booking.status is BookingStatus.WALK_IN else rule
    return its_rule.judged(said, Hours(session.starts, session.ends))


def mark_the_rest(
    db: Session, event_id: int, *, session_id: int | None, by: Stamp, via: str = ""
) -> int:
    """Mark as attended whoever has no mark yet, and return how many marks were given.

    Without a session, every session that has begun is meant. Raises RegisterClosed,
    NotYetStarted.
    """
    event = open_register(db, event_id)
    sessions = [s for s in event.sessions if s.day <= by.today]
    if session_id is not None:
        sessions = [s for s in sessions if s.id == session_id]
    if not sessions:
        raise NotYetStarted
    given = marks_of(db, [event_id])
    missing = [
        (booking_id, session.id)
        for booking_id in _on_the_register(db, event_id)
        for session in sessions
        if session.id not in given[booking_id]
    ]
    came = Marked(Attendance.ATTENDED)
    for booking_id, session in missing:
        db.add(Mark(booking_id=booking_id, session_id=session, attendance=came.attendance))
        keep_mark(db, booking_id, session, came, by=by, via=via)
    db.flush()
    return len(missing)


def open_register(db: Session, event_id: int) -> Event:
    """The event, if its register may still be marked; raises RegisterClosed, EventNotOpen."""
    event = locked_event(db, event_id)
    if event is None:
        raise Unknown("This event is no longer there.")
    if event.register_closed_on is not None:
        raise RegisterClosed
    if event.status in CALLED_OFF:
        raise EventNotOpen(f"This event is marked {event.status}, so nobody can have come.")
    return event


def marks_of(db: Session, event_ids: Iterable[int]) -> defaultdict[int, dict[int, Marked]]:
    """The marks of the bookings of events, by booking and session."""
    query = select(Mark).join(Mark.booking).where(Booking.event_id.in_(list(event_ids)))
    marks: defaultdict[int, dict[int, Marked]] = defaultdict(dict)
    for each in db.scalars(query):
        marks[each.booking_id][each.session_id] = marked(each)
    return marks


def keep_mark(  # noqa: PLR0913 - whose mark, of when, what it is, and who says so
    db: Session, booking_id: int, session_id: int, now: Marked | None, *, by: Stamp, via: str = ""
) -> None:
    """Keep that somebody was given a mark for a session, or that it was taken away."""
    db.add(
        MarkChange(
            booking_id=booking_id,
            session_id=session_id,
            attendance=now.attendance if now else None,
            minutes_late=now.minutes_late if now else None,
            left_at=now.left_at if now else None,
            at=by.at,
            who=by.who,
            via=via or by.via,
            note=now.note if now else "",
        )
    )


def keep_former_mark(db: Session, former: Mark, *, by: Stamp) -> None:
    """Keep a mark that is to be overwritten, if nobody kept that it was given.

    So it is with the marks of a workbook, which come with their bookings, and of older desks.
    """
    kept = select(MarkChange.id).where(
        MarkChange.booking_id == former.booking_id, MarkChange.session_id == former.session_id
    )
    if db.scalar(kept.limit(1)) is not None:
        return
    unknown = Stamp("", by.at, by.today)
    keep_mark(db, former.booking_id, former.session_id, marked(former), by=unknown, via=FROM_BEFORE)
    db.flush()


def _line(
    db: Session, booking_id: int, session_id: int, *, by: Stamp, attendance: Attendance | None
) -> tuple[Booking, EventSession]:
    """A line of a register that may be marked, as it stands once the event is ours."""
    cell = (
        select(Booking, EventSession)
        .join(EventSession, EventSession.event_id == Booking.event_id)
        .where(Booking.id == booking_id, EventSession.id == session_id)
    )
    event_id = db.scalar(cell.with_only_columns(Booking.event_id))
    if event_id is None:
        raise Unknown(NOT_HERE)
    open_register(db, event_id)
    found = db.execute(cell.execution_options(populate_existing=True)).one_or_none()
    if found is None:
        raise Unknown(NOT_HERE)
    booking, session = found
    if booking.status not in ON_THE_REGISTER:
        raise Unknown(f"This booking is marked {booking.status}, so it is not on the register.")
    if session.day > by.today and attendance not in {None, Attendance.APOLOGIES}:
        raise NotYetStarted(
            f"{plain_day(session.day)} is still to come, so only apologies can be marked yet."
        )
    return booking, session


def _refuse_unless_they_came(db: Session, booking: Booking, *, besides: int) -> None:
    """Have nobody walk in who never came: to one session at least they did."""
    others = Mark.booking_id == booking.id, Mark.session_id != besides
    if db.scalar(select(Mark.id).where(*others, Mark.attendance.in_(CAME)).limit(1)) is None:
        raise Refused(
            f"{booking.delegate.name} walked in, and whoever walks in came. If they did not, "
            "cancel their booking."
        )


def _write(  # noqa: PLR0913 - as for keep_mark
    db: Session, booking_id: int, session_id: int, now: Marked | None, *, by: Stamp, via: str
) -> None:
    there = db.scalar(
        select(Mark).where(Mark.booking_id == booking_id, Mark.session_id == session_id)
    )
    if now == (marked(there) if there else None):
        return
    if there is not None:
        keep_former_mark(db, there, by=by)
    if now is None:
        db.delete(there)
    else:
        write_mark(db, there or Mark(booking_id=booking_id, session_id=session_id), now)
    keep_mark(db, booking_id, session_id, now, by=by, via=via)
    db.flush()


def write_mark(db: Session, row: Mark, now: Marked) -> None:
    """Store what is said of somebody at a session."""
    row.attendance, row.note = now.attendance, now.note
    row.minutes_late, row.left_at = now.minutes_late, now.left_at
    db.add(row)


def _on_the_register(db: Session, event_id: int) -> list[int]:
    query = select(Booking.id).where(
        Booking.event_id == event_id, Booking.status.in_(ON_THE_REGISTER)
    )
    return list(db.scalars(query.order_by(Booking.id)))
