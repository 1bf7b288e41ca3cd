"""Credit notes: what undoes a whole invoice, with the reason why."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.invoice import InvoiceKind
from trainingdesk.domain.refusals import Invalid, Refused
from trainingdesk.services.charging.invoice_of import credit_of, invoice_of, received_by_kind
from trainingdesk.services.charging.issued_page import keep_page
from trainingdesk.services.charging.numbers import board_for_numbers, next_number
from trainingdesk.services.desk import Desk, Stamp
from trainingdesk.storage.models import Charge, Invoice, InvoiceLine


def credit_invoice(desk: Desk, invoice_id: int, reason: str) -> str:
    """Credit a whole invoice and return the number of the credit note.

    Its charges end, and may be raised anew. What was paid for it is to be given back. Raises
    Invalid, Refused, Unknown.
    """
    by, why = desk.stamp(), " ".join(reason.split())
    if not why:
        raise Invalid({"reason": "Say why the invoice is credited; the note prints it."})
    with desk.noting("Credit an invoice") as db:
        board = board_for_numbers(db)
        invoice = invoice_of(db, invoice_id, lock=True)
        if invoice.kind is InvoiceKind.CREDIT_NOTE:
            raise Refused("A credit note cannot be credited itself.")
        if (before := credit_of(db, invoice_id)) is not None:
            said = f"{invoice.reference} is credited already, by {before.reference}."
            raise Refused(said)
        number, reference = next_number(db, board, InvoiceKind.CREDIT_NOTE)
        note = _note(invoice, number, reference, why, by)
        db.add(note)
        db.flush()
        _end_charges(db, note, by)
        paid = sum(received_by_kind(db, invoice_id).values())
        keep_page(db, note, undoes=invoice, paid_pence=paid)
        return reference


def _note(invoice: Invoice, number: int, reference: str, reason: str, by: Stamp) -> Invoice:
    return Invoice(
        kind=InvoiceKind.CREDIT_NOTE,
        number=number,
        reference=reference,
        agency_id=invoice.agency_id,
        made_out_to=invoice.made_out_to,
        about=invoice.about,
        pence=invoice.pence,
        issued_on=by.today,
        credits_id=invoice.id,
        reason=reason,
        at=by.at,
        who=by.who,
        lines=[
            InvoiceLine(
                charge_id=line.charge_id,
                words=line.words,
                pence=line.pence,
                vat_code=line.vat_code,
            )
            for line in invoice.lines
        ],
    )


def _end_charges(db: Session, note: Invoice, by: Stamp) -> None:
    charges = [line.charge_id for line in note.lines]
    query = select(Charge).where(Charge.id.in_(charges)).with_for_update()
    for charge in db.scalars(query):
        charge.ended_on = by.today
        charge.ended_why = f"Credited by {note.reference}: {note.reason}"
