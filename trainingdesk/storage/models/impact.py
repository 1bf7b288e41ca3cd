"""What training changed: comments coded and quoted, indicators by month, observed sessions."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from trainingdesk.domain.evaluation import ObservationTo
from trainingdesk.storage.models.agency import Agency
from trainingdesk.storage.models.base import NUMBERED_ONCE, Base, link, never_below_nought
from trainingdesk.storage.models.evaluation import Answer
from trainingdesk.storage.models.event import Event
from trainingdesk.storage.models.recommendation import Recommendation


class Theme(Base):
    """A theme of the board's own, by which comments are coded."""

    __tablename__ = "theme"
    __table_args__ = (NUMBERED_ONCE,)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    turn: Mapped[int] = mapped_column(default=0)  # its place in the list
    retired: Mapped[bool] = mapped_column(default=False, server_default=false())


class AnswerTheme(Base):
    """That a comment speaks of a theme."""

    __tablename__ = "answer_theme"

    answer_id: Mapped[int] = mapped_column(
        ForeignKey("answer.id", deferrable=True, initially="IMMEDIATE"), primary_key=True
    )
    theme_id: Mapped[int] = mapped_column(
        ForeignKey("theme.id", deferrable=True, initially="IMMEDIATE"),
        primary_key=True,
        index=True,
    )


class Quotation(Base):
    """A comment chosen for the report, with its names taken out."""

    __tablename__ = "quotation"

    answer_id: Mapped[int] = mapped_column(
        ForeignKey("answer.id", deferrable=True, initially="IMMEDIATE"), primary_key=True
    )
    words: Mapped[str]
    recommendation_id: Mapped[int | None] = link("recommendation.id")  # which it is an example of
    chosen_on: Mapped[date]

    answer: Mapped[Answer] = relationship()
    recommendation: Mapped[Recommendation | None] = relationship()


class Indicator(Base):
    """Something counted each month that training is meant to move."""

    __tablename__ = "indicator"
    __table_args__ = (NUMBERED_ONCE,)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    about: Mapped[str] = mapped_column(default="")  # who counts it, and what


class IndicatorValue(Base):
    """How much was counted in a month."""

    __tablename__ = "indicator_value"
    __table_args__ = (
        UniqueConstraint("indicator_id", "month"),
        *never_below_nought("value"),
        NUMBERED_ONCE,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    indicator_id: Mapped[int] = link("indicator.id", indexed=False)  # the unique set begins so
    month: Mapped[date]  # its first day
    value: Mapped[int]


class CourseIndicator(Base):
    """That a course is meant to move an indicator."""

    __tablename__ = "course_indicator"

    course_id: Mapped[int] = mapped_column(
        ForeignKey("course.id", deferrable=True, initially="IMMEDIATE"), primary_key=True
    )
    indicator_id: Mapped[int] = mapped_column(
        ForeignKey("indicator.id", deferrable=True, initially="IMMEDIATE"),
        primary_key=True,
        index=True,
    )


class Observation(Base):
    """A session that somebody watched for its quality, one of ours or a partner's."""

    __tablename__ = "observation"
    __table_args__ = (
        CheckConstraint("event_id IS NOT NULL OR title <> ''", name="of_something"),
        NUMBERED_ONCE,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int | None] = link("event.id")
    title: Mapped[str] = mapped_column(default="")  # of a session that is not ours
    observed_on: Mapped[date] = mapped_column(index=True)
    observer: Mapped[str]
    provider: Mapped[str] = mapped_column(default="")
    commissioner: Mapped[str] = mapped_column(default="")
    agency_id: Mapped[int | None] = link("agency.id")
    ratings: Mapped[dict[str, int]]  # 1 to 4, by what was looked at
    strengths: Mapped[str] = mapped_column(default="")
    findings: Mapped[str] = mapped_column(default="")

    event: Mapped[Event | None] = relationship()
    agency: Mapped[Agency | None] = relationship()


class ObservationSent(Base):
    """That the findings of an observation were sent to somebody."""

    __tablename__ = "observation_sent"
    __table_args__ = (NUMBERED_ONCE,)

    id: Mapped[int] = mapped_column(primary_key=True)
    observation_id: Mapped[int] = link("observation.id")
    to: Mapped[ObservationTo]
    sent_on: Mapped[date]
    who: Mapped[str]

    observation: Mapped[Observation] = relationship()


class ObservationAction(Base):
    """That a line of the board's plan comes of an observation."""

    __tablename__ = "observation_action"

    observation_id: Mapped[int] = mapped_column(
        ForeignKey("observation.id", deferrable=True, initially="IMMEDIATE"), primary_key=True
    )
    action_id: Mapped[int] = mapped_column(
        ForeignKey("action.id", deferrable=True, initially="IMMEDIATE"),
        primary_key=True,
        index=True,
    )
