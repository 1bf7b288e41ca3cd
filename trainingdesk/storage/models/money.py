"""What training cost, and what came in."""

from datetime import date

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column, relationship

from trainingdesk.storage.models.agency import Agency
from trainingdesk.storage.models.base import Base, link
from trainingdesk.storage.models.event import Event


class Cost(Base):
    """Money spent on training."""

    __tablename__ = "cost"

    id: Mapped[int] = mapped_column(primary_key=True)
    on: Mapped[date] = mapped_column(index=True)
    event_id: Mapped[int | None] = link("event.id")
    kind: Mapped[str] = mapped_column(default="")
    description: Mapped[str] = mapped_column(default="")
    pence: Mapped[int] = mapped_column(BigInteger)

    event: Mapped[Event | None] = relationship()


class Receipt(Base):
    """Money that came in."""

    __tablename__ = "receipt"

    id: Mapped[int] = mapped_column(primary_key=True)
    on: Mapped[date] = mapped_column(index=True)
    agency_id: Mapped[int | None] = link("agency.id")
    kind: Mapped[str]  # Attendance fee, Non-attendance fee, Grant, Other
    pence: Mapped[int] = mapped_column(BigInteger)
    reference: Mapped[str] = mapped_column(default="")

    agency: Mapped[Agency | None] = relationship()
