from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainingdesk.domain.indicator import (
    NOT_PROOF,
    Around,
    IndicatorDetails,
    Stretch,
    around,
    mean_said,
)
from trainingdesk.domain.month_typed import after

JANUARY = date(2026, 1, 1)
months = st.integers(-60, 60).map(lambda n: after(JANUARY, n))
numbers = st.dictionaries(months, st.integers(0, 9_999))
days = st.lists(st.dates(date(2024, 1, 1), date(2028, 12, 31)), min_size=1)


def found(values: dict[date, int], events: list[date], each_way: int = 6) -> Around:
    made = around(values, events, each_way=each_way)
    assert made is not None
    return made


def test_the_means_are_of_the_months_before_the_first_event_and_after_the_last() -> None:
    values = {after(JANUARY, n): number for n, number in enumerate([40, 42, 90, 91, 50, 54])}
    made = found(values, [date(2026, 3, 31), date(2026, 4, 1)], each_way=2)
    assert (made.before.mean, made.after.mean, made.during.mean) == (41, 52, 90.5)
    assert made.said == (
        "In the 2 months before March 2026: 41 a month; in the 2 months after April 2026: "
        f"52 a month. {NOT_PROOF}"
    )
    assert made.can_compare


def test_it_says_that_nothing_is_proved() -> None:
    assert "not what caused it" in found({}, [JANUARY]).said


def test_missing_months_are_told_and_never_nought() -> None:
    made = found({date(2025, 12, 1): 41}, [JANUARY])
    assert made.before.said == "41 a month (1 of 6 months has a number)"
    assert made.after.said == "no month has a number"
    assert not made.can_compare
    two = found({date(2025, 12, 1): 41, date(2025, 11, 1): 0}, [JANUARY])
    assert two.before.said == "20.5 a month (2 of 6 months have a number)"


def test_without_events_there_is_nothing_to_look_around() -> None:
    assert around({JANUARY: 3}, []) is None


@given(numbers, days, st.sampled_from([3, 6, 12]))
def test_a_mean_lies_between_the_least_and_the_most(
    values: dict[date, int], events: list[date], each_way: int
) -> None:
    made = found(values, events, each_way)
    for part in (made.before, made.during, made.after):
        if part.mean is None:
            assert not part.numbers
        else:
            assert min(part.numbers) <= part.mean <= max(part.numbers)
    assert made.before.months == made.after.months == made.each_way == each_way


@given(numbers, days)
def test_each_number_counts_once_and_only_near_the_events(
    values: dict[date, int], events: list[date]
) -> None:
    made = found(values, events)
    counted = sorted((*made.before.numbers, *made.during.numbers, *made.after.numbers))
    first, last = min(events).replace(day=1), max(events).replace(day=1)
    near = [v for month, v in values.items() if after(first, -6) <= month <= after(last, 6)]
    assert counted == sorted(near)


@given(numbers, days)
def test_months_far_away_change_nothing(values: dict[date, int], events: list[date]) -> None:
    far = after(max(events).replace(day=1), 7)
    assert found({**values, far: 9_999}, events) == found(
        {month: v for month, v in values.items() if month != far}, events
    )


@pytest.mark.parametrize(("mean", "said"), [(41.0, "41"), (41.25, "41.3"), (1204.04, "1,204")])
def test_a_mean_shows_its_decimal_where_it_has_one(mean: float, said: str) -> None:
    assert mean_said(mean) == said


def test_a_stretch_over_the_new_year_counts_its_months() -> None:
    assert Stretch(date(2025, 11, 1), date(2026, 2, 1), ()).months == 4


def test_an_indicator_needs_a_name_that_fits() -> None:
    assert not IndicatorDetails("Notifications").problems()
    assert "Say what" in IndicatorDetails(" ").problems()["name"]
    assert "too long" in IndicatorDetails("n" * 121).problems()["name"]
