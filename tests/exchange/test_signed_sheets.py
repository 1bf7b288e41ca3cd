from collections.abc import Sequence
from datetime import date, time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from trainingdesk.domain.attendance import Attendance, Consequence
from trainingdesk.domain.attendance_rule import Hours, Marked, Rule
from trainingdesk.domain.handed_in import CannotTake, SessionHeld
from trainingdesk.exchange.mark_cells import NoMark, mark_in
from trainingdesk.exchange.signed_sheets import SignedSheet

FIRST, SECOND = (
    SessionHeld(7, date(2026, 6, 9), Hours()),
    SessionHeld(8, date(2026, 6, 10), Hours()),
)
A, L, E, X, P = (
    Attendance.ATTENDED,
    Attendance.LATE,
    Attendance.LEFT_EARLY,
    Attendance.ABSENT,
    Attendance.APOLOGIES,
)


def sheet(*rows: str, sessions: Sequence[SessionHeld] = (FIRST, SECOND)) -> SignedSheet:
    numbered = [(number, row.split("|")) for number, row in enumerate(rows, 1)]
    return SignedSheet(numbered, sessions, name="sheet.csv")


def refusal(*rows: str, sessions: Sequence[SessionHeld] = (FIRST, SECOND)) -> str:
    with pytest.raises(CannotTake) as refused:
        sheet(*rows, sessions=sessions)
    return str(refused.value)


def test_the_list_of_the_register_is_read_back_as_it_was_saved() -> None:
    found = sheet("Row|Delegate|Agency|Tue 9 Jun|Wed 10 Jun", "1|King, Ada|Library|Late|not marked")
    (ada,) = found.lines()
    assert (ada.number, ada.row, ada.name, ada.agency) == (2, 1, "King, Ada", "Library")
    assert ada.said == {7: Marked(L)}
    assert found.sessions == [FIRST, SECOND]


def test_a_sheet_of_codes_needs_no_names() -> None:
    found = sheet("Identifying Risk", "Code|10/06/2026", "0001K|A", "|X")
    assert [(line.code, dict(line.said)) for line in found.lines()] == [("0001K", {8: Marked(A)})]
    assert found.sessions == [SECOND]


def test_first_and_last_names_may_stand_apart() -> None:
    (ada,) = sheet("First name|Surname|E-mail|Day 2", "Ada|King|ada@example.org|L 15").lines()
    assert (ada.name, ada.email, ada.said) == ("Ada King", "ada@example.org", {8: Marked(L, 15)})


@pytest.mark.parametrize(
    ("head", "session"),
    [
        ("Day 1", 7),
        ("session 2", 8),
        ("9 Jun", 7),
        ("Tuesday 9 June 2026", 7),
        ("2026-06-10", 8),
        ("10/6", 8),
        ("10/6/26", 8),
    ],
)
def test_a_session_is_named_by_its_number_or_its_day(head: str, session: int) -> None:
    (line,) = sheet(f"Name|{head}", "Ada King|A").lines()
    assert line.said == {session: Marked(A)}


def test_a_column_called_mark_is_of_the_only_session() -> None:
    (line,) = sheet("Name|Signed", "Ada King|yes", sessions=[SECOND]).lines()
    assert line.said == {8: Marked(A)}


def test_a_sheet_without_columns_that_are_known_says_what_it_needs() -> None:
    no_session = (
        "sheet.csv: no column is of a session of this event, which is held on 9 Jun, 10 Jun. "
        "Head the columns of marks 9 Jun, Day 1."
    )
    assert refusal("Name|Mark", "Ada King|A") == no_session
    assert refusal("Name|11 Jun", "Ada King|A") == no_session
    assert refusal("Name|Day 3", "Ada King|A") == no_session
    assert refusal("Name|Age|", "Ada King|40") == no_session
    assert refusal("Ada King|A", "Jo Bell|X").startswith("sheet.csv: no headings were found.")
    assert "Day 1" in refusal("Ada King|A", sessions=[])
    same_day = SessionHeld(9, SECOND.day, Hours())
    assert refusal("Name|10 Jun", "Ada King|A", sessions=[SECOND, same_day]).startswith("sheet.csv")


def test_a_cell_that_cannot_be_read_spoils_its_line_alone() -> None:
    ada, jo = sheet("Name|9 Jun|10 Jun", "Ada King|perhaps|A", "Jo Bell|A|A").lines()
    assert ada.unread == "'perhaps' is none of the marks A, L, E, X, P."
    assert (jo.unread, jo.told) == ("", "Jo Bell")


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("", None),
        ("Not marked", None),
        ("a", Marked(A)),
        ("✓", Marked(A)),
        ("Present", Marked(A)),
        ("X", Marked(X)),
        ("no show", Marked(X)),
        ("Apologies", Marked(P)),
        ("p", Marked(P)),
        ("Late", Marked(L)),
        ("L 15", Marked(L, 15)),
        ("Late, 15 min", Marked(L, 15)),
        ("late by 15 minutes", Marked(L, 15)),
        ("Left early", Marked(E)),
        ("E 15:30", Marked(E, left_at=time(15, 30))),
        ("Left early, 15:30", Marked(E, left_at=time(15, 30))),
        ("left at 15.30", Marked(E, left_at=time(15, 30))),
    ],
)
def test_marks_are_read_as_people_write_them(cell: str, said: Marked | None) -> None:
    assert mark_in(cell) == said


@pytest.mark.parametrize("cell", ["perhaps", "L 15:30", "E 20", "X 15", "E 25:90", "A" * 90, "15"])
def test_other_cells_are_not_guessed(cell: str) -> None:
    with pytest.raises(NoMark):
        mark_in(cell)


@given(
    st.builds(
        Rule,
        grace_minutes=st.integers(0, 60),
        late=st.sampled_from(Consequence),
        left_early=st.sampled_from(Consequence),
    ),
    st.builds(
        Marked,
        st.sampled_from(Attendance),
        st.none() | st.integers(1, 240),
        st.none() | st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    ),
)
@example(Rule(late=Consequence.ABSENT), Marked(L, 30, time(15, 20)))
@example(Rule(left_early=Consequence.ABSENT), Marked(E, 30, time(15, 20)))
@example(Rule(left_early=Consequence.ABSENT), Marked(E))
def test_whatever_the_register_says_is_read_back_to_the_same(rule: Rule, said: Marked) -> None:
    hours = Hours(time(9), time(16))
    stands = rule.judged(said, hours)
    read = mark_in(stands.told)
    assert read is not None
    assert rule.judged(read, hours) == stands


@pytest.mark.parametrize("cell", ["-", "–", "—", " – "])
def test_a_dash_says_nothing(cell: str) -> None:
    assert mark_in(cell) is None


@pytest.mark.parametrize(
    "cell",
    [
        "Absent, 15:20",
        "Absent, 10 min late",
        "Late, 15:20",
        "Attended, 15 min",
        "Late, late counts as absent",
        "Left early, 25:20",
    ],
)
def test_marks_that_say_what_cannot_be_are_not_guessed(cell: str) -> None:
    with pytest.raises(NoMark):
        mark_in(cell)


def test_a_row_number_longer_than_any_register_is_none() -> None:
    (line,) = sheet("Row|Name|9 Jun", f"{'9' * 5000}|Ada King|A").lines()
    assert (line.row, line.name) == (None, "Ada King")
    (line,) = sheet("Row|9 Jun", "12345|A").lines()
    assert (line.told, line.unread) == ("'12345'", "'12345' is no row of a register.")


def test_two_sessions_of_a_day_are_told_apart_by_when_they_begin() -> None:
    half = [
        SessionHeld(7, SECOND.day, Hours(time(9, 30), time(12))),
        SessionHeld(8, SECOND.day, Hours(time(13), time(16, 30))),
    ]
    for heads in ("Wed 10 Jun 09:30|Wed 10 Jun 13:00", "10 Jun, 9:30|10 Jun, 13:00"):
        (ada,) = sheet(f"Name|{heads}", "Ada King|A|X", sessions=half).lines()
        assert ada.said == {7: Marked(A), 8: Marked(X)}
