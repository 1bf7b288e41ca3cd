from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainingdesk.domain.day_off import Off, days_off_typed, said_by_line
from trainingdesk.domain.year import TrainingYear

YEAR = TrainingYear(2026)
FIRST, THIRD = date(2026, 6, 1), date(2026, 6, 3)


@pytest.mark.parametrize(
    ("typed", "off"),
    [
        ("1 June", Off(FIRST, FIRST)),
        ("1 June to 3 June", Off(FIRST, THIRD)),
        ("1/6 - 3/6/2026 : half  term", Off(FIRST, THIRD, "half term")),
        ("2026-06-01 until 2026-06-03: opens 10:30", Off(FIRST, THIRD, "opens 10:30")),
    ],
)
def test_days_off_are_typed_as_they_are_spoken(typed: str, off: Off) -> None:
    assert days_off_typed(typed, near=YEAR) == ((off,), "")


@pytest.mark.parametrize("typed", ["soon", "3 June to 1 June", "1 June to then", ": ill"])
def test_a_line_that_cannot_be_read_is_told(typed: str) -> None:
    assert days_off_typed(f"1 June\n{typed}", near=YEAR) == ((), typed)


def test_blank_lines_and_repeated_days_are_left_out() -> None:
    found, wrong = days_off_typed("3 June\n\n1 June\n3/6", near=YEAR)
    assert [off.since for off in found] == [FIRST, THIRD]
    assert not wrong


DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))
REASONS = st.text("abc: é", max_size=9).map(lambda text: " ".join(text.split()))


@given(st.sets(st.builds(lambda a, b, why: Off(min(a, b), max(a, b), why), DAYS, DAYS, REASONS)))
def test_what_a_form_shows_is_read_back_as_it_was(offs: set[Off]) -> None:
    assert days_off_typed(said_by_line(offs), near=YEAR) == (tuple(sorted(offs)), "")


def test_a_stretch_covers_its_ends() -> None:
    off = Off(FIRST, THIRD)
    assert off.covers(FIRST)
    assert off.covers(THIRD)
    assert not off.covers(date(2026, 6, 4))
