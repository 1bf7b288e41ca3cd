"""Which message a saved e-mail answers, and what is to be done about it."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.incoming import Incoming, IncomingKind
from trainingdesk.domain.message import GONE, MessageState
from trainingdesk.domain.refusals import Refused
from trainingdesk.domain.words import listed, long_day
from trainingdesk.exchange.incoming_mail import read_mail
from trainingdesk.services.mail_keys import key_of, number_in
from trainingdesk.services.mail_settings import is_practice
from trainingdesk.services.records import record_of
from trainingdesk.storage.models import Message

LEFT = GONE | {MessageState.SENDING, MessageState.PERHAPS, MessageState.FAILED}
"""What may have reached somebody, or come back."""

LARGEST = 50_000_000
NOT_EML = "is not an e-mail that was saved as .eml. Save it so from your mail program."
NOTHING_KNOWN = (
    "answers no message of this desk: it names none, and none went to its sender under its subject."
)
DOES_NOT_WORK = "The address does not work"


@dataclass(frozen=True, slots=True)
class Answered:
    """A message that is answered, and how."""

    kind: IncomingKind
    message_id: int
    booking_id: int
    sender: str
    delegate: str
    event: str
    starts: date
    to_address: str
    said: str

    @property
    def about(self) -> str:
        """The event that it is about."""
        return f"{self.event}, {long_day(self.starts)}"


def saved_mail(path: Path) -> Incoming:
    """Read an e-mail that was saved; raises Refused where it is none."""
    try:
        large = path.stat().st_size > LARGEST
        content = b"" if large or path.suffix.casefold() != ".eml" else path.read_bytes()
    except OSError as error:
        raise Refused(f"{path.name} could not be read: {error.strerror}.") from error
    found = read_mail(content)
    if not found.sender and found.kind is IncomingKind.REPLY:
        raise Refused(f"{path.name} {NOT_EML}")
    return found


def answered_by(db: Session, mail: Incoming, *, name: str) -> Answered:
    """The message that a saved e-mail answers, where something is to be done about it.

    Raises Refused, with the reason, where it answers none, or nothing is to be done.
    """
    row = _answered_row(db, mail, name)
    booking, person = row.booking, row.delegate.name
    if mail.kind in {IncomingKind.DELAY, IncomingKind.AUTOMATIC}:
        what = "late on its way" if mail.kind is IncomingKind.DELAY else "answered by a machine"
        raise Refused(f"The message to {row.to_name or person} is {what}: nothing is to be done.")
    if mail.kind is IncomingKind.REPLY and booking.status is not BookingStatus.OFFERED:
        raise Refused(
            f"{mail.sender} answers “{row.subject}”, but no offer to {person} is open. Read it, "
            "and do what it asks on the page of the event."
        )
    if mail.kind is IncomingKind.BOUNCE and row.failure.startswith(DOES_NOT_WORK):
        raise Refused(f"It is noted already that {row.to_address} does not work.")
    return Answered(
        kind=mail.kind,
        message_id=row.id,
        booking_id=booking.id,
        sender=mail.sender,
        delegate=person,
        event=booking.event.course.title,
        starts=booking.event.starts,
        to_address=row.to_address,
        said=mail.said,
    )


def note_bounce(db: Session, message_id: int, *, said: str) -> None:
    """Note that a message came back, so that it needs a look; raises Refused, Unknown."""
    row = record_of(db, Message, message_id, lock=True)
    if row.state not in _left(db):
        raise Refused("The message has not gone, so it cannot have come back.")
    row.state, row.sent_at = MessageState.FAILED, None
    row.failure = f"{DOES_NOT_WORK}: {said}" if said else f"{DOES_NOT_WORK}."


def _answered_row(db: Session, mail: Incoming, name: str) -> Message:
    named = next(filter(None, (_named(db, key) for key in mail.keys)), None)
    if named is not None:
        return named
    if mail.own_key and _named(db, mail.own_key) is not None:
        raise Refused(f"{name} is a message of this desk itself, and no answer to one.")
    found = _by_address(db, mail)
    people = dict.fromkeys(row.delegate.name for row in found)
    if len({row.booking_id for row in found}) > 1:
        raise Refused(
            f"{name} may be about {listed(list(people), last='or')}, who were written to alike. "
            "Enter it on the page of the event."
        )
    if not found:
        raise Refused(f"{name} {NOTHING_KNOWN}")
    return found[0]


def _left(db: Session) -> frozenset[MessageState]:
    """What answers may be about; from a practice desk nothing goes, and they are tried out."""
    return LEFT | {MessageState.WAITING} if is_practice(db) else LEFT


def _named(db: Session, key: str) -> Message | None:
    row = db.get(Message, number_in(key))
    return row if row is not None and key_of(row) == key else None


def _by_address(db: Session, mail: Incoming) -> list[Message]:
    """What went to whoever answers, under the subject that is answered, the latest first."""
    addresses = {each.lower() for each in (mail.sender, *mail.not_reached)}
    query = (
        select(Message)
        .where(Message.state.in_(_left(db)), func.lower(Message.to_address).in_(addresses))
        .order_by(Message.id.desc())
    )
    return [
        row
        for row in db.scalars(query)
        if mail.is_about(address=row.to_address, subject=row.subject)
    ]
