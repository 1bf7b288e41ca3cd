"""A sheet as a file holds it: numbered rows of cells, not yet read."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from trainingdesk.exchange.readings import Cell

SheetRow: TypeAlias = tuple[int, list[Cell | None]]
"""The number of a row, and its cells from the first column on."""

Progress: TypeAlias = Callable[[int, int], None]
"""Called with the rows read and the rows there may be in all. May raise to stop the reading."""

MOST_ROWS = 1_048_576
MOST_COLUMNS = 16_384
"""No spreadsheet has more."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of one file. ``typed`` says that its cells know what they are: text, number, date.

    In a .csv file everything is text, so a number written as text is nothing to mend there.
    """

    file: str
    name: str
    rows: Iterator[SheetRow]
    typed: bool
