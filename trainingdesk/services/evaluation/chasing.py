"""Who has not answered at a stage, how often they were asked, and asking them again."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Select, exists, func, or_, select
from sqlalchemy.orm import Session, joinedload

from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.evaluation import Stage
from trainingdesk.domain.last_day import LONDON
from trainingdesk.domain.message import GONE, REMINDER_OF, REQUEST_FOR, Purpose
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.counted import GROUPS, Group, came
from trainingdesk.services.due_bookings import NOT_HELD, still_standing
from trainingdesk.services.evaluation.funnel import events_not_due
from trainingdesk.services.evaluation.questionnaires import standing_for
from trainingdesk.services.evaluation.scope import Scope
from trainingdesk.services.figures.events import counted_in, scheduled_in
from trainingdesk.services.occasions import in_parts
from trainingdesk.services.sought import holds, words_of
from trainingdesk.storage.models import (
    Agency,
    Booking,
    Call,
    Course,
    Delegate,
    Event,
    Form,
    Message,
)


@dataclass(frozen=True, slots=True)
class SilentAsked:
    """Whose forms are missing at a stage. Orders: starts, delegate, agency, title.

    With ``to_come``, those with a place on an event that has not begun, whose form from before it
    can still come; without, the attendances from which none has come though it was due by now,
    and with ``not_due`` those of which it is not due yet. A ``scope`` and a ``group`` narrow both.
    """

    year: TrainingYear
    stage: Stage
    words: str = ""
    sort: str = "starts"
    falling: bool = False
    to_come: bool = False
    not_due: bool = False
    scope: Scope | None = None
    group: Group | None = None


@dataclass(frozen=True, slots=True)
class Chased:
    """What was done to have somebody's form: sent messages and calls."""

    asked_on: date | None = None  # the last time
    asked: int = 0
    calls: int = 0


@dataclass(frozen=True, slots=True)
class SilentRow:
    """Somebody from whom no form has come at a stage, and how to reach them."""

    id: int
    event_id: int
    delegate_id: int
    title: str
    starts: date
    delegate: str
    agency: str
    email: str
    manager: str
    chased: Chased = field(default_factory=Chased)


def silent_page(
    db: Session, asked: SilentAsked, *, today: date, offset: int, limit: int
) -> list[SilentRow]:
    """Some of those from whom no form has come, each with what was done to have it."""
    orders = {"delegate": Delegate.sought, "agency": Agency.sought, "title": Course.sought}
    query = _silent(db, select(Booking), asked, today).options(
        joinedload(Booking.event).joinedload(Event.course),
        joinedload(Booking.delegate),
        joinedload(Booking.agency),
    )
    order = orders.get(asked.sort, Event.starts)
    then = (Event.starts, Delegate.sought, Booking.id)
    query = query.order_by(order.desc() if asked.falling else order.asc(), *then)
    found = db.scalars(query.offset(offset).limit(limit)).all()
    chased = chased_for(db, [booking.id for booking in found], asked.stage)
    return [_silent_row(booking, chased[booking.id]) for booking in found]


def silent_in_all(db: Session, asked: SilentAsked, *, today: date) -> int:
    """How many of them there are."""
    return db.scalar(_silent(db, select(func.count(Booking.id)), asked, today)) or 0


def silent_bookings(db: Session, asked: SilentAsked, *, today: date) -> list[int]:
    """The bookings of all of them."""
    return list(db.scalars(_silent(db, select(Booking.id), asked, today).order_by(Booking.id)))


def purposes_at(stage: Stage) -> tuple[Purpose, Purpose]:
    """The request for the form of a stage, and the reminder of it."""
    return REQUEST_FOR[stage], REMINDER_OF[stage]


def chased_for(db: Session, booking_ids: Collection[int], stage: Stage) -> dict[int, Chased]:
    """What was done to have the forms of some bookings at a stage."""
    sent: defaultdict[int, list[date]] = defaultdict(list)
    calls: dict[int, int] = {}
    for some in in_parts(list(booking_ids)):
        when = func.coalesce(Message.sent_at, Message.made_at, type_=Message.made_at.type)
        messages = select(Message.booking_id, when).where(
            Message.booking_id.in_(some),
            Message.purpose.in_(purposes_at(stage)),
            Message.state.in_(GONE),
        )
        for booking_id, at in db.execute(messages):
            sent[booking_id].append(at.astimezone(LONDON).date())
        rung = (
            select(Call.booking_id, func.count())
            .where(Call.booking_id.in_(some), Call.stage == stage)
            .group_by(Call.booking_id)
        )
        calls |= {booking_id: number for booking_id, number in db.execute(rung)}  # noqa: C416 - rows, no pairs
    return {
        each: Chased(max(sent[each], default=None), len(sent[each]), calls.get(each, 0))
        for each in booking_ids
    }


def to_ask(db: Session, booking_ids: Sequence[int], stage: Stage) -> list[int]:
    """Those of some bookings who can be asked for the form of a stage, in the same order.

    Not whoever has answered meanwhile or would not answer on the telephone; after the event, only
    once the register is closed.
    """
    asked = set(still_standing(db, REQUEST_FOR[stage], booking_ids))
    return [booking_id for booking_id in booking_ids if booking_id in asked]


def without_form(db: Session, booking_ids: Sequence[int], stage: Stage) -> int:
    """Of how many bookings the course asks nothing at a stage, so that no form can go with it."""
    courses: Counter[int] = Counter()
    for some in in_parts(booking_ids):
        of_some = (
            select(Event.course_id)
            .join(Booking, Booking.event_id == Event.id)
            .where(Booking.id.in_(some))
        )
        courses.update(db.scalars(of_some))
    return sum(number for course, number in courses.items() if not standing_for(db, stage, course))


def _silent(db: Session, query: Any, asked: SilentAsked, today: date) -> Select[Any]:
    answered = exists().where(
        Form.event_id == Booking.event_id,
        Form.delegate_id == Booking.delegate_id,
        Form.stage == asked.stage,
    )
    wanted = [
        or_(holds(Delegate.sought, word), holds(Agency.sought, word), holds(Course.sought, word))
        for word in words_of(asked.words)
    ]
    made: Select[Any] = (
        query.select_from(Booking)
        .join(Event, Event.id == Booking.event_id)
        .join(Course, Course.id == Event.course_id)
        .join(Delegate, Delegate.id == Booking.delegate_id)
        .join(Agency, Agency.id == Booking.agency_id)
        .where(*_expected(db, asked, today), *_narrowed(asked), ~answered, *wanted)
    )
    return made


def _expected(db: Session, asked: SilentAsked, today: date) -> Sequence[Any]:
    """From whom a form is expected."""
    if not asked.to_come:
        return [*counted_in(asked.year, today=today), came(), *_due(db, asked, today)]
    return [
        *scheduled_in(asked.year),
        Event.starts >= today,
        Event.status.not_in(NOT_HELD),
        Booking.status == BookingStatus.BOOKED,
    ]


def _due(db: Session, asked: SilentAsked, today: date) -> Sequence[Any]:
    """Whose form was due by now, or is not due yet."""
    later = Event.id.in_(sorted(events_not_due(db, asked.stage, asked.year, today=today)))
    return [later if asked.not_due else ~later]


def _narrowed(asked: SilentAsked) -> Sequence[Any]:
    """Of which part of the year, and of which agency, sector or level."""
    found = [*asked.scope.events, *asked.scope.bookings] if asked.scope else []
    if asked.group:
        found.append(GROUPS[asked.group.kind](asked.year, asked.group.key))
    return found


def _silent_row(booking: Booking, chased: Chased) -> SilentRow:
    person = booking.delegate
    return SilentRow(
        id=booking.id,
        event_id=booking.event_id,
        delegate_id=booking.delegate_id,
        title=booking.event.course.title,
        starts=booking.event.starts,
        delegate=person.listed,
        agency=booking.agency.name,
        email=person.email,
        manager=person.manager_email or person.manager,
        chased=chased,
    )
