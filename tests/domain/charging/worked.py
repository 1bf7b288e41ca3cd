"""Bookings to judge: the board's own days, hours and moments, said briefly."""

from datetime import date, datetime, time, timedelta
from typing import Any

from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.charging.facts import AtSession, Facts
from trainingdesk.domain.charging.waiver import Told
from trainingdesk.domain.last_day import LONDON

TUESDAY = date(2026, 6, 9)
HALF, DAY = 180, 360
BANK_HOLIDAYS = frozenset(
    {
        date(2026, 4, 3),
        date(2026, 4, 6),
        date(2026, 5, 4),
        date(2026, 5, 25),
        date(2026, 8, 31),
        date(2026, 12, 25),
        date(2026, 12, 28),
        date(2027, 1, 1),
    }
)
"""England's from Good Friday 2026 to New Year."""


def at(day: date, clock: str = "09:30") -> datetime:
    """A moment in London."""
    return datetime.combine(day, time.fromisoformat(clock), LONDON)


def june(day: int, clock: str = "12:00") -> datetime:
    return at(date(2026, 6, day), clock)


def may(day: int, clock: str = "12:00") -> datetime:
    return at(date(2026, 5, day), clock)


def booking(on: date = TUESDAY, *, days: int = 1, minutes: int | None = DAY, **more: Any) -> Facts:
    """A booking on an event that begins at half past nine."""
    dates = [on + timedelta(days=number) for number in range(days)]
    sessions = tuple(AtSession(day, minutes) for day in dates)
    said: dict[str, Any] = {"starts": at(on), "sessions": sessions}
    return Facts(**said | more)


def cancelled(when: datetime, on: date = TUESDAY, **more: Any) -> Facts:
    """A booking that was cancelled."""
    return booking(on, status=BookingStatus.CANCELLED, cancelled_at=when, **more)


def marked(
    *marks: Attendance, minutes: int | None = DAY, late: int | None = None, **more: Any
) -> Facts:
    """A booking with a mark for each day of the event."""
    sessions = tuple(
        AtSession(TUESDAY + timedelta(days=number), minutes, mark, late)
        for number, mark in enumerate(marks)
    )
    return booking(sessions=sessions, **more)


def turned_away(late: int | None, minutes: int = DAY) -> Facts:
    """A booking of somebody who came, so late, and was not let in."""
    session = AtSession(TUESDAY, minutes, Attendance.ABSENT, late, turned_away=True)
    return booking(sessions=(session,))


def sick(phoned: str = "", *, emailed: bool = False, on: date = TUESDAY) -> Told:
    """Sickness, and how the board was told."""
    return Told(
        "Sickness",
        phoned_at=at(on, phoned) if phoned else None,
        emailed_at=at(on, "09:50") if emailed else None,
    )
