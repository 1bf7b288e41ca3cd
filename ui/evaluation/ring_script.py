"""What is said on the telephone: who rings and why, each question, and the thanks."""

from trainingdesk.domain.evaluation import AnswerKind, Stage
from trainingdesk.domain.figures import counted
from trainingdesk.domain.questionnaire import Ask
from trainingdesk.domain.ticking import without_ticking
from trainingdesk.domain.words import plain_day
from trainingdesk.services.evaluation.calls import ToRing

PER_MINUTE = 4
"""So many questions are answered in a minute on the telephone."""

WHAT = {
    Stage.END: "We should like to know what you thought of it.",
    Stage.FOLLOW_UP: "We are asking everybody who came what they have used of it since.",
    Stage.MANAGER: "As their manager, what have you seen change since?",
}
THANKS = "That was the last question. Thank you: it helps us to make the training better."


def greeting(row: ToRing, *, board: str, who: str, questions: int) -> str:
    """How a call begins, to be said as it stands."""
    manager = row.stage is Stage.MANAGER
    hello = f"Hello, may I speak to {row.whom}?"
    caller = f"This is {who}" if who else "My name is …"
    ringing = f"{caller}, ringing from {board or 'the safeguarding board'}."
    came = f"{row.name} came" if manager else "you came"
    minutes = counted(max(1, -(-questions // PER_MINUTE)), "minute")
    asked = f"{counted(questions, 'question')}, about {minutes}"
    return (
        f"{hello} {ringing} On {plain_day(row.starts)} {came} to {row.title}. "
        f"{WHAT.get(row.stage, '')} It is {asked}. May I ask now?"
    )


def spoken(ask: Ask) -> str:
    """A question as it is said: with the ends of its scale, or the choices of which several fit."""
    if ask.answer is AnswerKind.SEVERAL:
        return f"{without_ticking(ask.words)} I read out what it may be: say yes to each that fits."
    if ask.answer is not AnswerKind.SCALE or ask.lowest is None or ask.highest is None:
        return ask.words
    lowest = f"{ask.lowest}, {ask.lowest_end}," if ask.lowest_end else f"{ask.lowest}"
    highest = f"{ask.highest}, {ask.highest_end}" if ask.highest_end else f"{ask.highest}"
    return f"{ask.words} From {lowest} to {highest}."
