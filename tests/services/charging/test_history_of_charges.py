"""Charges in the history of their event."""

from dataclasses import replace

from tests.services.charging.conftest import AFTER, Month, on
from tests.services.charging.test_run import SICK
from trainingdesk.services.charging.booking_facts import BookingFacts, keep_booking_facts
from trainingdesk.services.charging.raised import charges_said
from trainingdesk.services.charging.withdrawing import take_back
from trainingdesk.services.history import history_of
from trainingdesk.services.history_charges import charge_told


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


def test_another_agency_of_a_charge_is_told_with_the_merging_and_not_here() -> None:
    assert list(charge_told("Bob", {"agency_id": ("1", "2")})) == []


def test_a_delegate_s_history_leaves_out_what_was_taken_back(usual: Month) -> None:
    bob, *others = sorted(usual.due(), key=lambda row: row.about.delegate)
    (number,) = usual.raises(bob).charge_ids
    usual.raises(*others, waived=SICK)
    bookings = list(usual.bookings.values())
    with usual.desk.reading() as db:
        before = charges_said(db, bookings)
    assert sorted(before.values()) == ["£50.00 waived", "£70.00", "£70.00 waived"]
    with usual.desk.changing("Take back") as db:
        take_back(db, [number], why="A wrong mark", by=on(AFTER))
    with usual.desk.reading() as db:
        assert sorted(charges_said(db, bookings).values()) == ["£50.00 waived", "£70.00 waived"]
