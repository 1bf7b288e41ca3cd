"""The columns of the indicators, and of the events behind one."""

from collections.abc import Callable, Sequence
from typing import Any

from trainingdesk.domain.delegate import folded
from trainingdesk.domain.indicator import Stretch, mean_said
from trainingdesk.domain.words import listed, long_day
from trainingdesk.services.evaluation.indicator_months import TiedEvent
from trainingdesk.services.evaluation.indicators import IndicatorRow
from ui.parts.cell import Cell
from ui.parts.rows_model import Column
from ui.parts.theme import Width

EVENT_COLUMNS: list[Column[TiedEvent]] = [
    Column("Event", lambda e: Cell(e.title, strong=True), share=1),
    Column("First day", lambda e: long_day(e.starts), Width.METER, value=lambda e: e.starts),
]


def indicator_columns() -> list[Column[IndicatorRow]]:
    """What the list says of each indicator."""
    return [
        Column("What is counted", lambda r: Cell(r.name, strong=True), share=3, sort="name"),
        Column("Courses", _courses, share=2),
        Column(
            "Months",
            lambda r: Cell(f"{r.months:,}", "ink" if r.months else "faint"),
            Width.COUNT,
            right=True,
            sort="months",
            value=lambda r: r.months,
        ),
        Column(
            "Latest", _latest, Width.MARK, sort="latest", value=lambda r: r.latest and r.latest[1]
        ),
        Column(
            "Events",
            lambda r: Cell(f"{r.events:,}", "ink" if r.events else "faint"),
            Width.COUNT,
            right=True,
            sort="events",
            value=lambda r: r.events,
        ),
        _mean("Before them", "before"),
        _mean("After them", "after"),
    ]


def in_order(rows: Sequence[IndicatorRow], sort: str, *, falling: bool) -> list[IndicatorRow]:
    """The rows by one of the columns; those without a number last."""
    key = KEYS[sort]
    known = sorted((row for row in rows if key(row) is not None), key=key, reverse=falling)
    return [*known, *(row for row in rows if key(row) is None)]


KEYS: dict[str, Callable[[IndicatorRow], Any]] = {
    "name": lambda r: folded(r.name),
    "months": lambda r: r.months,
    "events": lambda r: r.events,
    "latest": lambda r: r.latest and r.latest[1],
    "before": lambda r: r.around and r.around.before.mean,
    "after": lambda r: r.around and r.around.after.mean,
}


def _courses(row: IndicatorRow) -> Cell:
    return Cell(listed(row.courses), "soft") if row.courses else Cell("none tied yet", "faint")


def _latest(row: IndicatorRow) -> Cell:
    if row.latest is None:
        return Cell("–", "faint")
    month, number = row.latest
    return Cell(f"{number:,}", note=f"{month:%b %Y}")


def _mean(title: str, side: str) -> Column[IndicatorRow]:
    def stretch(row: IndicatorRow) -> Stretch | None:
        found: Stretch | None = getattr(row.around, side, None)
        return found

    def cell(row: IndicatorRow) -> Cell:
        found = stretch(row)
        if found is None or found.mean is None:
            return Cell("–", "faint", note=found.known if found else "")
        return Cell(mean_said(found.mean), strong=True, note=found.known)

    return Column(
        title,
        cell,
        Width.SPAN,
        sort=side,
        key=side,
        value=lambda row: getattr(stretch(row), "mean", None),
    )
