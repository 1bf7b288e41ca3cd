"""An export of an online form as it was read: its headings, and one line for each who answered."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from hashlib import sha256

from trainingdesk.domain.delegate import folded

UNDER = " › "
"""Stands between a question and the part of it that has a column of its own."""


class OnlineProgram(StrEnum):
    """Whose export it is."""

    MICROSOFT = "Microsoft Forms"
    GOOGLE = "Google Forms"
    SURVEYMONKEY = "SurveyMonkey"


class DayOrder(StrEnum):
    """What stands first in the days of a file that are written in numbers."""

    DAY = "Day first"
    MONTH = "Month first"

    @property
    def other(self) -> "DayOrder":
        """The other way to read them."""
        return DayOrder.MONTH if self is DayOrder.DAY else DayOrder.DAY


@dataclass(frozen=True, slots=True)
class OnlineHeading:
    """What a column is headed; ``raw`` are the columns that it was read from.

    Several choices have a column each in some exports, and are one answer here.
    """

    words: str
    raw: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OnlineLine:
    """What one person sent: the row it stood in, and a cell for each heading.

    ``key`` knows the line again in a longer export of the same form.
    """

    number: int
    key: str
    day: date | None
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OnlineExport:
    """An export: a cell of each line for each of its headings.

    ``order`` is how its days were read, where that makes a difference; ``other_days`` are those
    of the lines as they would be the other way, where that can be right too. ``sent`` heads them.
    """

    name: str
    program: OnlineProgram
    headings: tuple[OnlineHeading, ...]
    lines: tuple[OnlineLine, ...]
    sent: str = ""
    order: DayOrder | None = None
    other_days: tuple[date | None, ...] = ()

    def with_days(self, order: DayOrder | None) -> "OnlineExport":
        """The same with its days read in an order, if they can be read in two."""
        if not self.other_days or order in {None, self.order}:
            return self
        pairs = zip(self.lines, self.other_days, strict=True)
        return replace(
            self,
            lines=tuple(replace(line, day=day) for line, day in pairs),
            order=order,
            other_days=tuple(line.day for line in self.lines),
        )

    @property
    def raw(self) -> tuple[str, ...]:
        """The headings as they stood in the file."""
        return tuple(name for heading in self.headings for name in heading.raw)

    @property
    def known_by(self) -> str:
        """By what an export of the same form is known again, in whatever order its columns are."""
        return digest(self.program, *sorted(folded(name) for name in self.raw))

    def sample(self, at: int) -> str:
        """The first answer under a heading."""
        return next((line.cells[at] for line in self.lines if line.cells[at]), "")


def digest(*parts: str) -> str:
    """A short mark of several texts, the same for the same texts."""
    return sha256("\x1f".join(parts).encode()).hexdigest()[:40]
