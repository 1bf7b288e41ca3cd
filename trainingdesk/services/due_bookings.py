"""Which bookings stand as the messages of a purpose say, and since when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, true
from sqlalchemy.orm import Session, aliased

from trainingdesk.domain.booking import IN_THE_QUEUE, ON_THE_REGISTER, BookingStatus
from trainingdesk.domain.evaluation import CallOutcome, Stage
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.message import PURPOSE_OF, STAGE_ASKED, CountedFrom, Purpose, counted_from
from trainingdesk.domain.waiting import Origin
from trainingdesk.services.counted import absent, came
from trainingdesk.services.evaluation.stage_times import follow_up_days, longest_wait
from trainingdesk.services.message_values import CALLED_OFF
from trainingdesk.services.occasions import in_parts
from trainingdesk.storage.models import (
    Agreement,
    Booking,
    BookingOrigin,
    Call,
    Event,
    EventChange,
    Form,
    SharedWait,
    StatusChange,
)

STATUS_OF = {purpose: status for status, purpose in PURPOSE_OF.items()}
OFF_FOR = {
    Purpose.POSTPONEMENT: EventStatus.POSTPONED,
    Purpose.CANCELLATION: EventStatus.CANCELLED,
}
TOLD_OF_THE_EVENT = IN_THE_QUEUE | {BookingStatus.BOOKED, BookingStatus.REQUESTED}
NOT_HELD = CALLED_OFF | {EventStatus.DRAFT}


@dataclass(frozen=True, slots=True)
class Span:
    """Between which days something happened, and which events are still ahead, and until when."""

    first: date
    last: date
    ahead: date
    until: date
    only: Sequence[int] | None = None
    """The bookings that are asked about; all of them where none are named."""


def still_standing(db: Session, purpose: Purpose, booking_ids: Sequence[int]) -> set[int]:
    """Those of some bookings of which it is so still, whenever it became so."""
    begin, end = date(1900, 1, 1), date(2999, 12, 31)
    found: set[int] = set()
    for some in in_parts(booking_ids):
        found |= set(standing(db, purpose, Span(begin, end, begin, end, some)))
    return found


def standing(db: Session, purpose: Purpose, span: Span) -> list[int]:
    """The bookings of which a message of a purpose would be true, since a day within a span."""
    since = counted_from(purpose)
    silent = _is_silent(STAGE_ASKED.get(purpose))
    if since is CountedFrom.STARTS:
        return _before_events(db, span, silent)
    if since is CountedFrom.REGISTER:
        return _after_registers(db, purpose, span, silent)
    if since is CountedFrom.FOLLOW_UP:
        return _follow_ups(db, span, silent)
    if purpose is Purpose.AGREEMENT:
        return _to_agree(db, span)
    events = _of_events(db, purpose, span) if purpose in OFF_FOR else []
    if purpose not in STATUS_OF:
        return events
    return sorted({*events, *_of_statuses(db, purpose, span)})


def _is_silent(stage: Stage | None) -> ColumnElement[bool]:
    """Who has not answered at a stage, and has not said on the telephone that they will not."""
    if stage is None:
        return true()
    answered = (
        select(Form.id)
        .where(
            Form.event_id == Booking.event_id,
            Form.delegate_id == Booking.delegate_id,
            Form.stage == stage,
        )
        .exists()
    )
    declined = (
        select(Call.id)
        .where(
            Call.booking_id == Booking.id,
            Call.stage == stage,
            Call.outcome == CallOutcome.DECLINED,
        )
        .exists()
    )
    return and_(~answered, ~declined)


def _before_events(db: Session, span: Span, silent: ColumnElement[bool]) -> list[int]:
    query = _bookings(span).where(
        silent,
        Booking.status == BookingStatus.BOOKED,
        Event.starts.between(span.ahead, span.until),
        Event.status.not_in(NOT_HELD),
    )
    return list(db.scalars(query))


def _after_registers(
    db: Session, purpose: Purpose, span: Span, silent: ColumnElement[bool]
) -> list[int]:
    closed = Event.register_closed_on.between(span.first, span.last)
    wanted = absent() if purpose is Purpose.ABSENT else came()
    return list(db.scalars(_on_registers(span).where(closed, silent, wanted)))


def _follow_ups(db: Session, span: Span, silent: ColumnElement[bool]) -> list[int]:
    """Who came to an event whose follow-up fell due, and whose answer is missing.

    The day is worked out for each event; only then are its bookings asked for.
    """
    near = Event.starts.between(span.first - longest_wait(db), span.last)
    closed = Event.register_closed_on.is_not(None)
    days = follow_up_days(db, near, closed, Event.status.not_in(NOT_HELD))
    due = [event_id for event_id, day in days.items() if span.first <= day <= span.last]
    found: list[int] = []
    for some in in_parts(due):
        found += db.scalars(_on_registers(span).where(Event.id.in_(some), silent, came()))
    return sorted(found)


def _to_agree(db: Session, span: Span) -> list[int]:
    query = (
        _bookings(span)
        .join(Agreement, Agreement.booking_id == Booking.id)
        .where(
            Booking.status == BookingStatus.REQUESTED,
            Agreement.decided_on.is_(None),
            Agreement.asked_on.between(span.first, span.last),
            Event.starts >= span.ahead,
        )
    )
    return list(dict.fromkeys(db.scalars(query)))


def _of_statuses(db: Session, purpose: Purpose, span: Span) -> list[int]:
    """The bookings that stand as somebody is to be told, since a day within these."""
    other = aliased(StatusChange)
    latest = select(func.max(other.id)).where(other.booking_id == Booking.id).scalar_subquery()
    query = (
        _bookings(span)
        .join(StatusChange, StatusChange.booking_id == Booking.id)
        .where(
            StatusChange.id == latest,
            Booking.status == STATUS_OF[purpose],
            func.coalesce(StatusChange.on, func.date(StatusChange.at)).between(
                span.first, span.last
            ),
            Event.starts >= span.ahead,
            Event.status.not_in(NOT_HELD),
        )
    )
    if purpose is Purpose.CANCELLATION:
        query = query.where(*_was_to_come())
    return list(db.scalars(query))


def _was_to_come() -> tuple[ColumnElement[bool], ...]:
    """Not those who left a waiting list, nor those who have their place on another date."""
    change = aliased(StatusChange)
    before = (
        select(change.status)
        .where(change.booking_id == Booking.id)
        .order_by(change.id.desc())
        .offset(1)
        .limit(1)
        .scalar_subquery()
    )
    here, there, other = aliased(SharedWait), aliased(SharedWait), aliased(Booking)
    elsewhere = (
        select(other.id)
        .join(there, there.booking_id == other.id)
        .join(here, here.first_id == there.first_id)
        .where(
            here.booking_id == Booking.id,
            other.id != Booking.id,
            other.status == BookingStatus.BOOKED,
        )
        .exists()
    )
    stood = func.coalesce(before, BookingStatus.BOOKED.value)
    waited = stood == BookingStatus.WAITING.value
    return ~waited, or_(stood != BookingStatus.OFFERED.value, ~elsewhere)


def _of_events(db: Session, purpose: Purpose, span: Span) -> list[int]:
    """The bookings on events that were called off on a day within these.

    Whoever was carried over to another date meanwhile is told as well.
    """
    other = aliased(EventChange)
    latest = select(func.max(other.id)).where(other.event_id == Event.id).scalar_subquery()
    carried = (
        select(BookingOrigin.booking_id)
        .where(BookingOrigin.from_id == Booking.id, BookingOrigin.how == Origin.CARRIED_OVER)
        .exists()
    )
    query = (
        _bookings(span)
        .join(EventChange, EventChange.event_id == Event.id)
        .where(
            EventChange.id == latest,
            Event.status == OFF_FOR[purpose],
            func.date(EventChange.at).between(span.first, span.last),
            or_(Booking.status.in_(TOLD_OF_THE_EVENT), carried),
            Event.starts >= span.ahead,
        )
    )
    return list(db.scalars(query))


def _bookings(span: Span) -> Select[int]:
    query = select(Booking.id).join(Event, Event.id == Booking.event_id).order_by(Booking.id)
    return query if span.only is None else query.where(Booking.id.in_(span.only))


def _on_registers(span: Span) -> Select[int]:
    return _bookings(span).where(Booking.status.in_(ON_THE_REGISTER))
