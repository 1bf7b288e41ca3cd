"""What two bookings were told counts for the one that is left of them."""

from datetime import timedelta

import pytest

from tests.conftest import BEFORE, BY, STARTS, FirstAid
from tests.services.letters import DELEGATE, both_booked, emails, messages
from tests.worlds import set_up_once
from trainingdesk.domain.message import MessageState, Purpose, occasion_in
from trainingdesk.services.desk import Desk
from trainingdesk.services.due_messages import write_what_is_due
from trainingdesk.services.merging import merge, proposed_merge
from trainingdesk.services.message_rules import RuleDetails, add_rule, switch
from trainingdesk.services.writing import write
from trainingdesk.storage.models import Event, Message


def rules_write(desk: Desk) -> int:
    with desk.noting("Write messages") as db:
        new = write_what_is_due(db, by=BY)
        for row in db.query(Message):
            row.state = MessageState.SENT
        return new


@pytest.fixture
@set_up_once
def told(desk: Desk, first_aid: FirstAid) -> Desk:
    """Two records of one person, each with a confirmation and their joining instructions."""
    both_booked(desk, first_aid)
    with desk.changing("Set up") as db:
        emails(db, first_aid, "ada@example.org")
        db.get_one(Event, first_aid.event).places = 2
        for purpose, days in ((Purpose.CONFIRMATION, 0), (Purpose.JOINING, 60)):
            switch(db, add_rule(db, RuleDetails(purpose, days)), automatic=True, today=BEFORE)
    assert rules_write(desk) == 4
    return desk


@pytest.mark.parametrize("turned", [False, True])
def test_nobody_is_told_again_because_two_records_became_one(
    told: Desk, first_aid: FirstAid, *, turned: bool
) -> None:
    one, other = first_aid.ada, first_aid.grace
    if turned:
        one, other = other, one
    before = [row.once for row in messages(told)]
    with told.changing("Merge delegates") as db:
        merge(db, proposed_merge(db, one, other), {}, by=BY)
    (booking,) = {row.booking_id for row in messages(told)}
    assert rules_write(told) == 0
    assert [row.once.split(":")[1] for row in messages(told)] == [str(booking)] * 4
    told.undo()
    assert [row.once for row in messages(told)] == before
    told.redo()
    with told.changing("Move") as db:
        db.get_one(Event, first_aid.event).starts = STARTS + timedelta(days=7)
    assert rules_write(told) == 1  # to one person


def test_what_was_said_of_a_time_before_is_not_what_is_said_of_now(
    desk: Desk, first_aid: FirstAid
) -> None:
    both_booked(desk, first_aid)
    with desk.noting("Write messages") as db:
        write(db, [1, 2], Purpose.CONFIRMATION, to_whom=DELEGATE, by=BY)
        db.get_one(Message, 1).once = "CONFIRMATION:2:DELEGATE:0"
    with desk.changing("Merge delegates") as db:
        merge(db, proposed_merge(db, first_aid.ada, first_aid.grace), {}, by=BY)
    assert [occasion_in(row.once) for row in messages(desk)] == ["0", "2"]
