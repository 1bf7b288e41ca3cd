"""Offers of a place: made, accepted, declined, and a place given to somebody out of turn."""

from sqlalchemy.orm import Session

from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.refusals import Invalid, Refused
from trainingdesk.domain.waiting import OfferAnswer
from trainingdesk.services.desk import Stamp
from trainingdesk.services.kept import hold_with_room, take_a_kept_place
from trainingdesk.services.passing import (
    TOO_LATE,
    end_offer,
    end_what_ran_out,
    give_place,
    make_offer,
    offer_elsewhere,
    open_offer,
    pass_on_elsewhere,
    pass_places_on,
)
from trainingdesk.services.places import places_of
from trainingdesk.services.statuses import give_status, refuse_if_off, standing_booking
from trainingdesk.storage.models import Booking, Turn


def offer_place(db: Session, booking_id: int, *, by: Stamp) -> None:
    """Offer a free place to somebody who waits; raises Refused, EventClosed, Unknown."""
    booking = _waits_for_a_free_place(db, booking_id, by)
    if booking.event.starts <= by.today:
        raise Refused(TOO_LATE)
    if elsewhere := offer_elsewhere(db, booking):
        raise Refused(f"{booking.delegate.name} has an offer of {elsewhere}: one wait, one place.")
    make_offer(db, booking, booking.event, by=by)


def give_by_hand(db: Session, booking_id: int, *, by: Stamp) -> list[str]:
    """Give a free place to somebody who waits, in turn or not, and name who else gains by it.

    Raises Refused, EventClosed, Unknown.
    """
    booking = _waits_for_a_free_place(db, booking_id, by)
    return give_place(db, booking, by=by, reason="Given by hand.")


def accept(db: Session, booking_id: int, *, said: str = "", by: Stamp) -> list[str]:
    """Book somebody who accepts the offer, and name who gains by the end of their wait elsewhere.

    Raises Refused where it is no longer open.
    """
    booking = standing_booking(db, booking_id)
    refuse_if_off(booking.event)
    _answer(db, booking, OfferAnswer.ACCEPTED, said=said, by=by)
    return give_place(db, booking, by=by, reason=_told("Accepted the offer", said))


def decline(db: Session, booking_id: int, *, said: str = "", by: Stamp) -> list[str]:
    """Let go of a place that was offered and is not wanted, and name who is given it.

    Raises Refused where the offer is no longer open.
    """
    booking = standing_booking(db, booking_id)
    _answer(db, booking, OfferAnswer.DECLINED, said=said, by=by)
    reason = _told("Declined the offer", said)
    give_status(db, booking, BookingStatus.CANCELLED, by=by, reason=reason)
    db.flush()
    lucky = pass_places_on(db, booking.event, by=by)
    return lucky + pass_on_elsewhere(db, booking, by=by)


def give_priority(db: Session, booking_id: int, *, priority: int, reason: str, by: Stamp) -> None:
    """Let somebody wait ahead of the order, or behind it; nought takes it back.

    Raises Invalid without a reason, Refused where they do not wait.
    """
    booking = standing_booking(db, booking_id)
    if booking.status is not BookingStatus.WAITING:
        raise Refused(f"{booking.delegate.name} does not wait for a place.")
    turn = db.get(Turn, booking_id)
    if not priority:
        if turn is not None:
            db.delete(turn)
        return
    if not reason.strip():
        raise Invalid({"reason": "Say why they go before the others, or after them."})
    if turn is None:
        turn = Turn(booking_id=booking_id)
        db.add(turn)
    turn.priority, turn.reason, turn.at, turn.who = priority, reason.strip(), by.at, by.who


def _waits_for_a_free_place(db: Session, booking_id: int, by: Stamp) -> Booking:
    booking = standing_booking(db, booking_id)
    refuse_if_off(booking.event)
    end_what_ran_out(db, booking.event, by=by)
    if booking.status is not BookingStatus.WAITING:
        raise Refused(f"{booking.delegate.name} does not wait for a place.")
    has_kept = hold_with_room(db, booking.event_id, booking.agency_id) is not None
    if not (has_kept or places_of(db, booking.event_id).free):
        raise Refused("No place is free. Cancel somebody, or give the event more places.")
    take_a_kept_place(db, booking)
    return booking


def _answer(db: Session, booking: Booking, answer: OfferAnswer, *, said: str, by: Stamp) -> None:
    """Note an answer in time; an offer that came in a workbook has no end, nor a row of its own."""
    end_what_ran_out(db, booking.event, by=by)
    if booking.status is not BookingStatus.OFFERED:
        raise Refused(f"{booking.delegate.name} has no open offer of a place.")
    if (offer := open_offer(db, booking.id)) is not None:
        end_offer(offer, answer, by=by, said=said)


def _told(deed: str, said: str) -> str:
    return f"{deed}: {said}" if said else f"{deed}."
