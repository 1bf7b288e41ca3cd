"""How far each person moved who answered twice."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from trainingdesk.domain.delegate import listed_name
from trainingdesk.domain.evaluation import Stage
from trainingdesk.services.counted import came
from trainingdesk.services.evaluation.scope import Scope
from trainingdesk.services.figures.events import counted_in
from trainingdesk.services.sought import holds, words_of
from trainingdesk.storage.models import (
    Answer,
    Booking,
    Course,
    Delegate,
    Event,
    Form,
    Question,
)


@dataclass(frozen=True, slots=True)
class MovedAsked:
    """Whose answers to a question are compared, from before to a later stage.

    Orders: change, delegate, starts, title.
    """

    scope: Scope
    code: str
    later: Stage
    words: str = ""
    sort: str = "change"
    falling: bool = False


@dataclass(frozen=True, slots=True)
class MovedRow:
    """One person's answers to one question before and later, on one event."""

    id: int
    event_id: int
    delegate_id: int
    title: str
    starts: date
    delegate: str
    before: int
    later: int

    @property
    def change(self) -> int:
        """How far the person moved; a fall is below nought."""
        return self.later - self.before


def moved_page(
    db: Session, asked: MovedAsked, *, today: date, offset: int, limit: int
) -> list[MovedRow]:
    """Some of the people who answered both times; who fell comes first."""
    before, later = aliased(Answer), aliased(Answer)
    query = _moved(
        select(
            Form.id,
            Event.id,
            Delegate.id,
            Course.title,
            Event.starts,
            Delegate.first_name,
            Delegate.last_name,
            before.number,
            later.number,
        ),
        asked,
        (before, later),
        today,
    )
    orders: dict[str, Any] = {
        "delegate": Delegate.sought,
        "starts": Event.starts,
        "title": Course.sought,
        "before": before.number,
        "later": later.number,
    }
    order = orders.get(asked.sort, later.number - before.number)
    then = (Event.starts, Delegate.sought, Form.id)
    query = query.order_by(order.desc() if asked.falling else order.asc(), *then)
    return [
        MovedRow(
            form_id,
            event_id,
            delegate_id,
            title,
            starts,
            listed_name(first_name=first_name, last_name=last_name),
            was,
            is_now,
        )
        for form_id, event_id, delegate_id, title, starts, first_name, last_name, was, is_now in (
            db.execute(query.offset(offset).limit(limit))
        )
    ]


def moved_in_all(db: Session, asked: MovedAsked, *, today: date) -> int:
    """How many people answered both times."""
    both = aliased(Answer), aliased(Answer)
    return db.scalar(_moved(select(func.count(Form.id)), asked, both, today)) or 0


def _moved(query: Any, asked: MovedAsked, both: tuple[Any, Any], today: date) -> Select[Any]:
    """Forms of a later stage with one before, by the same person who attended the event."""
    attended = exists().where(
        Booking.event_id == Form.event_id,
        Booking.delegate_id == Form.delegate_id,
        came(),
        *asked.scope.bookings,
    )
    before, later = both
    first = aliased(Form)
    wanted = [
        or_(holds(Delegate.sought, word), holds(Course.sought, word))
        for word in words_of(asked.words)
    ]
    made: Select[Any] = (
        query.select_from(Form)
        .join(Event, Event.id == Form.event_id)
        .join(Course, Course.id == Event.course_id)
        .join(Delegate, Delegate.id == Form.delegate_id)
        .join(first, (first.event_id == Form.event_id) & (first.delegate_id == Form.delegate_id))
        .join(later, later.form_id == Form.id)
        .join(before, before.form_id == first.id)
        .join(Question, (Question.id == later.question_id) & (Question.id == before.question_id))
        .where(
            *counted_in(asked.scope.year, today=today),
            *asked.scope.events,
            attended,
            Form.stage == asked.later,
            first.stage == Stage.BEFORE,
            Question.code == asked.code,
            later.number.is_not(None),
            before.number.is_not(None),
            before.about == "",
            later.about == "",
            *wanted,
        )
    )
    return made
