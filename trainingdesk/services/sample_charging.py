"""What the sample programme shows of charging: a policy, and what was raised and waived."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from trainingdesk.domain.charging.amount import ByLength
from trainingdesk.domain.charging.as_data import data_of
from trainingdesk.domain.charging.line import Line, Occasion, Tier
from trainingdesk.domain.charging.notice import Notice, Unit
from trainingdesk.domain.charging.policy import Billed, Policy
from trainingdesk.domain.charging.waiver import Waiver
from trainingdesk.domain.fee_split import NON_ATTENDANCE_FEE
from trainingdesk.services.charging.due import Due, due
from trainingdesk.services.charging.invoices import InvoiceRow, invoices
from trainingdesk.services.charging.invoicing import issue_invoices
from trainingdesk.services.charging.paying import loose_receipts, match_receipt
from trainingdesk.services.charging.ready import ready_to_invoice
from trainingdesk.services.charging.run import Decided, Waived, raise_charges
from trainingdesk.services.charging.undecided import Days
from trainingdesk.services.desk import Desk, Stamp
from trainingdesk.storage.models import Board, ChargingPause, ChargingPolicy

FIRST, SUSPENDED_UNTIL = date(2025, 4, 1), date(2026, 3, 31)
INVOICED_ON = date(2026, 5, 5), date(2026, 6, 2)
WHY_SUSPENDED = "Nobody in the office to send the invoices"
PAY_TO = "Account: Westmere Council\nSort code: 00-00-00\nAccount number: 00000000"
DECIDED_BY = "Ngozi Hartley"
TO_REVIEW = timedelta(weeks=4)
"""What came due lately waits to be reviewed."""

FOR_ABSENCE = ByLength(25_00, (50_00, 100_00))
POLICY = Policy(
    title="Westmere non-attendance policy",
    lines=(
        Line(
            "late",
            Occasion.LATE_CANCELLATION,
            (Tier(FOR_ABSENCE, Notice(5, Unit.WORKING_DAYS)),),
        ),
        Line("absent", Occasion.ABSENCE, (Tier(FOR_ABSENCE),)),
    ),
    waivers=(Waiver("sick", "Sickness"), Waiver("court", "Court")),
    billed=Billed.MONTH,
)


def show_charging(db: Session, by: Stamp) -> None:
    """Put a policy in force that was suspended for a year, and decide on all but the latest."""
    db.get_one(Board, 1).pay_to = PAY_TO
    kept = ChargingPolicy(terms=data_of(POLICY), since=FIRST)
    pause = ChargingPause(since=FIRST, until=SUSPENDED_UNTIL, why=WHY_SUSPENDED)
    kept.pauses.append(pause)
    db.add(kept)
    db.flush()
    until = by.today - TO_REVIEW
    months: dict[tuple[int, int], list[Due]] = {}
    for row in due(db, Days(SUSPENDED_UNTIL, until)):
        if row.can_be_raised and row.due_on <= until:
            months.setdefault((row.due_on.year, row.due_on.month), []).append(row)
    for _, rows in sorted(months.items()):
        raise_charges(db, [_decided(row) for row in rows], by=by)


def issue_a_few(desk: Desk) -> None:
    """Invoice what was raised for the first two months, and match what was paid for it."""
    now = desk.stamp()
    for day in INVOICED_ON:
        with desk.reading() as db:
            ready = [each for each in ready_to_invoice(db) if each.is_ready(day)]
        if ready:
            at = now.at.replace(year=day.year, month=day.month, day=day.day)
            issue_invoices(desk, ready, by=Stamp(now.who, at, day))
    with desk.changing("Match receipts", undoable=False) as db:
        for row in reversed(invoices(db, today=now.today)):
            _match(db, row, now)


def _match(db: Session, row: InvoiceRow, by: Stamp) -> None:
    """The first fee of its agency that came in after it, where it is no more than the invoice."""
    for receipt in reversed(loose_receipts(db, row.id)):
        is_for_it = receipt.kind == NON_ATTENDANCE_FEE and receipt.on >= row.issued_on
        if is_for_it and receipt.pence <= row.owed.outstanding:
            match_receipt(db, row.id, receipt.id, by=by)
            return


def _decided(row: Due) -> Decided:
    """Whoever was sick or in court is let off, on the word of their manager."""
    if not row.waiver:
        return Decided(row)
    return Decided(row, Waived(row.waiver.rstrip("."), "Their manager's e-mail", DECIDED_BY))
