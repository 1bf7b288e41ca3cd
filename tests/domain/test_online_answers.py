"""What an online form wrote is an answer, or it is refused: nothing is guessed."""

import pytest

from trainingdesk.domain.evaluation import AnswerKind
from trainingdesk.domain.online_answers import Unread, read_answer
from trainingdesk.domain.questionnaire import Ask

SCALE = Ask("C", "How confident?", AnswerKind.SCALE, 0, 10, "Not at all", "Very")
SEVERAL = Ask(
    "S", "What helped?", AnswerKind.SEVERAL, choices=("The room", "Cases, and talk", "Talk")
)


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        ("8", 8),
        (" 8.0 ", 8),
        ("10 - very", 10),
        ("10 – Very", 10),
        ("0 (Not at all)", 0),
        ("very", 10),
        ("", ""),
    ],
)
def test_a_scale_takes_a_number_or_one_of_its_ends(cell: str, answer: int | str) -> None:
    assert read_answer(SCALE, cell) == answer


@pytest.mark.parametrize("cell", ["11", "-1", "8.5", "8 - very", "9 very", "Agree", "8, I think"])
def test_what_is_off_the_scale_is_refused(cell: str) -> None:
    with pytest.raises(Unread, match=r"is not a number from 0 to 10"):
        read_answer(SCALE, cell)


def test_a_number_takes_any_whole_one() -> None:
    ask = Ask("N", "How many?", AnswerKind.NUMBER)
    assert read_answer(ask, "412") == 412
    with pytest.raises(Unread, match="not a whole number"):
        read_answer(ask, "many")


def test_one_of_several_is_found_whatever_its_capitals() -> None:
    ask = Ask("Y", "Would you?", AnswerKind.YES_NO)
    assert read_answer(ask, "yes") == "Yes"
    with pytest.raises(Unread, match="“Yes, always” is not one of: Yes; No"):
        read_answer(ask, "Yes, always")


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        ("Talk;The room;", "The room\nTalk"),
        ("Cases, and talk, The room", "The room\nCases, and talk"),
        ("The room\nTalk", "The room\nTalk"),
        ("cases, and talk", "Cases, and talk"),
    ],
)
def test_several_choices_are_parted_as_each_program_parts_them(cell: str, answer: str) -> None:
    assert read_answer(SEVERAL, cell) == answer


@pytest.mark.parametrize("cell", ["The room, the food", "Talking", "; The roomy"])
def test_a_choice_that_was_never_offered_is_refused(cell: str) -> None:
    with pytest.raises(Unread, match="is not some of: The room; Cases, and talk; Talk"):
        read_answer(SEVERAL, cell)


def test_a_long_answer_is_not_said_in_full() -> None:
    with pytest.raises(Unread) as unread:
        read_answer(SCALE, "x" * 200)
    assert len(str(unread.value)) < 90


def test_words_are_taken_as_they_are_unless_there_are_far_too_many() -> None:
    ask = Ask("T", "What else?", AnswerKind.TEXT)
    assert read_answer(ask, "=1+1\n<b>bold</b> ") == "=1+1\n<b>bold</b>"
    with pytest.raises(Unread, match="more than 10,000 letters"):
        read_answer(ask, "x" * 10_001)
