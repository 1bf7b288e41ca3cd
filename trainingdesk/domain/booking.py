"""The rules of booking: who gets a place, who waits, and what each status means."""

from enum import StrEnum


class BookingStatus(StrEnum):
    """Where a delegate stands on one event, in the words of the workbook."""

    REQUESTED = "Requested"
    BOOKED = "Booked"
    WAITING = "Waiting"
    OFFERED = "Offered"
    WALK_IN = "Walk-in"
    CANCELLED = "Cancelled"
    SUBSTITUTED = "Substituted"
    TRANSFERRED = "Transferred"


class Via(StrEnum):
    """Where an act was done."""

    WINDOW = "Window"
    COMMAND = "Command"
    WORKBOOK = "Workbook"


LIVE = frozenset(
    {
        BookingStatus.BOOKED,
        BookingStatus.WAITING,
        BookingStatus.OFFERED,
        BookingStatus.WALK_IN,
    }
)
"""A delegate has at most one of these on an event."""

HOLDS_A_PLACE = frozenset({BookingStatus.BOOKED, BookingStatus.OFFERED})
"""An open offer holds exactly one place until it is taken or declined; a walk-in holds none."""

IN_THE_QUEUE = frozenset({BookingStatus.WAITING, BookingStatus.OFFERED})

GIVEN_UP = frozenset(
    {BookingStatus.CANCELLED, BookingStatus.SUBSTITUTED, BookingStatus.TRANSFERRED}
)
"""The place was held and let go."""

REGISTRATIONS = GIVEN_UP | {BookingStatus.BOOKED}
"""Bookings ever made: requests, waits, offers and walk-ins are not among them."""

NO_PLACE = "No place was free."
"""What is overridden where somebody is booked beyond the places."""

ON_THE_REGISTER = frozenset({BookingStatus.BOOKED, BookingStatus.WALK_IN})
"""Whoever is expected, and whoever came all the same."""


def free_places(*, places: int, held: int, kept: int = 0) -> int:
    """How many places are free: neither held by somebody nor kept for an agency.

    Never fewer than none, even where one was overbooked on purpose.
    """
    return max(0, places - held - kept)


def status_of_new_booking(*, free: int, waiting: int = 0) -> BookingStatus:
    """Give a place while there is one and nobody waits before, otherwise a turn in the queue."""
    if waiting == 0 and free > 0:
        return BookingStatus.BOOKED
    return BookingStatus.WAITING
