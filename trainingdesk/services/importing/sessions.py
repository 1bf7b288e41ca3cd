"""The days of an event, as an import will leave them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from trainingdesk.services.importing.known import Entry
from trainingdesk.services.importing.storing import (
    batches,
    insert_numbered,
    table_of,
    update_rows,
)
from trainingdesk.storage.models import EventSession, MarkChange, SessionTrainer


@dataclass(slots=True)
class Day:
    """One session of an event."""

    day: date
    starts: time | None
    ends: time | None
    venue: Entry | None
    trainer: Entry | None
    id: int | None = None

    def told(self, later: "Day") -> "Day":
        """This session as a later row has it; what that leaves empty stays."""
        return Day(
            later.day,
            later.starts or self.starts,
            later.ends or self.ends,
            later.venue or self.venue,
            later.trainer or self.trainer,
            self.id,
        )


def merged(held: Sequence[Day], told: Sequence[Day]) -> tuple[Day, ...]:
    """The sessions as the rows of a file have them: a day that moved keeps its marks."""
    in_order = sorted(told, key=lambda session: session.day)
    by_day = {session.day: session for session in held}
    days = {session.day for session in told}
    moved = iter([session for session in held if session.day not in days])
    pairs = ((by_day.get(session.day) or next(moved, None), session) for session in in_order)
    return tuple(old.told(new) if old else new for old, new in pairs)


def write_sessions(db: Session, events: Iterable[Entry]) -> None:
    """Store the sessions of events that are new or have changed."""
    gone: list[int | None] = []
    new: list[tuple[Entry, Day]] = []
    changed: list[tuple[Entry, Day]] = []
    for entry in events:
        held = {day.id: day for day in (entry.before or {}).get("sessions", ())}
        kept = {day.id for day in entry.values["sessions"]}
        gone += [number for number in held if number not in kept]
        for day in entry.values["sessions"]:
            if day.id is None:
                new.append((entry, day))
            elif day != held[day.id]:
                changed.append((entry, day))
    table = table_of(EventSession)
    hang_on_it = table_of(SessionTrainer), table_of(MarkChange)
    for some in batches(gone):
        for others in hang_on_it:
            db.execute(delete(others).where(others.c.session_id.in_(some)))
        db.execute(delete(table).where(table.c.id.in_(some)))
    of_event = {id(day): entry.id for entry, day in new}
    insert_numbered(db, table, [day for _, day in new], lambda day: _stored(day, of_event[id(day)]))
    update_rows(db, table, [{"id": day.id, **_stored(day, e.id)} for e, day in changed])


def _stored(day: Day, event_id: int | None) -> dict[str, Any]:
    return {
        "event_id": event_id,
        "day": day.day,
        "starts": day.starts,
        "ends": day.ends,
        "venue_id": day.venue.id if day.venue else None,
        "trainer_id": day.trainer.id if day.trainer else None,
    }
