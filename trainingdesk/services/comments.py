"""What people wrote and chose on the evaluation forms of a year."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, joinedload

from trainingdesk.domain.evaluation import AnswerKind, Stage
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.evaluation.themes import themes_of
from trainingdesk.services.figures.events import attenders_of, scheduled_in
from trainingdesk.services.figures.responses import forms_of, received_forms
from trainingdesk.services.sought import holds, words_of
from trainingdesk.storage.models import (
    Answer,
    AnswerTheme,
    Course,
    Event,
    Form,
    Question,
    Quotation,
)


@dataclass(frozen=True, slots=True)
class CommentsAsked:
    """Which free answers a list shows; without a question, those to all. Orders: on, event.

    With a theme, only those that speak of it; ``quoted``, only those chosen for the report.
    """

    year: TrainingYear
    question_id: int | None = None
    words: str = ""
    sort: str = "on"
    falling: bool = True
    theme_id: int | None = None
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class CommentRow:
    """One free answer: what was written, about which event, at which stage; never by whom.

    ``counted`` is whether its form stands for somebody who came, so that the figures count it.
    """

    id: int
    words: str
    question: str
    stage: Stage
    event_id: int
    title: str
    starts: date
    received_on: date | None
    themes: tuple[str, ...] = ()
    quoted: bool = False
    form_id: int = 0
    counted: bool = True


@dataclass(frozen=True, slots=True)
class AskedInWords:
    """A question with free answers, and how many came in the year."""

    id: int
    code: str
    words: str
    answered: int


def comments_page(
    db: Session, asked: CommentsAsked, *, offset: int, limit: int
) -> list[CommentRow]:
    """Some of the free answers that were asked for."""
    first = Course.sought if asked.sort == "event" else Event.starts
    order = first.desc() if asked.falling else first.asc()
    query = (
        _comments(select(Answer), asked)
        .options(
            joinedload(Answer.question),
            joinedload(Answer.form).joinedload(Form.event).joinedload(Event.course),
        )
        .order_by(order, Event.starts.desc(), Answer.id)
        .offset(offset)
        .limit(limit)
    )
    found = db.scalars(query).all()
    numbers = [answer.id for answer in found]
    themes = themes_of(db, numbers)
    quoted = set(db.scalars(select(Quotation.answer_id).where(Quotation.answer_id.in_(numbers))))
    return [_comment(answer, themes[answer.id], quoted) for answer in found]


def told_from_strays(
    db: Session, year: TrainingYear, rows: Sequence[CommentRow], *, today: date
) -> list[CommentRow]:
    """The same comments, those said not to be counted whose form stands for nobody who came."""
    theirs = Event.id.in_({row.event_id for row in rows})
    attenders = attenders_of(db, year, theirs, today=today)
    received = received_forms(forms_of(db, year, theirs), attenders)
    counted = {form.id for form in received}
    return [replace(row, counted=row.form_id in counted) for row in rows]


def comments_in_all(db: Session, asked: CommentsAsked) -> int:
    """How many free answers are asked for."""
    return db.scalar(_comments(select(func.count(Answer.id)), asked)) or 0


def asked_in_words(db: Session, year: TrainingYear) -> list[AskedInWords]:
    """The questions that were answered freely in a year, in the order they are asked."""
    query = (
        _comments(select(Question.id, Question.code, Question.words, func.count()), _all(year))
        .group_by(Question.id)
        .order_by(Question.position.nulls_last(), Question.code)
    )
    return [AskedInWords(*row) for row in db.execute(query)]


def _comments(query: Any, asked: CommentsAsked) -> Select[Any]:
    wanted = [
        or_(holds(func.coalesce(Answer.words, ""), word), holds(Course.sought, word))
        for word in words_of(asked.words)
    ]
    if asked.question_id is not None:
        wanted.append(Question.id == asked.question_id)
    if asked.theme_id is not None:
        speaks = select(AnswerTheme.answer_id).where(AnswerTheme.theme_id == asked.theme_id)
        wanted.append(Answer.id.in_(speaks))
    if asked.quoted:
        wanted.append(Answer.id.in_(select(Quotation.answer_id)))
    made: Select[Any] = (
        query.select_from(Answer)
        .join(Answer.question)
        .join(Answer.form)
        .join(Form.event)
        .join(Event.course)
        .where(
            *scheduled_in(asked.year),
            Question.answer == AnswerKind.TEXT,
            Answer.words != "",
            *wanted,
        )
    )
    return made


def _all(year: TrainingYear) -> CommentsAsked:
    return CommentsAsked(year)


def _comment(answer: Answer, themes: tuple[str, ...], quoted: Collection[int]) -> CommentRow:
    form = answer.form
    return CommentRow(
        id=answer.id,
        words=answer.words or "",
        question=answer.question.words,
        stage=form.stage,
        event_id=form.event_id,
        title=form.event.course.title,
        starts=form.event.starts,
        received_on=form.received_on,
        themes=themes,
        quoted=answer.id in quoted,
        form_id=form.id,
    )
