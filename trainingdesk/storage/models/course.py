"""The catalogue: courses, their strands, and what they require."""

from datetime import date

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from trainingdesk.domain.course import CourseState
from trainingdesk.storage.models.base import (
    Base,
    empty_text,
    link,
    never_below_nought,
    own_values,
)


class Strand(Base):
    """A theme that courses belong to, several at once perhaps."""

    __tablename__ = "strand"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    about: Mapped[str] = empty_text()
    turn: Mapped[int] = mapped_column(default=0, server_default="0")  # its place in the list
    retired: Mapped[bool] = mapped_column(default=False, server_default=false())


class CourseStrand(Base):
    """That a course belongs to a strand."""

    __tablename__ = "course_strand"

    course_id: Mapped[int] = mapped_column(
        ForeignKey("course.id", deferrable=True, initially="IMMEDIATE"), primary_key=True
    )
    strand_id: Mapped[int] = mapped_column(
        ForeignKey("strand.id", deferrable=True, initially="IMMEDIATE"),
        primary_key=True,
        index=True,
    )


class CourseRequirement(Base):
    """That one course is to be taken before another."""

    __tablename__ = "course_requirement"

    course_id: Mapped[int] = mapped_column(
        ForeignKey("course.id", deferrable=True, initially="IMMEDIATE"), primary_key=True
    )
    required_id: Mapped[int] = mapped_column(
        ForeignKey("course.id", deferrable=True, initially="IMMEDIATE"),
        primary_key=True,
        index=True,
    )


class Course(Base):
    """A catalogue entry, delivered as events."""

    __tablename__ = "course"
    __table_args__ = (
        *never_below_nought("places", "minimum", "minutes", "refresh_months", "price_pence"),
        CheckConstraint("target_take_up BETWEEN 0 AND 100", name="target_take_up"),
        CheckConstraint("target_turn_up BETWEEN 0 AND 100", name="target_turn_up"),
        CheckConstraint("follow_up_weeks BETWEEN 1 AND 260", name="follow_up_weeks"),
        CheckConstraint("follow_up_months BETWEEN 1 AND 60", name="follow_up_months"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    level: Mapped[str] = mapped_column(default="")  # the board's own list: "2", "B", "Group 4"
    kind: Mapped[str] = mapped_column(default="")
    minutes: Mapped[int | None]
    places: Mapped[int | None]
    minimum: Mapped[int | None]
    refresh_months: Mapped[int | None]
    audience: Mapped[str] = mapped_column(default="")
    outcomes: Mapped[str] = mapped_column(default="")  # by line
    sought: Mapped[str] = mapped_column(index=True)
    state: Mapped[CourseState] = mapped_column(
        default=CourseState.DRAFT, server_default=CourseState.DRAFT.value
    )
    aims: Mapped[str] = empty_text()
    outline: Mapped[str] = empty_text()  # by line
    required_level: Mapped[str] = empty_text()  # any course of this level first
    target_take_up: Mapped[int | None]  # in hundredths
    target_turn_up: Mapped[int | None]
    materials: Mapped[str] = empty_text()  # where they are
    price_pence: Mapped[int | None] = mapped_column(BigInteger)  # of a place; none: it is free
    follow_up_weeks: Mapped[int | None]  # after which practice is asked for; else the board's
    follow_up_months: Mapped[int | None]
    end_form_needed: Mapped[bool | None]  # for a certificate; none: as the board has it
    own_values: Mapped[dict[str, str]] = own_values()

    strands: Mapped[list[Strand]] = relationship(
        secondary="course_strand", order_by=Strand.name, viewonly=True
    )


class CourseVersion(Base):
    """A course as it was offered from a day on: what its events of that time show."""

    __tablename__ = "course_version"
    __table_args__ = (UniqueConstraint("course_id", "since"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = link("course.id", indexed=False)  # the unique set begins with it
    since: Mapped[date]
    title: Mapped[str]
    level: Mapped[str]
    kind: Mapped[str]
    minutes: Mapped[int | None]
    audience: Mapped[str]
    aims: Mapped[str]
    outcomes: Mapped[str]
    outline: Mapped[str]
