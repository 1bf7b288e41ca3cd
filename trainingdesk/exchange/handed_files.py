"""The rows of a file that was handed in for a register: a .csv, a report of Teams, a workbook."""

import csv
from collections.abc import Iterable
from datetime import datetime, time
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import TypeAlias

from trainingdesk.domain.refusals import CannotImport
from trainingdesk.exchange.archives import opened
from trainingdesk.exchange.csv_files import text_of
from trainingdesk.exchange.readings import Cell
from trainingdesk.exchange.spaces import tidied
from trainingdesk.exchange.workbooks import read_in_full
from trainingdesk.exchange.xlsx_files import sheets_of_workbook

TextRow: TypeAlias = tuple[int, list[str]]
"""The number of a row, and its cells as text."""

LARGEST = 8 * 1024 * 1024
MOST_ROWS = 5_000
"""No register and no report of a meeting has more."""

DELIMITERS = "\t;,|"
LOOKED_AT = 40
"""So many lines tell what stands between the cells."""

NOT_READ = (
    "only .csv and .xlsx files can be read. A scan or a picture can be kept with the register, but "
    "what stands on it has to be keyed in."
)
TEXTS = frozenset({".csv", ".tsv", ".txt"})
WORKBOOKS = frozenset({".xlsx", ".xlsm"})


def rows_of_file(path: Path, notices: list[str]) -> list[TextRow]:
    """Every row of a file that holds anything; raises CannotImport."""
    kind = path.suffix.casefold()
    if kind not in TEXTS | WORKBOOKS:
        raise CannotImport([f"{path.name}: {NOT_READ}"])
    with read_in_full(path):
        if path.stat().st_size > LARGEST:
            raise CannotImport([f"{path.name}: it is far too large for a register."])
        rows = _of_text(path, notices) if kind in TEXTS else _of_workbook(path)
    if len(rows) > MOST_ROWS:
        raise CannotImport([f"{path.name}: it has more than {MOST_ROWS:,} rows."])
    if not rows:
        raise CannotImport([f"{path.name}: it is empty."])
    return rows


def _of_text(path: Path, notices: list[str]) -> list[TextRow]:
    text = text_of(path.read_bytes(), path.name, notices)
    lines = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        return _filled((number, list(cells)) for number, cells in enumerate(lines, start=1))
    except csv.Error as error:
        raise CannotImport(
            [f"{path.name}: line {lines.line_num} cannot be read; a quotation mark may be missing."]
        ) from error


def _delimiter(text: str) -> str:
    """What stands between the cells: the sign that parts most lines, a tab before any other."""
    lines = text.splitlines()[:LOOKED_AT]
    counts = {sign: sum(sign in line for line in lines) for sign in DELIMITERS}
    if counts["\t"]:
        return "\t"
    return max(DELIMITERS[1:], key=lambda sign: counts[sign])


def _of_workbook(path: Path) -> list[TextRow]:
    """The rows of the first sheet that has any."""
    with opened(path) as file:
        for sheet in sheets_of_workbook(file, path.name, lambda _done, _total: None):
            rows = ((number, [told(cell) for cell in cells]) for number, cells in sheet.rows)
            if filled := _filled(rows):
                return filled
    return []


def _filled(rows: Iterable[TextRow]) -> list[TextRow]:
    """The rows that hold anything, and no more of them than show that there are too many."""
    tidy = ((number, [tidied(cell) for cell in cells]) for number, cells in rows)
    return list(islice((row for row in tidy if any(row[1])), MOST_ROWS + 1))


def told(cell: Cell | None) -> str:
    """A cell of a workbook as it would stand in a .csv file."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d}" if cell.time() == time() else f"{cell:%Y-%m-%d %H:%M:%S}"
    if isinstance(cell, time):
        return f"{cell:%H:%M:%S}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
