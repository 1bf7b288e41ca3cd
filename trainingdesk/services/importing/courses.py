"""Taking in the catalogue: courses, their strands, and what they require."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from trainingdesk.domain.course import CourseState
from trainingdesk.domain.course_outline import SAID, CourseOutline
from trainingdesk.domain.course_rings import ring_of
from trainingdesk.domain.delegate import folded as by_search
from trainingdesk.domain.own_words import OwnList
from trainingdesk.domain.stage_times import AS_THE_BOARD, After
from trainingdesk.domain.words import listed
from trainingdesk.exchange.places import shown
from trainingdesk.exchange.rows import CourseRow, RefusedRow
from trainingdesk.exchange.spaces import folded
from trainingdesk.services.course_versions import keep_first_version, keep_version
from trainingdesk.services.importing.findings import Findings, RowCheck
from trainingdesk.services.importing.known import Entry, Known
from trainingdesk.services.importing.own_words import ListedWords
from trainingdesk.services.importing.records import Records
from trainingdesk.services.importing.storing import batches, insert_rows, table_of
from trainingdesk.services.importing.words import Words
from trainingdesk.storage.models import (
    Base,
    Course,
    CourseRequirement,
    CourseStrand,
    CourseVersion,
    Strand,
)

REQUIRES = "Requires"
LISTS = {"level": OwnList.LEVEL, "kind": OwnList.KIND, "audience": OwnList.AUDIENCE}
"""The fields that hold a word of the board's own lists."""


class Courses(Records):
    """The catalogue. A row that names strands or requirements names all of them."""

    def __init__(self, db: Session, *, today: date) -> None:
        super().__init__(
            Course,
            key="reference",
            column="Course",
            what="course of this desk or file",
            expected="a reference from the sheet Courses",
            apart={"strands": frozenset(), "requires": frozenset(), "asks_after": AS_THE_BOARD},
        )
        self._today = today
        self._strands = Words(db, Strand)
        self.load(db)
        self._load_links(db)
        self.loaded()
        self._words = {
            name: ListedWords(db, which, (entry.values[name] for entry in self))
            for name, which in LISTS.items()
        }
        self.levels = self._words["level"].known

    def _load_links(self, db: Session) -> None:
        for course in self.by_id.values():
            said = course.values
            said["asks_after"] = After(said["follow_up_weeks"], said["follow_up_months"])
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
        sound = self._without_rings(sound, findings)
        for row in self._without_hanging(sound, findings):
            check = findings.checking(row.place)
            given = _given(row)
            self.refuse_repeated(check, row.course, given)
            self._refuse_unstated(check, row)
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

    def _without_rings(self, rows: Sequence[CourseRow], findings: Findings) -> list[CourseRow]:
        """Leave out what requires itself in the end, through what it requires."""
        required = {folded(entry.name): entry.values["requires"] for entry in self}
        required |= {
            folded(row.course): frozenset(map(folded, row.requires)) for row in rows if row.requires
        }
        names = {folded(entry.name): entry.name for entry in self}
        names |= {folded(row.course): row.course for row in rows}
        sound = []
        for row in rows:
            ring = ring_of(folded(row.course), required) if row.requires else []
            if not ring:
                sound.append(row)
                continue
            check = findings.checking(row.place)
            others = listed([shown(names[name]) for name in ring[1:]])
            one = len(ring) == len(("itself", "another"))
            check.refuse(
                REQUIRES,
                f"{others} {'requires' if one else 'require'} {shown(row.course)} in turn; "
                "expected courses that can be taken one after another.",
            )
            check.is_good()
            self.leave_out(row.course)
        return sound

    def _refuse_unstated(self, check: RowCheck, row: CourseRow) -> None:
        known = self.get(row.course)
        for column in ("level", "audience"):
            said = getattr(row, column) or (known and known.values[column])
            if row.state is CourseState.PUBLISHED and not said:
                check.refuse(
                    "State",
                    f"'Published' without {'a level' if column == 'level' else 'an audience'}; "
                    "expected Draft, or a course that states both.",
                )
                return

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
            "kind": check.said(self._words["kind"].known, "Kind", row.kind),
            "audience": self._words["audience"].spelt(row.audience),
            "strands": frozenset(filter(None, strands)) or None,
            "requires": frozenset(map(folded, row.requires or ())) or None,
            "state": row.state or self._state_of_new(row),
        }

    def _state_of_new(self, row: CourseRow) -> CourseState | None:
        """A new course is offered once its level and audience are stated; others stay as is."""
        is_stated = row.level and row.audience and self.get(row.course) is None
        return CourseState.PUBLISHED if is_stated else None

    def write(self, db: Session) -> tuple[list[Entry], list[Entry]]:
        """Store courses, their versions, strands and requirements, and the words they bring."""
        self._strands.write(db)
        new, changed = super().write(db)
        self._keep_versions(db, new, changed)
        for name, words in self._words.items():
            words.write(db, (entry.values[name] for entry in (*new, *changed)))
        touched = [*new, *changed]
        self._link(db, CourseStrand, "strand_id", self._strands, _differing(touched, "strands"))
        self._link(db, CourseRequirement, "required_id", self, _differing(touched, "requires"))
        return new, changed

    def _keep_versions(self, db: Session, new: Sequence[Entry], changed: Sequence[Entry]) -> None:
        since = {"since": self._today}
        insert_rows(
            db,
            CourseVersion,
            ({"course_id": e.id, **since, **asdict(_outline(e.values))} for e in new),
        )
        for entry in changed:
            before, now = _outline(entry.before or {}), _outline(entry.values)
            if entry.id is not None and before != now:
                keep_first_version(db, entry.id, before, today=self._today)
                keep_version(db, entry.id, now, today=self._today)
        db.flush()

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
        """The values of the table itself; practice is asked about after weeks or after months."""
        values, after = super().stored(entry), entry.values["asks_after"]
        return {
            **values,
            "follow_up_weeks": after.weeks,
            "follow_up_months": after.months,
            "sought": by_search(f"{values['title']} {values['reference']}"),
        }


def _outline(values: Mapping[str, Any]) -> CourseOutline:
    return CourseOutline(**{name: values[name] for name in SAID})


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
        "asks_after": row.asks_after,
        "end_form_needed": row.end_form_needed,
    }


def _differing(entries: Sequence[Entry], value: str) -> list[tuple[Entry, frozenset[str]]]:
    """The records whose links are not those the desk holds."""
    return [
        (entry, entry.values[value])
        for entry in entries
        if entry.values[value] != (entry.before or {}).get(value, frozenset())
    ]
