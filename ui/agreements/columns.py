"""The columns of requests that wait for an agreement."""

from collections.abc import Callable
from datetime import date
from typing import Any

from trainingdesk.domain.agreement import step_said
from trainingdesk.domain.words import short_day
from trainingdesk.services.asked import Asked
from ui.parts.cell import Cell
from ui.parts.rows_model import Column
from ui.parts.theme import Width

ONE_STEP = step_said(1, 1)


def asked_columns(today: date, *, of_one_event: bool) -> list[Column[Asked]]:
    """Who asks for what, whose agreement is awaited, since when and how long still."""
    begins = today.year if today.month > len("Mar") else today.year - 1

    def day(on: date | None) -> str:
        return short_day(on, year_begins=begins) if on else ""

    return [
        Column(
            "Delegate",
            lambda row: Cell(row.delegate, strong=True, note=row.agency),
            Width.SPAN,
            share=2,
            sort="delegate",
            value=lambda row: row.delegate,
        ),
        Column("Agency", lambda row: row.agency, hidden=True, share=2),
        Column(
            "Event",
            lambda row: Cell(row.title, code=row.reference),
            Width.METER,
            share=5,
            sort="event",
            hidden=of_one_event,
            value=lambda row: f"{row.title}, {row.reference}",
        ),
        Column(
            "Begins",
            lambda row: day(row.starts),
            Width.DATE,
            sort="begins",
            hidden=of_one_event,
            value=lambda row: row.starts,
        ),
        Column("Step", lambda row: Cell(row.step_said, "soft"), Width.SPAN, hidden=True),
        Column("Asked of", _whom, Width.SPAN, share=2, sort="whom", value=lambda row: row.whom),
        Column("E-mail", lambda row: Cell(row.email, "soft"), share=3, hidden=True),
        Column(
            "Asked on",
            lambda row: day(row.asked_on),
            Width.DATE,
            sort="asked",
            value=lambda row: row.asked_on,
        ),
        Column("Time left", _left, Width.SPAN, sort="left", value=lambda row: row.left),
    ]


KEYS: dict[str, Callable[[Asked], Any]] = {
    "delegate": lambda row: row.delegate.casefold(),
    "event": lambda row: (row.title, row.starts),
    "begins": lambda row: row.starts,
    "whom": lambda row: row.whom.casefold(),
    "asked": lambda row: row.asked_on or date.min,
    "left": lambda row: row.last or date.max,
}


def in_order(rows: list[Asked], order: str, *, falling: bool) -> list[Asked]:
    """The rows in the order of a column."""
    return sorted(rows, key=KEYS[order], reverse=falling)


def _whom(row: Asked) -> Cell:
    if not row.whom and not row.email:
        return Cell("No manager is known", "amber")
    two = row.step_said if row.step_said != ONE_STEP else ""
    return Cell(row.whom or row.email, note=two.lower() or (row.email if row.whom else ""))


def _left(row: Asked) -> Cell:
    return Cell(row.left, "amber" if row.urgent else "soft", strong=row.urgent)
