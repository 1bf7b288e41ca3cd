"""Closing a register, opening it again with a reason, and what that undoes."""

from datetime import time

import pytest
from sqlalchemy import select

from tests.conftest import AFTER, BY, BY_AFTER, FirstAid
from tests.worlds import set_up_once
from trainingdesk.domain.attendance import Attendance, Consequence
from trainingdesk.domain.attendance_rule import Rule
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.message import MessageState, Purpose, ToWhom
from trainingdesk.domain.refusals import Invalid, Refused, RegisterNotComplete
from trainingdesk.services import bookings, registers
from trainingdesk.services.attendance_rules import KindRule, rule_of_event, save_rule
from trainingdesk.services.certificates import (
    certificate_numbered,
    certificates_on,
    issue_certificates,
)
from trainingdesk.services.desk import Desk
from trainingdesk.services.event_changes import call_off
from trainingdesk.services.mark_history import mark_changes_of
from trainingdesk.services.registers import Reopening, what_reopening_undoes
from trainingdesk.services.writing import write
from trainingdesk.storage.models import Delegate, Event, Message, RegisterChange


@pytest.fixture
@set_up_once
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
        kept = db.scalars(select(RegisterChange).order_by(RegisterChange.id)).all()
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


def test_a_follow_up_written_by_hand_is_withdrawn_too(desk: Desk, closed: FirstAid) -> None:
    with desk.changing("Write") as db:
        for person in db.query(Delegate):
            person.email = f"{person.id}@example.org"
        lines = registers.register_of(db, closed.event, today=AFTER).lines
        each = [line.id for line in lines]
        write(db, each, Purpose.FOLLOW_UP, to_whom=[ToWhom.DELEGATE], by=BY_AFTER)
    assert undone(desk, closed).letters_waiting == 2
    reopen(desk, closed)
    assert states(desk) == {Purpose.FOLLOW_UP: {MessageState.WITHDRAWN}}


def test_a_register_with_nobody_on_it_is_not_closed(desk: Desk, first_aid: FirstAid) -> None:
    with pytest.raises(RegisterNotComplete, match="Nobody is on this register"):
        close(desk, first_aid)


def close(desk: Desk, at: FirstAid) -> int:
    with desk.changing("Close register") as db:
        return registers.close_register(db, at.event, by=BY_AFTER)


def rule_is(desk: Desk, rule: Rule, *, former: int = 0) -> int:
    with desk.changing("Rule") as db:
        return save_rule(db, former, KindRule("", rule))


@pytest.fixture
@set_up_once
def half_late(desk: Desk, closed: FirstAid) -> FirstAid:
    """The register is open again; Grace was half an hour late, Ada went at three."""
    reopen(desk, closed)
    with desk.changing("Mark") as db:
        grace, ada = registers.register_of(db, closed.event, today=AFTER).lines
        for line, mark, late, left in (
            (grace, Attendance.LATE, 30, None),
            (ada, Attendance.LEFT_EARLY, None, time(15)),
        ):
            registers.mark(
                db,
                line.id,
                session_id=closed.session,
                attendance=mark,
                minutes_late=late,
                left_at=left,
                by=BY_AFTER,
            )
    return closed


def told(desk: Desk, at: FirstAid) -> list[str]:
    with desk.reading() as db:
        lines = registers.register_of(db, at.event, today=AFTER).lines
    return [mark.told for line in lines for mark in line.said.values()]


@pytest.mark.parametrize(
    ("rule", "stands", "changed"),
    [
        (Rule(), ["Late, 30 min", "Left early, 15:00"], 0),
        (
            Rule(late=Consequence.ABSENT),
            ["Absent, 30 min late, late counts as absent", "Left early, 15:00"],
            1,
        ),
        (Rule(grace_minutes=120), ["Attended, 30 min late", "Attended, left 15:00"], 2),
    ],
)
def test_marks_are_judged_by_the_rule_under_which_the_register_is_closed(
    desk: Desk, half_late: FirstAid, rule: Rule, stands: list[str], changed: int
) -> None:
    rule_is(desk, rule)
    before = told(desk, half_late)
    assert close(desk, half_late) == changed
    assert told(desk, half_late) == stands
    with desk.reading() as db:
        kept = [row for row in mark_changes_of(db, half_late.event) if row.via == "Rule"]
    assert len(kept) == changed
    desk.undo()
    assert told(desk, half_late) == before


def test_a_rule_that_forgives_what_another_made_absence_of_is_heard(
    desk: Desk, half_late: FirstAid
) -> None:
    before = told(desk, half_late)
    number = rule_is(desk, Rule(late=Consequence.ABSENT, left_early=Consequence.ABSENT))
    assert close(desk, half_late) == 2
    reopen(desk, half_late)
    rule_is(desk, Rule(), former=number)
    assert close(desk, half_late) == 2
    assert told(desk, half_late) == before


def test_the_grace_it_was_closed_under_is_kept(desk: Desk, half_late: FirstAid) -> None:
    number = rule_is(desk, Rule(grace_minutes=45, late=Consequence.NO_CERTIFICATE))
    close(desk, half_late)
    rule_is(desk, Rule(grace_minutes=1, percent=60), former=number)
    with desk.reading() as db:
        assert rule_of_event(db, half_late.event).grace_minutes == 45


def test_letters_to_who_came_wait_until_it_is_closed(desk: Desk, closed: FirstAid) -> None:
    reopen(desk, closed)
    with pytest.raises(Refused, match="until it is closed, a mark may be a slip"):
        letters_written(desk, closed)
    assert states(desk) == {}


def test_called_off_after_it_was_opened_again_its_certificates_are_withdrawn(
    desk: Desk, closed: FirstAid
) -> None:
    with desk.changing("Issue") as db:
        issue_certificates(db, closed.event, by=BY_AFTER)
        numbers = [row.number for row in certificates_on(db, closed.event)]
    reopen(desk, closed)
    with desk.changing("Cancel") as db:
        call_off(db, [closed.event], EventStatus.CANCELLED, reason="Never held", by=BY_AFTER)
    with desk.reading() as db:
        found = [certificate_numbered(db, number) for number in numbers]
    assert [each.withdrawn_on for each in found if each] == [AFTER, AFTER]
