"""Proof of attendance."""

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column, relationship

from trainingdesk.storage.models.base import NUMBERED_ONCE, Base, link, unique_where
from trainingdesk.storage.models.booking import Booking


class Certificate(Base):
    """A certificate that was issued; a withdrawn one is kept, and its number never used again."""

    __tablename__ = "certificate"
    __table_args__ = (
        unique_where("uq_certificate_valid", "booking_id", where="withdrawn_on IS NULL"),
        NUMBERED_ONCE,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    booking_id: Mapped[int] = link("booking.id")
    issued_on: Mapped[date]
    withdrawn_on: Mapped[date | None]

    booking: Mapped[Booking] = relationship()
