"""The places of an event that are kept for agencies: which are left, and who has taken one."""

from collections import Counter

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from trainingdesk.domain.booking import HOLDS_A_PLACE
from trainingdesk.services.merged_agencies import merged_into
from trainingdesk.services.places import Places, places_of, waiting_on
from trainingdesk.storage.models import Booking, HeldName, PlaceHold


def hold_with_room(db: Session, event_id: int, agency_id: int) -> PlaceHold | None:
    """What is kept for an agency on an event and not named yet, the soonest over first.

    Where every place is taken, somebody was overbooked with a reason into what was kept.
    """
    places = places_of(db, event_id)
    if not places.kept or places.held >= places.places:
        return None
    query = select(PlaceHold).where(
        PlaceHold.event_id == event_id,
        PlaceHold.agency_id == merged_into(db).get(agency_id, agency_id),
        PlaceHold.released_on.is_(None),
    )
    holds = db.scalars(query.order_by(PlaceHold.until, PlaceHold.id))
    return next((hold for hold in holds if places_left(db, hold)), None)


def kept_for_newcomers(db: Session, event_id: int, agency_id: int) -> PlaceHold | None:
    """What is kept for an agency, where nobody of it waits, who would go first."""
    hold = hold_with_room(db, event_id, agency_id)
    if hold is None or any(each.agency_id == agency_id for each in waiting_on(db, event_id)):
        return None
    return hold


def kept_for_each(db: Session, event_id: int, places: Places) -> Counter[int]:
    """How many places are kept for each agency that nobody was overbooked into."""
    room = max(0, places.places - places.held) - places.free
    kept: Counter[int] = Counter()
    if not places.kept:
        return kept
    holds = select(PlaceHold).where(PlaceHold.event_id == event_id, PlaceHold.released_on.is_(None))
    for hold in db.scalars(holds.order_by(PlaceHold.until, PlaceHold.id)):
        left = min(room, places_left(db, hold))
        kept[hold.agency_id] += left
        room -= left
    return kept


def take_a_kept_place(db: Session, booking: Booking) -> None:
    """Let a booking that is given a place have one that is kept for its agency, if there is one."""
    if (hold := hold_with_room(db, booking.event_id, booking.agency_id)) is not None:
        name_a_kept_place(db, booking, hold)


def places_left(db: Session, hold: PlaceHold) -> int:
    """How many of the places that are kept have no name yet."""
    if hold.released_on is not None:
        return 0
    return max(0, hold.places - names_on(db, hold.id))


def names_on(db: Session, hold_id: int) -> int:
    """How many have taken one of the places of a hold, and still have it."""
    query = (
        select(func.count(Booking.id))
        .join(HeldName, HeldName.booking_id == Booking.id)
        .where(HeldName.hold_id == hold_id, Booking.status.in_(HOLDS_A_PLACE))
    )
    return db.scalars(query).one()


def name_a_kept_place(db: Session, booking: Booking, hold: PlaceHold) -> None:
    """Note that a booking has taken one of the places that were kept."""
    db.merge(HeldName(booking_id=booking.id, hold_id=hold.id))
    db.flush()


def hand_on_the_kept_place(db: Session, old: Booking, new: Booking) -> None:
    """Let another booking stand for the place of a hold that this one had."""
    named = db.get(HeldName, old.id)
    if named is not None:
        db.merge(HeldName(booking_id=new.id, hold_id=named.hold_id))
        db.flush()
