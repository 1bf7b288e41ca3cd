"""Papers made from what the desk knows, and saving them whole or not at all."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import NamedTemporaryFile

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.refusals import CannotSave, NothingToPrint
from trainingdesk.domain.words import clock, hours_said, listed, long_day, plain_day
from trainingdesk.reports import certificate as papers
from trainingdesk.reports import register as sheets
from trainingdesk.reports.faces import missing
from trainingdesk.reports.furniture import Board
from trainingdesk.services.boards import board_of
from trainingdesk.services.places import places_of
from trainingdesk.services.registers import RegisterLine, register_of
from trainingdesk.storage.models import Booking, Certificate, Delegate, Event, EventSession


def register_document(db: Session, event_id: int, *, today: date) -> bytes:
    """The sign-in register of an event, as a PDF."""
    event = db.get_one(Event, event_id)
    lines = register_of(db, event_id, today=today).lines
    places = places_of(db, event_id)
    facts = sheets.Register(
        event=event.reference,
        course=event.course.title,
        when=_when(event.sessions),
        where=listed(_each(s.venue.name for s in event.sessions if s.venue)),
        trainer=listed(_each(s.trainer.name for s in event.sessions if s.trainer)),
        places=event.places,
        waiting=places.waiting + places.offered,
        sessions=[_heading(session) for session in event.sessions],
        lines=_lines(db, event_id, lines),
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
    return papers.certificates(printed_board(db), shown)


def certificate_pages(db: Session, event_id: int) -> dict[int, papers.Certificate]:
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


def letters_without_a_font(pages: Sequence[papers.Certificate]) -> list[str]:
    """Whose names hold letters that no font on this computer has, a sentence each."""
    sentences = []
    for page in pages:
        lost = "".join(sorted(missing(page.delegate + page.agency)))
        if lost:
            sentences.append(f"{page.delegate}: no font here has the letters {lost}.")
    return sentences


def printed_board(db: Session) -> Board:
    """The board as its papers name it."""
    board = board_of(db)
    return Board(board.name, board.signatory, board.signatory_role)


def save_document(document: bytes, path: Path) -> None:
    """Write a document where the user chose, whole or not at all; raises CannotSave."""
    with saving(path) as unfinished:
        unfinished.write_bytes(document)


@contextmanager
def saving(path: Path) -> Iterator[Path]:
    """A file to write beside the one meant; it takes its place only when all went well.

    Raises CannotSave.
    """
    unfinished: Path | None = None
    try:
        if path.is_dir():
            raise CannotSave(path.name, "a folder of that name is there")
        with NamedTemporaryFile(
            dir=path.parent, prefix=f".{path.stem}-", suffix=path.suffix, delete=False
        ) as made:
            unfinished = Path(made.name)
        yield unfinished
        unfinished.chmod(0o666 & ~_umask())
        unfinished.replace(path)
    except OSError as error:
        raise CannotSave(path.name, reason_of(error)) from error
    finally:
        if unfinished:
            unfinished.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def reason_of(error: OSError) -> str:
    """What the computer says against a file, in plain words."""
    said = (error.strerror or "the computer gave no reason").lower()
    return {
        "no such file or directory": "there is no such folder",
        "not a directory": "there is no such folder",
        "permission denied": "you may not write there",
        "read-only file system": "you may not write there",
        "no space left on device": "the disk is full",
        "file name too long": "the name is too long",
    }.get(said, said)


def _certificate(event: Event, certificate: Certificate) -> papers.Certificate:
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


def _lines(db: Session, event_id: int, lines: Sequence[RegisterLine]) -> list[sheets.Line]:
    """The lines in the order of the register on screen; walk-ins have written their own."""
    query = (
        select(Booking.id, Delegate.last_name, Delegate.first_name)
        .join(Booking.delegate)
        .where(Booking.event_id == event_id, Booking.status == BookingStatus.BOOKED)
    )
    names = {booking_id: (last, first) for booking_id, last, first in db.execute(query)}
    return [
        sheets.Line(*names[line.id], line.agency, needs=line.has_needs)
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


def _each(names: Iterator[str]) -> list[str]:
    return list(dict.fromkeys(names))
