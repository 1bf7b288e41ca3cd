"""Requests that a manager is to agree to: asked for, agreed step by step, refused, expired."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.agreement import MOST_STEPS, Declaration, step_said
from trainingdesk.domain.booking import BookingStatus, status_of_new_booking
from trainingdesk.domain.refusals import AlreadyBooked, AlreadyRequested, Invalid, Refused
from trainingdesk.services.desk import Stamp
from trainingdesk.services.kept import kept_for_newcomers, name_a_kept_place
from trainingdesk.services.passing import end_what_ran_out, pass_places_on
from trainingdesk.services.places import places_of, queue_of
from trainingdesk.services.request_expiry import expire_requests
from trainingdesk.services.shares import over_a_cap
from trainingdesk.services.statuses import (
    delegate_to_book,
    give_status,
    live_booking,
    new_booking,
    open_event,
    refuse_unless_it_takes_bookings,
    requested_booking,
    standing_booking,
)
from trainingdesk.storage.models import Agreement, Board, Booking

__all__ = ["Agreed", "agree", "expire_requests", "refuse", "request", "steps_wanted"]

NONE_WANTED = "This board wants no manager's agreement: book at once, or change that in Settings."
ALL_AGREED = "Agreed."


@dataclass(frozen=True, slots=True)
class Agreed:
    """What became of a request by an agreement, and who was given a place besides."""

    status: BookingStatus
    place_in_queue: int | None = None
    lucky: tuple[str, ...] = ()


def steps_wanted(db: Session) -> int:
    """How many agreements a booking needs on this desk; none where the board wants none."""
    return db.get_one(Board, 1).agreement_steps


def request(db: Session, *, event_id: int, delegate_id: int, by: Stamp) -> int:
    """Ask for a place that a manager is to agree to, and return the booking; it holds no place.

    Raises AlreadyBooked, AlreadyRequested, EventClosed, EventNotOpen, Refused, Unknown.
    """
    event = open_event(db, event_id)
    if not steps_wanted(db):
        raise Refused(NONE_WANTED)
    delegate = delegate_to_book(db, event_id, delegate_id)
    if requested_booking(db, event_id, delegate_id) is not None:
        raise AlreadyRequested
    booking = new_booking(db, event, delegate, BookingStatus.REQUESTED, by)
    db.add(Agreement(booking_id=booking.id, step=1, asked_on=by.today))
    db.flush()
    return booking.id


def agree(db: Session, booking_id: int, *, step: int, declared: Declaration, by: Stamp) -> Agreed:
    """Keep that somebody agreed; with the last step the request becomes a booking.

    It has a place, or waits in the order of the day on which it was asked for. Raises
    AlreadyBooked, EventClosed, EventNotOpen, Invalid, Refused, Unknown.
    """
    booking = _open_request(db, booking_id)
    if problems := declared.problems(by.today):
        raise Invalid(problems)
    given = _given(db, booking)
    steps = steps_wanted(db)
    if step != given + 1:
        which = step_said(step, MOST_STEPS).lower()
        missing = "was given already" if step <= given else "comes after the first"
        raise Refused(f"The {which} {missing}.")
    row = _step_of(db, booking, step, by)
    row.decided_on, row.agreed = declared.on, True
    row.who, row.how = declared.who.strip(), declared.how
    db.flush()
    if step < steps:
        db.add(Agreement(booking_id=booking.id, step=step + 1, asked_on=by.today))
        db.flush()
        return Agreed(BookingStatus.REQUESTED)
    return _book(db, booking, by)


def refuse(db: Session, booking_id: int, *, reason: str, by: Stamp) -> None:
    """End a request that somebody does not agree to; raises Invalid, EventClosed and Refused."""
    booking = _open_request(db, booking_id)
    if not reason.strip():
        raise Invalid({"reason": "Say why it is not agreed, as the delegate will be told."})
    row = _step_of(db, booking, _given(db, booking) + 1, by)
    row.decided_on, row.agreed = by.today, False
    said = f"Not agreed: {reason.strip()}"
    give_status(db, booking, BookingStatus.CANCELLED, by=by, reason=said)
    db.flush()


def _book(db: Session, booking: Booking, by: Stamp) -> Agreed:
    """Give an agreed request a place, or its turn; a cap is not overstepped without a reason."""
    event = booking.event
    refuse_unless_it_takes_bookings(event)
    if live_booking(db, event.id, booking.delegate_id) is not None:
        raise AlreadyBooked
    end_what_ran_out(db, event, by=by)
    places = places_of(db, event.id)
    hold = kept_for_newcomers(db, event.id, booking.agency_id) if places.kept else None
    capped = "" if hold else over_a_cap(db, event, booking.agency)
    free, waiting = (1, 0) if hold else (0 if capped else places.free, places.waiting)
    status = status_of_new_booking(free=free, waiting=waiting)
    give_status(db, booking, status, by=by, reason=capped or ALL_AGREED)
    db.flush()
    if hold is not None:
        name_a_kept_place(db, booking, hold)
    lucky = pass_places_on(db, event, by=by)
    turns = queue_of(db, event.id)
    turn = turns.index(booking.id) + 1 if booking.id in turns else None
    others = tuple(name for name in lucky if name != booking.delegate.name)
    return Agreed(booking.status, turn, others)


def _open_request(db: Session, booking_id: int) -> Booking:
    booking = standing_booking(db, booking_id)
    if booking.status is not BookingStatus.REQUESTED:
        raise Refused(f"{booking.delegate.name} has no open request: it is {booking.status}.")
    return booking


def _given(db: Session, booking: Booking) -> int:
    """The last step that was agreed."""
    query = select(Agreement.step).where(
        Agreement.booking_id == booking.id, Agreement.agreed.is_(True)
    )
    return max(db.scalars(query), default=0)


def _step_of(db: Session, booking: Booking, step: int, by: Stamp) -> Agreement:
    """One step of a request; of one that came with an import it is kept from now on."""
    query = select(Agreement).where(Agreement.booking_id == booking.id, Agreement.step == step)
    row = db.scalars(query).one_or_none()
    if row is None:
        asked_on = booking.booked_on or by.today
        row = Agreement(booking_id=booking.id, step=step, asked_on=asked_on)
        db.add(row)
    return row
