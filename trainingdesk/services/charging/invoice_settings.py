"""How invoices are numbered and paid: what the board has decided of them."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from trainingdesk.domain.refusals import Invalid
from trainingdesk.storage.models import Board

LONGEST_PREFIX = 12
PARTS_OF_A_PATH = frozenset("/\\:")


@dataclass(frozen=True, slots=True)
class InvoiceSettings:
    """How the numbers of invoices and credit notes begin, and how an invoice is paid, by line."""

    invoice_prefix: str = "INV-"
    credit_prefix: str = "CN-"
    pay_to: str = ""

    def problems(self) -> dict[str, str]:
        """What is wrong, by field; empty when all is well."""
        found = {}
        for field in ("invoice_prefix", "credit_prefix"):
            if not 0 < len(getattr(self, field).strip()) <= LONGEST_PREFIX:
                found[field] = f"Enter up to {LONGEST_PREFIX} letters, such as INV-."
            elif PARTS_OF_A_PATH.intersection(getattr(self, field)):
                found[field] = "Leave out / \\ and : as files are named after the invoice."
        alike = self.invoice_prefix.strip().casefold() == self.credit_prefix.strip().casefold()
        if alike and not found:
            found["credit_prefix"] = "Credit notes need a beginning of their own, such as CN-."
        return found


def invoice_settings(db: Session) -> InvoiceSettings:
    """How invoices are numbered and paid now."""
    board = db.get_one(Board, 1)
    return InvoiceSettings(board.invoice_prefix, board.credit_prefix, board.pay_to)


def save_invoice_settings(db: Session, settings: InvoiceSettings) -> None:
    """Decide how invoices are numbered and paid from now on; raises Invalid."""
    if problems := settings.problems():
        raise Invalid(problems)
    board = db.get_one(Board, 1)
    board.invoice_prefix = settings.invoice_prefix.strip()
    board.credit_prefix = settings.credit_prefix.strip()
    lines = (line.strip() for line in settings.pay_to.splitlines())
    board.pay_to = "\n".join(filter(None, lines))
