"""The days on which online forms were answered, as three programs and many spreadsheets write them.

13/06/2017 can be read in one way only; 06/07/2017 in two. All the days of a file are written in
one manner, so the whole column decides: no day may be yet to come, and exports are in order.
"""

import re
from collections.abc import Sequence
from datetime import date

ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)", re.ASCII)
NUMBERS = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?!\d)", re.ASCII)
CENTURY = 2000
DAY_FIRST, MONTH_FIRST = (3, 2, 1), (3, 1, 2)
"""Where the year, the month and the day stand."""
UNSURE = "The days can be read in two ways, and were read with the day before the month."


def days_of(texts: Sequence[str], notices: list[str], *, latest: date) -> list[date | None]:
    """The day of each text; None where it is none, or later than ``latest``."""
    ways = {order: [_day(text, order, latest) for text in texts] for order in ORDERS}
    read = {order: sum(day is not None for day in days) for order, days in ways.items()}
    if read[DAY_FIRST] != read[MONTH_FIRST]:
        return ways[max(ORDERS, key=lambda order: read[order])]
    if ways[DAY_FIRST] != ways[MONTH_FIRST]:
        in_order = [order for order in ORDERS if _in_order(ways[order])]
        if len(in_order) == 1:
            return ways[in_order[0]]
        notices.append(UNSURE)
    return ways[DAY_FIRST]


ORDERS = (DAY_FIRST, MONTH_FIRST)


def _day(text: str, order: tuple[int, int, int], latest: date) -> date | None:
    if found := ISO.match(text):
        year, month, day = (int(found[part]) for part in (1, 2, 3))
    elif found := NUMBERS.match(text):
        year, month, day = (int(found[part]) for part in order)
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
