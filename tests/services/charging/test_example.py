"""An example event before each board's policy."""

from datetime import date

import pytest

from trainingdesk.domain.charging.boards import (
    LEEDS,
    NORTHAMPTONSHIRE_BY_THE_HOUR,
    SOUTH_GLOUCESTERSHIRE,
    STAFFORDSHIRE,
    WIRRAL,
)
from trainingdesk.domain.charging.policy import Policy
from trainingdesk.services.charging.example import DayKind, example_of

TUESDAY = date(2026, 6, 9)


def test_the_calendar_shows_whole_weeks_up_to_the_event() -> None:
    example = example_of(SOUTH_GLOUCESTERSHIRE, TUESDAY)
    kinds = {each.day: each.kind for each in example.days}
    assert (min(kinds), max(kinds)) == (date(2026, 5, 25), date(2026, 6, 14))
    assert kinds[date(2026, 6, 3)] is DayKind.FREE  # the Wednesday of the week before
    assert kinds[date(2026, 6, 4)] is DayKind.CHARGED
    assert kinds[TUESDAY] is DayKind.EVENT
    assert kinds[date(2026, 6, 10)] is DayKind.AFTER
    assert [each.until for each in example.days if each.until] == ["23:59"]
    off = {each.day for each in example.days if not each.is_working}
    assert date(2026, 5, 25) in off  # the spring bank holiday
    assert date(2026, 6, 6) in off
    assert TUESDAY not in off


@pytest.mark.parametrize(
    ("policy", "said"),
    [
        (
            STAFFORDSHIRE,
            (
                "An event on Tue 9 June 2026, 09:30 to 16:30, at £90 a place:",
                "Free to cancel until Tue 12 May 2026, 23:59.",
                "After that it costs £45.",
                "After Tue 26 May 2026, 23:59 it costs £90.",
            ),
        ),
        (
            NORTHAMPTONSHIRE_BY_THE_HOUR,
            (
                "An event on Tue 9 June 2026, 09:30 to 16:30, at £90 a place:",
                "Free to cancel until Sat 6 June 2026, 09:30.",
                "After that it costs £50.",
            ),
        ),
        (
            WIRRAL,
            (
                "An event on Tue 9 June 2026, 09:30 to 16:30, at £90 a place for School:",
                "Free to cancel until Thu 4 June 2026, 23:59.",
                "After that it costs £90.",
            ),
        ),
        (
            LEEDS,
            (
                "An event on Tue 9 June 2026, 09:30 to 16:30, at £90 a place:",
                "Cancelling never costs anything.",
            ),
        ),
    ],
    ids=lambda each: each.title if isinstance(each, Policy) else "",
)
def test_the_example_is_told_in_sentences(policy: Policy, said: tuple[str, ...]) -> None:
    assert example_of(policy, TUESDAY).said == said


def test_a_long_notice_shows_the_last_weeks_only() -> None:
    assert len(example_of(STAFFORDSHIRE, TUESDAY).days) == 6 * 7
    free = example_of(LEEDS, TUESDAY)
    assert {each.kind for each in free.days} == set(DayKind) - {DayKind.CHARGED}
    assert not any(each.until for each in free.days)
