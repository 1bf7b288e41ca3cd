"""The list of delegates, however many there are: found, put in order and read by the page."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session, joinedload

from trainingdesk.domain.attendance import CAME
from trainingdesk.domain.delegate import due_again_on
from trainingdesk.services.sought import delegate_holds, sorted_after, words_of
from trainingdesk.storage.models import Agency, Booking, Course, Delegate, Event, Mark


@dataclass(frozen=True, slots=True)
class DelegatesAsked:
    """Which delegates a list shows, and in which order: name, agency, job, courses or came."""

    words: str = ""
    agency_id: int | None = None
    sort: str = "name"
    falling: bool = False


@dataclass(frozen=True, slots=True)
class DelegateRow:
    """One line of the delegates list; ``due_on`` is when a course is to be taken again."""

    id: int
    reference: str
    name: str
    listed: str
    first_name: str
    last_name: str
    email: str
    agency: str
    job_title: str
    courses: int
    last_came: date | None
    due_course: str
    due_on: date | None
    left_on: date | None = None


@dataclass(frozen=True, slots=True)
class _Came:
    """What one delegate has attended."""

    courses: int = 0
    last: date | None = None
    due_course: str = ""
    due_on: date | None = None


def delegates_page(
    db: Session, asked: DelegatesAsked, *, offset: int, limit: int
) -> list[DelegateRow]:
    """Some of the delegates that were asked for, in the order asked for."""
    ids: list[int] = list(db.scalars(_ordered(asked).offset(offset).limit(limit)))
    people = db.scalars(
        select(Delegate).where(Delegate.id.in_(ids)).options(joinedload(Delegate.agency))
    )
    by_id = {person.id: person for person in people}
    came = _attended(db, ids)
    return [_row(by_id[number], came.get(number, _Came())) for number in ids]


def delegates_matching(db: Session, asked: DelegatesAsked) -> int:
    """How many delegates are asked for."""
    return db.scalars(select(func.count(Delegate.id)).where(*_wanted(asked))).one()


def delegates_in_all(db: Session, *, agency_id: int | None = None) -> int:
    """How many delegates there are, or how many of one agency."""
    return delegates_matching(db, DelegatesAsked(agency_id=agency_id))


def place_in_list(db: Session, asked: DelegatesAsked, delegate_id: int) -> int:
    """Where a delegate stands in the list; -1 when it is not there."""
    person = db.get(Delegate, delegate_id)
    wanted = _wanted(asked)
    if person is None:
        return -1
    if not db.scalar(select(Delegate.id).where(Delegate.id == delegate_id, *wanted)):
        return -1
    if asked.sort != "name" or asked.falling:
        return list(db.scalars(_ordered(asked))).index(delegate_id)
    before = (Delegate.sought < person.sought) | (
        (Delegate.sought == person.sought) & (Delegate.id < delegate_id)
    )
    return db.scalars(select(func.count(Delegate.id)).where(before, *wanted)).one()


def _wanted(asked: DelegatesAsked) -> list[Any]:
    wanted: list[Any] = [delegate_holds(word) for word in words_of(asked.words)]
    if asked.agency_id is not None:
        wanted.append(Delegate.agency_id == asked.agency_id)
    return wanted


def _ordered(asked: DelegatesAsked) -> Select[Any]:
    query = select(Delegate.id).where(*_wanted(asked))
    first: Any = None
    if asked.sort == "agency":
        query, first = query.join(Delegate.agency), Agency.sought
    elif asked.sort == "job":
        first = func.lower(Delegate.job_title)
    elif asked.sort in {"courses", "came"}:
        attended = _attendances().subquery()
        query = query.outerjoin(attended, attended.c.delegate_id == Delegate.id)
        last, courses = attended.c.last, func.coalesce(attended.c.courses, 0)
        first = last if asked.sort == "came" else courses
    name = sorted_after(Delegate.sought) if asked.words.strip() else Delegate.sought
    order: list[Any] = [name, Delegate.id]
    if first is None:
        return query.order_by(*(each.desc() if asked.falling else each for each in order))
    # Who never came stands last, whichever way the list runs.
    return query.order_by((first.desc() if asked.falling else first.asc()).nulls_last(), *order)


def _attendances() -> Any:
    came = exists().where(Mark.booking_id == Booking.id, Mark.attendance.in_(CAME))
    return (
        select(
            Booking.delegate_id,
            func.count(Booking.id).label("courses"),
            func.max(Event.starts).label("last"),
        )
        .join(Event, Event.id == Booking.event_id)
        .where(came)
        .group_by(Booking.delegate_id)
    )


def _attended(db: Session, ids: Sequence[int]) -> dict[int, _Came]:
    query = (
        _attendances()
        .join(Course, Course.id == Event.course_id)
        .add_columns(Course.title, Course.refresh_months)
        .where(Booking.delegate_id.in_(ids))
        .group_by(Course.id, Course.title, Course.refresh_months)
    )
    taken: defaultdict[int, list[Any]] = defaultdict(list)
    for delegate_id, *course in db.execute(query):
        taken[delegate_id].append(course)
    return {delegate_id: _came(courses) for delegate_id, courses in taken.items()}


def _came(courses: list[Any]) -> _Came:
    """Sum up courses: how often each, when last, its title, and after how many months again."""
    due = [(due_again_on(last, months=again), title) for _, last, title, again in courses if again]
    due_on, title = min(due, default=(None, ""))
    times, days = sum(course[0] for course in courses), [course[1] for course in courses]
    return _Came(times, max(days), title, due_on)


def _row(person: Delegate, came: _Came) -> DelegateRow:
    return DelegateRow(
        id=person.id,
        reference=person.reference,
        name=person.name,
        listed=person.listed,
        first_name=person.first_name,
        last_name=person.last_name,
        email=person.email,
        agency=person.agency.name,
        job_title=person.job_title,
        courses=came.courses,
        last_came=came.last,
        due_course=came.due_course,
        due_on=came.due_on,
        left_on=person.left_on,
    )
