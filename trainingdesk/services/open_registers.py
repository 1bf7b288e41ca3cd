"""The registers of a year that still lack marks."""

from datetime import date

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session

from trainingdesk.domain.booking import ON_THE_REGISTER
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.open_registers import OpenRegisters
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.figures.events import scheduled_in
from trainingdesk.storage.models import Booking, Event, Mark


def without_a_mark(year: TrainingYear, *, today: date) -> tuple[ColumnElement[bool], ...]:
    """What holds of a booking that still has no mark, on an open register of a year's begun event.

    To be asked of bookings together with their events.
    """
    return (
        *scheduled_in(year),
        Event.status != EventStatus.CANCELLED,
        Event.starts <= today,
        Event.register_closed_on.is_(None),
        Booking.status.in_(ON_THE_REGISTER),
        ~exists(select(Mark.id).where(Mark.booking_id == Booking.id)),
    )


def open_registers(db: Session, year: TrainingYear, *, today: date) -> OpenRegisters:
    """The begun events of a year whose register is open and on which somebody has no mark."""
    query = (
        select(Event.id, func.count())
        .join(Booking, Booking.event_id == Event.id)
        .where(*without_a_mark(year, today=today))
        .group_by(Event.id)
        .order_by(Event.starts, Event.id)
    )
    found = db.execute(query).all()
    if not found:
        return OpenRegisters()
    return OpenRegisters(len(found), sum(number for _, number in found), found[0][0])
