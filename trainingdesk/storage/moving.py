"""Moving every row of one desk into another, of whatever kind of database."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Integer, func, insert, select

from trainingdesk.storage.models import Base

AT_ONCE = 2000
FIRST_BOARD = "board"  # the step that makes the table also makes its one row


def move_rows(source: Connection, target: Connection) -> dict[str, int]:
    """Copy every table into an empty desk, and say how many rows of each."""
    counts: dict[str, int] = {}
    target.execute(Base.metadata.tables[FIRST_BOARD].delete())
    for table in Base.metadata.sorted_tables:
        rows = source.execute(select(table)).mappings()
        moved = 0
        while batch := [dict(row) for row in islice(rows, AT_ONCE)]:
            target.execute(insert(table), batch)
            moved += len(batch)
        counts[table.name] = moved
    if target.dialect.name == "postgresql":
        _catch_up(target)
    return counts


def empty(target: Connection) -> None:
    """Take every row out of a shared desk, as the first half of a restore."""
    names = ", ".join(f'"{table.name}"' for table in Base.metadata.sorted_tables)
    target.exec_driver_sql(f"TRUNCATE {names} RESTART IDENTITY CASCADE")


def counted_rows(db: Connection) -> dict[str, int]:
    """How many rows each table has."""
    return {
        table.name: int(db.scalar(select(func.count()).select_from(table)) or 0)
        for table in Base.metadata.sorted_tables
    }


def _catch_up(target: Connection) -> None:
    """Let numbers given from now on begin after those that were moved."""
    for table, column in _numbered():
        sequence = func.pg_get_serial_sequence(table.name, column.name)
        highest = select(func.max(column)).scalar_subquery()
        target.execute(select(func.setval(sequence, func.coalesce(highest, 1))))


def _numbered() -> Iterator[tuple[Any, Any]]:
    for table in Base.metadata.sorted_tables:
        key = list(table.primary_key.columns)
        if len(key) == 1 and isinstance(key[0].type, Integer) and not key[0].foreign_keys:
            yield table, key[0]
