"""The sheets of an .xlsx workbook, row by row, without ever holding one whole.

openpyxl reads them. What it says of a damaged file becomes a refusal in a sentence, and the size
that a sheet claims tells how far the reading is, and nothing else.
"""

import warnings
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any, BinaryIO, TypeAlias

from trainingdesk.domain.refusals import CannotImport
from trainingdesk.exchange.archives import DAMAGED, damage_explained
from trainingdesk.exchange.readings import Cell
from trainingdesk.exchange.sheets import MOST_COLUMNS, MOST_ROWS, Progress, Sheet, SheetRow

Row: TypeAlias = tuple[int, tuple[Any, ...]]

AT_ONCE = 500
"""How many rows are asked for at a time."""

ODD = frozenset({bool, date, timedelta})
"""What openpyxl finds in a cell and no kind of column knows."""

TRUE, FALSE = "TRUE", "FALSE"
MIDNIGHT = datetime(1900, 1, 1)  # noqa: DTZ001 - a spreadsheet's times are local


def sheets_of_workbook(file: BinaryIO, name: str, progress: Progress) -> Iterator[Sheet]:
    """Every sheet of a workbook, hidden ones too, each to be read before the next."""
    from openpyxl import load_workbook  # noqa: PLC0415  # slow to load, and most days not needed

    with _read_quietly(name):
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
    sheets: list[Any] = book.worksheets
    claims = [min(sheet.max_row or 1, MOST_ROWS) for sheet in sheets]
    before, total = 0, sum(claims)

    def rows_of(sheet: Any, before: int, after: int) -> Iterator[SheetRow]:
        sheet.reset_dimensions()  # or a claim that is too small would hide what lies beyond
        rows = enumerate(sheet.iter_rows(values_only=True), start=1)
        while some := _some(rows, name):
            progress(min(before + some[-1][0], after), total)
            yield from ((number, _cells(values)) for number, values in some if values)

    with closing(book):
        for sheet, claimed in zip(sheets, claims, strict=True):
            yield Sheet(name, sheet.title, rows_of(sheet, before, before + claimed), typed=True)
            before += claimed
            progress(before, total)


@contextmanager
def _read_quietly(name: str) -> Iterator[None]:
    """Refuse what is damaged; of what openpyxl merely warns, no row is the worse."""
    with warnings.catch_warnings(), damage_explained(name):
        warnings.simplefilter("ignore")
        yield


def _some(rows: Iterator[Row], name: str) -> list[Row]:
    """The next rows, of which those that were left out of the file are empty."""
    with _read_quietly(name):
        some = list(islice(rows, AT_ONCE))
    if some and (some[-1][0] > MOST_ROWS or any(len(row) > MOST_COLUMNS for _, row in some if row)):
        raise CannotImport([f"{name}: {DAMAGED}"])
    return some


def _cells(values: Iterable[Any]) -> list[Cell | None]:
    return [
        _plain(value) if type(value) in ODD or (type(value) is str and "_x" in value) else value
        for value in values
    ]


def _plain(value: str | int | date | timedelta) -> Cell:
    """A value as the kinds of columns know it."""
    if isinstance(value, str):
        from openpyxl.utils.escape import unescape  # noqa: PLC0415

        return unescape(value)  # letters that XML cannot hold are written as _x000D_
    if isinstance(value, int):
        return TRUE if value else FALSE
    if isinstance(value, timedelta):
        return str(value) if value.days else (MIDNIGHT + value).time()
    return datetime.combine(value, time())
