"""Exports of online forms in the shapes of the three programs that save them."""

import csv
from collections.abc import Sequence
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook

CONFIDENCE = "How confident are you that you can act on a concern?"
GOOD = "What was good about the day?"
WHAT = "What will you do differently?"

Row = Sequence[Any]


def at(day: int, month: int = 6, year: int = 2026) -> datetime:
    """A moment as a workbook holds it."""
    return datetime(year, month, day, 9, 30)  # noqa: DTZ001 - a spreadsheet's times are local


def xlsx(path: Path, rows: Sequence[Row]) -> Path:
    """Rows as a workbook."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return path


def csv_file(
    path: Path, rows: Sequence[Row], *, encoding: str = "utf-8-sig", sign: str = ","
) -> Path:
    """Rows as a .csv file."""
    text = StringIO()
    csv.writer(text, delimiter=sign).writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def microsoft(folder: Path, questions: Row, *answers: Row, name: str = "Forms.xlsx") -> Path:
    """What Microsoft Forms saves; each answer begins with its number, day, address and name."""
    heads = ["Id", "Start time", "Completion time", "Email", "Name", *questions]
    rows = [
        [number, at(day), at(day), email, who, *said] for number, day, email, who, *said in answers
    ]
    return xlsx(folder / name, [heads, *rows])


def google(folder: Path, questions: Row, *answers: Row, name: str = "Forms.csv") -> Path:
    """What Google Forms saves; each answer begins with its time and address."""
    return csv_file(folder / name, [["Timestamp", "Email Address", *questions], *answers])


OF_MONKEY = [
    *("Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address"),
    *("Email Address", "First Name", "Last Name", "Custom Data 1"),
]


def monkey(folder: Path, heads: Row, under: Row, *answers: Row, name: str = "Sheet.csv") -> Path:
    """What SurveyMonkey saves; each answer begins with its number, day, address and two names."""
    rows = [
        [number, "99", day, day, "10.0.0.1", email, first, last, "", *said]
        for number, day, email, first, last, *said in answers
    ]
    blank = [""] * len(OF_MONKEY)
    return csv_file(folder / name, [[*OF_MONKEY, *heads], [*blank, *under], *rows])
