"""What was issued stays as it was: no act changes an invoice, its lines or its page."""

from typing import Any

from sqlalchemy import Connection, exists, select
from sqlalchemy.event import listens_for
from sqlalchemy.orm import Mapper, object_session

from trainingdesk.domain.refusals import Refused
from trainingdesk.storage.models.charging import Invoice, InvoiceLine, InvoicePage


class IssuedAlready(Refused):
    """An invoice never changes once it is issued. A credit note undoes it."""


@listens_for(Invoice, "before_update")
@listens_for(InvoiceLine, "before_update")
@listens_for(InvoicePage, "before_update")
def _refuse_change(_mapper: Mapper[Any], _connection: Connection, issued: Any) -> None:
    """A row that was only looked at may be among those to be saved; it is not changed by that."""
    session = object_session(issued)
    if session is None or session.is_modified(issued, include_collections=False):
        raise IssuedAlready


@listens_for(Invoice, "before_delete")
@listens_for(InvoiceLine, "before_delete")
@listens_for(InvoicePage, "before_delete")
def _refuse_removal(_mapper: Mapper[Any], _connection: Connection, _issued: Any) -> None:
    raise IssuedAlready


@listens_for(InvoiceLine, "before_insert")
def _refuse_addition(_mapper: Mapper[Any], connection: Connection, line: InvoiceLine) -> None:
    """Once its page is kept, an invoice takes no further line."""
    printed = select(exists().where(InvoicePage.invoice_id == line.invoice_id))
    if connection.execute(printed).scalar():
        raise IssuedAlready
