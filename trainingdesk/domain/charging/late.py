"""Cancelling too late: until when it costs nothing, and what it costs after that."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime

from trainingdesk.domain.charging.amount import PriceNotKnown
from trainingdesk.domain.charging.case import Case, Charge
from trainingdesk.domain.charging.facts import Facts
from trainingdesk.domain.charging.line import Line, Occasion, Tier
from trainingdesk.domain.charging.notice import (
    DAYS_IN_A_WEEK,
    Notice,
    Unit,
    free_until,
    in_time,
    notice_given,
)
from trainingdesk.domain.charging.policy import Policy
from trainingdesk.domain.last_day import LONDON


@dataclass(frozen=True, slots=True)
class Step:
    """From the second after a moment on, cancelling costs what a tier of a line says.

    ``pence`` is how much that is; None where it is a share of a price that is not recorded.
    """

    after: datetime
    notice: Notice
    tier: Tier
    line: Line
    pence: int | None


def free_to_cancel_until(
    policy: Policy, facts: Facts, bank_holidays: Collection[date] = ()
) -> datetime | None:
    """The last moment at which cancelling costs nothing; None where it never costs anything."""
    return next((step.after for step in steps_of(policy, facts, bank_holidays)), None)


def steps_of(
    policy: Policy, facts: Facts, bank_holidays: Collection[date] = ()
) -> tuple[Step, ...]:
    """What cancelling comes to cost as the event draws near, the earliest step first."""
    case = Case(policy, facts, bank_holidays)
    line = case.line_for(Occasion.LATE_CANCELLATION)
    if line is None:
        return ()
    steps = [
        Step(free_until(facts.starts, tier.notice, bank_holidays), tier.notice, tier, line, pence)
        for tier in line.tiers
        if tier.notice is not None and (pence := _cost(case, line, tier)) != 0
    ]
    return tuple(sorted(steps, key=lambda step: step.after.timestamp()))


def late_cancellation(case: Case, cancelled_at: datetime | None) -> Charge | None:
    """What is owed for having cancelled; None in time, or where nobody knows when it was."""
    if cancelled_at is None:
        return None
    if case.line_for(Occasion.LATE_CANCELLATION) is None:
        _refuse_unpriced(case, cancelled_at)
        return None
    steps = steps_of(case.policy, case.facts, case.bank_holidays)
    passed = [step for step in steps if not in_time(cancelled_at, step.after)]
    if not passed:
        return None
    step = passed[-1]
    because = _because(case, step.notice, cancelled_at)
    reckoned = step.tier.amount.reckoned(case.whole_event)
    charge = case.charge(step.line, Occasion.LATE_CANCELLATION, because, reckoned)
    promoted = case.facts.promoted_at
    if charge is None or charge.waiver or promoted is None or in_time(promoted, steps[0].after):
        return charge
    day = day_told(promoted.astimezone(LONDON).date())
    said = f"Given the place from the waiting list on {day}, when it was too late to cancel."
    return replace(charge, waiver=said)


def _refuse_unpriced(case: Case, cancelled_at: datetime) -> None:
    """Refuse what would be late for some other group, where no line is for this one."""
    notices = [
        tier.notice
        for line in case.policy.lines_about(Occasion.LATE_CANCELLATION, case.facts)
        for tier in line.tiers
        if tier.notice is not None
    ]
    begins, holidays = case.facts.starts, case.bank_holidays
    if not all(in_time(cancelled_at, free_until(begins, each, holidays)) for each in notices):
        case.refuse_unpriced(Occasion.LATE_CANCELLATION)


def day_told(day: date, beside: date | None = None) -> str:
    """A day in a charge's arithmetic, with its year unless that is the other day's too."""
    year = "" if beside is not None and day.year == beside.year else f" {day.year}"
    return f"{day:%a} {day.day} {day:%B}{year}"


def _cost(case: Case, line: Line, tier: Tier) -> int | None:
    """What a tier costs here; None where it is a share of an unknown price."""
    try:
        pence = tier.amount.reckoned(case.whole_event).pence
    except PriceNotKnown:
        return None
    return pence + (case.facts.extra_costs_pence if line.plus_costs else 0)


def _because(case: Case, notice: Notice, cancelled_at: datetime) -> str:
    """When it was cancelled, how long before, and how much of that is charged."""
    began, cancelled = case.facts.starts.astimezone(LONDON), cancelled_at.astimezone(LONDON)
    by_the_hour = notice.unit is Unit.HOURS
    at = f" at {cancelled:%H:%M}" if by_the_hour else ""
    begins = f" at {began:%H:%M}" if by_the_hour else ""
    before = notice_given(
        cancelled=cancelled_at,
        starts=case.facts.starts,
        unit=notice.unit,
        bank_holidays=case.bank_holidays,
    )
    return (
        f"Cancelled on {day_told(cancelled.date(), began.date())}{at}, "
        f"{before} before {day_told(began.date())}{begins}; {_charged(notice)}"
    )


def _charged(notice: Notice) -> str:
    amount = notice.amount * (DAYS_IN_A_WEEK if notice.unit is Unit.WEEKS else 1)
    if notice.limit_charged:
        return f"{amount:,} or fewer are charged"
    return f"fewer than {amount:,} {'is' if amount == 1 else 'are'} charged"
