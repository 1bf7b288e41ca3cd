"""What each agency sent in a year: booked, came, stayed away; as it was then, or as it is now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session

from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.agency_history import agency_history
from trainingdesk.services.figures.events import counted_in, outcomes
from trainingdesk.storage.models import Agency, Booking, Event


@dataclass(frozen=True, slots=True)
class Sent:
    """One agency's bookings and attendances; who came without a booking is among ``attended``.

    ``agency`` is the name to show, ``name`` the one it is found by.
    """

    agency: str
    sector: str
    booked: int
    came_as_booked: int
    walk_ins: int
    attended: int
    people: int
    absent: int
    name: str = ""


def sent_by_agencies(db: Session, year: TrainingYear, *, today: date) -> list[Sent]:
    """Every agency with a booking or an attendance in the year, by the name it had then.

    Then is the end of the year, or today where the year is not over.
    """
    history, day = agency_history(db), min(year.last_day, today)
    return [_told(row, history.name_on(row.id, day)) for row in db.execute(_sent(year, today, {}))]


def sent_by_agencies_now(db: Session, year: TrainingYear, *, today: date) -> list[Sent]:
    """The same as agencies are now: what was merged since counts for its heir."""
    history = agency_history(db)
    return [_told(row, row.name) for row in db.execute(_sent(year, today, history.merged()))]


def _told(row: Any, agency: str) -> Sent:
    return Sent(
        agency=agency,
        sector=row.sector,
        booked=int(row.booked),
        came_as_booked=int(row.came_as_booked),
        walk_ins=int(row.walk_ins),
        attended=int(row.attended),
        people=int(row.people),
        absent=int(row.absent),
        name=row.name,
    )


def _sent(year: TrainingYear, today: date, merged: Mapping[int, int]) -> Select[Any]:
    of = Booking.agency_id
    counts_for = case(dict(merged), value=of, else_=of) if merged else of
    outcome = outcomes()
    came = func.coalesce(outcome.c.came, 0)
    walked_in = Booking.status == BookingStatus.WALK_IN
    booked = func.sum(case((Booking.status == BookingStatus.BOOKED, 1), else_=0))
    attended = func.sum(came)
    return (
        select(
            Agency.id,
            Agency.name,
            Agency.sector,
            booked.label("booked"),
            func.sum(case((walked_in, 0), else_=came)).label("came_as_booked"),
            func.sum(case((walked_in, came), else_=0)).label("walk_ins"),
            attended.label("attended"),
            func.count(case((came == 1, Booking.delegate_id)).distinct()).label("people"),
            func.sum(func.coalesce(outcome.c.absent, 0)).label("absent"),
        )
        .join(Booking, counts_for == Agency.id)
        .join(Event, Event.id == Booking.event_id)
        .outerjoin(outcome, outcome.c.booking_id == Booking.id)
        .where(*counted_in(year, today=today))
        .group_by(Agency.id)
        .having((booked > 0) | (attended > 0))
        .order_by(Agency.sought, Agency.id)
    )
