"""Reading dates, times of day and training years, as people in the United Kingdom write them."""

import re
from datetime import date, datetime, time, timedelta

from trainingdesk.domain.year import TrainingYear
from trainingdesk.exchange.places import shown
from trainingdesk.exchange.readings import Cell, Kind, Mended, Unreadable

EARLIEST, LATEST = date(1980, 1, 1), date(2099, 12, 31)
FIRST_SERIAL = date(1899, 12, 30)
"""The day a spreadsheet counts from."""

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WHOLE_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

MIDNIGHT = r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?"
ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})" + MIDNIGHT, re.ASCII)
UK = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})" + MIDNIGHT, re.ASCII)
IN_WORDS = re.compile(
    r"(?:([a-z]+),? )?(\d{1,2})(?:st|nd|rd|th)?[ \-/]*(?:of )?([a-z]+)\.?,?[ \-/]*'?(\d{4}|\d{2})"
)
MONTH_FIRST = re.compile(r"(?:([a-z]+),? )?([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d{2})(?::\d{2})?)? ?(am|pm|a\.m\.|p\.m\.)?")
YEAR = re.compile(r"(\d{4}) ?[-/–] ?(\d{2}|\d{4})")

NOON = 12
HOURS_IN_A_DAY, MINUTES_IN_AN_HOUR = 24, 60


def day() -> Kind:
    """A date."""
    return Kind("a date such as 03/07/2017 or 3 July 2017", _day)


def clock() -> Kind:
    """A time of day."""
    return Kind("a time such as 09:30", _clock, text=True)


def year() -> Kind:
    """A training year."""
    return Kind("a training year such as 2017-18", _year, text=True)


def _day(cell: Cell) -> date | Mended:
    if isinstance(cell, datetime):
        return _likely(cell.date(), cell)
    if isinstance(cell, int | float):
        return Mended(_of_serial(cell))
    if isinstance(cell, time):
        raise Unreadable(f"{shown(cell)} is a time and no date")
    return _likely(_of_text(cell), cell)


def _of_text(cell: str) -> date:
    small = cell.casefold()
    if found := ISO.fullmatch(cell):
        return _date(cell, found[1], found[2], found[3])
    if found := UK.fullmatch(cell):
        return _date(cell, found[3], found[2], found[1])
    if found := IN_WORDS.fullmatch(small):
        return _named(cell, found[1], _date(cell, found[4], _month(cell, found[3]), found[2]))
    if found := MONTH_FIRST.fullmatch(small):
        return _named(cell, found[1], _date(cell, found[4], _month(cell, found[2]), found[3]))
    if cell.isascii() and cell.isdigit():
        return _of_serial(int(cell))
    raise Unreadable(f"{shown(cell)} is not a date")


def _date(cell: str, year_: str, month: str | int, day_: str) -> date:
    century = 2000 if len(year_) == len("17") else 0
    try:
        return date(century + int(year_), int(month), int(day_))
    except ValueError:
        raise Unreadable(f"there is no such date as {shown(cell)}") from None


def _month(cell: str, name: str) -> int:
    short = "sep" if name == "sept" else name
    for number, (three, whole) in enumerate(zip(MONTHS, WHOLE_MONTHS, strict=True), start=1):
        if short in (three, whole):
            return number
    raise Unreadable(f"{shown(cell)} names no month")


def _named(cell: str, weekday: str | None, found: date) -> date:
    """The date, when the day of the week beside it agrees."""
    name = DAYS[found.weekday()]
    if weekday and not (len(weekday) >= len("mon") and name.startswith(weekday)):
        raise Unreadable(f"{shown(cell)} was a {name.capitalize()}")
    return found


def _of_serial(number: float) -> date:
    last = (LATEST - FIRST_SERIAL).days
    if not 0 < number < last + 1:
        raise Unreadable(f"{shown(number)} is not a date")
    return _likely(FIRST_SERIAL + timedelta(days=int(number)), number)


def _likely(found: date, cell: Cell) -> date:
    if not EARLIEST <= found <= LATEST:
        raise Unreadable(f"{shown(cell)} is not between {EARLIEST.year} and {LATEST.year}")
    return found


def _clock(cell: Cell) -> time | Mended:
    if isinstance(cell, datetime):
        raise Unreadable(f"{shown(cell)} is a date with a time")
    if isinstance(cell, time):
        return _to_the_minute(cell)
    if isinstance(cell, float) and 0 <= cell < 1:
        return Mended(_of_minutes(round(cell * HOURS_IN_A_DAY * MINUTES_IN_AN_HOUR), cell))
    written = str(cell).casefold()
    if isinstance(cell, float):
        raise Unreadable(f"{shown(cell)} may be minutes or a part of an hour")
    if written in ("noon", "midday", "12 noon"):
        return Mended(time(NOON))
    found = CLOCK.fullmatch(_with_colon(written))
    if not found or not (found[2] or found[3]):
        raise Unreadable(f"{shown(cell)} is not a time")
    at = _of_minutes(_hour(found) * MINUTES_IN_AN_HOUR + _minutes(found, cell), cell)
    return at if written in (f"{at:%H:%M}", f"{at:%H:%M:%S}") else Mended(at)


def _with_colon(written: str) -> str:
    """0930 and 930 as 09:30."""
    found = re.fullmatch(r"(\d{1,2})(\d{2})", written, re.ASCII)
    return f"{found[1]}:{found[2]}" if found and len(written) > len("30") else written


def _hour(found: re.Match[str]) -> int:
    hour, half = int(found[1]), (found[3] or "").replace(".", "")
    if half == "pm" and hour < NOON:
        return hour + NOON
    return 0 if half == "am" and hour == NOON else hour


def _minutes(found: re.Match[str], cell: Cell) -> int:
    minutes = int(found[2] or 0)
    if minutes >= MINUTES_IN_AN_HOUR:
        raise Unreadable(f"there is no such time as {shown(cell)}")
    return minutes


def _of_minutes(minutes: int, cell: Cell) -> time:
    hour, minute = divmod(minutes, MINUTES_IN_AN_HOUR)
    if hour >= HOURS_IN_A_DAY:
        raise Unreadable(f"there is no such time as {shown(cell)}")
    return time(hour, minute)


def _to_the_minute(at: time) -> time:
    """A spreadsheet's time, whose seconds may be off by the way it keeps fractions of a day."""
    on_that_day = datetime.combine(EARLIEST, at) + timedelta(seconds=30)
    return on_that_day.time().replace(second=0, microsecond=0)


def _year(cell: Cell) -> TrainingYear | Mended:
    written = str(cell)
    found = YEAR.fullmatch(written)
    if not found:
        raise Unreadable(f"{shown(cell)} is not a training year")
    began = TrainingYear(int(found[1]))
    if found[2] not in (began.name[5:], str(began.begins + 1)):
        raise Unreadable(f"{shown(cell)} is not one year after the other")
    if not EARLIEST.year <= began.begins <= LATEST.year:
        raise Unreadable(f"{shown(cell)} is not between {EARLIEST.year} and {LATEST.year}")
    return began if written == began.name else Mended(began)
