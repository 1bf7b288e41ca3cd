"""How long an event is, as a policy sees it: half a day, a day, or several."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

HALF_A_DAY = "half a day"
IN_WORDS = {1: "a day", 2: "two days", 3: "three days", 4: "four days", 5: "five days"}


class DaysCounted(StrEnum):
    """How the days of an event are counted."""

    EACH_DATE = "Each date is a day"
    HALVES_ADD_UP = "Two halves make a day"


@dataclass(frozen=True, slots=True)
class Length:
    """How long an event is; half a day is no whole day."""

    days: int
    is_half: bool = False

    @property
    def told(self) -> str:
        """The length in words: half a day, a day, two days."""
        return HALF_A_DAY if self.is_half else days_in_words(self.days)


def days_in_words(days: int) -> str:
    """So many days: a day, two days, 12 days."""
    return IN_WORDS.get(days, f"{days} days")


def length_of(
    sessions: Iterable[tuple[date, int | None]], *, half_day_minutes: int, counted: DaysCounted
) -> Length:
    """How long an event is by its sessions, each with its day and its minutes.

    Half a day ends with the minutes given, not before them. A day whose hours are not known, like
    an event that has no sessions, counts as a whole day.
    """
    minutes: Counter[date] = Counter()
    for day, lasts in sessions:
        minutes[day] += half_day_minutes + 1 if lasts is None else lasts
    halves = sum(lasts <= half_day_minutes for lasts in minutes.values())
    if halves == len(minutes) == 1:
        return Length(days=1, is_half=True)
    if counted is DaysCounted.HALVES_ADD_UP:
        return Length(days=max(1, len(minutes) - halves // 2))
    return Length(days=max(1, len(minutes)))
