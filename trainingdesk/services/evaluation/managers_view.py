"""What managers say of a delegate's practice, beside what the delegate says."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session, selectinload

from trainingdesk.domain.evaluation import CHOSEN, FIXED_CHOICES, AnswerKind, Stage
from trainingdesk.services.evaluation.scope import Scope
from trainingdesk.services.figures.events import scheduled_in
from trainingdesk.services.figures.responses import FormFacts
from trainingdesk.services.figures.same_people import SamePeople, same_people
from trainingdesk.storage.models import Answer, Form, Question

Who = tuple[int, int]
"""The event and the delegate."""
BOTH = (Stage.FOLLOW_UP, Stage.MANAGER)


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
    code: str
    managers_code: str


@dataclass(frozen=True, slots=True)
class ChosenBeside:
    """One choice of a question that delegates and managers both answered about practice.

    Of ``number`` of whom both answered, so many delegates chose it, so many managers, and so
    many both.
    """

    id: int
    question: str
    managers_question: str
    answer: str
    number: int
    delegates: int
    managers: int
    both: int
    code: str
    managers_code: str


def managers_chose(
    db: Session, scope: Scope, received: Collection[FormFacts]
) -> list[ChosenBeside]:
    """Each choice as delegates and their managers made it, over those of whom both answered.

    It is the same question where both are asked it, and otherwise one for the same measure with
    the same choices.
    """
    order = Question.position.nulls_last(), Question.code
    query = select(Question).options(selectinload(Question.stages)).order_by(*order)
    asked = [q for q in db.scalars(query) if q.answer in {*CHOSEN, AnswerKind.SEVERAL}]
    of_managers = [q for q in asked if _asked_at(q, Stage.MANAGER)]
    of_delegates = [q for q in asked if _asked_at(q, Stage.FOLLOW_UP)]
    chosen = _choices(db, scope, received)
    found: list[ChosenBeside] = []
    for own in of_managers:
        theirs = _match(own, of_delegates)
        if theirs is None:
            continue
        said, seen = chosen[theirs.id, Stage.FOLLOW_UP], chosen[own.id, Stage.MANAGER]
        both = said.keys() & seen.keys()
        for answer in _options(own) if both else ():
            by_delegate = {who for who in both if answer in said[who]}
            by_manager = {who for who in both if answer in seen[who]}
            found.append(
                ChosenBeside(
                    id=len(found),
                    question=theirs.words,
                    managers_question=own.words,
                    answer=answer,
                    number=len(both),
                    delegates=len(by_delegate),
                    managers=len(by_manager),
                    both=len(by_delegate & by_manager),
                    code=theirs.code,
                    managers_code=own.code,
                )
            )
    return found


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
                    code=theirs.code,
                    managers_code=own.code,
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
        if theirs.measure.casefold() == own.measure.casefold() and _answered_alike(own, theirs)
    )
    return next(alike, None)


def _answered_alike(own: Question, theirs: Question) -> bool:
    return (own.answer, own.lowest, own.highest, own.choices) == (
        theirs.answer,
        theirs.lowest,
        theirs.highest,
        theirs.choices,
    )


def _options(question: Question) -> Sequence[str]:
    own = [choice for choice in question.choices.splitlines() if choice]
    return own or FIXED_CHOICES.get(question.answer, ())


def _choices(
    db: Session, scope: Scope, received: Collection[FormFacts]
) -> defaultdict[tuple[int, Stage], dict[Who, set[str]]]:
    forms = _named(received)
    query = _answers(scope, Answer.words != "").add_columns(Answer.words)
    found: defaultdict[tuple[int, Stage], dict[Who, set[str]]] = defaultdict(dict)
    for question_id, form_id, words in db.execute(query):
        if form_id in forms:
            stage, who = forms[form_id]
            found[question_id, stage][who] = set((words or "").splitlines())
    return found


def _marks(
    db: Session, scope: Scope, received: Collection[FormFacts]
) -> defaultdict[tuple[int, Stage], dict[Who, int]]:
    forms = _named(received)
    query = _answers(scope, Answer.number.is_not(None)).add_columns(Answer.number)
    found: defaultdict[tuple[int, Stage], dict[Who, int]] = defaultdict(dict)
    for question_id, form_id, number in db.execute(query):
        if form_id in forms:
            stage, who = forms[form_id]
            found[question_id, stage][who] = number or 0
    return found


def _named(received: Collection[FormFacts]) -> dict[int, tuple[Stage, Who]]:
    """Whose form about practice each is, and which of the two; without a name it is nobody's."""
    return {
        form.id: (form.stage, (form.event_id, form.delegate_id))
        for form in received
        if form.delegate_id is not None and form.stage in BOTH
    }


def _answers(scope: Scope, *which: ColumnElement[bool]) -> Select[int, int]:
    return (
        select(Answer.question_id, Answer.form_id)
        .join(Answer.form)
        .join(Form.event)
        .where(
            *scheduled_in(scope.year),
            *scope.events,
            Form.stage.in_(BOTH),
            Answer.about == "",
            *which,
        )
    )
