"""What holds for any policy and any booking."""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from tests.domain.charging.policies import (
    HELD,
    HOLIDAYS,
    LATE_LINES,
    MOMENTS,
    POLICIES,
    PRICED,
    bookings,
)
from tests.drawn import draws
from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.charging.amount import Flat, GroupNotPriced, shown
from trainingdesk.domain.charging.case import Charge
from trainingdesk.domain.charging.facts import AtSession, Facts
from trainingdesk.domain.charging.judging import charges, judged
from trainingdesk.domain.charging.late import free_to_cancel_until, steps_of
from trainingdesk.domain.charging.line import Line, Occasion, Tier
from trainingdesk.domain.charging.notice import in_time
from trainingdesk.domain.charging.policy import Policy
from trainingdesk.domain.charging.sentences import sentences_of

A_SECOND = timedelta(seconds=1)
NEVER_CHARGED = {
    BookingStatus.REQUESTED,
    BookingStatus.WAITING,
    BookingStatus.OFFERED,
    BookingStatus.SUBSTITUTED,
    BookingStatus.TRANSFERRED,
}
FOR_NOTHING = Policy("P", (Line("absence", Occasion.ABSENCE, (Tier(Flat(0)),)),))
FOR_FIVE_POUNDS = Policy("P", (Line("absence", Occasion.ABSENCE, (Tier(Flat(500)),)),))
STARTS = datetime(2026, 6, 10, 8, 30, tzinfo=UTC)
MISSED = Facts(STARTS, (AtSession(STARTS.date(), mark=Attendance.ABSENT),))


def cancelling(
    line: Line, facts: Facts, when: datetime, holidays: Collection[date]
) -> Charge | None:
    cancelled = replace(
        facts,
        status=BookingStatus.CANCELLED,
        cancelled_at=when,
        event_cancelled=False,
        waited_only=False,
    )
    with suppress(GroupNotPriced):
        return judged(Policy("P", (line,)), cancelled, holidays)
    return None


@draws(25, of=100)
@given(LATE_LINES, bookings(), HOLIDAYS)
def test_cancelling_is_free_to_the_second_and_charged_after_it(
    line: Line, facts: Facts, holidays: frozenset[date]
) -> None:
    until = free_to_cancel_until(Policy("P", (line,)), facts, holidays)
    if until is None:
        assert cancelling(line, facts, facts.starts, holidays) is None
        return
    later = (until.astimezone(UTC) + A_SECOND, until.astimezone(UTC) + timedelta(days=1))
    assert cancelling(line, facts, until, holidays) is None
    assert all(cancelling(line, facts, moment, holidays) for moment in later)


@draws(25, of=100)
@given(LATE_LINES, bookings(), MOMENTS, HOLIDAYS)
def test_the_charge_is_that_of_the_last_step_passed(
    line: Line, facts: Facts, when: datetime, holidays: frozenset[date]
) -> None:
    steps = steps_of(Policy("P", (line,)), facts, holidays)
    assert [step.after.timestamp() for step in steps] == sorted(
        step.after.timestamp() for step in steps
    )
    charge = cancelling(line, facts, when, holidays)
    assert (charge is None) == (not steps or in_time(when, steps[0].after))


@draws(25, of=100)
@given(PRICED, HELD, HOLIDAYS)
@example(FOR_NOTHING, MISSED, frozenset())
def test_a_charge_is_above_nothing_and_its_arithmetic_ends_in_it(
    policy: Policy, facts: Facts, holidays: frozenset[date]
) -> None:
    for charge in charges(policy, facts, holidays):
        assert charge.pence > 0
        assert charge.arithmetic.endswith((f" {shown(charge.pence)}.",))
        assert charge.line in policy.lines


@draws(25, of=100)
@given(PRICED, HELD, HOLIDAYS, st.sampled_from(sorted(NEVER_CHARGED)))
@example(FOR_FIVE_POUNDS, MISSED, frozenset(), min(NEVER_CHARGED))
def test_nobody_pays_for_a_wait_a_substitution_or_what_the_board_cancelled(
    policy: Policy, facts: Facts, holidays: frozenset[date], status: BookingStatus
) -> None:
    assert charges(policy, replace(facts, status=status), holidays) == ()
    assert charges(policy, replace(facts, event_cancelled=True), holidays) == ()
    assert judged(policy, replace(facts, waited_only=True), holidays) is None


@draws(25, of=100)
@given(POLICIES, st.lists(st.sampled_from(["School", "GP"])))
def test_any_policy_can_be_read_and_checked(policy: Policy, groups: list[str]) -> None:
    assert all(sentences_of(policy))
    assert all(said.endswith(".") for said in policy.problems(groups).values())
