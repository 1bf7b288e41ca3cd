"""A manager's agreement to a booking, and the warnings that were overridden."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from trainingdesk.storage.models.base import NUMBERED_ONCE, Base, link


class Agreement(Base):
    """One step of agreement: asked for, and given or refused by somebody in some way."""

    __tablename__ = "agreement"
    __table_args__ = (
        UniqueConstraint("booking_id", "step"),
        CheckConstraint("step IN (1, 2)", name="step"),
        NUMBERED_ONCE,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    booking_id: Mapped[int] = link("booking.id", indexed=False)  # the unique set begins with it
    step: Mapped[int]
    asked_on: Mapped[date]
    decided_on: Mapped[date | None]
    agreed: Mapped[bool | None]
    who: Mapped[str] = mapped_column(default="")
    how: Mapped[str] = mapped_column(default="")


class Overridden(Base):
    """A warning that somebody went against when booking, with the reason."""

    __tablename__ = "overridden"
    __table_args__ = (NUMBERED_ONCE,)

    id: Mapped[int] = mapped_column(primary_key=True)
    booking_id: Mapped[int] = link("booking.id")
    warning: Mapped[str]
    reason: Mapped[str]
    at: Mapped[datetime]
    who: Mapped[str]
