"""How the sample's board has read its comments: themes, and what its report quotes.

The workbook has no columns for these.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.evaluation import AnswerKind
from trainingdesk.services.desk import Stamp
from trainingdesk.services.evaluation.quotations import QuotationDetails, quote, suggested_words
from trainingdesk.services.evaluation.themes import code
from trainingdesk.storage.models import (
    Answer,
    CourseRecommendation,
    Event,
    Form,
    Question,
)

THEMES = {
    "Recording": ("write", "record", "note", "paper"),
    "Supervision": ("supervision", "team meeting", "manager"),
    "Talking with children": ("child's own words", "young person", "ask every", "listen"),
    "Working with others": ("police", "school", "referral", "escalation", "health visitor"),
}
"""Each with words by which it is known in the sample's comments."""

READ_EVERY = 3
"""The board has read every third comment so far."""
QUOTED = 6


def read_comments(db: Session, by: Stamp) -> None:
    """Code some comments, and quote a few of them."""
    query = (
        select(Answer.id, Answer.words, Event.course_id)
        .join(Answer.question)
        .join(Answer.form)
        .join(Form.event)
        .where(Question.answer == AnswerKind.TEXT, Answer.words != "")
        .order_by(Event.starts.desc(), Answer.id)
    )
    answers = dict(
        db.execute(
            select(CourseRecommendation.course_id, CourseRecommendation.recommendation_id)
        ).all()
    )
    told: set[str] = set()
    for answer_id, words, course_id in db.execute(query).all()[::READ_EVERY]:
        said = (words or "").casefold()
        code(db, answer_id, [name for name, some in THEMES.items() if any(s in said for s in some)])
        if course_id in answers and said not in told and len(told) < QUOTED:
            told.add(said)
            details = QuotationDetails(suggested_words(db, answer_id), answers[course_id])
            quote(db, answer_id, details, today=by.today)
