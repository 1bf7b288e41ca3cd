"""Reading what people type into a form: days, times of day and numbers, written as they like."""

import re
from datetime import date, time

from trainingdesk.domain.year import TrainingYear

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
NUMBERS = re.compile(r"(\d{1,2})[-/. ](\d{1,2})(?:[-/. ](\d{4}|\d{2}))?", re.ASCII)
WORDS = re.compile(
    r"(?:([a-z]{3,9}),? )?(\d{1,2})(?:st|nd|rd|th)? ?([a-z]{3,9})(?:,? ?(\d{4}|\d{2}))?", re.ASCII
)
CLOCK = re.compile(r"(\d{1,2})(?:[:.h]?(\d{2}))? ?(am|pm)?", re.ASCII)
HOURS = re.compile(r"([0-9]{1,3})(\.[0-9]{1,2})?([½¼¾])?")

POUNDS = re.compile(r"£? ?([0-9]{1,3}(?:,[0-9]{3}){1,2}|[0-9]{1,7})(?:\.([0-9]{2}))?")

NOON = 12
LONGEST_NUMBER = 5


def day_typed(text: str, *, near: TrainingYear) -> date | None:
    """A day such as 13/6/2026, 13 June or Tue 13 Jun; without a year it is of the year at hand."""
    small = " ".join(text.casefold().split())
    if found := ISO.fullmatch(small):
        return _day(int(found[3]), int(found[2]), found[1], near)
    if found := NUMBERS.fullmatch(small):
        return _day(int(found[1]), int(found[2]), found[3], near)
    if (found := WORDS.fullmatch(small)) and found[3][:3] in MONTHS:
        day = _day(int(found[2]), MONTHS.index(found[3][:3]) + 1, found[4], near)
        said = found[1] or ""
        return day if day and DAYS[day.weekday()].startswith(said) else None
    return None


def time_typed(text: str) -> time | None:
    """A time of day such as 9:30, 0930, 9.30 or 1pm."""
    found = CLOCK.fullmatch(text.casefold().strip())
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half and not 1 <= hour <= NOON:
        return None
    if half:
        hour = hour % NOON + (NOON if half == "pm" else 0)
    try:
        return time(hour, minute)
    except ValueError:
        return None


def number_typed(text: str) -> int | None:
    """A whole number that is not below nought, as places are."""
    bare = text.strip()
    return int(bare) if bare.isascii() and bare.isdigit() and len(bare) <= LONGEST_NUMBER else None


def pence_typed(text: str) -> int | None:
    """A sum in pounds such as 45, £45.50 or 1,250, in pence."""
    found = POUNDS.fullmatch(text.strip())
    if found is None:
        return None
    return int(found[1].replace(",", "")) * 100 + int(found[2] or 0)


def minutes_typed(text: str) -> int | None:
    """Hours such as 6, 1.5 or 1½, in minutes."""
    found = HOURS.fullmatch(text.strip().replace(",", "."))
    if found is None:
        return None
    part = {"½": 30, "¼": 15, "¾": 45}.get(found[3], 0)
    return round(float(f"{found[1]}{found[2] or ''}") * 60) + part


def _day(day: int, month: int, year: str | None, near: TrainingYear) -> date | None:
    try:
        if year:
            return date(int(year) + (2000 if len(year) == len("26") else 0), month, day)
        first = date(near.begins, month, day)
        return first if first in near else date(near.begins + 1, month, day)
    except ValueError:
        return _leap_day(day, month, near) if not year else None


def _leap_day(day: int, month: int, near: TrainingYear) -> date | None:
    """29 February is of the year's second calendar year, or of none."""
    try:
        return date(near.begins + 1, month, day)
    except ValueError:
        return None
