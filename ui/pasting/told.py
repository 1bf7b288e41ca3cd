"""Pasted lines in words: how many are booked, settled, wrong."""

from collections import Counter
from collections.abc import Mapping, Sequence

from trainingdesk.domain.figures import counted
from trainingdesk.domain.pasted_fates import TO_BOOK, TO_SETTLE, Fate, Settled
from trainingdesk.services.pasting import ListBooked
from trainingdesk.services.places import Places

NOTHING_YET = "Nothing is pasted yet"
SAID = 3
"""So many warnings are said in the question; each line says its own."""


def foot_of(rows: Sequence[Settled], warned: int = 0) -> str:
    """What Ctrl+S would do, and what is left to do before: 28 to book, 2 to settle."""
    if not rows:
        return NOTHING_YET
    fates = Counter(row.fate for row in rows)
    settle = sum(fates[fate] for fate in TO_SETTLE)
    rest = {
        "wrong": fates[Fate.WRONG],
        "twice": fates[Fate.TWICE],
        "booked already": fates[Fate.BOOKED],
        "left out": fates[Fate.LEFT_OUT] + fates[Fate.ASIDE],
    }
    said = [f"{to_book(rows):,} to book", *([f"{settle:,} to settle"] if settle else [])]
    said += [f"{number:,} {word}" for word, number in rest.items() if number]
    return ", ".join([*said, *([f"{warned:,} to think twice about"] if warned else [])])


def why_all_the_same(against: Mapping[int, Sequence[str]]) -> str:
    """What speaks against those who are booked, by how many it is said of; the reason is asked."""
    said = Counter(warning for warnings in against.values() for warning in warnings)
    some = [f"{_of(number)}: {warning}" for warning, number in said.most_common(SAID)]
    more = [f"And {counted(len(said) - SAID, 'other warning')}."] if len(said) > SAID else []
    return " ".join([*some, *more, "Why all the same? It is kept with each of them."])


def _of(number: int) -> str:
    return counted(number, "person", "people")


def to_book(rows: Sequence[Settled]) -> int:
    """How many would be booked."""
    return sum(row.fate in TO_BOOK for row in rows)


def left_to_settle(rows: Sequence[Settled]) -> int:
    """How many lines are neither booked nor left out."""
    return sum(row.fate in TO_SETTLE or row.fate is Fate.WRONG for row in rows)


def places_said(places: Places) -> str:
    """How many places there are for a list."""
    free = counted(places.free, "place is free", "places are free")
    if not places.waiting:
        return free
    wait = counted(places.waiting, "person waits", "people wait")
    return f"{free}, and {wait} already"


def booked_said(done: ListBooked, left: int) -> str:
    """What became of a list, and how many of its lines are left."""
    said = [f"{done.booked:,} have a place" if done.booked != 1 else "1 has a place"]
    said += [f"{done.waiting:,} on the waiting list"] if done.waiting else []
    said += [f"{counted(done.added, 'person', 'people')} added"] if done.added else []
    lines = f" {counted(left, 'line is', 'lines are')} left to settle." if left else ""
    return f"{', '.join(said)}.{lines}"
