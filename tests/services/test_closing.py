"""Closing a register, opening it again with a reason, and what that undoes."""

import pytest

from tests.conftest import AFTER, BY, BY_AFTER, FirstAid
from trainingdesk.domain.message import MessageState, Purpose, ToWhom
from trainingdesk.domain.refusals import Invalid
from trainingdesk.services import bookings, registers
from trainingdesk.services.certificates import issue_certificates
from trainingdesk.services.desk import Desk
from trainingdesk.services.mark_history import closings_of
from trainingdesk.services.registers import Reopening, what_reopening_undoes
from trainingdesk.services.writing import write
from trainingdesk.storage.models import Event, Message


@pytest.fixture
def closed(desk: Desk, first_aid: FirstAid) -> FirstAid:
    """Ada and Grace came, and the register is closed."""
    with desk.changing("Hold it") as db:
        db.get_one(Event, first_aid.event).places = 2
        for who in (first_aid.ada, first_aid.grace):
            bookings.book(db, event_id=first_aid.event, delegate_id=who, by=BY)
        registers.mark_the_rest(db, first_aid.event, session_id=None, by=BY_AFTER)
        registers.close_register(db, first_aid.event, by=BY_AFTER)
    return first_aid


def reopen(desk: Desk, at: FirstAid, reason: str = "A slip") -> None:
    with desk.changing("Reopen register") as db:
        registers.reopen_register(db, at.event, reason=reason, by=BY_AFTER)


def undone(desk: Desk, at: FirstAid) -> Reopening:
    with desk.reading() as db:
        return what_reopening_undoes(db, at.event)


def letters_written(desk: Desk, at: FirstAid) -> list[int]:
    with desk.changing("Write") as db:
        lines = registers.register_of(db, at.event, today=AFTER).lines
        each = [line.id for line in lines]
        write(db, each, Purpose.ATTENDED, to_whom=[ToWhom.DELEGATE], by=BY_AFTER)
        write(db, each, Purpose.OWN, to_whom=[ToWhom.DELEGATE], by=BY_AFTER)
        return sorted(
            letter.id for letter in db.query(Message) if letter.purpose is Purpose.ATTENDED
        )


def states(desk: Desk) -> dict[Purpose, set[MessageState]]:
    with desk.reading() as db:
        found: dict[Purpose, set[MessageState]] = {}
        for letter in db.query(Message):
            found.setdefault(letter.purpose, set()).add(letter.state)
        return found


def test_opening_again_needs_a_reason_which_is_kept(desk: Desk, closed: FirstAid) -> None:
    with pytest.raises(Invalid, match="Say why it is opened again"):
        reopen(desk, closed, "  ")
    reopen(desk, closed, " A slip ")
    with desk.reading() as db:
        kept = closings_of(db, closed.event)
    assert [(row.closed, row.reason, row.who) for row in kept] == [
        (True, "", "sam"),
        (False, "A slip", "sam"),
    ]


def test_it_says_what_opening_again_undoes(desk: Desk, closed: FirstAid) -> None:
    assert undone(desk, closed) == Reopening(to_issue=2)
    with desk.changing("Issue") as db:
        issue_certificates(db, closed.event, by=BY_AFTER)
    first, _ = letters_written(desk, closed)
    with desk.changing("Send") as db:
        db.get_one(Message, first).state = MessageState.SENT
    assert undone(desk, closed) == Reopening(issued=2, letters_waiting=1, letters_gone=1)


def test_letters_that_wait_are_withdrawn_and_nothing_else(desk: Desk, closed: FirstAid) -> None:
    letters_written(desk, closed)
    before = states(desk)
    reopen(desk, closed)
    assert states(desk) == before | {Purpose.ATTENDED: {MessageState.WITHDRAWN}}
    desk.undo()
    assert states(desk) == before


ONE_OF_EACH = (
    "1 certificate stays until it is closed again, and then whatever the marks no longer bear out "
    "is withdrawn. 1 certificate cannot be issued meanwhile. 1 letter waits and is withdrawn. "
    "1 letter has gone and cannot be taken back."
)
SEVERAL = (
    "2 certificates stay until it is closed again, and then whatever the marks no longer bear out "
    "is withdrawn. 2 letters wait and are withdrawn. 2 letters have gone and cannot be taken back."
)


@pytest.mark.parametrize(
    ("undoes", "said"),
    [
        (Reopening(), ""),
        (Reopening(1, 1, 1, 1), ONE_OF_EACH),
        (Reopening(2, 0, 2, 2), SEVERAL),
    ],
)
def test_what_is_undone_is_said_in_sentences(undoes: Reopening, said: str) -> None:
    assert undoes.said == said
