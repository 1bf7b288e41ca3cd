from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.kinds import mended, moment, read, wrong
from trainingdesk.domain.year import TrainingYear
from trainingdesk.exchange.dates import clock, day, year

THIRD_OF_JULY = date(2017, 7, 3)
DAYS = st.dates(date(1980, 1, 1), date(2099, 12, 31))


def test_a_spreadsheets_date_is_read_as_it_is() -> None:
    assert read(day(), moment(2017, 7, 3)) == THIRD_OF_JULY


def test_the_time_beside_a_date_is_left_out() -> None:
    assert read(day(), moment(2017, 7, 3, 14, 22)) == THIRD_OF_JULY


@pytest.mark.parametrize(
    "written",
    [
        *("03/07/2017", "3/7/2017", "03-07-2017", "3.7.2017", "03/07/17", "03/07/2017 00:00"),
        *("3 July 2017", "3 Jul 17", "3rd July 2017", "3 JULY 2017", "3-Jul-2017", "3 july, 2017"),
        *("Monday 3 July 2017", "Mon 3 July 2017", "Monday, 3rd of July 2017", "July 3, 2017"),
        *("2017-07-03", "2017/07/03", "2017-07-03 00:00:00", "2017-07-03T09:30:00Z"),
        *("\u00a03\u00a0July\u00a02017 ", "  03/07/2017"),
        *(42919, 42919.0, "42919"),
    ],
)
def test_a_date_written_otherwise_is_mended(written: str | float) -> None:
    assert mended(day(), written) == THIRD_OF_JULY


def test_in_september_both_short_names_will_do() -> None:
    assert mended(day(), "4 Sept 2017") == mended(day(), "4 Sep 2017") == date(2017, 9, 4)


@pytest.mark.parametrize("written", ["03/07/2017", "3-7-2017", "2017-07-03"])
def test_in_a_text_file_plain_dates_are_nothing_to_mend(written: str) -> None:
    assert read(day(), written, typed=False) == THIRD_OF_JULY


@pytest.mark.parametrize("written", ["31/02/2018", "29/02/2017", "13/13/2017", "31 April 2017"])
def test_an_impossible_date_is_named(written: str) -> None:
    said = wrong(day(), written)
    assert said.startswith(f"there is no such date as '{written}'; expected a date such as")


@pytest.mark.parametrize(
    "written",
    [
        *("soon", "July 2017", "3 Julember 2017", "2017", "1/2", "03/07/017", "3//7/2017"),
        *("Tuesday 3 July 2017", "M 3 July 2017", time(9, 30), -5, 0, 3_000_000, 1e300),
        *("01/01/1900", "3 July 1017", "3 July 9999", moment(1905, 1, 1)),
    ],
)
def test_what_is_no_likely_date_is_refused(written: str | float | time | datetime) -> None:
    assert "expected a date such as 03/07/2017" in wrong(day(), written)


@given(DAYS)
def test_every_date_comes_back_from_every_way_of_writing_it(on: date) -> None:
    for written in (f"{on:%d/%m/%Y}", f"{on.day} {on:%B %Y}", f"{on:%a %d %b %Y}", on.isoformat()):
        assert mended(day(), written) == on
    assert mended(day(), (on - date(1899, 12, 30)).days) == on
    assert read(day(), moment(on.year, on.month, on.day)) == on


@pytest.mark.parametrize(
    "written",
    [
        *("9:30", "9.30", "09.30", "0930", "930", 930, "9:30am", "9.30 am", "9.30AM", "09:30 a.m."),
        *("9h30", 0.395833333333333, " 09:30"),
    ],
)
def test_a_time_written_otherwise_is_mended(written: str | float) -> None:
    assert mended(clock(), written) == time(9, 30)


@pytest.mark.parametrize("written", ["09:30", "09:30:00", time(9, 30), time(9, 29, 59, 999_000)])
def test_a_time_is_read_as_it_is(written: str | time) -> None:
    assert read(clock(), written) == time(9, 30)


def test_noon_and_midnight_are_told_apart() -> None:
    assert mended(clock(), "12am") == time(0)
    assert mended(clock(), "12 pm") == mended(clock(), "noon") == time(12)
    assert mended(clock(), "4.30pm") == mended(clock(), "16.30 pm") == time(16, 30)


@pytest.mark.parametrize(
    "written",
    [
        *("9", 9, 9.3, "morning", "24:00", "25:00", "9:60", 2460, "9:3", "09:30-12:30", "-1:00"),
        *(moment(2017, 7, 3, 9, 30), 1.5, "13am:"),
    ],
)
def test_what_is_no_clear_time_is_refused(written: str | float | datetime) -> None:
    assert wrong(clock(), written).endswith("expected a time such as 09:30.")


@given(st.times())
def test_every_time_comes_back_to_the_minute(at: time) -> None:
    assert read(clock(), f"{at:%H:%M}") == at.replace(second=0, microsecond=0)


def test_a_training_year_may_be_written_in_several_ways() -> None:
    assert read(year(), "2017-18") == TrainingYear(2017)
    for written in ("2017/18", "2017-2018", "2017/2018", "2017–18", "2017 - 18", " 2017-18"):
        assert mended(year(), written) == TrainingYear(2017)
    assert read(year(), "1999-00") == TrainingYear(1999)


@pytest.mark.parametrize("written", ["2017", 2017, "2017-19", "2017-17", "17-18", "1017-18"])
def test_what_is_no_training_year_is_refused(written: str | int) -> None:
    assert wrong(year(), written).endswith("expected a training year such as 2017-18.")
