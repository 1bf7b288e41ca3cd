"""Undoing at one desk what stands on a register that another has closed since."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.refusals import ChangedSince
from trainingdesk.storage.changes import Row, RowChange
from trainingdesk.storage.models import Booking, Event, EventSession, Mark

STANDS = {
    Mark.__tablename__: (),
    Booking.__tablename__: ("event_id", "status"),
    EventSession.__tablename__: ("event_id", "day", "starts", "ends"),
}
"""What a register is made of, and which of it: of a mark, everything."""


def closed_registers(db: Session, rows: Iterable[RowChange]) -> frozenset[int]:
    """The events, of those whose registers some rows are of, whose register is closed."""
    closed = Event.id.in_(registers_of(db, rows)), Event.register_closed_on.is_not(None)
    return frozenset(db.scalars(select(Event.id).where(*closed)))


@contextmanager
def closed_registers_stay(
    db: Session, rows: Sequence[RowChange], *, closed_then: frozenset[int]
) -> Iterator[None]:
    """Let rows be put back, unless that changes a register that was closed since.

    ``closed_then`` are those that were closed when the rows were changed, as where two people
    were made one: that can be taken back. Raises ChangedSince.
    """
    closed = closed_registers(db, rows) - closed_then
    yield
    if closed & closed_registers(db, rows):
        raise ChangedSince


def registers_of(db: Session, rows: Iterable[RowChange]) -> set[int]:
    """The events whose registers some rows are of."""
    found: set[int] = set()
    bookings: set[int] = set()
    for row in rows:
        if row.key[0] in STANDS and _is_of_a_register(row):
            found |= _values(row, "event_id")
            bookings |= _values(row, "booking_id")
    theirs = select(Booking.event_id).where(Booking.id.in_(bookings))
    return found | set(db.scalars(theirs))


def _is_of_a_register(row: RowChange) -> bool:
    which = STANDS[row.key[0]]
    return not which or any(name in which for name in row.fields())


def _values(row: RowChange, name: str) -> set[Any]:
    states: tuple[Row, ...] = (row.before or {}, row.after or {})
    return {state[name] for state in states if name in state}
