"""What was asked at each stage, and what came back."""

from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from trainingdesk.domain.evaluation import AnswerKind, Stage
from trainingdesk.storage.models.base import PERSON, Base, link, unique_where
from trainingdesk.storage.models.delegate import Delegate
from trainingdesk.storage.models.event import Event


class Question(Base):
    """A question, known by its code at every stage that asks it."""

    __tablename__ = "question"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    position: Mapped[int | None]
    words: Mapped[str]
    answer: Mapped[AnswerKind]
    lowest: Mapped[int | None]  # of a scale
    highest: Mapped[int | None]
    measure: Mapped[str] = mapped_column(default="")  # its kind: Confidence, Satisfaction, …
    choices: Mapped[str] = mapped_column(default="")  # by line

    stages: Mapped[list["QuestionStage"]] = relationship(back_populates="question")


class QuestionStage(Base):
    """That a question is asked at a stage."""

    __tablename__ = "question_stage"

    question_id: Mapped[int] = mapped_column(
        ForeignKey("question.id", deferrable=True, initially="IMMEDIATE"), primary_key=True
    )
    stage: Mapped[Stage] = mapped_column(primary_key=True)

    question: Mapped[Question] = relationship(back_populates="stages")


class Form(Base):
    """One evaluation that came back; without a delegate it is anonymous, counted, never paired."""

    __tablename__ = "form"
    __table_args__ = (
        unique_where(
            "uq_form_named", "event_id", "delegate_id", "stage", where="delegate_id IS NOT NULL"
        ),
        {"info": {PERSON: "delegate_id"}},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = link("event.id")
    delegate_id: Mapped[int | None] = link("delegate.id")
    stage: Mapped[Stage]
    received_on: Mapped[date | None]
    via: Mapped[str] = mapped_column(default="")

    event: Mapped[Event] = relationship()
    delegate: Mapped[Delegate | None] = relationship()
    answers: Mapped[list["Answer"]] = relationship(back_populates="form")


class Answer(Base):
    """One answer on one form: a number for a scale, words for the rest."""

    __tablename__ = "answer"
    __table_args__ = (UniqueConstraint("form_id", "question_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    form_id: Mapped[int] = link("form.id", indexed=False)  # the unique set begins with it
    question_id: Mapped[int] = link("question.id")
    number: Mapped[int | None]
    words: Mapped[str | None]

    form: Mapped[Form] = relationship(back_populates="answers")
    question: Mapped[Question] = relationship()
