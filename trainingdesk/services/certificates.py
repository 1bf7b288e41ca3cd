"""Certificates: who is due one and why not, issuing them, and checking a number."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from trainingdesk.domain.booking import ON_THE_REGISTER
from trainingdesk.domain.certificate import certificate_number, due_to, why_not_due
from trainingdesk.domain.evaluation import Stage
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.attendance_rules import hours_of_events, marked, rules_of_events
from trainingdesk.services.desk import Stamp
from trainingdesk.services.figures.events import scheduled_in
from trainingdesk.storage.models import (
    Board,
    Booking,
    Certificate,
    Course,
    Delegate,
    Event,
    Form,
)


@dataclass(frozen=True, slots=True)
class CertificateRow:
    """One delegate of an event: whether a certificate is due, and the one that was issued."""

    id: int  # of the booking
    delegate: str
    name: str
    agency: str
    due: bool
    why_not: str
    number: str
    issued_on: date | None


def certificates_on(db: Session, event_id: int) -> list[CertificateRow]:
    """Everybody on the register of an event, by name."""
    return _rows(db, [event_id])[event_id]


def certificates_due_to(db: Session, event_id: int) -> str:
    """Whom the certificates of an event are due to, for a sentence."""
    needed = bool(_end_form_needed(db, [event_id]))
    return due_to(rules_of_events(db, [event_id])[event_id], end_form_needed=needed)


def issue_certificates(db: Session, event_id: int, *, by: Stamp) -> int:
    """Issue every certificate that is due and not yet issued, and return how many.

    Numbers follow one another within the training year; nobody gets two. One that is no longer
    due is withdrawn.
    """
    db.get_one(Board, 1, with_for_update=True)  # one at a time gives out numbers
    event = db.get_one(Event, event_id)
    year = TrainingYear.of(event.starts).name
    rows = certificates_on(db, event_id)
    _withdraw_undue(db, event, rows, by=by)
    due = [row for row in rows if row.due and not row.number]
    taken = _newest_sequence(db, year)
    for sequence, row in enumerate(due, taken + 1):
        number = certificate_number(year=year, sequence=sequence)
        db.add(Certificate(number=number, booking_id=row.id, issued_on=by.today))
    db.flush()
    return len(due)


def withdraw_undue(db: Session, event_id: int, *, by: Stamp) -> int:
    """Withdraw certificates of an event that its register no longer bears out, and count them.

    While the register is open nothing is withdrawn: its marks are being corrected.
    """
    event = db.get_one(Event, event_id)
    return _withdraw_undue(db, event, certificates_on(db, event_id), by=by)


def withdraw_all(db: Session, event_id: int, *, by: Stamp) -> None:
    """Withdraw the certificates of an event that was not held after all."""
    for certificate in db.scalars(_valid_on(event_id)):
        certificate.withdrawn_on = by.today


def _valid_on(event_id: int) -> Select[Certificate]:
    return (
        select(Certificate)
        .join(Certificate.booking)
        .where(Booking.event_id == event_id, Certificate.withdrawn_on.is_(None))
    )


def _withdraw_undue(db: Session, event: Event, rows: Sequence[CertificateRow], *, by: Stamp) -> int:
    if event.register_closed_on is None:
        return 0
    due = {row.id for row in rows if row.due}
    valid = db.scalars(_valid_on(event.id))
    undue = [certificate for certificate in valid if certificate.booking_id not in due]
    for certificate in undue:
        certificate.withdrawn_on = by.today
    db.flush()
    return len(undue)


@dataclass(frozen=True, slots=True)
class EventCertificatesRow:
    """One event of the certificates list: how many are due, issued, and not due."""

    id: int
    title: str
    reference: str
    starts: date
    register_closed: bool
    to_issue: int
    issued: int
    not_due: int


def events_with_certificates(
    db: Session, year: TrainingYear, *, today: date
) -> list[EventCertificatesRow]:
    """The year's events that have begun, newest first, with their certificates."""
    query = (
        select(Event)
        .where(*scheduled_in(year), Event.starts <= today)
        .options(joinedload(Event.course))
        .order_by(Event.starts.desc(), Event.id.desc())
    )
    events = list(db.scalars(query))
    rows = _rows(db, [event.id for event in events])
    return [_summary(event, rows[event.id]) for event in events]


def still_to_issue(db: Session, event_ids: list[int]) -> dict[int, int]:
    """How many certificates are due on events and not yet issued, where there are any."""
    rows = _rows(db, event_ids, besides=Certificate.id.is_(None))
    due = {event_id: sum(row.due for row in rows[event_id]) for event_id in event_ids}
    return {event_id: number for event_id, number in due.items() if number}


@dataclass(frozen=True, slots=True)
class CheckedCertificate:
    """What the desk knows of one number."""

    number: str
    delegate: str
    course: str
    starts: date
    issued_on: date
    withdrawn_on: date | None
    event_id: int


def certificate_numbered(db: Session, number: str) -> CheckedCertificate | None:
    """The certificate with a number, however it was typed; None where none was issued."""
    bare = func.replace(func.upper(Certificate.number), "-", "")
    typed = "".join(letter for letter in number.upper() if letter.isalnum())
    query = (
        select(Certificate, Delegate, Course.title, Event.starts, Event.id)
        .join(Certificate.booking)
        .join(Booking.delegate)
        .join(Booking.event)
        .join(Event.course)
        .where(bare == typed)
    )
    found = db.execute(query).first()
    if found is None:
        return None
    certificate, delegate, title, starts, event_id = found
    return CheckedCertificate(
        number=certificate.number,
        delegate=delegate.name,
        course=title,
        starts=starts,
        issued_on=certificate.issued_on,
        withdrawn_on=certificate.withdrawn_on,
        event_id=event_id,
    )


def _on_registers(event_ids: list[int]) -> Select[Booking, str, date]:
    """The bookings on the registers of events, each with its certificate, if it has one."""
    return (
        select(Booking, Certificate.number, Certificate.issued_on)
        .join(Booking.delegate)
        .outerjoin(
            Certificate,
            (Certificate.booking_id == Booking.id) & Certificate.withdrawn_on.is_(None),
        )
        .where(Booking.event_id.in_(event_ids), Booking.status.in_(ON_THE_REGISTER))
        .options(
            joinedload(Booking.delegate),
            joinedload(Booking.agency),
            joinedload(Booking.event),
            selectinload(Booking.marks),
        )
        .order_by(Delegate.sought, Booking.id)
    )


def _rows(
    db: Session, event_ids: list[int], *, besides: ColumnElement[bool] | None = None
) -> defaultdict[int, list[CertificateRow]]:
    needed = _end_form_needed(db, event_ids)
    answered = _answered(db, sorted(needed)) if needed else set()
    rules, hours = rules_of_events(db, event_ids), hours_of_events(db, event_ids)
    rows: defaultdict[int, list[CertificateRow]] = defaultdict(list)
    query = _on_registers(event_ids)
    for booking, number, issued_on in db.execute(
        query if besides is None else query.where(besides)
    ):
        marks = {mark.session_id: marked(mark) for mark in booking.marks}
        why_not = why_not_due(
            marks,
            sessions=hours[booking.event_id],
            rule=rules[booking.event_id],
            register_closed=booking.event.register_closed_on is not None,
            end_form_needed=booking.event_id in needed,
            end_form_received=(booking.event_id, booking.delegate_id) in answered,
        )
        rows[booking.event_id].append(
            CertificateRow(
                id=booking.id,
                delegate=booking.delegate.listed,
                name=booking.delegate.name,
                agency=booking.agency.name,
                due=not why_not,
                why_not=why_not,
                number=number or "",
                issued_on=issued_on,
            )
        )
    return rows


def _end_form_needed(db: Session, event_ids: list[int]) -> set[int]:
    """The events for whose certificates the end form is needed: by their course, or the board."""
    of_all = db.get_one(Board, 1).end_form_needed
    query = select(Event.id, Course.end_form_needed).join(Event.course)
    return {
        event_id
        for event_id, own in db.execute(query.where(Event.id.in_(event_ids)))
        if (of_all if own is None else own)
    }


def _answered(db: Session, event_ids: list[int]) -> set[tuple[int, int | None]]:
    query = select(Form.event_id, Form.delegate_id).where(
        Form.event_id.in_(event_ids), Form.stage == Stage.END
    )
    return {(event_id, delegate_id) for event_id, delegate_id in db.execute(query)}


def _newest_sequence(db: Session, year: str) -> int:
    prefix = certificate_number(year=year, sequence=0).split("-")[0]
    newest = db.scalar(
        select(func.max(Certificate.number)).where(Certificate.number.startswith(f"{prefix}-"))
    )
    return int(newest.split("-")[1]) if newest else 0


def _summary(event: Event, rows: list[CertificateRow]) -> EventCertificatesRow:
    return EventCertificatesRow(
        id=event.id,
        title=event.course.title,
        reference=event.reference,
        starts=event.starts,
        register_closed=event.register_closed_on is not None,
        to_issue=sum(row.due and not row.number for row in rows),
        issued=sum(bool(row.number) for row in rows),
        not_due=sum(not row.due and not row.number for row in rows),
    )
