from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainingdesk.domain.attendance import BY_LETTER, CAME, Attendance, is_complete, overall

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


@given(marks, st.integers(0, 4))
def test_attendance_is_complete_when_every_session_was_stayed_through(
    given_marks: list[Attendance], sessions: int
) -> None:
    complete = is_complete(given_marks, sessions=sessions)
    assert complete == (0 < sessions <= len(given_marks) and set(given_marks) <= {A, L})


def test_each_mark_has_a_key_of_its_own() -> None:
    assert {mark.letter for mark in Attendance} == set("ALEXP")
