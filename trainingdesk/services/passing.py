"""Passing free places on to whoever waits: one path, whatever made a place free."""

from collections.abc import Collection
from dataclasses import replace

from sqlalchemy import bindparam, exists, or_, select
from sqlalchemy.orm import Session, aliased, joinedload

from trainingdesk.domain.booking import IN_THE_QUEUE, BookingStatus
from trainingdesk.domain.waiting import OfferAnswer, Promotion
from trainingdesk.domain.waiting_list import Passing, Waits, offer_ends, offer_said, pass_on
from trainingdesk.services.desk import Stamp
from trainingdesk.services.kept import kept_for_each, take_a_kept_place
from trainingdesk.services.places import places_of, waiting_on
from trainingdesk.services.request_expiry import events_with_requests_over, expire_requests_of
from trainingdesk.services.shares import caps_of
from trainingdesk.services.statuses import (
    CLOSED_TO_BOOKING,
    give_status,
    lock_in_order,
    locked_event,
)
from trainingdesk.storage.models import (
    Agreement,
    Board,
    Booking,
    Event,
    Offer,
    PlaceHold,
    SharedWait,
)

BY_HAND = "Places are given by hand on this desk."
FREED = "A place became free."
RAN_OUT = "The offer ran out."
TOO_LATE = "It is too late for an offer: give places by hand."

# Queries are built once, since every booking asks them: building takes longest.
OF_THE_EVENT = Booking.event_id == bindparam("event")
MAY_BE_OVER = select(Event.id).where(
    Event.id == bindparam("event"),
    or_(
        exists().where(
            OF_THE_EVENT,
            Offer.booking_id == Booking.id,
            Offer.answered_at.is_(None),
            Offer.expires_at <= bindparam("at"),
        ),
        exists().where(
            PlaceHold.event_id == bindparam("event"),
            PlaceHold.released_on.is_(None),
            PlaceHold.until < bindparam("today"),
        ),
        exists().where(
            OF_THE_EVENT,
            Booking.status == BookingStatus.REQUESTED,
            Agreement.booking_id == Booking.id,
            Agreement.decided_on.is_(None),
            Agreement.asked_on < bindparam("today"),
        ),
    ),
)
"""Whether to look closer for offers, kept places and requests that are over: one look for all.

Every booking asks it, and mostly nothing is; how long a request stands is looked at after.
"""

OPEN_OFFER = select(Offer).where(
    Offer.booking_id == bindparam("booking"), Offer.answered_at.is_(None)
)

WITH_NAME = (
    select(Booking).where(Booking.id == bindparam("booking")).options(joinedload(Booking.delegate))
)

_HERE, _WAITS = aliased(SharedWait), aliased(Booking)
SAME_WAIT = (
    select(Booking)
    .join(SharedWait, SharedWait.booking_id == Booking.id)
    .join(_HERE, _HERE.first_id == SharedWait.first_id)
    .where(
        _HERE.booking_id == bindparam("booking"),
        Booking.id != bindparam("booking"),
        Booking.status.in_(IN_THE_QUEUE),
    )
    .order_by(Booking.event_id)
)
OFFERED_ELSEWHERE = (
    select(_HERE.booking_id, Event.reference)
    .join(_WAITS, _WAITS.id == _HERE.booking_id)
    .join(SharedWait, SharedWait.first_id == _HERE.first_id)
    .join(Booking, Booking.id == SharedWait.booking_id)
    .join(Event, Event.id == Booking.event_id)
    .where(_WAITS.event_id == bindparam("event"), Booking.status == BookingStatus.OFFERED)
)
"""Of the bookings on an event, those whose wait for several dates has an offer, and of which."""


def pass_places_on(db: Session, event: Event, *, by: Stamp, by_hand: bool = False) -> list[str]:
    """Give or offer every free place in the order of the waiting list, and name who got one.

    Offers that have run out and places kept until a day that is over are free first. Never
    more are promoted than places are free. ``by_hand`` says that the user asked for it, where
    the board gives places by hand. The event's places are ours while this goes on.
    """
    lucky = end_what_ran_out(db, event, by=by)
    rule = rule_of(db)
    if by_hand and rule is Promotion.BY_HAND:
        rule = Promotion.BOOKED
    passing = _passing_on(db, event, rule, by)
    for booking_id in passing.given:
        booking = db.scalars(WITH_NAME, {"booking": booking_id}).one()
        lucky.append(booking.delegate.name)
        if booking_id in passing.kept:
            take_a_kept_place(db, booking)
        if rule is Promotion.OFFERED:
            make_offer(db, booking, event, by=by)
        else:
            lucky += give_place(db, booking, by=by, reason=FREED)
    return lucky


def pass_on_elsewhere(db: Session, booking: Booking, *, by: Stamp) -> list[str]:
    """Pass on what is free on the other dates of a wait that an offer held up; name who got one."""
    others = [each.event for each in _same_wait(db, booking)]
    return [
        f"{name} on {event.reference}"
        for event in others
        for name in pass_on_each(db, [event.id], by=by)
    ]


def passing_on(db: Session, event: Event, *, by: Stamp) -> Passing:
    """Who would be given the places that are free now, and why each of the others is not."""
    return _passing_on(db, event, rule_of(db), by)


def _passing_on(db: Session, event: Event, rule: Promotion, by: Stamp) -> Passing:
    if not (waiting := waiting_on(db, event.id)):
        return Passing(())
    waiting = _held_up_by_others(db, event, waiting)
    places = places_of(db, event.id)
    kept = kept_for_each(db, event.id, places)
    held_up = _nobody_because(event, rule, by)
    caps = caps_of(db, event)
    return pass_on(waiting, free=places.free, kept=kept, caps=caps, held_up=held_up)


def pass_on_what_ran_out(db: Session, *, by: Stamp) -> list[str]:
    """End every offer and every kept place whose time is over, and pass the places on."""
    return pass_on_each(db, events_run_out(db, by=by), by=by)


def pass_on_each(db: Session, event_ids: Collection[int], *, by: Stamp) -> list[str]:
    """Pass on what is free of several events, but not of one that was closed or removed since."""
    lock_in_order(db, event_ids)
    lucky = []
    for event_id in event_ids:
        event = locked_event(db, event_id)
        if event is not None and event.register_closed_on is None:
            lucky += pass_places_on(db, event, by=by)
    return lucky


def events_run_out(db: Session, *, by: Stamp) -> list[int]:
    """The events on which an offer, a kept place or a request ran out, in one order of locks.

    Once a register is closed, its offers stay as they are; so do those of an event that is off,
    which nobody could accept.
    """
    over = select(Event.id).where(Event.register_closed_on.is_(None))
    offers = over.join(Booking, Booking.event_id == Event.id).join(
        Offer, Offer.booking_id == Booking.id
    )
    kept = over.join(PlaceHold, PlaceHold.event_id == Event.id)
    answered, released = Offer.answered_at.is_not(None), PlaceHold.released_on.is_not(None)
    is_on = Event.status.not_in(CLOSED_TO_BOOKING)
    ran_out = db.scalars(offers.where(~answered, Offer.expires_at <= by.at, is_on))
    let_go = db.scalars(kept.where(~released, PlaceHold.until < by.today))
    return sorted({*ran_out, *let_go, *events_with_requests_over(db, by=by)})


def end_what_ran_out(db: Session, event: Event, *, by: Stamp) -> list[str]:
    """End the offers of an event that have run out, and let go of places kept too long.

    The answer names who is given a place on another date that such an offer held up.
    """
    if db.scalar(MAY_BE_OVER, {"event": event.id, "at": by.at, "today": by.today}) is None:
        return []
    ended = _end_offers_over(db, event, by=by) if event.status not in CLOSED_TO_BOOKING else []
    kept = select(PlaceHold).where(
        PlaceHold.event_id == event.id,
        PlaceHold.released_on.is_(None),
        PlaceHold.until < by.today,
    )
    for hold in list(db.scalars(kept)):
        hold.released_on = by.today
    expire_requests_of(db, event, by=by)
    db.flush()
    return [name for booking in ended for name in pass_on_elsewhere(db, booking, by=by)]


def _end_offers_over(db: Session, event: Event, *, by: Stamp) -> list[Booking]:
    """End the offers that have run out, and name those who lose a place by it."""
    offers = (
        select(Offer)
        .join(Booking, Booking.id == Offer.booking_id)
        .where(
            Booking.event_id == event.id,
            Offer.answered_at.is_(None),
            Offer.expires_at <= by.at,
        )
    )
    ended = []
    for offer in list(db.scalars(offers)):
        end_offer(offer, OfferAnswer.EXPIRED, by=by)
        if offer.booking.status is BookingStatus.OFFERED:
            give_status(db, offer.booking, BookingStatus.CANCELLED, by=by, reason=RAN_OUT)
            ended.append(offer.booking)
    db.flush()
    return ended


def make_offer(db: Session, booking: Booking, event: Event, *, by: Stamp) -> Offer:
    """Hold a place for somebody who waits, for as many days as the board gives them."""
    days = db.get_one(Board, 1).offer_days
    ends = offer_ends(by.at, days=days, starts=event.starts)
    offer = Offer(booking_id=booking.id, made_at=by.at, expires_at=ends, who=by.who)
    db.add(offer)
    give_status(db, booking, BookingStatus.OFFERED, by=by, reason=offer_said(ends))
    db.flush()
    return offer


def end_offers_before(db: Session, event: Event, *, by: Stamp) -> None:
    """Let no open offer of an event run on into its day, which may come sooner now."""
    db.flush()
    offers = select(Offer).join(Booking, Booking.id == Offer.booking_id)
    for offer in list(
        db.scalars(offers.where(Booking.event_id == event.id, Offer.answered_at.is_(None)))
    ):
        days = (offer.expires_at - by.at).days + 1
        offer.expires_at = min(offer.expires_at, offer_ends(by.at, days=days, starts=event.starts))


def end_offer(offer: Offer, answer: OfferAnswer, *, by: Stamp, said: str = "") -> None:
    """Note what became of an offer."""
    offer.answered_at, offer.answer, offer.said = by.at, answer, said


def open_offer(db: Session, booking_id: int) -> Offer | None:
    """The offer that somebody has not answered yet, if there is one."""
    return db.scalars(OPEN_OFFER, {"booking": booking_id}).one_or_none()


def give_place(db: Session, booking: Booking, *, by: Stamp, reason: str) -> list[str]:
    """Book somebody who waited; the same wait for other dates ends with it.

    The answer names who is given what that wait held elsewhere.
    """
    give_status(db, booking, BookingStatus.BOOKED, by=by, reason=reason)
    db.flush()
    return end_the_same_wait(db, booking, by=by)


def end_the_same_wait(db: Session, booking: Booking, *, by: Stamp) -> list[str]:
    """End the wait for the other dates of whoever has a place on one, and name who gains by it."""
    lucky: list[str] = []
    for other in _same_wait(db, booking):
        if (offer := open_offer(db, other.id)) is not None:
            end_offer(offer, OfferAnswer.WITHDRAWN, by=by)
        had_place = other.status is BookingStatus.OFFERED
        said = f"Has a place on {booking.event.reference}."
        give_status(db, other, BookingStatus.CANCELLED, by=by, reason=said)
        db.flush()
        event = locked_event(db, other.event_id) if had_place else None
        if event is not None and event.register_closed_on is None:
            there = pass_places_on(db, event, by=by)
            lucky += [f"{name} on {event.reference}" for name in there]
    return lucky


def _same_wait(db: Session, booking: Booking) -> list[Booking]:
    """The other bookings of one wait for several dates that still wait."""
    return list(db.scalars(SAME_WAIT, {"booking": booking.id}))


def offer_elsewhere(db: Session, booking: Booking) -> str:
    """The other date of which the same wait has an offer, if it has one: one holds one place."""
    others = _same_wait(db, booking)
    offered = [each for each in others if each.status is BookingStatus.OFFERED]
    return offered[0].event.reference if offered else ""


def _held_up_by_others(db: Session, event: Event, waiting: list[Waits]) -> list[Waits]:
    """Whoever has an offer of another date in the same wait is not given a second one."""
    offered = {found[0]: found[1] for found in db.execute(OFFERED_ELSEWHERE, {"event": event.id})}
    return [
        replace(each, held_up=f"Has an offer of {offered[each.booking_id]}.")
        if each.booking_id in offered
        else each
        for each in waiting
    ]


def _nobody_because(event: Event, rule: Promotion, by: Stamp) -> str:
    """Why nobody on the waiting list of an event is given anything, where that is so."""
    if event.register_closed_on is not None:
        return "The register is closed."
    if event.status in CLOSED_TO_BOOKING:
        return f"The event is marked {event.status}."
    if event.starts < by.today:
        return "The event has begun."
    if rule is Promotion.OFFERED and event.starts <= by.today:
        return TOO_LATE
    return BY_HAND if rule is Promotion.BY_HAND else ""


def rule_of(db: Session) -> Promotion:
    """How this board passes on a place that becomes free."""
    return db.get_one(Board, 1).promotion
