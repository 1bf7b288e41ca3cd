"""When each stage of an evaluation may be answered, and when practice is asked about."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from trainingdesk.domain.evaluation import Stage

MOST_WEEKS = 260
MOST_MONTHS = 60


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
