"""Dates, times and lists as the desk writes them."""

from collections.abc import Sequence
from datetime import date, time

ONE_HOUR = 60


def long_day(day: date) -> str:
    """A date in full: Tue 13 June 2017."""
    return f"{day:%a} {day.day} {day:%B %Y}"


def entered_day(day: date) -> str:
    """A date in a narrow field of a form: Tue 13 Jun 2017."""
    return f"{day:%a} {brief_day(day)}"


def brief_day(day: date) -> str:
    """A date with its year where there is little room: 13 Jun 2017."""
    return f"{day.day} {day:%b %Y}"


def short_day(day: date, *, year_begins: int | None = None) -> str:
    """A date in a column: 13 Jun, with its year where it is not of the year at hand."""
    if year_begins is not None:
        first, last = date(year_begins, 4, 1), date(year_begins + 1, 3, 31)
        if not first <= day <= last:
            return f"{day.day} {day:%b %Y}"
    return f"{day.day} {day:%b}"


def plain_day(day: date) -> str:
    """A date for letters: 13 June 2017."""
    return f"{day.day} {day:%B %Y}"


def clock(at: time) -> str:
    """A time of day: 09:30."""
    return f"{at:%H:%M}"


def hours_said(minutes: int | None) -> str:
    """A length of training: 6 hours, 1½ hours; empty where it is not known."""
    if not minutes:
        return ""
    whole, rest = divmod(minutes, 60)
    part = {0: "", 15: "¼", 30: "½", 45: "¾"}.get(rest)
    if part is None:
        return f"{whole} h {rest} min" if whole else f"{rest} minutes"
    return f"{whole or ''}{part} {'hours' if minutes > ONE_HOUR else 'hour'}"


def listed(things: Sequence[str], *, last: str = "and") -> str:
    """Several things in a sentence: a, b and c."""
    if len(things) <= 1:
        return "".join(things)
    return f"{', '.join(things[:-1])} {last} {things[-1]}"
