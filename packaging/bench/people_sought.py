"""How soon Ctrl+K answers at each key, and duplicates are found, among 200,000 people."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path

from sought_desk import PEOPLE, fill
from timings import Pair, clocked, middle_of

from trainingdesk.services.desk import Desk
from trainingdesk.services.duplicates import duplicates_found
from trainingdesk.services.search import find

TODAY = date(2026, 5, 1)
TYPED = (
    "lukasz kow;zofia wojtow;ston;oconnor;o'c;example;agency12;d00621;smith ada;ada library;"
    "primary school;carys wick 1;neglect 2024;march gangs;e04;sarah beck;ipek;ostgard;wyn;"
    "susan.tor;qxqx kk;barton-el;sector 3;an an;a e i;zq;bjorn schow;mei-ling;private f"
)
"""What is typed: names with and without accents, parts of them, agencies, courses and events."""
RUNS, SLOW = 5, 0.95


def people_sought(folder: Path) -> Iterator[Pair]:
    """The slower keys of many, against LIKE in bare SQL; then duplicates."""
    file = folder / "sought.sqlite"
    desk = Desk(file, who="bench", today=lambda: TODAY)
    print(f"Making a desk of {PEOPLE:,} people.", flush=True)
    fill(desk)
    with closing(sqlite3.connect(file)) as raw:
        raw.execute("ANALYZE")
        keys = list(each_key())
        for name, share in (("in the middle", 0.5), ("at the 95th of 100", SLOW), ("at worst", 1)):
            own = slowest(keys, partial(find_all, desk), share)
            bare = slowest(keys, partial(find_bare, raw), share)
            yield Pair(f"Ctrl+K, a key {name}", own, bare, "SELECT of eight names by LIKE")
        own, bare = middle_of(
            lambda: clocked(lambda: duplicates_of(desk)),
            lambda: clocked(lambda: raw.execute("SELECT * FROM delegate").fetchall()),
            runs=1,
        )
    yield Pair("duplicates among all of them", own, bare, "SELECT of everybody")
    desk.close()


def each_key() -> Iterator[str]:
    """What stands in the box after each key that adds a letter."""
    for words in TYPED.split(";"):
        yield from (words[:end] for end in range(1, len(words) + 1) if words[end - 1] != " ")


def slowest(keys: Sequence[str], job: Callable[[str], object], share: float) -> float:
    """How long the key takes that so many are no slower than; the best of several runs counts."""
    took = sorted(min(clocked(partial(job, key)) for _ in range(RUNS)) for key in keys)
    return took[min(int(len(took) * share), len(took) - 1)]


def find_all(desk: Desk, typed: str) -> None:
    """Find records of every kind, as Ctrl+K does."""
    with desk.reading() as db:
        find(db, typed, today=TODAY)


def find_bare(raw: sqlite3.Connection, typed: str) -> None:
    """Find eight people who hold these very letters, in their order."""
    raw.execute(
        "SELECT id, last_name, first_name FROM delegate WHERE sought LIKE ?"
        " ORDER BY sought LIMIT 8",
        (f"%{typed}%",),
    ).fetchall()


def duplicates_of(desk: Desk) -> None:
    """Compare everybody, as the page of duplicates does."""
    with desk.reading() as db:
        duplicates_found(db)
