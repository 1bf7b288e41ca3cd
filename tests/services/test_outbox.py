"""The outbox: what waits, what needs a look, what has gone, and settling what is in doubt."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.conftest import BY, NOON, FirstAid
from tests.services.letters import both_booked, messages, written
from tests.worlds import set_up_once
from trainingdesk.domain.message import SENDING_FOR, MessageState, Purpose
from trainingdesk.domain.refusals import Refused, Unknown
from trainingdesk.services.backups import SINCE_THE_COPY, back_up, restore
from trainingdesk.services.desk import Desk
from trainingdesk.services.message_rules import RuleDetails, add_rule, switch
from trainingdesk.services.outbox import (
    Box,
    count_as_sent,
    in_boxes,
    outbox,
    told_on,
    try_again,
    withdraw,
)
from trainingdesk.storage.models import Delegate, Message, MessageRule

LATER = NOON + SENDING_FOR + timedelta(seconds=1)


@pytest.fixture
@set_up_once
def two(desk: Desk, first_aid: FirstAid) -> tuple[int, int]:
    """Grace's message, which failed, and Ada's, which waits."""
    written(desk, both_booked(desk, first_aid))
    grace, ada = messages(desk)
    return grace.id, ada.id


def left_half_way(desk: Desk, number: int) -> None:
    with desk.noting("Send messages") as db:
        row = db.get_one(Message, number)
        row.state, row.tried_at, row.tries = MessageState.SENDING, NOON, 1


def shown(desk: Desk, box: Box, now: object = NOON) -> list[int]:
    with desk.reading() as db:
        return [row.id for row in outbox(db, box, now=now)]  # type: ignore[arg-type]


def test_each_message_lies_in_one_box(desk: Desk, two: tuple[int, int]) -> None:
    grace, ada = two
    assert [shown(desk, box) for box in Box] == [[ada], [grace], []]
    left_half_way(desk, ada)
    assert [shown(desk, box) for box in Box] == [[ada], [grace], []]
    assert [shown(desk, box, LATER) for box in Box] == [[], [grace, ada], []]
    with desk.changing("Settle") as db:
        count_as_sent(db, [ada], now=LATER)
        withdraw(db, [grace])
    assert [shown(desk, box) for box in Box] == [[], [], [ada, grace]]


def test_the_boxes_are_counted(desk: Desk, two: tuple[int, int]) -> None:
    left_half_way(desk, two[1])
    with desk.reading() as db:
        assert in_boxes(db, now=NOON) == {Box.TO_SEND: 1, Box.TO_LOOK_AT: 1}
        assert in_boxes(db, now=LATER) == {Box.TO_SEND: 0, Box.TO_LOOK_AT: 2}


def test_a_line_says_all_that_its_reader_gets(desk: Desk, two: tuple[int, int]) -> None:
    with desk.reading() as db:
        (row,) = outbox(db, Box.TO_SEND, now=NOON)
    assert (row.delegate, row.event, row.to_address) == ("Ada King", "First Aid", "ada@example.org")
    assert (row.subject, row.body) == (messages(desk)[1].subject, messages(desk)[1].body)


def test_what_waits_is_listed_under_the_address_that_it_would_go_to(
    desk: Desk, first_aid: FirstAid, two: tuple[int, int]
) -> None:
    with desk.changing("Correct") as db:
        db.get_one(Delegate, first_aid.ada).email = "right@example.org"
    with desk.reading() as db:
        (row,) = outbox(db, Box.TO_SEND, now=NOON)
    assert row.to_address == "right@example.org"


def test_each_booking_says_what_was_sent_and_when(
    desk: Desk, first_aid: FirstAid, two: tuple[int, int]
) -> None:
    grace, ada = two
    left_half_way(desk, ada)
    with desk.changing("Settle") as db:
        count_as_sent(db, [ada], now=LATER)
        withdraw(db, [grace])
        booking_id = db.get_one(Message, ada).booking_id
    with desk.reading() as db:
        told = told_on(db, first_aid.event, now=LATER)
    assert list(told) == [booking_id]
    ((only,),) = told.values()
    assert (only.purpose, only.state, only.at) == (Purpose.JOINING, MessageState.SENT, NOON)


def test_what_failed_for_want_of_an_address_is_tried_again_once_there_is_one(
    desk: Desk, first_aid: FirstAid, two: tuple[int, int]
) -> None:
    grace = two[0]
    with pytest.raises(Refused, match="No e-mail address is known of Grace Hopper"):
        _again(desk, grace)
    with desk.changing("Correct") as db:
        db.get_one(Delegate, first_aid.grace).email = "grace@example.org"
    _again(desk, grace)
    row = messages(desk)[0]
    assert (row.state, row.to_address, row.failure) == (
        MessageState.WAITING,
        "grace@example.org",
        "",
    )


def test_what_waits_or_was_sent_is_not_tried_again(desk: Desk, two: tuple[int, int]) -> None:
    with pytest.raises(Refused, match="can be tried again"):
        _again(desk, two[1])


def test_what_was_perhaps_sent_goes_again_only_when_somebody_says_so(
    desk: Desk, two: tuple[int, int]
) -> None:
    ada = two[1]
    left_half_way(desk, ada)
    with pytest.raises(Refused), desk.changing("Count") as db:
        count_as_sent(db, [ada], now=NOON)  # another program may be sending it now
    with pytest.raises(Refused):
        _again(desk, ada)
    with desk.changing("Again") as db:
        assert try_again(db, [ada], now=LATER) == 1
    assert messages(desk)[1].state is MessageState.WAITING


def test_what_is_under_way_or_gone_is_not_withdrawn(desk: Desk, two: tuple[int, int]) -> None:
    left_half_way(desk, two[1])
    with pytest.raises(Refused, match="can be withdrawn"), desk.changing("Withdraw") as db:
        withdraw(db, [two[1]])
    with pytest.raises(Unknown), desk.changing("Withdraw") as db:
        withdraw(db, [99])


def _again(desk: Desk, number: int) -> None:
    with desk.changing("Again") as db:
        try_again(db, [number], now=BY.at)


def test_nothing_goes_twice_after_the_desk_came_back_from_a_copy(
    desk: Desk, two: tuple[int, int], tmp_path: Path
) -> None:
    with desk.changing("Rule") as db:
        rule = add_rule(db, RuleDetails(purpose=Purpose.REMINDER, days=14))
        switch(db, rule, automatic=True, today=BY.today)
    back_up(desk, tmp_path / "kept.sqlite")
    restore(desk, tmp_path / "kept.sqlite")
    assert shown(desk, Box.TO_SEND) == []
    assert shown(desk, Box.TO_LOOK_AT) == list(two)
    with desk.reading() as db:
        assert db.get_one(Message, two[1]).failure == SINCE_THE_COPY
        assert db.get_one(MessageRule, rule).automatic_since is None
