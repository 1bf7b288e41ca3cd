"""The columns of the events without a date, and of those who wait for one."""

from trainingdesk.domain.standing import said_level
from trainingdesk.domain.words import short_day
from trainingdesk.services.undated import InterestRow, UndatedRow
from ui.parts.cell import Cell
from ui.parts.rows_model import Column
from ui.parts.theme import Width


def undated_columns() -> list[Column[UndatedRow]]:
    """The course, who waits, since when, and what became of it."""
    return [
        Column[UndatedRow]("Course", _course, share=4),
        Column[UndatedRow]("Level", lambda row: said_level(row.level), width=Width.COUNT),
        Column[UndatedRow]("Interested", _waiting, width=Width.METER),
        Column[UndatedRow]("Since", lambda row: Cell(_since(row), "soft"), width=Width.DATE),
        Column[UndatedRow]("Note", lambda row: Cell(" ".join(row.note.split()), "soft"), share=3),
        Column[UndatedRow]("Status", _state, width=Width.CHIP),
    ]


def interest_columns() -> list[Column[InterestRow]]:
    """Whose turn it is, for whom, since when, and what was noted."""
    return [
        Column[InterestRow](
            "Turn", lambda row: Cell(str(row.turn), "soft"), width=Width.COUNT, right=True
        ),
        Column[InterestRow]("Delegate", lambda row: Cell(row.delegate, strong=True), share=4),
        Column[InterestRow]("Agency", lambda row: Cell(row.agency, "soft"), share=4),
        Column[InterestRow](
            "Said so", lambda row: Cell(short_day(row.said_on), "soft"), width=Width.DATE
        ),
        Column[InterestRow]("Note", lambda row: row.note, share=4),
    ]


def _course(row: UndatedRow) -> Cell:
    return Cell(row.title, "ink" if row.is_open else "soft", strong=row.is_open)


def _waiting(row: UndatedRow) -> Cell:
    if row.is_open and row.minimum:
        return Cell(places=(row.interested, row.minimum, row.minimum))
    return Cell(f"{row.interested:,}", "soft")


def _since(row: UndatedRow) -> str:
    return short_day(row.opened_on)


def _state(row: UndatedRow) -> Cell:
    if row.event_id is not None:
        return Cell(chip="Dated", chip_tone="green")
    if not row.is_open:
        return Cell(chip="Given up", chip_tone="outline")
    return Cell(chip="Enough" if row.enough else "Waiting", chip_tone="amber" if row.enough else "")
