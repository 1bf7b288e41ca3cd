import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainingdesk.domain.survey import (
    Share,
    SurveyDetails,
    answer_meant,
    in_order,
    moved_said,
    questions_in,
    respondents,
)

KNOWN = ["Yes", "No", "Not sure"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1", "Yes"),
        ("3", "Not sure"),
        ("yes", "Yes"),
        ("y", "Yes"),
        ("no", "No"),
        ("n", "n"),
        ("4", "4"),
        ("0", "0"),
        ("  in   part ", "In part".lower()),
        ("", ""),
        (" ", ""),
    ],
)
def test_an_answer_is_meant_by_its_place_its_beginning_or_its_words(typed: str, meant: str) -> None:
    assert answer_meant(typed, KNOWN) == meant


def test_where_people_answer_with_numbers_a_number_is_the_answer() -> None:
    assert answer_meant("3", ["1", "2", "3", "5"]) == "3"
    assert answer_meant("4", ["1", "2", "3", "5"]) == "4"
    assert answer_meant("1", ["10"]) == "1"
    assert answer_meant("1", ["10", "None"]) == "10"


ANSWERS = st.text("aAbÁ 123", min_size=1, max_size=3).map(lambda a: " ".join(a.split()))


@given(st.lists(ANSWERS.filter(bool), unique=True, max_size=6))
def test_a_known_answer_typed_in_full_is_always_that_answer(known: list[str]) -> None:
    for each in known:
        assert answer_meant(each, known) == each


def test_questions_stand_one_a_line_and_each_once() -> None:
    text = "Do you know the thresholds?\n\n  Have you  read them? \ndo you know the THRESHOLDS?"
    assert questions_in(text) == ("Do you know the thresholds?", "Have you read them?")


def test_as_many_answered_as_gave_answers_to_one_question() -> None:
    assert respondents({"a": 41, "b": 38}) == 41
    assert respondents({}) == 0


def test_answers_stand_by_how_many_gave_them_numbers_as_they_rise() -> None:
    assert in_order({"No": 3, "Yes": 5, "Maybe": 3}) == ["Yes", "Maybe", "No"]
    assert in_order({"10": 9, "2": 1, "1": 5}) == ["1", "2", "10"]


def test_a_share_stands_with_its_base() -> None:
    assert Share(34, 41).said == "34 of 41"
    assert Share(0, 0).fraction is None


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        (Share(30, 40), Share(28, 40), "5 points more"),
        (Share(1, 4), Share(26, 100), "1 point fewer"),
        (Share(1, 4), Share(1, 4), "as before"),
        (Share(1, 4), None, ""),
        (Share(1, 4), Share(0, 0), ""),
        (Share(0, 0), Share(1, 4), ""),
    ],
)
def test_a_share_is_held_against_last_years(now: Share, before: Share | None, said: str) -> None:
    assert moved_said(now, before) == said


def test_a_survey_needs_a_name_and_questions() -> None:
    assert set(SurveyDetails().problems()) == {"name", "questions"}
    assert "too long" in SurveyDetails("n" * 121, ("Why?",)).problems()["name"]
    assert not SurveyDetails("Health Check", ("Why?",)).problems()
