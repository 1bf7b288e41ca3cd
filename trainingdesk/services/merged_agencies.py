"""Agencies that went into another: who counts for them now, and what was theirs."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.agency_change import AgencyChangeKind
from trainingdesk.storage.models import Agency, AgencyChange, PlaceHold, PlaceShare

MERGED = select(AgencyChange.agency_id, AgencyChange.into_id).where(
    AgencyChange.kind == AgencyChangeKind.MERGED, AgencyChange.into_id.is_not(None)
)


def merged_into(db: Session) -> dict[int, int]:
    """Every agency that went into another, and the one that stands in its place now."""
    into = {each.agency_id: each.into_id for each in db.execute(MERGED)}
    found = {}
    for agency, heir in into.items():
        while heir in into:
            heir = into[heir]  # noqa: PLW2901 - on to whom that one went into
        found[agency] = heir
    return found


def hand_on_places(db: Session, agency: Agency, into: Agency) -> None:
    """What an agency may have, or has kept for it, is its heir's; what both have is added up."""
    theirs = {
        (share.event_id, share.course_id, share.kind): share
        for share in db.scalars(select(PlaceShare).where(PlaceShare.agency_id == into.id))
    }
    own = select(PlaceShare).where(PlaceShare.agency_id == agency.id).order_by(PlaceShare.id)
    for share in list(db.scalars(own)):
        same = theirs.get((share.event_id, share.course_id, share.kind))
        if same is None:
            share.agency_id = into.id
        else:
            same.places += share.places
            db.delete(share)
    kept = select(PlaceHold).where(
        PlaceHold.agency_id == agency.id, PlaceHold.released_on.is_(None)
    )
    for hold in list(db.scalars(kept)):
        hold.agency_id = into.id
    db.flush()
