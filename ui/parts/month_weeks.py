"""A month laid out in weeks: which event stands in which line of which day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Dated:
    """One event, of a day or of several."""

    id: int
    starts: date
    ends: date
    time: str
    title: str
    status: str
    places: str = ""
    tone: str = ""  # of its chip elsewhere, where the status alone does not tell it

    def spoken(self) -> str:
        """The event in words."""
        days = f"{self.starts:%A} {self.starts.day} {self.starts:%B}"
        if self.ends > self.starts:
            days += f" to {self.ends:%A} {self.ends.day} {self.ends:%B}"
        return ", ".join(p for p in (days, self.time, self.title, self.status, self.places) if p)


@dataclass(frozen=True, slots=True)
class Stretch:
    """The part of an event that falls into one week: its days, and the line it stands in."""

    event: Dated
    first: int  # 0 is Monday
    last: int
    lane: int


def mondays(first: date) -> list[date]:
    """The Mondays of the weeks that a month touches."""
    monday = first - timedelta(days=first.weekday())
    weeks = [monday]
    while (monday := monday + timedelta(days=7)).month == first.month:
        weeks.append(monday)
    return weeks


def weeks_of(first: date, events: Sequence[Dated]) -> list[date]:
    """The Mondays of a month; a first week that is but a weekend shows when something is on."""
    weeks = mondays(first)
    monday_after = weeks[1]
    if first.weekday() < SATURDAY or any(
        e.starts < monday_after and e.ends >= first for e in events
    ):
        return weeks
    return weeks[1:]


def stretches(monday: date, events: Sequence[Dated]) -> list[Stretch]:
    """The events of a week, the longest first so that they keep one line across their days."""
    sunday = monday + timedelta(days=6)
    inside = [event for event in events if event.starts <= sunday and event.ends >= monday]
    inside.sort(key=lambda e: (max(e.starts, monday), e.starts - e.ends, e.time, e.title))
    taken: set[tuple[int, int]] = set()
    placed = []
    for event in inside:
        first = max(0, (event.starts - monday).days)
        last = min(6, (event.ends - monday).days)
        days = range(first, last + 1)
        lane = 0
        while any((day, lane) in taken for day in days):
            lane += 1
        taken.update((day, lane) for day in days)
        placed.append(Stretch(event, first, last, lane))
    return placed


def in_order(events: Sequence[Dated]) -> list[Dated]:
    """The events as one goes through them."""
    return sorted(events, key=lambda event: (event.starts, event.time, event.title, event.id))


def has_weekend(events: Sequence[Dated]) -> bool:
    """Whether an event falls on a Saturday or a Sunday."""
    return any(
        (event.starts + timedelta(days=day)).weekday() >= SATURDAY
        for event in events
        for day in range(min(7, (event.ends - event.starts).days + 1))
    )
