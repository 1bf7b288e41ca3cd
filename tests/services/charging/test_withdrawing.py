"""Taking charges back before they are invoiced, and what becomes of them when marks change."""

from datetime import date

import pytest
from sqlalchemy import select, update

from tests.services.charging.conftest import AFTER, PLAIN, YEAR, Month, on
from tests.services.charging.test_run import SICK, on_an_invoice
from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.charging.amount import Flat, ShareOfPrice
from trainingdesk.domain.charging.lateness import Lateness
from trainingdesk.domain.charging.line import Line, Occasion, Tier
from trainingdesk.domain.charging.policy import Policy
from trainingdesk.domain.refusals import Invalid, ListOutdated, Refused
from trainingdesk.services.charging.raised import charges_of_event, no_longer_due
from trainingdesk.services.charging.withdrawing import take_back
from trainingdesk.services.registers import what_reopening_undoes
from trainingdesk.storage.models import Booking, Charge


def takes_back(month: Month, *charge_ids: int, why: str = "A wrong mark.") -> None:
    with month.desk.changing("Take back") as db:
        take_back(db, charge_ids, why=why, by=on(AFTER))


def changed(month: Month) -> dict[str, str]:
    """How each charge is no longer borne out, by delegate."""
    with month.desk.reading() as db:
        return {row.about.delegate: row.changed for row in no_longer_due(db, YEAR)}


def test_what_is_taken_back_is_kept_with_why_and_comes_due_anew(usual: Month) -> None:
    bob = next(row for row in usual.due() if row.about.delegate == "Bob Moss")
    run = usual.raises(bob, waived=SICK)
    takes_back(usual, *run.charge_ids)
    with usual.desk.reading() as db:
        (row,) = charges_of_event(db, usual.event)
    assert (row.ended_on, row.ended_why) == (AFTER, "A wrong mark.")
    again = next(row for row in usual.due() if row.about.delegate == "Bob Moss")
    assert again.before == "Charged before, and taken back on 20 June 2026: A wrong mark."
    assert again.waiver == "Sickness"
    usual.raises(again)


def test_taking_back_asks_why_and_happens_once(usual: Month) -> None:
    run = usual.raises()
    with pytest.raises(Invalid, match="Say why it is taken back"):
        takes_back(usual, *run.charge_ids, why=" ")
    takes_back(usual, run.charge_ids[0])
    with pytest.raises(ListOutdated, match="taken back already"):
        takes_back(usual, *run.charge_ids)
    assert len(usual.due()) == 1


def test_what_is_on_an_invoice_is_not_taken_back(usual: Month) -> None:
    run = usual.raises()
    on_an_invoice(usual, run.charge_ids[0])
    with pytest.raises(Refused, match="It is on invoice INV-1, which never changes"):
        takes_back(usual, *run.charge_ids)
    assert usual.due() == []


def test_opening_a_register_again_takes_back_what_rests_on_it_and_says_so_before(
    usual: Month,
) -> None:
    run = usual.raises()
    with usual.desk.reading() as db:
        said = what_reopening_undoes(db, usual.event).said
    assert "2 charges not invoiced yet are taken back, and come due anew" in said
    usual.reopens()
    with usual.desk.reading() as db:
        ended = {row.about.delegate: row.ended_why for row in charges_of_event(db, usual.event)}
    because = "The register was opened again: A mark was wrong."
    assert ended == {"Bob Moss": because, "Cat Moss": because, "Dan Moss": ""}
    usual.desk.undo()
    assert len(run.charge_ids) == 3
    assert usual.due() == []


def test_a_charge_on_an_invoice_stands_when_the_register_is_opened_again(usual: Month) -> None:
    bob, cat = (row for row in usual.due() if row.occasion is Occasion.ABSENCE)
    (first,) = usual.raises(bob).charge_ids
    on_an_invoice(usual, first)
    with usual.desk.reading() as db:
        said = what_reopening_undoes(db, usual.event).charges.said
    assert said == f"Invoice INV-{first} stands: a credit note is needed to undo it."
    (second,) = usual.raises(cat).charge_ids
    with usual.desk.reading() as db:
        assert "1 charge not invoiced yet is taken back, and comes due anew" in (
            what_reopening_undoes(db, usual.event).charges.said
        )
    on_an_invoice(usual, second)
    with usual.desk.reading() as db:
        said = what_reopening_undoes(db, usual.event).charges.said
    assert said.endswith("stand: a credit note is needed to undo them.")
    usual.reopens()
    assert {row.about.delegate for row in usual.due()} == {"Dan Moss"}
    assert changed(usual)["Bob Moss"] == "No longer due: the records have changed since."


def test_marks_that_change_leave_a_charge_no_longer_due(usual: Month) -> None:
    usual.raises()
    assert changed(usual) == {}
    with usual.desk.changing("Correct") as db:
        for name in ("Bob", "Dan"):
            booking = db.get_one(Booking, usual.bookings[name])
            for each in booking.marks:
                each.attendance = Attendance.ATTENDED
        db.get_one(Booking, usual.bookings["Dan"]).changed_on = date(2026, 5, 2)
    no_more = "No longer due: the records have changed since."
    assert changed(usual) == {"Bob Moss": no_more, "Dan Moss": no_more}


def test_another_reason_for_the_same_sum_is_told(usual: Month) -> None:
    usual.raises(*(row for row in usual.due() if row.about.delegate == "Bob Moss"))
    late = Line("late", Occasion.LATE_ARRIVAL, (Tier(Flat(70_00)),))
    rules = Policy("Late", (*PLAIN.lines, late), lateness=Lateness(20))
    usual.puts_in_force(rules, since=date(2026, 4, 2))
    assert changed(usual) == {}
    with usual.desk.changing("Correct") as db:
        (each,) = db.get_one(Booking, usual.bookings["Bob"]).marks
        each.attendance, each.minutes_late = Attendance.LATE, 45
    assert changed(usual)["Bob Moss"].startswith("Now £70.00: Came too late on")


def test_a_sum_that_would_be_another_now_is_told(usual: Month) -> None:
    usual.raises(*(row for row in usual.due() if row.about.delegate == "Bob Moss"))
    share = Line("absent", Occasion.ABSENCE, (Tier(ShareOfPrice(100)),))
    usual.puts_in_force(Policy("Priced", (share,)), since=date(2026, 4, 2))
    assert changed(usual)["Bob Moss"].startswith("No longer certain: ")
    dearer = Line("absent", Occasion.ABSENCE, (Tier(Flat(90_00)),))
    usual.puts_in_force(Policy("Dearer", (dearer,)), since=date(2026, 4, 3))
    assert changed(usual)["Bob Moss"].startswith("Now £90.00: Absent on Wed 10 June 2026")


def test_what_another_desk_took_back_is_read_again(usual: Month) -> None:
    run = usual.raises()
    with usual.desk.changing("Take back", undoable=False) as db:
        read_before = db.scalars(select(Charge)).all()
        unseen = {"synchronize_session": False}
        db.execute(update(Charge).values(ended_on=AFTER), execution_options=unseen)
        assert {charge.ended_on for charge in read_before} == {None}
        with pytest.raises(ListOutdated, match="taken back already"):
            take_back(db, run.charge_ids, why="A wrong mark.", by=on(AFTER))
