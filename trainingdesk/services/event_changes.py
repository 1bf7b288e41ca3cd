"""What is decided about events: every status they were given is kept, with its reason."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.own_words import BoardList
from trainingdesk.domain.refusals import Invalid, Refused, Unknown
from trainingdesk.services.certificates import withdraw_all
from trainingdesk.services.desk import Stamp
from trainingdesk.services.reasons import as_listed, event_reasons_offered
from trainingdesk.services.statuses import lock_in_order, locked_event
from trainingdesk.storage.models import Event, EventChange

__all__ = [
    "REASONED",
    "EventChangeRow",
    "call_off",
    "changes_of",
    "event_reasons_offered",
    "give_event_status",
    "go_ahead",
    "held_event",
    "keep_event_status",
]

REASONED = frozenset({EventStatus.CANCELLED, EventStatus.POSTPONED})
"""Statuses that stand with their reason, which the year's report counts."""

GOES_AHEAD = "Say why it goes ahead, in a few words: it is kept in the event's history."
SAY_WHY = "Say why, in a few words. The year's report counts the reasons."


@dataclass(frozen=True, slots=True)
class EventChangeRow:
    """One status an event was given: when, by whom and why."""

    id: int
    status: EventStatus
    who: str
    reason: str


def changes_of(db: Session, event_id: int) -> list[EventChangeRow]:
    """Every status an event was given, the first one first."""
    query = select(EventChange).where(EventChange.event_id == event_id).order_by(EventChange.id)
    return [
        EventChangeRow(change.id, change.status, change.who, change.reason)
        for change in db.scalars(query)
    ]


def give_event_status(
    db: Session, event: Event, status: EventStatus, *, by: Stamp, reason: str = ""
) -> None:
    """Give an event a status, and keep that it was given; the same one again is no change.

    Where it is called off after its register was opened again, its certificates are withdrawn.
    """
    if event.status is status:
        return
    if status in REASONED:
        withdraw_all(db, event.id, by=by)
        reason = as_listed(db, reason, of=BoardList.EVENT_REASONS)
    event.status, event.reason = status, reason if status in REASONED else ""
    keep_event_status(db, event, by=by, reason=reason)


def keep_event_status(db: Session, event: Event, *, by: Stamp, reason: str = "") -> None:
    """Keep what was decided about an event, when, by whom and why."""
    db.flush()  # an event that is new has no number before
    db.add(
        EventChange(
            event_id=event.id, status=event.status, at=by.at, who=by.who, reason=reason.strip()
        )
    )


def call_off(
    db: Session, event_ids: Sequence[int], status: EventStatus, *, reason: str, by: Stamp
) -> None:
    """Cancel events or postpone them, all or none, saying why; raises Invalid, Refused, Unknown.

    Their bookings stay as they are: the figures count what was booked on cancelled events.
    """
    if not reason.strip():
        raise Invalid({"reason": SAY_WHY})
    for event_id in sorted(event_ids):  # one order of locks, whoever calls off
        event = _undelivered(db, event_id)
        give_event_status(db, event, status, by=by, reason=reason)


def go_ahead(db: Session, event_id: int, *, reason: str, by: Stamp) -> None:
    """Confirm an event, below its minimum or not, saying why; raises Invalid, Refused, Unknown."""
    if not reason.strip():
        raise Invalid({"reason": GOES_AHEAD})
    event = _undelivered(db, event_id)
    if event.status in REASONED:
        raise Refused(f"This event is marked {event.status}. Open it again first.")
    give_event_status(db, event, EventStatus.CONFIRMED, by=by, reason=reason)


def held_event(db: Session, event_id: int) -> Event:
    """An event with its row locked; raises Unknown."""
    lock_in_order(db, [event_id])
    event = locked_event(db, event_id)
    if event is None:
        raise Unknown("This event is no longer there.")
    return event


def _undelivered(db: Session, event_id: int) -> Event:
    event = held_event(db, event_id)
    if event.register_closed_on is not None:
        raise Refused(f"The register of {event.reference} is closed: it was delivered.")
    return event
