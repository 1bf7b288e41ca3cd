"""The places of events: computed from bookings each time, never kept in a counter."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Case, case, func, select
from sqlalchemy.orm import Session

from trainingdesk.domain.booking import HOLDS_A_PLACE, IN_THE_QUEUE, BookingStatus, free_places
from trainingdesk.storage.models import Booking, Event


@dataclass(frozen=True, slots=True)
class Places:
    """How full one event is."""

    places: int
    booked: int
    offered: int
    waiting: int
    requested: int
    walk_ins: int

    @property
    def held(self) -> int:
        """Places that somebody has, or has been offered."""
        return self.booked + self.offered

    @property
    def free(self) -> int:
        """Places that nobody has; never below none."""
        return free_places(places=self.places, held=self.held)

    @property
    def over(self) -> int:
        """How many have a place that is not there."""
        return max(0, self.held - self.places)


COUNTED = (
    BookingStatus.BOOKED,
    BookingStatus.OFFERED,
    BookingStatus.WAITING,
    BookingStatus.REQUESTED,
    BookingStatus.WALK_IN,
)


def places_of(db: Session, event_id: int) -> Places:
    """How full an event is."""
    return places_of_each(db, [event_id])[event_id]


def places_of_each(db: Session, event_ids: Iterable[int]) -> dict[int, Places]:
    """How full each of several events is, in one query."""
    query = (
        select(Event.id, Event.places, *(func.sum(_is(status)) for status in COUNTED))
        .outerjoin(Booking, Booking.event_id == Event.id)
        .where(Event.id.in_(list(event_ids)))
        .group_by(Event.id, Event.places)
    )
    return {event_id: Places(*numbers) for event_id, *numbers in db.execute(query)}


def held_places(db: Session, event_id: int) -> int:
    """How many places of an event are taken or offered."""
    held = Booking.event_id == event_id, Booking.status.in_(HOLDS_A_PLACE)
    return db.scalars(select(func.count(Booking.id)).where(*held)).one()


def queue_length(db: Session, event_id: int) -> int:
    """How many wait for a place."""
    waiting = Booking.event_id == event_id, Booking.status == BookingStatus.WAITING
    return db.scalars(select(func.count(Booking.id)).where(*waiting)).one()


def queue_of(db: Session, event_id: int) -> list[int]:
    """The bookings that wait, whoever has waited longest first."""
    waiting = Booking.event_id == event_id, Booking.status.in_(IN_THE_QUEUE)
    order = Booking.booked_on.nulls_first(), Booking.id
    return list(db.scalars(select(Booking.id).where(*waiting).order_by(*order)))


def _is(status: BookingStatus) -> Case[int]:
    return case((Booking.status == status, 1), else_=0)
