"""The list of agencies, and how many of each were booked, came and stayed away in a year."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Subquery, case, func, or_, select
from sqlalchemy.orm import Session

from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.figures import share
from trainingdesk.domain.refusals import Unknown
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.figures.events import counted_in, outcomes
from trainingdesk.services.sought import holds, words_of
from trainingdesk.storage.models import Agency, AgencyName, Booking, Delegate, Event


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """One line of the agencies list, with the year's counts of the bookings it made.

    ``attended_at_most`` is the most attendances that any agency has in the year.
    """

    id: int
    name: str
    sector: str
    charging_group: str
    other_names: tuple[str, ...]
    delegates: int
    booked: int
    attended: int
    absent: int
    attended_in_all: int
    attended_at_most: int

    @property
    def share(self) -> float | None:
        """Its part of the year's attendances."""
        return share(self.attended, self.attended_in_all)


@dataclass(frozen=True, slots=True)
class AgenciesAsked:
    """Which agencies a list shows, with the counts of which year, and in which order.

    ``sort`` is name, sector, group, delegates, booked, attended or absent.
    """

    year: TrainingYear
    today: date
    words: str = ""
    sort: str = "name"
    falling: bool = False


def agencies_listed(db: Session, asked: AgenciesAsked) -> list[AgencyRow]:
    """The agencies whose names, sector or group hold the words."""
    return _rows(db, asked, *(agency_holds(word) for word in words_of(asked.words)))


def agency_year(db: Session, agency_id: int, year: TrainingYear, *, today: date) -> AgencyRow:
    """One agency with the year's counts; raises Unknown."""
    rows = _rows(db, AgenciesAsked(year, today), Agency.id == agency_id)
    if not rows:
        raise Unknown("This agency is no longer there.")
    return rows[0]


def agencies_in_all(db: Session) -> int:
    """How many agencies there are."""
    return db.scalars(select(func.count(Agency.id))).one()


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
        holds(func.lower(Agency.sector), word),
        holds(func.lower(Agency.charging_group), word),
    )


def _rows(db: Session, asked: AgenciesAsked, *wanted: Any) -> list[AgencyRow]:
    came, people = _year_of_each(asked.year, asked.today), _people_of_each()
    orders: dict[str, Any] = {
        "sector": func.lower(Agency.sector),
        "group": func.lower(Agency.charging_group),
        "delegates": func.coalesce(people.c.delegates, 0),
        "booked": func.coalesce(came.c.booked, 0),
        "attended": func.coalesce(came.c.attended, 0),
        "absent": func.coalesce(came.c.absent, 0),
    }
    first = orders.get(asked.sort, Agency.sought)
    numbers = [orders[name].label(name) for name in ("delegates", "booked", "attended", "absent")]
    query = (
        select(Agency.id, Agency.name, Agency.sector, Agency.charging_group, *numbers)
        .outerjoin(came, came.c.agency_id == Agency.id)
        .outerjoin(people, people.c.agency_id == Agency.id)
        .where(*wanted)
        .order_by(first.desc() if asked.falling else first, Agency.sought, Agency.id)
    )
    names = _other_names(db)
    in_all, at_most = db.execute(select(func.sum(came.c.attended), func.max(came.c.attended))).one()
    return [
        AgencyRow(
            id=row.id,
            name=row.name,
            sector=row.sector,
            charging_group=row.charging_group,
            other_names=names.get(row.id, ()),
            delegates=row.delegates,
            booked=row.booked,
            attended=row.attended,
            absent=row.absent,
            attended_in_all=in_all or 0,
            attended_at_most=at_most or 0,
        )
        for row in db.execute(query)
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
