"""Who has been trained on a recommendation, which agencies not yet, and who has joined since.

What counts, and is said on the page:

- A *delegate here today* has not left; only they are counted, but for ``left``.
- *Trained* is who attended (a mark of attended, late or left early at one session at least) an
  event of a course that answers the recommendation, whose first day is from the day the
  recommendation was made until today, and which was not cancelled or postponed. Where nobody said
  when it was made, any day counts.
- An agency is *not yet* reached when it has delegates here today and none of them is trained. A
  person counts for the agency they belong to now.
- *Joined since* is who is not trained and whose first day at their agency is on or after the day
  it was made; where that day is not known, who had attended nothing at all before it was made.
  Nobody joins by it that their agency was merged or split.
  Where nobody said when it was made, nobody is counted as having joined since.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, exists, func, or_, select
from sqlalchemy.orm import Session, joinedload

from trainingdesk.domain.attendance import CAME
from trainingdesk.domain.event import UNSCHEDULED, EventStatus
from trainingdesk.services.records import record_of
from trainingdesk.services.sought import delegate_holds, words_of
from trainingdesk.storage.models import (
    Agency,
    Booking,
    Course,
    CourseRecommendation,
    Delegate,
    Event,
    Mark,
    Recommendation,
)

NOT_HELD = UNSCHEDULED | {EventStatus.CANCELLED}


class Who(StrEnum):
    """The people behind a number of the coverage."""

    TRAINED = "Trained"
    NOT_YET = "Not yet trained"
    JOINED = "Joined since"
    LEFT = "Trained and left"


@dataclass(frozen=True, slots=True)
class AgencyCoverage:
    """One agency: how many of its delegates are trained, and how many of the others are new."""

    id: int
    name: str
    sector: str
    delegates: int
    trained: int
    joined: int

    @property
    def not_yet(self) -> int:
        """How many of its delegates are not trained."""
        return self.delegates - self.trained


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far a recommendation is answered: every agency that has delegates here today."""

    agencies: tuple[AgencyCoverage, ...]
    left: int

    @property
    def delegates(self) -> int:
        """How many delegates are here today."""
        return sum(agency.delegates for agency in self.agencies)

    @property
    def trained(self) -> int:
        """How many of them are trained."""
        return sum(agency.trained for agency in self.agencies)

    @property
    def joined(self) -> int:
        """How many have joined since and are not trained."""
        return sum(agency.joined for agency in self.agencies)

    @property
    def reached(self) -> int:
        """How many agencies have somebody who is trained."""
        return sum(agency.trained > 0 for agency in self.agencies)


@dataclass(frozen=True, slots=True)
class PeopleAsked:
    """Which people a list shows, and in which order: name, agency, joined or trained."""

    recommendation_id: int
    who: Who
    agency_id: int | None = None
    words: str = ""
    sort: str = "name"
    falling: bool = False


@dataclass(frozen=True, slots=True)
class PersonCoverage:
    """One delegate, and the first day they were trained, where they are."""

    id: int
    reference: str
    listed: str
    name: str
    email: str
    job_title: str
    agency: str
    joined_on: date | None
    left_on: date | None
    trained_on: date | None
    course: str


def coverage_of(db: Session, recommendation_id: int, *, today: date) -> Coverage:
    """Every agency with its numbers; raises Unknown."""
    made_on = _made_on(db, recommendation_id)
    trained = _trained(recommendation_id, made_on, today=today)
    here = (
        select(
            Delegate.agency_id,
            func.count(Delegate.id).label("delegates"),
            func.count(trained.c.delegate_id).label("trained"),
        )
        .outerjoin(trained, trained.c.delegate_id == Delegate.id)
        .where(_is_here(today))
        .group_by(Delegate.agency_id)
        .subquery()
    )
    rows = db.execute(
        select(Agency.id, Agency.name, Agency.sector, here.c.delegates, here.c.trained)
        .join(here, here.c.agency_id == Agency.id)
        .order_by(Agency.sought, Agency.id)
    )
    joined = _joined(db, recommendation_id, today=today)
    agencies = tuple(
        AgencyCoverage(number, name, sector, people, of_them, joined.get(number, 0))
        for number, name, sector, people, of_them in rows
    )
    asked = PeopleAsked(recommendation_id, Who.LEFT)
    return Coverage(agencies, people_matching(db, asked, today=today))


def _joined(db: Session, recommendation_id: int, *, today: date) -> dict[int, int]:
    """How many have joined each agency since.

    Counted apart, and people read as they lie: their bookings, by which the desk knows for how
    long it has known them, lie in that order too.
    """
    agency_id = Delegate.agency_id + 0  # no index of it, by which they would be read otherwise
    query: Any = select(agency_id, func.count(Delegate.id)).group_by(agency_id)
    asked = PeopleAsked(recommendation_id, Who.JOINED)
    found, _ = _asked(db, query, asked, today)
    return dict(db.execute(found).all())


def trained_on_each(db: Session, *, today: date) -> dict[int, int]:
    """How many delegates here today are trained on each recommendation that has any."""
    came = (
        _came()
        .join(CourseRecommendation, CourseRecommendation.course_id == Event.course_id)
        .join(Recommendation, Recommendation.id == CourseRecommendation.recommendation_id)
    )
    query = (
        came.join(Delegate, Delegate.id == Booking.delegate_id)
        .where(*_held(today), _is_here(today))
        .where(or_(Recommendation.made_on.is_(None), Event.starts >= Recommendation.made_on))
        .with_only_columns(Recommendation.id, func.count(Delegate.id.distinct()))
        .group_by(Recommendation.id)
    )
    return dict(db.execute(query).all())


def people_matching(db: Session, asked: PeopleAsked, *, today: date) -> int:
    """How many people are asked for; raises Unknown."""
    query, _ = _asked(db, select(func.count(Delegate.id)), asked, today)
    number: int = db.scalars(query).one()
    return number


def people_page(
    db: Session, asked: PeopleAsked, *, today: date, offset: int, limit: int
) -> list[PersonCoverage]:
    """Some of the people who are asked for, in the order asked for; raises Unknown."""
    query, trained = _asked(db, select(Delegate.id), asked, today)
    rows = [*db.scalars(_ordered(query, asked, trained).offset(offset).limit(limit))]
    people = db.scalars(
        select(Delegate).where(Delegate.id.in_(rows)).options(joinedload(Delegate.agency))
    )
    by_id = {person.id: person for person in people}
    first = _first_trained(db, asked.recommendation_id, rows, today=today)
    return [_row(by_id[number], *first.get(number, (None, ""))) for number in rows]


def _asked(
    db: Session, query: Select[Any], asked: PeopleAsked, today: date
) -> tuple[Select[Any], Subquery]:
    made_on = _made_on(db, asked.recommendation_id)
    trained = _trained(asked.recommendation_id, made_on, today=today)
    query = query.select_from(Delegate)
    if asked.who in {Who.TRAINED, Who.LEFT}:
        query = query.join(trained, trained.c.delegate_id == Delegate.id)
    else:
        query = query.where(Delegate.id.not_in(select(trained.c.delegate_id)))
    query = query.where(~_is_here(today) if asked.who is Who.LEFT else _is_here(today))
    if asked.who is Who.JOINED:
        query = query.where(_is_new(made_on))
    if asked.agency_id is not None:
        query = query.where(Delegate.agency_id == asked.agency_id)
    return query.where(*(delegate_holds(word) for word in words_of(asked.words))), trained


def _ordered(query: Select[Any], asked: PeopleAsked, trained: Subquery) -> Select[Any]:
    orders: dict[str, Any] = {"joined": Delegate.joined_on, "job": func.lower(Delegate.job_title)}
    if asked.who in {Who.TRAINED, Who.LEFT}:
        orders["trained"] = trained.c.first
    if asked.sort == "agency":
        query, orders["agency"] = query.join(Delegate.agency), Agency.sought
    name: list[Any] = [Delegate.sought, Delegate.id]
    first = orders.get(asked.sort)
    if first is None:
        return query.order_by(*(each.desc() if asked.falling else each for each in name))
    return query.order_by((first.desc() if asked.falling else first.asc()).nulls_last(), *name)


def _first_trained(
    db: Session, recommendation_id: int, people: Sequence[int], *, today: date
) -> dict[int, tuple[date, str]]:
    """When and on which course some people were trained first."""
    made_on = _made_on(db, recommendation_id)
    query = (
        _came_to_an_answer(recommendation_id, made_on, today=today)
        .join(Course, Course.id == Event.course_id)
        .where(Booking.delegate_id.in_(people))
        .with_only_columns(Booking.delegate_id, Event.starts, Course.title)
        .order_by(Event.starts.desc(), Event.id.desc())
    )
    return {number: (day, title) for number, day, title in db.execute(query)}


def _made_on(db: Session, recommendation_id: int) -> date | None:
    return record_of(db, Recommendation, recommendation_id).made_on


def _trained(recommendation_id: int, made_on: date | None, *, today: date) -> Subquery:
    """Everybody who was trained, with the first day."""
    return (
        _came_to_an_answer(recommendation_id, made_on, today=today)
        .with_only_columns(Booking.delegate_id, func.min(Event.starts).label("first"))
        .group_by(Booking.delegate_id)
        .subquery("trained")
    )


def _came_to_an_answer(recommendation_id: int, made_on: date | None, *, today: date) -> Select[Any]:
    answers = select(CourseRecommendation.course_id).where(
        CourseRecommendation.recommendation_id == recommendation_id
    )
    query = _came().where(Event.course_id.in_(answers), *_held(today))
    return query if made_on is None else query.where(Event.starts >= made_on)


def _came() -> Select[Any]:
    """The bookings of everybody who came, with their events."""
    came = exists().where(Mark.booking_id == Booking.id, Mark.attendance.in_(CAME))
    return select(Booking.id).join(Event, Event.id == Booking.event_id).where(came)


def _held(today: date) -> tuple[ColumnElement[bool], ...]:
    return Event.starts <= today, Event.status.not_in(NOT_HELD)


def _is_here(today: date) -> ColumnElement[bool]:
    return or_(Delegate.left_on.is_(None), Delegate.left_on > today)


def _is_new(made_on: date | None) -> ColumnElement[bool]:
    """Whether somebody came to their agency, or else to the desk, from a day on."""
    if made_on is None:
        return Delegate.id < 0
    came_before = (
        _came()
        .where(Booking.delegate_id == Delegate.id, Event.starts < made_on)
        .correlate(Delegate)
        .exists()
    )
    unknown = Delegate.joined_on.is_(None)
    return or_(Delegate.joined_on >= made_on, and_(unknown, ~came_before))


def _row(person: Delegate, trained_on: date | None, course: str) -> PersonCoverage:
    return PersonCoverage(
        id=person.id,
        reference=person.reference,
        listed=person.listed,
        name=person.name,
        email=person.email,
        job_title=person.job_title,
        agency=person.agency.name,
        joined_on=person.joined_on,
        left_on=person.left_on,
        trained_on=trained_on,
        course=course,
    )
