"""The stages of evaluation, the kinds of answer, and where a form came from."""

from enum import StrEnum


class Stage(StrEnum):
    """When a form is asked for: baseline, reaction, practice, and the manager's view of it."""

    BEFORE = "Before"
    END = "End"
    FOLLOW_UP = "Follow-up"
    MANAGER = "Manager"


OF_DELEGATES = (Stage.BEFORE, Stage.END, Stage.FOLLOW_UP)
"""The stages that a delegate answers; one question asked at several of them is a measure."""


class AnswerKind(StrEnum):
    """What an answer may be."""

    SCALE = "Scale"
    YES_NO = "Yes/No"
    CHOICE = "Choice"
    TEXT = "Text"


SATISFIED_FROM = 4
"""On the scale of 1 to 5, 4 and 5 count as satisfied, as published shares are counted."""
