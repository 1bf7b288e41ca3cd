"""What the answers say: satisfaction, and each measure before, at the end and in practice."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from statistics import fmean
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from trainingdesk.domain.evaluation import OF_DELEGATES, SATISFIED_FROM, AnswerKind, Stage
from trainingdesk.domain.figures import share
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.figures.events import scheduled_in
from trainingdesk.services.figures.responses import FormFacts
from trainingdesk.services.figures.same_people import SamePeople, same_people
from trainingdesk.storage.models import Answer, Form, Question

Who = tuple[int, int | None]
"""The event, and the delegate unless the form is anonymous."""
Marks = list[tuple[Who, int]]
ByStage = defaultdict[Stage, Marks]
NAMED = {Stage.BEFORE: "before", Stage.END: "end", Stage.FOLLOW_UP: "follow_up"}
FIVE = 5


def satisfaction(
    db: Session, year: TrainingYear, received: Collection[FormFacts], *where: Any
) -> dict[str, Any]:
    """How many rated their course 4 or 5 of 5 at its end, of all who rated it.

    ``received`` holds the forms that stand for an attendance; others are left out. ``where``
    narrows the events to those they are of, so that no other answers are read.
    """
    asked = next((q for q in _questions(db) if _asks_satisfaction(q)), None)
    given = _marks(db, year, [asked], received, where)[asked.id][Stage.END] if asked else []
    satisfied = sum(mark >= SATISFIED_FROM for _, mark in given)
    return {"rated": len(given), "satisfied": satisfied, "share": share(satisfied, len(given))}


def measures(
    db: Session, year: TrainingYear, received: Collection[FormFacts], *where: Any
) -> list[dict[str, Any]]:
    """Every scale that delegates are asked at several stages, with its means and its changes."""
    asked = [question for question in _questions(db) if _is_a_measure(question)]
    marks = _marks(db, year, asked, received, where)
    return [_measure(question, marks[question.id]) for question in asked]


def _questions(db: Session) -> Sequence[Question]:
    order = Question.position.nulls_last(), Question.code
    return db.scalars(
        select(Question).options(selectinload(Question.stages)).order_by(*order)
    ).all()


def _asks_satisfaction(question: Question) -> bool:
    return (
        question.measure.casefold() == "satisfaction"
        and (question.answer, question.lowest, question.highest) == (AnswerKind.SCALE, 1, FIVE)
        and Stage.END in _stages(question)
    )


def _is_a_measure(question: Question) -> bool:
    return question.answer is AnswerKind.SCALE and len(_stages(question) & NAMED.keys()) > 1


def _stages(question: Question) -> set[Stage]:
    return {asked.stage for asked in question.stages}


def _marks(
    db: Session,
    year: TrainingYear,
    questions: Sequence[Question],
    received: Collection[FormFacts],
    where: Sequence[Any],
) -> defaultdict[int, ByStage]:
    """The marks given to each question, by its number."""
    forms = {form.id: form for form in received}
    asked = Answer.question_id.in_(question.id for question in questions)
    query = (
        select(Answer.question_id, Answer.form_id, Answer.number)
        .join(Answer.form)
        .join(Form.event)
        .where(*scheduled_in(year), *where, asked, Answer.number.is_not(None), Answer.about == "")
    )
    found: defaultdict[int, ByStage] = defaultdict(lambda: defaultdict(list))
    for question_id, form_id, number in db.execute(query):
        if form := forms.get(form_id):
            who = form.event_id, form.delegate_id
            found[question_id][form.stage].append((who, number or 0))
    return found


def _measure(question: Question, marks: ByStage) -> dict[str, Any]:
    row: dict[str, Any] = {
        "code": question.code,
        "question": question.words,
        "measure": question.measure,
        "lowest": question.lowest,
        "highest": question.highest,
    }
    for stage in OF_DELEGATES:
        given = [mark for _, mark in marks[stage]]
        row[f"{NAMED[stage]}_mean"] = fmean(given) if given else None
        row[f"{NAMED[stage]}_answered"] = len(given)
    for later in (Stage.END, Stage.FOLLOW_UP):
        span = f"before_{NAMED[later]}"
        row |= _as_row(span, same_people(_pairs(marks[Stage.BEFORE], marks[later])))
    return row


def _pairs(before: Marks, later: Marks) -> list[tuple[float, float]]:
    """Both marks of each person who answered both times on the same event."""
    starts = {who: mark for who, mark in before if who[1] is not None}
    return [(float(starts[who]), float(mark)) for who, mark in later if who in starts]


def _as_row(span: str, found: SamePeople) -> dict[str, Any]:
    change = found.change
    return {
        f"matched_{span}": change.matched,
        f"change_{span}": change.mean,
        f"change_{span}_low": change.low,
        f"change_{span}_high": change.high,
        f"first_mean_{span}": found.first_mean,
        f"later_mean_{span}": found.later_mean,
        f"rose_{span}": found.rose,
        f"same_{span}": found.same,
        f"fell_{span}": found.fell,
        f"effect_{span}": found.effect,
        f"signed_rank_{span}": found.signed_rank,
    }
