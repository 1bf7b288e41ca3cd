"""What the board makes of lateness, early leaving and missed sessions."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import time

from trainingdesk.domain.attendance import CAME, Attendance, Consequence
from trainingdesk.domain.figures import counted

MOST_GRACE = 240
EVERYTHING = 100
COUNTS_AS_ABSENT = "counts as absent"
LATE_AS_ABSENT = f"late {COUNTS_AS_ABSENT}"
EARLY_AS_ABSENT = f"leaving early {COUNTS_AS_ABSENT}"


@dataclass(frozen=True, slots=True)
class Hours:
    """When a session begins and ends, as far as that is known."""

    starts: time | None = None
    ends: time | None = None

    @property
    def minutes(self) -> int | None:
        """How long it lasts; None where that is not known."""
        if self.starts is None or self.ends is None:
            return None
        return _minute(self.ends) - _minute(self.starts)

    def minutes_before_the_end(self, left_at: time) -> int | None:
        """How early somebody left; None where nobody knows when it ends."""
        return None if self.ends is None else max(0, _minute(self.ends) - _minute(left_at))


@dataclass(frozen=True, slots=True)
class Marked:
    """What is said of somebody at one session: the mark, and what is known of their time."""

    attendance: Attendance
    minutes_late: int | None = None
    left_at: time | None = None
    note: str = field(default="")

    @property
    def said(self) -> "Marked":
        """What was said, before the rule made absence of it."""
        attendance = {LATE_AS_ABSENT: Attendance.LATE, EARLY_AS_ABSENT: Attendance.LEFT_EARLY}
        return replace(self, attendance=attendance.get(self.note, self.attendance), note="")

    @property
    def told(self) -> str:
        """The mark in words: Late, 15 min; Left early, 15:20, 10 min late."""
        return ", ".join(filter(None, (self.attendance.value, self.detail)))

    @property
    def detail(self) -> str:
        """What is known beyond the mark itself: 15 min; 15:20, 10 min late."""
        parts = []
        left = f"{self.left_at:%H:%M}" if self.left_at else ""
        if left:
            parts.append(left if self.attendance is Attendance.LEFT_EARLY else f"left {left}")
        if self.minutes_late:
            late = "" if self.attendance is Attendance.LATE else " late"
            parts.append(f"{self.minutes_late:,} min{late}")
        parts += [self.note] if self.note else []
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Rule:
    """The board's rule: what it forgives, how much it asks for, and what it withholds."""

    grace_minutes: int = 0
    percent: int = EVERYTHING
    late: Consequence = Consequence.NONE
    left_early: Consequence = Consequence.NO_CERTIFICATE

    @property
    def for_walk_ins(self) -> "Rule":
        """The rule for whoever walked in: they came, so nothing makes absence of it."""
        late, early = (
            Consequence.NO_CERTIFICATE if each is Consequence.ABSENT else each
            for each in (self.late, self.left_early)
        )
        return replace(self, late=late, left_early=early)

    def problems(self) -> dict[str, str]:
        """What is wrong, by field; empty when all is well."""
        found = {}
        if not 0 <= self.grace_minutes <= MOST_GRACE:
            found["grace_minutes"] = f"Enter 0 to {MOST_GRACE} minutes."
        if not 1 <= self.percent <= EVERYTHING:
            found["percent"] = f"Enter 1 to {EVERYTHING} per cent."
        return found

    def judged(self, said: Marked, hours: Hours) -> Marked:
        """The mark that stands for what was said, by this rule.

        Minutes speak louder than a letter: within the grace nobody was late or left early, and
        beyond it they were. Whoever is said to have been late with no minutes was late.
        """
        if said.attendance not in CAME:
            return Marked(said.attendance)
        late, early = self._was_late(said), self._left_early(said, hours)
        attendance = Attendance.ATTENDED
        if late:
            attendance = Attendance.LATE
        if early:
            attendance = Attendance.LEFT_EARLY
        note = ""
        if late and self.late is Consequence.ABSENT:
            attendance, note = Attendance.ABSENT, LATE_AS_ABSENT
        if early and self.left_early is Consequence.ABSENT:
            attendance, note = Attendance.ABSENT, EARLY_AS_ABSENT
        return Marked(attendance, said.minutes_late or None, said.left_at, note)

    def _was_late(self, said: Marked) -> bool:
        if said.minutes_late is not None:
            return said.minutes_late > self.grace_minutes
        return said.attendance is Attendance.LATE

    def _left_early(self, said: Marked, hours: Hours) -> bool:
        early = hours.minutes_before_the_end(said.left_at) if said.left_at else None
        if early is not None:
            return early > self.grace_minutes
        return said.attendance is Attendance.LEFT_EARLY

    def why_not_complete(self, marks: Mapping[int, Marked], sessions: Mapping[int, Hours]) -> str:
        """Why somebody has not attended enough for a certificate; empty when they have.

        Asked for everything, every session must have been attended, and lateness that has no
        consequence costs nothing. Asked for less, what counts is the share of the minutes.
        """
        given = marks.values()
        early = any(mark.attendance is Attendance.LEFT_EARLY for mark in given)
        if early and self.left_early is not Consequence.NONE:
            return "left early"
        if self.late is not Consequence.NONE and any(map(self._counts_as_late, given)):
            return "came late"
        came = {number for number, mark in marks.items() if mark.attendance in CAME}
        if self.percent == EVERYTHING:
            everything = bool(sessions) and sessions.keys() <= came
            return "" if everything else "did not attend every session"
        attended, there_was = time_attended(marks, sessions)
        share = attended * 100 // max(there_was, 1)
        return (
            "" if share >= self.percent else f"attended {share}% of the time, not {self.percent}%"
        )

    def _counts_as_late(self, mark: Marked) -> bool:
        return mark.attendance is Attendance.LATE or (
            mark.attendance is Attendance.LEFT_EARLY and self._was_late(mark)
        )


USUAL = Rule()
"""What holds where the board has said nothing, and for years from a workbook."""


def time_attended(marks: Mapping[int, Marked], sessions: Mapping[int, Hours]) -> tuple[int, int]:
    """How much of an event somebody attended, and how much there was of it.

    In minutes where the hours of every session are known, and otherwise in sessions.
    """
    lengths = {number: hours.minutes or 0 for number, hours in sessions.items()}
    came = {number: mark for number, mark in marks.items() if mark.attendance in CAME}
    if not all(lengths.values()):
        return len(came.keys() & sessions.keys()), len(sessions)
    attended = (
        max(0, lengths[number] - _missed(came[number], hours))
        for number, hours in sessions.items()
        if number in came
    )
    return sum(attended), sum(lengths.values())


def impossible(said: Marked, hours: Hours) -> str:
    """Why nobody can have come and gone like that, in a sentence; empty when they can."""
    length = hours.minutes
    if said.minutes_late is not None and length is not None and said.minutes_late >= length:
        return (
            f"The session lasts {counted(length, 'minute')}: whoever comes "
            f"{counted(said.minutes_late, 'minute')} late was absent."
        )
    if said.left_at is None or hours.starts is None:
        return ""
    begins = _minute(hours.starts)
    if _minute(said.left_at) <= begins:
        return f"The session begins at {hours.starts:%H:%M}: nobody left at {said.left_at:%H:%M}."
    late = said.minutes_late or 0
    if _minute(said.left_at) <= begins + late:
        return (
            f"Who comes {counted(late, 'minute')} late to a session at {hours.starts:%H:%M} "
            f"cannot have left at {said.left_at:%H:%M}."
        )
    return ""


def _missed(mark: Marked, hours: Hours) -> int:
    """The minutes that a mark says were missed; what the grace forgave is not among them."""
    if mark.attendance is Attendance.ATTENDED:
        return 0
    early = hours.minutes_before_the_end(mark.left_at) if mark.left_at else 0
    return (mark.minutes_late or 0) + (early or 0)


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute
