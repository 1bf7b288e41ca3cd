"""Every charge shows its arithmetic, the line that made it, and why it might be waived."""

from dataclasses import replace
from datetime import date

import pytest

from tests.domain.charging.worked import (
    BANK_HOLIDAYS,
    TUESDAY,
    at,
    booking,
    cancelled,
    june,
    marked,
    may,
    sick,
    turned_away,
)
from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.charging import boards
from trainingdesk.domain.charging.amount import (
    Amount,
    ByLength,
    EachDay,
    EachSession,
    Flat,
    PriceNotKnown,
    ShareOfPrice,
)
from trainingdesk.domain.charging.case import Charge
from trainingdesk.domain.charging.facts import AtSession, Facts
from trainingdesk.domain.charging.judging import attendance_fee, charges, judged
from trainingdesk.domain.charging.late import free_to_cancel_until, steps_of
from trainingdesk.domain.charging.line import Line, Occasion, Tier
from trainingdesk.domain.charging.notice import Notice, Unit
from trainingdesk.domain.charging.policy import Policy
from trainingdesk.domain.charging.waiver import Told, Waiver

ABSENT, ATTENDED = Attendance.ABSENT, Attendance.ATTENDED
LATE, LEFT_EARLY = Attendance.LATE, Attendance.LEFT_EARLY
A_DAY_BEFORE = Notice(1, Unit.WORKING_DAYS)


def charged(policy: Policy, facts: Facts) -> Charge:
    charge = judged(policy, facts, BANK_HOLIDAYS)
    assert charge is not None
    return charge


def one_line(occasion: Occasion, amount: Amount, **more: object) -> Policy:
    notice = A_DAY_BEFORE if occasion is Occasion.LATE_CANCELLATION else None
    line = Line("one", occasion, (Tier(amount, notice),))
    return Policy("One", (replace(line, **more),))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("policy", "facts", "said"),
    [
        (
            boards.SALFORD,
            cancelled(june(4), days=2),
            (
                "Cancelled on Thu 4 June, 3 working days before Tue 9 June 2026; "
                "fewer than 10 are charged: £50 × 2 days = £100."
            ),
        ),
        (
            boards.WEST_SUSSEX,
            cancelled(may(26)),
            (
                "Cancelled on Tue 26 May, 10 working days before Tue 9 June 2026; "
                "10 or fewer are charged: for a day £70."
            ),
        ),
        (
            boards.NORTHAMPTONSHIRE_BY_THE_HOUR,
            cancelled(june(8, "10:00")),
            (
                "Cancelled on Mon 8 June at 10:00, 23 hours 30 minutes before "
                "Tue 9 June 2026 at 09:30; fewer than 72 are charged: £50."
            ),
        ),
        (
            boards.STAFFORDSHIRE,
            cancelled(may(20), price_pence=85_01),
            (
                "Cancelled on Wed 20 May, 20 calendar days before Tue 9 June 2026; "
                "fewer than 28 are charged: 50% of £85.01 = £42.51."
            ),
        ),
        (
            one_line(Occasion.LATE_CANCELLATION, Flat(5_00)),
            cancelled(june(9, "08:00")),
            (
                "Cancelled on Tue 9 June, 0 working days before Tue 9 June 2026; "
                "fewer than 1 is charged: £5."
            ),
        ),
        (
            boards.NORTHAMPTONSHIRE,
            cancelled(at(date(2026, 12, 31)), date(2027, 1, 4)),
            (
                "Cancelled on Thu 31 December 2026, 1 working day before Mon 4 January 2027; "
                "fewer than 3 are charged: £50."
            ),
        ),
        (
            boards.SURREY,
            marked(ABSENT, price_pence=90_00, booking_fee_paid=12_00),
            "Absent on Tue 9 June 2026: the full price £90 − £12 booking fee = £78.",
        ),
        (
            boards.TEESWIDE,
            marked(ABSENT, ABSENT, extra_costs_pence=12_50, extra_costs_note="lunch"),
            (
                "Absent on Tue 9 June 2026 and Wed 10 June 2026: "
                "£50 × 2 days + £12.50 extra costs (lunch) = £112.50."
            ),
        ),
        (
            boards.TEESWIDE,
            marked(ABSENT, extra_costs_pence=5),
            "Absent on Tue 9 June 2026: £50 × 1 day + £0.05 extra costs = £50.05.",
        ),
        (
            boards.TEESWIDE,
            marked(ABSENT),
            "Absent on Tue 9 June 2026: £50 × 1 day = £50.",
        ),
        (
            one_line(Occasion.ABSENCE, Flat(1)),
            marked(ABSENT),
            "Absent on Tue 9 June 2026: £0.01.",
        ),
        (
            boards.SOUTH_GLOUCESTERSHIRE,
            marked(ABSENT),
            "Absent on Tue 9 June 2026: £50 × 1 session = £50.",
        ),
        (
            boards.BRENT,
            marked(LATE, late=21),
            "Came too late on Tue 9 June 2026, 21 minutes late: £50.",
        ),
        (
            boards.LEICESTERSHIRE,
            turned_away(None),
            "Came too late on Tue 9 June 2026: for a day £50.",
        ),
        (
            boards.STAFFORDSHIRE,
            marked(LEFT_EARLY, price_pence=60_00),
            "Left early, which counts as absence, on Tue 9 June 2026: the full price £60.",
        ),
        (
            boards.LEEDS,
            marked(ATTENDED, minutes=180, finished=False),
            "Not finished (Tue 9 June 2026): for half a day £35.",
        ),
    ],
)
def test_a_charge_says_how_it_came_about(policy: Policy, facts: Facts, said: str) -> None:
    assert charged(policy, facts).arithmetic == said


def test_a_charge_names_its_line_and_its_vat_code() -> None:
    policy = one_line(Occasion.ABSENCE, Flat(50_00), vat_code="OS")
    charge = charged(policy, marked(ABSENT))
    assert (charge.line.key, charge.vat_code, charge.occasion) == ("one", "OS", Occasion.ABSENCE)


def test_coming_too_late_is_priced_by_its_own_line_where_there_is_one() -> None:
    line = Line("late", Occasion.LATE_ARRIVAL, (Tier(Flat(10_00)),))
    policy = replace(boards.BRENT, lines=(*boards.BRENT.lines, line))
    assert charged(policy, marked(LATE, late=21)).line is line
    priced_as_absence = charged(boards.BRENT, marked(LATE, late=21))
    assert priced_as_absence.occasion is Occasion.LATE_ARRIVAL
    assert priced_as_absence.line.occasion is Occasion.ABSENCE


def test_nothing_is_charged_for_what_has_no_line() -> None:
    fee_only = one_line(Occasion.ATTENDANCE_FEE, Flat(10_00))
    assert judged(fee_only, marked(ABSENT)) is None
    assert judged(fee_only, cancelled(june(9, "08:00"))) is None
    assert free_to_cancel_until(fee_only, booking()) is None


def test_a_line_may_charge_for_any_missed_session() -> None:
    policy = one_line(Occasion.ABSENCE, Flat(50_00))
    assert judged(policy, marked(ATTENDED, ABSENT)) is None
    strict = one_line(Occasion.ABSENCE, Flat(50_00), any_session=True)
    assert charged(strict, marked(ATTENDED, ABSENT)).pence == 50_00


def test_a_policy_that_is_half_written_charges_nothing_for_an_empty_line() -> None:
    empty = Policy("Draft", (Line("one", Occasion.ABSENCE, ()),))
    assert judged(empty, marked(ABSENT)) is None
    assert charged(one_line(Occasion.ABSENCE, ByLength(5_00, ())), marked(ABSENT)).pence == 5_00


def test_attending_is_charged_by_the_session_and_absence_beside_it() -> None:
    fee = one_line(Occasion.ATTENDANCE_FEE, EachSession(30_00)).lines
    policy = Policy("Both", (*fee, *one_line(Occasion.ABSENCE, EachSession(50_00)).lines))
    found = charges(policy, marked(ATTENDED, ATTENDED, ABSENT))
    assert [charge.pence for charge in found] == [60_00, 50_00]


def test_attending_is_charged_by_the_day_that_was_attended() -> None:
    policy = one_line(Occasion.ATTENDANCE_FEE, EachDay(20_00))
    found = [
        attendance_fee(policy, marked(*marks))
        for marks in ([ATTENDED], [ATTENDED, ABSENT], [ATTENDED, ATTENDED])
    ]
    assert [charge and charge.pence for charge in found] == [20_00, 20_00, 40_00]


def test_whoever_is_turned_away_owes_no_fee_for_attending() -> None:
    policy = replace(one_line(Occasion.ATTENDANCE_FEE, Flat(9_00)), lateness=boards.BRENT.lateness)
    assert attendance_fee(policy, marked(LATE, late=30)) is None
    assert attendance_fee(policy, marked(LATE, late=10)) is not None


def test_finished_e_learning_without_sessions_owes_the_fee() -> None:
    policy = one_line(Occasion.ATTENDANCE_FEE, EachSession(9_00), kinds=("E-learning",))
    done = Facts(starts=at(TUESDAY), kind="e-learning", finished=True)
    charge = attendance_fee(policy, done)
    assert charge is not None
    assert charge.arithmetic == "Finished: £9 × 1 session = £9."
    assert attendance_fee(policy, replace(done, finished=False)) is None
    assert attendance_fee(policy, replace(done, kind="course")) is None


def test_a_share_of_an_unknown_price_is_refused() -> None:
    with pytest.raises(PriceNotKnown, match="the price of this event is not recorded"):
        judged(boards.PLYMOUTH, marked(ABSENT))
    assert free_to_cancel_until(boards.PLYMOUTH, booking()) == may(26, "23:59:59")


def test_cancelling_what_costs_nothing_is_always_free() -> None:
    assert free_to_cancel_until(boards.PLYMOUTH, booking(price_pence=0)) is None
    costs = one_line(Occasion.LATE_CANCELLATION, ShareOfPrice(), plus_costs=True)
    assert free_to_cancel_until(costs, booking(price_pence=0, extra_costs_pence=5)) is not None


def test_steps_tell_what_cancelling_comes_to_cost() -> None:
    steps = steps_of(boards.STAFFORDSHIRE, booking(price_pence=60_00))
    assert [(step.after, step.tier.amount.told, step.pence) for step in steps] == [
        (may(12, "23:59:59"), "half the price", 30_00),
        (may(26, "23:59:59"), "the full price", 60_00),
    ]
    assert [step.pence for step in steps_of(boards.STAFFORDSHIRE, booking())] == [None, None]
    with_costs = booking(extra_costs_pence=5_00)
    assert [step.pence for step in steps_of(boards.TEESWIDE, with_costs)] == [55_00]
    assert [step.pence for step in steps_of(boards.BRENT, with_costs)] == [50_00]
    backwards = replace(boards.STAFFORDSHIRE.lines[0], tiers=steps[0].line.tiers[::-1])
    again = steps_of(Policy("Backwards", (backwards,)), booking(price_pence=60_00))
    assert [step.after for step in again] == [step.after for step in steps]


SAME_DAY = (
    ("09:40", True, True),
    ("10:00", True, True),
    ("10:01", True, False),
    ("09:40", False, False),
    ("", True, False),
)


@pytest.mark.parametrize(("phoned", "emailed", "waived"), SAME_DAY)
def test_sickness_on_the_day_is_excused_as_south_tyneside_says(
    phoned: str, *, emailed: bool, waived: bool
) -> None:
    facts = marked(ABSENT, told=sick(phoned, emailed=emailed))
    said = "Sickness on the day; telephoned at 09:40, asked for by 10:00; e-mailed."
    waiver = charged(boards.SOUTH_TYNESIDE, facts).waiver
    assert waiver == (said.replace("09:40", phoned) if waived else "")


@pytest.mark.parametrize(
    "told",
    [
        Told(),
        Told("Sickness"),
        sick("09:00", emailed=True, on=date(2026, 6, 8)),
        replace(sick("09:00", emailed=True), reason="Annual leave"),
    ],
)
def test_nothing_else_is_excused(told: Told) -> None:
    assert charged(boards.SOUTH_TYNESIDE, marked(ABSENT, told=told)).waiver == ""


def test_a_reason_alone_may_excuse() -> None:
    policy = replace(boards.SUTTON, waivers=(Waiver("a", "Leave"), Waiver("b", "Bereavement")))
    facts = marked(ABSENT, told=Told(" bereavement "))
    assert charged(policy, facts).waiver == "bereavement."


def test_having_telephoned_the_day_before_is_in_time() -> None:
    policy = replace(
        boards.SUTTON, waivers=(replace(boards.SOUTH_TYNESIDE.waivers[0], same_day=False),)
    )
    facts = marked(ABSENT, told=sick("16:00", emailed=True, on=date(2026, 6, 8)))
    assert charged(policy, facts).waiver.startswith("Sickness; telephoned at 16:00")


def test_a_fee_for_attending_is_not_excused() -> None:
    policy = replace(
        one_line(Occasion.ATTENDANCE_FEE, Flat(9_00)), waivers=(Waiver("a", "Sickness"),)
    )
    charge = attendance_fee(policy, marked(ATTENDED, told=sick()))
    assert charge is not None
    assert charge.waiver == ""


def test_two_sessions_of_a_day_are_a_day_together() -> None:
    morning_and_afternoon = (AtSession(TUESDAY, 150, ABSENT), AtSession(TUESDAY, 150, ABSENT))
    assert charged(boards.SUTTON, booking(sessions=morning_and_afternoon)).pence == 75_00
