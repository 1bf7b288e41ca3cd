"""What the sample has beyond its workbooks: an offer that runs out, a cap, and who goes first."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.waiting import Promotion, ShareKind
from trainingdesk.domain.waiting_list import offer_ends
from trainingdesk.services.boards import board_of, save_board
from trainingdesk.services.desk import Stamp
from trainingdesk.services.offers import give_priority
from trainingdesk.services.places import queue_of
from trainingdesk.storage.models import Agency, Booking, Event, Offer, PlaceShare

OFFERED_AGO = timedelta(days=1, hours=18)
OFFER_DAYS = 3
CAPPED = {"OH-2602": "North Vale NHS Foundation Trust"}
"""The event whose cap stands in somebody's way, and the agency that is capped there."""

FIRST = {"NEGL-2603": "New in the job; the head asked on 2 November"}
"""Where the last who waits goes before the others, and why."""


def let_some_wait(db: Session, by: Stamp) -> None:
    """Offer places where workbooks say so, and tell who is capped and who goes first."""
    save_board(db, replace(board_of(db), promotion=Promotion.OFFERED, offer_days=OFFER_DAYS))
    _date_the_offers(db, by)
    for reference, agency in CAPPED.items():
        _cap(db, reference, agency)
    for reference, reason in FIRST.items():
        event_id = db.scalars(select(Event.id).where(Event.reference == reference)).one()
        last = queue_of(db, event_id)[-1]
        give_priority(db, last, priority=1, reason=reason, by=by)
    db.flush()


def _date_the_offers(db: Session, by: Stamp) -> None:
    """Give an end to the offers of events to come, which workbooks do not tell."""
    made = by.at - OFFERED_AGO
    query = (
        select(Booking.id, Event.starts)
        .join(Booking.event)
        .where(Booking.status == BookingStatus.OFFERED, Event.starts > by.today)
    )
    for booking_id, starts in db.execute(query):
        until = offer_ends(made, days=OFFER_DAYS, starts=starts)
        db.add(Offer(booking_id=booking_id, made_at=made, expires_at=until, who=by.who))


def _cap(db: Session, reference: str, agency: str) -> None:
    """Cap an agency at what it has on an event."""
    event_id = db.scalars(select(Event.id).where(Event.reference == reference)).one()
    agency_id = db.scalars(select(Agency.id).where(Agency.name == agency)).one()
    theirs = Booking.event_id == event_id, Booking.agency_id == agency_id
    taken = db.scalars(select(Booking.id).where(*theirs, Booking.status == BookingStatus.BOOKED))
    cap = {"kind": ShareKind.CAP, "places": len(taken.all())}
    db.add(PlaceShare(event_id=event_id, agency_id=agency_id, **cap))
