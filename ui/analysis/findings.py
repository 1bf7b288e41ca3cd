"""What the charts of a year show, said as a sentence that the figures bear out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from trainingdesk.domain.figures import counted, percent_of
from trainingdesk.domain.words import listed
from trainingdesk.domain.year import TrainingYear

MOST_NAMED = 2
"""More names than these make no finding."""


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """What one month of the year gave."""

    first: date
    places: int = 0
    booked: int = 0
    attended: int = 0
    delivered: int = 0

    @property
    def key(self) -> str:
        """The month as the figures name it: 2017-06."""
        return f"{self.first:%Y-%m}"


def months_of(year: TrainingYear, by_month: Sequence[Mapping[str, Any]]) -> list[MonthFigures]:
    """All twelve months of a year, those without events too."""
    rows = {row["month"]: row for row in by_month}
    made = []
    for number in range(3, 15):
        first = date(year.begins + number // 12, number % 12 + 1, 1)
        row = rows.get(f"{first:%Y-%m}")
        if row is None:
            made.append(MonthFigures(first))
            continue
        counts = (row["places"], row["booked"], row["attended"], row["events_delivered"])
        made.append(MonthFigures(first, *counts))
    return made


def finding_of_months(months: Sequence[MonthFigures], *, today: date) -> str:
    """Which months saw most people, and which months that are over saw no event."""
    begun = [month for month in months if month.first <= today]
    most = max((month.attended for month in begun), default=0)
    if not most:
        return "Nobody has attended yet"
    names = [f"{month.first:%B}" for month in begun if month.attended == most]
    people = counted(most, "attendance")
    if len(names) > MOST_NAMED:
        return f"No month saw more than {people}"
    each = " each" if len(names) > 1 else ""
    said = f"{listed(names)} saw most: {people}{each}"
    over = [month for month in begun if (month.first.year, month.first.month) != _month(today)]
    idle = [f"{month.first:%B}" for month in over if not month.delivered]
    if idle and len(idle) <= MOST_NAMED:
        said += f"; {listed(idle)} had no event"
    return said


def finding_of_sectors(sectors: Sequence[Mapping[str, Any]], before: str) -> str:
    """Which sector sent most, and whether its part has grown since the year before."""
    most = max((row["attended"] for row in sectors), default=0)
    if not most:
        return "No sector has sent anybody yet"
    first = [row for row in sectors if row["attended"] == most]
    part = percent_of(first[0]["share"])
    if len(first) > MOST_NAMED:
        return f"No sector sent more than {part} of attendances"
    names = listed([row["sector"] for row in first])
    if len(first) > 1:
        return f"{names} sent most, {part} of attendances each"
    was = first[0]["share_last_year"]
    said = f"{names} sent most: {part}"
    return f"{said} of attendances" if was is None else f"{said} ({percent_of(was)} in {before})"


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month
