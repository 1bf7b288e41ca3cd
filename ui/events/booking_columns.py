"""The columns of an event's bookings, and the order they stand in."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from trainingdesk.domain.booking import GIVEN_UP, IN_THE_QUEUE, ON_THE_REGISTER, BookingStatus
from trainingdesk.domain.words import clock, listed, short_day
from trainingdesk.services.bookings import BookingRow
from trainingdesk.services.charging.free_until import free_in_column
from trainingdesk.services.own_fields import ToldValues
from trainingdesk.services.queued import Queued
from ui.events.telling import ordinal
from ui.parts.cell import Cell
from ui.parts.rows_model import Column, Group
from ui.parts.theme import Width

GROUPS: tuple[tuple[str, frozenset[BookingStatus]], ...] = (
    ("Booked", ON_THE_REGISTER),
    ("Waiting for a place", IN_THE_QUEUE),
    ("Requested", frozenset({BookingStatus.REQUESTED})),
    ("Given up", GIVEN_UP),
)

DETAILS = "Details"
"""What the board's own fields say."""

WHY_ABSENT = "Why absent"
"""What was told by those who did not come, or by their managers."""

FREE_UNTIL = "Free to cancel until"
"""The last moment at which cancelling costs nothing, under the policy of the event's day."""

WAITING = "Waiting list"
"""Why somebody was not promoted, or until when a place is offered to them."""

KEYS: dict[str, Callable[[BookingRow], Any]] = {
    "agency": lambda row: row.agency.casefold(),
    "booked": lambda row: row.booked_on or date.min,
    "status": lambda row: (row.status.value, row.place_in_queue or 0),
    "attendance": lambda row: row.attendance or "",
}


def columns(today: date) -> list[Column[BookingRow]]:
    """The columns of an event's bookings; dates of other years say their year."""
    begins = today.year if today.month > len("Mar") else today.year - 1

    def day(on: date | None) -> str:
        return short_day(on, year_begins=begins) if on else ""

    return [
        Column[BookingRow]("Delegate", _delegate, share=5, sort="delegate"),
        Column[BookingRow]("Agency", lambda row: Cell(row.agency, "soft"), share=4, sort="agency"),
        Column[BookingRow](
            "Booked on",
            lambda row: day(row.booked_on),
            width=Width.DATE,
            sort="booked",
            value=lambda row: row.booked_on,
        ),
        Column[BookingRow]("Status", _status, width=Width.METER, sort="status"),
        Column[BookingRow](WAITING, _waiting, share=6),
        Column[BookingRow]("Attendance", _attendance, width=Width.MARK, sort="attendance"),
        Column[BookingRow](WHY_ABSENT, lambda row: Cell(row.why_absent, "soft"), share=3),
        Column[BookingRow](DETAILS, lambda row: Cell(own_said(row.own), "soft"), share=3),
        Column[BookingRow](
            "Changed on",
            lambda row: day(row.changed_on),
            width=Width.DATE,
            hidden=True,
            value=lambda row: row.changed_on,
        ),
        Column[BookingRow](
            FREE_UNTIL,
            lambda row: Cell(free_in_column(row.free_until), "soft"),
            width=Width.METER,
            hidden=True,
            value=lambda row: row.free_until,
        ),
        Column[BookingRow]("Reason", lambda row: Cell(row.reason, "soft"), share=3, hidden=True),
    ]


def own_said(own: ToldValues) -> str:
    """What the board's own fields say, in one line."""
    return " · ".join(f"{name}: {value}" for name, value in own)


def in_groups(rows: Sequence[BookingRow]) -> list[BookingRow | Group]:
    """Who has a place first, then who waits in their turn, then who gave up."""
    made: list[BookingRow | Group] = []
    kinds = 0
    for name, statuses in GROUPS:
        inside = [row for row in rows if row.status in statuses]
        if statuses is IN_THE_QUEUE:
            inside.sort(key=lambda row: row.place_in_queue or 0)
        if inside:
            kinds += 1
            made += [Group(name, str(len(inside))), *inside]
    return made if kinds > 1 else list(rows)


def in_order(rows: Sequence[BookingRow], order: str, *, falling: bool) -> list[BookingRow]:
    """The rows in the order of a column; they come by name."""
    if order == "delegate":
        return list(reversed(rows)) if falling else list(rows)
    return sorted(rows, key=KEYS[order], reverse=falling)


def _delegate(row: BookingRow) -> Cell:
    off = row.status in GIVEN_UP
    return Cell(row.delegate, "soft" if off else "ink", strong=not off, note=row.job_title)


def _status(row: BookingRow) -> Cell:
    turn = ordinal(row.place_in_queue) if row.place_in_queue else ""
    return Cell(chip=row.status.value, note=turn or row.reason)


def _waiting(row: BookingRow) -> Cell:
    queued = row.queued
    if queued is None:
        return Cell()
    also = f"also waits for {listed(queued.also_for)}" if queued.also_for else ""
    note = " · ".join(part for part in (priority_said(queued), also) if part)
    return Cell(until_said(queued) or queued.why_not, "soft", note=note)


def until_said(queued: Queued) -> str:
    """Until when somebody may take the place that was offered; nothing where none was."""
    if queued.offered_until is None:
        return ""
    at = queued.offered_until.astimezone()
    return f"Offered until {short_day(at.date())}, {clock(at.time())}"


def priority_said(queued: Queued) -> str:
    """That somebody goes before the others or after them, and why; nothing where in turn."""
    if not queued.priority:
        return ""
    return f"{'before' if queued.priority > 0 else 'after'} the others: {queued.reason}"


def _attendance(row: BookingRow) -> Cell:
    return Cell(chip=row.attendance.value) if row.attendance else Cell()
