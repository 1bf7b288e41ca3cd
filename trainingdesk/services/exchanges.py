"""One booking that takes the place of another: a colleague instead, or another date."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from trainingdesk.domain.attendance import CAME
from trainingdesk.domain.booking import IN_THE_QUEUE, BookingStatus
from trainingdesk.domain.refusals import AlreadyBooked, CameAlready, Refused
from trainingdesk.domain.waiting import OfferAnswer, Origin
from trainingdesk.services.booking_knowingly import book_knowingly
from trainingdesk.services.bookings import Booked
from trainingdesk.services.desk import Stamp
from trainingdesk.services.kept import hand_on_the_kept_place
from trainingdesk.services.overriding import hand_on_the_place, keep_overridden, reason_given
from trainingdesk.services.passing import (
    end_offer,
    end_the_same_wait,
    give_place,
    open_offer,
    pass_on_elsewhere,
    pass_places_on,
)
from trainingdesk.services.reasons import as_listed
from trainingdesk.services.records import record_of
from trainingdesk.services.statuses import (
    give_status,
    live_booking,
    lock_in_order,
    new_booking,
    open_event,
    refuse_unless_it_takes_bookings,
    standing_booking,
)
from trainingdesk.storage.models import Booking, BookingOrigin, Delegate, Event, SharedWait

GIVES_A_PLACE = IN_THE_QUEUE | {BookingStatus.BOOKED}
"""Who can be transferred: whoever has a place, the offer of one, or a turn in the queue."""


@dataclass(frozen=True, slots=True)
class Substituted:
    """The booking of a colleague, and whom a cap of the agency no longer keeps waiting."""

    booking_id: int
    lucky: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Transferred:
    """What became of bookings that went to another date, and who was given their places."""

    made: tuple[Booked, ...]
    lucky: tuple[str, ...]


def substitute(
    db: Session, booking_id: int, delegate_id: int, *, reason: str = "", by: Stamp
) -> Substituted:
    """Give the place of a booking to a colleague of any agency.

    As many places are taken as before, on a full event too, and no charge arises: the place is
    used. A colleague who waits for the event has their turn end with it. Raises Refused where
    there is no place to hand over, Invalid where something speaks against the colleague and no
    reason is given, AlreadyBooked, CameAlready, EventClosed, EventNotOpen, Unknown.
    """
    old = standing_booking(db, booking_id)
    event = old.event
    refuse_unless_it_takes_bookings(event)
    colleague = record_of(db, Delegate, delegate_id)
    if old.status is not BookingStatus.BOOKED:
        raise Refused(f"{old.delegate.name} has no place on this event to hand over.")
    _refuse_who_came(old)
    there = live_booking(db, event.id, delegate_id)
    if there is not None and there.status is not BookingStatus.WAITING:
        raise AlreadyBooked(f"{colleague.name} already has a booking on this event.")
    against = reason_given(db, event.id, delegate_id, reason=reason, by=by, instead_of=booking_id)
    said = as_listed(db, reason) or f"{colleague.name} comes instead."
    give_status(db, old, BookingStatus.SUBSTITUTED, by=by, reason=said)
    db.flush()
    instead = f"Instead of {old.delegate.name}."
    if there is None:
        there = new_booking(db, event, colleague, BookingStatus.BOOKED, by, reason=instead)
    else:
        give_place(db, there, by=by, reason=instead)
    hand_on_the_kept_place(db, old, there)
    hand_on_the_place(db, old, there)
    keep_overridden(db, there, against, by=by)
    came_from(db, there.id, old, Origin.SUBSTITUTED)
    return Substituted(there.id, tuple(pass_places_on(db, event, by=by)))


def transfer(
    db: Session, booking_id: int, event_id: int, *, reason: str = "", by: Stamp
) -> Transferred:
    """Let a booking go to another date of its course; raises what transfer_several raises."""
    return transfer_several(db, [booking_id], event_id, reason=reason, by=by)


def transfer_several(
    db: Session, booking_ids: Sequence[int], event_id: int, *, reason: str = "", by: Stamp
) -> Transferred:
    """Let bookings go to another date of their course, and pass the places on that they had.

    On the other date they have a place or wait, by the usual rule. Raises Refused where it is no
    date of the course or there is nothing to transfer, Invalid where something speaks against it
    and no reason is given; AlreadyBooked, CameAlready, EventClosed, EventNotOpen, Unknown.
    """
    events = {record_of(db, Booking, number).event_id for number in booking_ids}
    lock_in_order(db, {*events, event_id})
    for number in events:
        open_event(db, number)
    into = open_event(db, event_id)
    made = []
    for number in sorted(booking_ids):
        old = standing_booking(db, number)
        _refuse_to_go(old, into)
        give_up(db, old, BookingStatus.TRANSFERRED, by=by, reason=_said(db, reason, into))
        made.append(_book_instead(db, old, into, Origin.TRANSFERRED, reason=reason, by=by))
    lucky = [
        name
        for number in sorted(events)
        for name in pass_places_on(db, record_of(db, Event, number), by=by)
    ]
    return Transferred(tuple(made), tuple(lucky))


def give_up(db: Session, old: Booking, status: BookingStatus, *, by: Stamp, reason: str) -> None:
    """Give a booking a status that ends it, and its open offer with it."""
    if (offer := open_offer(db, old.id)) is not None:
        end_offer(offer, OfferAnswer.WITHDRAWN, by=by)
    give_status(db, old, status, by=by, reason=reason)
    db.flush()


def wait_as_before(db: Session, old: Booking, new: Booking, *, by: Stamp) -> None:
    """Let a new booking stand in one wait for several dates where the old one did."""
    shared = db.get(SharedWait, old.id)
    if shared is None:
        return
    db.add(SharedWait(booking_id=new.id, first_id=shared.first_id))
    db.flush()
    if new.status is BookingStatus.BOOKED:
        end_the_same_wait(db, new, by=by)
    else:  # the offer they had here held them up there
        pass_on_elsewhere(db, new, by=by)


def came_from(db: Session, booking_id: int, old: Booking, how: Origin) -> None:
    """Keep which booking another came from."""
    db.merge(BookingOrigin(booking_id=booking_id, from_id=old.id, how=how))
    db.flush()


def _book_instead(  # noqa: PLR0913 - one booking for another
    db: Session, old: Booking, into: Event, how: Origin, *, reason: str, by: Stamp
) -> Booked:
    try:
        booked = book_knowingly(
            db, event_id=into.id, delegate_id=old.delegate_id, by=by, reason=reason
        )
    except AlreadyBooked as refusal:
        said = f"{old.delegate.name} already has a booking on {into.reference}."
        raise AlreadyBooked(said) from refusal
    came_from(db, booked.booking_id, old, how)
    wait_as_before(db, old, db.get_one(Booking, booked.booking_id), by=by)
    return booked


def _refuse_to_go(old: Booking, into: Event) -> None:
    if into.id == old.event_id:
        raise Refused(f"{old.delegate.name} is on this date already. Choose another one.")
    if into.course_id != old.event.course_id:
        raise Refused(f"{into.reference} is no date of {old.event.course.title}.")
    if old.status not in GIVES_A_PLACE:
        raise Refused(f"{old.delegate.name} has no booking here to transfer.")
    _refuse_who_came(old)


def _refuse_who_came(old: Booking) -> None:
    if any(mark.attendance in CAME for mark in old.marks):
        raise CameAlready


def _said(db: Session, reason: str, into: Event) -> str:
    return as_listed(db, reason) or f"To {into.reference}."
