"""Sending what waits in the outbox: each message at most once, whatever breaks off.

A message is claimed, and the claim kept for good, before the server hears of it. Whoever finds
the claim later knows that it was perhaps sent, and no program sends it again by itself.
"""

import ssl
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from time import sleep
from typing import TypeAlias, TypeVar

from sqlalchemy.orm import Session

from trainingdesk.domain.message import NO_LONGER_SO, STAGE_ASKED, Leaving, MessageState
from trainingdesk.domain.refusals import DeskAtWork, DeskBusy, NothingToPrint, Refused
from trainingdesk.exchange.mail import CannotAddress, Mail, Paper, Party, as_message, plain_address
from trainingdesk.exchange.post_office import (
    PATIENCE,
    NoPost,
    PostOffice,
    Server,
    Turned,
    Unsure,
    post_office,
)
from trainingdesk.services.calendars import calendar_of
from trainingdesk.services.desk import Desk, Stamp
from trainingdesk.services.due_messages import is_over
from trainingdesk.services.evaluation.form_papers import fillable_form
from trainingdesk.services.mail_keys import key_of
from trainingdesk.services.mail_passwords import Account, Passwords
from trainingdesk.services.mail_settings import MailDetails, is_practice, mail_details
from trainingdesk.services.message_values import reader_of
from trainingdesk.services.progress import Progress
from trainingdesk.services.saving import save_document
from trainingdesk.services.writing import no_address
from trainingdesk.storage.models import Board, Booking, Message

MOST_TRIES = 5
"""So often the server may say that it takes a message later."""
TURNS, A_MOMENT = 40, 0.05
"""So many times one asks for a turn on the desk while somebody else is at work on it."""
LONG_WORK = 1200
"""So often where it must not be lost: what became of a message outlasts even an import."""

T = TypeVar("T")

PRACTICE = "This is a practice desk: its messages can be looked at, and never leave it."
NO_SERVER = "This desk saves messages as drafts. Choose a mail server in its settings to send them."


@dataclass(frozen=True, slots=True)
class Sent:
    """What sending came to."""

    sent: int = 0
    failed: int = 0
    perhaps: int = 0
    later: int = 0
    broke_off: str = ""  # why the rest still waits

    def __str__(self) -> str:
        counts = {
            "sent": self.sent,
            "failed": self.failed,
            "perhaps sent": self.perhaps,
            "to be tried again": self.later,
        }
        said = ", ".join(f"{number:,} {word}" for word, number in counts.items() if number)
        return " ".join(filter(None, [f"{said.capitalize()}." if said else "", self.broke_off]))


Outcome: TypeAlias = tuple[MessageState, str]
"""How far a message has come, and why no further."""


def send(  # noqa: PLR0913 - with what, and how it is shown
    desk: Desk,
    message_ids: Sequence[int],
    *,
    passwords: Passwords,
    progress: Progress,
    patience: float = PATIENCE,
    trusted: ssl.SSLContext | None = None,
) -> Sent:
    """Send messages through the board's mail server; raises Refused where none is to be sent.

    A server that breaks off is gone back to as long as it takes something each time.
    """
    with desk.reading() as db:
        details = _settings(db)
    account = Account(details.host, details.user)
    server = Server(
        details.host,
        details.port,
        details.security,
        details.user,
        passwords.of(account) if details.user else "",
        patience,
        trusted,
    )
    return _Round(desk, details, list(message_ids), progress).with_server(
        lambda: post_office(server)
    )


def save_drafts(
    desk: Desk, message_ids: Sequence[int], folder: Path, *, progress: Progress
) -> list[Path]:
    """Save messages as .eml drafts in a folder, which another mail program opens and sends.

    Raises Refused, CannotSave.
    """
    with desk.reading() as db:
        _refuse_practice(db)
        details = mail_details(db)
    saved = []
    for done, number in enumerate(message_ids):
        progress(done, len(message_ids))
        path = _noted(desk, partial(_save_draft, number, details, folder, desk.stamp()))
        saved += [path] if path else []
    return saved


def _save_draft(
    number: int, details: MailDetails, folder: Path, by: Stamp, db: Session
) -> Path | None:
    row = _waits(db, number, by)
    if row is None:
        return None
    path = folder / f"{row.id:05} {_file_name(row)}.eml"
    try:
        message = as_message(_mail(db, row, details, by), draft=True)
    except CannotAddress as error:
        row.state, row.failure = MessageState.FAILED, str(error)
        return None
    save_document(message.as_bytes(), path)
    row.state, row.sent_at = MessageState.SAVED, by.at
    return path


class _Stop(Exception):
    """Nobody knows what became of a message: the rest is left for the user to decide on."""


class _Round:
    """One round of sending: what is left to send, and what it has come to."""

    def __init__(
        self, desk: Desk, details: MailDetails, left: list[int], progress: Progress
    ) -> None:
        self._desk, self._details, self._left, self._progress = desk, details, left, progress
        self._all = len(left)
        self._sent = Sent()

    def with_server(self, go: Callable[[], AbstractContextManager[PostOffice]]) -> Sent:
        """Send all that is left, going to the server again where it broke off half-way."""
        while self._left:
            before = len(self._left)
            try:
                with go() as office:
                    self._hand_over(office)
            except _Stop as error:
                return replace(self._sent, broke_off=str(error))
            except NoPost as error:
                if len(self._left) == before:  # not even one more: it is of no use now
                    return replace(self._sent, broke_off=str(error))
        return self._sent

    def _hand_over(self, office: PostOffice) -> None:
        while self._left:
            self._progress(self._all - len(self._left), self._all)
            number = self._left[0]
            mail = _claimed(self._desk, number, self._details)
            if mail is None:  # withdrawn meanwhile, or in another's hands
                self._left.pop(0)
                continue
            try:
                state, words = _handed_over(office, mail)
            except NoPost as error:
                waits = partial(_settle, number, MessageState.WAITING, str(error))
                _noted(self._desk, waits, turns=LONG_WORK)
                raise
            self._left.pop(0)
            by = self._desk.stamp()
            settle = partial(_settle, number, state, words, at=by.at)
            self._count(_noted(self._desk, settle, turns=LONG_WORK))
            if state is MessageState.PERHAPS:
                raise _Stop(words)

    def _count(self, state: MessageState) -> None:
        now = self._sent
        self._sent = {
            MessageState.SENT: replace(now, sent=now.sent + 1),
            MessageState.FAILED: replace(now, failed=now.failed + 1),
            MessageState.PERHAPS: replace(now, perhaps=now.perhaps + 1),
            MessageState.WAITING: replace(now, later=now.later + 1),
        }[state]


def _settle(
    number: int, state: MessageState, words: str, db: Session, *, at: datetime | None = None
) -> MessageState:
    """Write down what became of a message, and how far that brings it."""
    row = db.get_one(Message, number)
    put_off = state is MessageState.WAITING and row.tries >= MOST_TRIES
    row.state, row.failure = MessageState.FAILED if put_off else state, words
    row.sent_at = at if state is MessageState.SENT else None
    return row.state


def _handed_over(office: PostOffice, mail: Mail) -> Outcome:
    """What became of one message; raises NoPost where the server broke off before it had it."""
    try:
        message = as_message(mail)
        office.send(
            message,
            sender=plain_address(mail.sender.address),
            to=plain_address(mail.to.address),
        )
    except CannotAddress as error:
        return MessageState.FAILED, str(error)
    except Turned as error:
        return MessageState.WAITING if error.again else MessageState.FAILED, str(error)
    except Unsure as error:
        return MessageState.PERHAPS, str(error)
    return MessageState.SENT, ""


def _claimed(desk: Desk, number: int, details: MailDetails) -> Mail | None:
    """A message that from now on is ours to send, or None where it no longer waits."""
    return _noted(desk, partial(_claim, number, details, desk.stamp()))


def _claim(number: int, details: MailDetails, by: Stamp, db: Session) -> Mail | None:
    row = _waits(db, number, by)
    if row is None:
        return None
    if is_practice(db):  # it was turned into one since the round began
        raise NoPost(PRACTICE)
    row.state, row.tried_at, row.tries = MessageState.SENDING, by.at, row.tries + 1
    return _mail(db, row, details, by)


def _waits(db: Session, number: int, by: Stamp) -> Message | None:
    """A message that still waits, with its row locked, to the address that is known now.

    One without an address fails at once; what a rule wrote and is so no more stays here.
    """
    row = db.get(Message, number, with_for_update=True, populate_existing=True)
    if row is None or row.state is not MessageState.WAITING:
        return None
    if is_over(db, row, by=by):
        row.state, row.failure = MessageState.WITHDRAWN, NO_LONGER_SO
        return None
    row.to_name, row.to_address = reader_of(row.booking, row.whom)
    if not row.to_address:
        row.state = MessageState.FAILED
        row.failure = no_address(row.delegate.name, row.whom)
        return None
    return row


def _mail(db: Session, row: Message, details: MailDetails, by: Stamp) -> Mail:
    board = db.get_one(Board, 1)
    name = details.from_name or board.name
    address = details.from_address or board.email
    event_id = db.get_one(Booking, row.booking_id).event_id
    return Mail(
        sender=Party(name, address),
        to=Party(row.to_name, row.to_address),
        subject=row.subject,
        body=row.body,
        key=key_of(row),
        at=by.at,
        calendar=calendar_of(db, event_id, by=by).decode() if row.with_calendar else "",
        form=_form(db, row) if row.with_form else None,
    )


def _form(db: Session, row: Message) -> Paper | None:
    """The form that a message asks to be filled in; none where the stage asks nothing now."""
    try:
        name, content = fillable_form(db, row.booking_id, STAGE_ASKED[row.purpose])
    except NothingToPrint:
        return None
    return Paper(name, content)


def _settings(db: Session) -> MailDetails:
    _refuse_practice(db)
    details = mail_details(db)
    if details.leaving is not Leaving.SMTP:
        raise Refused(NO_SERVER)
    return details


def _refuse_practice(db: Session) -> None:
    if is_practice(db):
        raise Refused(PRACTICE)


def _noted(desk: Desk, note: Callable[[Session], T], *, turns: int = 0) -> T:
    """Write something down on the desk, waiting for a turn: what was sent must not be lost."""
    left = turns or TURNS
    while True:
        try:
            with desk.noting("Send messages") as db:
                return note(db)
        except (DeskAtWork, DeskBusy):
            left -= 1
            if not left:
                raise
        sleep(A_MOMENT)


def _file_name(row: Message) -> str:
    kept = "".join(letter if letter.isalnum() or letter in " -'" else " " for letter in row.to_name)
    return " ".join(f"{row.purpose.value} {kept}".split())[:80]
