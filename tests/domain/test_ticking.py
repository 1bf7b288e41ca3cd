"""The sentence by which a page says that several choices may fit."""

import pytest

from trainingdesk.domain.ticking import says_ticking, without_ticking


@pytest.mark.parametrize(
    "said",
    ["Tick all that apply.", "(please tick all that apply)", "Choose any that apply", "SELECT ALL"],
)
def test_the_sentence_at_the_end_is_known_however_it_is_put(said: str) -> None:
    is_known = said != "SELECT ALL"
    words = f"What has it led to? {said}"
    assert says_ticking(words) is is_known
    assert without_ticking(words) == ("What has it led to?" if is_known else words)


def test_a_question_that_says_nothing_else_stays() -> None:
    assert without_ticking("Tick all that apply.") == "Tick all that apply."
    assert without_ticking("Which apply to you?") == "Which apply to you?"
