"""The charge run: what came due is raised or waived, in one act."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select, update

from tests.conftest import no_server
from tests.services.at_once import at_once
from tests.services.charging.conftest import AFTER, PLAIN, Month, on
from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.charging.amount import ShareOfPrice
from trainingdesk.domain.charging.line import Line, Occasion, Tier
from trainingdesk.domain.charging.policy import Policy
from trainingdesk.domain.invoice import InvoiceKind
from trainingdesk.domain.refusals import Invalid, ListOutdated, Refused
from trainingdesk.services.charging.due import Due
from trainingdesk.services.charging.raised import charges_of_event
from trainingdesk.services.charging.run import Decided, Waived, raise_charges, run_of
from trainingdesk.services.delegate_history import history_of
from trainingdesk.services.desk import Desk
from trainingdesk.storage.models import Agency, Booking, Charge, Invoice, InvoiceLine, Mark

SICK = Waived("Sickness", "E-mail of 11 June", "Pat Lee")


def on_an_invoice(month: Month, charge_id: int) -> None:
    """Put a charge on an invoice."""
    with month.desk.changing("Invoice") as db:
        charge = db.get_one(Charge, charge_id)
        said = {"made_out_to": "Library", "about": "June 2026", "pence": charge.pence, "who": "sam"}
        invoice = Invoice(
            kind=InvoiceKind.INVOICE, number=charge_id, agency_id=month.agency, **said
        )
        invoice.reference, invoice.issued_on, invoice.at = f"INV-{charge_id}", AFTER, on(AFTER).at
        invoice.lines.append(InvoiceLine(charge_id=charge.id, words="x", pence=charge.pence))
        db.add(invoice)


def test_a_charge_keeps_what_was_seen(usual: Month) -> None:
    (late,) = [row for row in usual.due() if row.occasion is Occasion.LATE_CANCELLATION]
    run = usual.raises(late)
    with usual.desk.reading() as db:
        charge = db.get_one(Charge, run.charge_ids[0])
        assert (charge.pence, charge.words, charge.line) == (50_00, late.words, "late")
        assert (charge.agency_id, charge.policy_id) == (late.about.agency_id, late.policy_id)
        assert (charge.due_on, charge.who, charge.waived_pence) == (date(2026, 6, 9), "sam", 0)
    assert usual.who() == dict.fromkeys(("Bob", "Cat"), (Occasion.ABSENCE, 7000))


def test_what_was_decided_on_is_told_with_the_event_and_the_delegate(usual: Month) -> None:
    first, *_ = usual.due()
    usual.raises(first, waived=replace(SICK, pence=20_00))
    with usual.desk.reading() as db:
        (row,) = charges_of_event(db, usual.event)
        history = history_of(db, first.about.delegate_id)
    assert [each.charge for each in history] == ["£50.00, £20.00 waived"]
    assert (row.pence, row.waived_pence, row.left) == (first.pence, 20_00, first.pence - 20_00)
    assert (row.waived_why, row.waived_evidence, row.waived_by) == (
        "Sickness",
        "E-mail of 11 June",
        "Pat Lee",
    )
    assert (row.about, row.words, row.who, row.invoice) == (first.about, first.words, "sam", "")


def test_all_is_raised_in_one_act_and_undone_in_one(usual: Month) -> None:
    before = usual.due()
    run = usual.raises()
    assert (run.raised, run.waived, run.raised_pence) == (3, 0, 190_00)
    assert run.said == "3 charges raised, £190.00"
    assert usual.due() == []
    usual.desk.undo()
    assert usual.due() == before
    usual.desk.redo()
    assert usual.due() == []


def test_what_is_waived_whole_or_in_part_is_counted_apart(usual: Month) -> None:
    bob, cat, dan = sorted(usual.due(), key=lambda row: row.about.delegate)
    chosen = [Decided(bob), Decided(cat, SICK), Decided(dan, replace(SICK, pence=30_00))]
    run = run_of(chosen)
    assert run.said == "2 charges raised, £90.00; 1 waived, £100.00"
    assert run_of(chosen[2:]).said == "1 charge raised, £20.00; waived in part, £30.00"
    assert run_of(chosen[1:2]).said == "1 waived, £70.00"


@pytest.mark.parametrize(
    ("waived", "field"),
    [
        (Waived(" ", "", "Pat"), "why"),
        (Waived("Sickness", "", " "), "decided_by"),
        (Waived("Sickness", "", "Pat", 0), "pence"),
        (Waived("Sickness", "", "Pat", 70_01), "pence"),
        (Waived("Sickness", "", "Pat", -1), "pence"),
    ],
)
def test_a_waiver_says_why_who_and_how_much(usual: Month, waived: Waived, field: str) -> None:
    bob = next(row for row in usual.due() if row.about.delegate == "Bob Moss")
    with pytest.raises(Invalid) as refused:
        usual.raises(bob, waived=waived)
    assert list(refused.value.problems) == [field]
    assert len(usual.due()) == 3


def test_of_two_who_review_the_same_list_the_second_is_told(usual: Month, other_desk: Desk) -> None:
    bob, cat, dan = sorted(usual.due(), key=lambda row: row.about.delegate)
    usual.raises(bob)
    with pytest.raises(ListOutdated, match="sam has raised the charge of Bob Moss meanwhile"):
        usual.raises(bob, cat, desk=other_desk)
    assert {row.about.delegate for row in usual.due()} == {"Cat Moss", "Dan Moss"}
    usual.raises(dan, waived=SICK)
    with pytest.raises(ListOutdated, match="sam has waived the charge of Dan Moss meanwhile"):
        usual.raises(dan)


@no_server
def test_two_desks_at_the_same_moment_charge_once(usual: Month, other_desk: Desk) -> None:
    rows = usual.due()

    def run(desk: Desk, rows: list[Due]) -> str:
        try:
            return usual.raises(*rows, desk=desk).said
        except Refused as refusal:
            return type(refusal).__name__

    said = at_once(run, [usual.desk, other_desk], [rows, list(reversed(rows))])
    assert sorted(said) == ["3 charges raised, £190.00", "ListOutdated"]
    with usual.desk.reading() as db:
        assert len(charges_of_event(db, usual.event)) == 3


def test_what_has_changed_since_it_was_seen_is_not_charged(usual: Month) -> None:
    bob = next(row for row in usual.due() if row.about.delegate == "Bob Moss")
    usual.reopens()
    with pytest.raises(ListOutdated, match="Bob Moss no longer owes this"):
        usual.raises(bob)
    usual.closes()
    with pytest.raises(ListOutdated, match="What Bob Moss owes has changed meanwhile"):
        usual.raises(replace(bob, pence=1_00))
    usual.raises(bob)


def test_nothing_is_charged_in_a_suspended_year_or_without_a_price(month: Month) -> None:
    number = month.puts_in_force(PLAIN)
    month.books("Bob")
    month.marks(Bob=Attendance.ABSENT)
    month.closes()
    month.suspends(number, "")
    (bob,) = month.due()
    assert bob.suspended == "The policy was suspended"
    with pytest.raises(Refused, match="charging was suspended"):
        month.raises(bob)
    share = Line("absent", Occasion.ABSENCE, (Tier(ShareOfPrice(100)),))
    month.puts_in_force(Policy("Priced", (share,)), since=date(2026, 4, 2))
    with pytest.raises(Refused, match=r"Bob Moss cannot be charged: .*price"):
        month.raises(*month.due())
    with pytest.raises(Refused, match="Nothing is chosen"), month.desk.changing("Raise") as db:
        raise_charges(db, [], by=on(AFTER))


def test_what_stands_on_an_invoice_cannot_be_undone(usual: Month) -> None:
    run = usual.raises()
    raised = usual.desk.done[-1]
    on_an_invoice(usual, run.charge_ids[0])
    usual.desk.done.append(raised)
    with pytest.raises(Refused, match="Only a credit note undoes it"):
        usual.desk.undo()
    assert usual.due() == []


def test_the_agency_of_the_booking_pays_whatever_became_of_the_delegate(usual: Month) -> None:
    with usual.desk.changing("Move") as db:
        other = Agency(name="Museum", sector="Arts", sought="museum")
        db.add(other)
        db.flush()
        db.get_one(Booking, usual.bookings["Bob"]).delegate.agency_id = other.id
    assert {row.about.agency for row in usual.due()} == {"Library"}


def test_a_fault_halfway_leaves_nothing(usual: Month) -> None:
    rows = usual.due()

    class Stop(Exception):
        pass

    def run() -> None:
        with usual.desk.changing("Raise charges") as db:
            raise_charges(db, [Decided(row) for row in rows], by=on(AFTER))
            raise Stop

    with pytest.raises(Stop):
        run()
    assert usual.due() == rows


def test_the_same_sum_is_not_chosen_twice(usual: Month) -> None:
    bob = next(row for row in usual.due() if row.about.delegate == "Bob Moss")
    with pytest.raises(Refused, match="The same sum is chosen twice"):
        usual.raises(bob, bob)
    assert len(usual.due()) == 3


def test_a_suspension_that_came_since_it_was_seen_refuses(month: Month) -> None:
    number = month.puts_in_force(PLAIN)
    month.books("Bob")
    month.marks(Bob=Attendance.ABSENT)
    month.closes()
    (bob,) = month.due()
    month.suspends(number, "")
    with pytest.raises(ListOutdated, match="What Bob Moss owes has changed meanwhile"):
        month.raises(bob)


def test_what_another_desk_wrote_is_read_again_before_it_is_charged(usual: Month) -> None:
    rows = usual.due()
    with usual.desk.changing("Raise", undoable=False) as db:
        bobs = db.scalars(select(Mark).where(Mark.booking_id == usual.bookings["Bob"])).one()
        theirs = update(Mark).where(Mark.id == bobs.id).values(attendance=Attendance.ATTENDED)
        db.execute(theirs, execution_options={"synchronize_session": False})
        assert bobs.attendance is Attendance.ABSENT
        with pytest.raises(ListOutdated, match="Bob Moss no longer owes this"):
            raise_charges(db, [Decided(row) for row in rows], by=on(AFTER))
