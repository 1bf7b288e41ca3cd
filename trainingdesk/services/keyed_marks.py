"""Marks keyed from a paper register by row or code, or typed by a scanner."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from trainingdesk.domain.attendance import CAME
from trainingdesk.domain.attendance_rule import Marked
from trainingdesk.domain.handed_in import HandedLine
from trainingdesk.domain.keyed_mark import KeyedMark, read_keyed
from trainingdesk.domain.refusals import Refused
from trainingdesk.domain.row_code import QR_MARK
from trainingdesk.services.desk import Stamp
from trainingdesk.services.event_people import people_of_event
from trainingdesk.services.marking import mark
from trainingdesk.services.register_lines import RegisterLine, register_of
from trainingdesk.services.whose_line import WhoseLines

SCAN = "Scan"
"""Where a mark was read that came from a QR code, as its history says it."""


class NotOnThisRegister(Refused):
    """Nobody on this register is meant by what was keyed."""


@dataclass(frozen=True, slots=True)
class KeyedLines:
    """Whose lines were keyed, and what is said of them."""

    lines: tuple[RegisterLine, ...]
    keyed: KeyedMark
    via: str = ""

    def to_mark(self, session_id: int) -> list[RegisterLine]:
        """Those who are to be marked: a scan says no more of somebody who came than that.

        Whoever counts as absent by the board's rule had come all the same.
        """
        if not self.keyed.plain:
            return list(self.lines)
        return [line for line in self.lines if not _had_come(line.said.get(session_id))]


def _had_come(said: Marked | None) -> bool:
    return said is not None and (said.attendance in CAME or bool(said.note))


def keyed_lines(db: Session, event_id: int, text: str, *, today: date) -> KeyedLines:
    """Whose lines are meant by what was keyed; raises Unclear, NotOnThisRegister."""
    keyed = read_keyed(text)
    lines = register_of(db, event_id, today=today).lines
    if not keyed.code:
        by_row = {line.number: line for line in lines}
        for row in keyed.rows:
            if row not in by_row:
                raise NotOnThisRegister(f"The register has no row {row}. Nothing was marked.")
        return KeyedLines(tuple(by_row[row] for row in keyed.rows), keyed)
    people = people_of_event(db, event_id, today=today)
    whose = WhoseLines(db, event_id, people, [], {}).whose(HandedLine(0, code=keyed.code))
    if whose.sure is None:
        raise NotOnThisRegister(f"{whose.said} Nothing was marked.")
    scanned = text.strip().upper().startswith(QR_MARK)
    there = tuple(line for line in lines if line.id == whose.sure.booking_id)
    return KeyedLines(there, keyed, SCAN if scanned else "")


def mark_keyed(db: Session, keyed: KeyedLines, *, session_id: int, by: Stamp) -> int:
    """Mark whoever was keyed for one session, and return how many were marked.

    Whoever is marked as having come stays so, however often their code is scanned. Raises what
    marking raises.
    """
    lines, said = keyed.to_mark(session_id), keyed.keyed.said
    for line in lines:
        mark(
            db,
            line.id,
            session_id=session_id,
            attendance=said.attendance,
            minutes_late=said.minutes_late,
            left_at=said.left_at,
            via=keyed.via,
            by=by,
        )
    return len(lines)
