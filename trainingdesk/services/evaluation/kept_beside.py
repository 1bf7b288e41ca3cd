"""One of two forms of a stage taken from those that count, and kept beside the other."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.evaluation import HeldWhy
from trainingdesk.domain.questionnaire import answers_as_data
from trainingdesk.services.evaluation.letting_go import let_go
from trainingdesk.services.evaluation.taking import answers_on
from trainingdesk.storage.models import Answer, AnswerTheme, Form, HeldForm, Quotation


def keep_beside(db: Session, form: Form, *, first: Form, delegate_id: int) -> None:
    """Take a form from those that count, and keep it beside the first form of somebody.

    A comment that both make has the themes of both and stays quoted; what else was coded or
    quoted of the form goes with it.
    """
    db.add(as_kept_beside(form, delegate_id=delegate_id))
    said = {(each.question_id, each.about, each.words): each for each in first.answers}
    for answer in form.answers:
        same = said.get((answer.question_id, answer.about, answer.words))
        if answer.words and same is not None:
            _hand_on(db, answer, same)
    _let_go(db, form)


def as_kept_beside(form: Form, *, delegate_id: int, settled: str = "") -> HeldForm:
    """A form that counted so far, as it is kept beside the one that counts instead."""
    return HeldForm(
        event_id=form.event_id,
        delegate_id=delegate_id,
        stage=form.stage,
        why=HeldWhy.SECOND,
        received_on=form.received_on,
        via=form.via,
        questionnaire_id=form.questionnaire_id,
        answers=answers_as_data(answers_on(form)),
        settled=settled,
    )


def _hand_on(db: Session, answer: Answer, same: Answer) -> None:
    """Give the themes and the quotation of a comment to the same comment on another form."""
    for theme in db.scalars(select(AnswerTheme).where(AnswerTheme.answer_id == answer.id)):
        if db.get(AnswerTheme, (same.id, theme.theme_id)) is None:
            db.add(AnswerTheme(answer_id=same.id, theme_id=theme.theme_id))
    quoted = db.get(Quotation, answer.id)
    if quoted is not None and db.get(Quotation, same.id) is None:
        db.add(
            Quotation(
                answer_id=same.id,
                words=quoted.words,
                recommendation_id=quoted.recommendation_id,
                chosen_on=quoted.chosen_on,
            )
        )
    db.flush()


def _let_go(db: Session, form: Form) -> None:
    """Delete a form with all that hangs on it, what hangs on its answers first."""
    let_go(db, form.answers)
    db.expire(form, ["answers"])
    db.delete(form)
    db.flush()
