from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainingdesk.domain.attendance import BY_LETTER, CAME, Attendance, Consequence
from trainingdesk.domain.attendance_rule import USUAL, Hours, Marked, Rule, impossible

A, L, E, X, P = (BY_LETTER[letter] for letter in "ALEXP")
NONE, NO_CERTIFICATE, ABSENT = Consequence
MORNING = Hours(time(9), time(12))
AFTERNOON = Hours(time(13), time(16))
LENIENT = Rule(grace_minutes=15, percent=80, left_early=NONE)
STRICT = Rule(grace_minutes=15, late=ABSENT, left_early=ABSENT)

marks = st.lists(st.sampled_from(Attendance), min_size=1, max_size=4)
rules = st.builds(
    Rule,
    grace_minutes=st.integers(0, 60),
    percent=st.integers(1, 100),
    late=st.sampled_from(Consequence),
    left_early=st.sampled_from(Consequence),
)
said = st.builds(
    Marked,
    st.sampled_from(Attendance),
    st.none() | st.integers(0, 170),
    st.none() | st.times(time(9), time(16)).map(lambda at: at.replace(second=0, microsecond=0)),
)


@pytest.mark.parametrize(
    ("rule", "given_mark", "stands"),
    [
        (USUAL, Marked(A), Marked(A)),
        (USUAL, Marked(L), Marked(L)),
        (USUAL, Marked(A, 1), Marked(L, 1)),
        (USUAL, Marked(L, 0), Marked(A)),
        (USUAL, Marked(A, left_at=time(11)), Marked(E, left_at=time(11))),
        (USUAL, Marked(E, left_at=time(12)), Marked(A, left_at=time(12))),
        (USUAL, Marked(L, 5, time(11)), Marked(E, 5, time(11))),
        (USUAL, Marked(X, 5, time(11)), Marked(X)),
        (LENIENT, Marked(L, 15), Marked(A, 15)),
        (LENIENT, Marked(L, 16), Marked(L, 16)),
        (LENIENT, Marked(E, left_at=time(11, 45)), Marked(A, left_at=time(11, 45))),
        (LENIENT, Marked(E, left_at=time(11, 44)), Marked(E, left_at=time(11, 44))),
        (STRICT, Marked(L), Marked(X, note="late counts as absent")),
        (STRICT, Marked(L, 20), Marked(X, 20, note="late counts as absent")),
        (STRICT, Marked(E), Marked(X, note="leaving early counts as absent")),
        (STRICT, Marked(L, 10), Marked(A, 10)),
    ],
)
def test_what_stands_for_what_was_said(rule: Rule, given_mark: Marked, stands: Marked) -> None:
    assert rule.judged(given_mark, MORNING) == stands


def test_a_time_of_leaving_says_nothing_where_nobody_knows_the_end() -> None:
    assert USUAL.judged(Marked(E, left_at=time(11)), Hours()).attendance is E
    assert USUAL.judged(Marked(A, left_at=time(11)), Hours()).attendance is A


@given(rules, said)
def test_a_rule_finds_what_it_judged_as_it_left_it(rule: Rule, given_mark: Marked) -> None:
    stands = rule.judged(given_mark, MORNING)
    again = rule.judged(stands, MORNING)
    if stands.attendance in CAME:
        assert again == stands
    else:
        assert again.attendance is stands.attendance


def days(letters: str) -> dict[int, Marked]:
    return {day: Marked(BY_LETTER[letter]) for day, letter in enumerate(letters) if letter != "."}


@given(marks, st.integers(0, 4))
def test_by_the_usual_rule_every_session_is_stayed_through(
    given_marks: list[Attendance], sessions: int
) -> None:
    why_not = USUAL.why_not_complete(
        {day: Marked(mark) for day, mark in enumerate(given_marks)},
        dict.fromkeys(range(sessions), MORNING),
    )
    complete = 0 < sessions <= len(given_marks) and set(given_marks[:sessions]) <= {A, L}
    assert (not why_not) == (complete and E not in given_marks)


@pytest.mark.parametrize(
    ("rule", "given_marks", "why_not"),
    [
        (USUAL, days("AL"), ""),
        (USUAL, days("AE"), "left early"),
        (USUAL, days("AX"), "did not attend every session"),
        (USUAL, days("A."), "did not attend every session"),
        (Rule(late=NO_CERTIFICATE), days("AL"), "came late"),
        (Rule(late=NO_CERTIFICATE), {0: Marked(A), 1: Marked(A, 5)}, ""),
        (Rule(late=ABSENT, left_early=NONE), {0: Marked(A), 1: Marked(E, 5)}, "came late"),
        (Rule(left_early=NONE), days("AE"), ""),
        (Rule(left_early=ABSENT), days("AE"), "left early"),
        (Rule(percent=50), days("AX"), ""),
        (Rule(percent=50), days("A."), ""),
        (Rule(percent=51), days("AX"), "attended 50% of the time, not 51%"),
        (LENIENT, {0: Marked(A), 1: Marked(L, 72)}, ""),
        (LENIENT, {0: Marked(A), 1: Marked(L, 73)}, "attended 79% of the time, not 80%"),
        (LENIENT, {0: Marked(L, 30), 1: Marked(E, 12, time(15, 30))}, ""),
        (LENIENT, {0: Marked(L, 31), 1: Marked(E, 12, time(15, 30))},
         "attended 79% of the time, not 80%"),
        (LENIENT, {0: Marked(A, 15), 1: Marked(E)}, ""),
    ],
)  # fmt: skip
def test_why_an_event_was_not_attended_whole(
    rule: Rule, given_marks: dict[int, Marked], why_not: str
) -> None:
    assert rule.why_not_complete(given_marks, {0: MORNING, 1: AFTERNOON}) == why_not


def test_sessions_count_alike_where_the_hours_of_one_are_not_known() -> None:
    hours = {0: MORNING, 1: Hours(), 2: AFTERNOON}
    assert Rule(percent=66).why_not_complete(days("XAL"), hours) == ""
    late = {0: Marked(A), 1: Marked(A), 2: Marked(L, 170)}
    assert Rule(percent=99).why_not_complete(late, hours) == ""


def test_of_an_event_with_no_session_nobody_attended_anything() -> None:
    assert USUAL.why_not_complete({}, {}) == "did not attend every session"
    assert Rule(percent=1).why_not_complete({}, {}) == "attended 0% of the time, not 1%"


@given(st.lists(st.sampled_from("AX"), min_size=3, max_size=3), st.integers(1, 99))
def test_whoever_asks_for_less_withholds_from_nobody_who_had_enough(
    letters: list[str], percent: int
) -> None:
    hours = {0: MORNING, 1: AFTERNOON, 2: Hours(time(9), time(10))}
    given_marks = days("".join(letters))
    if not Rule(percent=percent + 1).why_not_complete(given_marks, hours):
        assert not Rule(percent=percent).why_not_complete(given_marks, hours)


@pytest.mark.parametrize(
    ("given_mark", "hours", "why_not"),
    [
        (Marked(L, 179), MORNING, ""),
        (
            Marked(L, 180),
            MORNING,
            "The session lasts 180 minutes: whoever comes 180 minutes late was absent.",
        ),
        (Marked(E, left_at=time(9, 1)), MORNING, ""),
        (
            Marked(E, left_at=time(9)),
            MORNING,
            "The session begins at 09:00: nobody left at 09:00.",
        ),
        (
            Marked(E, 30, time(9, 30)),
            MORNING,
            "Who comes 30 minutes late to a session at 09:00 cannot have left at 09:30.",
        ),
        (Marked(E, left_at=time(3)), Hours(), ""),
        (Marked(L, 900), Hours(), ""),
    ],
)
def test_hours_that_cannot_be_are_said(given_mark: Marked, hours: Hours, why_not: str) -> None:
    assert impossible(given_mark, hours) == why_not


@pytest.mark.parametrize(
    ("given_mark", "told"),
    [
        (Marked(A), "Attended"),
        (Marked(A, 5), "Attended, 5 min late"),
        (Marked(L, 15), "Late, 15 min"),
        (Marked(E, left_at=time(15, 20)), "Left early, 15:20"),
        (Marked(E, 10, time(15, 20)), "Left early, 15:20, 10 min late"),
        (Marked(A, left_at=time(15, 55)), "Attended, left 15:55"),
        (Marked(X, note="late counts as absent"), "Absent, late counts as absent"),
    ],
)
def test_a_mark_is_told_with_what_is_known_of_it(given_mark: Marked, told: str) -> None:
    assert given_mark.told == told


def test_a_rule_says_what_is_wrong_with_it() -> None:
    assert USUAL.problems() == {}
    assert Rule(grace_minutes=241, percent=0).problems() == {
        "grace_minutes": "Enter 0 to 240 minutes.",
        "percent": "Enter 1 to 100 per cent.",
    }


@given(rules, said)
def test_what_was_said_is_judged_again_to_the_same(rule: Rule, given_mark: Marked) -> None:
    stands = rule.judged(given_mark, MORNING)
    assert rule.judged(stands.said, MORNING) == stands
    assert stands.said.note == ""


@pytest.mark.parametrize(
    ("stands", "was_said"),
    [
        (Marked(X, 20, note="late counts as absent"), Marked(L, 20)),
        (Marked(X, note="leaving early counts as absent"), Marked(E)),
        (Marked(X, note="ill"), Marked(X)),
        (Marked(A, 5), Marked(A, 5)),
    ],
)
def test_what_was_said_is_known_where_it_counts_as_absent(stands: Marked, was_said: Marked) -> None:
    assert stands.said == was_said


def test_whoever_walked_in_is_not_made_absent() -> None:
    rule = Rule(5, 80, Consequence.ABSENT, Consequence.NONE)
    assert rule.for_walk_ins == Rule(5, 80, Consequence.NO_CERTIFICATE, Consequence.NONE)
    assert USUAL.for_walk_ins == USUAL
