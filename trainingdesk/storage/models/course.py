"""The catalogue: courses, their strands, and what they require."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from trainingdesk.storage.models.base import Base, never_below_nought


class Strand(Base):
    """A theme that courses belong to, several at once perhaps."""

    __tablename__ = "strand"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)


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
    __table_args__ = (*never_below_nought("places", "minimum", "minutes", "refresh_months"),)

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

    strands: Mapped[list[Strand]] = relationship(
        secondary="course_strand", order_by=Strand.name, viewonly=True
    )
