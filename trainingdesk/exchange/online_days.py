"""The days on which online forms were answered, as three programs and many spreadsheets write them.

13/06/2017 can be read in one way only; 06/07/2017 in two. All the days of a file are written in
one manner, so the whole column decides: no day may be yet to come, and exports are in order. What
is left is read as its program writes, and may be said to be the other way.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from trainingdesk.domain.online_export import DayOrder

ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)", re.ASCII)
NUMBERS = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?!\d)", re.ASCII)
TWELVE_HOURS = re.compile(r"\d\s*[AP]M\b", re.ASCII | re.IGNORECASE)
"""Where the clock goes by AM and PM, the month stands first."""
CENTURY = 2000
PLACES = {DayOrder.DAY: (3, 2, 1), DayOrder.MONTH: (3, 1, 2)}
"""Where the year, the month and the day stand."""


@dataclass(frozen=True, slots=True)
class DaysRead:
    """The day of each text; None where it is none. ``other`` are those that may be meant too."""

    days: tuple[date | None, ...]
    order: DayOrder | None = None
    other: tuple[date | None, ...] = ()


def days_of(texts: Sequence[str], *, latest: date, usual: DayOrder | None = None) -> DaysRead:
    """The day of each text, none later than ``latest``, in the one order that fits them all.

    Where both fit, they are read in the ``usual`` order, else as they stand in order of time.
    """
    ways = {
        order: tuple(_day(text, places, latest) for text in texts)
        for order, places in PLACES.items()
    }
    if ways[DayOrder.DAY] == ways[DayOrder.MONTH]:
        return DaysRead(ways[DayOrder.DAY])
    read = {order: sum(day is not None for day in days) for order, days in ways.items()}
    if read[DayOrder.DAY] != read[DayOrder.MONTH]:
        fits = max(DayOrder, key=lambda order: read[order])
        return DaysRead(ways[fits], fits)
    in_order = [order for order in DayOrder if _in_order(ways[order])]
    written = DayOrder.MONTH if any(map(TWELVE_HOURS.search, texts)) else DayOrder.DAY
    likely = usual or (in_order[0] if len(in_order) == 1 else written)
    return DaysRead(ways[likely], likely, ways[likely.other])


def _day(text: str, places: tuple[int, int, int], latest: date) -> date | None:
    if found := ISO.match(text):
        year, month, day = (int(found[part]) for part in (1, 2, 3))
    elif found := NUMBERS.match(text):
        year, month, day = (int(found[part]) for part in places)
        year += CENTURY if year < CENTURY // 10 else 0
    else:
        return None
    try:
        read = date(year, month, day)
    except ValueError:
        return None
    return read if read <= latest else None


def _in_order(days: Sequence[date | None]) -> bool:
    there = [day for day in days if day is not None]
    return there in (sorted(there), sorted(there, reverse=True))
