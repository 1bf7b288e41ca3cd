from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainingdesk.domain.attendance import BY_LETTER, CAME, Attendance, overall

A, L, E, X, P = (BY_LETTER[letter] for letter in "ALEXP")
marks = st.lists(st.sampled_from(Attendance), min_size=1, max_size=4)


@pytest.mark.parametrize(
    ("given_marks", "whole"),
    [
        ([], None),
        ([A, A], A),
        ([A, L], L),
        ([L, E], E),
        ([A, X], A),
        ([X, P], X),
        ([P, P], P),
    ],
)
def test_one_mark_speaks_for_the_event(
    given_marks: list[Attendance], whole: Attendance | None
) -> None:
    assert {overall(order) for order in permutations(given_marks)} == {whole}


@given(marks)
def test_whoever_came_once_came(given_marks: list[Attendance]) -> None:
    came = not CAME.isdisjoint(given_marks)
    assert (overall(given_marks) in CAME) == came


def test_each_mark_has_a_key_of_its_own() -> None:
    assert {mark.letter for mark in Attendance} == set("ALEXP")
