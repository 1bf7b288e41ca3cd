"""The programme: events, their sessions, and where and by whom they are held."""

from datetime import date, time

from sqlalchemy import BigInteger, CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from trainingdesk.domain.event import EventStatus
from trainingdesk.storage.models.base import NUMBERED_ONCE, Base, link, never_below_nought
from trainingdesk.storage.models.course import Course


class Series(Base):
    """An umbrella over events, such as Safeguarding Week."""

    __tablename__ = "series"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)


class Venue(Base):
    """Where events are held."""

    __tablename__ = "venue"
    __table_args__ = (*never_below_nought("places", "hire_pence"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    address: Mapped[str] = mapped_column(default="")
    places: Mapped[int | None]
    hire_pence: Mapped[int | None] = mapped_column(BigInteger)


class Trainer(Base):
    """Who delivers events."""

    __tablename__ = "trainer"
    __table_args__ = (*never_below_nought("daily_fee_pence"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    email: Mapped[str] = mapped_column(default="")
    daily_fee_pence: Mapped[int | None] = mapped_column(BigInteger)


class Event(Base):
    """A dated delivery of a course. ``starts`` is the day of its first session.

    The register is closed on a day, or not yet; an event loaded as Delivered counts as closed on
    its last day.
    """

    __tablename__ = "event"
    __table_args__ = (*never_below_nought("places", "headcount"), NUMBERED_ONCE)

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(unique=True)
    course_id: Mapped[int] = link("course.id")
    series_id: Mapped[int | None] = link("series.id")
    starts: Mapped[date] = mapped_column(index=True)
    places: Mapped[int]
    status: Mapped[EventStatus]
    reason: Mapped[str] = mapped_column(default="")
    headcount: Mapped[int | None]  # people counted, not named
    register_closed_on: Mapped[date | None]

    course: Mapped[Course] = relationship()
    series: Mapped[Series | None] = relationship()
    sessions: Mapped[list["EventSession"]] = relationship(
        back_populates="event", order_by="EventSession.day, EventSession.id"
    )


class EventSession(Base):
    """One day of an event, at local wall time (Europe/London)."""

    __tablename__ = "event_session"
    __table_args__ = (CheckConstraint("ends > starts", name="ends_after_it_starts"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = link("event.id")
    day: Mapped[date] = mapped_column(index=True)
    starts: Mapped[time | None]
    ends: Mapped[time | None]
    venue_id: Mapped[int | None] = link("venue.id")
    trainer_id: Mapped[int | None] = link("trainer.id")

    event: Mapped[Event] = relationship(back_populates="sessions")
    venue: Mapped[Venue | None] = relationship()
    trainer: Mapped[Trainer | None] = relationship()
