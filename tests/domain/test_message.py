"""How far a message has come, and what its days are counted from."""

from datetime import UTC, datetime, timedelta

import pytest

from trainingdesk.domain.message import (
    SENDING_FOR,
    CountedFrom,
    MessageState,
    Purpose,
    ToWhom,
    counted_from,
    how_far,
    once_of,
)

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("state", "ago", "shown"),
    [
        (MessageState.SENDING, SENDING_FOR, MessageState.SENDING),
        (MessageState.SENDING, SENDING_FOR + timedelta(seconds=1), MessageState.PERHAPS),
        (MessageState.SENT, timedelta(days=9), MessageState.SENT),
    ],
)
def test_what_was_left_half_way_was_perhaps_sent(
    state: MessageState, ago: timedelta, shown: MessageState
) -> None:
    assert how_far(state, tried_at=NOON - ago, now=NOON) is shown


def test_what_was_never_tried_is_as_it_is() -> None:
    assert how_far(MessageState.SENDING, tried_at=None, now=NOON) is MessageState.SENDING


def test_days_are_counted_from_what_a_message_is_about() -> None:
    assert counted_from(Purpose.JOINING) is CountedFrom.STARTS
    assert counted_from(Purpose.CONFIRMATION) is CountedFrom.STATUS


def test_what_must_not_go_twice_is_told_apart_by_all_it_is_about() -> None:
    every = {
        once_of(purpose, booking_id=booking, whom=whom, occasion=occasion)
        for purpose in Purpose
        for booking in (1, 11)
        for whom in ToWhom
        for occasion in ("", "1")
    }
    assert len(every) == len(Purpose) * 2 * len(ToWhom) * 2
