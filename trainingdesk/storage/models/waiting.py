"""Waiting lists: offers, turns, one wait for several dates, and where bookings came from."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, MappedColumn, mapped_column, relationship

from trainingdesk.domain.waiting import OfferAnswer, Origin
from trainingdesk.storage.models.base import NUMBERED_ONCE, Base, link, unique_where
from trainingdesk.storage.models.booking import Booking


def one_for_each_booking() -> MappedColumn[int]:
    """The key of a table with at most one row for a booking."""
    return mapped_column(
        ForeignKey("booking.id", deferrable=True, initially="IMMEDIATE"), primary_key=True
    )


class Offer(Base):
    """A place held for somebody who waits, until it is answered or its time is over."""

    __tablename__ = "offer"
    __table_args__ = (
        unique_where("uq_offer_open", "booking_id", where="answered_at IS NULL"),
        CheckConstraint("(answered_at IS NULL) = (answer IS NULL)", name="answered_with_an_answer"),
        NUMBERED_ONCE,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    booking_id: Mapped[int] = link("booking.id")
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    answered_at: Mapped[datetime | None]
    answer: Mapped[OfferAnswer | None]
    said: Mapped[str] = mapped_column(default="")  # how the answer came
    who: Mapped[str]

    booking: Mapped[Booking] = relationship()


class Turn(Base):
    """That somebody waits ahead of the order, or behind it, and why."""

    __tablename__ = "turn"

    booking_id: Mapped[int] = one_for_each_booking()
    priority: Mapped[int]  # the higher goes first; whoever has none counts as nought
    reason: Mapped[str]
    at: Mapped[datetime]
    who: Mapped[str]


class SharedWait(Base):
    """That a booking is part of one wait for several dates: a place on any ends it for all."""

    __tablename__ = "shared_wait"

    booking_id: Mapped[int] = one_for_each_booking()
    first_id: Mapped[int] = link("booking.id")  # the same for every date; itself among them


class BookingOrigin(Base):
    """The booking that another came from: transferred, substituted or carried over."""

    __tablename__ = "booking_origin"

    booking_id: Mapped[int] = one_for_each_booking()
    from_id: Mapped[int] = link("booking.id")
    how: Mapped[Origin]
