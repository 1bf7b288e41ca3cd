"""What rules do by themselves: only those that were switched on, and only where a desk sends."""

from threading import Thread

import pytest

from tests.conftest import BEFORE, FirstAid
from tests.services.letters import both_booked, messages, sends_through, written
from trainingdesk.domain.message import Purpose
from trainingdesk.services.desk import Desk
from trainingdesk.services.mail_settings import practise
from trainingdesk.services.message_clock import to_send_by_now, write_what_is_due_by_now
from trainingdesk.services.message_rules import RuleDetails, add_rule, switch


@pytest.fixture
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


def test_while_somebody_is_at_work_it_is_left_for_later(desk: Desk, rule: int) -> None:
    on(desk, rule)
    found: list[int] = []
    with desk.alone("Restore"):
        thread = Thread(target=lambda: found.append(write_what_is_due_by_now(desk)))
        thread.start()
        thread.join()
    assert found == [0]
    assert write_what_is_due_by_now(desk) == 2
