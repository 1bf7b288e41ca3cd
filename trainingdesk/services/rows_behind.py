"""The rows behind a figure of the year: the very events and bookings that were counted."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from trainingdesk.domain.attendance import Attendance, overall
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.figures import agrees, share
from trainingdesk.domain.refusals import Unknown
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.counted import (
    BOOKINGS_OF,
    EVENTS_OF,
    RATES,
    Group,
    bookings_in,
    events_in,
)
from trainingdesk.services.figures.returned import published
from trainingdesk.services.sought import holds, words_of
from trainingdesk.storage.models import Agency, Base, Booking, Course, Delegate, Event

PEOPLE = "people"
BESIDE_A_BOOKING: dict[type[Base], ColumnElement[bool]] = {
    Course: Course.id == Event.course_id,
    Delegate: Delegate.id == Booking.delegate_id,
    Agency: Agency.id == Booking.agency_id,
}
"""What stands beside the booking and its event, for words and orders that ask for it."""

SUMS = {"places": Event.places, "headcount": Event.headcount}
"""Figures that add up a number of each event, where others count rows."""


class Rows(StrEnum):
    """What the rows behind a figure are."""

    EVENTS = "events"
    BOOKINGS = "bookings"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class RowsAsked:
    """Which figure's rows are shown: of the whole year or of a group, narrowed by words.

    Orders: starts, title, delegate, agency, status for bookings; starts, title, places for
    events; name, agency, came for people.
    """

    figure: str
    group: Group | None = None
    words: str = ""
    sort: str = ""
    falling: bool = False


@dataclass(frozen=True, slots=True)
class RowsBehind:
    """How many rows there are and what they come to: ``number`` is the figure that was opened.

    A rate opens the rows of its top; ``base`` is what it is divided by.
    """

    rows: Rows
    number: int
    in_all: int
    base: float | None = None


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event that was counted."""

    id: int
    reference: str
    title: str
    starts: date
    status: EventStatus
    places: int
    headcount: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class BookingRow:
    """One booking that was counted, with the agency as it was then and the mark it was given."""

    id: int
    event_id: int
    delegate_id: int
    title: str
    reference: str
    starts: date
    delegate: str
    agency: str
    status: BookingStatus
    attendance: Attendance | None


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person who came, and how many attendances they count for."""

    id: int
    delegate: str
    agency: str
    came: int
    last: date


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A published figure that its rows do not give."""

    published: float
    computed: float
    source: str


Row = EventRow | BookingRow | PersonRow


def rows_of(figure: str) -> Rows:
    """What the rows behind a figure are; raises Unknown."""
    figure = RATES[figure][0] if figure in RATES else figure
    if figure in EVENTS_OF:
        return Rows.EVENTS
    if figure in BOOKINGS_OF:
        return Rows.BOOKINGS
    if figure == PEOPLE:
        return Rows.PEOPLE
    raise Unknown(f"“{figure}” is not a figure that is counted from events or bookings.")


def can_open(figure: str) -> bool:
    """Whether a figure has rows that can be shown."""
    try:
        rows_of(figure)
    except Unknown:
        return False
    return True


def rows_behind(db: Session, year: TrainingYear, asked: RowsAsked, *, today: date) -> RowsBehind:
    """How many rows are behind a figure, and what they come to; raises Unknown."""
    rows = rows_of(asked.figure)
    in_all = db.scalar(_counting(year, asked, today)) or 0
    base = None
    if asked.figure in RATES:
        base = _base(db, year, asked, today)
    number = in_all
    if asked.figure in SUMS:
        summed = select(func.sum(SUMS[asked.figure]))
        number = db.scalar(_events_asked(summed, year, asked, today)) or 0
    return RowsBehind(rows, number, in_all, base)


def disagreement(
    db: Session, year: TrainingYear, figure: str, behind: RowsBehind
) -> Disagreement | None:
    """What was published of a whole year's figure, where its rows give another number."""
    row = published(db, year).get(figure)
    computed: float | None = behind.number
    if figure in RATES:
        computed = share(behind.number, behind.base or 0)
        if computed is not None and figure == "change_in_attendance":
            computed -= 1
    if row is None or computed is None or agrees(row.number, computed):
        return None
    return Disagreement(float(row.number), computed, row.source)


def rows_page(  # noqa: PLR0913 - a page of what was asked for
    db: Session, year: TrainingYear, asked: RowsAsked, *, today: date, offset: int, limit: int
) -> Sequence[Row]:
    """Some of the rows behind a figure, in the order asked for."""
    rows = rows_of(asked.figure)
    if rows is Rows.EVENTS:
        return _events(db, year, asked, today, (offset, limit))
    if rows is Rows.PEOPLE:
        return _people(db, year, asked, today, (offset, limit))
    return _bookings(db, year, asked, today, (offset, limit))


def _base(db: Session, year: TrainingYear, asked: RowsAsked, today: date) -> float | None:
    """What a rate is divided by."""
    if asked.figure == "change_in_attendance":
        # Like the figure itself: last year's rows, or else what was published of it.
        before = rows_behind(db, year.before, RowsAsked("attended"), today=today).number
        row = published(db, year.before).get("attended")
        return before or (float(row.number) if row else None)
    of = replace(asked, figure=RATES[asked.figure][1])
    return rows_behind(db, year, of, today=today).number


def _counting(year: TrainingYear, asked: RowsAsked, today: date) -> Select[Any]:
    rows = rows_of(asked.figure)
    if rows is Rows.EVENTS:
        return _events_asked(select(func.count(Event.id)), year, asked, today)
    if rows is Rows.PEOPLE:
        people = func.count(Booking.delegate_id.distinct())
        return _bookings_asked(select(people), year, asked, today)
    return _bookings_asked(select(func.count(Booking.id)), year, asked, today)


def _events_asked(
    query: Select[Any], year: TrainingYear, asked: RowsAsked, today: date
) -> Select[Any]:
    wanted = [
        or_(holds(Course.sought, word), holds(Event.reference, word))
        for word in words_of(asked.words)
    ]
    return (
        query.select_from(Event)
        .join(Event.course)
        .where(*events_in(year, asked.figure, asked.group, today=today), *wanted)
    )


def _bookings_asked(
    query: Select[Any], year: TrainingYear, asked: RowsAsked, today: date, *ordered_by: type[Base]
) -> Select[Any]:
    """The bookings that were asked for, joined with what the words or the order ask for only.

    Looking up the agency of every booking of a year, to count them, is most of a large desk's time.
    """
    wanted = [
        or_(
            holds(Delegate.sought, word),
            holds(Agency.sought, word),
            holds(Course.sought, word),
            holds(Event.reference, word),
        )
        for word in words_of(asked.words)
    ]
    figure = RATES[asked.figure][0] if asked.figure in RATES else asked.figure
    query = query.select_from(Booking).join(Event, Event.id == Booking.event_id)
    for model, link in BESIDE_A_BOOKING.items():
        if wanted or model in ordered_by:
            query = query.join(model, link)
    return query.where(*bookings_in(year, figure, asked.group, today=today), *wanted)


def _events(
    db: Session, year: TrainingYear, asked: RowsAsked, today: date, part: tuple[int, int]
) -> list[EventRow]:
    orders: dict[str, Any] = {
        "title": Course.sought,
        "places": Event.places,
        "status": Event.status,
    }
    query = _events_asked(select(Event), year, asked, today).options(joinedload(Event.course))
    query = _part(
        query, orders.get(asked.sort, Event.starts), asked, part, (Event.starts, Event.id)
    )
    return [
        EventRow(
            event.id,
            event.reference,
            event.course.title,
            event.starts,
            event.status,
            event.places,
            event.headcount,
            event.reason,
        )
        for event in db.scalars(query)
    ]


def _bookings(
    db: Session, year: TrainingYear, asked: RowsAsked, today: date, part: tuple[int, int]
) -> list[BookingRow]:
    orders: dict[str, tuple[Any, type[Base]]] = {
        "title": (Course.sought, Course),
        "delegate": (Delegate.sought, Delegate),
        "agency": (Agency.sought, Agency),
        "status": (Booking.status, Booking),
    }
    order, beside = orders.get(asked.sort, (Event.starts, Event))
    then = (Event.starts, Delegate.sought, Booking.id)
    ids = _bookings_asked(select(Booking.id), year, asked, today, beside, Delegate)
    ids = _part(ids, order, asked, part, then)
    wanted = list(db.scalars(ids))
    found = db.scalars(
        select(Booking)
        .where(Booking.id.in_(wanted))
        .options(
            joinedload(Booking.event).joinedload(Event.course),
            joinedload(Booking.delegate),
            joinedload(Booking.agency),
            selectinload(Booking.marks),
        )
    )
    by_id = {booking.id: booking for booking in found}
    return [_booking(by_id[number]) for number in wanted]


def _booking(booking: Booking) -> BookingRow:
    return BookingRow(
        id=booking.id,
        event_id=booking.event_id,
        delegate_id=booking.delegate_id,
        title=booking.event.course.title,
        reference=booking.event.reference,
        starts=booking.event.starts,
        delegate=booking.delegate.listed,
        agency=booking.agency.name,
        status=booking.status,
        attendance=overall(mark.attendance for mark in booking.marks),
    )


def _people(
    db: Session, year: TrainingYear, asked: RowsAsked, today: date, part: tuple[int, int]
) -> list[PersonRow]:
    came, last = func.count(Booking.id), func.max(Event.starts)
    sent = Agency.__table__.alias("sent")
    orders: dict[str, Any] = {"agency": sent.c.sought, "came": came, "last": last}
    columns: list[Any] = [Delegate.id, came, last]
    query = _bookings_asked(select(*columns), year, asked, today, Delegate).group_by(Delegate.id)
    if asked.sort == "agency":
        query = query.join(sent, sent.c.id == Delegate.agency_id).group_by(sent.c.id)
    order = orders.get(asked.sort, Delegate.sought)
    query = _part(query, order, asked, part, (Delegate.sought, Delegate.id))
    found = db.execute(query).all()
    people = _people_with_agencies(db, [number for number, _, _ in found])
    return [
        PersonRow(number, people[number].listed, people[number].agency.name, times, day)
        for number, times, day in found
    ]


def _people_with_agencies(db: Session, ids: list[int]) -> dict[int, Delegate]:
    query = select(Delegate).where(Delegate.id.in_(ids)).options(joinedload(Delegate.agency))
    return {person.id: person for person in db.scalars(query)}


def _part(
    query: Select[Any], order: Any, asked: RowsAsked, part: tuple[int, int], then: tuple[Any, ...]
) -> Select[Any]:
    offset, limit = part
    first = order.desc() if asked.falling else order.asc()
    return query.order_by(first, *then).offset(offset).limit(limit)
