"""What stands in for the placeholders of a message about a booking."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, object_session, selectinload

from trainingdesk.domain.agreement import last_day
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.last_day import last_day_to_answer
from trainingdesk.domain.message import ToWhom
from trainingdesk.domain.placeholders import Placeholder
from trainingdesk.domain.words import clock, listed, long_day, plain_day
from trainingdesk.services.merged_agencies import merged_into
from trainingdesk.storage.models import (
    Agency,
    Agreement,
    Board,
    Booking,
    Event,
    EventSession,
    Offer,
)

CALLED_OFF = frozenset({EventStatus.CANCELLED, EventStatus.POSTPONED})
TO_BE_ANSWERED = frozenset({BookingStatus.OFFERED, BookingStatus.REQUESTED})
AT_ONCE = 500


def bookings_to_tell(db: Session, booking_ids: Sequence[int]) -> list[Booking]:
    """Bookings with all that a message says of them, the earliest event first and then by name."""
    found: list[Booking] = []
    for start in range(0, len(booking_ids), AT_ONCE):
        query = (
            select(Booking)
            .where(Booking.id.in_(booking_ids[start : start + AT_ONCE]))
            .options(
                joinedload(Booking.delegate),
                joinedload(Booking.agency),
                joinedload(Booking.event).joinedload(Event.course),
                joinedload(Booking.event)
                .selectinload(Event.sessions)
                .joinedload(EventSession.venue),
                joinedload(Booking.event)
                .selectinload(Event.sessions)
                .joinedload(EventSession.trainer),
                selectinload(Booking.marks),
            )
        )
        found += db.scalars(query)
    return sorted(found, key=lambda each: (each.event.starts, each.delegate.sought, each.id))


def reader_of(booking: Booking, whom: ToWhom) -> tuple[str, str]:
    """The name and the address of whom a message about a booking goes to."""
    person = booking.delegate
    if whom is ToWhom.MANAGER:
        return person.manager, person.manager_email.strip()
    if whom is ToWhom.AGENCY:
        agency = _standing(booking.agency)
        return agency.contact or agency.name, agency.email.strip()
    return person.name, person.email.strip()


def _standing(agency: Agency) -> Agency:
    """The agency, or the one that it went into: nobody reads what goes to one that has ended."""
    db = object_session(agency)
    if agency.ended_on is None or db is None:
        return agency
    return db.get_one(Agency, merged_into(db).get(agency.id, agency.id))


def values_for(
    db: Session, booking: Booking, whom: ToWhom, *, board: Board
) -> dict[Placeholder, str]:
    """What each placeholder stands for in a message about a booking."""
    event, person = booking.event, booking.delegate
    called_off = event.status in CALLED_OFF
    to, _address = reader_of(booking, whom)
    return {
        Placeholder.TO: to or "colleague",
        Placeholder.FIRST_NAME: person.first_name,
        Placeholder.NAME: person.name,
        Placeholder.EVENT: event.course.title,
        Placeholder.REFERENCE: event.reference,
        Placeholder.BOARD: board.name,
        Placeholder.REPLY_TO: board.email,
        Placeholder.ANSWER_BY: _answer_by(db, booking, board),
        Placeholder.REASON: event.reason if called_off else booking.reason,
        **_of_days(event.sessions or [EventSession(day=event.starts, online="")]),
    }


def _of_days(days: Sequence[EventSession]) -> dict[Placeholder, str]:
    venues = [
        ", ".join([day.venue.name, *filter(None, day.venue.address.splitlines())])
        for day in days
        if day.venue
    ]
    return {
        Placeholder.DAY: listed(_once([long_day(day.day) for day in days])),
        Placeholder.TIMES: _times(days),
        Placeholder.VENUE: "\n".join(_once(venues)),
        Placeholder.ONLINE: "\n".join(_once([day.online for day in days])),
        Placeholder.TRAINER: listed(_once([day.trainer.name for day in days if day.trainer])),
    }


def _times(days: Sequence[EventSession]) -> str:
    said = [_hours(day) for day in days]
    if len(_once(said)) <= 1:
        return said[0]
    each = zip(days, said, strict=True)
    return "\n".join(f"{plain_day(day.day)}: {hours}" for day, hours in each if hours)


def _hours(day: EventSession) -> str:
    if day.starts is None:
        return ""
    return f"{clock(day.starts)} to {clock(day.ends)}" if day.ends else f"from {clock(day.starts)}"


def _once(texts: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(filter(None, texts)))


def _answer_by(db: Session, booking: Booking, board: Board) -> str:
    """The last day for an answer to an open offer, or to a request for agreement."""
    if booking.status not in TO_BE_ANSWERED:
        return ""
    offers = select(Offer.expires_at).where(
        Offer.booking_id == booking.id, Offer.answered_at.is_(None)
    )
    if (expires_at := db.scalar(offers)) is not None:
        return long_day(last_day_to_answer(expires_at))
    asked = select(Agreement.asked_on).where(
        Agreement.booking_id == booking.id, Agreement.decided_on.is_(None)
    )
    if (asked_on := db.scalar(asked.limit(1))) is not None:
        days, starts = board.agreement_days, booking.event.starts
        return long_day(last_day(asked_on, days=days, starts=starts))
    return ""
