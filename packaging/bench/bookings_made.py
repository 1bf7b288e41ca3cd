"""How many bookings a second are made and safely kept."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date, time
from itertools import count
from pathlib import Path

from timings import Pair, clocked, middle_of

from trainingdesk.domain.delegate import folded
from trainingdesk.domain.event import EventStatus
from trainingdesk.services.bookings import book
from trainingdesk.services.desk import Desk
from trainingdesk.storage.database import SETTINGS
from trainingdesk.storage.models import Agency, AgencyName, Course, Delegate, Event, EventSession

BOOKINGS, RUNS = 200, 5
DAY = date(2026, 12, 1)
INSERT = (
    "INSERT INTO booking (event_id, delegate_id, agency_id, status, booked_on, reason)"
    " VALUES (?, ?, 1, 'Booked', '2026-11-21', '')"
)


def bookings_made(folder: Path) -> Iterator[Pair]:
    """One booking an action, against one row a transaction in a desk just like it."""
    desk = Desk(folder / "booked.sqlite", who="bench", today=lambda: date(2026, 11, 21))
    other = Desk(folder / "inserted.sqlite")
    runs = RUNS + 1
    events, people = set_up(desk, runs), list(range(1, BOOKINGS + 1))
    set_up(other, runs)
    other.close()
    turns, raw_turns = count(), count()
    with closing(sqlite3.connect(folder / "inserted.sqlite", isolation_level=None)) as raw:
        for setting in SETTINGS:
            raw.execute(f"PRAGMA {setting}")
        own, bare = middle_of(
            lambda: clocked(lambda: book_each(desk, events[next(turns)], people)),
            lambda: clocked(lambda: insert_each(raw, events[next(raw_turns)], people)),
            runs=RUNS,
        )
    desk.close()
    yield Pair("bookings, each safely kept", own, bare, "one INSERT a transaction", BOOKINGS)


def set_up(desk: Desk, events: int) -> list[int]:
    """People, and events with room for all of them."""
    with desk.changing("Set up", undoable=False) as db:
        agency = Agency(name="Library", sector="Council", sought="library")
        agency.names.append(AgencyName(name="Library", folded=folded("Library")))
        course = Course(reference="FA", title="First Aid", places=BOOKINGS, sought="first aid")
        db.add_all([agency, course])
        made = [
            Event(
                reference=f"FA-{number}",
                course=course,
                starts=DAY,
                places=BOOKINGS,
                status=EventStatus.OPEN,
                sessions=[EventSession(day=DAY, starts=time(9, 30), ends=time(16, 30))],
            )
            for number in range(events)
        ]
        db.add_all(made)
        db.add_all(
            Delegate(
                reference=f"D{number:05}",
                first_name="Ada",
                last_name=f"King{number}",
                agency=agency,
                sought=f"king{number} ada",
            )
            for number in range(1, BOOKINGS + 1)
        )
        db.flush()
        return [event.id for event in made]


def book_each(desk: Desk, event_id: int, people: Sequence[int]) -> None:
    """Book everybody, an action each: rules, history, audit and undo included."""
    for delegate_id in people:
        with desk.changing("Book", "Ada King on First Aid") as db:
            book(db, event_id=event_id, delegate_id=delegate_id, by=desk.stamp())


def insert_each(raw: sqlite3.Connection, event_id: int, people: Sequence[int]) -> None:
    """Insert a row for everybody, a transaction each, and nothing else."""
    for delegate_id in people:
        raw.execute("BEGIN IMMEDIATE")
        raw.execute(INSERT, (event_id, delegate_id))
        raw.execute("COMMIT")
