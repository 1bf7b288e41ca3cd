"""Rows without a reference: equal ones count as often as they stand in one file."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Generic, Protocol, TypeAlias, TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from trainingdesk.exchange.places import Place
from trainingdesk.services.importing.findings import Fate, Findings, RowCheck
from trainingdesk.services.importing.known import Entry
from trainingdesk.services.importing.records import Records
from trainingdesk.services.importing.storing import insert_rows, table_of
from trainingdesk.storage.models import Base

Kept: TypeAlias = tuple[tuple[str, Any], ...]
"""A row by its columns; in place of a link stands the record itself."""


class Placed(Protocol):
    """A row that knows where it stands."""

    @property
    def place(self) -> Place:
        """The row of the sheet of the file."""


R = TypeVar("R", bound=Placed)


@dataclass(frozen=True, slots=True)
class Link(Generic[R]):
    """The column that links a row to a record, and the cell that names the record."""

    column: str
    cell: str
    records: Records
    said: Callable[[R], str | None]


class Multiset(Generic[R]):
    """All rows of one table, and those that are to be added.

    ``filled`` gives the other columns of a row whose record was found.
    """

    def __init__(
        self,
        db: Session,
        model: type[Base],
        link: Link[R],
        filled: Callable[[RowCheck, R], dict[str, Any]],
    ) -> None:
        self._model = model
        self._link, self._filled = link, filled
        columns = [column for column in table_of(model).columns if column.name != "id"]
        self._names = [column.name for column in columns]
        self._held: Counter[Kept] = Counter()
        self._new: list[Kept] = []
        for *values, count in db.execute(select(*columns, func.count()).group_by(*columns)):
            row = dict(zip(self._names, values, strict=True))
            row[link.column] = link.records.by_id.get(row[link.column])
            self._held[self._kept(row)] += count

    def check(self, rows: Sequence[R], findings: Findings) -> None:
        """Check every row, a file at a time."""
        for _, some in groupby(rows, lambda row: row.place.file):
            self._take(self._good(some, findings))

    def _good(
        self, rows: Iterable[R], findings: Findings
    ) -> Iterator[tuple[RowCheck, dict[str, Any]]]:
        link = self._link
        for row in rows:
            check = findings.checking(row.place)
            record = check.found(link.records, link.cell, link.said(row))
            if check.is_good():
                yield check, {link.column: record, **self._filled(check, row)}

    def _take(self, rows: Iterable[tuple[RowCheck, dict[str, Any]]]) -> None:
        """Bring the desk up to the number of equal rows in one file, never beyond."""
        stock = self._held.copy()
        others = []
        for check, row in rows:
            kept = self._kept(row)
            if stock[kept] > 0:
                stock[kept] -= 1
                check.accept(Fate.SAME)
            else:
                others.append((check, kept))
        for check, kept in others:
            if self._is_there_otherwise(kept, stock):
                check.accept(Fate.SAME)
            else:
                self._held[kept] += 1
                self._new.append(kept)
                check.accept(Fate.NEW)

    def _is_there_otherwise(self, _kept: Kept, _stock: Counter[Kept]) -> bool:
        """Whether what no equal row stands for is there in another shape; then it is used up."""
        return False

    def write(self, db: Session) -> None:
        """Store what is new."""
        insert_rows(db, self._model, (self._stored(dict(kept)) for kept in self._new))

    def _kept(self, row: Mapping[str, Any]) -> Kept:
        return tuple((name, row[name]) for name in self._names)

    def _stored(self, row: dict[str, Any]) -> dict[str, Any]:
        record: Entry | None = row[self._link.column]
        return row | {self._link.column: record.id if record else None}
