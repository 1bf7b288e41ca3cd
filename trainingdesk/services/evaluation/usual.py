"""The forms to begin with: our own, or the questions that the bank holds already."""

from dataclasses import replace
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from trainingdesk.domain.evaluation import Stage
from trainingdesk.domain.question_details import QuestionDetails
from trainingdesk.domain.questionnaire_details import MOST_QUESTIONS, Put
from trainingdesk.domain.usual_forms import FORMS, QUESTIONS
from trainingdesk.services.evaluation.questions import (
    add_question,
    kept_as,
    lock_bank,
    questions_listed,
)
from trainingdesk.services.evaluation.versions import questionnaire_details, save_questionnaire
from trainingdesk.storage.models import Question

ANSWERED_AS = ("answer", "lowest", "highest", "choices")


def add_usual_questionnaires(db: Session, *, today: date) -> list[Stage]:
    """Make our form for every stage that has none for all courses, and return which.

    A question of the bank that has the code and the kind of ours is asked instead of it.
    """
    lock_bank(db)
    wanting = [form for form in FORMS if questionnaire_details(db, form.stage, None) is None]
    needed = {put.code for form in wanting for put in form.asks}
    codes = {ours.code: _asked(db, ours) for ours in QUESTIONS if ours.code in needed}
    for form in wanting:
        asks = tuple(Put(codes[put.code], put.per) for put in form.asks)
        save_questionnaire(db, replace(form, asks=asks), opened=None, today=today)
    return [form.stage for form in wanting]


def add_questionnaires_of_the_bank(db: Session, *, today: date) -> list[Stage]:
    """Make a form of the bank's questions for every stage that has none, and return which.

    This is how questions that came with a workbook are given out.
    """
    lock_bank(db)
    made = []
    for form in FORMS:
        asks = tuple(
            Put(row.details.code)
            for row in questions_listed(db, retired=False)
            if form.stage in row.details.stages
        )[:MOST_QUESTIONS]
        if asks and questionnaire_details(db, form.stage, None) is None:
            save_questionnaire(db, replace(form, asks=asks), opened=None, today=today)
            made.append(form.stage)
    return made


def _asked(db: Session, ours: QuestionDetails) -> str:
    """The code of the question that stands for one of ours: the bank's own, or it is added."""
    code, turn = ours.code, 1
    while (kept := _coded(db, code)) is not None:
        if not kept.retired and _answered_alike(kept_as(kept), ours):
            return kept.code
        turn += 1
        code = f"{ours.code}-{turn}"
    add_question(db, replace(ours, code=code, stages=()))  # a form that asks it says when
    return code


def _coded(db: Session, code: str) -> Question | None:
    return db.scalar(select(Question).where(func.lower(Question.code) == code.lower()))


def _answered_alike(kept: QuestionDetails, ours: QuestionDetails) -> bool:
    return all(getattr(kept, name) == getattr(ours, name) for name in ANSWERED_AS)
