"""Trying one cell against one kind of column."""

from datetime import datetime
from typing import Any

from trainingdesk.exchange.readings import Cell, Kind, Mended, Reader, Wrong


def read(kind: Kind, cell: Cell | None, *, typed: bool = True) -> Any:
    """What a cell gives in an optional column: a value, Mended or Wrong."""
    return Reader(kind, required=False, typed=typed)[cell]


def mended(kind: Kind, cell: Cell) -> Any:
    """The value of a cell that has to be mended."""
    answer = read(kind, cell)
    assert isinstance(answer, Mended), f"{cell!r} gave {answer!r}, unmended"
    return answer.value


def wrong(kind: Kind, cell: Cell) -> str:
    """What is said of a cell that cannot be read."""
    answer = read(kind, cell)
    assert isinstance(answer, Wrong), f"{cell!r} was read as {answer!r}"
    return answer.text


def moment(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    """A date as a spreadsheet keeps it: with a time, and of no zone."""
    return datetime(year, month, day, hour, minute)  # noqa: DTZ001
