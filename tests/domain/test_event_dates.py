from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainingdesk.domain.event_dates import (
    MOST_REPEATS,
    Rhythm,
    days_again,
    is_weekend,
    moved_to,
    next_year,
    note_on_day,
    same_weekday,
)
from trainingdesk.domain.year import TrainingYear

TUESDAY = date(2026, 6, 9)  # the second of its month


def test_weeks_and_fortnights_keep_the_weekday() -> None:
    assert days_again(TUESDAY, Rhythm.WEEKLY, 2) == [date(2026, 6, 16), date(2026, 6, 23)]
    assert days_again(TUESDAY, Rhythm.FORTNIGHTLY, 2) == [date(2026, 6, 23), date(2026, 7, 7)]
    assert days_again(TUESDAY, Rhythm.CHOSEN, 2) == []
    assert len(days_again(TUESDAY, Rhythm.WEEKLY, 999)) == MOST_REPEATS
    assert days_again(TUESDAY, Rhythm.WEEKLY, -1) == []


def test_months_keep_the_weekday_of_the_month() -> None:
    assert days_again(TUESDAY, Rhythm.MONTHLY, 2) == [date(2026, 7, 14), date(2026, 8, 11)]
    assert same_weekday(date(2026, 11, 10), 3) == date(2027, 2, 9)


def test_a_fifth_weekday_falls_on_the_last_one_of_a_shorter_month() -> None:
    fifth = date(2026, 6, 30)
    assert same_weekday(fifth, 1) == date(2026, 7, 28)


@given(st.dates(date(1960, 1, 1), date(2190, 1, 1)))
def test_next_year_is_the_same_weekday_in_the_year_after(day: date) -> None:
    later = next_year(day)
    assert later.weekday() == day.weekday()
    assert TrainingYear.of(later) == TrainingYear.of(day).after
    assert 364 <= (later - day).days <= 371


def test_the_first_of_april_is_not_planned_in_its_own_year() -> None:
    assert next_year(date(2026, 4, 1)) == date(2027, 4, 7)
    assert next_year(date(2026, 4, 2)) == date(2027, 4, 1)


def test_days_stay_as_far_apart_as_they_were() -> None:
    days = [date(2026, 6, 10), date(2026, 6, 17)]
    assert moved_to(days, date(2027, 6, 9)) == [date(2027, 6, 9), date(2027, 6, 16)]


def test_saturdays_and_sundays_are_the_weekend() -> None:
    week = [is_weekend(date(2026, 6, 8 + n)) for n in range(7)]
    assert week == [False] * 5 + [True] * 2


TODAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 7, 1), ""),
        (date(2027, 7, 1), "This is in 2027-28."),
        (date(2026, 5, 1), "This day is over."),
        (date(2025, 5, 1), "This is in 2025-26, a training year that is over."),
        (date(2031, 5, 1), "This is in 2031-32, a training year without any event so far."),
        (date(2020, 5, 1), "This is in 2020-21, a training year without any event so far."),
    ],
)
def test_a_day_outside_every_year_is_noted(day: date, said: str) -> None:
    assert note_on_day(day, today=TODAY, held=[TrainingYear(2025)]) == said


def test_a_day_of_another_year_than_the_one_at_hand_is_told_its_year() -> None:
    next_year = TrainingYear(2027)
    told = [
        note_on_day(day, today=TODAY, held=[], at_hand=next_year)
        for day in (date(2028, 1, 12), date(2026, 7, 1), date(2026, 5, 1))
    ]
    assert told == ["This is in 2027-28.", "This is in 2026-27.", "This day is over."]
