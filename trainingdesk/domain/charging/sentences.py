"""A policy in sentences that read like the policy itself."""

from collections.abc import Iterator

from trainingdesk.domain.attendance import Consequence
from trainingdesk.domain.charging.amount import ByLength, shown
from trainingdesk.domain.charging.lateness import Lateness
from trainingdesk.domain.charging.length import DaysCounted
from trainingdesk.domain.charging.line import Courses, Line, Occasion, Tier
from trainingdesk.domain.charging.notice import Unit
from trainingdesk.domain.charging.policy import Billed, Nation, Policy
from trainingdesk.domain.figures import counted
from trainingdesk.domain.words import hours_said, listed

SAID = {
    Occasion.ABSENCE: "not attending",
    Occasion.LATE_ARRIVAL: "coming too late",
    Occasion.LEFT_EARLY: "leaving early",
    Occasion.NOT_FINISHED: "e-learning not finished",
    Occasion.ATTENDANCE_FEE: "attending",
}
LEAVING_EARLY = {
    Consequence.NONE: "",
    Consequence.NO_CERTIFICATE: "Leaving early is not charged, but earns no certificate.",
    Consequence.ABSENT: "Leaving early counts as absence.",
}
ON_COURSES = {Courses.ALL: "", Courses.PAID: "paid courses", Courses.FREE: "free courses"}
WHOSE = {
    Nation.ENGLAND: "England",
    Nation.WALES: "Wales",
    Nation.SCOTLAND: "Scotland",
    Nation.NORTHERN_IRELAND: "Northern Ireland",
}
BILLED = {
    Billed.EVENT: "An agency gets one invoice for each event",
    Billed.MONTH: "An agency gets one invoice a month",
}
NEVER_CHARGED = (
    "Nobody is charged for a substitution, a turn on the waiting list, "
    "or an event that the board cancelled."
)


def sentences_of(policy: Policy) -> tuple[str, ...]:
    """The policy as it is written on a page, a sentence each."""
    return tuple(_sentences(policy))


def sentences_of_line(line: Line) -> tuple[str, ...]:
    """One line of the policy, a sentence for each of its tiers."""
    return tuple(_of_tier(line, tier) for tier in line.tiers)


def _sentences(policy: Policy) -> Iterator[str]:
    for line in policy.lines:
        yield from sentences_of_line(line)
    if policy.lateness is not None:
        yield _of_lateness(policy.lateness)
    if policy.left_early is not Consequence.NONE:
        yield LEAVING_EARLY[policy.left_early]
    if policy.booking_fee_pence:
        yield f"The booking fee of {shown(policy.booking_fee_pence)} is kept."
    yield from _of_counting(policy)
    yield from (f"{waiver.told}." for waiver in policy.waivers)
    yield from filter(str.strip, policy.conditions)
    yield NEVER_CHARGED
    yield _of_payment(policy)


def _of_tier(line: Line, tier: Tier) -> str:
    """Less than 10 working days' notice: £35 for half a day, £70 for a day."""
    about = SAID.get(line.occasion, "") if tier.notice is None else tier.notice.told
    on = [listed(line.kinds)] if line.kinds else []
    on += [ON_COURSES[line.courses]] if line.courses is not Courses.ALL else []
    where = f", {', '.join(on)}" if on else ""
    who = "everyone else, " if line.otherwise else "".join(f"{group}, " for group in line.groups)
    said = f"{who}{about}{where}"
    costs = f"{tier.amount.told}{' plus extra costs' if line.plus_costs else ''}"
    part = ", also for a part of the event" if line.any_session else ""
    return f"{said[:1].upper()}{said[1:]}: {costs}{part}."


def _of_lateness(lateness: Lateness) -> str:
    """Whoever comes more than 20 minutes late is not admitted, and charged."""
    minutes = counted(lateness.minutes, "minute")
    late = f"{minutes} late or more" if lateness.limit_charged else f"more than {minutes} late"
    acts = "may be turned away" if lateness.if_turned_away else "is not admitted"
    grace = "; an event of half a day has no grace" if lateness.full_days_only else ""
    return f"Whoever comes {late} {acts} and charged{grace}."


def _of_counting(policy: Policy) -> Iterator[str]:
    tiers = [tier for line in policy.lines for tier in line.tiers]
    by_length = any(isinstance(tier.amount, ByLength) for tier in tiers)
    grace = policy.lateness is not None and policy.lateness.full_days_only
    if by_length or grace:
        yield f"Half a day is up to {hours_said(policy.half_day_minutes)}."
    if by_length and policy.days_counted is DaysCounted.HALVES_ADD_UP:
        yield "Two halves on different days make a day."
    if any(tier.notice and tier.notice.unit is Unit.WORKING_DAYS for tier in tiers):
        whose = WHOSE[policy.nation]
        yield f"Weekends and the bank holidays of {whose} are no working days."


def _of_payment(policy: Policy) -> str:
    hours = policy.invoice_after_hours
    after = f", from {counted(hours, 'hour')} after the event on" if hours else ""
    days = counted(policy.payment_days, "day")
    pay = f"has {days} to pay" if policy.payment_days else "pays at once"
    return f"{BILLED[policy.billed]}{after}, and {pay}."
