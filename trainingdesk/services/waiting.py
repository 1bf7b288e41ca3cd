"""Giving free places to those who wait, where nothing was cancelled to free them."""

from sqlalchemy.orm import Session

from trainingdesk.domain.refusals import Refused
from trainingdesk.services.bookings import open_event, promote
from trainingdesk.services.desk import Stamp


def give_free_places(db: Session, event_id: int, *, by: Stamp) -> list[str]:
    """Give every free place to whoever has waited longest, and name them.

    After more places were made, or after an import. Raises EventClosed, Refused, Unknown.
    """
    lucky = promote(db, open_event(db, event_id), by=by)
    if not lucky:
        raise Refused("No place is free, or nobody waits for one.")
    return lucky
