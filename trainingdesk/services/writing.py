"""Writing messages into the outbox: one a person, a purpose and an occasion, and no second one."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.message import (
    OF_WHO_CAME,
    STAGE_ASKED,
    TO_MANAGERS,
    MessageState,
    Purpose,
    ToWhom,
    enclosed,
)
from trainingdesk.domain.message_texts import MessageText, for_reader
from trainingdesk.domain.placeholders import filled, in_one_line
from trainingdesk.domain.refusals import Invalid, Refused
from trainingdesk.services.desk import Stamp
from trainingdesk.services.importing.storing import batches
from trainingdesk.services.message_templates import template_of
from trainingdesk.services.message_values import bookings_to_tell, reader_of, values_for
from trainingdesk.services.not_had import not_had
from trainingdesk.storage.models import Board, Booking, Event, Message

Meant: TypeAlias = Callable[[Session], list[int]]
"""Finds the bookings that are written about."""

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
    with_calendar: bool = False
    with_form: bool = False

    @property
    def goes_with(self) -> tuple[str, ...]:
        """What goes with it."""
        return enclosed(calendar=self.with_calendar, form=self.with_form)


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
    by_rule: bool = False,
) -> list[Letter]:
    """What everybody would get who has not had it, one each even where several share a mailbox.

    Nothing is written. ``by_rule`` says that what the user withdrew stays so. Raises Invalid where
    the text is not sound.
    """
    text = template_of(db, purpose) if text is None else text
    if problems := text.problems():
        raise Invalid(problems)
    new = not_had(db, booking_ids, purpose, to_whom=to_whom, by=by, by_rule=by_rule)
    bookings = bookings_to_tell(db, list({booking_id for booking_id, _whom in new}))
    board = db.get_one(Board, 1)
    return [
        _letter(db, booking, purpose, whom, board=board, text=text, once=new[booking.id, whom])
        for booking in bookings
        for whom in to_whom
        if (booking.id, whom) in new
    ]


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

    Whoever had theirs on the same occasion is passed over; by hand, what was withdrawn is written
    afresh.
    """
    new = letters(db, booking_ids, purpose, to_whom=to_whom, by=by, text=text, by_rule=by_rule)
    put_into_outbox(db, new, purpose, by=by, by_rule=by_rule)
    return written(new, had=len(set(booking_ids)) * len(to_whom) - len(new))


def put_into_outbox(
    db: Session, new: Sequence[Letter], purpose: Purpose, *, by: Stamp, by_rule: bool = False
) -> None:
    """Put messages into the outbox as they are shown; raises Refused.

    What speaks of who came waits until the register is closed, whoever opened it meanwhile.
    """
    if purpose in OF_WHO_CAME:
        _refuse_while_open(db, {letter.booking_id for letter in new})
    for letter in new:
        row = Message(once=letter.once, by_rule=by_rule)
        _fill(row, letter, purpose, by)
        db.add(row)
    db.flush()


def written(new: Sequence[Letter], *, had: int = 0) -> Written:
    """What writing some messages came to."""
    return Written(len(new), had, sum(not letter.to_address for letter in new))


def no_address(delegate: str, whom: ToWhom) -> str:
    """That nobody can be written to, and about whom."""
    whose = {ToWhom.MANAGER: "the manager of ", ToWhom.AGENCY: "the agency of "}.get(whom, "")
    return f"No e-mail address is known of {whose}{delegate}."


def _refuse_while_open(db: Session, booking_ids: Collection[int]) -> None:
    for some in batches(sorted(booking_ids)):
        theirs = select(Booking.event_id).where(Booking.id.in_(some))
        events = select(Event.register_closed_on).where(Event.id.in_(theirs)).order_by(Event.id)
        # Locked, or somebody could open a register again before these are in the outbox.
        if None in db.scalars(events.with_for_update(read=True)).all():
            raise Refused("The register is open: until it is closed, a mark may be a slip.")


def _letter(  # noqa: PLR0913 - what a letter is made of
    db: Session,
    booking: Booking,
    purpose: Purpose,
    whom: ToWhom,
    *,
    board: Board,
    text: MessageText,
    once: str,
) -> Letter:
    values = values_for(db, booking, whom, board=board)
    name, address = reader_of(booking, whom)
    body = filled(text.body, values)
    return Letter(
        once=once,
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
        with_calendar=purpose in WITH_CALENDAR and whom is ToWhom.DELEGATE,
        with_form=purpose in STAGE_ASKED and whom is _who_fills_in(purpose),
    )


def _who_fills_in(purpose: Purpose) -> ToWhom:
    """Whom a form is for; others get the words alone."""
    return ToWhom.MANAGER if purpose in TO_MANAGERS else ToWhom.DELEGATE


def _fill(row: Message, letter: Letter, purpose: Purpose, by: Stamp) -> None:
    row.purpose, row.whom = purpose, letter.whom
    row.booking_id, row.delegate_id = letter.booking_id, letter.delegate_id
    row.to_name, row.to_address = letter.to_name, letter.to_address
    row.subject, row.body = letter.subject, letter.body
    row.with_calendar, row.with_form = letter.with_calendar, letter.with_form
    row.made_at, row.made_by = by.at, by.who
    row.state = MessageState.WAITING if letter.to_address else MessageState.FAILED
    row.failure = "" if letter.to_address else no_address(letter.delegate, letter.whom)
