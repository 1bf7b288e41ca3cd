"""What a cell gives when it is read: a value, a mended value, or what is wrong with it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, TypeAlias

from trainingdesk.exchange.places import shown
from trainingdesk.exchange.spaces import tidied, tidied_lines

Cell: TypeAlias = str | int | float | datetime | time
"""A cell as a file holds it. An empty one is None."""

ERROR_VALUES = frozenset(
    {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"}
)


NATURAL = re.compile(r"[-\d./: ]+", re.ASCII)
"""How a date or a number stands in a file that holds nothing but text."""


LONGEST_NUMBER = 60
"""No date or number needs more letters."""


class Unreadable(ValueError):
    """What is wrong with a cell."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A value that was written otherwise than a workbook should."""

    value: Any


@dataclass(frozen=True, slots=True)
class Wrong:
    """A cell that cannot be read: what is wrong, and what is expected."""

    text: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of value: what is expected, and how it is read from a cell.

    ``text`` says that text is its own form in a workbook; a date or a number written as text
    is mended.
    """

    expected: str
    read: Callable[[Cell], Any]
    text: bool = False
    lines: bool = False


class Reader(dict[Cell | None, Any]):
    """What each cell of one column gives. Equal cells are read once: columns repeat themselves."""

    def __init__(self, kind: Kind, *, required: bool, typed: bool) -> None:
        super().__init__()
        self._kind = kind
        self._typed = typed
        self[None] = Wrong(f"is empty; expected {kind.expected}.") if required else None

    def __missing__(self, cell: Cell) -> Any:
        answer = self[cell] = self._answer(cell)
        return answer

    def _answer(self, cell: Cell) -> Any:
        if not isinstance(cell, str):
            return self._read(cell)
        clean = tidied_lines(cell) if self._kind.lines else tidied(cell)
        if not clean:
            return self[None]
        if clean in ERROR_VALUES:
            return Wrong(f"{shown(clean)} is a spreadsheet's error; {self._expected}")
        if len(clean) > LONGEST_NUMBER and not self._kind.text:
            return Wrong(f"{shown(clean)} is too long; {self._expected}")
        answer = self._read(clean)
        if isinstance(answer, Wrong | Mended) or (clean == cell and self._is_natural(clean)):
            return answer
        return Mended(answer)

    def _is_natural(self, clean: str) -> bool:
        return self._kind.text or (not self._typed and NATURAL.fullmatch(clean) is not None)

    def _read(self, cell: Cell) -> Any:
        try:
            return self._kind.read(cell)
        except Unreadable as wrong:
            return Wrong(f"{wrong}; {self._expected}")

    @property
    def _expected(self) -> str:
        return f"expected {self._kind.expected}."


def told(value: object) -> str:
    """A value as a list of mends shows it."""
    if isinstance(value, tuple):
        return "; ".join(map(told, value))
    if isinstance(value, date):
        return f"{value.day} {value:%B %Y}"
    return f"{value:%H:%M}" if isinstance(value, time) else str(value)
