"""Deleting answers with all that hangs on them."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.storage.models import Answer, AnswerTheme, Quotation


def let_go(db: Session, answers: Sequence[Answer]) -> None:
    """Delete answers, the themes and quotations of comments first."""
    numbers = [answer.id for answer in answers]
    for kind in (AnswerTheme, Quotation):
        for row in db.scalars(select(kind).where(kind.answer_id.in_(numbers))):
            db.delete(row)
    db.flush()
    for answer in answers:
        db.delete(answer)
    db.flush()
