"""Whether answers are about a session or speaker that an event asks about."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.evaluation import AskedPer
from trainingdesk.domain.questionnaire import Answers, Ask, Asking
from trainingdesk.domain.refusals import Invalid
from trainingdesk.domain.words import listed
from trainingdesk.services.evaluation.questionnaires import askings_of
from trainingdesk.storage.models import Answer, Form, HeldForm, Question

LONGEST = 60
"""More letters than these of what somebody wrote are not said again."""


def said_again(words: str) -> str:
    """Words that stood in a file, as a sentence may say them: short, and nothing unseen."""
    seen = "".join(sign if sign.isprintable() else " " for sign in words)
    line = " ".join(seen.split())
    return f"{line[: LONGEST - 1]}…" if len(line) > LONGEST else line


def refuse_other_abouts(db: Session, event_id: int, asks: Sequence[Ask], answers: Answers) -> None:
    """Raise Invalid where an answer is about a session or speaker that the event does not ask of.

    Whom answers of the event are about already may be answered of again: who speaks may have
    changed since. What is asked once is judged with the answers.
    """
    by_code = {ask.code: ask for ask in asks if ask.per is not AskedPer.EVENT}
    told = [asking for asking in answers if asking.about and asking.code in by_code]
    asked = [asking for asking, _ in askings_of(db, event_id, asks)] if told else []
    odd = set(told) - set(asked)
    if odd:
        odd -= _known(db, event_id)
    if odd:
        raise Invalid({one.code: _refusal(one, by_code[one.code], asked) for one in sorted(odd)})


def _refusal(odd: Asking, ask: Ask, asked: Iterable[Asking]) -> str:
    abouts = [f"“{said_again(each.about)}”" for each in asked if each.code == odd.code]
    about = said_again(odd.about)
    return f"“{ask.words}” is asked here about {listed(abouts)}, not about “{about}”."


def _known(db: Session, event_id: int) -> set[Asking]:
    """What answers of an event are to and about already, begun ones and those beside with them."""
    stored = (
        select(Question.code, Answer.about)
        .join(Answer, Answer.question_id == Question.id)
        .join(Form, Form.id == Answer.form_id)
        .where(Form.event_id == event_id, Answer.about != "")
        .distinct()
    )
    held = select(HeldForm.answers).where(HeldForm.event_id == event_id)
    known = {Asking(code, about) for code, about in db.execute(stored)}
    return known | {
        Asking(code, about) for answers in db.scalars(held) for code, about, _ in answers
    }
