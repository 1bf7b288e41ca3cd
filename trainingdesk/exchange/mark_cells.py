"""The cells of a sheet that say whether somebody came: A, Late 15, Left early 15:30, ✓."""

import re
from datetime import time

from trainingdesk.domain.attendance import BY_LETTER, CAME, Attendance
from trainingdesk.domain.attendance_rule import Marked
from trainingdesk.exchange.places import shown

WORDS = {
    **{mark.value.casefold(): mark for mark in Attendance},
    **dict.fromkeys(
        (*("yes", "y", "present", "came", "signed", "attend", "in", "1", "true"), *"✓✔☑√/"),
        Attendance.ATTENDED,
    ),
    **dict.fromkeys(
        (*("no", "n", "did not attend", "dna", "no show", "no-show", "0", "false"), *"✗✘☒"),
        Attendance.ABSENT,
    ),
    **dict.fromkeys(("left", "early", "left before the end"), Attendance.LEFT_EARLY),
    **dict.fromkeys(("apology", "apologised", "sent apologies", "excused"), Attendance.APOLOGIES),
    **{letter.casefold(): mark for letter, mark in BY_LETTER.items()},
}
"""What people write, and what they mean by it."""

NOTHING = frozenset({"", "not marked", "?", "…", *"-–—"})
"""A dash says nothing either: lists of many days show it where nobody is marked yet."""

TOLD = re.compile(
    r"([^,]+)(?:, (?P<left>left )?(?P<clock>\d{1,2}:\d{2}))?"
    r"(?:, (?P<minutes>\d{1,3}) min(?P<late> late)?)?"
    r"(?:, (?P<why>late|leaving early) counts as absent)?"
)
"""A mark as the register tells it, with all that is known of somebody's time."""

SAID = {"late": Attendance.LATE, "leaving early": Attendance.LEFT_EARLY}
"""What somebody had done who counts as absent."""

MARK = re.compile(
    r"(.*?)[ ,:;(]*(?:by |at )?(\d{1,3}|\d{1,2}[:.]\d{2}(?::\d{2})?)?"
    r" ?(?:min|mins|minutes|m|')?[.)]?(?: late)?"
)
LONGEST = 60


class NoMark(ValueError):
    """This cell says nothing that the register knows."""


def mark_in(cell: str) -> Marked | None:
    """What a cell says; None where it says nothing, and NoMark is raised where it cannot be read.

    Minutes belong to lateness, and a time of day to leaving; what the register tells may have
    both. Of whoever counts as absent it is read what they did, for the board's rule to judge.
    """
    plain = cell.casefold().strip(" .")
    if plain in NOTHING:
        return None
    if plain in WORDS:
        return Marked(WORDS[plain])
    told = _as_told(plain, cell)
    if told is not None:
        return told
    found = MARK.fullmatch(plain) if len(plain) <= LONGEST else None
    mark = WORDS.get(found[1].strip()) if found else None
    if found is None or mark is None or not found[2]:
        raise NoMark(f"{shown(cell)} is none of the marks {', '.join(BY_LETTER)}")
    if mark is Attendance.LATE and found[2].isdecimal():
        return Marked(mark, minutes_late=int(found[2]))
    if mark is Attendance.LEFT_EARLY and not found[2].isdecimal():
        return Marked(mark, left_at=_clock(found[2], cell))
    raise NoMark(f"{shown(cell)} cannot be read: L goes with minutes and E with a time")


def _as_told(plain: str, cell: str) -> Marked | None:
    found = TOLD.fullmatch(plain)
    word = WORDS.get(found[1]) if found else None
    if found is None or word is None:
        return None
    bare_time = found["clock"] and not found["left"]
    bare_minutes = found["minutes"] and not found["late"]
    if (bare_time and word is not Attendance.LEFT_EARLY) or (
        bare_minutes and word is not Attendance.LATE
    ):
        return None
    mark = SAID.get(found["why"], word)
    if mark not in CAME or (found["why"] and word is not Attendance.ABSENT):
        return None
    late = int(found["minutes"]) if found["minutes"] else None
    left = _clock(found["clock"], cell) if found["clock"] else None
    return Marked(mark, late, left)


def _clock(written: str, cell: str) -> time:
    hour, minute, *_ = re.split(r"[:.]", written)
    try:
        return time(int(hour), int(minute))
    except ValueError:
        raise NoMark(f"there is no such time as {shown(cell)}") from None
