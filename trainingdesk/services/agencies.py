"""The list of agencies, and how many of each were booked, came and stayed away in a year."""

from datetime import date
from typing import Any

from sqlalchemy import Subquery, case, func, or_, select
from sqlalchemy.orm import Session

from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.refusals import Unknown
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.agency_history import agency_history
from trainingdesk.services.agency_rows import (
    AgenciesAsked,
    AgencyRow,
    added_up,
    as_they_were,
    in_order,
)
from trainingdesk.services.figures.events import counted_in, outcomes
from trainingdesk.services.sought import holds, words_of
from trainingdesk.storage.models import Agency, AgencyName, Booking, Delegate, Event


def agencies_listed(db: Session, asked: AgenciesAsked) -> list[AgencyRow]:
    """The agencies whose names, sector or group hold the words, as they were or as they are now."""
    history = agency_history(db)
    rows = _rows(db, asked)
    words = words_of(asked.words)
    found = set(db.scalars(select(Agency.id).where(*(agency_holds(word) for word in words))))
    if asked.as_now:
        found = {history.now(number) for number in found}
        rows = added_up(rows, history)
    else:
        rows = as_they_were(rows, history, asked.year, day=min(asked.year.last_day, asked.today))
    return in_order([row for row in rows if row.id in found], asked)


def agency_year(db: Session, agency_id: int, year: TrainingYear, *, today: date) -> AgencyRow:
    """One agency with the year's counts of its own; raises Unknown."""
    rows = _rows(db, AgenciesAsked(year, today), Agency.id == agency_id)
    if not rows:
        raise Unknown("This agency is no longer there.")
    return rows[0]


def agencies_in_all(db: Session) -> int:
    """How many agencies there are, without those that have ended."""
    return db.scalars(select(func.count(Agency.id)).where(Agency.ended_on.is_(None))).one()


def agency_named(db: Session, name: str) -> int | None:
    """The number of the agency of a name."""
    return db.scalar(select(Agency.id).where(Agency.name == name))


def agency_choices(db: Session, *, held: int | None = None) -> list[tuple[str, int]]:
    """The agencies by name, with their numbers, to choose from.

    One that has ended is offered only to the record that holds it already.
    """
    query = select(Agency.name, Agency.id).order_by(Agency.sought, Agency.id)
    query = query.where(or_(Agency.ended_on.is_(None), Agency.id == held))
    return [(name, number) for name, number in db.execute(query)]


def agency_holds(word: str) -> Any:
    """Whether an agency's names, sector or charging group hold a folded word."""
    named = select(AgencyName.agency_id).where(holds(AgencyName.folded, word))
    return or_(
        Agency.id.in_(named),
        holds(Agency.sector, word),
        holds(Agency.charging_group, word),
    )


def _rows(db: Session, asked: AgenciesAsked, *wanted: Any) -> list[AgencyRow]:
    came, people = _year_of_each(asked.year, asked.today), _people_of_each()
    counts = {
        "delegates": people.c.delegates,
        "booked": came.c.booked,
        "attended": came.c.attended,
        "absent": came.c.absent,
    }
    query = (
        select(
            Agency.id,
            Agency.name,
            Agency.sector,
            Agency.charging_group,
            Agency.ended_on,
            *(func.coalesce(count, 0).label(name) for name, count in counts.items()),
        )
        .outerjoin(came, came.c.agency_id == Agency.id)
        .outerjoin(people, people.c.agency_id == Agency.id)
        .where(*wanted)
        .order_by(Agency.sought, Agency.id)
    )
    names = _other_names(db)
    in_all, at_most = db.execute(select(func.sum(came.c.attended), func.max(came.c.attended))).one()
    return [
        AgencyRow(
            **row,
            other_names=names.get(row["id"], ()),
            attended_in_all=in_all or 0,
            attended_at_most=at_most or 0,
        )
        for row in db.execute(query).mappings()
    ]


def _year_of_each(year: TrainingYear, today: date) -> Subquery:
    outcome = outcomes(year)
    booked = case((Booking.status == BookingStatus.BOOKED, 1), else_=0)
    return (
        select(
            Booking.agency_id,
            func.sum(booked).label("booked"),
            func.sum(func.coalesce(outcome.c.came, 0)).label("attended"),
            func.sum(func.coalesce(outcome.c.absent, 0)).label("absent"),
        )
        .join(Event, Event.id == Booking.event_id)
        .outerjoin(outcome, outcome.c.booking_id == Booking.id)
        .where(*counted_in(year, today=today))
        .group_by(Booking.agency_id)
        .subquery("came")
    )


def _people_of_each() -> Subquery:
    return (
        select(Delegate.agency_id, func.count(Delegate.id).label("delegates"))
        .group_by(Delegate.agency_id)
        .subquery("people")
    )


def _other_names(db: Session) -> dict[int, tuple[str, ...]]:
    query = (
        select(AgencyName.agency_id, AgencyName.name)
        .join(AgencyName.agency)
        .where(AgencyName.name != Agency.name)
        .order_by(AgencyName.id)
    )
    names: dict[int, tuple[str, ...]] = {}
    for agency_id, name in db.execute(query):
        names[agency_id] = (*names.get(agency_id, ()), name)
    return names
