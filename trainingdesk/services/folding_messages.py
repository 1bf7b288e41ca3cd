"""What was said of two bookings that become one: it counts as said of the one that is kept."""

from itertools import count

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from trainingdesk.domain.message import WHERE_ONE_STANDS, occasion_in, once_of
from trainingdesk.storage.models import Booking, Message, StatusChange


def fold_messages(db: Session, booking: Booking, *, into: Booking) -> None:
    """Have the messages of a booking count for another, while its changes are still its own.

    What either was told of where it stands is told of where they stand together, or the rules
    would say it a second time.
    """
    newest = {each.id: _newest_change(db, each) for each in (booking, into)}
    together = str(max(newest.values()))
    query = select(Message).where(Message.booking_id.in_(newest)).order_by(Message.id)
    rows = list(db.scalars(query))
    taken = {row.once for row in rows}
    for row in rows:
        occasion = occasion_in(row.once)
        stands = row.purpose in WHERE_ONE_STANDS and occasion == str(newest[row.booking_id])
        if row.booking_id == booking.id or (stands and occasion != together):
            row.once = _free(row, into.id, together if stands else occasion, taken)
            taken.add(row.once)


def _newest_change(db: Session, booking: Booking) -> int:
    query = select(func.max(StatusChange.id)).where(StatusChange.booking_id == booking.id)
    return db.scalar(query) or 0


def _free(row: Message, booking_id: int, occasion: str, taken: set[str]) -> str:
    """What must not be sent twice, told apart from what was sent before they were one."""
    ways = (
        once_of(row.purpose, booking_id=booking_id, whom=row.whom, occasion=occasion, again=again)
        for again in count()
    )
    return next(once for once in ways if once not in taken)
