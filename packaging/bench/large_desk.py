"""What a desk does that has been kept for twenty years: a million bookings."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from timings import Job, Pair, clocked, middle_of
from year_counted import count_all, count_bare

from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.delegates import DelegatesAsked, delegates_page
from trainingdesk.services.desk import Desk
from trainingdesk.services.search import find

YEARS, EVENTS_A_YEAR, BOOKED = 20, 2_500, 20
BOOKINGS, PEOPLE, COURSES, AGENCIES = 1_000_000, 200_000, 100, 200
FIRST_DAY, TODAY = date(2007, 4, 1), date(2027, 4, 1)
YEAR = TrainingYear(2026)
RUNS, PAGE, HALFWAY = 5, 256, 100_000
MARKS = ("Attended",) * 5 + ("Late", "Absent", "Apologies")
LASTS = ("King", "Hopper", "Adeyemi", "Ali", "Begum", "Carter", "Nowak", "Okafor", "Patel", "Smith")
INSERTS = {
    "agency": "(id, name, sector, charging_group, contact, email, invoice_address, sought)",
    "course": "(id, reference, title, level, kind, audience, outcomes, sought)",
    "event": "(id, reference, course_id, starts, places, status, reason)",
    "event_session": "(id, event_id, day)",
    "delegate": "(id, reference, first_name, last_name, email, agency_id, job_title, manager,"
    " manager_email, sought)",
    "booking": "(id, event_id, delegate_id, agency_id, status, booked_on, reason)",
    "mark": "(id, booking_id, session_id, attendance, note)",
}
Row = tuple[int | str, ...]


def large_desk(folder: Path) -> Iterator[Pair]:
    """The year's figures, a page of delegates and a search, each against bare SQL."""
    file = folder / "large.sqlite"
    Desk(file).close()
    print(f"Making a desk of {BOOKINGS:,} bookings over {YEARS} years.", flush=True)
    fill(file)
    desk = Desk(file, today=lambda: TODAY)
    for name, bare_of, own_job, bare_job in jobs(desk, file):
        own, bare = middle_of(partial(clocked, own_job), partial(clocked, bare_job), runs=RUNS)
        yield Pair(f"large: {name}", own, bare, bare_of)
    desk.close()


def jobs(desk: Desk, file: Path) -> Iterator[tuple[str, str, Job, Job]]:
    """Each job's name, what its bare counterpart is, and the two."""
    yield (
        "one year's figures",
        "SQL counting six of them",
        lambda: count_all(desk, YEAR, TODAY),
        lambda: count_bare(file, YEAR),
    )
    for name, offset in (("first", 0), ("middle", HALFWAY)):
        yield (
            f"the {name} page of delegates",
            "SELECT of the same people",
            partial(read_page, desk, offset),
            partial(read_bare, file, offset),
        )
    for typed in ("nowak12", "ad", "zzz"):
        yield (
            f"Ctrl+K finds “{typed}”",
            "SELECT of last names by prefix",
            partial(search, desk, typed),
            partial(search_bare, file, typed),
        )


def fill(file: Path) -> None:
    """Put twenty years' records in, many rows at a time."""
    with closing(sqlite3.connect(file)) as raw, raw:
        raw.execute("PRAGMA synchronous = OFF")
        for table, rows in records().items():
            columns = INSERTS[table]
            marks = ", ".join("?" * (columns.count(",") + 1))
            raw.executemany(f"INSERT INTO {table} {columns} VALUES ({marks})", rows)  # noqa: S608  # our own words
        raw.execute("ANALYZE")


def records() -> dict[str, Iterator[Row]]:
    """The rows of each table, each after those it points at."""
    return {
        "agency": (
            (n, f"Agency {n}", f"Sector {n % 8}", "", "", "", "", f"agency {n}")
            for n in range(1, AGENCIES + 1)
        ),
        "course": (
            (n, f"C{n:03}", f"Course {n}", str(n % 4), "", "", "", f"course {n}")
            for n in range(1, COURSES + 1)
        ),
        "event": (
            (n, f"E{n:06}", n % COURSES + 1, starts(n), BOOKED, "Delivered", "") for n in events()
        ),
        "event_session": ((n, n, starts(n)) for n in events()),
        "delegate": (person(n) for n in range(1, PEOPLE + 1)),
        "booking": (booking(n) for n in range(BOOKINGS)),
        "mark": ((n + 1, n + 1, n // BOOKED + 1, MARKS[n % 8], "") for n in range(BOOKINGS)),
    }


def events() -> range:
    """The numbers of every event."""
    return range(1, YEARS * EVENTS_A_YEAR + 1)


def starts(event: int) -> str:
    """The day of an event: they lie evenly over the years."""
    return (FIRST_DAY + timedelta(days=event * 7300 // (YEARS * EVENTS_A_YEAR))).isoformat()


def person(number: int) -> Row:
    """One delegate among two hundred thousand."""
    last, agency = f"{LASTS[number % 10]}{number}", number % AGENCIES + 1
    email, sought = f"d{number}@example.org", f"{last.casefold()} ada d{number}@example.org"
    return (number, f"D{number:06}", "Ada", last, email, agency, "Teacher", "", "", sought)


def booking(number: int) -> Row:
    """One booking: twenty people in turn for each event."""
    who = number % PEOPLE + 1
    return (number + 1, number // BOOKED + 1, who, who % AGENCIES + 1, "Booked", "2020-01-01", "")


def read_page(desk: Desk, offset: int) -> None:
    """Read a page as the list of delegates does."""
    with desk.reading() as db:
        delegates_page(db, DelegatesAsked(), offset=offset, limit=PAGE)


def read_bare(file: Path, offset: int) -> None:
    """Read the same people and their agencies, in the same order."""
    with closing(sqlite3.connect(file)) as raw:
        raw.execute(
            "SELECT d.*, a.name FROM delegate d JOIN agency a ON a.id = d.agency_id"
            " ORDER BY d.sought, d.id LIMIT ? OFFSET ?",
            (PAGE, offset),
        ).fetchall()


def search(desk: Desk, typed: str) -> None:
    """Find records as Ctrl+K does."""
    with desk.reading() as db:
        find(db, typed, today=TODAY)


def search_bare(file: Path, typed: str) -> None:
    """Find eight people whose last name begins so."""
    with closing(sqlite3.connect(file)) as raw:
        raw.execute(
            "SELECT id, last_name, first_name FROM delegate WHERE sought >= ? AND sought < ?"
            " ORDER BY sought LIMIT 8",
            (typed, f"{typed}\U0010ffff"),
        ).fetchall()
