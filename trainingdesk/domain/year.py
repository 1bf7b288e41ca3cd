"""The training year: 1 April to 31 March, named 2017-18."""

import re
from dataclasses import dataclass
from datetime import date

from trainingdesk.domain.refusals import Refused

FIRST_MONTH = 4
EARLIEST, LATEST = 1950, 2199
NAME = re.compile(r"(\d{4})-(\d{2})")


class NotAYear(Refused):
    """A training year is written like 2017-18."""


@dataclass(frozen=True, slots=True, order=True)
class TrainingYear:
    """One training year, known by the calendar year in which it begins."""

    begins: int

    @classmethod
    def of(cls, day: date) -> "TrainingYear":
        """The training year that a day belongs to."""
        return cls(day.year if day.month >= FIRST_MONTH else day.year - 1)

    @classmethod
    def named(cls, name: str) -> "TrainingYear":
        """Read a year such as 2017-18; raises NotAYear."""
        found = NAME.fullmatch(name.strip())
        begins = int(found[1]) if found else 0
        year = cls(begins)
        if not EARLIEST <= begins <= LATEST or year.name != name.strip():
            raise NotAYear(f"“{name}” is not a training year. Write it like 2017-18.")
        return year

    @property
    def name(self) -> str:
        """The year as it is written: 2017-18."""
        return f"{self.begins}-{(self.begins + 1) % 100:02}"

    @property
    def first_day(self) -> date:
        """The first of April."""
        return date(self.begins, FIRST_MONTH, 1)

    @property
    def last_day(self) -> date:
        """The last of March."""
        return date(self.begins + 1, FIRST_MONTH - 1, 31)

    @property
    def before(self) -> "TrainingYear":
        """The year before."""
        return TrainingYear(self.begins - 1)

    @property
    def after(self) -> "TrainingYear":
        """The year after."""
        return TrainingYear(self.begins + 1)

    def __contains__(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day


def quarter_of(day: date) -> str:
    """The quarter of the training year; Q1 is April to June."""
    return f"Q{(day.month - FIRST_MONTH) % 12 // 3 + 1}"
