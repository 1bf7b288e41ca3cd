"""Rows without a reference: equal ones count as often as they stand in one file."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from trainingdesk.services.importing.findings import Fate, RowCheck
from trainingdesk.services.importing.known import Entry
from trainingdesk.services.importing.storing import insert_rows, table_of
from trainingdesk.storage.models import Base

Kept: TypeAlias = tuple[tuple[str, Any], ...]
"""A row by its columns; in place of a link stands the record itself."""


class Multiset:
    """All rows of one table, and those that are to be added."""

    def __init__(
        self, db: Session, model: type[Base], links: Mapping[str, Mapping[int, Entry]]
    ) -> None:
        self._model = model
        self._links = links
        columns = [column for column in table_of(model).columns if column.name != "id"]
        self._names = [column.name for column in columns]
        self._held: Counter[Kept] = Counter()
        self._new: list[Kept] = []
        for *values, count in db.execute(select(*columns, func.count()).group_by(*columns)):
            row = dict(zip(self._names, values, strict=True))
            for name, records in links.items():
                row[name] = records.get(row[name])
            self._held[self._kept(row)] += count

    def take(self, rows: Iterable[tuple[RowCheck, dict[str, Any]]]) -> None:
        """Bring the desk up to the number of equal rows in one file, never beyond."""
        stock = self._held.copy()
        for check, row in rows:
            kept = self._kept(row)
            if stock[kept] > 0:
                stock[kept] -= 1
                check.accept(Fate.SAME)
            else:
                self._held[kept] += 1
                self._new.append(kept)
                check.accept(Fate.NEW)

    def write(self, db: Session) -> None:
        """Store what is new."""
        insert_rows(db, self._model, (self._stored(dict(kept)) for kept in self._new))

    def _kept(self, row: Mapping[str, Any]) -> Kept:
        return tuple((name, row[name]) for name in self._names)

    def _stored(self, row: dict[str, Any]) -> dict[str, Any]:
        return row | {name: row[name].id if row[name] else None for name in self._links}
