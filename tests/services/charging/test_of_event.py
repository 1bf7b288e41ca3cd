"""The charges of one event, with every booking on it."""

from datetime import date

from tests.services.charging.conftest import AFTER, PLAIN, Month, on
from tests.services.charging.test_run import SICK, on_an_invoice
from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.charging.amount import ShareOfPrice
from trainingdesk.domain.charging.line import Line, Occasion, Tier
from trainingdesk.domain.charging.policy import Policy
from trainingdesk.services.charging.of_event import ChargeState, EventCharge, event_charges
from trainingdesk.services.charging.withdrawing import take_back
from trainingdesk.storage.models import Charge


def lines(month: Month) -> dict[str, EventCharge]:
    with month.desk.reading() as db:
        return {row.about.delegate.split()[0]: row for row in event_charges(db, month.event)}


def states(month: Month) -> dict[str, ChargeState]:
    return {name: row.state for name, row in lines(month).items()}


def test_every_booking_stands_there_with_what_it_owes(usual: Month) -> None:
    found = lines(usual)
    assert [row.state for row in found.values()] == [
        *(ChargeState.TO_REVIEW,) * 3,
        ChargeState.NONE,
    ]
    assert (found["Ann"].happened, found["Ann"].pence, found["Ann"].asked) == ("Booked", 0, 0)
    assert (found["Bob"].happened, found["Bob"].asked) == ("Absence", 70_00)
    assert not found["Ann"].can_be_taken_back
    assert not found["Bob"].can_be_taken_back


def test_what_was_decided_on_says_how_far_it_is(usual: Month) -> None:
    bob, cat, dan = sorted(usual.due(), key=lambda row: row.about.delegate)
    (first,), _ = usual.raises(bob).charge_ids, usual.raises(cat, waived=SICK)
    (third,) = usual.raises(dan).charge_ids
    found = lines(usual)
    assert found["Bob"].state is ChargeState.RAISED
    assert found["Bob"].can_be_taken_back
    assert (found["Cat"].state, found["Cat"].pence, found["Cat"].asked) == (
        ChargeState.WAIVED,
        70_00,
        0,
    )
    on_an_invoice(usual, third)
    assert lines(usual)["Dan"].state is ChargeState.INVOICED
    assert not lines(usual)["Dan"].can_be_taken_back
    with usual.desk.changing("Take back") as db:
        take_back(db, [first], why="x", by=on(AFTER))
        db.get_one(Charge, third).ended_on = AFTER
    with usual.desk.reading() as db:
        told = [(row.about.delegate, row.state) for row in event_charges(db, usual.event)]
    assert ("Bob Moss", ChargeState.TO_REVIEW) in told
    assert ("Bob Moss", ChargeState.TAKEN_BACK) in told
    assert ("Dan Moss", ChargeState.CREDITED) in told


def test_suspended_and_unpriced_sums_say_so(month: Month) -> None:
    number = month.puts_in_force(PLAIN)
    month.books("Bob")
    month.marks(Bob=Attendance.ABSENT)
    month.closes()
    month.suspends(number, "")
    assert states(month) == {"Bob": ChargeState.SUSPENDED}
    assert lines(month)["Bob"].asked == 0
    share = Line("absent", Occasion.ABSENCE, (Tier(ShareOfPrice(100)),))
    month.puts_in_force(Policy("Priced", (share,)), since=date(2026, 4, 2))
    assert states(month) == {"Bob": ChargeState.NO_PRICE}


def test_an_event_that_is_gone_has_none(month: Month) -> None:
    with month.desk.reading() as db:
        assert event_charges(db, 99) == []
