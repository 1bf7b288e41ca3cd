"""Writing a file that a finance system takes in: sums exact to the penny, and no formulas."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TypeAlias

from trainingdesk.exchange.lists import FORMULAS

Sum: TypeAlias = Decimal


def write_finance_file(
    path: Path, headings: Sequence[str], rows: Iterable[Sequence[str | date | Sum | None]]
) -> None:
    """Write rows as .csv; days stand as 13/06/2017, sums with two decimals."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([_plain(heading) for heading in headings])
        writer.writerows([_plain(value) for value in row] for row in rows)


def _plain(value: str | date | Sum | None) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return f"'{value}" if value.startswith(FORMULAS) else value
