"""Undoing at one desk what another has built on: the place is gone, and nobody gets it twice."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from trainingdesk.domain.refusals import ChangedSince
from trainingdesk.services.closed_since import registers_of
from trainingdesk.services.places import Places, overbooked_on, places_of_each
from trainingdesk.storage.changes import RowChange
from trainingdesk.storage.models import Booking, Event, PlaceHold

POINTS_AT_AN_EVENT = {
    Booking.__tablename__: "event_id",
    PlaceHold.__tablename__: "event_id",
    Event.__tablename__: "id",
}
"""What says how many places an event has, and how many are taken or kept."""


def lock_events_of(db: Session, rows: Sequence[RowChange]) -> None:
    """Let nobody book on the events that some rows are about, nor close their registers.

    All of them at once and in one order, as whoever books or closes locks them.
    """
    for event_id in sorted({*_events_of(rows), *registers_of(db, rows)}):
        db.execute(select(Event.id).where(Event.id == event_id).with_for_update())


@contextmanager
def never_overbooked(db: Session, rows: Sequence[RowChange]) -> Iterator[None]:
    """Let rows be put back, unless more places would then be taken or kept than there are.

    Whoever was overbooked with a reason may be so again. What the database itself forbids, such
    as a second live booking, is the same to the user.
    Raises ChangedSince.
    """
    event_ids = _events_of(rows)
    before = places_of_each(db, event_ids)
    try:
        yield
        db.flush()
        after = places_of_each(db, event_ids)
        allowed = {event_id: overbooked_on(db, event_id) for event_id in after}
    except IntegrityError as error:
        raise ChangedSince from error
    if any(_is_worse(before.get(each), after[each], allowed[each]) for each in after):
        raise ChangedSince


def _events_of(rows: Sequence[RowChange]) -> set[int]:
    return {
        (row.after or row.before or {})[POINTS_AT_AN_EVENT[row.key[0]]]
        for row in rows
        if row.key[0] in POINTS_AT_AN_EVENT
    }


@contextmanager
def nothing_left_pointing() -> Iterator[None]:
    """Take nothing back that another desk's rows point at since: links are checked at the end.

    Raises ChangedSince.
    """
    try:
        yield
    except IntegrityError as error:
        raise ChangedSince from error


def _is_worse(before: Places | None, after: Places, allowed: int) -> bool:
    return after.lacking > max(before.lacking if before else 0, allowed)
