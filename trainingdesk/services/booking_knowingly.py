"""Booking as a person does it: what speaks against it takes a reason."""

from sqlalchemy.orm import Session

from trainingdesk.services.bookings import Booked, book
from trainingdesk.services.desk import Stamp
from trainingdesk.services.overriding import reason_given
from trainingdesk.services.statuses import (
    delegate_to_book,
    open_event,
    refuse_unless_it_takes_bookings,
)


def book_knowingly(
    db: Session, *, event_id: int, delegate_id: int, by: Stamp, reason: str = ""
) -> Booked:
    """Book a delegate onto an event, with a reason where anything speaks against it.

    Raises Invalid without one; AlreadyBooked, EventClosed, EventNotOpen, Unknown.
    """
    refuse_unless_it_takes_bookings(open_event(db, event_id))
    delegate_to_book(db, event_id, delegate_id)
    reason_given(db, event_id, delegate_id, reason=reason, by=by)
    return book(db, event_id=event_id, delegate_id=delegate_id, by=by, reason=reason)
