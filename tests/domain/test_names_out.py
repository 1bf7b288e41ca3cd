from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainingdesk.domain.names_out import names_out

PEOPLE = [
    *("Grace Hopper", "Ada", "King", "Mr Will May", "Jean-Luc Ó Briain", "Mary O'Brien"),
    *("José Pérez", "Ann Smith-Jones", "李 小明", "de", "X"),
]


@pytest.mark.parametrize(
    ("words", "without"),
    [
        ("Grace was a great help.", "[name] was a great help."),
        ("Dr Grace Hopper said so.", "[name] said so."),
        ("GRACE said; Ada's notes", "[name] said; [name]'s notes"),
        ("With grace we may will it.", "With grace we may will it."),
        ("Graceful kings", "Graceful kings"),
        ("Jean-Luc Ó Briain led it", "[name] led it"),
        ("Ask 小明!", "Ask [name]!"),
        ("Thanks O’Brien, and O'Brien's notes", "Thanks [name], and [name]'s notes"),
        (normalize("NFD", "José was great"), "[name] was great"),
        ("Smith‑Jones and Smith – Jones", "[name] and [name]"),
        ("de facto X", "de facto X"),
        ("Nobody was there", "Nobody was there"),
    ],
)
def test_names_are_taken_out_and_words_stay(words: str, without: str) -> None:
    assert names_out(words, PEOPLE) == without


@given(st.text(), st.lists(st.from_regex(r"[A-Z][a-z]{1,8}", fullmatch=True), max_size=4))
def test_no_name_is_left_standing_alone(words: str, names: list[str]) -> None:
    said = names_out(f"{words} {' and '.join(names)}.", names)
    left = said.replace("[name]", " ").split()
    assert not set(names) & {word.strip(".") for word in left} or any(n in words for n in names)


def test_without_names_nothing_changes() -> None:
    assert names_out("Ada came.", []) == "Ada came."
