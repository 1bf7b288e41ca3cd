"""What giving up places now would cost, for whoever has the caller on the telephone."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.charging.amount import PriceNotKnown
from trainingdesk.domain.charging.judging import judged
from trainingdesk.domain.money import pounds
from trainingdesk.services.charging.bank_holidays import holidays_around
from trainingdesk.services.charging.facts import facts_of
from trainingdesk.services.charging.versions import version_among, versions


def said_of_cancelling(db: Session, booking_ids: Collection[int], *, now: datetime) -> str:
    """That it is too late to cancel for nothing, and what comes due; empty where it is not.

    Where the sum cannot be reckoned, it is left out of it.
    """
    sums = list(_sums(db, booking_ids, now))
    if not sums:
        return ""
    late = "Too late to cancel for nothing"
    if len(booking_ids) > 1:
        late = f"{late} for {len(sums):,} of {len(booking_ids):,}"
    return f"{late}: {pounds(sum(sums))} comes due."


def _sums(db: Session, booking_ids: Collection[int], now: datetime) -> Iterator[int]:
    kept = versions(db)
    facts = facts_of(db, booking_ids) if kept else {}
    for each in facts.values():
        found = version_among(kept, each.event_day)
        if found is None or not found.version.charges_on(each.event_day):
            continue
        policy = found.version.policy
        given_up = replace(each, status=BookingStatus.CANCELLED, cancelled_at=now)
        try:
            charge = judged(policy, given_up, holidays_around(policy, each.event_day))
        except PriceNotKnown:
            continue
        if each.status is BookingStatus.BOOKED and charge is not None:
            yield charge.pence
