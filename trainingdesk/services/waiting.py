"""Giving free places to those who wait, where nothing was cancelled to free them."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from trainingdesk.domain.figures import counted
from trainingdesk.domain.refusals import Refused
from trainingdesk.domain.waiting import Promotion
from trainingdesk.domain.waiting_list import ORDER_SAID, enough_for_another
from trainingdesk.domain.words import listed
from trainingdesk.services.desk import Stamp
from trainingdesk.services.passing import pass_places_on, rule_of
from trainingdesk.services.places import Places, places_of
from trainingdesk.services.statuses import CLOSED_TO_BOOKING, open_event
from trainingdesk.storage.models import Board, Event


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


def rule_said(db: Session) -> str:
    """How a free place reaches whoever waits, and the order in which they wait."""
    board = db.get_one(Board, 1)
    said = {
        Promotion.BOOKED: "A place that becomes free is booked at once for whoever is next.",
        Promotion.OFFERED: "A place that becomes free is offered to whoever is next, "
        f"for {counted(board.offer_days, 'day')}.",
        Promotion.BY_HAND: "Places are given by hand.",
    }
    return f"{said[board.promotion]} {ORDER_SAID}"


def another_said(db: Session, event_id: int) -> str:
    """That as many wait as another event would need; nothing where that is not so."""
    event = db.get_one(Event, event_id)
    if not enough_wait(event, places_of(db, event_id)):
        return ""
    return f"Enough wait for another date of {event.course.title}."


def enough_wait(event: Event, places: Places) -> bool:
    """Whether as many wait for a full event as another one of its course would need."""
    needed = event.course.minimum or event.places
    return not places.free and enough_for_another(places.waiting, minimum=needed)


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
