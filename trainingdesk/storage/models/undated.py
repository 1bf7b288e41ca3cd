"""Events without a date, which collect interest until they have one."""

from datetime import date

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from trainingdesk.storage.models.agency import Agency
from trainingdesk.storage.models.base import NUMBERED_ONCE, PERSON, Base, link
from trainingdesk.storage.models.course import Course
from trainingdesk.storage.models.delegate import Delegate
from trainingdesk.storage.models.event import Event


class UndatedEvent(Base):
    """An event of a course that waits for its date; then it points at the event it became."""

    __tablename__ = "undated_event"
    __table_args__ = (NUMBERED_ONCE,)

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = link("course.id")
    event_id: Mapped[int | None] = link("event.id")
    opened_on: Mapped[date]
    closed_on: Mapped[date | None]  # given a date, or given up
    note: Mapped[str] = mapped_column(default="")

    course: Mapped[Course] = relationship()
    event: Mapped[Event | None] = relationship()


class Interest(Base):
    """That a delegate wants to come once there is a date; the agency stays as it was then."""

    __tablename__ = "interest"
    __table_args__ = (
        UniqueConstraint("undated_id", "delegate_id"),
        {"info": {PERSON: "delegate_id"}, **NUMBERED_ONCE},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    undated_id: Mapped[int] = link("undated_event.id", indexed=False)
    delegate_id: Mapped[int] = link("delegate.id")
    agency_id: Mapped[int] = link("agency.id")
    said_on: Mapped[date]
    note: Mapped[str] = mapped_column(default="")

    delegate: Mapped[Delegate] = relationship()
    agency: Mapped[Agency] = relationship()
