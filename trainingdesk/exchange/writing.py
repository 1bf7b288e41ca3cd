"""Writing a workbook row by row, without ever holding a sheet whole; no text is a formula."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, TypeAlias

from trainingdesk.exchange.numbers import DIGITS
from trainingdesk.exchange.sheets import MOST_ROWS
from trainingdesk.exchange.tables import TABLES

if TYPE_CHECKING:
    from xlsxwriter import Workbook

Value: TypeAlias = str | int | float | Decimal | date | time | None
"""What a cell is given; an empty text leaves it empty."""

LONGEST = 32_767
"""No spreadsheet keeps more letters in one cell."""

WIDE, NARROW = 28, 14
LONG = frozenset({"Title", "Outcomes", "Aims", "Audience", "Question", "Description", "Evidence"})
SETTINGS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


@dataclass(frozen=True, slots=True)
class FilledSheet:
    """One sheet to be written: its name, its headings, and its rows as they come."""

    name: str
    heads: Sequence[str]
    rows: Iterable[Sequence[Value]]


def heads_of(sheet: str) -> tuple[str, ...]:
    """The headings of a sheet of the workbook, in their order."""
    return next(
        tuple(column.title for column in table.columns) for table in TABLES if table.name == sheet
    )


def write_workbook(
    path: Path, sheets: Iterable[FilledSheet], *, most_rows: int = MOST_ROWS
) -> dict[str, int]:
    """Write sheets one after another, and return how many rows each was given.

    A sheet has at most so many rows with its headings, then another goes on. What stops the rows
    stops the writing, and nothing is left behind but the file begun.
    """
    with TemporaryDirectory(prefix="training-desk-") as folder, ExitStack() as held:
        from xlsxwriter import Workbook  # noqa: PLC0415  # slow to load, seldom needed

        book = Workbook(str(path), {**SETTINGS, "tmpdir": folder})
        book.use_zip64()
        writer = _Writer(book, held, most_rows)
        counts = {sheet.name: writer.write(sheet) for sheet in sheets}
        book.close()
    return counts


class _Writer:
    """Writes sheets into one workbook; one too long for a spreadsheet goes on in another."""

    def __init__(self, book: "Workbook", held: ExitStack, most_rows: int) -> None:
        self._book, self._held, self._most = book, held, most_rows - 1
        self._strong = book.add_format({"bold": True, "bottom": 1})
        self._dated = book.add_format({"num_format": "dd/mm/yyyy"})
        self._timed = book.add_format({"num_format": "hh:mm"})

    def write(self, filled: FilledSheet) -> int:
        rows = iter(filled.rows)
        count = self._page(filled, filled.name, rows)
        name = filled.name
        while (first := next(rows, None)) is not None:
            name += "+"  # read under the same name, whose letters are what counts
            count += self._page(filled, name, _again(first, rows))
        return count

    def _page(self, filled: FilledSheet, name: str, rows: Iterator[Sequence[Value]]) -> int:
        sheet = self._book.add_worksheet(name)
        # Whatever happens, its rows are not left open in a file that is about to go.
        self._held.callback(sheet.row_data_fh.close)
        sheet.freeze_panes(1, 0)
        for column, head in enumerate(filled.heads):
            sheet.set_column(column, column, WIDE if head in LONG else NARROW)
            sheet.write_string(0, column, head, self._strong)
        count = 0
        for count, row in enumerate(islice(rows, self._most), 1):
            for column, value in enumerate(row):
                self._cell(sheet, count, column, value)
        return count

    def _cell(self, sheet: Any, row: int, column: int, value: Value) -> None:
        if value is None or value == "":
            return
        if isinstance(value, str):
            sheet.write_string(row, column, value[:LONGEST])
        elif isinstance(value, datetime | date):
            sheet.write_datetime(row, column, value, self._dated)
        elif isinstance(value, time):
            sheet.write_datetime(row, column, value, self._timed)
        elif isinstance(value, Decimal):
            self._decimal(sheet, row, column, value)
        else:
            sheet.write_number(row, column, value)

    @staticmethod
    def _decimal(sheet: Any, row: int, column: int, value: Decimal) -> None:
        """As a number, unless the decimals it was published with would be lost."""
        if f"{Decimal(format(float(value), DIGITS)):f}" == f"{value:f}":
            sheet.write_number(row, column, float(value))
        else:
            sheet.write_string(row, column, f"{value:f}")


def _again(first: Sequence[Value], rest: Iterator[Sequence[Value]]) -> Iterator[Sequence[Value]]:
    yield first
    yield from rest
