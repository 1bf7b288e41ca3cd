"""The stages of evaluation, the kinds of answer, and where a form came from."""

from enum import StrEnum


class Stage(StrEnum):
    """When a form is asked for: baseline, reaction, practice, and the manager's view of it."""

    BEFORE = "Before"
    END = "End"
    FOLLOW_UP = "Follow-up"
    MANAGER = "Manager"

    @property
    def said(self) -> str:
        """The stage as it is said on every page and in every sentence."""
        return SAID[self]


SAID = {
    Stage.BEFORE: "Before",
    Stage.END: "End of course",
    Stage.FOLLOW_UP: "In practice",
    Stage.MANAGER: "Manager's view",
}
OF_DELEGATES = (Stage.BEFORE, Stage.END, Stage.FOLLOW_UP)
"""The stages that a delegate answers; one question asked at several of them is a measure."""


class AnswerKind(StrEnum):
    """What an answer may be."""

    SCALE = "Scale"
    YES_NO = "Yes/No"
    YES_NO_UNSURE = "Yes/No/Unsure"
    CHOICE = "Choice"
    SEVERAL = "Several"
    NUMBER = "Number"
    TEXT = "Text"


OF_NUMBERS = frozenset({AnswerKind.SCALE, AnswerKind.NUMBER})
"""What is answered with a whole number."""

FIXED_CHOICES = {
    AnswerKind.YES_NO: ("Yes", "No"),
    AnswerKind.YES_NO_UNSURE: ("Yes", "No", "Unsure"),
}
"""Kinds whose choices are the same for every question."""

CHOSEN = frozenset({*FIXED_CHOICES, AnswerKind.CHOICE})
"""What is answered with one of several choices."""


class AskedPer(StrEnum):
    """How often one form asks a question: once, or for each session or speaker of its event."""

    EVENT = "Event"
    SESSION = "Session"
    SPEAKER = "Speaker"


class HeldWhy(StrEnum):
    """Why answers are kept beside the forms that count."""

    SECOND = "Answered already"
    BEGUN = "Not finished"


class CallOutcome(StrEnum):
    """How a call to somebody who has not answered ended."""

    NO_ANSWER = "No answer"
    CALL_BACK = "Call back"
    ANSWERED = "Answered"
    DECLINED = "Would not answer"


class ObservationTo(StrEnum):
    """To whom the findings of an observation are sent."""

    PROVIDER = "Provider"
    COMMISSIONER = "Commissioner"
    AGENCY = "Agency"


SATISFIED_FROM = 4
"""On the scale of 1 to 5, 4 and 5 count as satisfied, as published shares are counted."""
