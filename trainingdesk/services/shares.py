"""How many places of an event agencies and sectors may have, and how many they have."""

from collections.abc import Mapping

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from trainingdesk.domain.booking import HOLDS_A_PLACE
from trainingdesk.domain.waiting import ShareKind
from trainingdesk.domain.waiting_list import Cap, Whose
from trainingdesk.storage.models import Agency, Booking, Event, PlaceShare


def caps_of(db: Session, event: Event) -> Mapping[Whose, Cap]:
    """The caps that hold on an event: its own, and those of its course where it has none."""
    query = (
        select(PlaceShare, Agency.name)
        .outerjoin(Agency, Agency.id == PlaceShare.agency_id)
        .where(
            PlaceShare.kind == ShareKind.CAP,
            or_(PlaceShare.event_id == event.id, PlaceShare.course_id == event.course_id),
        )
        .order_by(PlaceShare.event_id.is_not(None))  # the event's own come last, and stay
    )
    shares = {share.agency_id or share.sector: (share, name) for share, name in db.execute(query)}
    if not shares:
        return {}
    taken = _taken(db, event.id)
    return {
        whose: Cap(name or share.sector, share.places, taken.get(whose, 0))
        for whose, (share, name) in shares.items()
    }


def _taken(db: Session, event_id: int) -> dict[Whose, int]:
    """How many places each agency, and each sector, has on an event."""
    held = Booking.event_id == event_id, Booking.status.in_(HOLDS_A_PLACE)
    agencies = (
        select(Booking.agency_id, Agency.sector, func.count(Booking.id))
        .join(Agency, Agency.id == Booking.agency_id)
        .where(*held)
        .group_by(Booking.agency_id, Agency.sector)
    )
    found: dict[Whose, int] = {}
    for agency_id, sector, number in db.execute(agencies):
        found[agency_id] = number
        found[sector] = found.get(sector, 0) + number
    return found
