"""Reading months, and whole numbers by month, as people and spreadsheets write them."""

import re
from datetime import date

from trainingdesk.domain.refusals import Refused
from trainingdesk.domain.year import EARLIEST, LATEST

NAMED = re.compile(r"(?:(\d{1,2})[ \-])?([a-z]{3,9})[ \-/.,']{0,2}(\d{4}|\d{2})", re.ASCII)
ISO = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2})(?:[ t][0:.]+)?)?", re.ASCII)
NUMBERS = re.compile(r"(?:(\d{1,2})[-/.])?(\d{1,2})[-/.](\d{4}|\d{2})", re.ASCII)
WHOLE = re.compile(r"(\d{1,3}(?:,\d{3}){1,2}|\d{1,9})(?:\.0+)?", re.ASCII)
MISSING = frozenset({"", "-", "–", "—", "n/a", "na", "..", "...", "x"})
MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
TELL = 3
"""So many lines that cannot be read are named; of the rest it is said how many they are."""


class CannotPaste(Refused):
    """What was pasted cannot be read, so nothing was stored."""


def month_typed(text: str) -> date | None:
    """The first day of a month such as April 2026, Apr-26, 04/2026, 2026-04 or 30/04/2026."""
    small = " ".join(text.casefold().split())
    if found := NAMED.fullmatch(small):
        return _first(found[1], _number_of(found[2]), found[3])
    if found := ISO.fullmatch(small):
        return _first(found[3], int(found[2]), found[1])
    if (found := NUMBERS.fullmatch(small)) and (found[1] or len(found[3]) == len("2026")):
        return _first(found[1], int(found[2]), found[3])
    return None


def whole_typed(text: str) -> int | None:
    """A whole number that is not below nought, such as 41, 1,204 or 41.0."""
    found = WHOLE.fullmatch(" ".join(text.split()))
    return int(found[1].replace(",", "")) if found else None


def months_pasted(text: str, *, here: date) -> dict[date, int]:
    """What two columns of a spreadsheet say, months and numbers; one column begins ``here``.

    A month whose number is left out is missing, never nought. Raises CannotPaste, naming what
    cannot be read.
    """
    lines = [(number, _cells(line)) for number, line in enumerate(text.splitlines(), 1)]
    lines = [(number, cells) for number, cells in lines if any(cells)]
    if lines and _is_head(lines[0][1]):
        lines = lines[1:]
    if not lines:
        raise CannotPaste(
            "There is nothing to paste. Copy two columns of a spreadsheet: months and numbers."
        )
    if all(len(cells) == 1 for _, cells in lines):
        return _one_column(lines, here)
    return _two_columns(lines)


def after(month: date, number: int) -> date:
    """The month so many after another; below nought, before it."""
    years, rest = divmod(month.month - 1 + number, 12)
    return date(month.year + years, rest + 1, 1)


def _two_columns(lines: list[tuple[int, list[str]]]) -> dict[date, int]:
    found: dict[date, int] = {}
    seen: set[date] = set()
    wrong: list[str] = []
    for number, (first, *rest) in lines:
        month, said = month_typed(first), rest[0] if rest else ""
        value = whole_typed(said)
        if month is None:
            wrong.append(f"Line {number}: “{first[:30]}” is not a month such as April 2026.")
        elif month in seen:
            wrong.append(f"Line {number}: {month:%B %Y} stands there twice.")
        elif value is not None:
            found[month] = value
        elif said.casefold() not in MISSING:
            wrong.append(_no_number(number, said))
        seen |= {month} if month else set()
    _refuse(wrong)
    return found


def _one_column(lines: list[tuple[int, list[str]]], here: date) -> dict[date, int]:
    found, wrong = {}, []
    for place, (number, (said,)) in enumerate(lines):
        value = whole_typed(said)
        if value is not None:
            found[after(here, place)] = value
        elif said.casefold() not in MISSING:
            wrong.append(_no_number(number, said))
    _refuse(wrong)
    return found


def _refuse(wrong: list[str]) -> None:
    if wrong:
        more = f" And {len(wrong) - TELL:,} more." if len(wrong) > TELL else ""
        raise CannotPaste(f"{' '.join(wrong[:TELL])}{more} Nothing was stored.")


def _no_number(line: int, said: str) -> str:
    return f"Line {line}: “{said[:30]}” is not a whole number."


def _is_head(cells: list[str]) -> bool:
    """Whether a first line only names the columns."""
    return all(month_typed(cell) is None and whole_typed(cell) is None for cell in cells)


def _cells(line: str) -> list[str]:
    """The cells of a line that was copied from a spreadsheet, or typed."""
    mark = next((mark for mark in "\t;" if mark in line), "")
    if not mark and month_typed(line.partition(",")[0]) is not None:
        mark = ","
    cells = [cell.strip() for cell in (line.split(mark, 1) if mark else [line])]
    return [cells[0], cells[1].rstrip("\t;, ")] if len(cells) > 1 else cells


def _number_of(name: str) -> int:
    """Which month a name or the beginning of one means; nought for none."""
    name = name.removesuffix("t") if name == "sept" else name
    return next((n for n, full in enumerate(MONTHS, 1) if full.startswith(name)), 0)


def _first(day: str | None, month: int, year: str) -> date | None:
    whole = int(year) + (2000 if len(year) == len("26") else 0)
    try:
        date(whole, month, int(day or 1))
    except ValueError:
        return None
    return date(whole, month, 1) if EARLIEST <= whole <= LATEST else None
