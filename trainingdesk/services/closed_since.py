"""Undoing at one desk what stands on a register that another has closed since."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import bindparam, select
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

CLOSED = select(Event.id).where(
    Event.id.in_(bindparam("among", expanding=True)), Event.register_closed_on.is_not(None)
)
"""Built once, since every act asks for it: building takes longest."""


def closed_registers(db: Session, rows: Iterable[RowChange]) -> frozenset[int]:
    """The events, of those whose registers some rows are of, whose register is closed."""
    if not (among := registers_of(db, rows)):
        return frozenset()
    return frozenset(db.scalars(CLOSED, {"among": list(among)}))


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
    if not bookings:
        return found
    theirs = select(Booking.event_id).where(Booking.id.in_(bookings))
    return found | set(db.scalars(theirs))


def _is_of_a_register(row: RowChange) -> bool:
    which = STANDS[row.key[0]]
    return not which or any(name in which for name in row.fields())


def _values(row: RowChange, name: str) -> set[Any]:
    states: tuple[Row, ...] = (row.before or {}, row.after or {})
    return {state[name] for state in states if name in state}
