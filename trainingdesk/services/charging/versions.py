"""The versions of the charging policy that have been put in force, and the one of a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from trainingdesk.domain.charging.as_data import policy_from
from trainingdesk.domain.charging.in_force import Suspended, Version
from trainingdesk.storage.models import ChargingPolicy


@dataclass(frozen=True, slots=True)
class KeptVersion:
    """A version of the policy, with the number under which the desk keeps it."""

    id: int
    version: Version


def versions(db: Session, *, held: bool = False) -> tuple[KeptVersion, ...]:
    """Every version that has a first day, the earliest first.

    ``held``: nobody else changes one of them until what is under way is done.
    """
    query = (
        select(ChargingPolicy)
        .where(ChargingPolicy.since.is_not(None))
        .options(selectinload(ChargingPolicy.pauses))
        .order_by(ChargingPolicy.since, ChargingPolicy.id)
    )
    if held:
        query = query.with_for_update(read=True).execution_options(populate_existing=True)
    return tuple(
        KeptVersion(kept.id, version_of(kept, kept.since))
        for kept in db.scalars(query)
        if kept.since is not None
    )


def version_among(kept: Sequence[KeptVersion], day: date) -> KeptVersion | None:
    """The version in force on a day; where two are, the one that came into force later."""
    holding = (each for each in kept if day in each.version)
    return max(holding, key=lambda each: each.version.since, default=None)


def version_of(kept: ChargingPolicy, since: date) -> Version:
    """A version as the rules of charging read it."""
    return Version(
        policy=policy_from(kept.terms),
        since=since,
        until=kept.until,
        spells=tuple(Suspended(pause.since, pause.until, pause.why) for pause in kept.pauses),
    )
