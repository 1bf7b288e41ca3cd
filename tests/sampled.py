"""The sample programme as its workbooks tell it, for the tests of it."""

from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "resources" / "sample"
YEARS = ("2024-25", "2025-26", "2026-27")
PRESENT = date(2026, 11, 10)
CAME = {"Attended", "Late", "Left early"}

Row = dict[str, Any]
Book = dict[str, list[Row]]


def read(path: Path) -> Book:
    book = openpyxl.load_workbook(path, read_only=True)
    try:
        sheets = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}
    finally:
        book.close()
    return {
        title: [dict(zip(map(str, rows[0]), map(tidy, row), strict=True)) for row in rows[1:]]
        for title, rows in (
            (title, [pad(row, rows[0]) for row in rows]) for title, rows in sheets.items()
        )
    }


def pad(row: tuple[Any, ...], heading: tuple[Any, ...]) -> tuple[Any, ...]:
    return row + (None,) * (len(heading) - len(row))


def tidy(value: Any) -> Any:
    return value.date() if isinstance(value, datetime) else value


@cache
def kept() -> dict[str, Book]:
    """The workbooks that ship with the program, by training year."""
    return {year: read(SAMPLE / f"westmere-{year}.xlsx") for year in YEARS}


def firsts(book: Book) -> dict[str, Row]:
    """The first day's row of each event."""
    rows = sorted(book["Events"], key=lambda row: row["Date"], reverse=True)
    return {row["Event"]: row for row in rows}


def words(value: str | None) -> list[str]:
    return value.split("; ") if value else []


def counted(book: Book) -> dict[str, float]:
    """The main figures, counted as the contract words them."""
    events = firsts(book)
    kept = {name for name, row in events.items() if row["Status"] in {"Delivered", "Cancelled"}}
    bookings = [row for row in book["Bookings"] if row["Event"] in kept]
    came = [row for row in bookings if row["Attendance"] in CAME]
    scheduled = [r for r in events.values() if r["Status"] not in {"Draft", "Postponed"}]
    delivered = [r for r in events.values() if r["Status"] == "Delivered"]
    return {
        "Events scheduled": len(scheduled),
        "Events delivered": len(delivered),
        "Places": sum(row["Places"] for row in delivered),
        "Booked": sum(row["Status"] == "Booked" for row in bookings),
        "Attended": len(came),
        "Walk-ins": sum(row["Status"] == "Walk-in" for row in came),
        "Absent": sum(row["Attendance"] == "Absent" for row in bookings),
    }
