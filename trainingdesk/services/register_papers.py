"""Badges and place cards of an event, from the list that its register is printed from."""

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from trainingdesk.domain.booking import ON_THE_REGISTER
from trainingdesk.domain.refusals import NothingToPrint
from trainingdesk.domain.words import listed, long_day
from trainingdesk.services.documents import printed_board, register_document
from trainingdesk.storage.models import Booking, Delegate, Event

if TYPE_CHECKING:
    from trainingdesk.reports.cards import Cards


REGISTER, BADGES, PLACE_CARDS = "register", "badges", "place-cards"
PAPERS = (REGISTER, BADGES, PLACE_CARDS)
"""What is printed from the list of an event, as commands call it."""


def paper_document(db: Session, event_id: int, paper: str, *, today: date) -> bytes:
    """One of the papers of an event, as a PDF; raises NothingToPrint."""
    if paper == BADGES:
        return badges_document(db, event_id)
    if paper == PLACE_CARDS:
        return place_cards_document(db, event_id)
    return register_document(db, event_id, today=today)


def badges_document(db: Session, event_id: int) -> bytes:
    """A badge for everybody who has a place on an event, as a PDF; raises NothingToPrint."""
    from trainingdesk.reports.cards import badges  # noqa: PLC0415 - drawing is loaded when asked for

    return badges(printed_board(db), _cards(db, event_id))


def place_cards_document(db: Session, event_id: int) -> bytes:
    """A card for the table of everybody on an event, as a PDF; raises NothingToPrint."""
    from trainingdesk.reports.cards import place_cards  # noqa: PLC0415 - as above

    return place_cards(printed_board(db), _cards(db, event_id))


def _cards(db: Session, event_id: int) -> "Cards":
    from trainingdesk.reports.cards import Cards, Guest  # noqa: PLC0415 - as above

    event = db.get_one(Event, event_id)
    query = (
        select(Booking)
        .join(Booking.delegate)
        .where(Booking.event_id == event_id, Booking.status.in_(ON_THE_REGISTER))
        .options(joinedload(Booking.delegate), joinedload(Booking.agency))
        .order_by(Delegate.sought, Booking.id)
    )
    guests = [Guest(row.delegate.name, row.agency.name, row.id) for row in db.scalars(query)]
    if not guests:
        raise NothingToPrint(f"Nobody has a place on {event.reference} yet.")
    days = [long_day(session.day) for session in event.sessions]
    return Cards(
        event=event.reference,
        event_id=event_id,
        course=event.course.title,
        when=listed(days),
        guests=guests,
    )
