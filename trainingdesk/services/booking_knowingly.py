"""Booking as a person does it: what speaks against it takes a reason."""

from sqlalchemy.orm import Session

from trainingdesk.domain.refusals import Invalid
from trainingdesk.services.bookings import Booked, book_against
from trainingdesk.services.desk import Stamp
from trainingdesk.services.overriding import overridden_by, reason_given
from trainingdesk.services.passing import end_what_ran_out
from trainingdesk.services.statuses import (
    delegate_to_book,
    open_event,
    refuse_unless_it_takes_bookings,
)
from trainingdesk.services.warnings import late_entry

NOT_SAID = "Booked by a command that gave no reason."
LATE = "Say why with --reason: a late entry is kept with its reason."


def book_knowingly(
    db: Session, *, event_id: int, delegate_id: int, by: Stamp, reason: str = ""
) -> Booked:
    """Book a delegate onto an event, with a reason where anything speaks against it.

    Raises Invalid without one; AlreadyBooked, EventClosed, EventNotOpen, Unknown.
    """
    event = open_event(db, event_id)
    refuse_unless_it_takes_bookings(event)
    delegate = delegate_to_book(db, event_id, delegate_id)
    end_what_ran_out(db, event, by=by)
    against = reason_given(db, event_id, delegate_id, reason=reason, by=by)
    return book_against(db, event, delegate, against, by=by, reason=reason)


def book_by_command(
    db: Session, *, event_id: int, delegate_id: int, by: Stamp, reason: str
) -> Booked:
    """Book a delegate as a command does: its warnings stop nobody, and are kept all the same.

    A late entry is no warning: it takes a reason. Raises Invalid without one, and what else
    booking raises.
    """
    event = open_event(db, event_id)
    refuse_unless_it_takes_bookings(event)
    delegate = delegate_to_book(db, event_id, delegate_id)
    said = reason.strip()
    if not said and (late := late_entry(event, by.today, by.at)):
        raise Invalid({"reason": f"{late} {LATE}"})
    end_what_ran_out(db, event, by=by)
    against = overridden_by(db, event_id, delegate_id, reason=said or NOT_SAID, by=by)
    why = said or (NOT_SAID if against else "")
    return book_against(db, event, delegate, against, by=by, reason=why)
