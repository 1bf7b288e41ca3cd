"""Days on which a trainer is away or a venue is shut, as they are typed and said."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from trainingdesk.domain.typed import day_typed
from trainingdesk.domain.words import plain_day
from trainingdesk.domain.year import TrainingYear

BETWEEN = (" to ", " until ", " – ", " - ")


@dataclass(frozen=True, slots=True, order=True)
class Off:
    """One day off, or several that follow one another."""

    since: date
    until: date
    reason: str = ""

    def covers(self, day: date) -> bool:
        """Whether a day is among them."""
        return self.since <= day <= self.until

    @property
    def days(self) -> str:
        """The days alone: 3 June 2026 to 5 June 2026."""
        one = plain_day(self.since)
        return one if self.since == self.until else f"{one} to {plain_day(self.until)}"

    @property
    def said(self) -> str:
        """The days with their reason, as a form shows them."""
        return f"{self.days}: {self.reason}" if self.reason else self.days


def said_by_line(off: Iterable[Off]) -> str:
    """Days off as a form shows them, one stretch a line."""
    return "\n".join(each.said for each in off)


def days_off_typed(text: str, *, near: TrainingYear) -> tuple[tuple[Off, ...], str]:
    """Read days off, one stretch a line, in order; and the first line that cannot be read.

    A line is a day or two days with "to" between them, and after a colon the reason.
    """
    found: set[Off] = set()
    for line in text.splitlines():
        if not line.strip():
            continue
        off = _typed(line, near)
        if off is None:
            return (), line.strip()
        found.add(off)
    return tuple(sorted(found)), ""


def _typed(line: str, near: TrainingYear) -> Off | None:
    days, _, reason = line.partition(":")
    first, last = days, ""
    for word in BETWEEN:
        if word in days:
            first, _, last = days.partition(word)
            break
    since = day_typed(first, near=near)
    until = day_typed(last, near=near) if last else since
    if since is None or until is None or until < since:
        return None
    return Off(since, until, " ".join(reason.split()))
