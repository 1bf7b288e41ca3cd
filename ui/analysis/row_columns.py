"""The columns of the rows behind figures, on screen and in a saved list."""

from collections.abc import Callable, Sequence
from typing import Any

from trainingdesk.domain.words import short_day
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.exports import Value
from trainingdesk.services.rows_behind import BookingRow, EventRow, PersonRow, Rows
from ui.parts.cell import Cell
from ui.parts.rows_model import Column
from ui.parts.theme import Width

Year = Callable[[], TrainingYear]

HEADS: dict[Rows, Sequence[str]] = {
    Rows.EVENTS: ("Event", "Course", "Date", "Places", "Headcount", "Status", "Reason"),
    Rows.BOOKINGS: ("Delegate", "Agency", "Event", "Course", "Date", "Status", "Attendance"),
    Rows.PEOPLE: ("Delegate", "Agency", "Attendances", "Last came"),
}
"""The heads of a saved list."""

ONE = {Rows.EVENTS: "event", Rows.BOOKINGS: "booking", Rows.PEOPLE: "person"}
"""What one row of each list is called."""

FIRST_ORDER = {Rows.EVENTS: "starts", Rows.BOOKINGS: "starts", Rows.PEOPLE: "name"}


def columns_of(rows: Rows, year: Year) -> Sequence[Column[Any]]:
    """The columns in which rows of a kind are shown."""
    made: dict[Rows, Callable[[Year], Sequence[Column[Any]]]] = {
        Rows.EVENTS: _event_columns,
        Rows.BOOKINGS: _booking_columns,
        Rows.PEOPLE: _person_columns,
    }
    return made[rows](year)


def values_of(row: EventRow | BookingRow | PersonRow) -> list[Value]:
    """One row of a saved list."""
    if isinstance(row, EventRow):
        return [
            row.reference,
            row.title,
            row.starts,
            row.places,
            row.headcount,
            row.status,
            row.reason,
        ]
    if isinstance(row, PersonRow):
        return [row.delegate, row.agency, row.came, row.last]
    mark = row.attendance or ""
    return [row.delegate, row.agency, row.reference, row.title, row.starts, row.status, mark]


def _event_columns(year: Year) -> Sequence[Column[EventRow]]:
    return [
        Column(
            "Event",
            lambda e: Cell(e.title, strong=True, note=e.reference),
            width=Width.SPAN,
            share=1,
            sort="title",
        ),
        _day(year),
        Column("Status", lambda e: Cell(chip=e.status), width=Width.MARK, sort="status"),
        Column("Reason", lambda e: Cell(e.reason, tone="soft"), width=Width.SPAN),
        Column(
            "Headcount",
            lambda e: "" if e.headcount is None else f"{e.headcount:,}",
            width=Width.CHIP,
            right=True,
            hidden=True,
        ),
        Column("Places", lambda e: f"{e.places:,}", width=Width.COUNT, right=True, sort="places"),
    ]


def _booking_columns(year: Year) -> Sequence[Column[BookingRow]]:
    return [
        *_who(sort="delegate"),
        Column(
            "Event",
            lambda b: Cell(b.title, note=b.reference),
            width=Width.SPAN,
            share=3,
            sort="title",
        ),
        _day(year),
        Column("Booking", lambda b: Cell(chip=b.status), width=Width.CHIP, sort="status"),
        Column("Attendance", lambda b: Cell(chip=b.attendance or ""), width=Width.CHIP),
    ]


def _person_columns(year: Year) -> Sequence[Column[PersonRow]]:
    return [
        *_who(sort="name"),
        Column(
            "Last came",
            lambda p: short_day(p.last, year_begins=year().begins),
            width=Width.DATE,
            sort="last",
        ),
        Column("Attendances", lambda p: f"{p.came:,}", width=Width.CHIP, right=True, sort="came"),
    ]


def _who(sort: str) -> Sequence[Column[Any]]:
    def delegate(row: BookingRow | PersonRow) -> Cell:
        return Cell(row.delegate, strong=True)

    def agency(row: BookingRow | PersonRow) -> Cell:
        return Cell(row.agency, tone="soft")

    return [
        Column("Delegate", delegate, width=Width.SPAN, share=2, sort=sort),
        Column("Agency", agency, width=Width.SPAN, share=3, sort="agency"),
    ]


def _day(year: Year) -> Column[Any]:
    def cell(row: EventRow | BookingRow) -> str:
        return short_day(row.starts, year_begins=year().begins)

    return Column("Date", cell, width=Width.DATE, sort="starts")
