"""What every sheet of an export is made from: rows asked for a few at a time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import Select
from sqlalchemy.orm import Session

from trainingdesk.exchange.writing import Value

AT_ONCE = 1_000
"""How many rows are in memory at a time."""

Rows: TypeAlias = Iterator[tuple[Value, ...]]

PARTED = "; "


@dataclass(slots=True)
class Teller:
    """Hears what the workbook cannot hold as it is."""

    notices: dict[str, None]  # in the order they were said, each once

    def tell(self, said: str) -> None:
        """Say something once."""
        self.notices[said] = None

    def listed(self, names: Iterable[str], what: str) -> str:
        """Several texts in one cell; a semicolon within one would part it in two."""
        parts = list(names)
        for name in parts:
            if ";" in name:
                self.tell(f"{what} “{name}” holds a semicolon, and is read as several.")
        return PARTED.join(parts)


def batches(db: Session, query: Select[*tuple[Any, ...]]) -> Iterator[list[Any]]:
    """The rows of a query, a few at a time."""
    # Closed also where nobody asks for the rest: a server keeps its rows until then.
    with db.execute(query.execution_options(yield_per=AT_ONCE)) as found:
        for some in found.partitions():
            yield list(some)


def each(db: Session, query: Select[*tuple[Any, ...]]) -> Iterator[Any]:
    """The rows of a query, one after another."""
    for some in batches(db, query):
        yield from some


def in_pounds(pence: int | None) -> float | None:
    """A sum as the workbook has it."""
    return None if pence is None else pence / 100
