"""What a template looks like to a reader: with a real booking, or with made-up details."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.message import ToWhom
from trainingdesk.domain.message_texts import MessageText
from trainingdesk.domain.placeholders import Placeholder, filled, in_one_line
from trainingdesk.services.message_values import bookings_to_tell, values_for
from trainingdesk.storage.models import Board, Booking, Event

MADE_UP = {
    Placeholder.TO: "Ada King",
    Placeholder.FIRST_NAME: "Ada",
    Placeholder.NAME: "Ada King",
    Placeholder.EVENT: "First Aid",
    Placeholder.REFERENCE: "E0001",
    Placeholder.DAY: "Wed 10 June 2026",
    Placeholder.TIMES: "09:30 to 16:30",
    Placeholder.VENUE: "Town Hall, High Street",
    Placeholder.TRAINER: "Mary Seacole",
    Placeholder.BOARD: "the board",
    Placeholder.ANSWER_BY: "Fri 5 June 2026",
    Placeholder.REASON: "no longer needed",
}


def preview(db: Session, text: MessageText, *, today: date) -> MessageText:
    """A sound text as the reader of the next booking would see it; the text itself otherwise."""
    if text.problems():
        return text
    values = dict(MADE_UP)
    if (booking_id := _next_booking(db, today)) is not None:
        (booking,) = bookings_to_tell(db, [booking_id])
        known = values_for(db, booking, ToWhom.DELEGATE, board=db.get_one(Board, 1))
        made_up = {Placeholder.ANSWER_BY, Placeholder.REASON}  # no booking has them at hand
        values |= {name: said for name, said in known.items() if said or name not in made_up}
    return MessageText(in_one_line(filled(text.subject, values)), filled(text.body, values))


def _next_booking(db: Session, today: date) -> int | None:
    """A booking on the event that comes next, or on one of before."""
    query = (
        select(Booking.id)
        .join(Event, Event.id == Booking.event_id)
        .where(Booking.status == BookingStatus.BOOKED)
        .order_by(Event.starts < today, Event.starts, Booking.id)
        .limit(1)
    )
    return db.scalar(query)
