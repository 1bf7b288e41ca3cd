"""What agencies and others tell the board: returns, surveys, totals already published."""

from decimal import Decimal

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from trainingdesk.storage.models.agency import Agency
from trainingdesk.storage.models.base import Base, link, never_below_nought


class Return(Base):
    """An agency's own figures on training its staff, one for each year and level."""

    __tablename__ = "agency_return"
    __table_args__ = (
        UniqueConstraint("year", "agency_id", "level"),
        *never_below_nought("staff", "trained"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[str]
    agency_id: Mapped[int] = link("agency.id")
    level: Mapped[str]
    staff_group: Mapped[str] = mapped_column(default="")
    staff: Mapped[int]
    trained: Mapped[int]
    target: Mapped[float | None]  # a fraction: 0.85
    evidence: Mapped[str] = mapped_column(default="")

    agency: Mapped[Agency] = relationship()


class SurveyAnswer(Base):
    """One respondent's answer to one question of a survey."""

    __tablename__ = "survey_answer"

    id: Mapped[int] = mapped_column(primary_key=True)
    survey: Mapped[str]
    year: Mapped[str] = mapped_column(index=True)
    agency_id: Mapped[int | None] = link("agency.id")
    question: Mapped[str]
    answer: Mapped[str]

    agency: Mapped[Agency | None] = relationship()


class PublishedFigure(Base):
    """A total as it was published.

    It stands in where there are no records, and is held against those there are.
    """

    __tablename__ = "published_figure"
    __table_args__ = (UniqueConstraint("year", "figure"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[str]
    figure: Mapped[str]
    value: Mapped[str]  # as published, with its decimals: 0.21, 20121
    source: Mapped[str] = mapped_column(default="")

    @property
    def number(self) -> Decimal:
        """The value, with as many decimals as were published."""
        return Decimal(self.value)
