from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.attendance_rule import Marked
from trainingdesk.domain.handed_in import HandedLine
from trainingdesk.domain.reconciled import (
    LEAVE_OUT,
    Answer,
    Difference,
    Fate,
    Person,
    known_fate,
    seems_of_another_event,
    settled_lines,
)

ATTENDED, ABSENT = Marked(Attendance.ATTENDED), Marked(Attendance.ABSENT)


def person(
    key: str = "b1", *, said: Marked = ATTENDED, before: Mapping[int, Marked] | None = None
) -> Person:
    marks = {1: said}
    booking = int(key[1:]) if key.startswith("b") else None
    return Person(key, key, "Library", booking, said=marks, marks=marks, before=before or {})


def line(number: int, fate: Fate, *people: Person) -> Difference:
    return Difference(HandedLine(number, f"Line {number}"), fate, people)


def test_a_line_agrees_adds_or_differs() -> None:
    assert known_fate(person()) is Fate.TO_MARK
    assert known_fate(person(before={1: ATTENDED})) is Fate.AGREES
    assert known_fate(person(before={1: ABSENT})) is Fate.CHANGES
    assert known_fate(person(before={2: ABSENT})) is Fate.TO_MARK
    sorry = {1: Marked(Attendance.APOLOGIES)}
    assert known_fate(person(said=ABSENT, before=sorry)) is Fate.AGREES
    assert known_fate(person(before=sorry)) is Fate.CHANGES


def test_what_cannot_be_used_is_not_settled_by_any_answer() -> None:
    unusable = [line(1, Fate.WRONG, person()), line(2, Fate.ASIDE, person())]
    for answer in (Answer(key="b1", mark=Attendance.LATE), Answer(key=LEAVE_OUT)):
        settled = settled_lines(unusable, {0: answer, 1: answer})
        assert [each.fate for each in settled] == [Fate.WRONG, Fate.ASIDE]


def test_a_letter_settles_a_line_that_may_mean_one_person_alone() -> None:
    one, two = line(1, Fate.CHANGES, person()), line(2, Fate.TWO, person("b2"), person("b3"))
    late = Answer(mark=Attendance.LATE)
    settled = settled_lines([one, two], {0: late, 1: late})
    assert [each.fate for each in settled] == [Fate.TO_MARK, Fate.TWO]
    assert settled[0].marks == {1: Marked(Attendance.LATE)}
    assert settled[1].marks == {}


def test_a_mark_that_is_there_already_is_not_given_again() -> None:
    one = line(1, Fate.CHANGES, person(before={1: ABSENT}))
    (settled,) = settled_lines([one], {0: Answer(mark=Attendance.ABSENT)})
    assert (settled.fate, settled.marks) == (Fate.AGREES, {})


def test_a_file_in_which_nobody_is_expected_seems_of_another_event() -> None:
    absent = Difference(HandedLine(9, "Ada", missing=True), Fate.NOT_THERE, (person(),))
    stranger, other = line(1, Fate.UNKNOWN), line(2, Fate.OTHER_NAME, person("b2"))
    assert seems_of_another_event([stranger, absent])
    assert not seems_of_another_event([stranger, other, absent])
    assert not seems_of_another_event([stranger])  # nobody is booked: whoever came walked in
    assert not seems_of_another_event([absent])
    unread = Difference(HandedLine(3, "Jo", unread="'perhaps' is no mark."), Fate.WRONG)
    assert not seems_of_another_event([unread, absent])


fates = st.sampled_from(
    [Fate.TO_MARK, Fate.TWO, Fate.OTHER_NAME, Fate.WALK_IN, Fate.CHANGES, Fate.NOT_THERE]
)
keys = st.sampled_from(["b1", "b2", "b3", "d4", "d5"])
lines = st.lists(st.builds(lambda fate, key: (fate, key), fates, keys), min_size=1, max_size=8)
answers = st.dictionaries(
    st.integers(0, 7),
    st.builds(
        Answer,
        st.none() | st.just(LEAVE_OUT) | keys,
        st.none() | st.sampled_from(Attendance),
    ),
)


@given(lines, answers)
def test_nobody_is_marked_by_two_lines_whatever_is_answered(
    made: list[tuple[Fate, str]], given_answers: dict[int, Answer]
) -> None:
    differences = [line(n, fate, person(key)) for n, (fate, key) in enumerate(made)]
    settled = settled_lines(differences, given_answers)
    marked = [each.person.key for each in settled if each.marks and each.person]
    assert len(marked) == len(set(marked))
    for each in settled:
        if given_answers.get(each.id, Answer()).key == LEAVE_OUT:
            assert not each.marks
