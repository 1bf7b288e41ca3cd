"""How answers are asked for: exports of online forms known by their headings, and calls."""

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from trainingdesk.domain.evaluation import CallOutcome, Stage
from trainingdesk.storage.models.base import NUMBERED_ONCE, Base, link
from trainingdesk.storage.models.booking import Booking
from trainingdesk.storage.models.event import Event


class OnlineLayout(Base):
    """What each column of an online form's export means, known by its headings."""

    __tablename__ = "online_layout"
    __table_args__ = (NUMBERED_ONCE,)

    id: Mapped[int] = mapped_column(primary_key=True)
    known_by: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]  # the file it was first seen in
    stage: Mapped[Stage]
    event_id: Mapped[int | None] = link("event.id")  # where every row is of one event
    columns: Mapped[dict[str, str]]  # what a heading stands for, by the heading

    event: Mapped[Event | None] = relationship()


class OnlineRow(Base):
    """A row of an export that was taken in, so that a longer export adds only what is new."""

    __tablename__ = "online_row"
    __table_args__ = (UniqueConstraint("layout_id", "known_by"), NUMBERED_ONCE)

    id: Mapped[int] = mapped_column(primary_key=True)
    layout_id: Mapped[int] = link("online_layout.id", indexed=False)  # the unique set begins so
    known_by: Mapped[str]  # its own number, or a digest of what it says

    layout: Mapped[OnlineLayout] = relationship()


class Call(Base):
    """One call to somebody whose form is missing."""

    __tablename__ = "call"
    __table_args__ = (NUMBERED_ONCE,)

    id: Mapped[int] = mapped_column(primary_key=True)
    booking_id: Mapped[int] = link("booking.id")
    stage: Mapped[Stage]
    at: Mapped[datetime]
    who: Mapped[str]
    outcome: Mapped[CallOutcome]
    call_back_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(default="")

    booking: Mapped[Booking] = relationship()
