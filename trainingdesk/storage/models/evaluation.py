"""What was asked at each stage, and what came back."""

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from trainingdesk.domain.evaluation import AnswerKind, HeldWhy, Stage
from trainingdesk.storage.models.base import (
    NUMBERED_ONCE,
    PERSON,
    Base,
    empty_text,
    link,
    unique_where,
)
from trainingdesk.storage.models.course import Course
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
    lowest_end: Mapped[str] = empty_text()  # what the ends of a scale are called
    highest_end: Mapped[str] = empty_text()
    retired: Mapped[bool] = mapped_column(default=False, server_default=false())

    stages: Mapped[list["QuestionStage"]] = relationship(back_populates="question")


class QuestionStage(Base):
    """That a question is asked at a stage."""

    __tablename__ = "question_stage"

    question_id: Mapped[int] = mapped_column(
        ForeignKey("question.id", deferrable=True, initially="IMMEDIATE"), primary_key=True
    )
    stage: Mapped[Stage] = mapped_column(primary_key=True)

    question: Mapped[Question] = relationship(back_populates="stages")


class Questionnaire(Base):
    """One version of what is asked at a stage, of one course or of all that have none of their own.

    Its questions are kept as they were asked, so that an answered form never changes.
    """

    __tablename__ = "questionnaire"
    __table_args__ = (
        unique_where(
            "uq_questionnaire_of_course",
            "stage",
            "course_id",
            where="ended_on IS NULL AND course_id IS NOT NULL",
        ),
        unique_where(
            "uq_questionnaire_of_all",
            "stage",
            where="ended_on IS NULL AND course_id IS NULL",
        ),
        NUMBERED_ONCE,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    stage: Mapped[Stage]
    course_id: Mapped[int | None] = link("course.id")
    version: Mapped[int]
    title: Mapped[str]
    opening: Mapped[str] = mapped_column(default="")  # what stands above the questions
    anonymous: Mapped[bool] = mapped_column(default=False)
    asks: Mapped[list[Any]]  # as trainingdesk.domain.questionnaire writes them
    made_on: Mapped[date]
    ended_on: Mapped[date | None]  # a later version took its place, or it was withdrawn
    given_out_on: Mapped[date | None]  # printed, or saved to be filled in, for the first time

    course: Mapped[Course | None] = relationship()


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
    questionnaire_id: Mapped[int | None] = link("questionnaire.id")  # what was in their hands

    event: Mapped[Event] = relationship()
    delegate: Mapped[Delegate | None] = relationship()
    answers: Mapped[list["Answer"]] = relationship(back_populates="form")


class Answer(Base):
    """One answer on one form: a number for a scale, words for the rest."""

    __tablename__ = "answer"
    __table_args__ = (UniqueConstraint("form_id", "question_id", "about"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    form_id: Mapped[int] = link("form.id", indexed=False)  # the unique set begins with it
    question_id: Mapped[int] = link("question.id")
    about: Mapped[str] = empty_text()  # the session or speaker; nothing: the event
    number: Mapped[int | None]
    words: Mapped[str | None]

    form: Mapped[Form] = relationship(back_populates="answers")
    question: Mapped[Question] = relationship()


class HeldForm(Base):
    """Answers kept beside the forms that count: a second form, or one that is not finished."""

    __tablename__ = "held_form"
    __table_args__ = (
        unique_where(
            "uq_held_form_begun",
            "event_id",
            "delegate_id",
            "stage",
            where=f"why = '{HeldWhy.BEGUN}'",
        ),
        {"info": {PERSON: "delegate_id"}, **NUMBERED_ONCE},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = link("event.id")
    delegate_id: Mapped[int] = link("delegate.id")
    stage: Mapped[Stage]
    why: Mapped[HeldWhy]
    received_on: Mapped[date | None]
    via: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")  # the file and row it stood in
    questionnaire_id: Mapped[int | None] = link("questionnaire.id")
    answers: Mapped[list[Any]]  # as trainingdesk.domain.questionnaire writes them
    settled: Mapped[str] = empty_text()  # how, and why; nothing: it is to be decided, or begun

    event: Mapped[Event] = relationship()
    delegate: Mapped[Delegate] = relationship()
