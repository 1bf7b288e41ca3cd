"""The dated events of a training year, from its programme."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

import programme_2024
import programme_2025
import programme_2026
from courses import BY_CODE, Course
from plans import CANCELLED, DELIVERED, Plan

APRIL = 4
PROGRAMMES = {
    2024: programme_2024.PLANS,
    2025: programme_2025.PLANS,
    2026: programme_2026.PLANS,
}
MORNINGS = {1: ("12:30", "13:30"), 1.5: ("12:00", "13:30"), 2: ("10:00", "12:00"),
            3: ("09:30", "12:30"), 6: ("09:30", "16:30"), 12: ("09:30", "16:30")}  # fmt: skip
AFTERNOON = ("13:15", "16:15")
NO_TIMES: tuple[None, None] = (None, None)


@dataclass(frozen=True, slots=True)
class Event:
    """A dated delivery of a course on one day or two."""

    reference: str
    year: int
    course: Course
    days: tuple[date, ...]
    plan: Plan

    @property
    def first(self) -> date:
        """The day it begins."""
        return self.days[0]

    @property
    def last(self) -> date:
        """The day it ends."""
        return self.days[-1]

    @property
    def delivered(self) -> bool:
        """Whether it was held and its register closed."""
        return self.plan.status == DELIVERED

    @property
    def cancelled(self) -> bool:
        """Whether it was called off."""
        return self.plan.status == CANCELLED

    def rows(self) -> Iterator[list[object]]:
        """A row a day, as the workbook lists it."""
        plan = self.plan
        for day in self.days:
            start, end = self._times()
            yield [
                self.reference, self.course.code, plan.series, day, start, end, plan.venue,
                plan.trainer, self.course.places, plan.status, plan.reason, plan.headcount,
            ]  # fmt: skip

    def _times(self) -> tuple[str, str] | tuple[None, None]:
        """When each day starts and ends; e-learning is done when it suits."""
        if self.course.kind == "E-learning":
            return NO_TIMES
        return AFTERNOON if self.plan.afternoon else MORNINGS[self.course.hours]


def events_of(year: int) -> list[Event]:
    """The events of a training year in the order of their first days."""
    numbers: Counter[str] = Counter()
    events = []
    for plan in PROGRAMMES[year]:
        numbers[plan.course] += 1
        reference = f"{plan.course}-{year % 100}{numbers[plan.course]:02}"
        days = tuple(_day(words, year) for words in plan.days.split("; "))
        events.append(Event(reference, year, BY_CODE[plan.course], days, plan))
    return sorted(events, key=lambda event: (event.first, event.reference))


def _day(words: str, year: int) -> date:
    """The day of a training year that is written as "14 May"."""
    day = datetime.strptime(f"{words} {year}", "%d %b %Y").date()  # noqa: DTZ007
    return day if day.month >= APRIL else day.replace(year=year + 1)
