"""Setting caps and aims, and taking them away; a raised cap lets those waiting in at once."""

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from trainingdesk.domain.meanwhile import refuse_if_changed
from trainingdesk.domain.refusals import Invalid, Unknown
from trainingdesk.domain.share import ShareDetails
from trainingdesk.services.desk import Stamp
from trainingdesk.services.passing import pass_places_on
from trainingdesk.services.records import record_of
from trainingdesk.services.statuses import lock_in_order, locked_event, open_event
from trainingdesk.storage.models import Agency, Event, PlaceShare


def share_details(db: Session, share_id: int, *, event_id: int) -> ShareDetails:
    """A cap or an aim as a form takes it, with the event it was opened on; raises Unknown."""
    return _details(_share(db, share_id, event_id))


def set_share(  # noqa: PLR0913 - what is changed, and how it was when the form was opened
    db: Session,
    event_id: int,
    details: ShareDetails,
    *,
    by: Stamp,
    share_id: int | None = None,
    opened: ShareDetails | None = None,
) -> tuple[int, list[str]]:
    """Set or change a cap or an aim on an event, or on all of its course; name who is let in.

    Raises ChangedMeanwhile, EventClosed, Invalid and Unknown.
    """
    _lock(db, event_id, share_id, of_course=details.of_course)
    event = open_event(db, event_id)
    share = None if share_id is None else _share(db, share_id, event_id)
    if share is not None:
        refuse_if_changed(opened, _details(share))
    if problems := details.problems() or _twice(db, event, details, share):
        raise Invalid(problems)
    if details.agency_id is not None:
        record_of(db, Agency, details.agency_id)
    if share is None:
        share = PlaceShare()
        db.add(share)
    changed_course = details.of_course or share.course_id is not None
    _fill(share, event, details)
    db.flush()
    return share.id, _let_in(db, event, by, whole_course=changed_course)


def remove_share(db: Session, share_id: int, *, event_id: int, by: Stamp) -> list[str]:
    """Take a cap or an aim away, and name who is given a place by it; raises Unknown."""
    _lock(db, event_id, share_id)
    event = open_event(db, event_id)
    share = _share(db, share_id, event_id)
    whole_course = share.course_id is not None
    db.delete(share)
    db.flush()
    return _let_in(db, event, by, whole_course=whole_course)


def _lock(db: Session, event_id: int, share_id: int | None, *, of_course: bool = False) -> None:
    """Lock all events that a cap or an aim is for, or is to be for, in the order of everybody."""
    share = db.get(PlaceShare, share_id) if share_id is not None else None
    if of_course or (share is not None and share.course_id is not None):
        course = select(Event.course_id).where(Event.id == event_id).scalar_subquery()
        still_open = Event.register_closed_on.is_(None)
        theirs = select(Event.id).where(Event.course_id == course, still_open)
        lock_in_order(db, {event_id, *db.scalars(theirs)})


def _share(db: Session, share_id: int, event_id: int) -> PlaceShare:
    share = db.get(PlaceShare, share_id)
    event = record_of(db, Event, event_id)
    if share is None or (share.event_id != event.id and share.course_id != event.course_id):
        raise Unknown("This cap or aim is no longer there.")
    return share


def _details(share: PlaceShare) -> ShareDetails:
    return ShareDetails(
        share.agency_id, share.sector, share.kind, share.places, share.course_id is not None
    )


def _fill(share: PlaceShare, event: Event, details: ShareDetails) -> None:
    share.event_id = None if details.of_course else event.id
    share.course_id = event.course_id if details.of_course else None
    share.agency_id, share.sector = details.agency_id, details.sector.strip()
    share.kind, share.places = details.kind, details.places or 0


def _twice(
    db: Session, event: Event, details: ShareDetails, share: PlaceShare | None
) -> dict[str, str]:
    """That somebody has such a cap or aim already, where they do."""
    where: ColumnElement[bool] = (
        PlaceShare.course_id == event.course_id
        if details.of_course
        else PlaceShare.event_id == event.id
    )
    query = select(PlaceShare.id).where(
        where,
        PlaceShare.kind == details.kind,
        PlaceShare.agency_id == details.agency_id
        if details.agency_id is not None
        else PlaceShare.sector == details.sector.strip(),
    )
    others = set(db.scalars(query)) - {share.id if share is not None else None}
    kind = details.kind.value.lower()
    return {"whose": f"There is such a {kind} already: change that one."} if others else {}


def _let_in(db: Session, event: Event, by: Stamp, *, whole_course: bool) -> list[str]:
    """Pass on the places that a cap kept from those waiting, on every event it held on."""
    if not whole_course:
        return pass_places_on(db, event, by=by)
    to_come = select(Event.id).where(
        Event.course_id == event.course_id,
        Event.register_closed_on.is_(None),
        Event.starts >= by.today,
    )
    together = sorted({event.id, *db.scalars(to_come)})
    lock_in_order(db, together)
    others = (locked_event(db, each) for each in together)
    return [
        name
        for other in others
        if other is not None and other.register_closed_on is None
        for name in pass_places_on(db, other, by=by)
    ]
