"""Reading texts: names, references, addresses, lists."""

import re
from datetime import date, time
from decimal import Decimal

from trainingdesk.domain.email import is_address
from trainingdesk.exchange.places import shown
from trainingdesk.exchange.readings import Cell, Kind, Mended, Unreadable

LONGEST_NAME = 300
LONGEST_TEXT = 10_000
LONGEST_REFERENCE = 60


def text(longest: int = LONGEST_NAME, expected: str = "a text") -> Kind:
    """One line of text."""

    def read(cell: Cell) -> str:
        return _within(_written(cell), longest)

    return Kind(expected, read, text=True)


def anything() -> Kind:
    """A cell whose kind depends on another cell of its row."""

    def read(cell: Cell) -> Cell:
        return _within(cell, LONGEST_TEXT) if isinstance(cell, str) else cell

    return Kind("a value", read, text=True, lines=True)


def lines() -> Kind:
    """Text of several lines."""

    def read(cell: Cell) -> str:
        return _within(_written(cell), LONGEST_TEXT)

    return Kind("a text", read, text=True, lines=True)


def known_as(what: str) -> Kind:
    """What an event, a delegate, a course or a question is known by."""
    return text(LONGEST_REFERENCE, f"the reference of {what}")


def listed() -> Kind:
    """Several texts parted by semicolons."""

    def read(cell: Cell) -> tuple[str, ...]:
        whole = _within(_written(cell), LONGEST_TEXT)
        return tuple(dict.fromkeys(part for each in whole.split(";") if (part := each.strip())))

    return Kind("texts parted by semicolons", read, text=True)


def listed_or_by_line() -> Kind:
    """Several texts parted by semicolons, or each on a line of its own."""

    def read(cell: Cell) -> tuple[str, ...]:
        parts = re.split(r"[;\n]", _within(_written(cell), LONGEST_TEXT))
        return tuple(dict.fromkeys(part for each in parts if (part := each.strip())))

    return Kind("texts parted by semicolons", read, text=True, lines=True)


def email() -> Kind:
    """One e-mail address."""

    def read(cell: Cell) -> str | Mended:
        written = _written(cell)
        address = re.sub(r"(?i)^mailto:\s*", "", written)
        if not is_address(address):
            raise Unreadable(f"{shown(written)} is not an e-mail address")
        return address if address == written else Mended(address)

    return Kind("one address such as ada@example.org, or nothing", read, text=True)


def _written(cell: Cell) -> str:
    """A cell as text. A code that a spreadsheet took for a date is not guessed back."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, date | time):
        raise Unreadable(f"{shown(cell)} is a date or time, perhaps made of a text by accident")
    return str(cell) if isinstance(cell, int) else f"{Decimal(format(cell, '.15g')):f}"


def _within(written: str, longest: int) -> str:
    if len(written) > longest:
        raise Unreadable(f"{shown(written)} has {len(written):,} letters, more than {longest:,}")
    return written
