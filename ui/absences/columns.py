"""The columns of who often does not come."""

from datetime import date

from trainingdesk.domain.often_absent import AbsenceState
from trainingdesk.domain.words import brief_day
from trainingdesk.services.absences import OftenAbsent
from ui.parts.cell import Cell
from ui.parts.rows_model import Column
from ui.parts.theme import Width


def absence_columns() -> list[Column[OftenAbsent]]:
    """Who, how often, when last and why, and what was decided."""
    return [
        Column("Who", _who, Width.SPAN, 5, value=lambda row: row.listed),
        Column("Agency", lambda row: row.agency, hidden=True, share=2),
        Column("Absent", lambda row: Cell(row.said), Width.MARK, 1),
        Column("Last", _last, Width.SPAN, 3, value=_last_value),
        Column("Why, as told", lambda row: Cell(_why(row), "soft"), Width.CHIP, 3),
        Column("Decided", _decided, Width.SPAN, 1, value=lambda row: row.state.value),
        Column("Until", lambda row: _day(row.until), Width.DATE, value=lambda row: row.until),
        Column("By", lambda row: Cell(row.decided_by, "soft"), Width.SPAN, hidden=True),
        Column("Note", lambda row: Cell(row.note, "soft"), Width.DATE, 2),
    ]


def _who(row: OftenAbsent) -> Cell:
    return Cell(row.listed, strong=True, note="agency" if row.is_agency else row.agency)


def _last(row: OftenAbsent) -> Cell:
    if not row.absences:
        return Cell("none that counts", "faint")
    latest = row.absences[0]
    return Cell(brief_day(latest.on), note=latest.title)


def _last_value(row: OftenAbsent) -> object:
    return row.absences[0].on if row.absences else None


def _why(row: OftenAbsent) -> str:
    told = dict.fromkeys(each.why for each in row.absences if each.why)
    return "; ".join(told)


def _decided(row: OftenAbsent) -> Cell:
    before = f"since {brief_day(row.decided_on)}" if row.decided_on else ""
    if row.state is AbsenceState.TO_DECIDE:
        return Cell(row.state.value, "amber", strong=True, note="anew" if row.flag_id else "")
    return Cell(row.state.value, note=before)


def _day(on: date | None) -> str:
    return brief_day(on) if on else ""
