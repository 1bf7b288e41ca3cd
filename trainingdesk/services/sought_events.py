"""Finding events by few words of their courses, references, months and years, the nearest first.

A desk may hold a hundred events of each course, so the courses are found first; their events are
then read from today on and from today back, and no further than they are wanted.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, extract, or_, select
from sqlalchemy.orm import Session

from trainingdesk.domain.month_typed import MONTHS
from trainingdesk.services.sought import begins_a_word, begins_in_a_row, holds
from trainingdesk.storage.models import Course, Event

LEAST_OF_A_MONTH = 3
"""So many letters may mean a month."""
MANY = 500
"""Fewer events than these are named one by one; among more, the nearest are soon met."""


def nearest_events(db: Session, sought: Sequence[str], *, today: date, limit: int) -> list[int]:
    """The events that hold every word, those of a course so called before all others."""
    found: dict[int, None] = {}
    for wanted in _ways_to_events(db, sought):
        if len(found) < limit:
            found |= dict.fromkeys(_nearest(db, wanted, today=today, limit=limit))
    return list(found)[:limit]


def _nearest(db: Session, wanted: Sequence[Any], *, today: date, limit: int) -> list[int]:
    """The nearest to today; of two as near, the one to come first."""
    query = select(Event.id, Event.starts).where(*wanted).limit(limit)
    ahead = query.where(Event.starts >= today).order_by(Event.starts, Event.id)
    over = query.where(Event.starts < today).order_by(Event.starts.desc(), Event.id.desc())
    rows = [*db.execute(ahead), *db.execute(over)]
    rows.sort(key=lambda row: abs((row.starts - today).days))  # stable: those to come stay first
    return [row.id for row in rows[:limit]]


def titled(sought: Sequence[str]) -> ColumnElement[bool]:
    """Whether every word begins one of a course's own: such a title is likelier meant."""
    return and_(*(begins_a_word(Course.sought, word) for word in sought))


def course_holds(word: str) -> ColumnElement[bool]:
    """Whether a course's title or reference holds a word."""
    return or_(holds(Course.sought, word), holds(Course.reference, word))


def _ways_to_events(db: Session, sought: Sequence[str]) -> Iterator[Sequence[Any]]:
    likely = [titled(sought)]
    if len(sought) > 1:  # one word begins many a title, and the nearest event is meant
        likely.insert(0, begins_in_a_row(Course.sought, sought))
    for so_called in likely:
        if called := db.scalars(select(Course.id).where(so_called)).all():
            yield [Event.course_id.in_(called)]
    ways = [_ways_of_one(db, word) for word in sought]
    if all(ways):
        yield [or_(*of_one) for of_one in ways]


def _ways_of_one(db: Session, word: str) -> list[Any]:
    """How an event may hold a word; a word that no event can hold has no way."""
    ways: list[Any] = []
    if courses := db.scalars(select(Course.id).where(course_holds(word))).all():
        ways.append(Event.course_id.in_(courses))
    referenced = holds(Event.reference, word)
    if numbered := db.scalars(select(Event.id).where(referenced).limit(MANY)).all():
        ways.append(Event.id.in_(numbered) if len(numbered) < MANY else referenced)
    months = [number for number, name in enumerate(MONTHS, 1) if name.startswith(word)]
    if months and len(word) >= LEAST_OF_A_MONTH:
        ways.append(extract("month", Event.starts).in_(months))
    if word.isascii() and word.isdigit() and len(word) == len("2017") and int(word):
        year = int(word)
        ways.append(Event.starts.between(date(year, 1, 1), date(year, 12, 31)))
    return ways
