"""How long a year's workbook takes to take in."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import openpyxl
from timings import Pair, clocked, middle_of

from trainingdesk.services.desk import Desk
from trainingdesk.services.importing.workbooks import load, read

RUNS = 5
YEAR = Path(__file__).parents[2] / "tests" / "data" / "havering-2017-18.xlsx"


def imports(folder: Path) -> Iterator[Pair]:
    """A year read, checked and stored, against openpyxl reading the same cells."""
    numbers = count()

    def into_a_new_desk() -> float:
        desk = Desk(folder / f"import-{next(numbers)}.sqlite")
        took = clocked(lambda: import_year(desk))
        desk.close()
        return took

    own, bare = middle_of(into_a_new_desk, lambda: clocked(read_cells), runs=RUNS)
    yield Pair("import a year's workbook", own, bare, "openpyxl reading every cell of it")


def import_year(desk: Desk) -> None:
    """Take the year in, whole."""
    book = read([YEAR])
    with desk.changing("Import", undoable=False) as db:
        load(db, book, skip_bad_rows=False, by=desk.stamp())


def read_cells() -> int:
    """Read every cell, and make nothing of it."""
    book = openpyxl.load_workbook(YEAR, read_only=True)
    cells = sum(len(row) for sheet in book for row in sheet.iter_rows(values_only=True))
    book.close()
    return cells
