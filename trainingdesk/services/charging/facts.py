"""What the desk knows of bookings when their charges are judged."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

from sqlalchemy import Row, Select, and_, or_, select
from sqlalchemy.orm import Session

from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.booking import ON_THE_REGISTER, BookingStatus, Via
from trainingdesk.domain.charging.facts import AtSession, Facts
from trainingdesk.domain.charging.waiver import Told
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.issues import NEEDS_NO_ROOM
from trainingdesk.domain.last_day import LONDON, morning_of
from trainingdesk.services.charging.moved import Move, day_at, moves_of
from trainingdesk.services.charging.taken_again import WAITS, taken_again
from trainingdesk.services.importing.storing import batches
from trainingdesk.storage.models import (
    Agency,
    Booking,
    Charge,
    ChargingFact,
    Completion,
    Course,
    Event,
    EventSession,
    Mark,
    StatusChange,
)

USUAL_HOUR = time(9, 30)
"""When an event is taken to begin whose hour is not recorded."""

CALLED_OFF = frozenset({EventStatus.CANCELLED, EventStatus.POSTPONED})
"""The board did not hold the event on its day, so that nobody is charged for it."""


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around some bookings: sessions by event, marks and changes by booking.

    Who finished the e-learning and how it was moved stand by event as well. A booking on which
    somebody decided keeps the charging group and the price by which that was.
    """

    sessions: Mapping[int, Sequence[EventSession]] = field(default_factory=dict)
    marks: Mapping[tuple[int, int], Mark] = field(default_factory=dict)
    changes: Mapping[int, Sequence[StatusChange]] = field(default_factory=dict)
    finished: Mapping[int, Collection[int]] = field(default_factory=dict)
    moves: Mapping[int, Sequence[Move]] = field(default_factory=dict)
    again: Collection[int] = ()
    decided: Mapping[int, tuple[str, int | None]] = field(default_factory=dict)


def facts_of(db: Session, booking_ids: Collection[int]) -> dict[int, Facts]:
    """What charging asks of each booking, in so many queries however many bookings there are."""
    found: dict[int, Facts] = {}
    for some in batches(sorted(booking_ids)):
        rows = db.execute(_bookings().where(Booking.id.in_(some))).all()
        around = _around(db, rows)
        found |= {row.id: _facts(row, around) for row in rows}
    return found


def _bookings() -> Select[*tuple[Any, ...]]:
    fact = [
        getattr(ChargingFact, name)
        for name in ("fee_paid_pence", "phoned_at", "emailed_at", "extra_pence", "extra_note")
    ]
    booking = [
        getattr(Booking, name)
        for name in ("id", "event_id", "delegate_id", "status", "booked_on", "changed_on")
    ]
    return (
        select(*booking, Booking.reason, Booking.why_absent, *fact)
        .add_columns(Event.starts, Event.status.label("of_event"), Event.price_pence)
        .add_columns(Course.id.label("course_id"), Course.kind, Course.minutes)
        .add_columns(Course.price_pence.label("usual_pence"), Agency.charging_group)
        .add_columns(Agency.group_before, Agency.group_since)
        .join(Booking.event)
        .join(Event.course)
        .join(Booking.agency)
        .outerjoin(ChargingFact, ChargingFact.booking_id == Booking.id)
    )


def _around(db: Session, rows: Sequence[Row[Any]]) -> _Around:
    numbers, events = [row.id for row in rows], {row.event_id for row in rows}
    sessions: dict[int, list[EventSession]] = defaultdict(list)
    in_turn = EventSession.day, EventSession.starts, EventSession.id
    of_events = select(EventSession).where(EventSession.event_id.in_(events))
    for session in db.scalars(of_events.order_by(*in_turn)):
        sessions[session.event_id].append(session)
    marks = db.scalars(select(Mark).where(Mark.booking_id.in_(numbers)))
    changes: dict[int, list[StatusChange]] = defaultdict(list)
    newest_first = select(StatusChange).order_by(StatusChange.id.desc())
    for change in db.scalars(newest_first.where(StatusChange.booking_id.in_(numbers))):
        changes[change.booking_id].append(change)
    return _Around(
        sessions=sessions,
        marks={(mark.booking_id, mark.session_id): mark for mark in marks},
        changes=changes,
        finished=_finished_on(db, events),
        moves=moves_of(db, events),
        again=taken_again(db, numbers),
        decided=_decided(db, numbers),
    )


def _decided(db: Session, numbers: Collection[int]) -> dict[int, tuple[str, int | None]]:
    """The group and the price of each booking's charge that stands; of two, the newer's."""
    columns = Charge.booking_id, Charge.charging_group, Charge.price_pence
    stands = Charge.booking_id.in_(numbers), Charge.ended_on.is_(None)
    rows = db.execute(select(*columns).where(*stands).order_by(Charge.id))
    return {number: (group, price) for number, group, price in rows}


def _finished_on(db: Session, events: Collection[int]) -> dict[int, set[int]]:
    """Which delegates of each event finished its course since they booked; none: no such event."""
    found: dict[int, set[int]] = defaultdict(set)
    query = (
        select(Booking.event_id, Booking.delegate_id)
        .join(Booking.event)
        .join(
            Completion,
            and_(
                Completion.delegate_id == Booking.delegate_id,
                Completion.course_id == Event.course_id,
            ),
        )
        .where(Booking.event_id.in_(events), Booking.status.in_(ON_THE_REGISTER))
        .where(or_(Booking.booked_on.is_(None), Completion.on >= Booking.booked_on))
    )
    for event, delegate in db.execute(query):
        found[event].add(delegate)
    return found


def _facts(row: Row[Any], around: _Around) -> Facts:
    sessions = around.sessions.get(row.event_id, ())
    changes = around.changes.get(row.id, ())
    group, price = _as_it_was(row, around.decided.get(row.id))
    cancelled_at = _cancelled_at(row, changes)
    return Facts(
        starts=_starts(row, cancelled_at, around),
        sessions=tuple(_at_sessions(row, sessions, around.marks)),
        status=row.status,
        cancelled_at=cancelled_at,
        told=Told(row.why_absent or row.reason, row.phoned_at, row.emailed_at),
        group=group,
        kind=row.kind,
        is_paid=bool(price),
        price_pence=price,
        booking_fee_paid=row.fee_paid_pence or 0,
        finished=_finished(row, around.finished),
        event_cancelled=row.of_event in CALLED_OFF,
        waited_only=_waited_only(row.status, changes),
        booked_again=row.id in around.again,
        promoted_at=_promoted_at(changes),
        extra_costs_pence=row.extra_pence or 0,
        extra_costs_note=row.extra_note or "",
    )


def _as_it_was(row: Row[Any], decided: tuple[str, int | None] | None) -> tuple[str, int | None]:
    """The charging group and the price that count: as decided, or the group on the event's day."""
    if decided is not None:
        return decided
    was_before = row.group_since is not None and row.starts < row.group_since
    group = row.group_before if was_before else row.charging_group
    return group, row.usual_pence if row.price_pence is None else row.price_pence


def _starts(row: Row[Any], cancelled_at: datetime | None, around: _Around) -> datetime:
    """When it begins; to whoever cancelled before it was moved earlier, when it was to begin."""
    day: date = row.starts
    hours = [each.starts for each in around.sessions.get(row.event_id, ()) if each.day == day]
    if cancelled_at is not None:
        day = max(day, day_at(cancelled_at, around.moves.get(row.event_id, ()), day))
    return datetime.combine(day, min(filter(None, hours), default=USUAL_HOUR), LONDON)


def _at_sessions(
    row: Row[Any], sessions: Sequence[EventSession], marks: Mapping[tuple[int, int], Mark]
) -> Iterable[AtSession]:
    """Each session; the course's hours are shared among those whose own are not recorded."""
    lasts = [_minutes(session) for session in sessions]
    left = row.minutes - sum(filter(None, lasts)) if row.minutes else 0
    share = left // lasts.count(None) if left > 0 and None in lasts else None
    for session, minutes in zip(sessions, lasts, strict=True):
        mark = marks.get((row.id, session.id))
        late = mark.minutes_late if mark else None
        # Late and yet not in the room, without a rule that makes absence of it.
        away = mark is not None and mark.attendance is Attendance.ABSENT and not mark.note
        yield AtSession(
            day=session.day,
            minutes=share if minutes is None else minutes,
            mark=mark.attendance if mark else None,
            minutes_late=late,
            turned_away=away and late is not None,
        )


def _minutes(session: EventSession) -> int | None:
    if session.starts is None or session.ends is None:
        return None
    since, until = (
        datetime.combine(session.day, hour, LONDON).astimezone(UTC)
        for hour in (session.starts, session.ends)
    )
    return (until - since) // timedelta(minutes=1)


def _cancelled_at(row: Row[Any], changes: Sequence[StatusChange]) -> datetime | None:
    """When somebody cancelled: to the minute where the desk was told on that day.

    A day told afterwards, or by a workbook, counts from its beginning: nobody pays for an hour
    that is not known.
    """
    if row.status is not BookingStatus.CANCELLED or row.changed_on is None:
        return None
    newest = next((each for each in changes if each.status is BookingStatus.CANCELLED), None)
    if newest is not None and newest.via != Via.WORKBOOK:
        at: datetime = newest.at
        if at.astimezone(LONDON).date() == row.changed_on:
            return at
    return morning_of(row.changed_on)


def _waited_only(status: BookingStatus, changes: Sequence[StatusChange]) -> bool:
    """Whether what was given up was only a turn in the queue; the newest change stands first."""
    cancelled = BookingStatus.CANCELLED
    before = next((each.status for each in changes if each.status is not cancelled), None)
    return (before if status is cancelled else status) in WAITS


def _promoted_at(changes: Sequence[StatusChange]) -> datetime | None:
    """When a place was given to whoever waited for it; who took an offer said yes to it."""
    for newer, older in pairwise(changes):
        if newer.status is BookingStatus.BOOKED and older.status is BookingStatus.WAITING:
            return newer.at
    return None


def _finished(row: Row[Any], finished: Mapping[int, Collection[int]]) -> bool | None:
    """Whether the e-learning was finished since it was booked; None where there is none.

    An event has e-learning where the course's kind says so, or where any of its people finished
    any since they booked: what others did, or long before, says nothing of it.
    """
    if row.event_id not in finished and row.kind.strip().casefold() not in NEEDS_NO_ROOM:
        return None
    return row.delegate_id in finished.get(row.event_id, ())
