"""How the time of one booking divides, and a place passed on to the first of two hundred."""

import sqlite3
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any, TypeAlias

from bookings_made import set_up
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session
from timings import Pair, clocked, in_words, middle_of

from trainingdesk.services.bookings import book, cancel
from trainingdesk.services.desk import Desk
from trainingdesk.storage import audit
from trainingdesk.storage.changes import Recorder
from trainingdesk.storage.database import SETTINGS
from trainingdesk.storage.models import Event

RUNS, WAITING = 40, 200
PARTS = ("lock", "rules", "photograph", "audit", "commit")
TODAY = date(2026, 11, 21)
Took: TypeAlias = dict[str, float]
"""How many seconds each part took."""


@dataclass(frozen=True, slots=True)
class Divided:
    """How long each part of an act took, in the middle of many."""

    took: dict[str, float]

    def __str__(self) -> str:
        told = ", ".join(f"{part} {in_words(self.took[part])}" for part in PARTS)
        return f"  of which {told}, else {in_words(self.took['else'])}"


def booking_divided(folder: Path) -> Iterator[Pair | Divided]:
    """One booking beside one bare transaction of as many rows, then one that is passed on."""
    desk = Desk(folder / "divided.sqlite", who="bench", today=lambda: TODAY)
    event = set_up(desk, 1)[0]
    people = count(1)
    book_one(desk, event, next(people))
    with bare(folder / "divided.sqlite") as insert:
        own, least = middle_of(
            lambda: clocked(lambda: book_one(desk, event, next(people))),
            lambda: clocked(insert),
            runs=RUNS,
        )
    yield Pair("one booking", own, least, f"{rows_of(desk)} rows in one transaction")
    yield Divided(divided(lambda: book_one(desk, event, next(people)), RUNS))
    desk.close()
    yield passed_on(folder)


def passed_on(folder: Path) -> Pair:
    """A cancellation that gives its place to the first of two hundred who wait."""
    desk = Desk(folder / "passed.sqlite", who="bench", today=lambda: TODAY)
    runs = 6
    events = set_up(desk, runs + 1)
    firsts = [queue_up(desk, event) for event in events]
    cancel_one(desk, firsts.pop())
    with bare(folder / "passed.sqlite") as insert:
        own, least = middle_of(
            lambda: clocked(lambda: cancel_one(desk, firsts.pop())),
            lambda: clocked(insert),
            runs=runs - 1,
        )
    rows = rows_of(desk)
    desk.close()
    name = f"a place passed on, {WAITING} waiting"
    return Pair(name, own, least, f"{rows} rows in one transaction")


def queue_up(desk: Desk, event_id: int) -> int:
    """Book one place and let everybody else wait; the booking that has the place."""
    with desk.changing("Queue", undoable=False) as db:
        db.get_one(Event, event_id).places = 1
        made = [
            book(db, event_id=event_id, delegate_id=number, by=desk.stamp())
            for number in range(1, WAITING + 1)
        ]
    return made[0].booking_id


def book_one(desk: Desk, event_id: int, delegate_id: int) -> None:
    """Book somebody: rules, history, audit and undo included."""
    with desk.changing("Book", "Ada King on First Aid") as db:
        book(db, event_id=event_id, delegate_id=delegate_id, by=desk.stamp())


def cancel_one(desk: Desk, booking_id: int) -> None:
    """Cancel a booking, whose place is passed on."""
    with desk.changing("Cancel", "Ada King on First Aid") as db:
        cancel(db, booking_id, reason="Ill", by=desk.stamp())


def rows_of(desk: Desk) -> int:
    """How many rows the last act wrote, with its audit."""
    change = desk.done[-1]
    return len(change.rows) + 1 + sum(len(row.fields()) for row in change.rows)


@contextmanager
def bare(file: Path) -> Iterator[Callable[[], None]]:
    """Insert as many rows as the last act wrote, in one transaction kept as safely."""
    with closing(sqlite3.connect(file, isolation_level=None)) as raw:
        for setting in SETTINGS:
            raw.execute(f"PRAGMA {setting}")
        last = raw.execute("SELECT max(id) FROM audit").fetchone()[0]
        values = raw.execute("SELECT * FROM audit_value WHERE audit_id = ?", (last,)).fetchall()
        statuses = raw.execute("SELECT * FROM status_change ORDER BY id DESC LIMIT 1").fetchall()
        entry = raw.execute("SELECT * FROM audit WHERE id = ?", (last,)).fetchone()
        kept = len({row[2:4] for row in values})

        def insert() -> None:
            raw.execute("BEGIN IMMEDIATE")
            for _ in range(kept):
                insert_again(raw, "status_change", statuses[0])
            number = insert_again(raw, "audit", entry)
            for row in values:
                insert_again(raw, "audit_value", (row[0], number, *row[2:]))
            raw.execute("COMMIT")

        yield insert


def insert_again(raw: sqlite3.Connection, table: str, row: Sequence[Any]) -> int:
    """Insert a row once more under a number of its own."""
    marks = ", ".join("?" * len(row))
    made = raw.execute(f"INSERT INTO {table} VALUES ({marks})", (None, *row[1:]))  # noqa: S608
    return made.lastrowid or 0


def divided(do: Callable[[], object], runs: int) -> dict[str, float]:
    """How an act's time divides, on average over many."""
    took: Took = defaultdict(float)
    with watched(took):
        whole = clocked(lambda: [do() for _ in range(runs)])
    took["rules"] -= took["photograph"]
    took["else"] = whole - sum(took[part] for part in PARTS)
    return {part: seconds / runs for part, seconds in took.items()}


@contextmanager
def watched(took: Took) -> Iterator[None]:
    """Add up the time that each part of an act takes."""
    places: list[tuple[Any, str, str]] = [
        (Session, "connection", "lock"),
        (Recorder, "_note_before", "photograph"),
        (Recorder, "_note_after", "photograph"),
        (audit, "keep", "audit"),
        (Connection, "_commit_impl", "commit"),
    ]
    was = [(where, name, getattr(where, name)) for where, name, _ in places]
    module = globals()
    whole_book = module["book"]
    for (where, name, part), (_, _, plain) in zip(places, was, strict=True):
        setattr(where, name, timed(plain, part, took))
    module["book"] = timed(whole_book, "rules", took)
    try:
        yield
    finally:
        module["book"] = whole_book
        for where, name, plain in was:
            setattr(where, name, plain)


def timed(do: Callable[..., Any], part: str, took: Took) -> Callable[..., Any]:
    """The same, with its time added to a part."""

    def timed_do(*given: Any, **named: Any) -> Any:
        began = time.perf_counter()
        try:
            return do(*given, **named)
        finally:
            took[part] += time.perf_counter() - began

    return timed_do
