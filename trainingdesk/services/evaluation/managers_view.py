"""What managers say of a delegate's practice, beside what the delegate says."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from trainingdesk.domain.evaluation import AnswerKind, Stage
from trainingdesk.services.evaluation.scope import Scope
from trainingdesk.services.figures.events import scheduled_in
from trainingdesk.services.figures.responses import FormFacts
from trainingdesk.services.figures.same_people import SamePeople, same_people
from trainingdesk.storage.models import Answer, Form, Question

Who = tuple[int, int]
"""The event and the delegate."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A scale that delegates and their managers both answered about practice.

    ``over_the_same`` holds the delegate's answer first and the manager's second.
    """

    id: int
    measure: str
    question: str
    managers_question: str
    lowest: int | None
    highest: int | None
    over_the_same: SamePeople


def managers_beside(db: Session, scope: Scope, received: Collection[FormFacts]) -> list[Beside]:
    """Each scale of the managers' form beside the delegates' own in practice.

    It is the same question where both are asked it, and otherwise the one on the same scale for
    the same measure. Only forms with a name can be set beside each other.
    """
    order = Question.position.nulls_last(), Question.code
    query = select(Question).options(selectinload(Question.stages)).order_by(*order)
    scales = [q for q in db.scalars(query) if q.answer is AnswerKind.SCALE]
    of_managers = [q for q in scales if _asked_at(q, Stage.MANAGER)]
    of_delegates = [q for q in scales if _asked_at(q, Stage.FOLLOW_UP)]
    both = [(own, theirs) for own in of_managers if (theirs := _match(own, of_delegates))]
    marks = _marks(db, scope, received)
    found: list[Beside] = []
    for own, theirs in both:
        said, seen = marks[theirs.id, Stage.FOLLOW_UP], marks[own.id, Stage.MANAGER]
        pairs = [(float(said[who]), float(mark)) for who, mark in seen.items() if who in said]
        if pairs:
            found.append(
                Beside(
                    id=len(found),
                    measure=own.measure or theirs.measure or own.code,
                    question=theirs.words,
                    managers_question=own.words,
                    lowest=own.lowest,
                    highest=own.highest,
                    over_the_same=same_people(pairs),
                )
            )
    return found


def _asked_at(question: Question, stage: Stage) -> bool:
    return any(asked.stage is stage for asked in question.stages)


def _match(own: Question, of_delegates: list[Question]) -> Question | None:
    """The delegates' question that a manager's stands beside: itself, else its measure's."""
    if own in of_delegates:
        return own
    if not own.measure:
        return None
    alike = (
        theirs
        for theirs in of_delegates
        if theirs.measure.casefold() == own.measure.casefold()
        and (theirs.lowest, theirs.highest) == (own.lowest, own.highest)
    )
    return next(alike, None)


def _marks(
    db: Session, scope: Scope, received: Collection[FormFacts]
) -> defaultdict[tuple[int, Stage], dict[Who, int]]:
    forms = {
        form.id: (form.stage, (form.event_id, form.delegate_id))
        for form in received
        if form.delegate_id is not None and form.stage in {Stage.FOLLOW_UP, Stage.MANAGER}
    }
    query = (
        select(Answer.question_id, Answer.form_id, Answer.number)
        .join(Answer.form)
        .join(Form.event)
        .where(
            *scheduled_in(scope.year),
            *scope.events,
            Form.stage.in_((Stage.FOLLOW_UP, Stage.MANAGER)),
            Answer.number.is_not(None),
            Answer.about == "",
        )
    )
    found: defaultdict[tuple[int, Stage], dict[Who, int]] = defaultdict(dict)
    for question_id, form_id, number in db.execute(query):
        if form_id in forms:
            stage, who = forms[form_id]
            found[question_id, stage][who] = number or 0
    return found
