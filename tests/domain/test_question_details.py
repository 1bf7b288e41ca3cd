from dataclasses import replace

import pytest

from trainingdesk.domain.evaluation import AnswerKind, AskedPer, Stage
from trainingdesk.domain.question_details import QuestionDetails
from trainingdesk.domain.questionnaire import Ask

SURE = QuestionDetails("CONF", "How confident are you?", lowest=0, highest=10)
WHICH = replace(SURE, answer=AnswerKind.CHOICE, choices=("Film", "Talk"))


def test_a_scale_and_a_choice_are_well() -> None:
    assert not SURE.problems()
    assert not WHICH.problems()


@pytest.mark.parametrize(
    ("details", "field"),
    [
        (replace(SURE, code=" "), "code"),
        (replace(SURE, code="HOW SURE?"), "code"),
        (replace(SURE, code="C" * 21), "code"),
        (replace(SURE, words=" "), "words"),
        (replace(SURE, words="why " * 130), "words"),
        (replace(SURE, lowest=None), "lowest"),
        (replace(SURE, lowest=10), "lowest"),
        (replace(SURE, highest=101), "lowest"),
        (replace(WHICH, choices=("Film", " ")), "choices"),
        (replace(WHICH, choices=tuple("abcdefghijklm")), "choices"),
        (replace(WHICH, choices=("Film", " film ")), "choices"),
        (replace(WHICH, choices=("Film; talk", "Notes")), "choices"),
        (replace(WHICH, choices=("Film" * 40, "Notes")), "choices"),
    ],
)
def test_what_is_wrong_is_said_where_it_is(details: QuestionDetails, field: str) -> None:
    assert list(details.problems()) == [field]


def test_a_question_keeps_only_what_its_kind_of_answer_has_use_for() -> None:
    typed = QuestionDetails(
        " CONF ",
        "How  sure?",
        lowest=0,
        highest=10,
        lowest_end=" Not  at all ",
        highest_end="Very",
        choices=("Film ", "", " a  talk"),
        measure=" Confidence ",
        stages=(Stage.END, Stage.BEFORE),
    )
    assert typed.tidied() == QuestionDetails(
        "CONF",
        "How sure?",
        lowest=0,
        highest=10,
        lowest_end="Not at all",
        highest_end="Very",
        measure="Confidence",
        stages=(Stage.BEFORE, Stage.END),
    )
    several = replace(typed, answer=AnswerKind.SEVERAL).tidied()
    assert several.choices == ("Film", "a talk")
    assert (several.lowest, several.highest, several.lowest_end) == (None, None, "")


def test_it_is_asked_as_it_stands_in_the_bank() -> None:
    choices = ("Film", "Talk")
    which = QuestionDetails("W", "Which?", AnswerKind.SEVERAL, choices=choices)
    per = AskedPer.SESSION
    assert which.ask(per) == Ask("W", "Which?", AnswerKind.SEVERAL, choices=choices, per=per)
    assert replace(SURE, lowest_end="No", highest_end="Yes").ask() == Ask(
        "CONF", "How confident are you?", AnswerKind.SCALE, 0, 10, "No", "Yes"
    )
