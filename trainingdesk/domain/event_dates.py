"""The days on which an event is held again: in a rhythm, or in the training year after."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from enum import StrEnum

from trainingdesk.domain.year import TrainingYear

WEEK = 7
WEEKS_OF_A_YEAR = 52
FIRST_OF_THE_WEEKEND = 5
MOST_REPEATS = 60


class Rhythm(StrEnum):
    """How often an event is held again."""

    WEEKLY = "Every week"
    FORTNIGHTLY = "Every two weeks"
    MONTHLY = "Every month, on the same weekday"
    CHOSEN = "On days of your own"


STEPS = {Rhythm.WEEKLY: WEEK, Rhythm.FORTNIGHTLY: 2 * WEEK}


def days_again(first: date, rhythm: Rhythm, times: int) -> list[date]:
    """The days after the first one, in a rhythm; days of one's own are not worked out."""
    times = max(0, min(times, MOST_REPEATS))
    if rhythm is Rhythm.CHOSEN:
        return []
    if rhythm is Rhythm.MONTHLY:
        return [same_weekday(first, months) for months in range(1, times + 1)]
    return [first + timedelta(days=STEPS[rhythm] * number) for number in range(1, times + 1)]


def same_weekday(day: date, months: int) -> date:
    """The same weekday of a month later: the second Tuesday; a fifth one may be the last."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first = date(years, month + 1, 1)
    weeks = (day.day - 1) // WEEK
    found = first + timedelta(days=(day.weekday() - first.weekday()) % WEEK + WEEK * weeks)
    return found if found.month == first.month else found - timedelta(days=WEEK)


def next_year(day: date) -> date:
    """The same weekday of the same week a year later, in the training year after this one."""
    later = day + timedelta(days=WEEK * WEEKS_OF_A_YEAR)
    return later if later in TrainingYear.of(day).after else later + timedelta(days=WEEK)


def moved_to(days: Sequence[date], first: date) -> list[date]:
    """Days as far apart as before, from another first one on."""
    return [first + (day - min(days)) for day in days]


def is_weekend(day: date) -> bool:
    """Whether hardly anybody is at work."""
    return day.weekday() >= FIRST_OF_THE_WEEKEND


def note_on_day(
    day: date,
    *,
    today: date,
    held: Collection[TrainingYear],
    at_hand: TrainingYear | None = None,
) -> str:
    """What is to be thought of with a day, though it may be meant: of no year yet, or over.

    A day that is of another year than this one, or than the one ``at_hand``, is told its year.
    """
    year, now = TrainingYear.of(day), TrainingYear.of(today)
    if year not in {*held, now, now.after}:
        return f"This is in {year.name}, a training year without any event so far."
    if day < today and year == now:
        return "This day is over."
    if day < today:
        return f"This is in {year.name}, a training year that is over."
    return f"This is in {year.name}." if {year} != {now, at_hand or now} else ""
