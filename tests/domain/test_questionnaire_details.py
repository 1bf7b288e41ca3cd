from dataclasses import replace

import pytest

from trainingdesk.domain.evaluation import Stage
from trainingdesk.domain.questionnaire_details import (
    Put,
    QuestionnaireDetails,
    pairing_warning,
    privacy_words,
)

END = QuestionnaireDetails(Stage.END, title="At the end", asks=(Put("CONF"), Put("SAT")))


def test_a_title_and_a_question_are_enough() -> None:
    assert not END.problems()


@pytest.mark.parametrize(
    ("details", "field", "said"),
    [
        (replace(END, title=" "), "title", "Enter a title"),
        (replace(END, title="t" * 121), "title", "120 letters"),
        (replace(END, opening="o" * 1001), "opening", "1,000 letters"),
        (replace(END, asks=()), "asks", "Put a question"),
        (replace(END, asks=(Put("SAT"), Put("SAT"))), "asks", "SAT stands on the form twice"),
        (replace(END, asks=tuple(Put(f"Q{n}") for n in range(31))), "asks", "31 questions"),
    ],
)
def test_what_is_wrong_is_said_where_it_is(
    details: QuestionnaireDetails, field: str, said: str
) -> None:
    problems = details.problems()
    assert list(problems) == [field]
    assert said in problems[field]


def test_stray_spaces_are_not_kept() -> None:
    typed = replace(END, title=" At  the end ", opening="\nThank you. \n\nOne page. ")
    assert typed.tidied() == replace(END, opening="Thank you.\n\nOne page.")


def test_a_form_says_what_becomes_of_the_name() -> None:
    assert "ties it to what you answer" in privacy_words(Stage.END, anonymous=False)
    assert "as the manager" in privacy_words(Stage.MANAGER, anonymous=False)
    for stage in Stage:
        assert "do not write your name" in privacy_words(stage, anonymous=True)


def test_it_is_said_what_forms_without_names_cannot_show() -> None:
    assert pairing_warning(Stage.BEFORE, anonymous=False) == ""
    said = {stage: pairing_warning(stage, anonymous=True) for stage in Stage}
    assert "never be paired with later ones" in said[Stage.BEFORE]
    assert "never paired with those before" in said[Stage.END]
    assert said[Stage.END] == said[Stage.FOLLOW_UP]
    assert "beside the delegate’s own" in said[Stage.MANAGER]
