"""The programme: events, their sessions, and where and by whom they are held."""

from datetime import date, datetime, time

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from trainingdesk.domain.event import EventStatus, TrainerPart
from trainingdesk.storage.models.base import (
    NUMBERED_ONCE,
    Base,
    empty_text,
    link,
    never_below_nought,
    own_values,
)
from trainingdesk.storage.models.course import Course


class Series(Base):
    """An umbrella over events, such as Safeguarding Week."""

    __tablename__ = "series"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    about: Mapped[str] = empty_text()


class Venue(Base):
    """Where events are held."""

    __tablename__ = "venue"
    __table_args__ = (*never_below_nought("places", "hire_pence"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    address: Mapped[str] = mapped_column(default="")
    places: Mapped[int | None]
    hire_pence: Mapped[int | None] = mapped_column(BigInteger)
    access: Mapped[str] = empty_text()  # the way in, hearing loop, parking
    contact: Mapped[str] = empty_text()
    email: Mapped[str] = empty_text()
    telephone: Mapped[str] = empty_text()
    agency_id: Mapped[int | None] = link("agency.id")  # whose it is, when it is given


class Trainer(Base):
    """Who delivers events."""

    __tablename__ = "trainer"
    __table_args__ = (*never_below_nought("daily_fee_pence"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    email: Mapped[str] = mapped_column(default="")
    daily_fee_pence: Mapped[int | None] = mapped_column(BigInteger)
    telephone: Mapped[str] = empty_text()
    about: Mapped[str] = empty_text()
    agency_id: Mapped[int | None] = link("agency.id")  # who gives the trainer's days


class DayOff(Base):
    """Days on which a trainer is away or a venue is shut."""

    __tablename__ = "day_off"
    __table_args__ = (
        CheckConstraint("until >= since", name="ends_after_it_starts"),
        CheckConstraint("(venue_id IS NULL) <> (trainer_id IS NULL)", name="of_one"),
        NUMBERED_ONCE,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    venue_id: Mapped[int | None] = link("venue.id")
    trainer_id: Mapped[int | None] = link("trainer.id")
    since: Mapped[date]
    until: Mapped[date]
    reason: Mapped[str] = mapped_column(default="")


class Event(Base):
    """A dated delivery of a course. ``starts`` is the day of its first session.

    The register is closed on a day, or not yet; an event loaded as Delivered counts as closed on
    its last day.
    """

    __tablename__ = "event"
    __table_args__ = (*never_below_nought("places", "headcount", "price_pence"), NUMBERED_ONCE)

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
    headcount_only: Mapped[bool] = mapped_column(default=False, server_default=false())
    price_pence: Mapped[int | None] = mapped_column(BigInteger)  # where it is not the course's
    own_values: Mapped[dict[str, str]] = own_values()

    course: Mapped[Course] = relationship()
    series: Mapped[Series | None] = relationship()
    sessions: Mapped[list["EventSession"]] = relationship(
        back_populates="event", order_by="EventSession.day, EventSession.id"
    )


class EventSession(Base):
    """One day of an event, at local wall time (Europe/London)."""

    __tablename__ = "event_session"
    __table_args__ = (CheckConstraint("ends > starts", name="ends_after_it_starts"), NUMBERED_ONCE)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = link("event.id")
    day: Mapped[date] = mapped_column(index=True)
    starts: Mapped[time | None]
    ends: Mapped[time | None]
    venue_id: Mapped[int | None] = link("venue.id")
    trainer_id: Mapped[int | None] = link("trainer.id")
    online: Mapped[str] = empty_text()  # the link to an online room

    event: Mapped[Event] = relationship(back_populates="sessions")
    venue: Mapped[Venue | None] = relationship()
    trainer: Mapped[Trainer | None] = relationship()


class SessionTrainer(Base):
    """That a trainer stands beside the first trainer of a day, or in reserve."""

    __tablename__ = "session_trainer"

    session_id: Mapped[int] = mapped_column(
        ForeignKey("event_session.id", deferrable=True, initially="IMMEDIATE"), primary_key=True
    )
    trainer_id: Mapped[int] = mapped_column(
        ForeignKey("trainer.id", deferrable=True, initially="IMMEDIATE"),
        primary_key=True,
        index=True,
    )
    part: Mapped[TrainerPart]

    trainer: Mapped[Trainer] = relationship()


class EventChange(Base):
    """One status an event was given, with its reason: rows are added and none is overwritten."""

    __tablename__ = "event_change"
    __table_args__ = (NUMBERED_ONCE,)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = link("event.id")
    status: Mapped[EventStatus]
    at: Mapped[datetime]
    who: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")


class PartnerBoard(Base):
    """Another borough's board, with which events are shared."""

    __tablename__ = "partner_board"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)


class EventPartner(Base):
    """That an event is shared with another board."""

    __tablename__ = "event_partner"

    event_id: Mapped[int] = mapped_column(
        ForeignKey("event.id", deferrable=True, initially="IMMEDIATE"), primary_key=True
    )
    partner_id: Mapped[int] = mapped_column(
        ForeignKey("partner_board.id", deferrable=True, initially="IMMEDIATE"),
        primary_key=True,
        index=True,
    )
