"""What is owed for one booking under a policy."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from trainingdesk.domain.attendance import CAME, Attendance, Consequence, overall
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.charging.amount import Basis
from trainingdesk.domain.charging.case import Case, Charge
from trainingdesk.domain.charging.facts import AtSession, Facts
from trainingdesk.domain.charging.late import day_told, late_cancellation
from trainingdesk.domain.charging.line import Occasion
from trainingdesk.domain.charging.policy import Policy
from trainingdesk.domain.figures import counted
from trainingdesk.domain.words import listed

WITH_A_FEE = frozenset({BookingStatus.BOOKED, BookingStatus.WALK_IN})
HAPPENED = {
    Occasion.ABSENCE: "Absent",
    Occasion.LATE_ARRIVAL: "Came too late",
    Occasion.LEFT_EARLY: "Left early, which counts as absence,",
}
"""Ways to miss a session; of several sessions, the first of these speaks for the event."""


def charges(
    policy: Policy, facts: Facts, bank_holidays: Collection[date] = ()
) -> tuple[Charge, ...]:
    """All that is owed for a booking: the attendance fee, and what `judged` finds."""
    found = (attendance_fee(policy, facts), judged(policy, facts, bank_holidays))
    return tuple(charge for charge in found if charge is not None)


def judged(policy: Policy, facts: Facts, bank_holidays: Collection[date] = ()) -> Charge | None:
    """What is owed for cancelling late, for not coming, or for not finishing; never two of them.

    Nobody is charged for a wait, a substitution, or an event that the board cancelled; and what is
    owed for an event where a place was taken again is owed for that place alone.
    Apologies are a cancellation at the moment when the board heard, and at the start where that is
    not recorded. Raises PriceNotKnown.
    """
    case = Case(policy, facts, bank_holidays)
    if facts.event_cancelled or facts.waited_only or facts.booked_again:
        return None
    if facts.status is BookingStatus.CANCELLED:
        return late_cancellation(case, facts.cancelled_at)
    if facts.status is not BookingStatus.BOOKED:
        return None
    marks = [session.mark for session in facts.sessions if session.mark is not None]
    if overall(marks) is Attendance.APOLOGIES:
        return late_cancellation(case, facts.told.first_at or facts.starts)
    return _absence(case) or _not_finished(case)


def attendance_fee(policy: Policy, facts: Facts) -> Charge | None:
    """What is owed for having come, walk-ins included; None where the fee was taken already.

    Raises PriceNotKnown.
    """
    case = Case(policy, facts)
    due = facts.attendance_fee_due and not facts.event_cancelled and facts.status in WITH_A_FEE
    line = case.line_for(Occasion.ATTENDANCE_FEE) if due else None
    came = _attended(case)
    if not due or not (came or (facts.finished and not facts.sessions)):
        return None
    if line is None:
        case.refuse_unpriced(Occasion.ATTENDANCE_FEE)
        return None
    because = f"Attended on {_days_told(came)}" if came else "Finished"
    days = len({session.day for session in came})
    basis = replace(case.whole_event, days=max(1, days), sessions=max(1, len(came)))
    reckoned = line.tiers[0].amount.reckoned(basis)
    return case.charge(line, Occasion.ATTENDANCE_FEE, because, reckoned)


def _absence(case: Case) -> Charge | None:
    """What is owed for what was missed: all of it, or a part where the line charges for parts."""
    reasons = [_missed(case, session) for session in case.facts.sessions]
    occasion = next((occasion for occasion in HAPPENED if occasion in reasons), None)
    if occasion is None:
        return None
    line = case.line_for(occasion) or case.line_for(Occasion.ABSENCE)
    if line is None:
        if not _attended(case):
            case.refuse_unpriced(occasion, Occasion.ABSENCE)
        return None
    amount = line.tiers[0].amount
    if _attended(case) and not (line.any_session or amount.by_parts):
        return None
    missed = [session for session in case.facts.sessions if _missed(case, session)]
    because = f"{HAPPENED[occasion]} on {_days_told(missed)}{_how_late(occasion, missed)}"
    reckoned = amount.reckoned(_basis_of_missed(case, missed))
    return case.charge(line, occasion, because, reckoned)


def _not_finished(case: Case) -> Charge | None:
    if case.facts.finished is not False:
        return None
    line = case.line_for(Occasion.NOT_FINISHED)
    if line is None:
        case.refuse_unpriced(Occasion.NOT_FINISHED)
        return None
    because = f"Not finished ({day_told(case.facts.event_day)})"
    reckoned = line.tiers[0].amount.reckoned(case.whole_event)
    return case.charge(line, Occasion.NOT_FINISHED, because, reckoned)


def _missed(case: Case, session: AtSession) -> Occasion | None:
    """For what a session counts as missed; None where it does not."""
    lateness = case.policy.lateness
    if lateness is not None and lateness.is_too_late(
        session.minutes_late, is_half=case.length.is_half, turned_away=session.turned_away
    ):
        return Occasion.LATE_ARRIVAL
    if session.turned_away:
        return None
    if session.mark is Attendance.ABSENT:
        return Occasion.ABSENCE
    left = session.mark is Attendance.LEFT_EARLY
    return Occasion.LEFT_EARLY if left and case.policy.left_early is Consequence.ABSENT else None


def _attended(case: Case) -> list[AtSession]:
    """The sessions that somebody came to and did not miss all the same."""
    sessions = case.facts.sessions
    return [session for session in sessions if session.mark in CAME and not _missed(case, session)]


def _basis_of_missed(case: Case, missed: Sequence[AtSession]) -> Basis:
    """What is charged for what was missed; a day counts where nothing of it was attended."""
    came_on = {session.day for session in _attended(case)}
    days = {session.day for session in missed} - came_on
    return replace(case.whole_event, days=len(days), sessions=len(missed))


def _days_told(sessions: Sequence[AtSession]) -> str:
    return listed([day_told(day) for day in sorted({session.day for session in sessions})])


def _how_late(occasion: Occasion, missed: Sequence[AtSession]) -> str:
    late = max(session.minutes_late or 0 for session in missed)
    return f", {counted(late, 'minute')} late" if occasion is Occasion.LATE_ARRIVAL and late else ""
