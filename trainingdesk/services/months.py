"""The events of a month, day by day, with the days before and after that its weeks show."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.standing import BEGUN, CALLED_OFF, Standing
from trainingdesk.services.event_rows import EventRow, columns_of, listed, row_of
from trainingdesk.services.programme import EVERYTHING, Wanted, narrowed
from trainingdesk.storage.models import Event, EventSession

SHOWN_DAYS = 41
"""Six weeks from their first Monday: no month touches more."""


@dataclass(frozen=True, slots=True)
class EventInMonth:
    """One event on days that follow one another; one of days apart stands there several times."""

    id: int
    starts: date
    ends: date
    at: time | None
    title: str
    standing: Standing
    full: str
    row: EventRow


def events_in_month(
    db: Session, first: date, *, today: date, wanted: Wanted = EVERYTHING
) -> list[EventInMonth]:
    """The events on the days that the page of a month shows."""
    monday = first - timedelta(days=first.weekday())
    shown = EventSession.day.between(monday, monday + timedelta(days=SHOWN_DAYS))
    inside = Event.id.in_(select(EventSession.event_id).where(shown))
    rows = listed(today, inside)
    found = [row_of(r) for r in db.execute(narrowed(select(*columns_of(rows)), rows, wanted))]
    days = _days(db, [row.id for row in found])
    shown_ones = [_stretch(row, each) for row in found for each in _stretches(days[row.id])]
    return sorted(shown_ones, key=lambda each: (each.starts, each.at or time.min, each.id))


def _days(db: Session, event_ids: list[int]) -> dict[int, list[tuple[date, time | None]]]:
    query = (
        select(EventSession.event_id, EventSession.day, EventSession.starts)
        .where(EventSession.event_id.in_(event_ids))
        .order_by(EventSession.day, EventSession.id)
    )
    days: dict[int, list[tuple[date, time | None]]] = defaultdict(list)
    for event_id, day, at in db.execute(query):
        days[event_id].append((day, at))
    return days


def _stretches(
    days: list[tuple[date, time | None]],
) -> Iterator[list[tuple[date, time | None]]]:
    stretch: list[tuple[date, time | None]] = []
    for day, at in days:
        if stretch and (day - stretch[-1][0]).days > 1:
            yield stretch
            stretch = []
        stretch.append((day, at))
    yield stretch  # nobody is asked for an event without a day


def _stretch(row: EventRow, days: list[tuple[date, time | None]]) -> EventInMonth:
    return EventInMonth(
        row.id, days[0][0], days[-1][0], days[0][1], row.title, row.standing, _full(row), row
    )


def _full(row: EventRow) -> str:
    if row.by_heads:
        return "" if row.headcount is None else f"{row.headcount:,} counted"
    if row.standing in BEGUN:
        return str(row.held)
    return "" if row.standing in CALLED_OFF else f"{row.held}/{row.places}"
