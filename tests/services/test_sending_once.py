"""Sending each message once: claims before the server hears, and two programs at once."""

from contextlib import suppress
from email.message import EmailMessage
from threading import Barrier, BrokenBarrierError, Thread, Timer
from threading import Event as Flag
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.conftest import NOON
from tests.exchange.mail_server import Letters
from tests.services.posting import ADA, GRACE, SENDING, SENT, WAITING, sent, states
from tests.services.test_mail_passwords import Kept
from trainingdesk.domain.message import MessageState
from trainingdesk.domain.refusals import DeskBusy, SavedMeanwhile
from trainingdesk.exchange.mail import Mail
from trainingdesk.exchange.post_office import PostOffice
from trainingdesk.services import sending
from trainingdesk.services.desk import Desk, Stamp
from trainingdesk.services.mail_passwords import Passwords
from trainingdesk.services.mail_settings import MailDetails
from trainingdesk.services.progress import unreported
from trainingdesk.services.sending import Sent, send
from trainingdesk.storage.models import Message


def test_what_became_of_a_message_is_noted_however_long_the_desk_is_at_work(
    two: Desk, letters: Letters, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "TURNS", 1)
    claimed, free = Flag(), Flag()

    def at_work() -> None:
        with two.alone("Import"):
            claimed.set()
            free.wait(10)

    other = Thread(target=at_work)

    def begins_and_ends_again() -> None:
        if not letters.taken:
            other.start()
            claimed.wait(10)
            Timer(0.3, free.set).start()

    letters.as_taken = begins_and_ends_again
    try:
        assert sent(two).sent >= 1
    finally:
        free.set()
        other.join()
    assert states(two)[0] is SENT


def test_a_message_is_claimed_for_good_before_the_server_has_it(
    two: Desk, letters: Letters
) -> None:
    other = Desk(two.address, today=two.today, now=lambda: NOON)
    seen: list[list[MessageState]] = []
    letters.as_taken = lambda: seen.append(states(other))
    assert sent(two) == Sent(sent=2)
    other.close()
    assert seen == [[SENDING, WAITING], [SENT, SENDING]]


def test_a_program_that_ends_as_the_server_has_a_message_sends_it_once(
    two: Desk, letters: Letters, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Crash(BaseException):
        """The computer is switched off."""

    hand_over = PostOffice.send

    def crashes(office: PostOffice, message: EmailMessage, *, sender: str, to: str) -> None:
        hand_over(office, message, sender=sender, to=to)
        raise Crash

    with monkeypatch.context() as switched_off:
        switched_off.setattr(PostOffice, "send", crashes)
        with pytest.raises(Crash):
            sent(two)
    assert sent(two) == Sent(sent=1)
    assert letters.readers == [GRACE, ADA]
    assert states(two) == [SENDING, SENT]


class Meeting:
    """Where two programs wait for each other, once each has a message in hand to claim."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        barrier, wrap = Barrier(2), sending._mail

        def waits(db: Session, row: Message, details: MailDetails, by: Stamp) -> Mail:
            with suppress(BrokenBarrierError):
                barrier.wait(0.5)
            return wrap(db, row, details, by)

        monkeypatch.setattr(sending, "_mail", waits)


def both_send(desk: Desk) -> None:
    """Two programs send the same message at once."""

    def sends() -> None:
        other = Desk(desk.address, today=desk.today, now=lambda: NOON)
        with suppress(DeskBusy, SavedMeanwhile):
            send(other, [1], passwords=Passwords(Kept()), progress=unreported)
        other.close()

    threads = [Thread(target=sends) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_two_programs_that_meet_over_a_message_send_it_once(
    two: Desk, letters: Letters, monkeypatch: pytest.MonkeyPatch
) -> None:
    Meeting(monkeypatch)
    both_send(two)
    assert letters.readers == [GRACE]


def test_without_the_lock_on_its_row_both_would_send_it(
    two: Desk, letters: Letters, monkeypatch: pytest.MonkeyPatch
) -> None:
    if two.file is not None:
        pytest.skip("A desk in a file has one writer at a time, whatever is locked.")
    Meeting(monkeypatch)
    get = Session.get

    def unlocked(db: Session, *key: Any, with_for_update: object = None, **more: Any) -> Any:
        del with_for_update
        return get(db, *key, **more)

    monkeypatch.setattr(Session, "get", unlocked)
    both_send(two)
    assert letters.readers == [GRACE, GRACE]
