"""What may be answered to a question."""

from dataclasses import replace

import pytest

from trainingdesk.domain.answering import LONGEST, MOST, problem_with
from trainingdesk.domain.evaluation import AnswerKind
from trainingdesk.domain.questionnaire import Ask, Asking

WORDS = Asking("WORDS")


@pytest.mark.parametrize("kind", [AnswerKind.TEXT, AnswerKind.CHOICE, AnswerKind.SEVERAL])
def test_words_of_ones_own_are_as_long_as_a_cell_of_the_workbook(kind: AnswerKind) -> None:
    ask = Ask("WORDS", "What will you do?", kind)
    assert problem_with(ask, WORDS, "x" * LONGEST) == ""
    assert problem_with(ask, WORDS, "x" * 10_001) == (
        "“What will you do?” takes up to 10,000 letters, not 10,001."
    )


def test_a_number_is_counted_from_nought() -> None:
    ask = Ask("TIMES", "How many times?", AnswerKind.NUMBER)
    times = Asking("TIMES")
    assert problem_with(ask, times, MOST) == problem_with(ask, times, 0) == ""
    assert problem_with(ask, times, MOST + 1) != ""
    assert problem_with(ask, times, -3) == (
        "“How many times?” takes a number that is not below nought, not “-3”."
    )
    from_below = replace(ask, lowest=-5)
    assert problem_with(from_below, times, -3) == ""
