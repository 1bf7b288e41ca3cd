"""The places of events: computed from bookings each time, never kept in a counter."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from sqlalchemy import Case, ColumnElement, Integer, Select, bindparam, case, cast, func, select
from sqlalchemy.orm import Session

from trainingdesk.domain.booking import (
    HOLDS_A_PLACE,
    IN_THE_QUEUE,
    NO_PLACE,
    BookingStatus,
    free_places,
)
from trainingdesk.domain.waiting_list import Waits, in_order
from trainingdesk.services.merged_agencies import merged_into
from trainingdesk.storage.models import (
    Agency,
    Booking,
    Event,
    HeldName,
    Overridden,
    PlaceHold,
    Turn,
)


@dataclass(frozen=True, slots=True)
class Places:
    """How full one event is."""

    places: int
    booked: int
    offered: int
    waiting: int
    requested: int
    walk_ins: int
    kept: int = 0

    @property
    def held(self) -> int:
        """Places that somebody has, or has been offered."""
        return self.booked + self.offered

    @property
    def free(self) -> int:
        """Places that nobody has and that are kept for nobody; never below none."""
        return free_places(places=self.places, held=self.held, kept=self.kept)

    @property
    def over(self) -> int:
        """How many have a place that is not there."""
        return max(0, self.held - self.places)

    @property
    def lacking(self) -> int:
        """How many places too few there are for all that are taken, offered and kept."""
        return max(0, self.held + self.kept - self.places)


COUNTED = (
    BookingStatus.BOOKED,
    BookingStatus.OFFERED,
    BookingStatus.WAITING,
    BookingStatus.REQUESTED,
    BookingStatus.WALK_IN,
)

WAITING_ON = (
    select(
        Booking.id,
        Booking.booked_on,
        Booking.agency_id,
        Agency.sector,
        func.coalesce(Turn.priority, 0),
    )
    .join(Agency, Agency.id == Booking.agency_id)
    .outerjoin(Turn, Turn.booking_id == Booking.id)
    .where(
        Booking.event_id == bindparam("event"),
        Booking.status.in_(bindparam("statuses", expanding=True)),
    )
)
"""Built once, as what every booking asks for is: building takes longest."""


def places_of(db: Session, event_id: int) -> Places:
    """How full an event is."""
    return places_of_each(db, [event_id])[event_id]


def places_of_each(db: Session, event_ids: Iterable[int]) -> dict[int, Places]:
    """How full each of several events is, in one query."""
    rows = db.execute(_counting(), {"among": list(event_ids)})
    return {event_id: Places(*numbers) for event_id, *numbers in rows}


@cache
def _counting() -> Select[*tuple[Any, ...]]:
    """Built once too: every booking asks for it."""
    among = Event.id.in_(bindparam("among", expanding=True))
    kept = kept_places(among).subquery()
    return (
        select(
            Event.id,
            Event.places,
            *(func.sum(_is(status)) for status in COUNTED),
            func.coalesce(func.max(kept.c.kept), 0),
        )
        .outerjoin(Booking, Booking.event_id == Event.id)
        .outerjoin(kept, kept.c.event_id == Event.id)
        .where(among)
        .group_by(Event.id, Event.places)
    )


def kept_places(*among: ColumnElement[bool]) -> Select[int, int]:
    """How many places each event keeps for agencies without a name; where it keeps any."""
    named = (
        select(HeldName.hold_id, func.count(Booking.id).label("number"))
        .join(Booking, Booking.id == HeldName.booking_id)
        .where(Booking.status.in_(HOLDS_A_PLACE))
        .group_by(HeldName.hold_id)
        .subquery()
    )
    left = PlaceHold.places - func.coalesce(named.c.number, 0)
    # PostgreSQL adds up sums to decimals, which count no places.
    number = cast(func.sum(case((left > 0, left), else_=0)), Integer)
    return (
        select(PlaceHold.event_id, number.label("kept"))
        .join(Event, Event.id == PlaceHold.event_id)
        .outerjoin(named, named.c.hold_id == PlaceHold.id)
        .where(PlaceHold.released_on.is_(None), *among)
        .group_by(PlaceHold.event_id)
    )


def overbooked_on(db: Session, event_id: int) -> int:
    """How many have a place on an event beyond its places, each for a reason that is kept."""
    query = (
        select(func.count(func.distinct(Booking.id)))
        .join(Overridden, Overridden.booking_id == Booking.id)
        .where(
            Booking.event_id == event_id,
            Booking.status.in_(HOLDS_A_PLACE),
            Overridden.warning == NO_PLACE,
        )
    )
    return db.scalars(query).one()


def queue_of(db: Session, event_id: int) -> list[int]:
    """The bookings that wait or have an offer, in the order of the waiting list."""
    return [each.booking_id for each in in_order(waiting_on(db, event_id, IN_THE_QUEUE))]


def waiting_on(
    db: Session,
    event_id: int,
    statuses: Collection[BookingStatus] = frozenset({BookingStatus.WAITING}),
) -> list[Waits]:
    """Who waits for a place on an event, as far as the rules of the waiting list look at them.

    Whoever was booked for an agency that went into another waits for that one.
    """
    of = {"event": event_id, "statuses": list(statuses)}
    waiting = [Waits(*values) for values in db.execute(WAITING_ON, of)]
    heirs = merged_into(db) if waiting else {}
    if not heirs:
        return waiting
    return [replace(each, agency_id=heirs.get(each.agency_id, each.agency_id)) for each in waiting]


def _is(status: BookingStatus) -> Case[int]:
    return case((Booking.status == status, 1), else_=0)
