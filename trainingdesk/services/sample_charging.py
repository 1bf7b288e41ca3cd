"""What the sample programme shows of charging: a policy, and what was raised and waived."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from trainingdesk.domain.charging.amount import ByLength
from trainingdesk.domain.charging.as_data import data_of
from trainingdesk.domain.charging.line import Line, Occasion, Tier
from trainingdesk.domain.charging.notice import Notice, Unit
from trainingdesk.domain.charging.policy import Billed, Policy
from trainingdesk.domain.charging.waiver import Waiver
from trainingdesk.services.charging.due import Due, due
from trainingdesk.services.charging.invoicing import issue_invoices
from trainingdesk.services.charging.ready import ready_to_invoice
from trainingdesk.services.charging.run import Decided, Waived, raise_charges
from trainingdesk.services.charging.undecided import Days
from trainingdesk.services.desk import Desk, Stamp
from trainingdesk.storage.models import ChargingPause, ChargingPolicy

FIRST, SUSPENDED_UNTIL = date(2025, 4, 1), date(2026, 3, 31)
INVOICED_UNTIL = date(2026, 6, 1)
WHY_SUSPENDED = "Nobody in the office to send the invoices"
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
    """Invoice what was raised for the first two months."""
    with desk.reading() as db:
        ready = [each for each in ready_to_invoice(db) if each.since <= INVOICED_UNTIL]
    if ready:
        issue_invoices(desk, ready)


def _decided(row: Due) -> Decided:
    """Whoever was sick or in court is let off, on the word of their manager."""
    if not row.waiver:
        return Decided(row)
    return Decided(row, Waived(row.waiver, "Their manager's e-mail", DECIDED_BY))
