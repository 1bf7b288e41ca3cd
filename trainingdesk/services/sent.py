"""What each agency sent in a year: booked, came, stayed away."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session

from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.figures.events import counted_in, outcomes
from trainingdesk.storage.models import Agency, Booking, Event


@dataclass(frozen=True, slots=True)
class Sent:
    """One agency's bookings and attendances; who came without a booking is among ``attended``."""

    agency: str
    sector: str
    booked: int
    came_as_booked: int
    walk_ins: int
    attended: int
    people: int
    absent: int


def sent_by_agencies(db: Session, year: TrainingYear, *, today: date) -> list[Sent]:
    """Every agency with a booking or an attendance in the year, by name."""
    return [
        Sent(agency, sector, *(int(number) for number in numbers))
        for agency, sector, *numbers in db.execute(_sent(year, today))
    ]


def _sent(year: TrainingYear, today: date) -> Select[Any]:
    outcome = outcomes()
    came = func.coalesce(outcome.c.came, 0)
    walked_in = Booking.status == BookingStatus.WALK_IN
    booked = func.sum(case((Booking.status == BookingStatus.BOOKED, 1), else_=0))
    attended = func.sum(came)
    return (
        select(
            Agency.name,
            Agency.sector,
            booked,
            func.sum(case((walked_in, 0), else_=came)),
            func.sum(case((walked_in, came), else_=0)),
            attended,
            func.count(case((came == 1, Booking.delegate_id)).distinct()),
            func.sum(func.coalesce(outcome.c.absent, 0)),
        )
        .join(Booking, Booking.agency_id == Agency.id)
        .join(Event, Event.id == Booking.event_id)
        .outerjoin(outcome, outcome.c.booking_id == Booking.id)
        .where(*counted_in(year, today=today))
        .group_by(Agency.id)
        .having((booked > 0) | (attended > 0))
        .order_by(Agency.sought, Agency.id)
    )
