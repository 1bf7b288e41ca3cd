"""Series such as Safeguarding Week: the list with its figures, one with its events."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import Session

from trainingdesk.domain.booking import HOLDS_A_PLACE
from trainingdesk.domain.clash import NEVER_CLASHES
from trainingdesk.domain.figures import counted
from trainingdesk.domain.former_names import NamedKind
from trainingdesk.domain.refusals import Refused, Unknown
from trainingdesk.domain.series import SeriesDetails
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.event_rows import EventRow, columns_of, listed, row_of
from trainingdesk.services.figures.events import outcomes
from trainingdesk.services.named_changes import (
    Named,
    add_named,
    change_named,
    merge_named,
    remove_named,
)
from trainingdesk.services.named_records import found_in_order
from trainingdesk.services.records import record_of
from trainingdesk.storage.models import Booking, Event, Series

__all__ = [
    "SeriesDetails",
    "SeriesFigures",
    "SeriesRow",
    "add_series",
    "change_series",
    "events_of_series",
    "merge_series",
    "remove_series",
    "series_details",
    "series_in_all",
    "series_listed",
    "series_row",
]

SERIES = Named(Series, NamedKind.SERIES, texts=("about",))


@dataclass(frozen=True, slots=True)
class SeriesFigures:
    """What the events of a series come to: those that are held, neither drafts nor called off."""

    events: int = 0
    places: int = 0
    booked: int = 0
    attended: int = 0
    headcount: int = 0


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """One line of the list of series, with its figures in the year and how many events in all."""

    id: int
    name: str
    about: str
    events: int
    places: int
    booked: int
    attended: int
    headcount: int
    events_in_all: int


def series_listed(
    db: Session,
    year: TrainingYear,
    *,
    words: str = "",
    sort: str = "name",
    falling: bool = False,
) -> list[SeriesRow]:
    """The series that hold every word, in one of the orders that a head of the list asks for."""
    return found_in_order(
        _rows(db, year), words, lambda row: f"{row.name} {row.about}", sort=sort, falling=falling
    )


def series_row(db: Session, series_id: int, year: TrainingYear) -> SeriesRow:
    """One series with its figures in the year; raises Unknown."""
    for row in _rows(db, year):
        if row.id == series_id:
            return row
    raise Unknown("This series is no longer there.")


def series_in_all(db: Session) -> int:
    """How many series there are."""
    return db.scalars(select(func.count(Series.id))).one()


def events_of_series(db: Session, series_id: int, *, today: date) -> list[EventRow]:
    """Every event of a series, of all years, the latest year first."""
    rows = listed(today, Event.series_id == series_id)
    found = [row_of(r) for r in db.execute(select(*columns_of(rows)))]
    found.sort(key=lambda row: (row.starts, row.id))
    return sorted(found, key=lambda row: -TrainingYear.of(row.starts).begins)


def series_details(db: Session, series_id: int) -> SeriesDetails:
    """What the desk knows of a series; raises Unknown."""
    series = record_of(db, Series, series_id)
    return SeriesDetails(name=series.name, about=series.about)


def add_series(db: Session, details: SeriesDetails) -> int:
    """Add a series and return its number; raises Invalid."""
    return add_named(db, SERIES, details).id


def change_series(
    db: Session, series_id: int, details: SeriesDetails, *, opened: SeriesDetails | None
) -> None:
    """Change a series; its events go with it.

    ``opened`` is what the form began with. Raises Invalid, Unknown and ChangedMeanwhile.
    """
    change_named(db, SERIES, series_id, details, opened=opened, stored=series_details)


def merge_series(db: Session, keep_id: int, others: Sequence[int]) -> None:
    """Make several spellings of one series one; raises Unknown."""

    def move(other: Series, kept: Series) -> None:
        for event in db.scalars(select(Event).where(Event.series_id == other.id)):
            event.series = kept

    merge_named(db, SERIES, keep_id, others, move)


def remove_series(db: Session, series_ids: Iterable[int]) -> None:
    """Remove series without events; raises Refused, Unknown."""

    def refuse_in_use(series: Series) -> None:
        used = select(func.count(Event.id)).where(Event.series_id == series.id)
        if events := db.scalars(used).one():
            belongs = "belongs" if events == 1 else "belong"
            raise Refused(f"{series.name} stays: {counted(events, 'event')} {belongs} to it.")

    remove_named(db, SERIES, series_ids, refuse_in_use)


def _rows(db: Session, year: TrainingYear) -> list[SeriesRow]:
    figures = _figures(db, year)
    in_all = select(Event.series_id, func.count(Event.id)).group_by(Event.series_id)
    events = {number: count for number, count in db.execute(in_all)}  # noqa: C416 - rows, not pairs
    rows = []
    for series in db.scalars(select(Series)):
        of_year = figures.get(series.id, SeriesFigures())
        rows.append(
            SeriesRow(
                id=series.id,
                name=series.name,
                about=series.about,
                events=of_year.events,
                places=of_year.places,
                booked=of_year.booked,
                attended=of_year.attended,
                headcount=of_year.headcount,
                events_in_all=events.get(series.id, 0),
            )
        )
    return rows


def _figures(db: Session, year: TrainingYear) -> dict[int, SeriesFigures]:
    held = (
        Event.series_id.is_not(None),
        Event.status.not_in(NEVER_CLASHES),
        Event.starts.between(year.first_day, year.last_day),
    )
    found: dict[int, SeriesFigures] = defaultdict(SeriesFigures)
    people = {number: counts for number, *counts in db.execute(_people(year, held))}
    query = (
        select(
            Event.series_id, func.count(Event.id), func.sum(Event.places), func.sum(Event.headcount)
        )
        .where(*held)
        .group_by(Event.series_id)
    )
    for number, events, places, headcount in db.execute(query):
        booked, attended = people.get(number, (0, 0))
        found[number or 0] = SeriesFigures(events, places, booked, attended, headcount or 0)
    return found


def _people(year: TrainingYear, held: tuple[ColumnElement[bool], ...]) -> Select[Any]:
    outcome = outcomes(year)
    booked = case((Booking.status.in_(HOLDS_A_PLACE), 1), else_=0)
    return (
        select(
            Event.series_id,
            func.sum(booked),
            func.sum(func.coalesce(outcome.c.came, 0)),
        )
        .join(Booking, Booking.event_id == Event.id)
        .outerjoin(outcome, outcome.c.booking_id == Booking.id)
        .where(*held)
        .group_by(Event.series_id)
    )
