from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainingdesk.domain.evaluation import AnswerKind
from trainingdesk.domain.form_fields import (
    AnswerField,
    GivenOut,
    read_field_name,
    read_given_out,
)
from trainingdesk.domain.questionnaire import Ask, Asking

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@given(words, words, st.none() | st.integers(0, 99))
def test_a_name_says_which_answer_it_holds(code: str, about: str, choice: int | None) -> None:
    own = AnswerField(Asking(code, about), choice)
    assert read_field_name(own.name) == own


@given(words, words)
def test_a_name_has_letters_that_every_reader_leaves_alone(code: str, about: str) -> None:
    name = AnswerField(Asking(code, about)).name
    assert name.isascii()
    assert not set(name) & set('."/ ()<>[]{}%#')


def test_a_name_stays_as_it_is() -> None:
    # Forms that are out with people are read by these names.
    assert AnswerField(Asking("SAT_2", "Ann Lee")).name == "q_SAT-5f2_Ann-20Lee"
    assert AnswerField(Asking("IMPACT"), 3).name == "p3_IMPACT_"


def test_a_form_says_which_questions_it_asks_as_they_were() -> None:
    asks = [Ask("SAT", "How was it?", AnswerKind.SCALE, 1, 5)]
    given = GivenOut.of(12, asks)
    assert read_given_out(str(given)) == given
    assert GivenOut.of(12, asks) == given
    assert GivenOut.of(12, [replace(asks[0], highest=4)]) != given
    assert read_given_out("12") is None


@pytest.mark.parametrize(
    "name",
    ["", "q", "q_", "q_SAT", "q_SAT_a_b", "p_SAT_", "px_SAT_", "r_SAT_", "q_S A_", "q_-ff_",
     "q_-zz_", "form-code", "p²_SAT_"],
)  # fmt: skip
def test_other_names_hold_none(name: str) -> None:
    assert read_field_name(name) is None
