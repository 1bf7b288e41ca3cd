"""Which events and bookings each figure counts, of a whole year or of one group of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from trainingdesk.domain.agency_change import AgencyChangeKind
from trainingdesk.domain.attendance import CAME, Attendance
from trainingdesk.domain.booking import GIVEN_UP, IN_THE_QUEUE, REGISTRATIONS, BookingStatus
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.refusals import Unknown
from trainingdesk.domain.year import FIRST_MONTH, TrainingYear
from trainingdesk.services.figures.events import counted_in, scheduled_in
from trainingdesk.storage.models import (
    Agency,
    AgencyChange,
    Booking,
    Course,
    CourseStrand,
    Event,
    Mark,
    Series,
    Strand,
)

Condition = ColumnElement[bool]
MONTHS = 12
OF_BOOKINGS = frozenset({"agency", "agency_now", "sector"})
"""Groups of bookings, where the others are groups of events."""


@dataclass(frozen=True, slots=True)
class Group:
    """One line of a table of figures: which table, and which line of it.

    Tables: course, level, quarter, month, strand, series, agency, sector; agency_now counts
    what was merged since for its heir.
    """

    kind: str
    key: str


def came() -> Condition:
    """Whether the delegate of a booking came, to one session at least."""
    return _marked(Mark.attendance.in_(CAME))


def absent() -> Condition:
    """Whether a booking was marked absent, and never as having come."""
    return _marked(Mark.attendance == Attendance.ABSENT) & ~came()


def apologised() -> Condition:
    """Whether a booking is marked, but neither as having come nor as absent."""
    return _marked() & ~came() & ~_marked(Mark.attendance == Attendance.ABSENT)


def _marked(*what: Condition) -> Condition:
    return exists(select(Mark.id).where(Mark.booking_id == Booking.id, *what))


def _delivered(today: date) -> tuple[Condition, ...]:
    return Event.status != EventStatus.CANCELLED, Event.starts <= today


BOOKINGS_OF: dict[str, Callable[[], Condition]] = {
    "registrations": lambda: Booking.status.in_(REGISTRATIONS),
    "booked": lambda: Booking.status == BookingStatus.BOOKED,
    "bookings_cancelled": lambda: Booking.status.in_(GIVEN_UP),
    "waiting": lambda: Booking.status.in_(IN_THE_QUEUE),
    "walk_ins": lambda: (Booking.status == BookingStatus.WALK_IN) & came(),
    "attended": came,
    "came_as_booked": lambda: (Booking.status != BookingStatus.WALK_IN) & came(),
    "absent": absent,
    "apologies": apologised,
}
"""Figures that count bookings, and which ones."""

EVENTS_OF: dict[str, Callable[[date], tuple[Condition, ...]]] = {
    "events_scheduled": lambda _today: (),
    "events_cancelled": lambda _today: (Event.status == EventStatus.CANCELLED,),
    "events_delivered": _delivered,
    "events_to_come": lambda today: (
        Event.status != EventStatus.CANCELLED,
        Event.starts > today,
    ),
    "places": _delivered,
    "headcount": lambda today: (*_delivered(today), Event.headcount > 0),
}
"""Figures that count events or add up a number of theirs."""

RATES = {
    "take_up": ("booked", "places"),
    "turn_up": ("came_as_booked", "booked"),
    "fill": ("attended", "places"),
    "absence": ("absent", "booked"),
    "change_in_attendance": ("attended", "attended"),
}
"""Each rate's top and base."""


def group_named(db: Session, group: Group) -> str:
    """A group as it is said: a course by its title, a month by its name."""
    if group.kind == "course":
        return db.scalar(select(Course.title).where(Course.reference == group.key)) or group.key
    if group.kind == "month":
        return f"{date.fromisoformat(f'{group.key}-01'):%B %Y}"
    return group.key


def events_in(year: TrainingYear, figure: str, group: Group | None, *, today: date) -> list[Any]:
    """The conditions of the events that a figure counts; an agency has none of its own."""
    if group and group.kind in OF_BOOKINGS:
        raise Unknown(f"Events are not counted by {group.kind}.")
    return [*scheduled_in(year), *EVENTS_OF[figure](today), *_of_group(year, group)]


def bookings_in(year: TrainingYear, figure: str, group: Group | None, *, today: date) -> list[Any]:
    """The conditions of the bookings that a figure counts; people are those who attended."""
    condition = BOOKINGS_OF["attended" if figure == "people" else figure]
    return [*counted_in(year, today=today), condition(), *_of_group(year, group)]


def _of_group(year: TrainingYear, group: Group | None) -> tuple[Condition, ...]:
    if group is None:
        return ()
    if group.kind not in GROUPS:
        raise Unknown(f"Figures are not counted by “{group.kind}”.")
    return (GROUPS[group.kind](year, group.key),)


def _course(where: Condition) -> Condition:
    return Event.course_id.in_(select(Course.id).where(where))


def _strand(name: str) -> Condition:
    strands = select(Strand.id).where(Strand.name == name)
    of = select(CourseStrand.course_id).where(CourseStrand.strand_id.in_(strands))
    return Event.course_id.in_(of)


def _agency_now(name: str) -> Condition:
    heirs = select(Agency.id).where(Agency.name == name).cte("counts_for", recursive=True)
    merged = select(AgencyChange.agency_id).where(
        AgencyChange.into_id == heirs.c.id, AgencyChange.kind == AgencyChangeKind.MERGED
    )
    return Booking.agency_id.in_(select(heirs.union(merged).c.id))


def _quarter(year: TrainingYear, key: str) -> Condition:
    first = 3 * (int(key.removeprefix("Q")) - 1)
    return Event.starts.between(_month(year, first), _month(year, first + 3) - timedelta(days=1))


def _calendar_month(key: str) -> Condition:
    begins, month = (int(part) for part in key.split("-"))
    first = date(begins, month, 1)
    after = date(begins + month // MONTHS, month % MONTHS + 1, 1)
    return Event.starts.between(first, after - timedelta(days=1))


def _month(year: TrainingYear, number: int) -> date:
    """The first day of a month of the training year; the twelfth after April is April again."""
    months = FIRST_MONTH - 1 + number
    return date(year.begins + months // MONTHS, months % MONTHS + 1, 1)


GROUPS: dict[str, Callable[[TrainingYear, str], Condition]] = {
    "course": lambda _year, key: _course(Course.reference == key),
    "level": lambda _year, key: _course(Course.level == key),
    "quarter": _quarter,
    "month": lambda _year, key: _calendar_month(key),
    "strand": lambda _year, key: _strand(key),
    "series": lambda _year, key: Event.series_id.in_(select(Series.id).where(Series.name == key)),
    "agency": lambda _year, key: Booking.agency_id.in_(select(Agency.id).where(Agency.name == key)),
    "agency_now": lambda _year, key: _agency_now(key),
    "sector": lambda _year, key: Booking.agency_id.in_(
        select(Agency.id).where(Agency.sector == key)
    ),
}
"""The condition that makes an event or a booking one of a group."""
