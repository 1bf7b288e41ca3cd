"""The last day for an answer: never one on which the offer is over as it begins."""

from datetime import UTC, date, datetime

import pytest

from trainingdesk.domain.last_day import last_day_to_answer, morning_of


@pytest.mark.parametrize(
    ("ends", "last"),
    [
        (datetime(2026, 6, 4, 12, tzinfo=UTC), date(2026, 6, 4)),
        (datetime(2026, 6, 9, 23, tzinfo=UTC), date(2026, 6, 9)),  # midnight in summer
        (datetime(2026, 6, 9, 23, 0, 1, tzinfo=UTC), date(2026, 6, 10)),
        (datetime(2026, 12, 9, tzinfo=UTC), date(2026, 12, 8)),
    ],
)
def test_an_offer_that_ends_at_midnight_is_to_be_answered_the_day_before(
    ends: datetime, last: date
) -> None:
    assert last_day_to_answer(ends) == last


@pytest.mark.parametrize("day", [date(2026, 6, 10), date(2026, 12, 10)])
def test_what_ends_as_a_day_begins_is_to_be_answered_before_it(day: date) -> None:
    assert last_day_to_answer(morning_of(day)) < day
