"""Giving free places to those who wait, where nothing was cancelled to free them."""

from sqlalchemy.orm import Session

from trainingdesk.domain.figures import counted
from trainingdesk.domain.refusals import Refused
from trainingdesk.services.desk import Stamp
from trainingdesk.services.passing import pass_places_on
from trainingdesk.services.places import places_of
from trainingdesk.services.statuses import CLOSED_TO_BOOKING, open_event
from trainingdesk.storage.models import Event


def give_free_places(db: Session, event_id: int, *, by: Stamp) -> list[str]:
    """Give every free place to whoever has waited longest, and name them.

    After more places were made, or after an import. Raises EventClosed, Refused, Unknown.
    """
    lucky = pass_places_on(db, open_event(db, event_id), by=by)
    if not lucky:
        raise Refused("No place is free, or nobody waits for one.")
    return lucky


def places_to_give(db: Session, event_id: int) -> str:
    """That places of an event are free while people wait for one; nothing where that is not so."""
    event = db.get_one(Event, event_id)
    places = places_of(db, event_id)
    closed = event.register_closed_on is not None or event.status in CLOSED_TO_BOOKING
    if closed or not places.free or not places.waiting:
        return ""
    free = counted(
        places.free, f"place of {event.reference} is", f"places of {event.reference} are"
    )
    return f"{free} free, and {counted(places.waiting, 'person waits', 'people wait')}."
