"""One key an answer, where it is chosen; letters and Enter where it is typed."""

import pytest

from trainingdesk.domain.evaluation import AnswerKind
from trainingdesk.domain.keying import Key, answer_said, keyed, keys_of, keys_said, turned, typed
from trainingdesk.domain.questionnaire import Ask

TEN = Ask("A", "How sure?", AnswerKind.SCALE, 0, 10, "Not at all", "Wholly")
FIVE = Ask("B", "How good?", AnswerKind.SCALE, 1, 5)
HUNDRED = Ask("C", "How much?", AnswerKind.SCALE, 0, 100)
BELOW = Ask("C", "How much?", AnswerKind.SCALE, -5, 5)
UNSURE = Ask("D", "Will you?", AnswerKind.YES_NO_UNSURE)
WHICH = Ask("E", "Which?", AnswerKind.CHOICE, choices=("Red", "Green", "Blue"))
SEVERAL = Ask("F", "Which?", AnswerKind.SEVERAL, choices=("Red", "Green", "Blue"))
MANY = Ask("G", "Which?", AnswerKind.CHOICE, choices=tuple(f"No. {n}" for n in range(12)))
TOO_MANY = Ask("G", "Which?", AnswerKind.CHOICE, choices=tuple(f"No. {n}" for n in range(40)))
ONE = Ask("H", "Which?", AnswerKind.CHOICE, choices=("Red",))
TIMES = Ask("I", "How many?", AnswerKind.NUMBER)
WORDS = Ask("J", "What else?", AnswerKind.TEXT)
LOOSE = Ask("K", "Which?", AnswerKind.CHOICE)


@pytest.mark.parametrize(
    ("ask", "keys", "said"),
    [
        (TEN, "0123456789X", "0 to 9, X for 10"),
        (FIVE, "12345", "1 to 5"),
        (UNSURE, "YNU", "Y, N or U"),
        (Ask("L", "Is it?", AnswerKind.YES_NO), "YN", "Y or N"),
        (WHICH, "123", "1 to 3"),
        (SEVERAL, "123", "1 to 3, then Enter"),
        (MANY, "123456789ABC", "1 to C"),
        (ONE, "1", "1"),
        (TOO_MANY, "", f"one of: {'; '.join(TOO_MANY.choices)}, then Enter"),
        (HUNDRED, "", "number from 0 to 100, then Enter"),
        (BELOW, "", "number from -5 to 5, then Enter"),
        (Ask("M", "How?", AnswerKind.SCALE), "", "whole number, then Enter"),
        (TIMES, "", "whole number, then Enter"),
        (WORDS, "", "words, then Enter"),
        (LOOSE, "", "words, then Enter"),
    ],
)
def test_each_kind_has_its_keys(ask: Ask, keys: str, said: str) -> None:
    assert "".join(each.key for each in keys_of(ask)) == keys
    assert keys_said(ask) == said


def test_a_key_gives_its_answer_capital_or_small() -> None:
    assert keyed(TEN, "0") == Key("0", 0, "0 Not at all")
    assert keyed(TEN, "x") == Key("X", 10, "10 Wholly")
    assert keyed(UNSURE, "u") == Key("U", "Unsure", "Unsure")
    assert keyed(WHICH, "3") == Key("3", "Blue", "Blue")
    assert keyed(FIVE, "6") is None
    assert keyed(WHICH, "") is None


def test_of_several_a_key_adds_one_and_takes_it_away() -> None:
    assert turned(SEVERAL, None, "Blue") == "Blue"
    assert turned(SEVERAL, "Blue", "Red") == "Red\nBlue"
    assert turned(SEVERAL, "Red\nBlue", "Blue") == "Red"
    assert turned(SEVERAL, "Red", "Red") == ""


@pytest.mark.parametrize(
    ("ask", "text", "answer"),
    [
        (TIMES, " 12 ", 12),
        (TIMES, "-3", -3),
        (TIMES, "a dozen", "a dozen"),
        (TIMES, "²", "²"),
        (TIMES, "", ""),
        (WORDS, " I ask\nfirst ", "I ask\nfirst"),
    ],
)
def test_what_is_typed_is_a_number_or_words(ask: Ask, text: str, answer: int | str) -> None:
    assert typed(ask, text) == answer


def test_an_answer_is_said_on_one_line() -> None:
    assert answer_said(TEN, None) == ""
    assert answer_said(TEN, 10) == "10"
    assert answer_said(SEVERAL, "Red\nBlue") == "Red; Blue"
    assert answer_said(WORDS, "I ask\nfirst") == "I ask first"
