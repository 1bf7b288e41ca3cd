"""Saving what is asked at a stage, so that an answered form never changes under its answers.

A version that may have been given out ends when it is changed, and the next takes its place.
"""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from trainingdesk.domain.evaluation import Stage
from trainingdesk.domain.meanwhile import ChangedMeanwhile, refuse_if_changed
from trainingdesk.domain.question_details import QuestionDetails
from trainingdesk.domain.questionnaire import Ask, asks_as_data, asks_from_data
from trainingdesk.domain.questionnaire_details import Put, QuestionnaireDetails
from trainingdesk.domain.refusals import Invalid, Refused
from trainingdesk.services.evaluation.given_out import may_be_out
from trainingdesk.services.evaluation.questions import (
    ask_at,
    kept_as,
    lock_bank,
    question_details,
    write_question,
)
from trainingdesk.services.records import record_of
from trainingdesk.storage.models import (
    Board,
    Course,
    Question,
    Questionnaire,
)

__all__ = ["Put", "QuestionnaireDetails"]


def questionnaire_details(
    db: Session, stage: Stage, course_id: int | None
) -> QuestionnaireDetails | None:
    """What stands to be asked at a stage, of one course or of all; None where nothing does."""
    kept = _standing(db, stage, course_id)
    return None if kept is None else _details(kept)


def save_questionnaire(
    db: Session,
    details: QuestionnaireDetails,
    *,
    opened: QuestionnaireDetails | None,
    today: date,
) -> int:
    """Save what is asked at a stage, and return the number of the version that stands.

    ``opened`` is what the form began with; None for a new one. Raises Invalid, Refused, Unknown
    and ChangedMeanwhile.
    """
    lock_bank(db)
    kept = _standing(db, details.stage, details.course_id)
    _refuse_late(kept, opened)
    wanted = details.tidied()
    if problems := wanted.problems():
        raise Invalid(problems)
    if wanted.course_id is not None:
        record_of(db, Course, wanted.course_id)
    asks = _asks(db, wanted, asked_already=() if kept is None else asks_from_data(kept.asks))
    standing = _write(db, kept, wanted, asks, today=today)
    for question in db.scalars(select(Question).where(Question.code.in_([a.code for a in asks]))):
        ask_at(db, question, [wanted.stage])
    db.flush()
    return standing


def withdraw_questionnaire(
    db: Session, stage: Stage, course_id: int | None, *, today: date
) -> None:
    """Ask it no more: a course of its own goes back to what all ask. Raises Refused.

    What was answered under it stays as it was asked.
    """
    lock_bank(db)
    kept = _standing(db, stage, course_id)
    if kept is None:
        raise Refused("This form was withdrawn already.")
    kept.ended_on = today
    db.flush()


def change_question(
    db: Session,
    question_id: int,
    details: QuestionDetails,
    *,
    opened: QuestionDetails | None,
    today: date,
) -> None:
    """Change a question; the forms that stand ask it in its new words from now on.

    Raises Invalid, Unknown and ChangedMeanwhile.
    """
    lock_bank(db)
    code = question_details(db, question_id).code
    query = select(Questionnaire).where(Questionnaire.ended_on.is_(None)).order_by(Questionnaire.id)
    # The forms first, then what they ask, as whoever takes one in does.
    standing = db.scalars(query.with_for_update()).all()
    write_question(db, question_id, details, opened=opened)
    changed = question_details(db, question_id)
    for kept in standing:
        asks = asks_from_data(kept.asks)
        renewed = [changed.ask(ask.per) if ask.code == code else ask for ask in asks]
        _write(db, kept, _details(kept), renewed, today=today)


def certificate_warning(db: Session, details: QuestionnaireDetails) -> str:
    """That nobody can have a certificate for an end form without a name; nothing where all can."""
    if not details.anonymous or details.stage is not Stage.END:
        return ""
    needed = db.get_one(Board, 1).end_form_needed
    if details.course_id is not None:
        own = record_of(db, Course, details.course_id).end_form_needed
        needed = needed if own is None else own
    if not needed:
        return ""
    return "Certificates wait for the end form here, and one without a name releases none."


def _standing(db: Session, stage: Stage, course_id: int | None) -> Questionnaire | None:
    of = Questionnaire.course_id
    mine = of.is_(None) if course_id is None else of == course_id
    query = select(Questionnaire).where(
        Questionnaire.stage == stage, Questionnaire.ended_on.is_(None), mine
    )
    return db.scalars(query).one_or_none()


def _details(kept: Questionnaire) -> QuestionnaireDetails:
    return QuestionnaireDetails(
        stage=kept.stage,
        course_id=kept.course_id,
        title=kept.title,
        opening=kept.opening,
        anonymous=kept.anonymous,
        asks=tuple(Put(ask.code, ask.per) for ask in asks_from_data(kept.asks)),
    )


def _refuse_late(kept: Questionnaire | None, opened: QuestionnaireDetails | None) -> None:
    if kept is None and opened is not None:
        raise Refused(
            "Somebody withdrew this form while it was open here. Make a new one if it is wanted."
        )
    if kept is None:
        return
    stored = _details(kept)
    if opened is None:
        raise ChangedMeanwhile(QuestionnaireDetails(kept.stage, kept.course_id), stored)
    refuse_if_changed(opened, stored)


def _asks(
    db: Session, wanted: QuestionnaireDetails, *, asked_already: tuple[Ask, ...]
) -> list[Ask]:
    """The questions in the words of the bank; raises Invalid for one that is not asked any more."""
    codes = [put.code for put in wanted.asks]
    bank = {
        question.code: question
        for question in db.scalars(select(Question).where(Question.code.in_(codes)))
    }
    before = {ask.code for ask in asked_already}
    for code in codes:
        if code not in bank:
            raise Invalid({"asks": f"The bank has no question {code}. Take it off, or add it."})
        if bank[code].retired and code not in before:
            raise Invalid({"asks": f"{code} is retired. Take it off, or bring it back first."})
    return [kept_as(bank[put.code]).ask(put.per) for put in wanted.asks]


def _write(
    db: Session,
    kept: Questionnaire | None,
    wanted: QuestionnaireDetails,
    asks: list[Ask],
    *,
    today: date,
) -> int:
    said = {
        "title": wanted.title,
        "opening": wanted.opening,
        "anonymous": wanted.anonymous,
        "asks": asks_as_data(asks),
    }
    if kept is not None:
        if all(getattr(kept, name) == value for name, value in said.items()):
            return kept.id
        db.refresh(kept, with_for_update=True)  # a first form of it may be on its way in
        if not may_be_out(db, kept, today=today):
            for name, value in said.items():
                setattr(kept, name, value)
            db.flush()
            return kept.id
        kept.ended_on = today
        db.flush()  # or two would stand at once
    following = Questionnaire(
        stage=wanted.stage,
        course_id=wanted.course_id,
        version=_last_version(db, wanted) + 1,
        made_on=today,
        **said,
    )
    db.add(following)
    db.flush()
    return following.id


def _last_version(db: Session, wanted: QuestionnaireDetails) -> int:
    of = Questionnaire.course_id
    mine = of.is_(None) if wanted.course_id is None else of == wanted.course_id
    query = select(func.max(Questionnaire.version)).where(Questionnaire.stage == wanted.stage, mine)
    return db.scalar(query) or 0
