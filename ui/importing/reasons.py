"""The reasons why rows were refused, as a file for whoever keeps the workbook."""

import csv
from io import StringIO
from pathlib import Path

from trainingdesk.services.importing.outcome import Outcome
from trainingdesk.services.saving import save_document

HEADINGS = ("File", "Sheet", "Row", "Column", "What is wrong, and what is expected")


def save_reasons(outcome: Outcome, path: Path) -> None:
    """Write every reason: a table where the name ends in .csv, else a line each.

    Raises CannotSave.
    """
    text = _table(outcome) if path.suffix.lower() == ".csv" else _lines(outcome)
    # The mark at the beginning tells spreadsheets that the letters are UTF-8.
    save_document(text.encode("utf-8-sig"), path)


def _lines(outcome: Outcome) -> str:
    return "".join(f"{problem}\n" for problem in outcome.problems)


def _table(outcome: Outcome) -> str:
    written = StringIO(newline="")
    rows = csv.writer(written)
    rows.writerow(HEADINGS)
    rows.writerows(
        (p.place.file, p.place.sheet, p.place.row, p.column, p.text) for p in outcome.problems
    )
    return written.getvalue()
