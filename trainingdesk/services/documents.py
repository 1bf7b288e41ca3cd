"""Papers made from what the desk knows.

What draws them is loaded when the first is asked for: it takes as long as the rest of the window.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.refusals import NothingToPrint
from trainingdesk.domain.words import clock, hours_said, listed, long_day, plain_day
from trainingdesk.services.boards import board_of
from trainingdesk.services.places import places_of
from trainingdesk.services.registers import RegisterLine, register_of
from trainingdesk.storage.models import Booking, Certificate, Delegate, Event, EventSession

if TYPE_CHECKING:
    from trainingdesk.reports import certificate as papers
    from trainingdesk.reports import register as sheets
    from trainingdesk.reports.furniture import Board


def register_document(db: Session, event_id: int, *, today: date) -> bytes:
    """The sign-in register of an event, as a PDF."""
    from trainingdesk.reports import register as sheets  # noqa: PLC0415

    event = db.get_one(Event, event_id)
    lines = register_of(db, event_id, today=today).lines
    places = places_of(db, event_id)
    facts = sheets.Register(
        event=event.reference,
        course=event.course.title,
        when=_when(event.sessions),
        where=listed(_each(_place(s) for s in event.sessions)),
        trainer=listed(_each(s.trainer.name for s in event.sessions if s.trainer)),
        places=event.places,
        waiting=places.waiting + places.offered,
        sessions=[sheets.Column(_heading(s), _is_online(s)) for s in event.sessions],
        lines=_lines(db, event_id, lines),
        event_id=event_id,
    )
    return sheets.register(printed_board(db), facts)


def certificates_document(db: Session, event_id: int, *, only: int | None = None) -> bytes:
    """The certificates issued on an event, a page each, or the one of a booking.

    Raises NothingToPrint.
    """
    facts = certificate_pages(db, event_id)
    shown = [page for booking_id, page in facts.items() if only in {None, booking_id}]
    if not shown:
        raise NothingToPrint("No certificate has been issued on this event.")
    return drawn(db, shown)


def drawn(db: Session, pages: "Sequence[papers.Certificate]") -> bytes:
    """Certificates as one PDF, a page each."""
    from trainingdesk.reports import certificate as papers  # noqa: PLC0415

    return papers.certificates(printed_board(db), pages)


def certificate_pages(db: Session, event_id: int) -> "dict[int, papers.Certificate]":
    """What each valid certificate of an event says, by booking."""
    event = db.get_one(Event, event_id)
    query = (
        select(Certificate)
        .join(Certificate.booking)
        .join(Booking.delegate)
        .where(Booking.event_id == event_id, Certificate.withdrawn_on.is_(None))
        .options(
            joinedload(Certificate.booking).joinedload(Booking.delegate),
            joinedload(Certificate.booking).joinedload(Booking.agency),
        )
        .order_by(Delegate.sought, Booking.id)
    )
    return {c.booking_id: _certificate(event, c) for c in db.scalars(query)}


def letters_without_a_font(pages: "Sequence[papers.Certificate]") -> list[str]:
    """Whose names hold letters that no font on this computer has, a sentence each."""
    from trainingdesk.reports.faces import missing  # noqa: PLC0415

    sentences = []
    for page in pages:
        lost = "".join(sorted(missing(page.delegate + page.agency)))
        if lost:
            sentences.append(f"{page.delegate}: no font here has the letters {lost}.")
    return sentences


def printed_board(db: Session) -> "Board":
    """The board as its papers name it."""
    from trainingdesk.reports.furniture import Board  # noqa: PLC0415

    board = board_of(db)
    return Board(board.name, board.signatory, board.signatory_role)


def _certificate(event: Event, certificate: Certificate) -> "papers.Certificate":
    from trainingdesk.reports import certificate as papers  # noqa: PLC0415

    booking = certificate.booking
    return papers.Certificate(
        delegate=booking.delegate.name,
        agency=booking.agency.name,
        course=event.course.title,
        level=event.course.level,
        dates=[plain_day(session.day) for session in event.sessions],
        hours=hours_said(event.course.minutes),
        venue=listed(_each(s.venue.name for s in event.sessions if s.venue)),
        outcomes=[line for line in event.course.outcomes.splitlines() if line.strip()],
        number=certificate.number,
        issued=plain_day(certificate.issued_on),
    )


def _lines(db: Session, event_id: int, lines: Sequence[RegisterLine]) -> "list[sheets.Line]":
    """The lines in the order of the register on screen; walk-ins have written their own."""
    from trainingdesk.reports import register as sheets  # noqa: PLC0415

    query = (
        select(Booking.id, Delegate.last_name, Delegate.first_name)
        .join(Booking.delegate)
        .where(Booking.event_id == event_id, Booking.status == BookingStatus.BOOKED)
    )
    names = {booking_id: (last, first) for booking_id, last, first in db.execute(query)}
    return [
        sheets.Line(
            *names[line.id],
            line.agency,
            needs=line.has_needs,
            booking_id=line.id,
            number=line.number,
        )
        for line in lines
        if line.id in names
    ]


def _when(sessions: Sequence[EventSession]) -> str:
    if not sessions:
        return ""
    days = listed([long_day(session.day) for session in sessions])
    first = sessions[0]
    if first.starts and first.ends:
        return f"{days}, {clock(first.starts)} to {clock(first.ends)}"
    return days


def _heading(session: EventSession) -> str:
    return f"{session.day:%a} {session.day.day} {session.day:%b}"


def _place(session: EventSession) -> str:
    if session.venue is not None:
        return session.venue.name
    return "Online" if session.online else ""


def _is_online(session: EventSession) -> bool:
    """Whether nobody meets: there is a room online, and no venue."""
    return bool(session.online) and session.venue is None


def _each(names: Iterator[str]) -> list[str]:
    return list(dict.fromkeys(filter(None, names)))
