"""What an import would do, as rows of lists."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from trainingdesk.services.importing.outcome import Outcome
from ui.parts.cell import Cell
from ui.parts.pages import Pages
from ui.parts.rows_model import Column
from ui.parts.theme import Width

ALL = "All sheets"
QUOTED = re.compile(r"(?<!\w)'(.*?)'(?!\w)")
"""Words in straight quotes; the apostrophe inside a word is none."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One sheet: what becomes of its rows."""

    id: int
    sheet: str
    new: int
    changed: int
    same: int
    refused: int
    hanging: int
    mended: int


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One cell that was refused or mended, and what is said of it."""

    id: int
    file: str
    sheet: str
    row: int
    column: str
    said: str


def sheet_rows(outcome: Outcome) -> list[SheetRow]:
    """All sheets of the files together, then each, in the order they are taken in."""
    counts = [(ALL, outcome.total), *outcome.sheets.items()]
    return [
        SheetRow(n, name, c.new, c.changed, c.same, c.refused, c.hanging, c.mended)
        for n, (name, c) in enumerate(counts)
    ]


def refused_rows(outcome: Outcome) -> Pages[FindingRow]:
    """Every bad cell, a page at a time."""

    def fetch(offset: int, limit: int) -> Sequence[FindingRow]:
        found = outcome.problems[offset : offset + limit]
        return [
            FindingRow(
                offset + n,
                _file(outcome, p.place.file),
                p.place.sheet,
                p.place.row,
                p.column,
                sentence(p.column, p.text),
            )
            for n, p in enumerate(found)
        ]

    return Pages(len(outcome.problems), fetch)


def sentence(column: str, said: str) -> str:
    """What is said of a cell, as a sentence of its own with the quotes of a page."""
    if said.startswith("is empty"):
        said = f"{column} {said}"
    return QUOTED.sub(r"“\1”", said[:1].upper() + said[1:])


def mended_rows(outcome: Outcome) -> Pages[FindingRow]:
    """Every cell that could only mean one thing, a page at a time."""

    def fetch(offset: int, limit: int) -> Sequence[FindingRow]:
        found = outcome.mends[offset : offset + limit]
        return [
            FindingRow(
                offset + n,
                _file(outcome, m.place.file),
                m.place.sheet,
                m.place.row,
                m.column,
                f"“{m.was}” was read as “{m.read_as}”",
            )
            for n, m in enumerate(found)
        ]

    return Pages(len(outcome.mends), fetch)


def notice_rows(outcome: Outcome) -> Pages[FindingRow]:
    """What else is to be known of the files."""

    def fetch(offset: int, limit: int) -> Sequence[FindingRow]:
        found = outcome.notices[offset : offset + limit]
        return [FindingRow(offset + n, "", "", 0, "", said) for n, said in enumerate(found)]

    return Pages(len(outcome.notices), fetch)


def sheet_columns() -> list[Column[SheetRow]]:
    """The columns of the list of sheets."""
    counts = ("New", "Changed", "Same", "Mended", "Refused", "Hanging")
    return [
        Column[SheetRow]("Sheet", _name, share=1),
        *(
            Column[SheetRow](title, partial(_count, title), width=Width.NUMBER, right=True)
            for title in counts
        ),
    ]


def finding_columns() -> list[Column[FindingRow]]:
    """The columns of the list of bad rows, and of that of mends."""
    return [
        Column("Sheet", lambda r: r.sheet, width=Width.MARK),
        Column("Row", lambda r: str(r.row or ""), width=Width.COUNT, right=True),
        Column("Column", lambda r: r.column, width=Width.MARK),
        Column("What was found", lambda r: Cell(r.said, note=r.file), share=1),
    ]


def _file(outcome: Outcome, name: str) -> str:
    """The name of a file, where there are several."""
    return name if len(outcome.files) > 1 else ""


def _name(row: SheetRow) -> Cell:
    return Cell(row.sheet, strong=row.sheet == ALL)


def _count(title: str, row: SheetRow) -> Cell:
    number: int = getattr(row, title.lower())
    tone = "amber" if number and title in {"Refused", "Hanging"} else "ink"
    return Cell(f"{number:,}" if number else "", tone=tone, strong=row.sheet == ALL)
