"""Records that are known by a reference or a name: finding, adding and updating them."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlalchemy import Column, select
from sqlalchemy.orm import Session
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from trainingdesk.exchange.places import shown
from trainingdesk.exchange.spaces import folded
from trainingdesk.services.importing.findings import Fate, RowCheck
from trainingdesk.services.importing.known import Entry, Known
from trainingdesk.services.importing.storing import insert_numbered, table_of, update_rows
from trainingdesk.storage.models import Base
from trainingdesk.storage.models.base import OwnValues


class Records(Known):
    """The records of one table. ``apart`` are values that are kept in tables of their own."""

    def __init__(  # noqa: PLR0913 - what a kind of record is
        self,
        model: type[Base],
        *,
        key: str,
        column: str,
        what: str,
        expected: str,
        apart: Mapping[str, Any] | None = None,
        fold: Callable[[str], str] = folded,
    ) -> None:
        super().__init__(what, expected, fold=fold)
        self.table, self.key, self.column = table_of(model), key, column
        self._apart = dict(apart or {})
        self.by_id: dict[int, Entry] = {}

    def load(self, db: Session) -> None:
        """Know what the desk holds."""
        for row in db.execute(select(self.table).order_by(self.table.c.id)).mappings():
            values = {name: value for name, value in row.items() if name != "id"}
            entry = Entry(row[self.key], row["id"], {**self._apart, **values})
            self.by_id[row["id"]] = self.add(entry)

    def loaded(self) -> None:
        """Keep how the desk holds each record, once everything kept apart is known too."""
        for entry in self.by_id.values():
            entry.before = dict(entry.values)

    def refuse_repeated(self, check: RowCheck, name: str, given: Mapping[str, Any]) -> None:
        """Refuse a row that says otherwise than an earlier row, or may speak of two records."""
        if check.refuse_several(self, self.column, name):
            return
        entry = self.get(name)
        earlier = entry.given.get(check.place.file) if entry else None
        if earlier and earlier[1] != given:
            check.refuse(
                self.column,
                f"{shown(name)} stands in row {earlier[0]} already, with other details; "
                "expected one row for each.",
            )

    def check_plain(self, check: RowCheck, name: str, given: dict[str, Any]) -> None:
        """Check a row that speaks of nothing but itself.

        What an old workbook says under a former name was decided since, and changes nothing.
        """
        if self.is_former(name):
            check.found(self, self.column, name)
            check.accept(Fate.SAME)
            return
        self.refuse_repeated(check, name, given)
        if check.is_good():
            self.take(check, name, given)

    def take(
        self,
        check: RowCheck,
        name: str,
        given: dict[str, Any],
        said: dict[str, Any] | None = None,
    ) -> Entry:
        """Add a record or update it. What is None is left as it is.

        ``said`` is what the row says, where that is not simply what is stored.
        """
        fate, entry = self.put(name, given)
        if entry.name != name:
            check.mend(self.column, was=name, read_as=entry.name)
        entry.given[check.place.file] = (check.place.row, given if said is None else said)
        check.accept(fate)
        return entry

    def put(self, name: str, given: Mapping[str, Any]) -> tuple[Fate, Entry]:
        """Add a record or update it, and say which; what is None is left as it is."""
        entry = self.get(name)
        fate = Fate.SAME
        if entry is None:
            fate = Fate.NEW
            entry = self.add(Entry(name, values={**self._empty(), self.key: name}))
        for field, value in given.items():
            if value is not None and entry.values[field] != value:
                entry.values[field] = value
                fate = Fate.NEW if fate is Fate.NEW else Fate.CHANGED
        return fate, entry

    def _empty(self) -> dict[str, Any]:
        """A record of which nothing is known: what a new row has, and no text is an empty one."""
        known = {column.name: _unsaid(column) for column in self.table.columns}
        return {name: value for name, value in known.items() if name != "id"} | self._apart

    def write(self, db: Session) -> tuple[list[Entry], list[Entry]]:
        """Store what is new and what has changed; returns both."""
        new = [entry for entry in self if entry.id is None]
        changed = [entry for entry in self if entry.is_changed]
        insert_numbered(db, self.table, new, self.stored)
        update_rows(db, self.table, [{"id": e.id, **self.stored(e)} for e in changed])
        return new, changed

    def stored(self, entry: Entry) -> dict[str, Any]:
        """The values of the table itself."""
        return {name: entry.values[name] for name in entry.values if name not in self._apart}


def _unsaid(column: Column[Any]) -> Any:
    """What a column holds while nothing was said of it."""
    if isinstance(column.default, ScalarElementColumnDefault):
        return column.default.arg
    if isinstance(column.type, OwnValues):
        return {}
    return None if column.nullable else ""


def terms(words: Iterable[str], what: str = "") -> Known:
    """Words of the board's own, such as its sectors, as they were first spelt."""
    known = Known(what)
    for word in words:
        if word:
            known.add(Entry(word))
    return known
