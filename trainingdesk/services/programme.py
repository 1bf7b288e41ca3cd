"""The programme of a training year: its events narrowed, put in order, and counted."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Float, Select, Subquery, case, cast, func, or_, select
from sqlalchemy.orm import Session

from trainingdesk.domain.standing import BEGUN, TO_COME, Standing
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.event_rows import EventRow, columns_of, listed, row_of
from trainingdesk.services.sought import holds, words_of
from trainingdesk.storage.models import (
    Course,
    CourseStrand,
    Event,
    EventPartner,
    EventSession,
    PartnerBoard,
    Series,
    Strand,
    Trainer,
    Venue,
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which events of the year are asked for; what is empty asks for nothing."""

    words: str = ""
    standing: str = ""
    level: str | None = None
    strand_id: int = 0
    series_id: int = 0
    venue_id: int = 0
    trainer_id: int = 0
    partner_id: int = 0
    at_risk: bool = False
    among: frozenset[int] | None = None  # these events only, such as those with issues


EVERYTHING = Wanted()


@dataclass(frozen=True, slots=True)
class ProgrammeFacts:
    """What the head of the programme says of the whole year."""

    events: int
    delivered: int
    at_risk: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Choices:
    """What the year's events can be narrowed to: a word and what it stands for."""

    standings: list[tuple[str, str]]
    levels: list[tuple[str, str]]
    strands: list[tuple[str, int]]
    series: list[tuple[str, int]]
    venues: list[tuple[str, int]]
    trainers: list[tuple[str, int]]
    partners: list[tuple[str, int]]


def events_in(  # noqa: PLR0913 - a list is narrowed, put in order and paged
    db: Session,
    year: TrainingYear,
    *,
    today: date,
    wanted: Wanted = EVERYTHING,
    order: str = "date",
    falling: bool = False,
    offset: int = 0,
    limit: int | None = None,
) -> list[EventRow]:
    """The year's events that are wanted, in one of the orders that a head of the list asks for."""
    rows = listed(today, of_year(year))
    query = narrowed(select(*columns_of(rows)), rows, wanted)
    query = query.order_by(*_order(rows, order, falling=falling)).offset(offset).limit(limit)
    return [row_of(values) for values in db.execute(query)]


def counts_in(
    db: Session, year: TrainingYear, *, today: date, wanted: Wanted = EVERYTHING
) -> tuple[int, int]:
    """How many events of the year are wanted, and how many of them began before today."""
    rows = listed(today, of_year(year))
    begun = func.sum(case((rows.c.starts < today, 1), else_=0))
    query = narrowed(select(func.count(rows.c.id), func.coalesce(begun, 0)), rows, wanted)
    number, over = db.execute(query).one()
    return number, over


def facts_of(db: Session, year: TrainingYear, *, today: date) -> ProgrammeFacts:
    """How many events the year has, and what becomes of them."""
    rows = listed(today, of_year(year))
    query = select(rows.c.standing, func.count(rows.c.id), func.sum(rows.c.waiting))
    events: Counter[Standing] = Counter()
    waiting: Counter[Standing] = Counter()
    for standing, number, wait in db.execute(query.group_by(rows.c.standing)):
        events[Standing(standing)], waiting[Standing(standing)] = number, wait
    return ProgrammeFacts(
        events=events.total(),
        delivered=sum(events[standing] for standing in BEGUN),
        at_risk=events[Standing.AT_RISK],
        waiting=sum(waiting[standing] for standing in TO_COME),
    )


def choices_in(db: Session, year: TrainingYear, *, today: date) -> Choices:
    """What the year's events can be narrowed to."""
    rows = listed(today, of_year(year))
    present = set(db.scalars(select(rows.c.standing).distinct()))
    levels = select(Course.level).join(Event).where(of_year(year), Course.level != "")
    strands = (
        select(Strand.name, Strand.id)
        .join(CourseStrand, CourseStrand.strand_id == Strand.id)
        .join(Event, Event.course_id == CourseStrand.course_id)
        .where(of_year(year))
    )
    series = select(Series.name, Series.id).join(Event, Event.series_id == Series.id)
    partners = (
        select(PartnerBoard.name, PartnerBoard.id)
        .join(EventPartner, EventPartner.partner_id == PartnerBoard.id)
        .join(Event, Event.id == EventPartner.event_id)
    )
    return Choices(
        standings=[(each.value, each.value) for each in Standing if each.value in present],
        levels=[(level, level) for level in db.scalars(levels.distinct().order_by(Course.level))],
        strands=_named(db, strands.distinct().order_by(Strand.name)),
        series=_named(db, series.where(of_year(year)).distinct().order_by(Series.name)),
        venues=_of_sessions(db, year, Venue, EventSession.venue_id),
        trainers=_of_sessions(db, year, Trainer, EventSession.trainer_id),
        partners=_named(db, partners.where(of_year(year)).distinct().order_by(PartnerBoard.name)),
    )


def of_year(year: TrainingYear) -> ColumnElement[bool]:
    """That an event belongs to a year: its first day does."""
    return Event.starts.between(year.first_day, year.last_day)


def narrowed(query: Select[Any], rows: Subquery, wanted: Wanted) -> Select[Any]:
    """A question put to the list of events, of those that are wanted only."""
    for word in words_of(wanted.words):
        query = query.where(_holds(rows, word))
    if wanted.among is not None:
        query = query.where(rows.c.id.in_(wanted.among))
    if wanted.at_risk:
        query = query.where(rows.c.standing == Standing.AT_RISK.value)
    if wanted.standing:
        query = query.where(rows.c.standing == wanted.standing)
    if wanted.level is not None:
        query = query.where(rows.c.level == wanted.level)
    if wanted.strand_id:
        strands = select(CourseStrand.course_id).where(CourseStrand.strand_id == wanted.strand_id)
        query = query.where(rows.c.course_id.in_(strands))
    if wanted.series_id:
        query = query.where(rows.c.series_id == wanted.series_id)
    for event, column, chosen in (
        (EventSession.event_id, EventSession.venue_id, wanted.venue_id),
        (EventSession.event_id, EventSession.trainer_id, wanted.trainer_id),
        (EventPartner.event_id, EventPartner.partner_id, wanted.partner_id),
    ):
        if chosen:
            query = query.where(rows.c.id.in_(select(event).where(column == chosen)))
    return query


def _holds(rows: Subquery, word: str) -> ColumnElement[bool]:
    series = select(Series.id).where(holds(Series.name, word))
    shared = (
        select(EventPartner.event_id)
        .join(PartnerBoard, PartnerBoard.id == EventPartner.partner_id)
        .where(holds(PartnerBoard.name, word))
    )
    return or_(
        holds(rows.c.sought, word),
        holds(rows.c.reference, word),
        holds(rows.c.venue, word),
        holds(rows.c.trainer, word),
        rows.c.series_id.in_(series),
        rows.c.id.in_(shared),
    )


def _order(rows: Subquery, order: str, *, falling: bool) -> list[ColumnElement[Any]]:
    by_date: list[ColumnElement[Any]] = [rows.c.starts, rows.c.at]
    keys: dict[str, list[ColumnElement[Any]]] = {
        "date": by_date,
        "title": [rows.c.sought],
        "level": [rows.c.level],
        "venue": [func.lower(rows.c.venue)],
        "trainer": [func.lower(rows.c.trainer)],
        "places": [cast(rows.c.held, Float) / func.nullif(rows.c.places, 0)],
        "standing": [rows.c.standing],
    }
    chosen = [key.desc() if falling else key.asc() for key in keys[order]]
    rest = [] if order == "date" else by_date
    return [key.nulls_last() for key in [*chosen, *rest]] + [rows.c.id]


def _of_sessions(
    db: Session, year: TrainingYear, kind: type[Venue] | type[Trainer], link: Any
) -> list[tuple[str, int]]:
    query = (
        select(kind.name, kind.id)
        .join(EventSession, link == kind.id)
        .join(Event, Event.id == EventSession.event_id)
        .where(of_year(year))
        .distinct()
        .order_by(kind.name)
    )
    return _named(db, query)


def _named(db: Session, query: Select[str, int]) -> list[tuple[str, int]]:
    return [(name, number) for name, number in db.execute(query)]
