"""How platforms say that somebody finished, and how well."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainingdesk.domain.completion import CompletionLine, is_finished, score_read


@pytest.mark.parametrize(
    ("said", "score"),
    [
        ("85", 85),
        ("85%", 85),
        ("84.5 %", 85),
        ("84,4", 84),
        ("17/20", 85),
        ("3 out of 4", 75),
        ("100", 100),
        ("0", 0),
        ("Passed", None),
        ("n/a", None),
        ("", None),
    ],
)
def test_a_score_is_read_as_of_a_hundred(said: str, score: int | None) -> None:
    assert score_read(said) == score


@pytest.mark.parametrize("said", ["101", "5/0", "21/20", "good", "-3", "1e2", "0.85", "0,5"])
def test_what_is_no_score_is_refused(said: str) -> None:
    with pytest.raises(ValueError, match="no score"):
        score_read(said)


@given(st.integers(0, 100))
def test_a_whole_score_is_read_as_it_stands(score: int) -> None:
    assert score_read(f" {score}% ") == score


def test_only_what_is_finished_counts() -> None:
    assert is_finished(" Completed ")
    assert is_finished("100%")
    assert not is_finished("In progress")


def test_a_line_is_called_by_its_name_or_its_address() -> None:
    assert CompletionLine(1, first_name="Ada", last_name="King").name == "Ada King"
    assert CompletionLine(1, email="a@example.org").name == "a@example.org"
