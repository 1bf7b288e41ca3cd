from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainingdesk.domain.event import (
    UNSCHEDULED,
    EventStatus,
    is_at_risk,
    is_delivered,
    is_scheduled,
    is_to_come,
)

DAY = date(2026, 6, 10)
OPEN = EventStatus.OPEN


@given(st.sampled_from(EventStatus), st.integers(-400, 400))
def test_every_scheduled_event_is_delivered_or_to_come_or_cancelled(
    status: EventStatus, ahead: int
) -> None:
    starts = DAY + timedelta(ahead)
    states = [
        is_delivered(status, starts=starts, today=DAY),
        is_to_come(status, starts=starts, today=DAY),
        status is EventStatus.CANCELLED,
        status in UNSCHEDULED,
    ]
    assert states.count(True) == 1
    assert is_scheduled(status) is not states[3]


@pytest.mark.parametrize(
    ("ahead", "held", "minimum", "at_risk"),
    [
        (28, 7, 8, True),
        (29, 7, 8, False),
        (28, 8, 8, False),
        (1, 0, 8, True),
        (0, 0, 8, False),
        (5, 0, None, False),
    ],
)
def test_four_weeks_ahead_an_event_below_its_minimum_is_at_risk(
    ahead: int, held: int, minimum: int | None, *, at_risk: bool
) -> None:
    starts = DAY + timedelta(ahead)
    assert is_at_risk(OPEN, starts=starts, today=DAY, held=held, minimum=minimum) is at_risk
