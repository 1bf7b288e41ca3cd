"""The columns of licences."""

from trainingdesk.domain.licence import Training
from trainingdesk.domain.words import brief_day
from trainingdesk.services.licences import LicenceRow
from ui.parts.cell import Cell
from ui.parts.rows_model import Column
from ui.parts.theme import Width


def licence_columns() -> list[Column[LicenceRow]]:
    """Whose licence, of which group, until when, and whether they attended what it needs."""
    return [
        Column("Delegate", _person, Width.MARK, 2, sort="name", value=lambda r: r.listed),
        Column("Email", lambda r: Cell(r.email, "soft"), share=3, hidden=True),
        Column("Agency", lambda r: Cell(r.agency, "soft"), Width.MARK, 2, sort="agency"),
        Column("Group", lambda r: Cell(r.group, "soft"), Width.MARK, 1, sort="group"),
        Column("Number", lambda r: Cell(r.number, "soft"), Width.NUMBER, hidden=True),
        Column("Renew on", _renew, Width.SPAN, sort="renew", value=lambda r: r.renew_on),
        Column("Training", _training, Width.METER, 7, sort="attended"),
    ]


def _person(row: LicenceRow) -> Cell:
    return Cell(row.listed, "faint" if row.left else "ink", strong=True, note=_left(row))


def _left(row: LicenceRow) -> str:
    return "has left" if row.left else ""


def _renew(row: LicenceRow) -> Cell:
    if row.overdue and not row.left:
        return Cell(brief_day(row.renew_on), "amber", strong=True, note="overdue")
    return Cell(brief_day(row.renew_on))


def _training(row: LicenceRow) -> Cell:
    if row.training is Training.NOTHING_NEEDED:
        return Cell("Nothing needed", "faint")
    if row.attended_on is None:
        return Cell("Not yet", "amber", note=row.needs)
    if row.training is Training.TOO_LONG_AGO:
        day, since = brief_day(row.attended_on), brief_day(row.counts_from)
        return Cell(f"Too long ago: {day}", "amber", note=f"counts from {since}, {row.needs}")
    return Cell(brief_day(row.attended_on), note=row.needs)
