"""Taking in agencies' returns and published figures: one of each for what it speaks of."""

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any, TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.exchange.places import shown
from trainingdesk.exchange.rows import FigureRow, ReturnRow
from trainingdesk.exchange.spaces import key_of
from trainingdesk.services.importing.agencies import Agencies
from trainingdesk.services.importing.courses import Courses
from trainingdesk.services.importing.findings import Fate, Findings, RowCheck
from trainingdesk.services.importing.known import Entry
from trainingdesk.services.importing.storing import insert_numbered, table_of, update_rows
from trainingdesk.storage.models import Base, PublishedFigure, Return

Key: TypeAlias = tuple[Any, ...]


class OnePerKey:
    """Rows of which there is one for each key; a second in the same file is refused.

    ``key`` tells from a row's values what there is one row for.
    """

    def __init__(
        self,
        db: Session,
        model: type[Base],
        column: str,
        key: Callable[[Mapping[str, Any]], Key],
        links: Mapping[str, Mapping[int, Entry]] | None = None,
    ) -> None:
        self._table, self._column, self._links = table_of(model), column, links or {}
        self._key = key
        self._held: dict[Key, Entry] = {}
        for row in db.execute(select(self._table)).mappings():
            values = {name: value for name, value in row.items() if name != "id"}
            for name, records in self._links.items():
                values[name] = records[values[name]]
            entry = Entry("", row["id"], values, dict(values))
            self._held[self._key(values)] = entry

    def refuse_second(self, check: RowCheck, values: dict[str, Any], name: str) -> None:
        """Refuse a row when one of its file has said it already."""
        held = self._held.get(self._key(values))
        earlier = held.given.get(check.place.file) if held else None
        if earlier:
            check.refuse(
                self._column,
                f"{shown(name)} has a row already, row {earlier[0]}; expected one.",
            )

    def take(self, check: RowCheck, values: dict[str, Any]) -> None:
        """Add a row or update it; what is None is left as it is."""
        key, fate = self._key(values), Fate.SAME
        held = self._held.get(key)
        if held is None:
            fate = Fate.NEW
            held = self._held[key] = Entry("", values=dict(values))
        elif told := {n: v for n, v in values.items() if v is not None and held.values[n] != v}:
            held.values.update(told)
            fate = Fate.CHANGED
        held.given[check.place.file] = (check.place.row, values)
        check.accept(fate)

    def write(self, db: Session) -> None:
        """Store what is new and what has changed."""
        held = self._held.values()
        insert_numbered(db, self._table, [e for e in held if e.id is None], self.stored)
        changed = [{"id": e.id, **self.stored(e)} for e in held if e.is_changed]
        update_rows(db, self._table, changed)

    def stored(self, entry: Entry) -> dict[str, Any]:
        """The values of the table; a text that is not known is an empty one."""
        texts = {
            name: "" if value is None and not self._table.c[name].nullable else value
            for name, value in entry.values.items()
        }
        return texts | {name: entry.values[name].id for name in self._links}


class Returns(OnePerKey):
    """An agency's own figures: one for each year, agency and level."""

    def __init__(self, db: Session, agencies: Agencies, courses: Courses) -> None:
        self._agencies, self._levels = agencies, courses.levels
        key = itemgetter("year", "agency_id", "level")
        super().__init__(db, Return, "Level", key, {"agency_id": agencies.by_id})

    def check(self, rows: Sequence[ReturnRow], findings: Findings) -> None:
        """Check every return."""
        for row in rows:
            check = findings.checking(row.place)
            values = {
                "year": row.year.name,
                "agency_id": check.found(self._agencies, "Agency", row.agency),
                "level": check.said(self._levels, "Level", row.level),
                "staff_group": row.staff_group,
                "staff": row.staff,
                "trained": row.trained,
                "target": None if row.target is None else float(row.target),
                "evidence": row.evidence,
            }
            self.refuse_second(check, values, f"{row.agency}, level {row.level}")
            if check.is_good():
                self.take(check, values)


class PublishedFigures(OnePerKey):
    """Totals as they were published: one for each year and figure, however it is spelt."""

    def __init__(self, db: Session) -> None:
        super().__init__(
            db, PublishedFigure, "Figure", lambda values: (values["year"], key_of(values["figure"]))
        )

    def check(self, rows: Sequence[FigureRow], findings: Findings) -> None:
        """Check every figure; it keeps the decimals it was published with."""
        for row in rows:
            check = findings.checking(row.place)
            values = {
                "year": row.year.name,
                "figure": row.figure,
                "value": f"{row.value:f}",
                "source": row.source,
            }
            self.refuse_second(check, values, row.figure)
            if check.is_good():
                self.take(check, values)
