"""Writing messages into the outbox: one a person, a purpose and an occasion, and no second one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.message import MessageState, Purpose, ToWhom, once_of
from trainingdesk.domain.message_texts import MessageText, for_reader
from trainingdesk.domain.placeholders import filled, in_one_line
from trainingdesk.domain.refusals import Invalid
from trainingdesk.services.desk import Stamp
from trainingdesk.services.message_templates import template_of
from trainingdesk.services.message_values import (
    AT_ONCE,
    bookings_to_tell,
    reader_of,
    values_for,
)
from trainingdesk.services.occasions import occasions_of
from trainingdesk.storage.models import Booking, Message

WITH_CALENDAR = frozenset({Purpose.JOINING})
"""The days go with it, for the reader's calendar."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A message as one reader would see it, not yet in the outbox."""

    once: str
    booking_id: int
    delegate_id: int
    whom: ToWhom
    delegate: str
    event: str
    to_name: str
    to_address: str
    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Written:
    """What writing came to: how many are new, how many had theirs, how many have no address."""

    new: int
    had: int = 0
    no_address: int = 0


def letters(  # noqa: PLR0913 - what is written, about what, to whom
    db: Session,
    booking_ids: Sequence[int],
    purpose: Purpose,
    *,
    to_whom: Sequence[ToWhom],
    by: Stamp,
    text: MessageText | None = None,
) -> list[Letter]:
    """What everybody would get who has not had it, one each even where several share a mailbox.

    Nothing is written. Raises Invalid where the text is not sound.
    """
    text = template_of(db, purpose) if text is None else text
    if problems := text.problems():
        raise Invalid(problems)
    bookings = bookings_to_tell(db, booking_ids)
    occasions = occasions_of(db, purpose, bookings, by=by)
    found = [
        _letter(db, booking, purpose, whom, text=text, occasion=occasions[booking.id])
        for booking in bookings
        for whom in to_whom
    ]
    had = _had(db, [letter.once for letter in found])
    return [letter for letter in found if letter.once not in had]


def write(  # noqa: PLR0913 - what is written, about what, to whom
    db: Session,
    booking_ids: Sequence[int],
    purpose: Purpose,
    *,
    to_whom: Sequence[ToWhom],
    by: Stamp,
    text: MessageText | None = None,
    by_rule: bool = False,
) -> Written:
    """Put messages about bookings into the outbox; raises Invalid.

    Whoever had theirs on the same occasion is passed over; what was withdrawn is written afresh.
    """
    new = letters(db, booking_ids, purpose, to_whom=to_whom, by=by, text=text)
    withdrawn = {row.once: row for row in _rows(db, [letter.once for letter in new])}
    for letter in new:
        row = withdrawn.get(letter.once)
        if row is None:
            row = Message(once=letter.once, made_by=by.who)
            db.add(row)
        _fill(row, letter, purpose, by)
        row.by_rule = by_rule
    db.flush()
    had = len(set(booking_ids)) * len(to_whom) - len(new)
    return Written(len(new), had, sum(not letter.to_address for letter in new))


def no_address(delegate: str, whom: ToWhom) -> str:
    """That nobody can be written to, and about whom."""
    whose = {ToWhom.MANAGER: "the manager of ", ToWhom.AGENCY: "the agency of "}.get(whom, "")
    return f"No e-mail address is known of {whose}{delegate}."


def _letter(  # noqa: PLR0913 - what a letter is made of
    db: Session,
    booking: Booking,
    purpose: Purpose,
    whom: ToWhom,
    *,
    text: MessageText,
    occasion: str,
) -> Letter:
    values = values_for(db, booking, whom)
    name, address = reader_of(booking, whom)
    body = filled(text.body, values)
    return Letter(
        once=once_of(purpose, booking_id=booking.id, whom=whom, occasion=occasion),
        booking_id=booking.id,
        delegate_id=booking.delegate_id,
        whom=whom,
        delegate=booking.delegate.name,
        event=booking.event.course.title,
        to_name=name,
        to_address=address,
        subject=in_one_line(filled(text.subject, values)),
        body=body
        if text.for_its_reader
        else for_reader(body, whom, purpose=purpose, name=booking.delegate.name),
    )


def _fill(row: Message, letter: Letter, purpose: Purpose, by: Stamp) -> None:
    row.purpose, row.whom = purpose, letter.whom
    row.booking_id, row.delegate_id = letter.booking_id, letter.delegate_id
    row.to_name, row.to_address = letter.to_name, letter.to_address
    row.subject, row.body = letter.subject, letter.body
    row.with_calendar = purpose in WITH_CALENDAR and letter.whom is ToWhom.DELEGATE
    row.made_at, row.made_by, row.tried_at, row.tries = by.at, by.who, None, 0
    row.state = MessageState.WAITING if letter.to_address else MessageState.FAILED
    row.failure = "" if letter.to_address else no_address(letter.delegate, letter.whom)


def _had(db: Session, wanted: Sequence[str]) -> set[str]:
    return {row.once for row in _rows(db, wanted) if row.state is not MessageState.WITHDRAWN}


def _rows(db: Session, wanted: Sequence[str]) -> Iterator[Message]:
    for start in range(0, len(wanted), AT_ONCE):
        some = wanted[start : start + AT_ONCE]
        yield from db.scalars(select(Message).where(Message.once.in_(some)))
