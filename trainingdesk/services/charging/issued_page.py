"""The page of an invoice or credit note, drawn once at its issue and kept as it is."""

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from trainingdesk.domain.invoice import LineWords
from trainingdesk.domain.refusals import CannotSave, Unknown
from trainingdesk.domain.words import plain_day
from trainingdesk.services.boards import board_of
from trainingdesk.services.documents import printed_board
from trainingdesk.services.saving import save_document
from trainingdesk.storage.models import Board, Invoice, InvoicePage

if TYPE_CHECKING:
    from trainingdesk.reports.letter_head import Sender


def keep_page(
    db: Session,
    invoice: Invoice,
    *,
    policy: str = "",
    undoes: Invoice | None = None,
    paid_pence: int = 0,
) -> None:
    """Draw the page of an invoice and keep it; with it, the invoice is issued for good."""
    from trainingdesk.reports import invoice as papers  # noqa: PLC0415 - drawing loads when asked

    paper = papers.InvoicePaper(
        reference=invoice.reference,
        issued=plain_day(invoice.issued_on),
        to=invoice.made_out_to.splitlines(),
        about=invoice.about,
        charges=[
            papers.Charged(LineWords.of(line.words), line.pence, line.vat_code)
            for line in invoice.lines
        ],
        pay_by=plain_day(invoice.pay_by) if invoice.pay_by else "",
        policy=policy,
        pay_to=pay_to(db),
        undoes=undoes.reference if undoes else "",
        reason=invoice.reason,
        paid_pence=paid_pence,
    )
    content = papers.invoice(sender_of(db), paper)
    page = InvoicePage(invoice_id=invoice.id, sha256=sha256(content).hexdigest(), content=content)
    db.add(page)
    db.flush()


def page_of(db: Session, invoice_id: int) -> bytes:
    """The page as it was issued; raises Unknown."""
    page = db.get(InvoicePage, invoice_id)
    if page is None:
        raise Unknown("This invoice has no page.")
    return page.content


def is_whole(db: Session, invoice_id: int) -> bool:
    """Whether a page is the one that was issued, to the last letter."""
    page = db.get(InvoicePage, invoice_id)
    return page is not None and sha256(page.content).hexdigest() == page.sha256


def save_page(db: Session, invoice_id: int, path: Path) -> None:
    """Save the page as it was issued; raises CannotSave, Unknown."""
    if path.suffix.lower() != ".pdf":
        raise CannotSave(path.name, "an invoice is saved as .pdf")
    save_document(page_of(db, invoice_id), path)


def sender_of(db: Session) -> "Sender":
    """The board as its letters name it."""
    from trainingdesk.reports.letter_head import Sender  # noqa: PLC0415 - as above

    board = board_of(db)
    address = [line.strip() for line in board.address.splitlines() if line.strip()]
    return Sender(printed_board(db), address, board.email, board.telephone)


def pay_to(db: Session) -> list[str]:
    """How an invoice is paid, by line."""
    return [line for line in db.get_one(Board, 1).pay_to.splitlines() if line.strip()]
