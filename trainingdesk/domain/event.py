"""The states of an event, and what its date makes of them."""

from datetime import date
from enum import StrEnum


class EventStatus(StrEnum):
    """What was decided about an event, in the words of the workbook."""

    DRAFT = "Draft"
    PLANNED = "Planned"
    OPEN = "Open"
    CONFIRMED = "Confirmed"
    DELIVERED = "Delivered"
    POSTPONED = "Postponed"
    CANCELLED = "Cancelled"


class TrainerPart(StrEnum):
    """The part of a trainer who is not the first: beside the first, or in reserve."""

    BESIDE = "Beside"
    RESERVE = "Reserve"


UNSCHEDULED = frozenset({EventStatus.DRAFT, EventStatus.POSTPONED})
"""Not counted among the year's events."""

UNDECIDED = frozenset({EventStatus.PLANNED, EventStatus.OPEN})
"""It takes bookings, and nobody has said yet that it goes ahead."""

AT_RISK_DAYS = 28
"""Four weeks ahead, an event below its minimum must be decided on."""


def is_scheduled(status: EventStatus) -> bool:
    """Whether the event counts among the year's events."""
    return status not in UNSCHEDULED


def is_delivered(status: EventStatus, *, starts: date, today: date) -> bool:
    """Whether the event was not called off, and has begun."""
    return is_scheduled(status) and status != EventStatus.CANCELLED and starts <= today


def is_to_come(status: EventStatus, *, starts: date, today: date) -> bool:
    """Whether the event was not called off, and its first day is still ahead."""
    return is_scheduled(status) and status != EventStatus.CANCELLED and starts > today


def is_at_risk(
    status: EventStatus,
    *,
    starts: date,
    today: date,
    held: int,
    minimum: int | None,
) -> bool:
    """Whether too few have a place, with four weeks or less to go and nothing decided."""
    soon = 0 < (starts - today).days <= AT_RISK_DAYS
    return status in UNDECIDED and soon and held < (minimum or 0)
