"""Charges in the history of their event."""

from dataclasses import replace

from tests.services.charging.conftest import AFTER, Month, on
from tests.services.charging.test_run import SICK
from trainingdesk.services.charging.booking_facts import BookingFacts, keep_booking_facts
from trainingdesk.services.charging.withdrawing import take_back
from trainingdesk.services.history import history_of


def latest(month: Month) -> str:
    with month.desk.reading() as db:
        return history_of(db, month.event)[0].what


def test_what_was_decided_on_charges_is_told(usual: Month) -> None:
    bob, cat, dan = sorted(usual.due(), key=lambda row: row.about.delegate)
    (number,) = usual.raises(bob).charge_ids
    assert latest(usual) == "Bob Moss: absence, £70.00, raised"
    usual.raises(cat, waived=SICK)
    assert latest(usual) == ("Cat Moss: absence, £70.00, waived (Sickness; decided by Pat Lee)")
    usual.raises(dan, waived=replace(SICK, pence=20_00))
    assert latest(usual) == (
        "Dan Moss: late cancellation, £50.00, £20.00 of it waived (Sickness; decided by Pat Lee)"
    )
    usual.desk.undo()
    assert latest(usual) == "Dan Moss: late cancellation, £50.00, raising it taken back"
    with usual.desk.changing("Take back") as db:
        take_back(db, [number], why="A wrong mark", by=on(AFTER))
    assert latest(usual) == "Bob Moss: charge taken back (A wrong mark)"
    usual.desk.undo()
    assert latest(usual) == "Bob Moss: charge stands again"
    with usual.desk.changing("Facts") as db:
        keep_booking_facts(db, usual.bookings["Ann"], BookingFacts(fee_paid_pence=5))
    assert latest(usual) == "Ann Moss: facts for the charge"
