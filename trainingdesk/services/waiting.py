"""Giving free places to those who wait, where nothing was cancelled to free them."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from trainingdesk.domain.figures import counted
from trainingdesk.domain.refusals import Refused
from trainingdesk.domain.waiting import Promotion
from trainingdesk.domain.words import listed
from trainingdesk.services.desk import Stamp
from trainingdesk.services.passing import pass_places_on, rule_of
from trainingdesk.services.places import places_of
from trainingdesk.services.statuses import CLOSED_TO_BOOKING, open_event
from trainingdesk.storage.models import Event


def give_free_places(db: Session, event_id: int, *, by: Stamp) -> list[str]:
    """Give or offer every free place in the order of the waiting list, and name who got one.

    After an import, or where the board gives places by hand; then they are given and not
    offered. Raises EventClosed, Refused, Unknown.
    """
    lucky = pass_places_on(db, open_event(db, event_id), by=by, by_hand=True)
    if not lucky:
        raise Refused("No place is free, or nobody waits for one.")
    return lucky


def given_said(db: Session, lucky: Sequence[str]) -> str:
    """Who has a place, or the offer of one, from the waiting list; nothing where nobody has."""
    if not lucky:
        return ""
    what = "the offer of a place" if rule_of(db) is Promotion.OFFERED else "a place now"
    have = "has" if len(lucky) == 1 else "have"
    return f"{listed(lucky)} {have} {what}, from the waiting list."


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
