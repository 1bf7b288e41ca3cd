"""Taking in the catalogue: courses, their strands, and what they require."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from trainingdesk.domain.course import CourseState
from trainingdesk.domain.delegate import folded as by_search
from trainingdesk.exchange.places import shown
from trainingdesk.exchange.rows import CourseRow, RefusedRow
from trainingdesk.exchange.spaces import folded
from trainingdesk.services.importing.findings import Findings, RowCheck
from trainingdesk.services.importing.known import Entry, Known
from trainingdesk.services.importing.records import Records, terms
from trainingdesk.services.importing.storing import batches, insert_rows, table_of
from trainingdesk.services.importing.words import Words
from trainingdesk.storage.models import Base, Course, CourseRequirement, CourseStrand, Strand

REQUIRES = "Requires"


class Courses(Records):
    """The catalogue. A row that names strands or requirements names all of them."""

    def __init__(self, db: Session) -> None:
        super().__init__(
            Course,
            key="reference",
            column="Course",
            what="course of this desk or file",
            expected="a reference from the sheet Courses",
            apart={"strands": frozenset(), "requires": frozenset()},
        )
        self._strands = Words(db, Strand)
        self.load(db)
        self._load_links(db)
        self.loaded()
        self.levels = terms(entry.values["level"] for entry in self)
        self._kinds = terms(entry.values["kind"] for entry in self)

    def _load_links(self, db: Session) -> None:
        for course_id, strand in db.execute(
            select(CourseStrand.course_id, Strand.name).join(
                Strand, Strand.id == CourseStrand.strand_id
            )
        ):
            self.by_id[course_id].values["strands"] |= {strand}
        for course_id, required_id in db.execute(
            select(CourseRequirement.course_id, CourseRequirement.required_id)
        ):
            self.by_id[course_id].values["requires"] |= {folded(self.by_id[required_id].name)}

    def check(
        self, rows: Sequence[CourseRow], refused: Sequence[RefusedRow], findings: Findings
    ) -> None:
        """Check every course; what one requires may stand anywhere on the sheet."""
        for left_out in refused:
            self.leave_out(left_out.known.get(self.column))
        listed = {folded(row.course) for row in rows}
        sound = [row for row in rows if self._requires_what_is_known(row, listed, findings)]
        for row in self._without_hanging(sound, findings):
            check = findings.checking(row.place)
            given = _given(row)
            self.refuse_repeated(check, row.course, given)
            if check.is_good():
                self.take(check, row.course, self._spelt(check, row, given), said=given)

    def _requires_what_is_known(self, row: CourseRow, listed: set[str], findings: Findings) -> bool:
        check = findings.checking(row.place)
        for name in row.requires or ():
            if folded(name) == folded(row.course):
                check.refuse(REQUIRES, f"{shown(name)} is the course itself; expected another.")
            elif folded(name) not in listed:
                check.found(self, REQUIRES, name)
        check.hangs = False
        if not check.problems:
            return True
        self.leave_out(row.course)
        return check.is_good()

    def _without_hanging(
        self, rows: Sequence[CourseRow], findings: Findings
    ) -> Sequence[CourseRow]:
        """Leave out what requires a refused course, and what requires that, and so on."""
        while hanging := [row for row in rows if any(map(self._is_missing, row.requires or ()))]:
            for row in hanging:
                self.leave_out(row.course)
                findings.let_hang(row.place)
            rows = [row for row in rows if row not in hanging]
        return rows

    def _is_missing(self, name: str) -> bool:
        return self.get(name) is None and self.is_left_out(name)

    def _spelt(self, check: RowCheck, row: CourseRow, given: dict[str, Any]) -> dict[str, Any]:
        """The values of a row, with the board's own words as they were first spelt."""
        strands = (check.said(self._strands, "Strands", name) for name in row.strands or ())
        return {
            **given,
            "level": check.said(self.levels, "Level", row.level),
            "kind": check.said(self._kinds, "Kind", row.kind),
            "strands": frozenset(filter(None, strands)) or None,
            "requires": frozenset(map(folded, row.requires or ())) or None,
            "state": row.state or self._state_of_new(row),
        }

    def _state_of_new(self, row: CourseRow) -> CourseState | None:
        """A new course is offered once its level and audience are stated; others stay as is."""
        is_stated = row.level and row.audience and self.get(row.course) is None
        return CourseState.PUBLISHED if is_stated else None

    def write(self, db: Session) -> tuple[list[Entry], list[Entry]]:
        """Store courses, strands and requirements."""
        self._strands.write(db)
        new, changed = super().write(db)
        touched = [*new, *changed]
        self._link(db, CourseStrand, "strand_id", self._strands, _differing(touched, "strands"))
        self._link(db, CourseRequirement, "required_id", self, _differing(touched, "requires"))
        return new, changed

    @staticmethod
    def _link(
        db: Session,
        model: type[Base],
        column: str,
        targets: Known,
        linked: Sequence[tuple[Entry, frozenset[str]]],
    ) -> None:
        """Point courses at what they name now, and at nothing else."""
        table = table_of(model)
        for some in batches([entry.id for entry, _ in linked if entry.before is not None]):
            db.execute(delete(table).where(table.c.course_id.in_(some)))
        insert_rows(
            db,
            model,
            (
                {"course_id": entry.id, column: target.id}
                for entry, names in linked
                for name in sorted(names)
                if (target := targets.get(name)) is not None
            ),
        )

    def stored(self, entry: Entry) -> dict[str, Any]:
        """The values of the table itself."""
        values = super().stored(entry)
        return {**values, "sought": by_search(f"{values['title']} {values['reference']}")}


def _given(row: CourseRow) -> dict[str, Any]:
    return {
        "title": row.title,
        "level": row.level,
        "kind": row.kind,
        "minutes": row.minutes,
        "places": row.places,
        "minimum": row.minimum,
        "refresh_months": row.refresh_months,
        "audience": row.audience,
        "outcomes": row.outcomes,
        "strands": row.strands,
        "requires": row.requires,
        "state": row.state,
        "aims": row.aims,
    }


def _differing(entries: Sequence[Entry], value: str) -> list[tuple[Entry, frozenset[str]]]:
    """The records whose links are not those the desk holds."""
    return [
        (entry, entry.values[value])
        for entry in entries
        if entry.values[value] != (entry.before or {}).get(value, frozenset())
    ]
