"""Places that were given up and taken again: one person is charged once for one event."""

from collections.abc import Collection

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import Session, aliased

from trainingdesk.domain.booking import GIVEN_UP, ON_THE_REGISTER, BookingStatus
from trainingdesk.storage.models import Booking, StatusChange

WAITS = frozenset({BookingStatus.REQUESTED, BookingStatus.WAITING, BookingStatus.OFFERED})
"""No place was held yet, so that giving it up costs nothing."""


def taken_again(db: Session, booking_ids: Collection[int]) -> frozenset[int]:
    """The bookings that were cancelled, and whose delegate took a place on the event again.

    A later turn in the queue, given up or not, is no place.
    """
    later = aliased(Booking)
    given = exists().where(StatusChange.booking_id == later.id)
    held = or_(
        given.where(StatusChange.status.in_(ON_THE_REGISTER)),
        ~given.where(StatusChange.status.in_(WAITS)),
    )
    place = or_(later.status.in_(ON_THE_REGISTER), and_(later.status.in_(GIVEN_UP), held))
    same = and_(later.event_id == Booking.event_id, later.delegate_id == Booking.delegate_id)
    query = (
        select(Booking.id)
        .join(later, and_(same, later.id > Booking.id))
        .where(Booking.id.in_(booking_ids), Booking.status == BookingStatus.CANCELLED, place)
    )
    return frozenset(db.scalars(query))
