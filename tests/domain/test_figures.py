from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainingdesk.domain.figures import agrees, counted, percent, percent_of, rounded, share


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [(231, 280, "83%"), (1, 3, "33%"), (15, 14, "107%"), (0, 0, "–"), (1, 200, "1%"), (0, 5, "0%")],
)
def test_shares_are_rounded_half_up(part: int, whole: int, shown: str) -> None:
    assert percent(part, whole) == shown


@given(st.integers(0, 2000), st.integers(1, 2000))
def test_a_shown_percentage_is_the_exact_share_rounded_half_up(part: int, whole: int) -> None:
    exact = Fraction(part * 100, whole)
    half_up = (2 * exact + 1) // 2
    shown = int(percent(part, whole).rstrip("%"))
    assert abs(shown - half_up) <= (1 if exact % 1 == Fraction(1, 2) else 0)
    if (Decimal(part) * 100 / whole) % 1 == Decimal("0.5"):
        expected = (Decimal(part) * 100 / whole).quantize(Decimal(1), ROUND_HALF_UP)
        assert shown == expected


def test_what_has_no_base_is_a_dash() -> None:
    assert (share(1, 0), percent_of(None)) == (None, "–")
    assert percent_of(0.12345, 1) == "12.3%"
    assert rounded(Decimal("2.5")) == 3


@pytest.mark.parametrize(
    ("published", "computed", "agreeing"),
    [
        ("0.75", 756 / 1010, True),
        ("0.74", 756 / 1010, False),
        ("756", 756.0, True),
        ("7.6E+2", 760.0, True),
        ("0.825", 0.8245, True),
        ("0.825", 0.82449, False),
        ("1", None, False),
    ],
)
def test_a_published_figure_agrees_at_the_decimals_it_was_published_with(
    published: str, computed: float | None, *, agreeing: bool
) -> None:
    assert agrees(Decimal(published), computed) is agreeing


def test_numbers_carry_their_word() -> None:
    assert [counted(1, "place"), counted(0, "place")] == ["1 place", "0 places"]
    assert counted(1200, "person", "people") == "1,200 people"
