"""Going against a warning with a reason, which is kept; and booking somebody beyond the places."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.booking import NO_PLACE, BookingStatus
from trainingdesk.domain.refusals import AlreadyBooked, Invalid, Refused
from trainingdesk.services.desk import Stamp
from trainingdesk.services.passing import end_what_ran_out, give_place
from trainingdesk.services.places import places_of
from trainingdesk.services.records import record_of
from trainingdesk.services.statuses import (
    live_booking,
    new_booking,
    open_event,
    refuse_unless_it_takes_bookings,
)
from trainingdesk.services.warnings import warnings_against
from trainingdesk.storage.models import Booking, Delegate, Overridden

SAY_WHY = "Say why, in a few words: it is kept with the booking."


@dataclass(frozen=True, slots=True)
class OverriddenRow:
    """A warning that somebody went against: what it said, why, and who did so when."""

    booking_id: int
    warning: str
    reason: str
    at: datetime
    who: str


def overridden_by(
    db: Session, event_id: int, delegate_id: int, *, reason: str, by: Stamp
) -> list[Overridden]:
    """What a booking with a reason goes against; nothing where no reason is given."""
    if not reason.strip():
        return []
    return warned_of(_said(db, event_id, delegate_id, None, by), reason, by)


def reason_given(  # noqa: PLR0913 - whom, where, why, and instead of whom
    db: Session,
    event_id: int,
    delegate_id: int,
    *,
    reason: str,
    by: Stamp,
    instead_of: int | None = None,
) -> list[Overridden]:
    """What somebody goes against by booking a delegate, which takes a reason.

    Whoever books by hand is asked here, whatever way they come: nobody is booked against a
    warning without a reason, which is kept. Raises Invalid with what is said, where none is given.
    """
    said = _said(db, event_id, delegate_id, instead_of, by)
    if said and not reason.strip():
        name = record_of(db, Delegate, delegate_id).name
        raise Invalid({"reason": f"{name}: {' '.join(said)} {SAY_WHY}"})
    return warned_of(said, reason, by)


def _said(
    db: Session, event_id: int, delegate_id: int, instead_of: int | None, by: Stamp
) -> list[str]:
    return warnings_against(
        db,
        event_id=event_id,
        delegate_id=delegate_id,
        today=by.today,
        at=by.at,
        instead_of=instead_of,
    )


def warned_of(said: Iterable[str], reason: str, by: Stamp) -> list[Overridden]:
    """What somebody was warned of and did all the same, to be kept with their booking."""
    return [_against(warning, reason, by) for warning in said]


def keep_overridden(
    db: Session, booking: Booking, against: Sequence[Overridden], *, by: Stamp
) -> None:
    """Keep with a booking what it goes against, and by whom."""
    for row in against:
        row.booking_id, row.who = booking.id, by.who
        db.add(row)


def overbook(db: Session, *, event_id: int, delegate_id: int, reason: str, by: Stamp) -> int:
    """Book somebody beyond the places of an event, saying why, and return the booking.

    Raises Invalid without a reason, Refused while a place is free, AlreadyBooked, EventClosed,
    EventNotOpen, Unknown.
    """
    if not reason.strip():
        raise Invalid({"reason": SAY_WHY})
    event = open_event(db, event_id)
    delegate = record_of(db, Delegate, delegate_id)
    refuse_unless_it_takes_bookings(event)
    end_what_ran_out(db, event, by=by)
    if places_of(db, event_id).free:
        raise Refused("A place is free, so nobody needs one that is not there.")
    against = overridden_by(db, event_id, delegate_id, reason=reason, by=by)
    booking = live_booking(db, event_id, delegate_id)
    if booking is None:
        booking = new_booking(db, event, delegate, BookingStatus.BOOKED, by, reason=reason)
    elif booking.status is BookingStatus.WAITING:
        give_place(db, booking, by=by, reason=reason.strip())
    else:
        raise AlreadyBooked
    keep_overridden(db, booking, [*against, _against(NO_PLACE, reason, by)], by=by)
    return booking.id


def hand_on_the_place(db: Session, old: Booking, new: Booking) -> None:
    """Let whoever takes a place that is not there stand for it as the one before did."""
    query = select(Overridden).where(Overridden.booking_id == old.id)
    for row in list(db.scalars(query.where(Overridden.warning == NO_PLACE))):
        kept = {"reason": row.reason, "at": row.at, "who": row.who}
        db.add(Overridden(booking_id=new.id, warning=NO_PLACE, **kept))
    db.flush()


def overridden_on(db: Session, event_id: int) -> list[OverriddenRow]:
    """Every warning that was overridden for the bookings on an event, the first one first."""
    query = (
        select(Overridden)
        .join(Booking, Booking.id == Overridden.booking_id)
        .where(Booking.event_id == event_id)
        .order_by(Overridden.id)
    )
    return [
        OverriddenRow(row.booking_id, row.warning, row.reason, row.at, row.who)
        for row in db.scalars(query)
    ]


def _against(warning: str, reason: str, by: Stamp) -> Overridden:
    return Overridden(warning=warning, reason=reason.strip(), at=by.at, who=by.who)
