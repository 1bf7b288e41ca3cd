"""Storing many rows at once. Nothing here looks at what the rows say."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Protocol, TypeVar

from sqlalchemy import Table, bindparam, insert, update
from sqlalchemy.orm import Session

from trainingdesk.storage.models import Base

AT_ONCE = 1_000


class Numbered(Protocol):
    """Anything that the database numbers."""

    id: int | None


E = TypeVar("E")
N = TypeVar("N", bound=Numbered)


def batches(things: Sequence[E], size: int = AT_ONCE) -> Iterator[Sequence[E]]:
    """A long list in pieces: databases take only so many values in one statement."""
    for start in range(0, len(things), size):
        yield things[start : start + size]


def table_of(model: type[Base]) -> Table:
    """The table that a kind of record is kept in."""
    return Base.metadata.tables[model.__tablename__]


def insert_rows(db: Session, model: type[Base], rows: Iterable[dict[str, Any]]) -> None:
    """Add rows."""
    if values := list(rows):
        db.execute(insert(table_of(model)), values)


def insert_numbered(
    db: Session, table: Table, entries: Sequence[N], stored: Callable[[N], dict[str, Any]]
) -> None:
    """Add records, and tell each its number."""
    for some in batches(entries):
        statement = insert(table).returning(table.c.id, sort_by_parameter_order=True)
        numbers = db.execute(statement, [stored(entry) for entry in some]).scalars()
        for entry, number in zip(some, numbers.all(), strict=True):
            entry.id = number


def update_rows(
    db: Session, table: Table, rows: Sequence[dict[str, Any]], key: Sequence[str] = ("id",)
) -> None:
    """Change rows; all name the same columns, among them those they are found by."""
    if not rows:
        return
    changed = [name for name in rows[0] if name not in key]
    statement = (
        update(table)
        .where(*(table.c[name] == bindparam(f"the_{name}") for name in key))
        .values({name: bindparam(f"new_{name}") for name in changed})
    )
    db.execute(
        statement,
        [
            {f"{'the' if name in key else 'new'}_{name}": value for name, value in row.items()}
            for row in rows
        ],
    )
