"""Who has a place on what, how that came about, and who came."""

from datetime import date, datetime, time

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.storage.models.agency import Agency
from trainingdesk.storage.models.base import (
    NUMBERED_ONCE,
    PERSON,
    Base,
    empty_text,
    link,
    never_below_nought,
    own_values,
    unique_where,
)
from trainingdesk.storage.models.delegate import Delegate
from trainingdesk.storage.models.event import Event, EventSession

LIVE = "status IN ('Booked', 'Waiting', 'Offered', 'Walk-in')"


class Booking(Base):
    """A delegate's place, or turn in the queue, on one event; the agency stays as it was then."""

    __tablename__ = "booking"
    __table_args__ = (
        unique_where("uq_booking_live", "event_id", "delegate_id", where=LIVE),
        {"info": {PERSON: "delegate_id"}, **NUMBERED_ONCE},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = link("event.id")
    delegate_id: Mapped[int] = link("delegate.id")
    agency_id: Mapped[int] = link("agency.id")
    status: Mapped[BookingStatus]
    booked_on: Mapped[date | None]
    changed_on: Mapped[date | None]
    reason: Mapped[str] = mapped_column(default="")
    why_absent: Mapped[str] = empty_text()  # as they, or their manager, told it afterwards
    own_values: Mapped[dict[str, str]] = own_values()

    event: Mapped[Event] = relationship()
    delegate: Mapped[Delegate] = relationship()
    agency: Mapped[Agency] = relationship()
    marks: Mapped[list["Mark"]] = relationship(back_populates="booking")


class StatusChange(Base):
    """One status a booking was given: rows are added and none is overwritten.

    Whoever gives a booking a status, by hand or by an import, adds one of these.
    """

    __tablename__ = "status_change"
    __table_args__ = (NUMBERED_ONCE,)

    id: Mapped[int] = mapped_column(primary_key=True)
    booking_id: Mapped[int] = link("booking.id")
    status: Mapped[BookingStatus]
    at: Mapped[datetime]  # when the desk was told
    on: Mapped[date | None]  # the day it speaks of
    who: Mapped[str]
    via: Mapped[str] = empty_text()  # where the act was done: the window, a workbook, a command
    reason: Mapped[str] = mapped_column(default="")

    booking: Mapped[Booking] = relationship()


class Mark(Base):
    """A delegate's mark on the register, for one session.

    A workbook knows one mark for the whole event: it stands for each of its sessions.
    """

    __tablename__ = "mark"
    __table_args__ = (
        UniqueConstraint("booking_id", "session_id"),
        *never_below_nought("minutes_late"),
        NUMBERED_ONCE,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    booking_id: Mapped[int] = link("booking.id", indexed=False)  # the unique set begins with it
    session_id: Mapped[int] = link("event_session.id")
    attendance: Mapped[Attendance]
    minutes_late: Mapped[int | None]
    left_at: Mapped[time | None]
    note: Mapped[str] = mapped_column(default="")

    booking: Mapped[Booking] = relationship(back_populates="marks")
    session: Mapped[EventSession] = relationship()
