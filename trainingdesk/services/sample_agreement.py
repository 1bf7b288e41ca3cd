"""What the sample programme shows of agreements, caps, aims and kept places."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from trainingdesk.domain.agreement import AgreedHow
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.waiting import ShareKind
from trainingdesk.services.desk import Stamp
from trainingdesk.services.holds import PlacesKept, keep_places
from trainingdesk.services.mix import mix_of
from trainingdesk.services.statuses import give_status, new_booking
from trainingdesk.storage.models import Agency, Agreement, Booking, Delegate, Event, PlaceShare

ASKED = (8, 5, 1)
"""How many days ago each of the requests was made."""
AGREED = "Ngozi Hartley"
AGREED_AFTER = timedelta(days=12)
KEPT_FOR, KEPT = "Tern Valley Fire and Rescue", 2
SOME = 6
"""An event shows its mix once so many are booked."""


def show_agreements(db: Session, by: Stamp) -> None:
    """Let some delegates ask for a place on an event to come, and give it a cap and an aim."""
    event = _worth_showing(db, by)
    if event is None:
        return
    booked = select(Booking.delegate_id).where(Booking.event_id == event.id)
    others = (
        select(Delegate)
        .where(Delegate.id.not_in(booked), Delegate.left_on.is_(None))
        .order_by(Delegate.reference)
    )
    for person, days in zip(db.scalars(others.limit(len(ASKED))), ASKED, strict=False):
        since = timedelta(days=days)
        on = by.today - since
        then = Stamp(by.who, by.at - since, on, by.via)
        asked = new_booking(db, event, person, BookingStatus.REQUESTED, then)
        db.add(Agreement(booking_id=asked.id, step=1, asked_on=on))
    _agree(db, event, by)
    _limit(db, event)
    _keep(db, event, by)


def _agree(db: Session, event: Event, by: Stamp) -> None:
    """Somebody who asked two weeks ago has their manager's agreement, and a place."""
    then = replace(by, at=by.at - AGREED_AFTER, today=by.today - AGREED_AFTER)
    booked = select(Booking.delegate_id).where(Booking.event_id == event.id)
    others = select(Delegate).where(Delegate.id.not_in(booked), Delegate.left_on.is_(None))
    person = db.scalars(others.order_by(Delegate.reference).limit(1)).one()
    asked = new_booking(db, event, person, BookingStatus.REQUESTED, then)
    agreed = {"decided_on": by.today, "agreed": True, "who": AGREED, "how": AgreedHow.EMAIL}
    db.add(Agreement(booking_id=asked.id, step=1, asked_on=then.today, **agreed))
    give_status(db, asked, BookingStatus.BOOKED, by=by, reason=f"Agreed by {AGREED}.")
    db.flush()


def _keep(db: Session, event: Event, by: Stamp) -> None:
    """Keep some of the free places for an agency that is to name its people."""
    agency_id = db.scalars(select(Agency.id).where(Agency.name == KEPT_FOR)).one()
    until = event.starts - timedelta(days=7)
    keep_places(db, event.id, PlacesKept(agency_id, KEPT, until, "New team"), by=by)


def _limit(db: Session, event: Event) -> None:
    """Cap the agency that has most places at what it has, and aim at more of a small sector."""
    rows = [row for row in mix_of(db, event.id) if row.taken]
    agency = max((row for row in rows if row.agency_id is not None), key=lambda row: row.taken)
    sector = min((row for row in rows if row.agency_id is None), key=lambda row: row.taken)
    cap, aim = ShareKind.CAP, ShareKind.AIM
    places = agency.taken
    db.add(PlaceShare(event_id=event.id, agency_id=agency.agency_id, kind=cap, places=places))
    places = sector.taken + 2
    db.add(PlaceShare(event_id=event.id, sector=sector.sector, kind=aim, places=places))


def _worth_showing(db: Session, by: Stamp) -> Event | None:
    """The first open event some weeks ahead on which people are booked and nobody waits."""
    waiting = select(Booking.event_id).where(Booking.status == BookingStatus.WAITING)
    query = (
        select(Event)
        .join(Booking, Booking.event_id == Event.id)
        .where(
            Event.starts > by.today + timedelta(weeks=2),
            Event.status == EventStatus.OPEN,
            Event.id.not_in(waiting),
            Booking.status == BookingStatus.BOOKED,
        )
        .group_by(Event.id)
        .having(func.count(Booking.id) >= SOME)
        .order_by(Event.starts, Event.id)
    )
    return db.scalars(query.limit(1)).first()
