"""What is said of an event's bookings: whose they are, how many, and why none are taken."""

from collections.abc import Sequence

from trainingdesk.domain.booking import GIVEN_UP
from trainingdesk.domain.figures import counted
from trainingdesk.services.bookings import BookingRow
from trainingdesk.services.event_pages import EventHead
from ui.events.telling import said_name

ONLY_COUNTED = "People are only counted here"
HOW_TO_COUNT = "How many came is a field of the event: F2 changes the event."


def why_not(head: EventHead | None) -> str:
    """Why nobody can be booked."""
    if head is not None and head.row.headcount_only:
        return "People are only counted here: no bookings are taken"
    if head is not None and head.register_closed_on is not None:
        return "The register is closed; open it again to book somebody"
    return f"{head.status.value}: no bookings are taken" if head is not None else ""


def nobody_yet(head: EventHead | None, first_step: str) -> tuple[str, str]:
    """What an event without bookings says: how to book, or how to tell who came."""
    if head is not None and head.row.by_heads and not head.takes_bookings:
        return ONLY_COUNTED, HOW_TO_COUNT
    takes = head is not None and head.takes_bookings
    return "Nobody is booked yet", first_step if takes else ""


def whose(rows: Sequence[BookingRow]) -> str:
    """The bookings that an act is about, in words."""
    if len(rows) == 1:
        return f"the booking of {said_name(rows[0].delegate)}"
    return counted(len(rows), "booking")


def names_of(names: Sequence[str]) -> str:
    """One name as it is said, or how many there are."""
    return said_name(names[0]) if len(names) == 1 else counted(len(names), "delegate")


def counts_of(rows: Sequence[BookingRow]) -> str:
    """How many are booked, wait and gave up."""
    parts = []
    for word in ("Booked", "Walk-in", "Offered", "Waiting", "Requested"):
        number = sum(row.status == word for row in rows)
        parts += [f"{number:,} {word.lower()}"] if number else []
    gone = sum(row.status in GIVEN_UP for row in rows)
    parts += [f"{gone:,} given up"] if gone else []
    return ", ".join(parts) or "Nobody is booked yet"
