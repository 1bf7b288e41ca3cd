"""Until when cancelling costs nothing, to the second."""

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.domain.charging.worked import BANK_HOLIDAYS, TUESDAY, at, june, may
from trainingdesk.domain.charging.notice import (
    Notice,
    Unit,
    free_until,
    in_time,
    last_free_day,
    notice_given,
    working_days,
)
from trainingdesk.domain.last_day import LONDON

DAYS = st.dates(date(2016, 1, 1), date(2030, 12, 31))
HOLIDAYS = st.frozensets(DAYS, max_size=40)
NOTICES = st.builds(Notice, st.integers(0, 40), st.sampled_from(Unit), limit_charged=st.booleans())
STARTS = st.datetimes(
    datetime(2016, 1, 1, tzinfo=None),  # noqa: DTZ001 - the zone is given beside it
    datetime(2030, 12, 31, tzinfo=None),  # noqa: DTZ001
    timezones=st.just(LONDON),
)
A_SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("notice", "until"),
    [
        (Notice(4, Unit.WORKING_DAYS), june(3, "23:59:59")),
        (Notice(10, Unit.WORKING_DAYS), may(26, "23:59:59")),
        (Notice(10, Unit.WORKING_DAYS, limit_charged=True), may(22, "23:59:59")),
        (Notice(7, Unit.CALENDAR_DAYS), june(2, "23:59:59")),
        (Notice(7, Unit.CALENDAR_DAYS, limit_charged=True), june(1, "23:59:59")),
        (Notice(2, Unit.WEEKS), may(26, "23:59:59")),
        (Notice(2, Unit.WEEKS, limit_charged=True), may(25, "23:59:59")),
        (Notice(72, Unit.HOURS), june(6, "09:30")),
        (Notice(72, Unit.HOURS, limit_charged=True), june(6, "09:29:59")),
        (Notice(0, Unit.HOURS), june(9, "09:30")),
        (Notice(0, Unit.CALENDAR_DAYS), june(9, "09:30")),
        (Notice(0, Unit.WORKING_DAYS, limit_charged=True), june(8, "23:59:59")),
    ],
    ids=str,
)
def test_cancelling_is_free_until_a_moment(notice: Notice, until: datetime) -> None:
    assert free_until(at(TUESDAY), notice, BANK_HOLIDAYS) == until


def test_the_moment_is_told_in_london() -> None:
    until = free_until(datetime(2026, 6, 9, 8, 30, tzinfo=UTC), Notice(1, Unit.HOURS))
    assert f"{until:%H:%M %Z}" == "08:30 BST"


def test_an_event_just_after_midnight_in_london_is_of_that_day() -> None:
    starts = datetime(2026, 6, 8, 23, 30, tzinfo=UTC)
    assert free_until(starts, Notice(1, Unit.CALENDAR_DAYS)) == june(8, "23:59:59")


def test_the_hour_that_comes_twice_is_told_apart() -> None:
    starts = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    until = free_until(starts, Notice(1, Unit.HOURS))
    assert (until.hour, until.fold) == (1, 0)
    second = datetime(2026, 10, 25, 1, 0, tzinfo=LONDON, fold=1)
    assert not in_time(second, until)
    assert in_time(second.replace(fold=0), until)
    assert free_until(starts, Notice(0, Unit.HOURS)).fold == 1


def test_what_is_within_the_second_is_in_time() -> None:
    until = june(3, "23:59:59")
    assert in_time(until.replace(microsecond=999_999), until)
    assert not in_time(until + A_SECOND, until)


@pytest.mark.parametrize(
    ("cancelled", "unit", "said"),
    [
        (june(4), Unit.WORKING_DAYS, "3 working days"),
        (june(6), Unit.WORKING_DAYS, "1 working day"),
        (june(9), Unit.WORKING_DAYS, "0 working days"),
        (june(10), Unit.WORKING_DAYS, "0 working days"),
        (june(8), Unit.CALENDAR_DAYS, "1 calendar day"),
        (june(10), Unit.CALENDAR_DAYS, "0 calendar days"),
        (may(27), Unit.WEEKS, "13 calendar days"),
        (june(6, "09:30"), Unit.HOURS, "72 hours"),
        (june(6, "09:30:01"), Unit.HOURS, "71 hours 59 minutes"),
        (june(9, "08:29"), Unit.HOURS, "1 hour 1 minute"),
        (june(9, "08:10"), Unit.HOURS, "1 hour 20 minutes"),
        (june(10), Unit.HOURS, "0 hours"),
    ],
)
def test_the_notice_that_was_given_is_said(cancelled: datetime, unit: Unit, said: str) -> None:
    given_ = notice_given(
        cancelled=cancelled, starts=at(TUESDAY), unit=unit, bank_holidays=BANK_HOLIDAYS
    )
    assert given_ == said


@pytest.mark.parametrize(
    ("notice", "said"),
    [
        (Notice(10, Unit.WORKING_DAYS), "less than 10 working days' notice"),
        (Notice(10, Unit.WORKING_DAYS, limit_charged=True), "10 working days' notice or less"),
        (Notice(1, Unit.WEEKS), "less than 1 week's notice"),
    ],
)
def test_notice_is_said_as_policies_say_it(notice: Notice, said: str) -> None:
    assert notice.told == said


@pytest.mark.parametrize(
    ("notice", "problem"),
    [
        (Notice(0, Unit.HOURS), ""),
        (Notice(52, Unit.WEEKS), ""),
        (Notice(260, Unit.WORKING_DAYS), ""),
        (Notice(261, Unit.WORKING_DAYS), "Ask for 0 to 260 working days of notice."),
        (Notice(366, Unit.CALENDAR_DAYS), ""),
        (Notice(367, Unit.CALENDAR_DAYS), "Ask for 0 to 366 calendar days of notice."),
        (Notice(53, Unit.WEEKS), "Ask for 0 to 52 weeks of notice."),
        (Notice(-1, Unit.HOURS), "Ask for 0 to 8,784 hours of notice."),
    ],
)
def test_notice_stays_within_a_year(notice: Notice, problem: str) -> None:
    assert notice.problem == problem


def as_numpy(holidays: Collection[date]) -> list[np.datetime64]:
    return [np.datetime64(day) for day in holidays]


@given(DAYS, st.integers(1, 60), HOLIDAYS)
@example(date(2026, 6, 7), 1, frozenset())
@example(date(2027, 1, 5), 4, BANK_HOLIDAYS)
def test_the_last_free_day_is_the_one_numpy_finds(
    day: date, amount: int, holidays: frozenset[date]
) -> None:
    expected = np.busday_offset(day, -amount, roll="forward", holidays=as_numpy(holidays))
    assert last_free_day(day, Notice(amount, Unit.WORKING_DAYS), holidays) == expected.astype(date)


@given(DAYS, st.integers(0, 120), HOLIDAYS)
@example(date(2026, 12, 24), 12, BANK_HOLIDAYS)
def test_working_days_are_those_numpy_counts(
    day: date, later: int, holidays: frozenset[date]
) -> None:
    until = day + timedelta(days=later)
    expected = np.busday_count(day, until, holidays=as_numpy(holidays))
    assert working_days(day, until, holidays) == expected


@given(STARTS, NOTICES, HOLIDAYS)
def test_nothing_is_free_after_the_start(
    starts: datetime, notice: Notice, holidays: frozenset[date]
) -> None:
    until = free_until(starts, notice, holidays)
    assert until.timestamp() <= starts.timestamp()
    assert until.microsecond == 0


@given(STARTS, st.integers(1, 40), st.sampled_from([*Unit][1:]), st.booleans(), HOLIDAYS)
def test_days_are_free_to_their_end(
    starts: datetime,
    amount: int,
    unit: Unit,
    limit_charged: bool,  # noqa: FBT001 - hypothesis hands it over by its place
    holidays: frozenset[date],
) -> None:
    until = free_until(starts, Notice(amount, unit, limit_charged=limit_charged), holidays)
    assert until.timetz().replace(tzinfo=None) == time(23, 59, 59)


@given(STARTS, NOTICES, HOLIDAYS)
def test_more_notice_is_never_free_for_longer(
    starts: datetime, notice: Notice, holidays: frozenset[date]
) -> None:
    more = Notice(notice.amount + 1, notice.unit, limit_charged=notice.limit_charged)
    later, earlier = (free_until(starts, asked, holidays) for asked in (notice, more))
    assert earlier.timestamp() < later.timestamp()
