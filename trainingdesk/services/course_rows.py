"""The list of courses, with what became of each in a year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Float, Row, Select, Subquery, case, cast, func, or_, select
from sqlalchemy.orm import Session

from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.course import CourseState
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.figures import rounded, share
from trainingdesk.domain.own_fields import FieldOf
from trainingdesk.domain.own_words import OwnList
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.figures.events import counted_in, outcomes, scheduled_in
from trainingdesk.services.open_registers import without_a_mark
from trainingdesk.services.own_fields import (
    FiledValues,
    ToldValues,
    own_fields,
    values_filed,
    values_told,
)
from trainingdesk.services.sought import holds, words_of
from trainingdesk.services.sought_events import course_holds
from trainingdesk.storage.models import Booking, Course, CourseStrand, Event, OwnWord, Strand

WHOLE = 100


@dataclass(frozen=True, slots=True)
class CourseRow:
    """One line of the catalogue, with the year's counts of the course's events."""

    id: int
    reference: str
    title: str
    level: str
    kind: str
    audience: str
    state: CourseState
    minutes: int | None
    target_take_up: int | None
    target_turn_up: int | None
    events: int
    places: int
    booked: int
    attended: int
    walk_ins: int
    registers_open: int = 0  # on which somebody has no mark yet, so that fewer seem to have come
    strands: tuple[str, ...] = ()
    own: ToldValues = ()
    filed: FiledValues = ()

    @property
    def take_up(self) -> float | None:
        """Booked of the places of what was delivered."""
        return share(self.booked, self.places)

    @property
    def turn_up(self) -> float | None:
        """Came as booked, of those booked."""
        return share(self.attended - self.walk_ins, self.booked)

    @property
    def fill(self) -> float | None:
        """Attended of the places of what was delivered."""
        return share(self.attended, self.places)

    @property
    def short_of_take_up(self) -> bool:
        """Whether the year's take-up is below its target."""
        return _is_short(self.take_up, self.target_take_up)

    @property
    def short_of_turn_up(self) -> bool:
        """Whether the year's turn-up is below its target, and no open register can raise it."""
        return not self.registers_open and _is_short(self.turn_up, self.target_turn_up)


BESIDE = frozenset({"strands", "own", "filed"})
"""What is read of the courses that are found, beside the list of them."""
COLUMNS = tuple(name for name in CourseRow.__slots__ if name not in BESIDE)
COUNTS = ("events", "places", "booked", "attended", "walk_ins", "registers_open")


@dataclass(frozen=True, slots=True)
class CoursesAsked:
    """Which courses a list shows, with the counts of which year, and in which order.

    ``sort`` is title, reference, level, state, events, take_up, turn_up or fill.
    """

    year: TrainingYear
    today: date
    words: str = ""
    level: str | None = None
    strand_id: int = 0
    state: str = ""
    sort: str = "title"
    falling: bool = False


@dataclass(frozen=True, slots=True)
class CourseChoices:
    """What the catalogue can be narrowed to: a word and what it stands for."""

    levels: list[tuple[str, str]]
    strands: list[tuple[str, int]]
    states: list[tuple[str, str]]


def courses_listed(
    db: Session, asked: CoursesAsked, *, offset: int = 0, limit: int | None = None
) -> list[CourseRow]:
    """The courses that are asked for."""
    rows = _with_year(asked)
    query = _narrowed(select(*(rows.c[name] for name in COLUMNS)), rows, asked)
    query = query.order_by(*_order(rows, asked)).offset(offset).limit(limit)
    return _rows(db, db.execute(query).all())


def course_year(db: Session, course_id: int, year: TrainingYear, *, today: date) -> CourseRow:
    """One course with the year's counts."""
    rows = _with_year(CoursesAsked(year, today))
    query = select(*(rows.c[name] for name in COLUMNS)).where(rows.c.id == course_id)
    return _rows(db, [db.execute(query).one()])[0]


def courses_counted(db: Session, asked: CoursesAsked | None = None) -> int:
    """How many courses are asked for; how many there are where nothing is asked."""
    if asked is None:
        return db.scalars(select(func.count(Course.id))).one()
    query = select(func.count(Course.id)).where(*_wanted(asked))
    return db.scalars(query).one()


def course_choices(db: Session) -> CourseChoices:
    """What the catalogue can be narrowed to."""
    level = _level_turn()
    levels = (
        select(Course.level)
        .outerjoin(level, level.c.name == Course.level)
        .where(Course.level != "")
        .group_by(Course.level, level.c.turn)
        .order_by(level.c.turn.asc().nulls_last(), Course.level)
    )
    strands = (
        select(Strand.name, Strand.id)
        .where(Strand.id.in_(select(CourseStrand.strand_id)))
        .order_by(Strand.turn, Strand.name)
    )
    there = set(db.scalars(select(Course.state).distinct()))
    return CourseChoices(
        levels=[(word, word) for word in db.scalars(levels)],
        strands=[(name, number) for name, number in db.execute(strands)],
        states=[(state.value, state.value) for state in CourseState if state in there],
    )


def _rows(db: Session, found: Sequence[Row[Any]]) -> list[CourseRow]:
    ids = [row.id for row in found]
    strands, shapes = _strands(db, ids), own_fields(db, FieldOf.COURSE, retired=True)
    own = _own(db, ids) if shapes else {}
    return [
        CourseRow(
            **dict(row._mapping),  # noqa: SLF001 - SQLAlchemy's public name for it
            strands=strands.get(row.id, ()),
            own=values_told(shapes, own.get(row.id, {})),
            filed=values_filed(shapes, own.get(row.id, {})),
        )
        for row in found
    ]


def _own(db: Session, course_ids: Sequence[int]) -> dict[int, dict[str, str]]:
    query = select(Course.id, Course.own_values).where(Course.id.in_(course_ids))
    return {number: values for number, values in db.execute(query)}  # noqa: C416 - rows, not pairs


def _wanted(asked: CoursesAsked) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    for word in words_of(asked.words):
        strands = (
            select(CourseStrand.course_id)
            .join(Strand, Strand.id == CourseStrand.strand_id)
            .where(holds(Strand.name, word))
        )
        audience = holds(Course.audience, word)
        wanted.append(or_(course_holds(word), audience, Course.id.in_(strands)))
    if asked.level is not None:
        wanted.append(Course.level == asked.level)
    if asked.strand_id:
        strand = CourseStrand.strand_id == asked.strand_id
        wanted.append(Course.id.in_(select(CourseStrand.course_id).where(strand)))
    if asked.state:
        wanted.append(Course.state == CourseState(asked.state))
    return wanted


def _narrowed(query: Select[Any], rows: Subquery, asked: CoursesAsked) -> Select[Any]:
    wanted = _wanted(asked)
    return query.where(rows.c.id.in_(select(Course.id).where(*wanted))) if wanted else query


def _with_year(asked: CoursesAsked) -> Subquery:
    events, came, level = _events(asked), _bookings(asked), _level_turn()
    still_open = _registers(asked)
    counted = {**dict.fromkeys(COUNTS[:2], events), **dict.fromkeys(COUNTS[2:-1], came)}
    counted |= {COUNTS[-1]: still_open}
    counts = [func.coalesce(counted[name].c[name], 0).label(name) for name in COUNTS]
    own = [getattr(Course, name) for name in COLUMNS if name not in COUNTS]
    return (
        select(*own, Course.sought, level.c.turn.label("level_turn"), *counts)
        .outerjoin(events, events.c.course_id == Course.id)
        .outerjoin(came, came.c.course_id == Course.id)
        .outerjoin(still_open, still_open.c.course_id == Course.id)
        .outerjoin(level, level.c.name == Course.level)
        .subquery("courses")
    )


def _events(asked: CoursesAsked) -> Subquery:
    on = Event.status != EventStatus.CANCELLED
    delivered = on & (Event.starts <= asked.today)
    return (
        select(
            Event.course_id,
            func.sum(case((on, 1), else_=0)).label("events"),
            func.sum(case((delivered, Event.places), else_=0)).label("places"),
        )
        .where(*scheduled_in(asked.year))
        .group_by(Event.course_id)
        .subquery("events")
    )


def _bookings(asked: CoursesAsked) -> Subquery:
    outcome = outcomes(asked.year)
    booked = Booking.status == BookingStatus.BOOKED
    walked_in = (Booking.status == BookingStatus.WALK_IN) & (outcome.c.came == 1)
    return (
        select(
            Event.course_id,
            func.sum(case((booked, 1), else_=0)).label("booked"),
            func.sum(func.coalesce(outcome.c.came, 0)).label("attended"),
            func.sum(case((walked_in, 1), else_=0)).label("walk_ins"),
        )
        .join(Booking, Booking.event_id == Event.id)
        .outerjoin(outcome, outcome.c.booking_id == Booking.id)
        .where(*counted_in(asked.year, today=asked.today))
        .group_by(Event.course_id)
        .subquery("came")
    )


def _registers(asked: CoursesAsked) -> Subquery:
    return (
        select(Event.course_id, func.count(Event.id.distinct()).label("registers_open"))
        .join(Booking, Booking.event_id == Event.id)
        .where(*without_a_mark(asked.year, today=asked.today))
        .group_by(Event.course_id)
        .subquery("registers")
    )


def _level_turn() -> Subquery:
    levels = OwnWord.list == OwnList.LEVEL
    return select(OwnWord.name, OwnWord.turn).where(levels).subquery("levels")


def _order(rows: Subquery, asked: CoursesAsked) -> list[ColumnElement[Any]]:
    by_title: list[ColumnElement[Any]] = [rows.c.sought]
    booked, places = cast(rows.c.booked, Float), func.nullif(rows.c.places, 0)
    keys: dict[str, list[ColumnElement[Any]]] = {
        "title": by_title,
        "reference": [func.lower(rows.c.reference)],
        "level": [rows.c.level_turn, rows.c.level],
        "state": [rows.c.state],
        "events": [rows.c.events],
        "take_up": [booked / places],
        "turn_up": [(rows.c.attended - rows.c.walk_ins) / func.nullif(booked, 0)],
        "fill": [cast(rows.c.attended, Float) / places],
    }
    chosen = [key.desc() if asked.falling else key.asc() for key in keys[asked.sort]]
    rest = [] if asked.sort == "title" else by_title
    return [key.nulls_last() for key in [*chosen, *rest]] + [rows.c.id]


def _strands(db: Session, course_ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    query = (
        select(CourseStrand.course_id, Strand.name)
        .join(Strand, Strand.id == CourseStrand.strand_id)
        .where(CourseStrand.course_id.in_(course_ids))
        .order_by(Strand.turn, Strand.name)
    )
    found: dict[int, tuple[str, ...]] = {}
    for course_id, name in db.execute(query):
        found[course_id] = (*found.get(course_id, ()), name)
    return found


def _is_short(reached: float | None, target: int | None) -> bool:
    """As the rate is shown: 84.6% reads as 85%, and meets a target of 85%."""
    return reached is not None and target is not None and rounded(reached * WHOLE) < target
