"""What courses answer, and the board's plan of actions."""

from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from trainingdesk.domain.recommendation import Rag, SourceKind
from trainingdesk.storage.models.base import NUMBERED_ONCE, Base, link


class Recommendation(Base):
    """What a case review, an audit or a priority asks of the board's training."""

    __tablename__ = "recommendation"
    __table_args__ = (UniqueConstraint("source", "number"), NUMBERED_ONCE)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[SourceKind]
    source: Mapped[str]  # "Review of Child Q"
    number: Mapped[str] = mapped_column(default="")  # "4"
    words: Mapped[str]
    made_on: Mapped[date | None]
    closed_on: Mapped[date | None]

    @property
    def name(self) -> str:
        """Its source and its number."""
        return f"{self.source}, {self.number}" if self.number else self.source


class CourseRecommendation(Base):
    """That a course answers a recommendation."""

    __tablename__ = "course_recommendation"

    course_id: Mapped[int] = mapped_column(
        ForeignKey("course.id", deferrable=True, initially="IMMEDIATE"), primary_key=True
    )
    recommendation_id: Mapped[int] = mapped_column(
        ForeignKey("recommendation.id", deferrable=True, initially="IMMEDIATE"),
        primary_key=True,
        index=True,
    )


class Action(Base):
    """A line of the board's plan: what is to be done, by whom and until when."""

    __tablename__ = "action"
    __table_args__ = (NUMBERED_ONCE,)

    id: Mapped[int] = mapped_column(primary_key=True)
    recommendation_id: Mapped[int | None] = link("recommendation.id")
    words: Mapped[str]
    owner: Mapped[str] = mapped_column(default="")
    due: Mapped[date | None] = mapped_column(index=True)
    rag: Mapped[Rag]
    done_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(default="")

    recommendation: Mapped[Recommendation | None] = relationship()
