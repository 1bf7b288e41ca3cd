"""Finding records of every kind by a few letters of their names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.delegate import listed_name
from trainingdesk.domain.words import long_day
from trainingdesk.services.agencies import agency_holds
from trainingdesk.services.sought import begins_in_a_row, words_of
from trainingdesk.services.sought_events import course_holds, nearest_events, titled
from trainingdesk.services.sought_lists import FINDING
from trainingdesk.services.sought_names import names_found
from trainingdesk.services.sought_people import people_found
from trainingdesk.storage.models import Agency, Course, Delegate, Event

PERSON = Delegate.id, Delegate.first_name, Delegate.last_name

GLYPHS = {
    "venue": "map-pin",
    "trainer": "user-check",
    "series": "list",
    "recommendation": "scale",
}
GLYPHS_OF_LISTS = {
    "action": "list",
    "licence": "file-check",
    "undated": "calendar-days",
    "certificate": "award",
    "board": "building-2",
}


@dataclass(frozen=True, slots=True)
class Found:
    """A record that was found: its kind, its number, its name and what else tells it apart.

    A certificate has the number of the event it is shown with.
    """

    kind: str
    id: int
    title: str
    note: str
    glyph: str


def find(db: Session, words: str, *, today: date, limit: int = 8) -> list[Found]:
    """The records that hold every word, at most ``limit`` of each kind, the likeliest first."""
    sought = words_of(words)
    if not sought:
        return []
    return [
        *_delegates(db, sought, limit),
        *_agencies(db, sought, limit),
        *_courses(db, sought, limit),
        *_events(db, sought, today=today, limit=limit),
        *(each for kind in GLYPHS for each in _named(db, kind, sought, limit)),
        *(each for kind in FINDING for each in _on_lists(db, kind, sought, limit)),
    ]


def found_delegates(db: Session, words: str, *, limit: int = 8) -> list[Found]:
    """The delegates alone, for a box that asks for nobody else."""
    sought = words_of(words)
    return _delegates(db, sought, limit) if sought else []


def _delegates(db: Session, sought: Sequence[str], limit: int) -> list[Found]:
    ids = people_found(db, sought, limit)
    if not ids:
        return []
    query = (
        select(*PERSON, Delegate.job_title, Agency.name)
        .join(Delegate.agency)
        .where(Delegate.id.in_(ids))
    )
    by_id = {row.id: row for row in db.execute(query)}
    return [_delegate(by_id[number]) for number in ids]


def _delegate(row: Any) -> Found:
    name = listed_name(first_name=row.first_name, last_name=row.last_name)
    note = " · ".join(part for part in (row.job_title, row.name) if part)
    return Found("delegate", row.id, name, note, "user")


def _agencies(db: Session, sought: Sequence[str], limit: int) -> list[Found]:
    # A name that begins with the first word comes before one that only holds it.
    query = (
        select(Agency.id, Agency.name, Agency.sector)
        .where(*(agency_holds(word) for word in sought))
        .order_by(
            begins_in_a_row(Agency.sought, sought).desc(),
            Agency.sought.startswith(sought[0], autoescape=True).desc(),
            Agency.sought,
            Agency.id,
        )
        .limit(limit)
    )
    return [Found("agency", a.id, a.name, a.sector, "building-2") for a in db.execute(query)]


def _events(db: Session, sought: Sequence[str], *, today: date, limit: int) -> list[Found]:
    ids = nearest_events(db, sought, today=today, limit=limit)
    if not ids:
        return []
    query = (
        select(Event.id, Event.starts, Event.reference, Course.title)
        .join(Event.course)
        .where(Event.id.in_(ids))
    )
    by_id = {row.id: row for row in db.execute(query)}
    return [
        Found("event", e.id, e.title, f"{long_day(e.starts)} · {e.reference}", "calendar-days")
        for e in (by_id[number] for number in ids)
    ]


def _courses(db: Session, sought: Sequence[str], limit: int) -> list[Found]:
    likely = begins_in_a_row(Course.sought, sought), titled(sought)
    order = *(each.desc() for each in likely), Course.sought, Course.id
    ways = (course_holds(word) for word in sought)
    shown = select(Course.id, Course.title, Course.reference)
    query = shown.where(*ways).order_by(*order).limit(limit)
    return [Found("course", c.id, c.title, c.reference, "layers") for c in db.execute(query)]


def _named(db: Session, kind: str, sought: Sequence[str], limit: int) -> list[Found]:
    rows = names_found(db, kind, sought, limit=limit)
    return [Found(kind, number, name, note, GLYPHS[kind]) for number, name, note in rows]


def _on_lists(db: Session, kind: str, sought: Sequence[str], limit: int) -> list[Found]:
    glyph = GLYPHS_OF_LISTS[kind]
    rows = FINDING[kind](db, sought, limit)
    return [Found(kind, number, name, note, glyph) for number, name, note in rows]
