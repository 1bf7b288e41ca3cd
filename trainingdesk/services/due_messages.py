"""Which bookings the rules would write about by a day, and writing what is due by itself."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from trainingdesk.domain.attendance import CAME, Attendance, overall
from trainingdesk.domain.booking import IN_THE_QUEUE, ON_THE_REGISTER, BookingStatus
from trainingdesk.domain.evaluation import Stage
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.message import PURPOSE_OF, CountedFrom, Purpose, counted_from
from trainingdesk.services.desk import Stamp
from trainingdesk.services.message_rules import RuleRow, rules
from trainingdesk.services.message_values import CALLED_OFF
from trainingdesk.services.writing import Letter, Written, letters, write
from trainingdesk.storage.models import (
    Agreement,
    Board,
    Booking,
    Event,
    EventChange,
    Form,
    StatusChange,
)

LOOKS_BACK = timedelta(days=14)
"""By hand, a rule shows what fell due within two weeks: older news is no news."""

STATUS_OF = {purpose: status for status, purpose in PURPOSE_OF.items()}
OFF_FOR = {
    Purpose.POSTPONEMENT: EventStatus.POSTPONED,
    Purpose.CANCELLATION: EventStatus.CANCELLED,
}
TOLD_OF_THE_EVENT = IN_THE_QUEUE | {BookingStatus.BOOKED, BookingStatus.REQUESTED}
NOT_HELD = CALLED_OFF | {EventStatus.DRAFT}


def would_write(db: Session, rule: RuleRow, *, by: Stamp) -> list[Letter]:
    """Who would get what by a rule today; nothing is written."""
    found = _due(db, rule, by.today)
    return letters(db, found, rule.details.purpose, to_whom=rule.details.to_whom, by=by)


def write_by_hand(db: Session, rule: RuleRow, *, by: Stamp) -> Written:
    """Write what a rule shows; it stays in the outbox until somebody sends it."""
    found = _due(db, rule, by.today)
    return write(db, found, rule.details.purpose, to_whom=rule.details.to_whom, by=by)


def write_what_is_due(db: Session, *, by: Stamp) -> int:
    """Write everything that rules which were switched on have due, and say how much it was."""
    new = 0
    for rule in rules(db):
        if rule.automatic_since is not None:
            found, details = _due(db, rule, by.today), rule.details
            written = write(
                db, found, details.purpose, to_whom=details.to_whom, by=by, by_rule=True
            )
            new += written.new
    return new


def anything_due(db: Session, *, by: Stamp) -> bool:
    """Whether a rule that was switched on has something to write."""
    return any(
        would_write(db, rule, by=by) for rule in rules(db) if rule.automatic_since is not None
    )


def _due(db: Session, rule: RuleRow, today: date) -> list[int]:
    """The bookings that a rule would write about today, had nobody been written to."""
    purpose, days = rule.details.purpose, timedelta(days=rule.details.days)
    first = (rule.automatic_since or today - LOOKS_BACK) - days
    last = today - days
    since = counted_from(purpose)
    if since is CountedFrom.STARTS:
        return _before_events(db, today, today + days)
    if since is CountedFrom.REGISTER:
        return _after_registers(db, purpose, first, last)
    if since is CountedFrom.FOLLOW_UP:
        return _follow_ups(db, first, last)
    if purpose is Purpose.AGREEMENT:
        return _to_agree(db, today, first, last)
    events = _of_events(db, purpose, today, first, last) if purpose in OFF_FOR else []
    if purpose not in STATUS_OF:
        return events
    return sorted({*events, *_of_statuses(db, purpose, today, first, last)})


def _before_events(db: Session, today: date, until: date) -> list[int]:
    query = _bookings().where(
        Booking.status == BookingStatus.BOOKED,
        Event.starts.between(today, until),
        Event.status.not_in(NOT_HELD),
    )
    return list(db.scalars(query))


def _after_registers(db: Session, purpose: Purpose, first: date, last: date) -> list[int]:
    closed = Event.register_closed_on.between(first, last)
    wanted = CAME if purpose is Purpose.ATTENDED else {Attendance.ABSENT}
    return [
        booking.id
        for booking in _on_registers(db, closed)
        if overall(mark.attendance for mark in booking.marks) in wanted
    ]


def _follow_ups(db: Session, first: date, last: date) -> list[int]:
    """Who came to an event whose follow-up fell due, and has not answered."""
    months = db.get_one(Board, 1).follow_up_months
    longest = timedelta(days=31 * months)
    answered = (
        select(Form.id)
        .where(
            Form.event_id == Booking.event_id,
            Form.delegate_id == Booking.delegate_id,
            Form.stage == Stage.FOLLOW_UP,
        )
        .exists()
    )
    near = Event.starts.between(first - longest, last)
    closed = Event.register_closed_on.is_not(None)
    return [
        booking.id
        for booking in _on_registers(db, near, closed, ~answered, Event.status.not_in(NOT_HELD))
        if first <= months_after(booking.event.starts, months) <= last
        and overall(mark.attendance for mark in booking.marks) in CAME
    ]


def _to_agree(db: Session, today: date, first: date, last: date) -> list[int]:
    query = (
        _bookings()
        .join(Agreement, Agreement.booking_id == Booking.id)
        .where(
            Booking.status == BookingStatus.REQUESTED,
            Agreement.decided_on.is_(None),
            Agreement.asked_on.between(first, last),
            Event.starts >= today,
        )
    )
    return list(dict.fromkeys(db.scalars(query)))


def _of_statuses(db: Session, purpose: Purpose, today: date, first: date, last: date) -> list[int]:
    """The bookings that stand as somebody is to be told, since a day within these."""
    latest = select(func.max(StatusChange.id)).group_by(StatusChange.booking_id)
    query = (
        _bookings()
        .join(StatusChange, StatusChange.booking_id == Booking.id)
        .where(
            StatusChange.id.in_(latest),
            Booking.status == STATUS_OF[purpose],
            func.coalesce(StatusChange.on, func.date(StatusChange.at)).between(first, last),
            Event.starts >= today,
            Event.status.not_in(NOT_HELD),
        )
    )
    return list(db.scalars(query))


def _of_events(db: Session, purpose: Purpose, today: date, first: date, last: date) -> list[int]:
    """The bookings on events that were called off on a day within these."""
    latest = select(func.max(EventChange.id)).group_by(EventChange.event_id)
    query = (
        _bookings()
        .join(EventChange, EventChange.event_id == Event.id)
        .where(
            EventChange.id.in_(latest),
            Event.status == OFF_FOR[purpose],
            func.date(EventChange.at).between(first, last),
            Booking.status.in_(TOLD_OF_THE_EVENT),
            Event.starts >= today,
        )
    )
    return list(db.scalars(query))


def _bookings() -> Select[int]:
    return select(Booking.id).join(Event, Event.id == Booking.event_id).order_by(Booking.id)


def _on_registers(db: Session, *which: ColumnElement[bool]) -> Sequence[Booking]:
    query = (
        select(Booking)
        .join(Booking.event)
        .where(Booking.status.in_(ON_THE_REGISTER), *which)
        .options(joinedload(Booking.event), selectinload(Booking.marks))
        .order_by(Booking.id)
    )
    return db.scalars(query).all()


def months_after(day: date, months: int) -> date:
    """The same day some months later, or the last day of a shorter month."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))
