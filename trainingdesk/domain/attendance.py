"""Who came: the marks of a register, by session, and what they say of the whole event."""

from collections.abc import Iterable
from enum import StrEnum


class Attendance(StrEnum):
    """One delegate's mark for one session, in the words of the workbook."""

    ATTENDED = "Attended"
    LATE = "Late"
    LEFT_EARLY = "Left early"
    ABSENT = "Absent"
    APOLOGIES = "Apologies"

    @property
    def letter(self) -> str:
        """The key that gives this mark on the register."""
        return LETTERS[self]


class Consequence(StrEnum):
    """What the board makes of having come late, or left early."""

    NONE = "None"
    NO_CERTIFICATE = "No certificate"
    ABSENT = "Counts as absent"


LETTERS = {
    Attendance.ATTENDED: "A",
    Attendance.LATE: "L",
    Attendance.LEFT_EARLY: "E",
    Attendance.ABSENT: "X",
    Attendance.APOLOGIES: "P",
}
BY_LETTER = {letter: mark for mark, letter in LETTERS.items()}

CAME = frozenset({Attendance.ATTENDED, Attendance.LATE, Attendance.LEFT_EARLY})
STAYED = frozenset({Attendance.ATTENDED, Attendance.LATE})
"""Marks that count towards a certificate."""

WEIGHT = {
    Attendance.LEFT_EARLY: 0,
    Attendance.LATE: 1,
    Attendance.ATTENDED: 2,
    Attendance.ABSENT: 3,
    Attendance.APOLOGIES: 4,
}
"""Of several sessions, which mark speaks for the event: having come at all outweighs absence."""


def overall(marks: Iterable[Attendance]) -> Attendance | None:
    """What the marks of all sessions say of the whole event; None while nothing is marked."""
    return min(marks, key=WEIGHT.__getitem__, default=None)
