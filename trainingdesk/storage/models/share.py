"""Places for agencies and sectors: held without names, capped, or aimed at."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from trainingdesk.domain.waiting import ShareKind
from trainingdesk.storage.models.agency import Agency
from trainingdesk.storage.models.base import NUMBERED_ONCE, Base, link
from trainingdesk.storage.models.waiting import one_for_each_booking


class PlaceHold(Base):
    """Places kept without names for an agency, until a day or until they are released."""

    __tablename__ = "place_hold"
    __table_args__ = (CheckConstraint("places > 0", name="places"), NUMBERED_ONCE)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = link("event.id")
    agency_id: Mapped[int] = link("agency.id")
    places: Mapped[int]
    until: Mapped[date]  # the last day on which they are kept
    made_at: Mapped[datetime]
    released_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(default="")

    agency: Mapped[Agency] = relationship()


class HeldName(Base):
    """That a booking has taken one of the places of a hold."""

    __tablename__ = "held_name"

    booking_id: Mapped[int] = one_for_each_booking()
    hold_id: Mapped[int] = link("place_hold.id")


class PlaceShare(Base):
    """How many places of a course's events, or of one event, an agency or a sector may have."""

    __tablename__ = "place_share"
    __table_args__ = (
        CheckConstraint("places >= 0", name="places"),
        CheckConstraint("(event_id IS NULL) <> (course_id IS NULL)", name="of_one"),
        CheckConstraint("(agency_id IS NULL) <> (sector = '')", name="for_one"),
        NUMBERED_ONCE,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int | None] = link("event.id")
    course_id: Mapped[int | None] = link("course.id")
    agency_id: Mapped[int | None] = link("agency.id")
    sector: Mapped[str] = mapped_column(default="")
    kind: Mapped[ShareKind]
    places: Mapped[int]

    agency: Mapped[Agency | None] = relationship()
