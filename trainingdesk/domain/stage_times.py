"""When each stage of an evaluation may be answered, and when practice is asked about."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from trainingdesk.domain.evaluation import Stage
from trainingdesk.domain.figures import counted

MOST_WEEKS = 260
MOST_MONTHS = 60
TYPED = re.compile(r"(\d{1,4}) ?(weeks?|w|months?|m)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class After:
    """How long after an event practice is asked about: weeks, months, or as the board has it."""

    weeks: int | None = None
    months: int | None = None

    def on(self, ends: date, *, else_months: int) -> date:
        """The day it falls due, counted from the last day of the event."""
        if self.weeks is not None:
            return ends + timedelta(weeks=self.weeks)
        return months_after(ends, else_months if self.months is None else self.months)

    @property
    def said(self) -> str:
        """As it is typed and read: 6 weeks, 3 months; nothing where it is as the board has it."""
        if self.weeks is not None:
            return counted(self.weeks, "week")
        return "" if self.months is None else counted(self.months, "month")

    @property
    def problem(self) -> str:
        """Why it cannot be asked then; nothing where it can."""
        if self.weeks is not None and not 1 <= self.weeks <= MOST_WEEKS:
            return f"Ask after 1 to {MOST_WEEKS} weeks; 6 is usual."
        if self.months is not None and not 1 <= self.months <= MOST_MONTHS:
            return f"Ask after 1 to {MOST_MONTHS} months; 3 is usual."
        return ""


def after_typed(text: str) -> After | None:
    """What is typed, such as 6 weeks or 3 months; None where it says neither.

    A number alone is months.
    """
    typed = " ".join(text.casefold().split())
    if not typed:
        return AS_THE_BOARD
    found = TYPED.fullmatch(typed)
    if found is None:
        return None
    number, unit = int(found[1]), found[2] or "m"
    return After(weeks=number) if unit.startswith("w") else After(months=number)


AS_THE_BOARD = After()
"""Whatever the board has settled for all its courses."""


@dataclass(frozen=True, slots=True)
class StageTime:
    """The days on which a stage is asked for; without an end it is open from then on.

    ``opens`` is None where it opens with the booking.
    """

    opens: date | None
    closes: date | None = None

    def open_on(self, day: date) -> bool:
        """Whether the stage is asked for on a day."""
        begun = self.opens is None or self.opens <= day
        return begun and (self.closes is None or day <= self.closes)


def stage_time(stage: Stage, *, starts: date, ends: date, follow_up: date) -> StageTime:
    """Before: from the booking until it starts; end: from its last day; the rest: when due."""
    if stage is Stage.BEFORE:
        return StageTime(None, starts)
    return StageTime(ends if stage is Stage.END else follow_up)


def months_after(day: date, months: int) -> date:
    """The same day some months later, or the last day of a shorter month."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))
