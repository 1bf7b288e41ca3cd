"""Reminders: which invoices are overdue, and that their agencies were reminded of them."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from sqlalchemy.orm import Session

from trainingdesk.domain.figures import counted
from trainingdesk.domain.invoice import REMIND_AFTER_DAYS, InvoiceState
from trainingdesk.domain.money import pounds
from trainingdesk.domain.refusals import Refused
from trainingdesk.services.charging.invoices import InvoiceRow, invoices
from trainingdesk.services.desk import Stamp
from trainingdesk.services.work import Task
from trainingdesk.storage.models import InvoiceReminder


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


def remind(db: Session, invoice_ids: Sequence[int], *, by: Stamp) -> None:
    """Keep that agencies were reminded today; raises Refused for one that is not overdue."""
    late = {row.id for row in overdue(db, today=by.today)}
    for number in invoice_ids:
        if number not in late:
            raise Refused("Only an overdue invoice is reminded of.")
        db.add(InvoiceReminder(invoice_id=number, on=by.today, who=by.who))
    db.flush()


def reminders_due(db: Session, today: date) -> Iterator[Task]:
    """The overdue invoices to be reminded of, as Today says it."""
    for row in to_remind(db, today=today):
        days = counted(row.days_over, "day")
        said = f"{row.reference}: {pounds(row.owed.outstanding)} overdue by {days}"
        yield Task(row.agency, said, 1, record_id=row.id)
