"""What rules do by themselves: only those that were switched on, and only where a desk sends."""

from datetime import timedelta
from threading import Thread

import pytest

from tests.conftest import BEFORE, NOON, FirstAid
from tests.services.letters import both_booked, messages, sends_through, written
from tests.worlds import set_up_once
from trainingdesk.domain.message import NO_LONGER_SO, MessageState, Purpose
from trainingdesk.services.bookings import cancel
from trainingdesk.services.desk import Desk
from trainingdesk.services.mail_settings import practise
from trainingdesk.services.message_clock import (
    any_rule_acts,
    to_send_by_now,
    write_what_is_due_by_now,
)
from trainingdesk.services.message_rules import RuleDetails, add_rule, remove_rule, switch
from trainingdesk.services.outbox import withdraw
from trainingdesk.storage.models import Event, Message


@pytest.fixture
@set_up_once
def rule(desk: Desk, first_aid: FirstAid) -> int:
    """Confirmations, by a rule that only shows; Ada and Grace are booked."""
    with desk.changing("Set up") as db:
        number = add_rule(db, RuleDetails(Purpose.CONFIRMATION, 0))
    both_booked(desk, first_aid)
    return number


def on(desk: Desk, rule: int) -> None:
    with desk.changing("Switch on") as db:
        switch(db, rule, automatic=True, today=BEFORE)


def test_a_rule_writes_once_it_is_switched_on_and_no_step_of_undo(desk: Desk, rule: int) -> None:
    assert write_what_is_due_by_now(desk) == 0
    on(desk, rule)
    before = desk.undo_title
    assert write_what_is_due_by_now(desk) == 2
    assert write_what_is_due_by_now(desk) == 0
    assert desk.undo_title == before


def test_only_what_rules_wrote_goes_by_itself_and_only_where_the_desk_sends(
    desk: Desk, rule: int
) -> None:
    written(desk, [1], Purpose.JOINING)
    on(desk, rule)
    write_what_is_due_by_now(desk)
    assert to_send_by_now(desk) == []
    sends_through(desk, 25)
    ada = next(row.id for row in messages(desk) if row.by_rule and row.to_address)
    assert to_send_by_now(desk) == [ada]
    with desk.changing("Practise") as db:
        practise(db, practice=True)
    assert to_send_by_now(desk) == []


def goes(desk: Desk, rule: int) -> list[int]:
    """What the rule wrote to Ada, which is to go by itself."""
    on(desk, rule)
    sends_through(desk, 25)
    write_what_is_due_by_now(desk)
    found = to_send_by_now(desk)
    assert len(found) == 1
    return found


def test_what_is_withdrawn_is_not_written_again_by_its_rule(desk: Desk, rule: int) -> None:
    ids = goes(desk, rule)
    with desk.changing("Withdraw") as db:
        withdraw(db, ids)
    assert write_what_is_due_by_now(desk) == 0
    assert to_send_by_now(desk) == []
    assert written(desk, [1], Purpose.CONFIRMATION).new == 1  # by hand it may go all the same
    assert to_send_by_now(desk) == []


def test_what_a_rule_wrote_waits_for_a_click_once_the_rule_is_off(desk: Desk, rule: int) -> None:
    ids = goes(desk, rule)
    assert any_rule_acts(desk)
    with desk.changing("Off") as db:
        switch(db, rule, automatic=False, today=BEFORE)
    assert not any_rule_acts(desk)
    assert to_send_by_now(desk) == []
    with desk.changing("On") as db:
        switch(db, rule, automatic=True, today=BEFORE + timedelta(days=1))
    assert to_send_by_now(desk) == []  # it was written before that
    desk.undo()
    desk.undo()
    assert to_send_by_now(desk) == ids
    with desk.changing("Remove") as db:
        remove_rule(db, rule)
    assert to_send_by_now(desk) == []


def test_nothing_goes_by_itself_of_what_was_to_be_known_before_an_event_that_is_over(
    desk: Desk, rule: int, first_aid: FirstAid
) -> None:
    ids = goes(desk, rule)
    with desk.changing("Move") as db:
        db.get_one(Event, first_aid.event).starts = BEFORE
    assert to_send_by_now(desk) == ids
    with desk.changing("Move") as db:
        db.get_one(Event, first_aid.event).starts = BEFORE - timedelta(days=1)
    assert to_send_by_now(desk) == []


def test_what_the_server_put_off_is_left_alone_for_a_while(desk: Desk, rule: int) -> None:
    ids = goes(desk, rule)
    for ago, left in ((19, []), (20, ids)):
        with desk.noting("Send messages") as db:
            row = db.get_one(Message, ids[0])
            row.tries, row.tried_at = 2, NOON - timedelta(minutes=ago)
        assert to_send_by_now(desk) == left


def test_what_is_so_no_more_is_taken_back_and_the_rest_is_not_said_again(
    desk: Desk, rule: int
) -> None:
    with desk.changing("Rule") as db:
        cancelled = add_rule(db, RuleDetails(Purpose.CANCELLATION, 0))
        db.get_one(Event, 1).places = 2
    on(desk, cancelled)
    (confirmation,) = goes(desk, rule)
    with desk.noting("Send messages") as db:
        db.get_one(Message, confirmation).state = MessageState.SENT
    with desk.changing("Cancel") as db:
        cancel(db, 1, reason="ill", by=desk.stamp())
    assert write_what_is_due_by_now(desk) == 1
    desk.undo()
    assert write_what_is_due_by_now(desk) == 0
    *_, last = messages(desk)
    assert (last.purpose, last.state) == (Purpose.CANCELLATION, MessageState.WITHDRAWN)
    assert last.failure == NO_LONGER_SO
    desk.redo()
    assert write_what_is_due_by_now(desk) == 1  # it is so again
    assert [row.purpose for row in messages(desk)][-1] is Purpose.CANCELLATION


def test_while_somebody_is_at_work_it_is_left_for_later(desk: Desk, rule: int) -> None:
    on(desk, rule)
    found: list[int] = []
    with desk.alone("Restore"):
        thread = Thread(target=lambda: found.append(write_what_is_due_by_now(desk)))
        thread.start()
        thread.join()
    assert found == [0]
    assert write_what_is_due_by_now(desk) == 2
