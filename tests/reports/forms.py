"""Forms to print and to fill in: every kind of question, short and long, in several scripts."""

from collections.abc import Sequence
from typing import Any

from trainingdesk.domain.evaluation import AnswerKind, Stage
from trainingdesk.domain.form_code import FormCode
from trainingdesk.domain.form_fields import GivenOut
from trainingdesk.domain.questionnaire import Ask, Asking
from trainingdesk.reports.form_pages import Paper
from trainingdesk.reports.furniture import Board

BOARD = Board("Westmere Safeguarding Children Board")
CODE = FormCode(Stage.END, booking_id=1234)
GIVEN_OUT = GivenOut(3, "0123abcd")

SCALE = Ask("CONF", "How confident are you?", AnswerKind.SCALE, 0, 10, "not at all", "fully")
SHORT = Ask("SAT", "How satisfied were you?", AnswerKind.SCALE, 1, 5, "not at all", "very")
YES_NO = Ask("REC", "Would you recommend it?", AnswerKind.YES_NO)
UNSURE = Ask("MET", "Did it meet its aims?", AnswerKind.YES_NO_UNSURE)
CHOICE = Ask("LEVEL", "Was it at the right level?", AnswerKind.CHOICE, choices=("Low", "Right"))
SEVERAL = Ask(
    "IMPACT",
    "What has changed?",
    AnswerKind.SEVERAL,
    choices=("Joint working", "Sharing information", "Something else"),
)
NUMBER = Ask("HOW", "How many children have you referred?", AnswerKind.NUMBER)
WORDS = Ask("DIFF", "What will you do differently?", AnswerKind.TEXT)
EVERY_KIND = (SCALE, SHORT, YES_NO, UNSURE, CHOICE, SEVERAL, NUMBER, WORDS)


def asked(asks: Sequence[Ask], **abouts: Sequence[str]) -> tuple[tuple[Asking, Ask], ...]:
    """Questions as they are asked on an event, those with names once about each."""
    return tuple(
        (Asking(ask.code, about), ask) for ask in asks for about in abouts.get(ask.code, ("",))
    )


def paper(asks: Sequence[Ask] = EVERY_KIND, **changes: Any) -> Paper:
    """A form of the end stage for one delegate, with some things changed."""
    facts: dict[str, Any] = {
        "stage": Stage.END,
        "title": "End of course: your view",
        "course": "Identifying Risk to the Child",
        "when": "Tuesday 13 June 2017 · Guildhall",
        "event": "RISK-1702",
        "code": str(CODE),
        "asked": asked(asks),
        "whose": "Folasade Adeyemi, Westmere NHS",
        "reply_to": "training@wscb.example",
        "given_out": str(GIVEN_OUT),
    }
    return Paper(**facts | changes)
