"""How an event stands today, in one word: what was decided, and what its bookings and date say."""

from enum import StrEnum


class Standing(StrEnum):
    """The word on an event's chip, the same everywhere."""

    DRAFT = "Draft"
    PLANNED = "Planned"
    OPEN = "Open"
    CONFIRMED = "Confirmed"
    FULL = "Full"
    AT_RISK = "At risk"
    TODAY = "Today"
    UNDER_WAY = "Under way"
    REGISTER_OPEN = "Register open"
    DELIVERED = "Delivered"
    POSTPONED = "Postponed"
    CANCELLED = "Cancelled"


BEGUN = frozenset({Standing.TODAY, Standing.UNDER_WAY, Standing.REGISTER_OPEN, Standing.DELIVERED})
"""Held, or being held: what the figures count as delivered."""

CALLED_OFF = frozenset({Standing.DRAFT, Standing.POSTPONED, Standing.CANCELLED})
"""Nobody can book, and nobody can come."""

TO_COME = frozenset(
    {Standing.PLANNED, Standing.OPEN, Standing.CONFIRMED, Standing.FULL, Standing.AT_RISK}
)


def said_level(level: str) -> str:
    """A level as it is read: a bare number or letter is named, words speak for themselves."""
    return f"Level {level}" if 0 < len(level) <= len("10") else level
