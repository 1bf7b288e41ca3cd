"""Sheets of a workbook: heads that stay in sight, wide columns, figures as numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any, Literal

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from trainingdesk.reports.faces import tidy
from trainingdesk.reports.words import shortened

Form = Literal["text", "count", "percent", "mean", "money", "figure", "ratio"]
NUMBERS: dict[Form, str] = {
    "count": "#,##0",
    "percent": "0%",
    "mean": "0.0",
    "ratio": "0.000",
    "money": "£#,##0.00",
    "figure": "General",
}
PLAIN = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
"""What a row says stays what it says: no formula, address or number is made of it."""
WIDEST, CELL_HOLDS = 60, 32000


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a sheet: its head, the key of its values, and how they are shown."""

    head: str
    key: str
    form: Form = "text"


@dataclass(frozen=True, slots=True)
class Cell:
    """A value that is shown in a way of its own, whatever its column."""

    value: Any
    form: Form


class Book:
    """A workbook in the making."""

    def __init__(self, *, title: str, author: str, created: datetime) -> None:
        self._out = BytesIO()
        self._book = Workbook(self._out, PLAIN)
        self._book.set_properties(
            {"title": tidy(title), "author": tidy(author), "created": created}
        )
        self._head = self._book.add_format(
            {
                "bold": True,
                "bottom": 1,
                "text_wrap": True,
                "valign": "bottom",
                "bg_color": "#E4EEEB",
            }
        )
        self._text = self._book.add_format({"text_wrap": True, "valign": "top"})
        self._formats: dict[Form, Format] = {
            form: self._book.add_format({"num_format": number, "valign": "top"})
            for form, number in NUMBERS.items()
        }

    def sheet(self, name: str, fields: Sequence[Field], rows: Sequence[Mapping[str, Any]]) -> None:
        """Add a sheet with a row a record."""
        sheet = self._book.add_worksheet(name)
        sheet.freeze_panes(1, 1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        for column, field in enumerate(fields):
            sheet.write_string(0, column, tidy(field.head), self._head)
            sheet.set_column(column, column, _width(field, rows))
        for line, row in enumerate(rows, start=1):
            for column, field in enumerate(fields):
                held = row.get(field.key)
                own = held if isinstance(held, Cell) else Cell(held, field.form)
                self._write(sheet, line, column, own)
        if rows:
            sheet.autofilter(0, 0, len(rows), len(fields) - 1)

    def saved(self) -> bytes:
        """The finished workbook."""
        self._book.close()
        return self._out.getvalue()

    def _write(self, sheet: Any, line: int, column: int, cell: Cell) -> None:
        if cell.value is None:
            return
        if cell.form == "text" or isinstance(cell.value, str):
            words = shortened(tidy(str(cell.value)), CELL_HOLDS)
            sheet.write_string(line, column, words, self._text)
        else:
            sheet.write_number(line, column, cell.value, self._formats[cell.form])


def _width(field: Field, rows: Sequence[Mapping[str, Any]]) -> int:
    """Wide enough for the longest word of the head and for most of what stands below."""
    head = max(map(len, field.head.split()), default=0)
    below = 10
    if field.form == "text":
        below = max((len(str(_held(row, field))) for row in rows), default=0)
    return min(WIDEST, max(head, below, 10) + 2)


def _held(row: Mapping[str, Any], field: Field) -> Any:
    held = row.get(field.key, "")
    return held.value if isinstance(held, Cell) else held
