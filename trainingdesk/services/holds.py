"""Keeping places for an agency without names until a day, naming them, and letting them go."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.figures import counted
from trainingdesk.domain.refusals import Invalid, Refused, Unknown
from trainingdesk.domain.words import plain_day
from trainingdesk.services.booking_knowingly import book_knowingly
from trainingdesk.services.bookings import Booked
from trainingdesk.services.desk import Stamp
from trainingdesk.services.kept import (
    hold_with_room,
    name_a_kept_place,
    names_on,
    places_left,
)
from trainingdesk.services.passing import end_what_ran_out, give_place, pass_places_on
from trainingdesk.services.places import places_of
from trainingdesk.services.records import record_of
from trainingdesk.services.statuses import (
    live_booking,
    open_event,
    refuse_unless_it_takes_bookings,
)
from trainingdesk.storage.models import Agency, Delegate, Event, PlaceHold

A_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class PlacesKept:
    """Places to be kept for an agency, until a day and for some reason."""

    agency_id: int
    places: int
    until: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class HoldRow:
    """Places kept for an agency on an event: how many, how many have a name, and until when."""

    id: int
    agency_id: int
    agency: str
    places: int
    named: int
    until: date
    note: str

    @property
    def left(self) -> int:
        """How many have no name yet."""
        return max(0, self.places - self.named)


def holds_on(db: Session, event_id: int) -> list[HoldRow]:
    """What is kept for agencies on an event, the soonest over first."""
    query = (
        select(PlaceHold)
        .where(PlaceHold.event_id == event_id, PlaceHold.released_on.is_(None))
        .options(joinedload(PlaceHold.agency))
        .order_by(PlaceHold.until, PlaceHold.id)
    )
    return [
        HoldRow(
            id=hold.id,
            agency_id=hold.agency_id,
            agency=hold.agency.name,
            places=hold.places,
            named=names_on(db, hold.id),
            until=hold.until,
            note=hold.note,
        )
        for hold in db.scalars(query)
    ]


def usual_last_day(db: Session, event_id: int, *, today: date) -> date:
    """Until when places are usually kept: a week before the event, while that is to come."""
    starts = record_of(db, Event, event_id).starts
    return max(today, starts - A_WEEK)


def keep_places(db: Session, event_id: int, kept: PlacesKept, *, by: Stamp) -> int:
    """Keep free places of an event for an agency until a day, and return the number of the hold.

    Raises Invalid where more are asked for than are free, or the day is over or after the event
    begins; EventClosed, EventNotOpen, Unknown.
    """
    event = open_event(db, event_id)
    refuse_unless_it_takes_bookings(event)
    agency = record_of(db, Agency, kept.agency_id)
    end_what_ran_out(db, event, by=by)
    free = places_of(db, event_id).free
    if problems := _problems(kept, free=free, event=event, today=by.today):
        raise Invalid(problems)
    hold = PlaceHold(
        event_id=event.id,
        agency_id=agency.id,
        places=kept.places,
        until=kept.until,
        made_at=by.at,
        note=kept.note.strip(),
    )
    db.add(hold)
    db.flush()
    return hold.id


def release(db: Session, hold_id: int, *, by: Stamp) -> list[str]:
    """Let go of the places that nobody was named for, and name who is given them.

    Raises Refused where they were let go already, EventClosed, Unknown.
    """
    hold = _hold(db, hold_id)
    event = open_event(db, hold.event_id)
    db.refresh(hold)
    if hold.released_on is not None:
        raise Refused("These places were let go already.")
    hold.released_on = by.today
    db.flush()
    return pass_places_on(db, event, by=by)


def name_held(
    db: Session, hold_id: int, delegate_id: int, *, by: Stamp, reason: str = ""
) -> Booked:
    """Book somebody of the agency on one of the places that are kept for it.

    Whoever waits for a place on the event is given it. Raises Refused where they are of another
    agency or no place is left, Invalid where something speaks against it and nobody says why,
    AlreadyBooked, EventClosed, EventNotOpen, Unknown.
    """
    hold = _hold(db, hold_id)
    event = open_event(db, hold.event_id)
    end_what_ran_out(db, event, by=by)
    db.refresh(hold)
    delegate = record_of(db, Delegate, delegate_id)
    if delegate.agency_id != hold.agency_id:
        raise Refused(
            f"{delegate.name} is of {delegate.agency.name}; these places are kept for "
            f"{hold.agency.name}."
        )
    if hold_with_room(db, event.id, hold.agency_id) is None or not places_left(db, hold):
        raise Refused("None of these places is left.")
    booking = live_booking(db, event.id, delegate_id)
    if booking is None or booking.status is not BookingStatus.WAITING:
        return book_knowingly(db, event_id=event.id, delegate_id=delegate_id, by=by, reason=reason)
    refuse_unless_it_takes_bookings(event)
    name_a_kept_place(db, booking, hold)
    give_place(db, booking, by=by, reason=f"A place was kept for {hold.agency.name}.")
    return Booked(BookingStatus.BOOKED, None, booking.id)


def _hold(db: Session, hold_id: int) -> PlaceHold:
    hold = db.get(PlaceHold, hold_id)
    if hold is None:
        raise Unknown("These places are no longer kept.")
    return hold


def _problems(kept: PlacesKept, *, free: int, event: Event, today: date) -> dict[str, str]:
    found = {}
    if kept.places < 1:
        found["places"] = "Say how many places are kept, 1 or more."
    elif kept.places > free:
        are = "is" if free == 1 else "are"
        found["places"] = f"Only {counted(free, 'place')} {are} free." if free else "None is free."
    if kept.until < today:
        found["until"] = f"{plain_day(kept.until)} is over. Say a day to come."
    elif kept.until > event.starts:
        found["until"] = f"The event begins on {plain_day(event.starts)}: keep them until then."
    return found
