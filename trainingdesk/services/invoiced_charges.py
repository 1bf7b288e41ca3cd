"""Taking a step back leaves alone what stands on an invoice."""

from collections.abc import Iterable

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from trainingdesk.domain.refusals import Refused
from trainingdesk.storage.changes import RowChange
from trainingdesk.storage.models import InvoiceLine

DECIDED = frozenset({"ended_on", "pence", "waived_pence"})
"""What an invoice rests on; whose booking it is may change when two of them become one."""


class OnAnInvoice(Refused):
    """A charge of this is on an invoice, which never changes. Only a credit note undoes it."""


def refuse_invoiced_charges(db: Session, rows: Iterable[RowChange]) -> None:
    """Refuse that a step back raises, ends or waives what is on an invoice; raises OnAnInvoice.

    It is asked once the rows are written, and so locked: nobody invoices them meanwhile.
    """
    charges = [row.key[1][0] for row in rows if row.key[0] == "charge" and _is_decided_anew(row)]
    on_one = exists().where(InvoiceLine.charge_id.in_(charges))
    if charges and db.scalar(select(on_one)):
        raise OnAnInvoice


def _is_decided_anew(row: RowChange) -> bool:
    return row.before is None or row.after is None or bool(DECIDED.intersection(row.fields()))
