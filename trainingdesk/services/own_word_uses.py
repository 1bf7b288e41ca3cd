"""Where the records hold the words of the board's own lists."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from trainingdesk.domain.figures import counted
from trainingdesk.domain.own_words import BoardList
from trainingdesk.domain.words import listed
from trainingdesk.storage.models import (
    AttendanceRule,
    Booking,
    Course,
    CourseStrand,
    CourseVersion,
    Event,
    Return,
    Strand,
)


@dataclass(frozen=True, slots=True)
class HeldIn:
    """A column that holds words of a list, and what its records are called."""

    model: Any
    column: str
    one: str = ""
    several: str = ""

    @property
    def words(self) -> Any:
        """The column itself."""
        return getattr(self.model, self.column)


HELD: Mapping[BoardList, tuple[HeldIn, ...]] = {
    BoardList.LEVELS: (
        HeldIn(Course, "level", "course"),
        HeldIn(Course, "required_level", "course that requires it", "courses that require it"),
        HeldIn(Return, "level", "return"),
        HeldIn(CourseVersion, "level"),
    ),
    BoardList.KINDS: (
        HeldIn(Course, "kind", "course"),
        HeldIn(AttendanceRule, "kind", "attendance rule"),
        HeldIn(CourseVersion, "kind"),
    ),
    BoardList.AUDIENCES: (HeldIn(Course, "audience", "course"), HeldIn(CourseVersion, "audience")),
    BoardList.STRANDS: (),
    BoardList.REASONS: (HeldIn(Booking, "reason", "booking"),),
    BoardList.EVENT_REASONS: (HeldIn(Event, "reason", "event"),),
}
"""A version of a course follows when a word is renamed; alone it does not keep a word in use."""


@dataclass(frozen=True, slots=True)
class Uses:
    """How many records hold a word, and which."""

    number: int = 0
    where: str = ""


UNUSED = Uses()


def uses_of(db: Session, which: BoardList) -> dict[str, Uses]:
    """Every word that records hold, by how they spell it."""
    found: defaultdict[str, list[tuple[int, HeldIn]]] = defaultdict(list)
    for held in (each for each in HELD[which] if each.one):
        query = select(held.words, func.count()).where(held.words != "").group_by(held.words)
        for word, number in db.execute(query):
            found[word].append((number, held))
    if which is BoardList.STRANDS:
        return _of_strands(db)
    return {word: _told(counts) for word, counts in found.items()}


def rename_in_records(db: Session, which: BoardList, *, old: str, new: str) -> None:
    """Let every record that holds a word hold another instead."""
    for held in HELD[which]:
        for record in db.scalars(select(held.model).where(held.words == old)):
            setattr(record, held.column, new)


def _of_strands(db: Session) -> dict[str, Uses]:
    query = (
        select(Strand.name, func.count())
        .join(CourseStrand, CourseStrand.strand_id == Strand.id)
        .group_by(Strand.name)
    )
    return {name: Uses(number, counted(number, "course")) for name, number in db.execute(query)}


def _told(counts: list[tuple[int, HeldIn]]) -> Uses:
    said = [counted(number, held.one, held.several) for number, held in counts]
    return Uses(sum(number for number, _ in counts), listed(said))
