"""Questions, and the forms that came back, as rows of the workbook."""

from collections import defaultdict
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from trainingdesk.domain.evaluation import AnswerKind, Stage
from trainingdesk.exchange.spaces import key_of
from trainingdesk.exchange.writing import Value, heads_of
from trainingdesk.services.exporting.rows import PARTED, Rows, Teller, batches
from trainingdesk.storage.models import Answer, Delegate, Event, Form, Question

EVALUATIONS = "Evaluations"


def questions(db: Session, teller: Teller) -> Rows:
    """The questions by their codes."""
    query = select(Question).options(selectinload(Question.stages)).order_by(Question.code)
    for question in db.scalars(query):
        asked = {each.stage for each in question.stages}
        yield (
            question.code,
            PARTED.join(stage for stage in Stage if stage in asked),
            question.position,
            question.words,
            _answer_form(question),
            question.measure,
            teller.listed(question.choices.splitlines(), "The choice"),
            question.lowest_end,
            question.highest_end,
        )


def question_columns(db: Session, teller: Teller) -> dict[int, str]:
    """The questions that have a column of answers, by number, each with its heading."""
    taken = {key_of(head) for head in heads_of(EVALUATIONS)}
    columns: dict[int, str] = {}
    for number, code in db.execute(select(Question.id, Question.code).order_by(Question.code)):
        key = key_of(code) or code
        if key in taken:
            teller.tell(
                f"The question “{code}” is spelt like another column of Evaluations, so its "
                "answers were left out."
            )
        else:
            taken.add(key)
            columns[number] = code
    return columns


def evaluations(db: Session, teller: Teller, columns: dict[int, str]) -> Rows:
    """Every form that came back, each answer under the code of its question.

    A question has one cell a form, so what was said of each session or speaker has none.
    """
    _tell_of_those_left(db, teller)
    query = (
        select(
            Form.id,
            Event.reference.label("event"),
            Delegate.reference.label("delegate"),
            Form.stage,
            Form.received_on,
            Form.via,
        )
        .join(Form.event)
        .join(Form.delegate, isouter=True)
        .order_by(
            Event.starts,
            Event.reference,
            Form.stage,
            Form.delegate_id.is_(None),
            Delegate.reference,
            Form.id,
        )
    )
    for some in batches(db, query):
        answers = _answers(db, some)
        for row in some:
            own = answers[row.id]
            yield (
                row.event,
                row.delegate,
                str(row.stage),
                row.received_on,
                row.via,
                *(own.get(number) for number in columns),
            )


def _tell_of_those_left(db: Session, teller: Teller) -> None:
    of_parts = db.scalar(select(func.count()).select_from(Answer).where(Answer.about != "")) or 0
    if of_parts:
        stay = "answer stays" if of_parts == 1 else "answers stay"
        teller.tell(
            f"{of_parts:,} {stay} on this desk: what was asked for each session or speaker has "
            "no column in the workbook."
        )


def _answers(db: Session, some: list[Any]) -> dict[int, dict[int, Value]]:
    found: defaultdict[int, dict[int, Value]] = defaultdict(dict)
    query = select(Answer.form_id, Answer.question_id, Answer.number, Answer.words)
    for row in db.execute(
        query.where(Answer.form_id.in_([form.id for form in some]), Answer.about == "")
    ):
        found[row.form_id][row.question_id] = row.words if row.number is None else row.number
    return found


def _answer_form(question: Question) -> str:
    if question.answer is AnswerKind.SCALE:
        return f"Scale {question.lowest}-{question.highest}"
    return str(question.answer)
