"""Columns that the lists of venues, trainers and series have in common."""

from collections.abc import Callable
from datetime import date
from typing import Protocol, TypeVar

from trainingdesk.domain.money import pounds
from trainingdesk.domain.words import short_day
from ui.parts.cell import Cell
from ui.parts.rows_model import Column
from ui.parts.theme import Width
from ui.records.records_page import NamedRow


class HiredRow(NamedRow, Protocol):
    """A row of what an agency may give, and events need on their days."""

    @property
    def agency(self) -> str:
        """The agency that gives it."""

    @property
    def next_on(self) -> date | None:
        """The next day of an event that needs it."""


R = TypeVar("R", bound=NamedRow)
H = TypeVar("H", bound=HiredRow)


def by_name(title: str, note: Callable[[R], str], *, share: int) -> Column[R]:
    """What each is called, with a fainter note after it."""
    return Column(
        title,
        lambda row: Cell(row.name, strong=True, note=note(row)),
        width=Width.PLACES,
        share=share,
        sort="name",
    )


def of_agency(share: int) -> Column[H]:
    """The agency that gives it."""
    return Column(
        "Agency", lambda row: Cell(row.agency, "soft"), Width.MARK, share=share, sort="agency"
    )


def in_pounds(title: str, pence: Callable[[R], int | None], *, sort: str) -> Column[R]:
    """What it costs, where that is known."""

    def cell(row: R) -> str:
        known = pence(row)
        return "" if known is None else pounds(known)

    return Column(title, cell, Width.NUMBER, right=True, sort=sort)


def next_day() -> Column[H]:
    """The next day of an event that needs it."""
    return Column(
        "Next day",
        lambda row: short_day(row.next_on) if row.next_on else "",
        Width.NUMBER,
        sort="next_on",
    )
