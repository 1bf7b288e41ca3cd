"""Reminders: which invoices are overdue, and that their agencies were reminded of them."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.figures import counted
from trainingdesk.domain.invoice import REMIND_AFTER_DAYS, InvoiceState
from trainingdesk.domain.message import Purpose, ToWhom, once_of
from trainingdesk.domain.money import pounds
from trainingdesk.domain.placeholders import Placeholder, filled, in_one_line
from trainingdesk.domain.refusals import Refused
from trainingdesk.domain.words import plain_day
from trainingdesk.services.charging.invoices import InvoiceRow, invoices
from trainingdesk.services.desk import Stamp
from trainingdesk.services.message_templates import template_of
from trainingdesk.services.message_values import bookings_to_tell, reader_of, values_for
from trainingdesk.services.work import Task
from trainingdesk.services.writing import Letter, Written, put_into_outbox, written
from trainingdesk.storage.models import Board, Charge, InvoiceLine, InvoiceReminder


def overdue(db: Session, *, today: date) -> list[InvoiceRow]:
    """The invoices of which something is overdue, the longest overdue first."""
    rows = invoices(db, today=today)
    late = [row for row in rows if row.state is InvoiceState.OVERDUE]
    return sorted(late, key=lambda row: (-row.days_over, row.reference))


def to_remind(db: Session, *, today: date) -> list[InvoiceRow]:
    """The overdue invoices of which nobody was reminded of late."""
    before = today - timedelta(days=REMIND_AFTER_DAYS)
    rows = overdue(db, today=today)
    return [row for row in rows if row.reminded_on is None or row.reminded_on <= before]


def remind(db: Session, invoice_ids: Sequence[int], *, by: Stamp) -> Written:
    """Write to the agencies of some invoices, and keep that they were reminded today.

    The messages wait in the outbox, which a practice desk never lets go of. Raises Refused for an
    invoice that is not overdue.
    """
    late = {row.id: row for row in overdue(db, today=by.today)}
    for number in invoice_ids:
        if number not in late:
            raise Refused("Only an overdue invoice is reminded of.")
        db.add(InvoiceReminder(invoice_id=number, on=by.today, who=by.who))
    letters = [_letter(db, late[number], by) for number in invoice_ids]
    put_into_outbox(db, letters, Purpose.INVOICE_REMINDER, by=by)
    return written(letters)


def _letter(db: Session, row: InvoiceRow, by: Stamp) -> Letter:
    """The reminder of one invoice, as its agency gets it; it stands with the first line's booking.

    Of whom the invoice is said is on its page: nobody is named in the words.
    """
    lines = select(Charge.booking_id).join(InvoiceLine, InvoiceLine.charge_id == Charge.id)
    first = lines.where(InvoiceLine.invoice_id == row.id).order_by(InvoiceLine.id).limit(1)
    (booking,) = bookings_to_tell(db, list(db.scalars(first)))
    text, to_whom = template_of(db, Purpose.INVOICE_REMINDER), ToWhom.AGENCY
    board = db.get_one(Board, 1)
    values = values_for(db, booking, to_whom, board=board) | {
        Placeholder.INVOICE: row.reference,
        Placeholder.INVOICED_FOR: row.about,
        Placeholder.LEFT_TO_PAY: pounds(row.owed.outstanding),
        Placeholder.PAY_BY: plain_day(row.owed.pay_by) if row.owed.pay_by else "",
    }
    name, address = reader_of(booking, to_whom)
    occasion = f"{row.reference} {row.reminders + 1} {by.at.isoformat()}"
    return Letter(
        once=once_of(
            Purpose.INVOICE_REMINDER, booking_id=booking.id, whom=to_whom, occasion=occasion
        ),
        booking_id=booking.id,
        delegate_id=booking.delegate_id,
        whom=to_whom,
        delegate=booking.delegate.name,
        event=booking.event.course.title,
        to_name=name,
        to_address=address,
        subject=in_one_line(filled(text.subject, values)),
        body=filled(text.body, values),
    )


def reminders_due(db: Session, today: date) -> Iterator[Task]:
    """The overdue invoices to be reminded of, as Today says it."""
    for row in to_remind(db, today=today):
        days = counted(row.days_over, "day")
        said = f"{row.reference}: {pounds(row.owed.outstanding)} overdue by {days}"
        yield Task(row.agency, said, 1, record_id=row.id)
