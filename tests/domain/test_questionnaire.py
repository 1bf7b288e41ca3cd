import json

from hypothesis import given
from hypothesis import strategies as st

from trainingdesk.domain.evaluation import AnswerKind, AskedPer
from trainingdesk.domain.questionnaire import (
    Answers,
    Ask,
    Asking,
    answers_as_data,
    answers_from_data,
    asks_as_data,
    asks_from_data,
)

ends = st.none() | st.integers(0, 10)
asks = st.lists(
    st.builds(
        Ask,
        code=st.text(min_size=1),
        words=st.text(),
        lowest=ends,
        highest=ends,
        lowest_end=st.text(),
        highest_end=st.text(),
        choices=st.lists(st.text(), max_size=3).map(tuple),
        per=st.sampled_from(AskedPer),
    ),
    max_size=5,
)
answers = st.dictionaries(st.builds(Asking, st.text(), st.text()), st.integers() | st.text())


@given(asks)
def test_questions_are_kept_as_they_were_asked(asked: list[Ask]) -> None:
    assert asks_from_data(json.loads(json.dumps(asks_as_data(asked)))) == tuple(asked)


@given(answers)
def test_answers_are_kept_as_they_were_given(given_: Answers) -> None:
    assert answers_from_data(json.loads(json.dumps(answers_as_data(given_)))) == given_


def test_yes_or_no_has_its_own_choices() -> None:
    unsure = Ask("Q", "Sure?", AnswerKind.YES_NO_UNSURE)
    assert unsure.options == ("Yes", "No", "Unsure")
    assert Ask("Q", "Which?", AnswerKind.CHOICE, choices=("A", "B")).options == ("A", "B")
    assert not Ask("Q", "Why?", AnswerKind.TEXT).options
