"""Reading a sheet into rows, each cell by the kind of its column."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from trainingdesk.exchange.headings import Headings, headings_of, letters_of
from trainingdesk.exchange.places import Mend, Place, Problem, shown
from trainingdesk.exchange.readings import Cell, Mended, Reader, Wrong, told
from trainingdesk.exchange.rows import RefusedRow
from trainingdesk.exchange.sheets import Sheet, SheetRow
from trainingdesk.exchange.tables import Table

ODD = frozenset({Mended, Wrong})


@dataclass(slots=True)
class Found:
    """What the sheets of one name have given."""

    rows: list[Any] = field(default_factory=list)
    refused: list[RefusedRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    mends: list[Mend] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)


def read_sheet(sheet: Sheet, table: Table, found: Found) -> None:
    """Read every row of a sheet; one whose headings are wrong gives no row."""
    rows = ((number, cells) for number, cells in sheet.rows if any(map(is_filled, cells)))
    first = next(rows, None)
    if first is None:
        return
    headings = headings_of(sheet, table, first)
    if isinstance(headings, list):
        found.problems += headings
        return
    if not table.open_ended:
        found.notices += [
            f"{sheet.file}: {sheet.name}: the column {shown(name)} is not known and was left out."
            for name in headings.others.values()
        ]
    RowReader(sheet, table, headings, found).read(rows)


def is_filled(cell: Cell | None) -> bool:
    """Whether anything stands in a cell."""
    return bool(cell.strip()) if isinstance(cell, str) else cell is not None


class RowReader:
    """Reads the rows of one sheet, once it is known where the columns stand."""

    def __init__(self, sheet: Sheet, table: Table, headings: Headings, found: Found) -> None:
        self._sheet, self._table, self._found = sheet, table, found
        self._here = sheet.file, table.name
        self._width = headings.width
        self._bare = frozenset(headings.bare)
        self._filled: set[int] = set()
        self._others = tuple(headings.others.items()) if table.open_ended else ()
        # A column that is not there is read from the empty cell after the last.
        self._columns = [
            (
                Reader(column.kind, required=column.required, typed=sheet.typed),
                headings.places.get(column.title, headings.width),
            )
            for column in table.columns
        ]

    def read(self, rows: Iterable[SheetRow]) -> None:
        """Read all rows; a bad one is named, and kept apart."""
        file, name, make, keep = *self._here, self._table.row, self._found.rows.append
        for number, cells in rows:
            self._fit(cells)
            values = [reader[cells[place]] for reader, place in self._columns]
            place = Place(file, name, number)
            if not ODD.isdisjoint(map(type, values)) and not self._mend(place, cells, values):
                continue
            if self._others:
                values.append(self._answers(cells))
            keep(make(place, *values))
        self._tell_of_bare_columns()

    def _fit(self, cells: list[Cell | None]) -> None:
        """Give a row as many cells as there are headings, and an empty one after them."""
        missing = self._width - len(cells)
        if missing < 0 or self._bare:
            self._filled |= {
                place
                for place, cell in enumerate(cells)
                if (place >= self._width or place in self._bare) and is_filled(cell)
            }
            del cells[self._width :]
        cells += [None] * (max(0, missing) + 1)

    def _mend(self, place: Place, cells: list[Cell | None], values: list[Any]) -> bool:
        """Note what was mended, or that the row is refused; say whether it is good."""
        problems, mends = [], []
        for n, (column, (_, at)) in enumerate(zip(self._table.columns, self._columns, strict=True)):
            value = values[n]
            if isinstance(value, Wrong):
                problems.append(Problem(place, column.title, value.text))
            elif isinstance(value, Mended):
                values[n] = value.value
                mends.append(Mend(place, column.title, str(cells[at]), told(value.value)))
        if problems:
            self._found.problems += problems
            self._found.refused.append(RefusedRow(place, self._known(values)))
            return False
        self._found.mends += mends
        return True

    def _known(self, values: list[Any]) -> dict[str, object]:
        pairs = zip(self._table.columns, values, strict=True)
        return {column.title: value for column, value in pairs if not isinstance(value, Wrong)}

    def _answers(self, cells: list[Cell | None]) -> tuple[tuple[str, Cell], ...]:
        pairs = ((name, cells[place]) for place, name in self._others)
        return tuple((name, cell) for name, cell in pairs if cell is not None)

    def _tell_of_bare_columns(self) -> None:
        self._found.notices += [
            f"{self._sheet.file}: {self._sheet.name}: column {letters_of(place)} has no heading, "
            "so what stands in it was left out."
            for place in sorted(self._filled)
        ]
