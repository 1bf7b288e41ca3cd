"""Something counted each month, before and after the events that are meant to move it.

What is shown is what happened at the same time. It is an association, and is never called an
effect: many other things change in a year.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from trainingdesk.domain.figures import counted, rounded
from trainingdesk.domain.month_typed import after

NOT_PROOF = (
    "Other things changed too: this shows what happened at the same time, not what caused it."
)
MONTHS_EACH = 6
"""So many months are looked at before the first event and after the last, unless said."""

EACH_WAY = (3, 6, 12)
LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class IndicatorDetails:
    """What is counted, by whom, and the courses that are meant to move it."""

    name: str = ""
    about: str = ""
    courses: tuple[int, ...] = ()

    def problems(self) -> dict[str, str]:
        """What is wrong, by field; empty when all is well."""
        name = " ".join(self.name.split())
        if not name:
            return {"name": "Say what is counted, such as Early help assessments."}
        if len(name) > LONGEST_NAME:
            return {"name": f"The name is too long: {LONGEST_NAME} letters at most."}
        return {}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some months that follow one another, and the numbers of those that have one."""

    first: date
    last: date
    numbers: tuple[int, ...]

    @property
    def months(self) -> int:
        """How many months they are."""
        return (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1

    @property
    def mean(self) -> float | None:
        """The mean a month over those with a number; a missing month is never nought."""
        return sum(self.numbers) / len(self.numbers) if self.numbers else None

    @property
    def known(self) -> str:
        """How many of the months have a number: 5 of 6 months."""
        return f"{len(self.numbers)} of {counted(self.months, 'month')}"

    @property
    def said(self) -> str:
        """The mean in words, with what is missing: 41 a month (5 of 6 months have a number)."""
        if self.mean is None:
            return "no month has a number"
        mean = f"{mean_said(self.mean)} a month"
        whole = len(self.numbers) == self.months
        have = "has" if len(self.numbers) == 1 else "have"
        return mean if whole else f"{mean} ({self.known} {have} a number)"


@dataclass(frozen=True, slots=True)
class Around:
    """The months before some events, those from the first to the last, and those after."""

    before: Stretch
    during: Stretch
    after: Stretch

    @property
    def each_way(self) -> int:
        """How many months are looked at before, and after."""
        return self.before.months

    @property
    def can_compare(self) -> bool:
        """Whether there is a number on both sides."""
        return bool(self.before.numbers and self.after.numbers)

    @property
    def compared(self) -> str:
        """Both means in a sentence."""
        span = counted(self.each_way, "month")
        before = f"In the {span} before {self.during.first:%B %Y}: {self.before.said}"
        later = f"in the {span} after {self.during.last:%B %Y}: {self.after.said}"
        return f"{before}; {later}."

    @property
    def said(self) -> str:
        """Both means in a sentence, and that they prove nothing."""
        return f"{self.compared} {NOT_PROOF}"


def around(
    numbers: Mapping[date, int], event_days: Collection[date], *, each_way: int = MONTHS_EACH
) -> Around | None:
    """What was counted around some events; None where there is no event.

    The months in which the first and the last event lie belong to neither side.
    """
    if not event_days:
        return None
    first, last = min(event_days).replace(day=1), max(event_days).replace(day=1)
    return Around(
        _stretch(numbers, after(first, -each_way), after(first, -1)),
        _stretch(numbers, first, last),
        _stretch(numbers, after(last, 1), after(last, each_way)),
    )


def mean_said(mean: float) -> str:
    """A mean with one decimal, or with none where it is whole: 41, 41.3."""
    said = f"{rounded(mean, 1):,}"
    return said.removesuffix(".0")


def _stretch(numbers: Mapping[date, int], first: date, last: date) -> Stretch:
    inside = sorted(month for month in numbers if first <= month <= last)
    return Stretch(first, last, tuple(numbers[month] for month in inside))
