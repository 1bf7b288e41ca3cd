from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainingdesk.domain.month_typed import (
    CannotPaste,
    after,
    month_typed,
    months_pasted,
    whole_typed,
)

APRIL, MAY, JUNE = date(2026, 4, 1), date(2026, 5, 1), date(2026, 6, 1)
months = st.builds(lambda y, m: date(y, m, 1), st.integers(1951, 2198), st.integers(1, 12))


@pytest.mark.parametrize(
    "said",
    [
        "April 2026",
        "apr 2026",
        "Apr-26",
        "Apr 26",
        "04/2026",
        "4.2026",
        "2026-04",
        "2026-04-30",
        "2026-04-01 00:00:00",
        "30/04/2026",
        "1/4/26",
        "1 April 2026",
        " APRIL  2026 ",
    ],
)
def test_a_month_is_read_as_people_and_spreadsheets_write_it(said: str) -> None:
    assert month_typed(said) == APRIL


def test_september_has_a_fourth_letter_at_times() -> None:
    assert month_typed("Sept 2026") == date(2026, 9, 1)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "2026",
        "41",
        "13/2026",
        "31/04/2026",
        "May",
        "Ape 2026",
        "4/26",
        "April 1066",
        "Mayor 26",
    ],
)
def test_what_is_no_month_is_not_guessed(said: str) -> None:
    assert month_typed(said) is None


@given(months)
def test_every_month_is_read_as_it_is_said(month: date) -> None:
    assert month_typed(f"{month:%B %Y}") == month == month_typed(f"{month:%Y-%m}")


@pytest.mark.parametrize(
    ("said", "number"),
    [("0", 0), ("41", 41), ("1,204", 1204), ("41.0", 41), (" 7 ", 7), ("1,234,567", 1234567)],
)
def test_whole_numbers_are_read(said: str, number: int) -> None:
    assert whole_typed(said) == number


@pytest.mark.parametrize("said", ["", "-3", "41.5", "1,2", "forty", "٤١", "1234567890"])
def test_other_numbers_are_not(said: str) -> None:
    assert whole_typed(said) is None


@given(months, st.integers(-400, 400))
def test_so_many_months_on_and_back_is_the_same_month(month: date, number: int) -> None:
    there = after(month, number)
    assert after(there, -number) == month
    assert (there.year - month.year) * 12 + there.month - month.month == number


@pytest.mark.parametrize(
    "text",
    [
        "Month\tNotifications\nApril 2026\t41\nMay 2026\t1,052\n",
        "\n04/2026;41\n05/2026;1052;\n\n",
        "Apr-26, 41\nMay-26, 1,052",
    ],
)
def test_two_columns_are_months_and_numbers(text: str) -> None:
    assert months_pasted(text, here=JUNE) == {APRIL: 41, MAY: 1052}


@given(st.dictionaries(months, st.integers(0, 999_999_999), min_size=1))
def test_what_is_copied_out_is_pasted_in_alike(numbers: dict[date, int]) -> None:
    text = "\n".join(f"{month:%b %Y}\t{number:,}" for month, number in numbers.items())
    assert months_pasted(text, here=JUNE) == numbers


def test_a_month_without_a_number_is_missing_and_not_nought() -> None:
    assert months_pasted("April 2026\t41\nMay 2026\t\nJune 2026\tn/a", here=JUNE) == {APRIL: 41}
    assert months_pasted("April 2026\t41\nMay 2026", here=JUNE) == {APRIL: 41}


def test_one_column_begins_at_the_month_in_hand() -> None:
    assert months_pasted("41\n-\n52\n", here=APRIL) == {APRIL: 41, JUNE: 52}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("April 2026\t41\nlater\t3", "Line 2: “later” is not a month"),
        ("April 2026\tforty", "Line 1: “forty” is not a whole number"),
        ("April 2026\t41\n30/04/2026\t42", "Line 2: April 2026 stands there twice"),
        ("41\nforty", "Line 2: “forty” is not a whole number"),
        ("", "nothing to paste"),
        ("Month\tNumber\n", "nothing to paste"),
        ("1\tx\n2\tx\n3\tx\n4\tx\n5\tx", "And 2 more. Nothing was stored."),
    ],
)
def test_what_cannot_be_read_is_named(text: str, said: str) -> None:
    with pytest.raises(CannotPaste, match=said):
        months_pasted(text, here=APRIL)
