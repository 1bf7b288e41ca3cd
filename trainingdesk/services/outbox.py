"""The outbox: what waits to be sent, what needs a look, what has gone, and withdrawing."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from trainingdesk.domain.message import (
    GONE,
    NO_LONGER_SO,
    MessageState,
    Purpose,
    ToWhom,
    enclosed,
    how_far,
)
from trainingdesk.domain.refusals import Refused
from trainingdesk.services.message_values import bookings_to_tell, reader_of
from trainingdesk.services.records import record_of
from trainingdesk.services.writing import no_address
from trainingdesk.storage.models import Booking, Event, Message

MOST = 500
"""So many that have gone are listed, the latest first."""


class Box(StrEnum):
    """The parts of the outbox."""

    TO_SEND = "To send"
    TO_LOOK_AT = "Needs a look"
    GONE = "Sent"


STATES = {
    Box.TO_SEND: (MessageState.WAITING, MessageState.SENDING),
    Box.TO_LOOK_AT: (MessageState.FAILED, MessageState.PERHAPS, MessageState.SENDING),
    Box.GONE: (*GONE, MessageState.WITHDRAWN),
}


@dataclass(frozen=True, slots=True)
class MessageRow:
    """One line of the outbox, with all that its reader gets."""

    id: int
    state: MessageState
    purpose: Purpose
    whom: ToWhom
    to_name: str
    to_address: str
    delegate_id: int
    delegate: str
    event_id: int
    event: str
    starts: date
    subject: str
    body: str
    by_rule: bool
    made_at: datetime
    sent_at: datetime | None
    tries: int
    failure: str
    goes_with: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """That a message about a booking was written, to whom, and how far it has come."""

    purpose: Purpose
    whom: ToWhom
    state: MessageState
    at: datetime


def outbox(db: Session, box: Box, *, now: datetime) -> list[MessageRow]:
    """A part of the outbox; what waits in its order, what has gone with the latest first."""
    query = (
        select(Message)
        .where(Message.state.in_(STATES[box]))
        .options(
            joinedload(Message.delegate),
            joinedload(Message.booking).joinedload(Booking.event).joinedload(Event.course),
            joinedload(Message.booking).joinedload(Booking.delegate),
            joinedload(Message.booking).joinedload(Booking.agency),
        )
    )
    if box is Box.GONE:
        query = query.order_by(Message.id.desc()).limit(MOST)
    rows = [_row(message, now) for message in db.scalars(query.order_by(Message.id))]
    elsewhere = MessageState.SENDING if box is Box.TO_LOOK_AT else MessageState.PERHAPS
    return [row for row in rows if row.state is not elsewhere]


def in_boxes(db: Session, *, now: datetime) -> dict[Box, int]:
    """How many messages wait, and how many need a look."""
    query = select(Message.state, Message.tried_at, func.count()).where(
        Message.state.in_({*STATES[Box.TO_SEND], *STATES[Box.TO_LOOK_AT]})
    )
    found = dict.fromkeys((Box.TO_SEND, Box.TO_LOOK_AT), 0)
    for state, tried_at, number in db.execute(query.group_by(Message.state, Message.tried_at)):
        shown = how_far(state, tried_at=tried_at, now=now)
        waits = shown in STATES[Box.TO_SEND]
        found[Box.TO_SEND if waits else Box.TO_LOOK_AT] += number
    return found


def told_on(db: Session, event_id: int, *, now: datetime) -> dict[int, list[Told]]:
    """What was written about each booking on an event, the first first; withdrawn ones are not."""
    query = (
        select(Message)
        .join(Message.booking)
        .where(Booking.event_id == event_id, Message.state != MessageState.WITHDRAWN)
        .order_by(Message.id)
    )
    found: dict[int, list[Told]] = defaultdict(list)
    for each in db.scalars(query):
        state = how_far(each.state, tried_at=each.tried_at, now=now)
        told = Told(each.purpose, each.whom, state, each.sent_at or each.made_at)
        found[each.booking_id].append(told)
    return dict(found)


def waiting(db: Session) -> list[int]:
    """The messages that wait, the oldest first."""
    query = select(Message.id).where(Message.state == MessageState.WAITING)
    return list(db.scalars(query.order_by(Message.id)))


def withdraw(db: Session, message_ids: Sequence[int], *, so_no_more: bool = False) -> int:
    """Take messages back that have not gone, and say how many; raises Refused, Unknown.

    Rules leave alone what somebody withdrew, but not what is withdrawn as being ``so_no_more``.
    """
    for row in _locked(db, message_ids):
        if row.state not in {MessageState.WAITING, MessageState.FAILED}:
            raise Refused("Only what still waits, or failed, can be withdrawn.")
        row.state = MessageState.WITHDRAWN
        row.failure = NO_LONGER_SO if so_no_more else row.failure
    return len(message_ids)


def try_again(db: Session, message_ids: Sequence[int], *, now: datetime) -> int:
    """Put what failed back among what waits, to the address that is known now.

    What was perhaps sent goes a second time: the user says so. Raises Refused, Unknown.
    """
    for row in _locked(db, message_ids):
        state = how_far(row.state, tried_at=row.tried_at, now=now)
        if state not in {MessageState.FAILED, MessageState.PERHAPS}:
            raise Refused("Only what failed, or was perhaps sent, can be tried again.")
        (booking,) = bookings_to_tell(db, [row.booking_id])
        row.to_name, row.to_address = reader_of(booking, row.whom)
        if not row.to_address:
            raise Refused(no_address(booking.delegate.name, row.whom))
        row.state, row.tries, row.failure = MessageState.WAITING, 0, ""
    return len(message_ids)


def count_as_sent(db: Session, message_ids: Sequence[int], *, now: datetime) -> int:
    """Settle that what was perhaps sent was sent; raises Refused, Unknown."""
    for row in _locked(db, message_ids):
        if how_far(row.state, tried_at=row.tried_at, now=now) is not MessageState.PERHAPS:
            raise Refused("Only what was perhaps sent can be counted as sent.")
        row.state, row.sent_at = MessageState.SENT, row.tried_at
    return len(message_ids)


def _locked(db: Session, message_ids: Sequence[int]) -> list[Message]:
    return [record_of(db, Message, number, lock=True) for number in sorted(message_ids)]


def _row(message: Message, now: datetime) -> MessageRow:
    event = message.booking.event
    name, address = message.to_name, message.to_address
    if message.state is MessageState.WAITING:  # as it would go
        name, address = reader_of(message.booking, message.whom)
    return MessageRow(
        id=message.id,
        state=how_far(message.state, tried_at=message.tried_at, now=now),
        purpose=message.purpose,
        whom=message.whom,
        to_name=name,
        to_address=address,
        delegate_id=message.delegate_id,
        delegate=message.delegate.name,
        event_id=event.id,
        event=event.course.title,
        starts=event.starts,
        subject=message.subject,
        body=message.body,
        by_rule=message.by_rule,
        made_at=message.made_at,
        sent_at=message.sent_at,
        tries=message.tries,
        failure=message.failure,
        goes_with=enclosed(calendar=message.with_calendar, form=message.with_form),
    )
