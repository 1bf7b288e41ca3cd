"""The columns of the charges to review."""

from trainingdesk.domain.money import pounds
from trainingdesk.domain.words import brief_day
from ui.charging.review_rows import Proposed, ReviewRow
from ui.parts.cell import Cell
from ui.parts.rows_model import Column
from ui.parts.theme import Width

TONES = {
    Proposed.CHARGE: "accent",
    Proposed.WAIVE: "green",
    Proposed.WAIVE_IN_PART: "green",
    Proposed.ASK: "amber",
    Proposed.NO_PRICE: "amber",
    Proposed.CHANGED: "amber",
    Proposed.LEAVE: "outline",
    Proposed.SUSPENDED: "outline",
}


def review_columns() -> list[Column[ReviewRow]]:
    """Who, what happened on which event, how much, and what is proposed."""
    return [
        Column("Delegate", _who, Width.SPAN, 4, value=lambda row: row.about.listed),
        Column("Agency", lambda row: row.about.agency, share=3, hidden=True),
        Column("What happened", lambda row: row.happened, Width.SPAN, 1),
        Column("Event", _event, Width.SPAN, 7, value=lambda row: row.about.event),
        Column(
            "Day",
            lambda row: brief_day(row.about.day),
            Width.DATE,
            value=lambda row: row.about.day,
        ),
        Column("Sum", _sum, Width.MARK, right=True, value=lambda row: row.pence / 100),
        Column("Proposed", _proposed, Width.MARK, value=lambda row: row.proposed.value),
    ]


def _who(row: ReviewRow) -> Cell:
    return Cell(row.about.listed, strong=True, note=row.about.agency if row.apart else "")


def _event(row: ReviewRow) -> Cell:
    return Cell(row.about.event, "soft")


def _sum(row: ReviewRow) -> Cell:
    if row.proposed is Proposed.NO_PRICE:
        return Cell("?", "faint")
    return Cell(pounds(row.pence), "faint" if row.proposed is Proposed.LEAVE else "ink")


def _proposed(row: ReviewRow) -> Cell:
    return Cell(chip=row.proposed.value, chip_tone=TONES[row.proposed])
