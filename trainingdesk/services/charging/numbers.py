"""The numbers of invoices and credit notes: in a row of its own for each kind, without gaps."""

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from trainingdesk.domain.invoice import InvoiceKind, reference_of
from trainingdesk.domain.refusals import Refused
from trainingdesk.storage.models import Board, Invoice


def board_for_numbers(db: Session) -> Board:
    """The board, locked until the act is over: one at a time gives out numbers."""
    return db.get_one(Board, 1, with_for_update=True, populate_existing=True)


def next_number(db: Session, board: Board, kind: InvoiceKind) -> tuple[int, str]:
    """The next number of its kind, and how it is printed; raises Refused.

    The board is to be locked, or two would take the same one.
    """
    newest = select(func.max(Invoice.number)).where(Invoice.kind == kind)
    number = (db.scalar(newest) or 0) + 1
    is_invoice = kind is InvoiceKind.INVOICE
    reference = reference_of(board.invoice_prefix if is_invoice else board.credit_prefix, number)
    if db.scalar(select(exists().where(Invoice.reference == reference))):
        raise Refused(
            f"There is {reference} already. Choose another beginning for the numbers in Settings."
        )
    return number, reference
