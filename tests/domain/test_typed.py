from datetime import date, time

import pytest

from trainingdesk.domain.typed import day_typed, minutes_typed, number_typed, time_typed
from trainingdesk.domain.year import TrainingYear

YEAR = TrainingYear(2026)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("13/6/2026", date(2026, 6, 13)),
        ("13.6.26", date(2026, 6, 13)),
        ("2026-06-13", date(2026, 6, 13)),
        ("13 June 2026", date(2026, 6, 13)),
        ("Sat 13 June 2026", date(2026, 6, 13)),
        ("  saturday, 13th  jun ", date(2026, 6, 13)),
        ("13/6", date(2026, 6, 13)),
        ("13 mar", date(2027, 3, 13)),
        ("1 april", date(2026, 4, 1)),
    ],
)
def test_a_day_is_read_however_it_is_typed(typed: str, day: date) -> None:
    assert day_typed(typed, near=YEAR) == day


@pytest.mark.parametrize(
    "typed", ["", "soon", "31/6", "31/6/2026", "Mon 13 June 2026", "13 smarch", "29 feb"]
)
def test_what_is_no_day_is_none(typed: str) -> None:
    assert day_typed(typed, near=YEAR) is None


def test_a_leap_day_is_of_the_year_that_has_one() -> None:
    assert day_typed("29 feb", near=TrainingYear(2027)) == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("9:30", time(9, 30)),
        ("0930", time(9, 30)),
        ("9.30", time(9, 30)),
        ("9", time(9)),
        ("1pm", time(13)),
        ("12 pm", time(12)),
        ("12:15am", time(0, 15)),
    ],
)
def test_a_time_is_read_however_it_is_typed(typed: str, at: time) -> None:
    assert time_typed(typed) == at


@pytest.mark.parametrize("typed", ["", "noonish", "25:00", "13pm", "9:75"])
def test_what_is_no_time_is_none(typed: str) -> None:
    assert time_typed(typed) is None


def test_places_are_whole_numbers() -> None:
    assert [number_typed(text) for text in (" 20 ", "0", "-1", "2.5", "²", "1000000")] == [
        20,
        0,
        None,
        None,
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("6", 360), ("1.5", 90), ("1,5", 90), (" 1½ ", 90), ("0.25", 15), ("six", None), ("", None)],
)
def test_hours_are_read_into_minutes(typed: str, minutes: int | None) -> None:
    assert minutes_typed(typed) == minutes
