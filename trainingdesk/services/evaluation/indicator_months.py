"""An indicator month by month, with the events of its courses among the months."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from trainingdesk.domain.delegate import folded
from trainingdesk.domain.event import UNSCHEDULED, EventStatus
from trainingdesk.domain.indicator import MONTHS_EACH, Around, around
from trainingdesk.domain.month_typed import after
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.evaluation.stage_times import last_days
from trainingdesk.services.records import record_of
from trainingdesk.storage.models import Course, CourseIndicator, Event, Indicator, IndicatorValue

YEAR_BEFORE = 12


@dataclass(frozen=True, slots=True)
class TiedEvent:
    """An event of a course that is meant to move an indicator."""

    id: int
    title: str
    starts: date
    ends: date

    @property
    def days(self) -> tuple[date, date]:
        """The first day and the last."""
        return self.starts, self.ends

    def months(self) -> Iterator[date]:
        """Every month from the one in which it begins to the one in which it ends."""
        month = self.starts.replace(day=1)
        yield month
        while (month := after(month, 1)) <= self.ends:
            yield month


@dataclass(frozen=True, slots=True)
class Month:
    """One month: what was counted, None where that is not known, and the events in it."""

    month: date
    number: int | None
    events: tuple[TiedEvent, ...] = ()

    @property
    def id(self) -> int:
        """What the month is known by in a list."""
        return self.month.year * 100 + self.month.month


@dataclass(frozen=True, slots=True)
class IndicatorMonths:
    """An indicator with its months: those to be typed, and those around the year's events."""

    id: int
    name: str
    about: str
    courses: tuple[str, ...]
    months: tuple[Month, ...]  # every one that a number can be typed for
    shown: tuple[Month, ...]  # those around the events of the year, in which some lie ahead
    events: tuple[TiedEvent, ...]  # of the year, held so far
    around: Around | None
    others: int  # events of other years in the months before and after

    @property
    def numbers(self) -> int:
        """How many months have a number."""
        return sum(each.number is not None for each in self.months)


def months_of(
    db: Session,
    indicator_id: int,
    year: TrainingYear,
    *,
    today: date,
    each_way: int = MONTHS_EACH,
) -> IndicatorMonths:
    """An indicator around the events of a year; raises Unknown."""
    each = record_of(db, Indicator, indicator_id)
    numbers = _numbers(db, indicator_id)
    of_year = events_tied(db, indicator_id, year, today=today)
    every = events_tied(db, indicator_id, None, today=today)
    by_month: defaultdict[date, list[TiedEvent]] = defaultdict(list)
    for event in every:
        for month in event.months():
            by_month[month].append(event)

    def made(first: date, last: date) -> tuple[Month, ...]:
        months = []
        while first <= last:
            months.append(Month(first, numbers.get(first), tuple(by_month[first])))
            first = after(first, 1)
        return tuple(months)

    found = around(numbers, [day for each in of_year for day in each.days], each_way=each_way)
    this_month = today.replace(day=1)
    begins = min([*numbers, year.before.first_day, after(this_month, -YEAR_BEFORE)])
    shown = made(found.before.first, found.after.last) if found else ()
    ids = {event.id for event in of_year}
    return IndicatorMonths(
        each.id,
        each.name,
        each.about,
        _titles(db, indicator_id),
        made(begins, max([*numbers, this_month])),
        shown,
        tuple(of_year),
        found,
        len({event.id for month in shown for event in month.events} - ids),
    )


def reported_in(db: Session, year: TrainingYear, *, today: date) -> list[IndicatorMonths]:
    """The indicators whose courses had events in a year, and with a number around them."""
    ids = sorted(db.execute(select(Indicator.id, Indicator.name)), key=lambda row: folded(row.name))
    found = [months_of(db, row.id, year, today=today) for row in ids]
    return [each for each in found if any(month.number is not None for month in each.shown)]


def events_tied(
    db: Session, indicator_id: int, year: TrainingYear | None, *, today: date
) -> list[TiedEvent]:
    """The events of an indicator's courses that have begun and were not called off, in order.

    With a year, those of that year alone.
    """
    within = (Event.starts.between(year.first_day, year.last_day),) if year else ()
    last = last_days()
    query = (
        select(Event.id, Course.title, Event.starts, func.coalesce(last.c.day, Event.starts))
        .join(Course, Course.id == Event.course_id)
        .outerjoin(last, last.c.event_id == Event.id)
        .join(CourseIndicator, CourseIndicator.course_id == Course.id)
        .where(
            CourseIndicator.indicator_id == indicator_id,
            Event.starts <= today,
            Event.status.not_in([*UNSCHEDULED, EventStatus.CANCELLED]),
            *within,
        )
        .order_by(Event.starts, Event.id)
    )
    return [TiedEvent(*row) for row in db.execute(query)]


def _numbers(db: Session, indicator_id: int) -> dict[date, int]:
    query = select(IndicatorValue.month, IndicatorValue.value).where(
        IndicatorValue.indicator_id == indicator_id
    )
    return dict(db.execute(query).all())


def _titles(db: Session, indicator_id: int) -> tuple[str, ...]:
    query = (
        select(Course.title)
        .join(CourseIndicator, CourseIndicator.course_id == Course.id)
        .where(CourseIndicator.indicator_id == indicator_id)
        .order_by(Course.sought, Course.id)
    )
    return tuple(db.scalars(query))
