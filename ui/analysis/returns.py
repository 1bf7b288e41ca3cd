"""Agencies' own training of their staff, as they returned it: the lines and the columns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from trainingdesk.domain.figures import percent_of
from trainingdesk.services.exports import Value
from ui.analysis.groups import level_said
from ui.parts.cell import Cell
from ui.parts.rows_model import Column
from ui.parts.theme import Width

HEADS = ("Agency", "Level", "Staff", "Trained", "Share: trained ÷ staff", "Target", "Met")
"""The heads of the saved table."""
FIRST_ORDER = "agency"
BY_NAME = frozenset({"agency", "level"})


@dataclass(frozen=True, slots=True)
class ReturnRow:
    """What one agency says of its training of its staff at one level."""

    id: int
    agency: str
    level: str
    staff: int
    trained: int
    share: float | None
    target: float | None
    met: bool | None

    @property
    def said(self) -> str:
        """Whether the target is met, in words."""
        if self.met is None:
            return "No target" if self.target is None else ""
        return "Met" if self.met else "Not met"


def returns_of(figures: Mapping[str, Any]) -> list[ReturnRow]:
    """The returns of a year, by agency and level."""
    return [ReturnRow(number, **row) for number, row in enumerate(figures["returns"])]


def returns_in_order(rows: Sequence[ReturnRow], sort: str, *, falling: bool) -> list[ReturnRow]:
    """Returns in an order; those without the figure come last."""
    if sort in BY_NAME:
        return sorted(rows, key=lambda r: (getattr(r, sort).casefold(), r.id), reverse=falling)
    sign = -1 if falling else 1
    known = [row for row in rows if getattr(row, sort) is not None]
    unknown = [row for row in rows if getattr(row, sort) is None]
    return [*sorted(known, key=lambda r: (sign * getattr(r, sort), r.id)), *unknown]


def return_columns() -> list[Column[ReturnRow]]:
    """The columns of the returns on screen."""
    return [
        Column("Agency", _agency, width=Width.SPAN, share=3, sort="agency"),
        Column("Level", _level, width=Width.CHIP, sort="level"),
        _number("Staff", "staff"),
        _number("Trained", "trained"),
        Column("Share trained", _share, width=Width.SPAN, sort="share"),
        Column("Target", _target, width=Width.NUMBER, right=True, sort="target"),
        Column("Target met", _met, width=Width.MARK, sort="met"),
    ]


def return_values(row: ReturnRow) -> list[Value]:
    """One line of the saved table; shares are left unrounded."""
    met = None if row.met is None else "yes" if row.met else "no"
    return [row.agency, row.level, row.staff, row.trained, row.share, row.target, met]


def _agency(row: ReturnRow) -> Cell:
    return Cell(row.agency, strong=True)


def _level(row: ReturnRow) -> Cell:
    return Cell(level_said(row.level), tone="soft")


def _number(title: str, figure: str) -> Column[ReturnRow]:
    return Column(
        title,
        lambda row: f"{getattr(row, figure):,}",
        width=Width.NUMBER,
        right=True,
        sort=figure,
    )


def _share(row: ReturnRow) -> Cell:
    if row.share is None:
        return Cell(percent_of(None), tone="faint")
    return Cell(percent_of(row.share), share=min(row.share, 1.0))


def _target(row: ReturnRow) -> Cell:
    return Cell(percent_of(row.target), tone="faint" if row.target is None else "ink")


def _met(row: ReturnRow) -> Cell:
    if row.met is None:
        return Cell(row.said, tone="faint")
    return Cell(chip=row.said, chip_tone="green" if row.met else "amber")
