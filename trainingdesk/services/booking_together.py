"""Booking several people on several events in one act."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from trainingdesk.domain.booking import BookingStatus
from trainingdesk.services.booking_knowingly import book_knowingly
from trainingdesk.services.desk import Stamp
from trainingdesk.services.statuses import live_booking, lock_in_order, open_event


@dataclass(frozen=True, slots=True)
class BookedTogether:
    """How many bookings have a place, how many wait, and how many stood already."""

    booked: int
    waiting: int
    already: int


def book_together(
    db: Session,
    *,
    event_ids: Sequence[int],
    delegate_ids: Sequence[int],
    by: Stamp,
    reason: str = "",
) -> BookedTogether:
    """Book each of several people on each of several events; who has a booking there keeps it.

    What speaks against a booking takes a ``reason``, which is kept. Raises Invalid without one,
    EventClosed, EventNotOpen, Unknown; then nobody is booked.
    """
    made: list[BookingStatus] = []
    lock_in_order(db, event_ids)
    for event_id in sorted(event_ids):
        open_event(db, event_id)
        made += [
            book_knowingly(
                db, event_id=event_id, delegate_id=delegate_id, by=by, reason=reason
            ).status
            for delegate_id in delegate_ids
            if live_booking(db, event_id, delegate_id) is None
        ]
    waiting = made.count(BookingStatus.WAITING)
    already = len(event_ids) * len(delegate_ids) - len(made)
    return BookedTogether(len(made) - waiting, waiting, already)
