"""How many places of an event agencies and sectors may have, and how many they have."""

from collections.abc import Iterable, Mapping

from sqlalchemy import bindparam, func, or_, select
from sqlalchemy.orm import Session

from trainingdesk.domain.booking import HOLDS_A_PLACE
from trainingdesk.domain.waiting import ShareKind
from trainingdesk.domain.waiting_list import Cap, Whose
from trainingdesk.services.merged_agencies import merged_into
from trainingdesk.storage.models import Agency, Booking, Event, PlaceShare

SHARES = (
    select(PlaceShare, Agency.name)
    .outerjoin(Agency, Agency.id == PlaceShare.agency_id)
    .where(
        PlaceShare.kind == bindparam("kind"),
        or_(
            PlaceShare.event_id == bindparam("event"),
            PlaceShare.course_id == bindparam("course"),
        ),
    )
    .order_by(PlaceShare.event_id.is_not(None), PlaceShare.id)  # the event's own stay
)


def caps_of(db: Session, event: Event) -> Mapping[Whose, Cap]:
    """The caps that hold on an event: its own, and those of its course where it has none."""
    shares = shares_of(db, event, ShareKind.CAP)
    if not shares:
        return {}
    taken = taken_on(db, event.id)
    return {
        whose: Cap(name, share.places, taken.get(whose, 0))
        for whose, (share, name) in shares.items()
    }


def shares_of(db: Session, event: Event, kind: ShareKind) -> dict[Whose, tuple[PlaceShare, str]]:
    """The caps, or the aims, that hold on an event, with whom each is for."""
    of = {"kind": kind, "event": event.id, "course": event.course_id}
    return {
        share.agency_id or share.sector: (share, name or share.sector)
        for share, name in db.execute(SHARES, of)
    }


def over_a_cap(
    db: Session, event: Event, agency: Agency, *, instead_of: Agency | None = None
) -> str:
    """Why one more place for an agency is more than it may have; nothing where it is not.

    A place that comes ``instead_of`` one of its own, or of its sector's, is no more than before.
    """
    caps = caps_of(db, event)
    as_before = {instead_of.id, instead_of.sector} if instead_of is not None else set()
    theirs: Iterable[Whose] = (agency.id, agency.sector)
    full = (caps[whose] for whose in theirs if whose in caps and whose not in as_before)
    return next((cap.said(cap.taken) for cap in full if cap.taken >= cap.places), "")


def taken_on(db: Session, event_id: int) -> dict[Whose, int]:
    """How many places each agency, and each sector, has on an event.

    What was booked for an agency that went into another counts for that one.
    """
    held = Booking.event_id == event_id, Booking.status.in_(HOLDS_A_PLACE)
    agencies = (
        select(Booking.agency_id, Agency.sector, func.count(Booking.id))
        .join(Agency, Agency.id == Booking.agency_id)
        .where(*held)
        .group_by(Booking.agency_id, Agency.sector)
    )
    heirs = merged_into(db)
    found: dict[Whose, int] = {}
    for agency_id, sector, number in db.execute(agencies):
        now = heirs.get(agency_id, agency_id)
        found[now] = found.get(now, 0) + number
        found[sector] = found.get(sector, 0) + number
    return found
