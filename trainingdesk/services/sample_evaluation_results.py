"""What the sample's delegates said of each trainer, and managers beside them, on what came back."""

from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.evaluation import Stage
from trainingdesk.domain.usual_forms import QUESTIONS
from trainingdesk.services.evaluation.questions import add_question
from trainingdesk.storage.models import Answer, EventSession, Form, Question, Trainer

MARKS: Final = (5, 4, 5, 4, 3, 5, 4, 5, 2)
SAID: Final = ((0,), (1, 3), (1,), (0, 1), (2,), (4,), (1, 2))
SEEN: Final = ((1,), (1, 3), (4,), (0,), (1, 2))
"""Which choices of impact are made, in turn."""
LATER: Final = "WHERE"
"""Our question to managers that the sample's board took up later."""


def show_results(db: Session) -> None:
    """Let forms that came back answer our questions about trainers and impact too."""
    for question in QUESTIONS:
        if question.code == LATER:
            add_question(db, question)
    asked = {question.code: question for question in db.scalars(select(Question))}
    _rate_trainers(db, asked["SPEAKER"])
    _choose(db, asked["IMPACT"], Stage.FOLLOW_UP, SAID)
    _choose(db, asked[LATER], Stage.MANAGER, SEEN)


def _rate_trainers(db: Session, question: Question) -> None:
    query = (
        select(Form.id, Trainer.name)
        .join(EventSession, EventSession.event_id == Form.event_id)
        .join(Trainer, Trainer.id == EventSession.trainer_id)
        .where(Form.stage == Stage.END)
        .distinct()
        .order_by(Form.id, Trainer.name)
    )
    for turn, (form_id, name) in enumerate(db.execute(query).all()):
        mark = MARKS[(turn + len(name)) % len(MARKS)]
        db.add(Answer(form_id=form_id, question_id=question.id, about=name, number=mark))


def _choose(
    db: Session, question: Question, stage: Stage, turns: tuple[tuple[int, ...], ...]
) -> None:
    choices = question.choices.splitlines()
    forms = db.scalars(select(Form.id).where(Form.stage == stage).order_by(Form.id)).all()
    for turn, form_id in enumerate(forms):
        words = "\n".join(choices[place] for place in turns[turn % len(turns)])
        db.add(Answer(form_id=form_id, question_id=question.id, words=words))
