from datetime import datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.kinds import mended, moment, read, wrong
from trainingdesk.exchange.numbers import figure, hours, money, share, whole
from trainingdesk.exchange.readings import Mended


def test_a_whole_number_is_read_as_it_is() -> None:
    assert read(whole(), 20) == read(whole(), 20.0) == 20
    assert read(whole(), "20", typed=False) == 20


@pytest.mark.parametrize("written", ["20", " 20 ", "\u00a020", "20.0", "+20", "020"])
def test_a_number_as_text_is_mended(written: str) -> None:
    assert mended(whole(), written) == 20


def test_thousands_may_be_parted_by_commas() -> None:
    assert mended(whole(), "12,345") == 12_345


@pytest.mark.parametrize(
    "written",
    [
        *("twenty", "20.5", 20.5, -5, "-5", "1,23", "12,34", "1e3", "NaN", "inf", "20 places"),
        *(1e300, float(10**9), "9" * 400, "--5", "5-", "TRUE", "٢٠", moment(2017, 1, 1)),
        time(9, 30),
    ],
)
def test_what_is_no_whole_number_is_refused(written: str | float | datetime | time) -> None:
    assert "; expected a whole number from 0 to 10,000,000." in wrong(whole(), written)


def test_a_scale_has_ends() -> None:
    assert (
        wrong(whole(least=1, most=5), 9) == "'9' is too large; expected a whole number from 1 to 5."
    )
    assert wrong(whole(least=1, most=5), 0).startswith("'0' is too small")


@pytest.mark.parametrize(
    "written", ["£1,234.50", "£ 1,234.50", "1,234.50", "1234.5", "1234.50 GBP"]
)
def test_money_may_carry_its_sign_and_commas(written: str) -> None:
    assert mended(money(), written) == 123_450


def test_money_is_whole_pence() -> None:
    assert read(money(), 7350.5) == 735_050
    assert read(money(), 0.1 + 0.2) == 30
    assert wrong(money(), 0.125).startswith("'0.125' has parts of a penny")
    assert wrong(money(), "£1.234,50").startswith("'£1.234,50' is not a number")


def test_money_given_back_is_below_nought_where_that_may_be() -> None:
    assert (
        mended(money(least=-100_00), "-£12.50") == mended(money(least=-100_00), "£-12.50") == -1250
    )
    assert wrong(money(), -12.5).startswith("'-12.5' is below nought")


@given(st.integers(0, 10**10))
def test_every_sum_comes_back_from_every_way_of_writing_it(pence: int) -> None:
    pounds = Decimal(pence) / 100
    assert read(money(), float(pounds)) == pence
    assert mended(money(), f"£{pounds:,.2f}") == pence
    assert read(money(), f"{pounds:.2f}", typed=False) == pence


def test_a_share_may_be_a_percentage() -> None:
    assert read(share(), 0.85) == Decimal("0.85")
    assert (
        mended(share(), "85%") == mended(share(), 85) == mended(share(), "0.85") == Decimal("0.85")
    )
    assert read(share(), 1) == 1


@pytest.mark.parametrize("written", ["150%", 850, -0.1, "most", "%"])
def test_no_share_is_more_than_the_whole(written: str | float) -> None:
    assert wrong(share(), written).endswith("expected a share such as 85% or 0.85.")


def test_hours_are_kept_as_minutes() -> None:
    assert read(hours(), 1.5) == 90
    assert mended(hours(), "6 hours") == mended(hours(), "6 hrs") == mended(hours(), "6h") == 360
    assert wrong(hours(), "all day").endswith("expected hours such as 6 or 1.5.")


def test_a_figure_keeps_the_decimals_it_was_published_with() -> None:
    assert str(read(figure(), 0.21)) == "0.21"
    assert str(mended(figure(), "75.0%")) == "0.750"
    assert str(mended(figure(), "£20,121")) == "20121"
    assert str(read(figure(), 0.1 + 0.2)) == "0.3"


@given(st.integers(-999_999, 999_999), st.integers(0, 4))
def test_every_figure_comes_back(number: int, decimals: int) -> None:
    value = Decimal(number).scaleb(-decimals)
    answer = read(figure(), f"{value:f}")
    assert isinstance(answer, Mended)
    assert answer.value == value


def test_a_date_is_no_number() -> None:
    assert "is a date or time and no number" in wrong(money(), moment(2017, 7, 3))
