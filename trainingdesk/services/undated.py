"""Events without a date: they collect who is interested, until they have one or are given up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.event_details import EventDetails
from trainingdesk.domain.event_interest import UndatedDetails
from trainingdesk.domain.meanwhile import refuse_if_changed
from trainingdesk.domain.refusals import Invalid, Refused, Unknown
from trainingdesk.domain.words import listed
from trainingdesk.services.bookings import book
from trainingdesk.services.desk import Stamp
from trainingdesk.services.events import add_event
from trainingdesk.services.plans import plan_for
from trainingdesk.services.records import record_of
from trainingdesk.services.statuses import CLOSED_TO_BOOKING
from trainingdesk.storage.models import Board, Course, Delegate, Event, Interest, UndatedEvent

__all__ = ["UndatedDetails"]


@dataclass(frozen=True, slots=True)
class UndatedRow:
    """One event without a date: its course, who waits, and what became of it."""

    id: int
    course_id: int
    title: str
    level: str
    minimum: int | None
    interested: int
    opened_on: date
    closed_on: date | None
    event_id: int | None
    event: str  # the reference of the event it became
    note: str

    @property
    def is_open(self) -> bool:
        """Whether it still waits for its date."""
        return self.closed_on is None

    @property
    def enough(self) -> bool:
        """Whether as many wait as the course needs."""
        return self.is_open and bool(self.minimum) and self.interested >= (self.minimum or 0)


@dataclass(frozen=True, slots=True)
class InterestRow:
    """One delegate who wants to come, in the order in which they said so."""

    id: int
    turn: int
    delegate_id: int
    delegate: str
    agency: str
    said_on: date
    note: str


@dataclass(frozen=True, slots=True)
class Dated:
    """What became of an event without a date, and of those who waited for it."""

    event_id: int
    booked: int
    waiting: int
    left: tuple[str, ...] = ()  # who has left since, and is not booked

    def __str__(self) -> str:
        waits = f", {self.waiting} on its waiting list" if self.waiting else ""
        gone = f"; {listed(self.left)} left, not booked" if self.left else ""
        return f"{self.booked} booked{waits}{gone}"


def undated_events(db: Session) -> list[UndatedRow]:
    """Every event that waits for a date, or once did: those that wait first, the newest first."""
    order = UndatedEvent.opened_on.desc(), UndatedEvent.id.desc()
    rows = [_row(values) for values in db.execute(_rows().order_by(*order))]
    return sorted(rows, key=lambda row: not row.is_open)


def undated_event(db: Session, undated_id: int) -> UndatedRow | None:
    """One of them; None where it is no longer there."""
    found = db.execute(_rows().where(UndatedEvent.id == undated_id)).first()
    return _row(found) if found else None


def interested_in(db: Session, undated_id: int) -> list[InterestRow]:
    """Who wants to come, whoever said so first at the top."""
    query = (
        select(Interest)
        .where(Interest.undated_id == undated_id)
        .options(joinedload(Interest.delegate), joinedload(Interest.agency))
        .order_by(Interest.id)
    )
    return [
        InterestRow(
            interest.id,
            turn,
            interest.delegate_id,
            interest.delegate.listed,
            interest.agency.name,
            interest.said_on,
            interest.note,
        )
        for turn, interest in enumerate(db.scalars(query), 1)
    ]


def undated_details(db: Session, undated_id: int) -> UndatedDetails:
    """What is known of it, to be changed in a form; raises Unknown."""
    undated = _undated(db, undated_id)
    return UndatedDetails(undated.course_id, undated.note)


def add_undated(db: Session, details: UndatedDetails, *, by: Stamp) -> int:
    """Open a list of those interested in a course, and return its number; raises Invalid."""
    _check(db, details, 0)
    undated = UndatedEvent(
        course_id=details.course_id or 0, opened_on=by.today, note=details.note.strip()
    )
    db.add(undated)
    db.flush()
    return undated.id


def change_undated(
    db: Session,
    undated_id: int,
    details: UndatedDetails,
    *,
    opened: UndatedDetails | None = None,
) -> None:
    """Change what is known of it; raises Invalid, Refused, Unknown, ChangedMeanwhile."""
    undated = _open(db, undated_id)
    refuse_if_changed(opened, undated_details(db, undated_id))
    _check(db, details, undated_id)
    undated.course_id, undated.note = details.course_id or 0, details.note.strip()


def add_interest(db: Session, undated_id: int, delegate_id: int, *, by: Stamp) -> int:
    """Note that a delegate wants to come, and return their turn; raises Refused, Unknown."""
    _open(db, undated_id)
    delegate = record_of(db, Delegate, delegate_id)
    theirs = Interest.undated_id == undated_id, Interest.delegate_id == delegate_id
    if db.scalar(select(Interest.id).where(*theirs)):
        raise Refused(f"{delegate.name} is on this list already.")
    db.add(
        Interest(
            undated_id=undated_id,
            delegate_id=delegate_id,
            agency_id=delegate.agency_id,
            said_on=by.today,
        )
    )
    db.flush()
    here = select(func.count(Interest.id)).where(Interest.undated_id == undated_id)
    return db.scalars(here).one()


def note_interest(db: Session, interest_id: int, note: str) -> None:
    """Note something about a delegate's interest; raises Refused, Unknown."""
    _interest(db, interest_id).note = note.strip()


def remove_interest(db: Session, interest_ids: Sequence[int]) -> None:
    """Take delegates off the list; raises Refused, Unknown."""
    for interest_id in interest_ids:
        db.delete(_interest(db, interest_id))
    db.flush()


def give_up(db: Session, undated_id: int, *, note: str, by: Stamp) -> None:
    """Close the list without a date; who was interested stays on it. Raises Refused, Unknown."""
    undated = _open(db, undated_id)
    undated.closed_on = by.today
    undated.note = "\n".join(text for text in (undated.note, note.strip()) if text)


def plan_of_undated(db: Session, undated_id: int) -> EventDetails:
    """What the event is likely to be, once it has a date; raises Refused, Unknown."""
    return plan_for(db, _open(db, undated_id).course_id)


def give_date(db: Session, undated_id: int, details: EventDetails, *, by: Stamp) -> Dated:
    """Make an event of it, and book whoever is interested, in their order, by the usual rules.

    Who does not fit waits for a place; who has left since stays on the list and is named. Raises
    Invalid, Refused, Unknown.
    """
    undated = _open(db, undated_id)
    query = (
        select(Delegate)
        .join(Interest, Interest.delegate_id == Delegate.id)
        .where(Interest.undated_id == undated_id)
        .order_by(Interest.id)
    )
    interested = list(db.scalars(query))
    gone = {person.id for person in interested if _has_left(person, details)}
    left = tuple(person.name for person in interested if person.id in gone)
    people = [person.id for person in interested if person.id not in gone]
    if people and (problems := _cannot_be_booked(details)):
        raise Invalid(details.problems() | problems)
    event_id = add_event(db, details, by=by)
    made = [book(db, event_id=event_id, delegate_id=person, by=by) for person in people]
    undated.event_id, undated.closed_on = event_id, by.today
    booked = sum(each.status is BookingStatus.BOOKED for each in made)
    return Dated(event_id, booked, len(made) - booked, left)


def _cannot_be_booked(details: EventDetails) -> dict[str, str]:
    if details.headcount_only:
        said = "Those interested are to be booked by name, so people cannot be counted only."
        return {"headcount_only": said}
    if details.status in CLOSED_TO_BOOKING:
        return {"status": "Those interested are to be booked: choose Planned, Open or Confirmed."}
    return {}


def _rows() -> Any:  # a row of eleven columns has no type of its own
    waiting = (
        select(Interest.undated_id, func.count(Interest.id).label("number"))
        .group_by(Interest.undated_id)
        .subquery("waiting")
    )
    return (
        select(
            UndatedEvent.id,
            Course.id,
            Course.title,
            Course.level,
            Course.minimum,
            func.coalesce(waiting.c.number, 0),
            UndatedEvent.opened_on,
            UndatedEvent.closed_on,
            UndatedEvent.event_id,
            func.coalesce(Event.reference, ""),
            UndatedEvent.note,
        )
        .join(Course, Course.id == UndatedEvent.course_id)
        .outerjoin(Event, Event.id == UndatedEvent.event_id)
        .outerjoin(waiting, waiting.c.undated_id == UndatedEvent.id)
    )


def _row(values: Sequence[Any]) -> UndatedRow:
    return UndatedRow(*values)


def _has_left(person: Delegate, details: EventDetails) -> bool:
    """Whether somebody has left by the first day; one who leaves later can still come."""
    first = details.in_order()[0].day if details.sessions else None
    return person.left_on is not None and (first is None or person.left_on <= first)


def _undated(db: Session, undated_id: int) -> UndatedEvent:
    undated = db.get(UndatedEvent, undated_id, with_for_update=True, populate_existing=True)
    if undated is None:
        raise Unknown("This list is no longer there.")
    return undated


def _open(db: Session, undated_id: int) -> UndatedEvent:
    undated = _undated(db, undated_id)
    if undated.event_id is not None:
        raise Refused("This list became an event: book on that one.")
    if undated.closed_on is not None:
        raise Refused("This list was given up. Open a new one.")
    return undated


def _interest(db: Session, interest_id: int) -> Interest:
    interest = db.get(Interest, interest_id)
    if interest is None:
        raise Unknown("This delegate is no longer on the list.")
    _open(db, interest.undated_id)
    return interest


def _check(db: Session, details: UndatedDetails, undated_id: int) -> None:
    db.get_one(Board, 1, with_for_update=True)  # one at a time opens a list
    problems = details.problems()
    course = db.get(Course, details.course_id) if details.course_id is not None else None
    if details.course_id is not None and course is None:
        problems["course_id"] = "This course is no longer there. Choose another."
    same = select(UndatedEvent.id).where(
        UndatedEvent.course_id == details.course_id,
        UndatedEvent.closed_on.is_(None),
        UndatedEvent.id != undated_id,
    )
    if not problems and course is not None and db.scalar(same.limit(1)):
        problems["course_id"] = f"{course.title} has a list of those interested already."
    if problems:
        raise Invalid(problems)
