"""How much notice is asked for, and until when cancelling costs nothing.

Days are whole days in London: notice given on a day counts all of that day, so that whoever cancels
on the Wednesday has given four working days' notice of the Tuesday after. Notice given on a day off
counts from the next working day.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from trainingdesk.domain.figures import counted
from trainingdesk.domain.last_day import LONDON

A_DAY = timedelta(days=1)
DAYS_IN_A_WEEK = 7
SATURDAY = 5
LAST_SECOND = time(23, 59, 59)


class Unit(StrEnum):
    """What notice is counted in."""

    HOURS = "hours"
    CALENDAR_DAYS = "calendar days"
    WORKING_DAYS = "working days"
    WEEKS = "weeks"

    @property
    def one(self) -> str:
        """One of them: working day."""
        return self.value.removesuffix("s")


MOST = {Unit.HOURS: 8_784, Unit.CALENDAR_DAYS: 366, Unit.WORKING_DAYS: 260, Unit.WEEKS: 52}
"""A year of notice, which no board asks for."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Notice that costs nothing, and whether exactly so much of it is charged all the same."""

    amount: int
    unit: Unit
    limit_charged: bool = False

    @property
    def problem(self) -> str:
        """What is wrong with it, in a sentence; empty when all is well."""
        most = MOST[self.unit]
        return "" if 0 <= self.amount <= most else f"Ask for 0 to {most:,} {self.unit} of notice."

    @property
    def days(self) -> int:
        """The fewest days of notice that cost nothing, calendar or working as it is counted."""
        weeks = self.unit is Unit.WEEKS
        return self.amount * (DAYS_IN_A_WEEK if weeks else 1) + self.limit_charged

    @property
    def told(self) -> str:
        """The notice that is charged, in words: less than 10 working days' notice."""
        unit = f"{self.unit.one}'s" if self.amount == 1 else f"{self.unit}'"
        asked = f"{self.amount:,} {unit} notice"
        return f"{asked} or less" if self.limit_charged else f"less than {asked}"


def is_working_day(day: date, bank_holidays: Collection[date]) -> bool:
    """Whether the offices are open: neither a weekend nor a bank holiday."""
    return day.weekday() < SATURDAY and day not in bank_holidays


def working_days(since: date, until: date, bank_holidays: Collection[date]) -> int:
    """The working days from one day on and before another."""
    days = (since + A_DAY * number for number in range((until - since).days))
    return sum(is_working_day(day, bank_holidays) for day in days)


def free_until(starts: datetime, notice: Notice, bank_holidays: Collection[date] = ()) -> datetime:
    """The last moment, to the second, at which cancelling costs nothing; the start at the latest.

    ``starts`` has a time zone. Hours are hours that pass, also where the clocks change.
    """
    starts = starts.astimezone(UTC).replace(microsecond=0)
    if notice.unit is Unit.HOURS:
        last = starts - timedelta(hours=notice.amount, seconds=notice.limit_charged)
    else:
        day = last_free_day(starts.astimezone(LONDON).date(), notice, bank_holidays)
        last = datetime.combine(day, LAST_SECOND, LONDON).astimezone(UTC)
    # Compared in UTC: two times of one zone are compared by the clock on the wall, which shows
    # the hour of the autumn change twice.
    return min(last, starts).astimezone(LONDON)


def last_free_day(event_day: date, notice: Notice, bank_holidays: Collection[date]) -> date:
    """The last day on which notice, counted in days, costs nothing."""
    if notice.unit is not Unit.WORKING_DAYS:
        return event_day - A_DAY * notice.days
    day, passed = event_day, 0
    while passed < notice.days:
        day -= A_DAY
        passed += is_working_day(day, bank_holidays)
    return day


def in_time(cancelled: datetime, until: datetime) -> bool:
    """Whether somebody cancelled while it cost nothing; what is within the second is in time."""
    return cancelled.astimezone(UTC).replace(microsecond=0) <= until.astimezone(UTC)


def notice_given(
    *, cancelled: datetime, starts: datetime, unit: Unit, bank_holidays: Collection[date] = ()
) -> str:
    """How much notice was given, in words: 3 working days, 47 hours 30 minutes."""
    if unit is Unit.HOURS:
        passed = starts.astimezone(UTC) - cancelled.astimezone(UTC)
        hours, minutes = divmod(max(0, passed // timedelta(minutes=1)), 60)
        return f"{counted(hours, 'hour')} {counted(minutes, 'minute')}".removesuffix(" 0 minutes")
    since, until = (moment.astimezone(LONDON).date() for moment in (cancelled, starts))
    if unit is Unit.WORKING_DAYS:
        return counted(working_days(since, until, bank_holidays), unit.one)
    return counted(max(0, (until - since).days), Unit.CALENDAR_DAYS.one)
