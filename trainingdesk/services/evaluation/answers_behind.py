"""The forms behind a count of answers: who gave which, where they gave their name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    and_,
    bindparam,
    exists,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy.orm import Session, aliased, joinedload

from trainingdesk.domain.evaluation import OF_NUMBERS, AnswerKind, Stage
from trainingdesk.services.counted import came
from trainingdesk.services.evaluation.scope import Scope
from trainingdesk.services.evaluation.scoped_results import came_of
from trainingdesk.services.figures.events import counted_in
from trainingdesk.services.sought import holds, words_of
from trainingdesk.storage.models import Answer, Booking, Course, Delegate, Event, Form, Question

BREAK = "\n"


@dataclass(frozen=True, slots=True)
class AlsoAnswered:
    """What has to be answered about the same person too: a question at a stage, so or at all."""

    code: str
    stage: Stage
    answer: str = ""


@dataclass(frozen=True, slots=True)
class AnswersAsked:
    """Which answers are listed: to a question at a stage, all or those of one kind.

    With ``beside``, those of people about whom that was answered too. Orders: starts, delegate,
    title, answer.
    """

    scope: Scope
    code: str
    stage: Stage
    about: str = ""
    answer: str = ""
    words: str = ""
    sort: str = "starts"
    falling: bool = False
    beside: AlsoAnswered | None = None


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One answer, by whom unless the form was anonymous, and about which event.

    ``beside`` is what was answered about the same person at the other stage that is asked for.
    """

    id: int
    event_id: int
    delegate_id: int | None
    delegate: str
    title: str
    starts: date
    answer: str
    via: str
    beside: str = ""


def question_of(db: Session, code: str) -> str:
    """What a question asks, by its code; a code that is gone is said itself."""
    return db.scalar(select(Question.words).where(Question.code == code)) or code


def answers_page(
    db: Session, asked: AnswersAsked, *, today: date, offset: int, limit: int
) -> list[AnswerRow]:
    """Some of the answers that are asked for."""
    query = _behind(db, select(Answer), asked, today).options(
        joinedload(Answer.form).joinedload(Form.event).joinedload(Event.course),
        joinedload(Answer.form).joinedload(Form.delegate),
    )
    orders: dict[str, tuple[Any, ...]] = {
        "delegate": (Delegate.sought,),
        "title": (Course.sought,),
        "answer": (Answer.number, Answer.words),
    }
    order = orders.get(asked.sort, (Event.starts,))
    directed = [each.desc() if asked.falling else each.asc() for each in order]
    query = query.order_by(*directed, Event.starts, Delegate.sought, Answer.id)
    found = db.scalars(query.offset(offset).limit(limit)).all()
    others = _answers_beside(db, asked, found)
    return [_row(a, others.get((a.form.event_id, a.form.delegate_id), "")) for a in found]


def answers_in_all(db: Session, asked: AnswersAsked, *, today: date) -> int:
    """How many answers are asked for."""
    return db.scalar(_behind(db, select(func.count(Answer.id)), asked, today)) or 0


def _behind(db: Session, query: Any, asked: AnswersAsked, today: date) -> Select[Any]:
    """Only forms that stand for an attendance, as the results count them."""
    nameless = [
        form.id
        for form in came_of(db, asked.scope, today=today).received
        if form.delegate_id is None and form.stage is asked.stage
    ]
    attended = exists().where(
        Booking.event_id == Form.event_id,
        Booking.delegate_id == Form.delegate_id,
        came(),
        *asked.scope.bookings,
    )
    wanted = [
        or_(holds(Delegate.sought, word), holds(Course.sought, word))
        for word in words_of(asked.words)
    ]
    made: Select[Any] = (
        query.select_from(Answer)
        .join(Answer.question)
        .join(Answer.form)
        .join(Form.event)
        .join(Event.course)
        .outerjoin(Delegate, Delegate.id == Form.delegate_id)
        .where(
            *counted_in(asked.scope.year, today=today),
            *asked.scope.events,
            Question.code == asked.code,
            Form.stage == asked.stage,
            Answer.about == asked.about,
            or_(and_(Form.delegate_id.is_not(None), attended), Form.id.in_(written_out(nameless))),
            or_(Answer.number.is_not(None), Answer.words != ""),
            *_given(db, asked.code, asked.answer, Answer),
            *_also(db, asked.beside),
            *wanted,
        )
    )
    return made


def _given(db: Session, code: str, answer: str, of: type[Answer]) -> Sequence[ColumnElement[bool]]:
    """What makes an answer the one that is asked for; of several choices it is one line."""
    if not answer:
        return ()
    kind = db.scalar(select(Question.answer).where(Question.code == code))
    if kind in OF_NUMBERS:
        return (of.number == int(answer),)
    if kind is AnswerKind.SEVERAL:
        lines = literal(BREAK) + of.words + literal(BREAK)
        return (lines.contains(f"{BREAK}{answer}{BREAK}", autoescape=True),)
    return (of.words == answer,)


def _also(db: Session, beside: AlsoAnswered | None) -> Sequence[ColumnElement[bool]]:
    """Whether the same person's other form answers the other question so."""
    if beside is None:
        return ()
    answer, form = aliased(Answer), aliased(Form)
    found = exists().where(
        form.event_id == Form.event_id,
        form.delegate_id == Form.delegate_id,
        form.stage == beside.stage,
        answer.form_id == form.id,
        *_to(beside.code, answer),
        *_given(db, beside.code, beside.answer, answer),
    )
    return (found,)


def _to(code: str, answer: type[Answer]) -> Sequence[ColumnElement[bool]]:
    """Whether an answer is one to a question, about the event and not left empty."""
    return (
        answer.question_id.in_(select(Question.id).where(Question.code == code)),
        answer.about == "",
        or_(answer.number.is_not(None), answer.words != ""),
    )


def _answers_beside(
    db: Session, asked: AnswersAsked, found: Sequence[Answer]
) -> dict[tuple[int, int | None], str]:
    """What was answered to the other question, by event and person."""
    if asked.beside is None:
        return {}
    query = (
        select(Answer)
        .join(Answer.form)
        .where(
            Form.event_id.in_({answer.form.event_id for answer in found}),
            Form.delegate_id.in_({answer.form.delegate_id for answer in found}),
            Form.stage == asked.beside.stage,
            *_to(asked.beside.code, Answer),
        )
        .options(joinedload(Answer.form))
    )
    return {(a.form.event_id, a.form.delegate_id): _said(a) for a in db.scalars(query)}


def written_out(numbers: Sequence[int]) -> BindParameter[Sequence[int]]:
    """Numbers in the words of the question: databases take only so many values beside them."""
    return bindparam("forms", numbers, expanding=True, literal_execute=True)


def _said(answer: Answer) -> str:
    said = str(answer.number) if answer.number is not None else answer.words or ""
    return "; ".join(said.splitlines())


def _row(answer: Answer, beside: str) -> AnswerRow:
    form = answer.form
    return AnswerRow(
        id=answer.id,
        event_id=form.event_id,
        delegate_id=form.delegate_id,
        delegate=form.delegate.listed if form.delegate else "",
        title=form.event.course.title,
        starts=form.event.starts,
        answer=_said(answer),
        via=form.via,
        beside=beside,
    )
