"""What is keyed into the box beside a register: 7 L 15, 12 X, 3 5 9 A, or a row code."""

import re
from dataclasses import dataclass
from datetime import time

from trainingdesk.domain.attendance import BY_LETTER, Attendance
from trainingdesk.domain.attendance_rule import Marked
from trainingdesk.domain.refusals import Refused
from trainingdesk.domain.row_code import plain_code

LONGEST_ROW = 4
MOST_ROWS = 500
"""So many rows may be named together, as 1-20 X does."""

MANNER = "Type a row number and a letter, such as 7 L 15, 12 X or 3 5 9 A, or a row code."
CLOCK = re.compile(r"(\d{1,2})[:.]?(\d{2})")
ROWS = re.compile(rf"\d{{1,{LONGEST_ROW}}}")
RANGE = re.compile(rf"(\d{{1,{LONGEST_ROW}}})[-–](\d{{1,{LONGEST_ROW}}})")
RUN_TOGETHER = re.compile(r"([1-9]\d{0,2})([ALEXP]$|L(?=\d{1,3}$)|E(?=\d{4}$))(\d*)")
"""7L15: no row code has an L, and only one of a desk with a million bookings would be 7E1530."""


class Unclear(Refused):
    """This cannot be read as a row and a mark."""

    def __init__(self, said: str) -> None:
        super().__init__(f"{said} {MANNER}")


@dataclass(frozen=True, slots=True)
class KeyedMark:
    """Whose rows, or whose code, and what is said of them."""

    rows: tuple[int, ...]
    code: str
    said: Marked
    plain: bool = True
    """Whether no mark was keyed, so that it says no more than that somebody came."""


def read_keyed(text: str) -> KeyedMark:
    """The rows and the mark that were keyed; raises Unclear."""
    words = text.upper().replace(",", " ").split()
    if not words:
        raise Unclear("Nothing was typed.")
    words = _apart(words)
    if not _is_rows(words[0]) and (code := plain_code(words[0])):
        return _marked((), code, words[1:])
    number = next((at for at, word in enumerate(words) if not _is_rows(word)), len(words))
    rows = tuple(dict.fromkeys(row for word in words[:number] for row in _rows(word)))
    if not rows:
        raise Unclear(f"{words[0]} is neither a row number nor a row code.")
    return _marked(rows, "", words[number:])


def _marked(rows: tuple[int, ...], code: str, words: list[str]) -> KeyedMark:
    if not words:
        return KeyedMark(rows, code, Marked(Attendance.ATTENDED))
    letter, *rest = words
    attendance = BY_LETTER.get(letter)
    if attendance is None:
        raise Unclear(f"{letter} is none of the marks {', '.join(BY_LETTER)}.")
    return KeyedMark(rows, code, _with_time(attendance, " ".join(rest)), plain=False)


def _with_time(attendance: Attendance, rest: str) -> Marked:
    if not rest:
        return Marked(attendance)
    if attendance is Attendance.LATE:
        if rest.isdecimal() and len(rest) <= len("240"):
            return Marked(attendance, minutes_late=int(rest))
        raise Unclear(f"{rest} is no number of minutes.")
    if attendance is Attendance.LEFT_EARLY:
        return Marked(attendance, left_at=_clock(rest))
    raise Unclear(f"{attendance} needs no {rest}.")


def _clock(words: str) -> time:
    found = CLOCK.fullmatch(words)
    try:
        return time(int(found[1]), int(found[2])) if found else time.fromisoformat(words)
    except ValueError:
        raise Unclear(f"{words} is no time of day, such as 15:30.") from None


def _apart(words: list[str]) -> list[str]:
    """7L15 as 7 L 15."""
    found = RUN_TOGETHER.fullmatch(words[0])
    return [*filter(None, found.groups()), *words[1:]] if found else words


def _is_rows(word: str) -> bool:
    return bool(ROWS.fullmatch(word) or RANGE.fullmatch(word))


def _rows(word: str) -> range:
    found = RANGE.fullmatch(word)
    first, last = (int(found[1]), int(found[2])) if found else (int(word), int(word))
    if not 0 < first <= last < first + MOST_ROWS:
        raise Unclear(f"{word} names no rows.")
    return range(first, last + 1)
