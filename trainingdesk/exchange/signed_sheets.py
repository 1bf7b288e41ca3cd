"""A register that was typed up: row codes or names, and a column of marks for each session."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time

from trainingdesk.domain.attendance_rule import Marked
from trainingdesk.domain.delegate import folded
from trainingdesk.domain.handed_in import CannotTake, HandedLine, SessionHeld
from trainingdesk.domain.pasted_words import HEADINGS
from trainingdesk.domain.words import brief_day, short_day
from trainingdesk.exchange.handed_files import TextRow
from trainingdesk.exchange.mark_cells import NoMark, mark_in
from trainingdesk.exchange.places import shown

CODES = frozenset({"code", "row code", "qr", "qr code"})
ROWS = frozenset({"row", "no", "no.", "nr", "number", "#", "row number", "line"})
MARKS = frozenset(
    {"mark", "marks", "attendance", "attended", "present", "signed", "signature", "came", "status"}
)
NUMBERED = re.compile(r"(?:day|session) ?(\d{1,2})")
LONGEST_ROW = 4
"""So many digits the number of a row may have."""
TIMED = re.compile(r"(.+?),? (\d{1,2})[:.](\d{2})")
"""What tells two sessions of one day apart: Tue 13 Jun 09:30."""
BELOW_TITLES = 12
"""So many rows may stand over the headings: a title, a date, a venue."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a sheet has what."""

    names: tuple[int, ...]
    marks: Mapping[int, int]
    """The sessions by their columns."""
    code: int | None = None
    row: int | None = None
    email: int | None = None
    agency: int | None = None


class SignedSheet:
    """A typed sheet of an event that has these sessions."""

    def __init__(
        self, rows: Sequence[TextRow], sessions: Sequence[SessionHeld], *, name: str
    ) -> None:
        self._sessions, self._name = sessions, name
        at, self._columns = self._headings(rows)
        self._rows = rows[at + 1 :]

    @property
    def sessions(self) -> list[SessionHeld]:
        """The sessions that have a column."""
        shown_here = set(self._columns.marks.values())
        return [session for session in self._sessions if session.id in shown_here]

    def lines(self) -> list[HandedLine]:
        """Everybody on the sheet, in its order."""
        lines = (self._line(number, cells) for number, cells in self._rows)
        return [line for line in lines if line.told]

    def _line(self, number: int, cells: Sequence[str]) -> HandedLine:
        columns = self._columns
        names = [_cell(cells, at) for at in columns.names]
        said: dict[int, Marked] = {}
        unread = ""
        for at, session in columns.marks.items():
            try:
                mark = mark_in(_cell(cells, at))
            except NoMark as wrong:
                unread = f"{wrong}."
                continue
            if mark is not None:
                said[session] = mark
        row = _cell(cells, columns.row)
        line = HandedLine(
            number,
            name=" ".join(filter(None, names)),
            code=_cell(cells, columns.code),
            row=int(row) if row.isdecimal() and len(row) <= LONGEST_ROW else None,
            email=_cell(cells, columns.email),
            agency=_cell(cells, columns.agency),
            said=said,
            unread=unread[:1].upper() + unread[1:],
        )
        if row.isdecimal() and not line.told:
            return replace(line, code=shown(row), unread=f"{shown(row)} is no row of a register.")
        return line

    # -- headings

    def _headings(self, rows: Sequence[TextRow]) -> tuple[int, Columns]:
        for at, (_, cells) in enumerate(rows[:BELOW_TITLES]):
            columns = self._columns_of(cells)
            named = columns.names or columns.code is not None or columns.row is not None
            if named and columns.marks:
                return at, columns
            if named and sum(map(bool, cells)) > 1:
                raise CannotTake(self._no_marks())
        raise CannotTake(
            f"{self._name}: no headings were found. A sheet needs a column Code, Row or Name, and "
            f"one for each session, such as {self._example()} or Mark."
        )

    def _no_marks(self) -> str:
        days = ", ".join(short_day(session.day) for session in self._sessions)
        return (
            f"{self._name}: no column is of a session of this event, which is held on {days}. "
            f"Head the columns of marks {self._example()}."
        )

    def _example(self) -> str:
        return f"{short_day(self._sessions[0].day)}, Day 1" if self._sessions else "Day 1"

    def _columns_of(self, cells: Sequence[str]) -> Columns:
        heads = [folded(cell).rstrip(":*") for cell in cells]
        roles = [HEADINGS.get(head, "") for head in heads]
        marks: dict[int, int] = {}
        for at, head in enumerate(heads):
            session = self._session_of(head)
            if session is not None and session not in marks.values():
                marks[at] = session
        first, last, name = (_at(roles, role) for role in ("first", "last", "name"))
        names = (first, last) if first is not None and last is not None else (name,)
        return Columns(
            names=tuple(at for at in names if at is not None),
            marks=marks,
            code=next((at for at, head in enumerate(heads) if head in CODES), None),
            row=next((at for at, head in enumerate(heads) if head in ROWS), None),
            email=_at(roles, "email"),
            agency=_at(roles, "agency"),
        )

    def _session_of(self, head: str) -> int | None:
        """The session that a heading names: Day 2, 13 Jun, Tue 13/06/2017 13:00; or Mark."""
        if not head:
            return None
        if head in MARKS:
            return self._sessions[0].id if len(self._sessions) == 1 else None
        if found := NUMBERED.fullmatch(head):
            place = int(found[1]) - 1
            return self._sessions[place].id if 0 <= place < len(self._sessions) else None
        day, begins = _day_and_time(head)
        same = [
            session.id
            for session in self._sessions
            if day in _spellings(session.day) and begins in {None, session.hours.starts}
        ]
        return same[0] if len(same) == 1 else None


def _day_and_time(head: str) -> tuple[str, time | None]:
    """A heading without the time at its end, and when the session begins that it names."""
    found = TIMED.fullmatch(head)
    try:
        return (found[1], time(int(found[2]), int(found[3]))) if found else (head, None)
    except ValueError:
        return head, None


def _spellings(day: date) -> frozenset[str]:
    """How a heading may write a day."""
    bare = {
        short_day(day),
        brief_day(day),
        f"{day.day} {day:%B}",
        f"{day.day} {day:%B %Y}",
        f"{day:%d/%m/%Y}",
        f"{day:%d/%m/%y}",
        f"{day:%d/%m}",
        f"{day.day}/{day.month}",
        f"{day.day}/{day.month}/{day:%y}",
        f"{day.day}/{day.month}/{day:%Y}",
        day.isoformat(),
    }
    named = {f"{form} {each}" for each in bare for form in (f"{day:%a}", f"{day:%A}")}
    return frozenset(folded(each) for each in bare | named)


def _at(roles: Sequence[str], role: str) -> int | None:
    return roles.index(role) if role in roles else None


def _cell(cells: Sequence[str], at: int | None) -> str:
    return cells[at] if at is not None and at < len(cells) else ""
