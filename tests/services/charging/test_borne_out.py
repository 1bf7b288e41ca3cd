"""What the records no longer bear out is not invoiced."""

from datetime import date

import pytest

from tests.services.charging.conftest import PLAIN, Month, on
from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.charging.amount import ByLength, ShareOfPrice
from trainingdesk.domain.charging.line import Line, Occasion, Tier
from trainingdesk.domain.charging.policy import Policy
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.refusals import ListOutdated, Refused
from trainingdesk.services.charging.invoicing import NOTHING_READY, issue_invoices
from trainingdesk.services.charging.ready import Ready, ready_to_invoice
from trainingdesk.services.charging.withdrawing import take_back
from trainingdesk.services.desk import Desk
from trainingdesk.services.event_changes import call_off
from trainingdesk.storage.models import Mark

AUGUST = date(2026, 8, 1)


def ready(month: Month) -> list[Ready]:
    with month.desk.reading() as db:
        return ready_to_invoice(db)


def issue(month: Month, seen: list[Ready] | None = None) -> list[str]:
    """Issue on a day in August."""
    desk = Desk(month.desk.address, who="sam", today=lambda: AUGUST)
    try:
        return issue_invoices(desk, seen)
    finally:
        desk.close()


def test_nobody_is_invoiced_for_an_event_that_was_called_off(month: Month) -> None:
    month.puts_in_force(PLAIN)
    month.books("Dan")
    month.cancels("Dan", date(2026, 6, 9))
    month.raises()
    seen = ready(month)
    with month.desk.changing("Call off") as db:
        by = on(date(2026, 6, 9))
        call_off(db, [month.event], EventStatus.CANCELLED, reason="Snow", by=by)
    assert ready(month) == []
    with pytest.raises(ListOutdated):
        issue(month, seen)
    with pytest.raises(Refused, match=NOTHING_READY):
        issue(month)


def test_a_mark_that_was_corrected_leaves_its_charge_off_the_invoice(usual: Month) -> None:
    usual.raises()
    assert [(row.pence, len(row.charge_ids)) for row in ready(usual)] == [(190_00, 3)]
    with usual.desk.changing("Correct") as db:
        wrong = db.query(Mark).filter_by(booking_id=usual.bookings["Bob"]).one()
        wrong.attendance = Attendance.ATTENDED
    assert [(row.pence, len(row.charge_ids)) for row in ready(usual)] == [(120_00, 2)]
    assert issue(usual) == ["INV-00001"]


def test_what_was_taken_back_is_not_invoiced(usual: Month) -> None:
    run = usual.raises()
    with usual.desk.changing("Take back") as db:
        take_back(db, run.charge_ids, why="A wrong mark.", by=on(AUGUST))
    assert ready(usual) == []
    with pytest.raises(Refused, match=NOTHING_READY):
        issue(usual)


def test_a_lower_sum_holds_a_charge_back_and_a_higher_or_unknown_one_does_not(
    usual: Month,
) -> None:
    usual.raises(*(row for row in usual.due() if row.about.delegate == "Bob Moss"))
    absent = Line("absent", Occasion.ABSENCE, (Tier(ByLength(35_00, (80_00,))),))
    usual.puts_in_force(Policy("More", (absent,)), since=date(2026, 4, 2))
    assert [row.pence for row in ready(usual)] == [70_00]
    unknown = Line("absent", Occasion.ABSENCE, (Tier(ShareOfPrice(100)),))
    usual.puts_in_force(Policy("Unknown", (unknown,)), since=date(2026, 4, 3))
    assert [row.pence for row in ready(usual)] == [70_00]
    less = Line("absent", Occasion.ABSENCE, (Tier(ByLength(35_00, (60_00,))),))
    number = usual.puts_in_force(Policy("Less", (less,)), since=date(2026, 4, 4))
    assert ready(usual) == []
    usual.puts_in_force(PLAIN, since=date(2026, 4, 5))
    assert [row.pence for row in ready(usual)] == [70_00]
    usual.suspends(number + 1, "")
    assert ready(usual) == []
