"""The columns of a register: a session each, between who was expected and what was said."""

from collections.abc import Callable, Sequence

from trainingdesk.domain.attendance_rule import Marked
from trainingdesk.domain.words import short_day
from trainingdesk.services.registers import Register, RegisterLine, SessionRow
from ui.parts.cell import Cell
from ui.parts.chip import tone_of
from ui.parts.rows_model import Column
from ui.parts.theme import Width

ROOMY, CROWDED = 3, 6
"""Up to so many sessions, marks are written out in full, or in chips that stand closer."""
WHOLE_MARK = Width.DATE + Width.MARK
"""Left early, 15:00, 10 min late."""
LONG_MARK = Width.PLACES + Width.TINY
"""Absent, 30 min late, late counts as absent."""
NAMES_KEEP = 2 * Width.PLACES
"""With less room than this beside the marks, only delegates are named; with half, marks are cut."""


def columns_of(register: Register) -> list[Column[RegisterLine]]:
    """The columns of a register; with many sessions they stand closer."""
    several = len(register.sessions) > ROOMY
    headings = headings_of(register.sessions)
    return [
        Column[RegisterLine](
            "Row", lambda line: Cell(str(line.number), "faint"), width=Width.TINY, right=True
        ),
        Column[RegisterLine]("Delegate", _delegate, share=5),
        Column[RegisterLine](
            "Agency", lambda line: Cell(line.agency, "soft"), share=4, hidden=several
        ),
        *(
            Column[RegisterLine](
                heading,
                _mark_cell(session.id, len(register.sessions)),
                width=_width(len(register.sessions)),
                key=key_of(session.id),
                firm=True,
            )
            for session, heading in zip(register.sessions, headings, strict=True)
        ),
    ]


def giving_way(register: Register, room: int) -> tuple[set[str], dict[str, int]]:
    """What gives way to the marks of a few days in so much room, and what these leave to names."""
    sessions = [session.id for session in register.sessions]
    if not 1 < len(sessions) <= ROOMY:
        return set(), {}
    left = room - Width.TINY - WHOLE_MARK * len(sessions)
    away = {"Agency"} if left < NAMES_KEEP else set()
    return away, {key_of(each): Width.SPAN for each in sessions if left < NAMES_KEEP // 2}


def key_of(session_id: int) -> str:
    """What the column of a session is called."""
    return f"session {session_id}"


def session_of(key: str) -> int:
    """The session of a column."""
    return int(key.rpartition(" ")[2])


def headings_of(sessions: Sequence[SessionRow]) -> list[str]:
    """The heads of the columns of sessions: Tue 13 Jun; of two of one day with when they begin."""
    days = [session.day for session in sessions]
    return [
        f"{session.day:%a} {short_day(session.day)}"
        + (f" {session.starts:%H:%M}" if session.starts and days.count(session.day) > 1 else "")
        for session in sessions
    ]


def notes_of(line: RegisterLine) -> list[str]:
    """What is to be known of somebody on the register, beside their name."""
    notes = ["walked in"] if line.walk_in else []
    notes += [line.why_absent] if line.why_absent else []
    notes += ["has access needs"] if line.has_needs else []
    return notes


def _width(sessions: int) -> int:
    if sessions == 1:
        return LONG_MARK
    if sessions <= ROOMY:
        return WHOLE_MARK
    return Width.DATE if sessions <= CROWDED else Width.COUNT


def _mark_cell(session_id: int, sessions: int) -> Callable[[RegisterLine], Cell]:
    def cell(line: RegisterLine) -> Cell:
        mark = line.said.get(session_id)
        if mark is None:
            return Cell("not marked" if sessions <= ROOMY else "–", "faint")
        return _chip(mark, short=sessions > CROWDED)

    return cell


def _chip(mark: Marked, *, short: bool) -> Cell:
    word = mark.attendance
    said = word.letter if short else word.value
    return Cell(chip=said, chip_tone=tone_of(word.value), note=mark.detail)


def _delegate(line: RegisterLine) -> Cell:
    return Cell(line.delegate, strong=True, note=", ".join(notes_of(line)))
