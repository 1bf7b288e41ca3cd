"""Bookings before the versions of the policy that hold for them, and what they owe."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.charging.amount import GroupNotPriced, PriceNotKnown
from trainingdesk.domain.charging.case import Charge
from trainingdesk.domain.charging.facts import Facts
from trainingdesk.domain.charging.judging import attendance_fee, judged
from trainingdesk.domain.charging.line import Occasion
from trainingdesk.domain.last_day import LONDON
from trainingdesk.services.charging.bank_holidays import holidays_around
from trainingdesk.services.charging.facts import facts_of
from trainingdesk.services.charging.versions import KeptVersion, version_among
from trainingdesk.services.importing.storing import batches
from trainingdesk.storage.models import Booking, Event


@dataclass(frozen=True, slots=True)
class Key:
    """What can be charged once of a booking: the fee for coming, or whatever was missed."""

    booking_id: int
    is_fee: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """What a booking owes under the version that holds on the day of its event, and since when.

    ``charge`` is None where the policy asks for a share of a price that is not recorded; then
    ``problem`` says so, as it does of a charging group without a price. ``group`` and
    ``price_pence`` are those by which it was judged.
    """

    key: Key
    occasion: Occasion
    charge: Charge | None
    problem: str
    kept: KeptVersion
    due_on: date
    event_day: date
    group: str = ""
    price_pence: int | None = None
    is_group_unpriced: bool = False

    @property
    def is_suspended(self) -> bool:
        """Whether the policy charged nobody on that day."""
        return self.kept.version.suspended_on(self.event_day) is not None


def judged_of(
    db: Session, booking_ids: Collection[int], kept: Sequence[KeptVersion]
) -> dict[Key, Judged]:
    """What each booking owes by now under these versions of the policy.

    Whoever cancels owes at once; everything else comes due when the register is closed.
    """
    found: dict[Key, Judged] = {}
    for some in batches(sorted(booking_ids)):
        facts = facts_of(db, some)
        for row in db.execute(_bookings(some)):
            found |= {each.key: each for each in _judged(row, facts[row.id], tuple(kept))}
    return found


def _bookings(booking_ids: Sequence[int]) -> Select[*tuple[Any, ...]]:
    columns = Booking.id, Event.starts, Event.register_closed_on
    return select(*columns).join(Booking.event).where(Booking.id.in_(booking_ids))


def _judged(row: Row[Any], facts: Facts, among: tuple[KeptVersion, ...]) -> Iterator[Judged]:
    day = row.starts
    kept, due_on = version_among(among, day), _due_on(facts, row.register_closed_on)
    if kept is None or due_on is None:
        return
    policy = kept.version.policy
    holidays = holidays_around(policy, facts.event_day)
    for is_fee in (True, False):
        charge, problem, unpriced = None, "", False
        try:
            charge = attendance_fee(policy, facts) if is_fee else judged(policy, facts, holidays)
        except PriceNotKnown as unknown:
            problem, unpriced = str(unknown), isinstance(unknown, GroupNotPriced)
        if charge is not None or problem:
            occasion = charge.occasion if charge else _occasion(facts, is_fee=is_fee)
            key = Key(row.id, is_fee)
            by = facts.group, facts.price_pence
            yield Judged(key, occasion, charge, problem, kept, due_on, day, *by, unpriced)


def _due_on(facts: Facts, register_closed_on: date | None) -> date | None:
    if facts.status is not BookingStatus.CANCELLED:
        return register_closed_on
    at = facts.cancelled_at
    return at.astimezone(LONDON).date() if at else None


def _occasion(facts: Facts, *, is_fee: bool) -> Occasion:
    """For what a sum is due that cannot be reckoned."""
    if is_fee:
        return Occasion.ATTENDANCE_FEE
    cancelled = facts.status is BookingStatus.CANCELLED
    return Occasion.LATE_CANCELLATION if cancelled else Occasion.ABSENCE
