"""Writing to the people of one event by where they stand, and what each has been sent."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from trainingdesk.domain.attendance import CAME, Attendance, overall
from trainingdesk.domain.booking import IN_THE_QUEUE, ON_THE_REGISTER, BookingStatus
from trainingdesk.domain.evaluation import Stage
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.last_day import LONDON
from trainingdesk.domain.message import (
    GONE,
    OF_WHO_CAME,
    PURPOSE_OF,
    STAGE_ASKED,
    Purpose,
    ToWhom,
)
from trainingdesk.domain.words import short_day
from trainingdesk.services.outbox import Told, told_on
from trainingdesk.storage.models import Booking, Delegate, Event, Form


class Group(StrEnum):
    """The people of an event who can be written to at once."""

    BOOKED = "Those with a place"
    WAITING = "Those who wait"
    OFFERED = "Those with an offer"
    CAME = "Those who came"
    MISSED = "Those who did not come"
    NOT_ANSWERED = "Those who came and have not answered"


USUAL = {
    Group.BOOKED: Purpose.JOINING,
    Group.WAITING: Purpose.WAITING_LIST,
    Group.OFFERED: Purpose.OFFER,
    Group.CAME: Purpose.ATTENDED,
    Group.MISSED: Purpose.ABSENT,
    Group.NOT_ANSWERED: Purpose.FOLLOW_UP,
}
"""What each is usually told."""

USUALLY_TO = {Group.MISSED: (ToWhom.DELEGATE, ToWhom.MANAGER)}
"""To whom it goes, where that is not the delegate alone."""


@dataclass(frozen=True, slots=True)
class TellingRow:
    """One booking, and what its people were sent."""

    id: int
    delegate: str
    email: str
    status: BookingStatus
    told: str


def tellings(db: Session, event_id: int, *, now: datetime) -> list[TellingRow]:
    """Every booking of an event by name, each with what was sent about it, and when."""
    told = told_on(db, event_id, now=now)
    return [
        TellingRow(
            booking.id,
            booking.delegate.listed,
            booking.delegate.email,
            booking.status,
            "; ".join(_said(each) for each in told.get(booking.id, ())),
        )
        for booking in _bookings(db, event_id)
    ]


AFTER_THE_REGISTER = frozenset({Group.CAME, Group.MISSED, Group.NOT_ANSWERED})
"""Who came is known once the register is closed; until then a mark may be a slip."""

STANDS = {
    Group.BOOKED: BookingStatus.BOOKED,
    Group.WAITING: BookingStatus.WAITING,
    Group.OFFERED: BookingStatus.OFFERED,
}
"""The groups that a status makes; the others are made by the marks."""

TOLD = {purpose: frozenset({status}) for status, purpose in PURPOSE_OF.items()} | {
    Purpose.JOINING: frozenset({BookingStatus.BOOKED}),
    Purpose.REMINDER: frozenset({BookingStatus.BOOKED}),
    Purpose.BEFORE_FORM: frozenset({BookingStatus.BOOKED}),
    Purpose.BEFORE_REMINDER: frozenset({BookingStatus.BOOKED}),
    Purpose.AGREEMENT: frozenset({BookingStatus.REQUESTED}),
}
"""Of whom such a message is true. Nobody is told of an offer who has none."""

TOLD_OF_AN_EVENT = {
    Purpose.CANCELLATION: EventStatus.CANCELLED,
    Purpose.POSTPONEMENT: EventStatus.POSTPONED,
}
EXPECTED = IN_THE_QUEUE | {BookingStatus.BOOKED, BookingStatus.REQUESTED}


def group_of(db: Session, event_id: int, group: Group, purpose: Purpose = Purpose.OWN) -> list[int]:
    """The bookings of those who are meant and of whom it is true, by name.

    None while a message speaks of who came and nobody knows.
    """
    if waits_for_the_register(db, event_id, group, purpose):
        return []
    meant = [each for each in _bookings(db, event_id) if _is_in(each, group)]
    stage = STAGE_ASKED.get(purpose, Stage.FOLLOW_UP)
    answered = _answered(db, event_id, stage) if group is Group.NOT_ANSWERED else set()
    return [
        each.id for each in meant if each.delegate_id not in answered and _is_true(each, purpose)
    ]


def _is_in(booking: Booking, group: Group) -> bool:
    if (status := STANDS.get(group)) is not None:
        return booking.status is status
    return _is_marked(booking, {Attendance.ABSENT} if group is Group.MISSED else CAME)


def _is_marked(booking: Booking, wanted: Collection[Attendance]) -> bool:
    mark = overall(each.attendance for each in booking.marks)
    return booking.status in ON_THE_REGISTER and mark in wanted


def _is_true(booking: Booking, purpose: Purpose) -> bool:
    """Whether somebody stands as a message says; anything may be said in one's own words."""
    if purpose in OF_WHO_CAME:
        return _is_marked(booking, {Attendance.ABSENT} if purpose is Purpose.ABSENT else CAME)
    if booking.event.status is TOLD_OF_AN_EVENT.get(purpose) and booking.status in EXPECTED:
        return True
    return purpose is Purpose.OWN or booking.status in TOLD.get(purpose, ())


def waits_for_the_register(
    db: Session, event_id: int, group: Group, purpose: Purpose = Purpose.OWN
) -> bool:
    """Whether a message speaks of who came while the register is open, so that nobody knows."""
    open_ = db.get_one(Event, event_id).register_closed_on is None
    return open_ and (group in AFTER_THE_REGISTER or purpose in OF_WHO_CAME)


def _answered(db: Session, event_id: int, stage: Stage) -> set[int | None]:
    query = select(Form.delegate_id).where(Form.event_id == event_id, Form.stage == stage)
    return set(db.scalars(query))


def _bookings(db: Session, event_id: int) -> list[Booking]:
    query = (
        select(Booking)
        .join(Booking.delegate)
        .where(Booking.event_id == event_id)
        .options(
            joinedload(Booking.delegate), joinedload(Booking.event), selectinload(Booking.marks)
        )
        .order_by(Delegate.sought, Booking.id)
    )
    return list(db.scalars(query))


def _said(told: Told) -> str:
    whom = "" if told.whom is ToWhom.DELEGATE else f" to the {told.whom.value.lower()}"
    day = short_day(told.at.astimezone(LONDON).date())
    when = day if told.state in GONE else f"{told.state.value.lower()}, {day}"
    return f"{told.purpose.value}{whom} ({when})"
