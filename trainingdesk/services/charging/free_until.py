"""Until when each booking is free to cancel."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.charging.facts import Facts
from trainingdesk.domain.charging.late import free_to_cancel_until
from trainingdesk.domain.last_day import LONDON
from trainingdesk.domain.words import clock, entered_day, long_day
from trainingdesk.services.charging.bank_holidays import holidays_around
from trainingdesk.services.charging.facts import facts_of
from trainingdesk.services.charging.versions import KeptVersion, version_among, versions


def free_until(db: Session, booking_ids: Collection[int]) -> dict[int, datetime | None]:
    """The last moment at which each booking is free to cancel; None where it always is.

    Only a place costs anything: not a wait, not one that was given up, not an event that the board
    called off, and nothing while the policy is suspended or without one.
    """
    if not (kept := versions(db)):
        return dict.fromkeys(booking_ids)
    return {number: _until(kept, each) for number, each in facts_of(db, booking_ids).items()}


def free_told(until: datetime) -> str:
    """Until when cancelling is free, as it is shown: Tue 2 June 2026, 23:59."""
    at = until.astimezone(LONDON)
    return f"{long_day(at.date())}, {clock(at.time())}"


def free_in_column(until: datetime | None) -> str:
    """Until when cancelling is free, as a column has room for it: Tue 2 Jun 2026, 23:59."""
    if until is None:
        return ""
    at = until.astimezone(LONDON)
    return f"{entered_day(at.date())}, {clock(at.time())}"


def _until(kept: Sequence[KeptVersion], facts: Facts) -> datetime | None:
    found = version_among(kept, facts.event_day)
    if found is None or not found.version.charges_on(facts.event_day):
        return None
    if facts.event_cancelled or facts.status is not BookingStatus.BOOKED:
        return None
    policy = found.version.policy
    return free_to_cancel_until(policy, facts, holidays_around(policy, facts.event_day))
