"""Booking delegates onto events, and letting places go."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from trainingdesk.domain.attendance import CAME
from trainingdesk.domain.booking import GIVEN_UP, BookingStatus, status_of_new_booking
from trainingdesk.domain.refusals import CameAlready, NotCancellable
from trainingdesk.domain.waiting import OfferAnswer
from trainingdesk.services.booked import BookingRow, bookings_on
from trainingdesk.services.desk import Stamp
from trainingdesk.services.kept import kept_for_newcomers, name_a_kept_place
from trainingdesk.services.overriding import keep_overridden, overridden_by
from trainingdesk.services.passing import (
    end_offer,
    end_what_ran_out,
    open_offer,
    pass_on_elsewhere,
    pass_places_on,
)
from trainingdesk.services.places import places_of, queue_of
from trainingdesk.services.reasons import as_listed
from trainingdesk.services.records import record_of
from trainingdesk.services.statuses import (
    delegate_to_book,
    give_status,
    lock_in_order,
    new_booking,
    new_bookings,
    open_event,
    standing_booking,
)
from trainingdesk.services.walk_ins import add_walk_in
from trainingdesk.storage.models import Booking, Delegate, Event, Overridden

__all__ = [
    "Booked",
    "BookingRow",
    "add_walk_in",
    "book",
    "book_against",
    "bookings_on",
    "cancel",
    "cancel_several",
    "places_of",
]


@dataclass(frozen=True, slots=True)
class Booked:
    """What became of a booking: a place, or a turn in the queue."""

    status: BookingStatus
    place_in_queue: int | None
    booking_id: int = field(default=0, compare=False)

    def __str__(self) -> str:
        return f"waiting {self.place_in_queue}" if self.place_in_queue else "booked"


def book(db: Session, *, event_id: int, delegate_id: int, by: Stamp, reason: str = "") -> Booked:
    """Book a delegate onto an event, or put them on its waiting list when it is full.

    Whoever waits already goes first: a newcomer does not overtake the queue. Whose agency has
    a place kept for it takes that one. With a ``reason`` every warning that speaks against the
    booking is kept as overridden. Raises AlreadyBooked, EventClosed, EventNotOpen, Unknown.
    """
    event = open_event(db, event_id)
    delegate = delegate_to_book(db, event_id, delegate_id)
    end_what_ran_out(db, event, by=by)
    against = overridden_by(db, event_id, delegate_id, reason=reason, by=by)
    return book_against(db, event, delegate, against, by=by, reason=reason)


def book_against(  # noqa: PLR0913 - whom, where, against what, and why
    db: Session,
    event: Event,
    delegate: Delegate,
    against: Sequence[Overridden],
    *,
    by: Stamp,
    reason: str,
) -> Booked:
    """Book somebody of whom it is known what speaks against it, and keep that as overridden.

    The places of the event are ours, and what ran out there is over. Raises EventNotOpen.
    """
    places = places_of(db, event.id)
    hold = kept_for_newcomers(db, event.id, delegate.agency_id) if places.kept else None
    free, waiting = (1, 0) if hold else (places.free, places.waiting)
    status = status_of_new_booking(free=free, waiting=waiting)
    turn = places.offered + places.waiting + 1 if status is BookingStatus.WAITING else None
    if places.requested:  # perhaps by them: then it is that booking
        booking = new_booking(db, event, delegate, status, by, reason=reason)
    else:
        [booking] = new_bookings(db, event, [(delegate, status, reason)], by)
    if hold is not None:
        name_a_kept_place(db, booking, hold)
    keep_overridden(db, booking, against, by=by)
    if turn and (places.free or places.kept):  # those before may be held up: then it is their turn
        pass_places_on(db, event, by=by)
        queue = queue_of(db, event.id)
        turn = queue.index(booking.id) + 1 if booking.id in queue else None
    return Booked(booking.status, turn, booking.id)


def cancel(db: Session, booking_id: int, *, reason: str, by: Stamp) -> list[str]:
    """Cancel a booking and pass its place to whoever has waited longest; name who got it.

    Raises CameAlready, EventClosed, NotCancellable, Unknown.
    """
    return cancel_several(db, [booking_id], reason=reason, by=by)


def cancel_several(db: Session, booking_ids: Sequence[int], *, reason: str, by: Stamp) -> list[str]:
    """Cancel bookings, and only then pass their places on: nobody among them is promoted first."""
    events: dict[int, Event] = {}
    had_offer: list[Booking] = []
    said = as_listed(db, reason)
    asked = [record_of(db, Booking, number) for number in booking_ids]
    lock_in_order(db, {booking.event_id for booking in asked})
    for booking_id in booking_ids:
        booking = standing_booking(db, booking_id)
        events[booking.event_id] = booking.event
        if booking.status in GIVEN_UP:
            raise NotCancellable
        if any(mark.attendance in CAME for mark in booking.marks):
            raise CameAlready
        if (offer := open_offer(db, booking_id)) is not None:
            end_offer(offer, OfferAnswer.WITHDRAWN, by=by)
            had_offer.append(booking)
        give_status(db, booking, BookingStatus.CANCELLED, by=by, reason=said)
    db.flush()
    lucky = [name for event in events.values() for name in pass_places_on(db, event, by=by)]
    return lucky + [name for each in had_offer for name in pass_on_elsewhere(db, each, by=by)]
