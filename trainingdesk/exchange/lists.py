"""Writing a list to a file as it is shown: .csv or .xlsx, in which no text is a formula."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TypeAlias

Value: TypeAlias = str | int | float | date | None

FORMULAS = ("=", "+", "-", "@", "\t", "\r")
"""Spreadsheets run a text that begins with one of these."""

WIDEST, NARROWEST = 60, 10
NOT_IN_A_SHEET_NAME = str.maketrans(dict.fromkeys("[]:*?/\\", "-"))


def write_csv(path: Path, heads: Sequence[str], rows: Iterable[Sequence[Value]]) -> int:
    """Write a list as .csv that spreadsheets open with its letters whole; return its length."""
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([_plain(head) for head in heads])
        for count, row in enumerate(rows, 1):  # noqa: B007 - the last number is the length
            writer.writerow([_plain(value) for value in row])
    return count


def write_xlsx(
    path: Path, heads: Sequence[str], rows: Iterable[Sequence[Value]], *, title: str
) -> int:
    """Write a list as a workbook of one sheet, its heads kept in sight; return its length."""
    from xlsxwriter import Workbook  # noqa: PLC0415  # slow to load, and a start does not need it

    settings = {"strings_to_formulas": False, "strings_to_urls": False}
    widths = [len(head) for head in heads]
    count = 0
    with Workbook(str(path), settings) as book:
        strong = book.add_format({"bold": True})
        dated = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet = book.add_worksheet(title.translate(NOT_IN_A_SHEET_NAME)[:31].strip("'"))
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, heads, strong)
        for count, row in enumerate(rows, 1):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(count, column, value, dated)
                else:
                    sheet.write(count, column, value)
                widths[column] = max(widths[column], len(str(value or "")))
        for column, width in enumerate(widths):
            sheet.set_column(column, column, min(WIDEST, max(NARROWEST, width + 2)))
        if count:
            sheet.autofilter(0, 0, count, len(heads) - 1)
    return count


def _plain(value: Value) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, str) and value.startswith(FORMULAS):
        return f"'{value}"
    return value
