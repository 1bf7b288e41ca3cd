"""Issuing invoices: number, lines and page are kept together, or nothing is."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from trainingdesk.domain.charging.policy import Policy
from trainingdesk.domain.charging.sentences import NEVER_CHARGED, sentences_of_line
from trainingdesk.domain.invoice import InvoiceKind, LineWords
from trainingdesk.domain.money import pounds
from trainingdesk.domain.refusals import ListOutdated, Refused
from trainingdesk.services.charging.issued_page import keep_page
from trainingdesk.services.charging.numbers import board_for_numbers, next_number
from trainingdesk.services.charging.ready import (
    Ready,
    policies_of,
    ready_to_invoice,
    refuse_what_waits,
    said_event,
)
from trainingdesk.services.desk import Desk, Stamp
from trainingdesk.services.merged_agencies import merged_into
from trainingdesk.storage.models import Agency, Board, Booking, Charge, Event, Invoice, InvoiceLine

NOTHING_READY = "No charge waits to be invoiced."


def issue_invoices(
    desk: Desk, seen: Sequence[Ready] | None = None, *, by: Stamp | None = None
) -> list[str]:
    """Issue invoices, all or none of them, and return their numbers as printed.

    ``seen`` are those that somebody looked at, or else all that are ready today. An invoice has
    left the desk: only a credit note undoes it, and no step of undo. ``by`` is whoever acts now,
    unless it says otherwise. Raises ListOutdated, Refused.
    """
    by = by or desk.stamp()
    with desk.noting("Issue invoices") as db:
        board = board_for_numbers(db)
        there = ready_to_invoice(db, lock=True)
        if seen is None:
            seen = [each for each in there if each.is_ready(by.today)]
        if not seen:
            raise Refused(NOTHING_READY)
        if not set(seen) <= set(there):
            raise ListOutdated
        refuse_what_waits(seen, by.today)
        policies, heirs = policies_of(db, {each.policy_id for each in seen}), merged_into(db)
        # To whom the agency went into, where it did.
        wanted = [
            replace(each, agency_id=heirs.get(each.agency_id, each.agency_id)) for each in seen
        ]
        return [_issue(db, board, each, policies[each.policy_id], by) for each in wanted]


def made_out_to(agency: Agency) -> str:
    """To whom an invoice goes: the agency's name, then its invoice address without it."""
    lines = [line.strip() for line in agency.invoice_address.splitlines()]
    return "\n".join([agency.name, *(line for line in lines if line not in {"", agency.name})])


def _issue(db: Session, board: Board, ready: Ready, policy: Policy, by: Stamp) -> str:
    number, reference = next_number(db, board, InvoiceKind.INVOICE)
    agency = db.get_one(Agency, ready.agency_id)
    invoice = Invoice(
        kind=InvoiceKind.INVOICE,
        number=number,
        reference=reference,
        agency_id=agency.id,
        made_out_to=made_out_to(agency),
        about=ready.about,
        pence=ready.pence,
        issued_on=by.today,
        pay_by=by.today + timedelta(days=policy.payment_days),
        at=by.at,
        who=by.who,
    )
    charges = _charges(db, ready)
    invoice.lines += [_line(charge) for charge in charges]
    db.add(invoice)
    db.flush()
    keep_page(db, invoice, policy=_terms(policy, {charge.line for charge in charges}))
    return reference


def _charges(db: Session, ready: Ready) -> list[Charge]:
    """The charges in their turn."""
    on_event = joinedload(Charge.booking).joinedload(Booking.event)
    query = (
        select(Charge)
        .where(Charge.id.in_(ready.charge_ids))
        .options(joinedload(Charge.booking).joinedload(Booking.delegate))
        .options(on_event.joinedload(Event.course))
    )
    found = {charge.id: charge for charge in db.scalars(query)}
    return [found[number] for number in ready.charge_ids]


def _line(charge: Charge) -> InvoiceLine:
    booking = charge.booking
    why = charge.words
    if charge.waived_pence:
        why = f"{why} {pounds(charge.waived_pence)} of it is waived."
    words = LineWords(said_event(booking.event), booking.delegate.name, why)
    pence = charge.pence - charge.waived_pence
    return InvoiceLine(charge_id=charge.id, words=words.text, pence=pence, vat_code=charge.vat_code)


def _terms(policy: Policy, keys: set[str]) -> str:
    """The policy's own sentences about what is charged here."""
    lines = [line for line in policy.lines if line.key in keys]
    said = [sentence for line in lines for sentence in sentences_of_line(line)]
    return " ".join([f"{policy.title}.", *said, NEVER_CHARGED])
