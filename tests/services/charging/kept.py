"""Policies that a desk keeps, for the tests of several services."""

from collections.abc import Sequence
from datetime import date

from tests.conftest import NOON
from trainingdesk.domain.charging.as_data import data_of
from trainingdesk.domain.charging.line import Occasion
from trainingdesk.domain.charging.policy import Policy
from trainingdesk.services.desk import Desk
from trainingdesk.storage.models import Booking, Charge, ChargingPause, ChargingPolicy

THIS_YEAR = date(2026, 4, 1)


def keep(
    desk: Desk,
    policy: Policy,
    since: date | None = THIS_YEAR,
    until: date | None = None,
    *,
    pauses: Sequence[tuple[date, date | None]] = (),
) -> int:
    """Keep a version, in force where it has a first day."""
    with desk.changing("Set up") as db:
        kept = ChargingPolicy(terms=data_of(policy), since=since, until=until)
        kept.pauses = [ChargingPause(since=begins, until=ends) for begins, ends in pauses]
        db.add(kept)
        db.flush()
        return kept.id


def raise_charge(
    desk: Desk,
    policy_id: int,
    booking_id: int,
    pence: int = 50_00,
    *,
    waived: int = 0,
    ended: date | None = None,
) -> None:
    """Raise a charge for an absence, as if it had been decided on."""
    with desk.changing("Raise") as db:
        charge = Charge(
            booking_id=booking_id,
            agency_id=db.get_one(Booking, booking_id).agency_id,
            policy_id=policy_id,
            line="absence",
            occasion=Occasion.ABSENCE,
            pence=pence,
            waived_pence=waived,
            words="Absent",
            due_on=THIS_YEAR,
            decided_at=NOON,
            who="sam",
            ended_on=ended,
        )
        db.add(charge)
