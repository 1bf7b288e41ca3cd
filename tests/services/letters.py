"""What tests of messages begin with: a desk that sends, and people on its event."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conftest import BY, FirstAid
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.message import Leaving, Purpose, Security, ToWhom
from trainingdesk.services.desk import Desk, Stamp
from trainingdesk.services.mail_settings import MailDetails, save_mail_details
from trainingdesk.services.statuses import new_booking
from trainingdesk.services.writing import Written, write
from trainingdesk.storage.models import Board, Booking, Delegate, Event, Message

DELEGATE = [ToWhom.DELEGATE]


def booked(
    db: Session,
    first_aid: FirstAid,
    delegate_id: int,
    status: BookingStatus = BookingStatus.BOOKED,
    by: Stamp = BY,
) -> int:
    event = db.get_one(Event, first_aid.event)
    delegate = db.get_one(Delegate, delegate_id)
    return new_booking(db, event, delegate, status, by).id


def both_booked(desk: Desk, first_aid: FirstAid) -> tuple[int, int]:
    """Ada, who has an address, and Grace, who has none."""
    with desk.changing("Set up") as db:
        db.get_one(Board, 1).name = "Bradstow Board"
        return booked(db, first_aid, first_aid.ada), booked(db, first_aid, first_aid.grace)


def written(
    desk: Desk,
    bookings: Sequence[int],
    purpose: Purpose = Purpose.JOINING,
    by: Stamp = BY,
    to_whom: Sequence[ToWhom] = DELEGATE,
) -> Written:
    with desk.changing("Write") as db:
        return write(db, bookings, purpose, to_whom=to_whom, by=by)


def messages(desk: Desk) -> list[Message]:
    with desk.reading() as db:
        return list(db.scalars(select(Message).order_by(Message.id)))


def sends_through(desk: Desk, port: int, **details: object) -> None:
    mail = {
        "leaving": Leaving.SMTP,
        "host": "127.0.0.1",
        "port": port,
        "security": Security.NONE,
        "from_address": "training@example.org",
    }
    with desk.changing("Set up") as db:
        save_mail_details(db, MailDetails(**mail | details), opened=None)  # type: ignore[arg-type]


def later(by: Stamp, **passed: int) -> Stamp:
    at = by.at + timedelta(**passed)
    return Stamp(by.who, at, by.today + timedelta(days=passed.get("days", 0)))


def emails(db: Session, first_aid: FirstAid, address: str) -> None:
    for number in (first_aid.ada, first_aid.grace):
        db.get_one(Delegate, number).email = address


def booking_of(db: Session, number: int) -> Booking:
    return db.get_one(Booking, number)
