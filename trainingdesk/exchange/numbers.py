"""Reading numbers: counts, hours, money, shares."""

import re
from datetime import date, time
from decimal import Decimal

from trainingdesk.exchange.places import shown
from trainingdesk.exchange.readings import Cell, Kind, Mended, Unreadable

NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|[+-]?\.\d+", re.ASCII)
UNIT = re.compile(r"(?i)(?<=\d) ?(?:hours?|hrs?|h)\.?")
POUNDS = re.compile(r"(?i)^([+-]?) ?(?:£|gbp ?)? ?([+-]?[\d.,]+)(?: ?(?:gbp|pounds?))?$")

MOST = 10_000_000
MOST_HOURS = 1_000
MOST_PENCE = 100_000_000_00
DIGITS = ".15g"
"""A spreadsheet keeps fifteen digits; what a float says beyond them is noise."""


def whole(*, least: int = 0, most: int = MOST, expected: str = "a whole number") -> Kind:
    """A whole number between two others."""

    def read(cell: Cell) -> int:
        number = _decimal(cell, cell)
        if number != number.to_integral_value():
            raise Unreadable(f"{shown(cell)} is not a whole number")
        return int(_between(number, least, most, cell))

    return Kind(f"{expected} from {least:,} to {most:,}", read)


def hours() -> Kind:
    """A length in hours, as whole minutes."""

    def read(cell: Cell) -> int:
        number = _decimal(UNIT.sub("", cell) if isinstance(cell, str) else cell, cell)
        return round(_between(number, 0, MOST_HOURS, cell) * 60)

    return Kind("hours such as 6 or 1.5", read)


def money(*, least: int = 0) -> Kind:
    """A sum in pounds, as whole pence."""

    def read(cell: Cell) -> int:
        pence = _decimal(_without_pound(cell), cell) * 100
        if pence != pence.to_integral_value():
            raise Unreadable(f"{shown(cell)} has parts of a penny")
        return int(_between(pence, least, MOST_PENCE, cell))

    return Kind("a sum in pounds such as 1234.50", read)


def share() -> Kind:
    """A share of a whole: 0.85 and 85% are the same."""

    def read(cell: Cell) -> Decimal | Mended:
        number = _between(_percentage(cell, cell), 0, 100, cell)
        if number <= 1:
            return number
        if isinstance(cell, str) and cell.endswith("%"):
            raise Unreadable(f"{shown(cell)} is more than the whole")
        return Mended(number.scaleb(-2))

    return Kind("a share such as 85% or 0.85", read)


def figure() -> Kind:
    """A figure as it was published, with as many decimals as it was published with."""

    def read(cell: Cell) -> Decimal:
        return _between(_percentage(_without_pound(cell), cell), -MOST_PENCE, MOST_PENCE, cell)

    return Kind("a number such as 756, 75% or 20121.50", read)


def _decimal(number: Cell, cell: Cell) -> Decimal:
    """A number without its unit; ``cell`` is how it stood in the file."""
    if isinstance(number, date | time):
        raise Unreadable(f"{shown(cell)} is a date or time and no number")
    if not isinstance(number, str):
        return Decimal(format(number, DIGITS) if isinstance(number, float) else number)
    if not NUMBER.fullmatch(number):
        raise Unreadable(f"{shown(cell)} is not a number")
    return Decimal(number.replace(",", ""))


def _percentage(number: Cell, cell: Cell) -> Decimal:
    if isinstance(number, str) and number.endswith("%"):
        return _decimal(number[:-1].rstrip(), cell).scaleb(-2)
    return _decimal(number, cell)


def _without_pound(cell: Cell) -> Cell:
    if isinstance(cell, str) and (found := POUNDS.match(cell)):
        return found[1] + found[2]
    return cell


def _between(number: Decimal, least: int, most: int, cell: Cell) -> Decimal:
    if number < least:
        raise Unreadable(f"{shown(cell)} is " + ("below nought" if least == 0 else "too small"))
    if number > most:
        raise Unreadable(f"{shown(cell)} is too large")
    return number
