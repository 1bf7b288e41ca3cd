from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.attendance_rule import Marked
from trainingdesk.domain.keyed_mark import KeyedMark, Unclear, read_keyed
from trainingdesk.domain.row_code import qr_text, row_code

A, L, E, X, P = (
    Attendance.ATTENDED,
    Attendance.LATE,
    Attendance.LEFT_EARLY,
    Attendance.ABSENT,
    Attendance.APOLOGIES,
)


@pytest.mark.parametrize(
    ("text", "rows", "said"),
    [
        ("7", (7,), Marked(A)),
        ("12 X", (12,), Marked(X)),
        ("12 x", (12,), Marked(X)),
        ("7 L 15", (7,), Marked(L, 15)),
        ("7L15", (7,), Marked(L, 15)),
        ("7 L", (7,), Marked(L)),
        ("7 E 15:30", (7,), Marked(E, left_at=time(15, 30))),
        ("7 e 1530", (7,), Marked(E, left_at=time(15, 30))),
        ("7E1530", (7,), Marked(E, left_at=time(15, 30))),
        ("7 E 15.30", (7,), Marked(E, left_at=time(15, 30))),
        ("4 p", (4,), Marked(P)),
        ("3 5 9 A", (3, 5, 9), Marked(A)),
        ("3, 5, 3 X", (3, 5), Marked(X)),
        ("1-4 A", (1, 2, 3, 4), Marked(A)),
    ],
)
def test_row_numbers_and_a_mark_are_read(text: str, rows: tuple[int, ...], said: Marked) -> None:
    read = read_keyed(text)
    assert (read.rows, read.code, read.said) == (rows, "", said)


def test_a_code_stands_in_for_the_row_number() -> None:
    code = row_code(2, 17)
    assert read_keyed(code) == KeyedMark((), code, Marked(A), plain=True)
    assert read_keyed(f"{code.lower()} l 20") == KeyedMark((), code, Marked(L, 20), plain=False)
    assert read_keyed(qr_text(2, 17)) == KeyedMark((), code, Marked(A), plain=True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Nothing was typed."),
        ("0 X", "0 names no rows."),
        ("9-3 X", "9-3 names no rows."),
        ("1-9999 X", "1-9999 names no rows."),
        ("King", "KING is neither a row number nor a row code."),
        ("7 Q", "Q is none of the marks A, L, E, X, P."),
        ("7 L soon", "SOON is no number of minutes."),
        ("7 L 9999", "9999 is no number of minutes."),
        ("7 E 25:10", "25:10 is no time of day, such as 15:30."),
        ("7 E noon", "NOON is no time of day, such as 15:30."),
        ("7 X 15", "Absent needs no 15."),
    ],
)
def test_what_cannot_be_read_is_said_with_how_to_type_it(text: str, said: str) -> None:
    with pytest.raises(Unclear) as refused:
        read_keyed(text)
    assert str(refused.value).startswith(f"{said} Type a row number and a letter")


@given(st.text(max_size=30))
def test_whatever_is_typed_is_read_or_refused(text: str) -> None:
    try:
        read = read_keyed(text)
    except Unclear:
        return
    assert bool(read.rows) != bool(read.code)
