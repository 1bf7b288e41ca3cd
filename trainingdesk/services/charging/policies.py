"""The versions of the charging policy: listing them, writing them, and taking drafts away."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from trainingdesk.domain.charging.as_data import data_of, policy_from
from trainingdesk.domain.charging.in_force import Suspended
from trainingdesk.domain.charging.line import Occasion
from trainingdesk.domain.charging.policy import Policy
from trainingdesk.domain.figures import counted
from trainingdesk.domain.meanwhile import refuse_if_changed
from trainingdesk.domain.refusals import Invalid, Refused
from trainingdesk.services.charging.versions import version_of
from trainingdesk.services.records import record_of
from trainingdesk.storage.models import Agency, Charge, ChargingPolicy

MAY_WAIT = frozenset({"lines", "lateness", "left_early"}) | {
    f"lines.{occasion.name.lower()}" for occasion in Occasion
}
"""What a half-written policy may leave open: lines that are still to come."""


class PolicyState(StrEnum):
    """Where a version of the policy stands."""

    HALF_WRITTEN = "Half-written"
    TO_COME = "To come"
    IN_FORCE = "In force"
    SUSPENDED = "Suspended"
    ENDED = "Ended"


class ChargesRaised(Refused):
    """Charges were raised by this policy, so it stays as it is. Begin a new version from it."""


class InForce(Refused):
    """This policy was put in force, so it stays. Only a half-written one can be removed."""


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """A version as the list of policies shows it; ``charges`` is how many were raised by it."""

    id: int
    policy: Policy
    state: PolicyState
    since: date | None
    until: date | None
    spells: tuple[Suspended, ...]
    charges: int

    def suspended_on(self, day: date) -> Suspended | None:
        """The spell that a day falls in."""
        return next((spell for spell in self.spells if day in spell), None)


def policies_listed(db: Session, *, today: date) -> list[PolicyRow]:
    """Every version: those being written first, then from the newest to the oldest."""
    query = select(ChargingPolicy).options(selectinload(ChargingPolicy.pauses))
    raised = _raised(db)
    rows = [_row(kept, raised.get(kept.id, 0), today) for kept in db.scalars(query)]
    return sorted(rows, key=lambda row: (row.since or date.max, row.id), reverse=True)


def policy_terms(db: Session, policy_id: int) -> Policy:
    """What a version says, as a form takes it; raises Unknown."""
    return policy_from(record_of(db, ChargingPolicy, policy_id).terms)


def begin_policy(db: Session, policy: Policy) -> int:
    """Begin to write a policy, from nothing, a board's or an earlier version's; its number.

    Raises Invalid by field.
    """
    _refuse_problems(db, policy, half_written=True)
    kept = ChargingPolicy(terms=data_of(policy))
    db.add(kept)
    db.flush()
    return kept.id


def save_policy(
    db: Session, policy_id: int, policy: Policy, *, opened: Policy | None = None
) -> int:
    """Keep what a version says now, and return its number.

    A half-written one may leave lines for later; one that is in force must say all. Raises Invalid
    by field, Unknown, ChargesRaised, ChangedMeanwhile.
    """
    kept = record_of(db, ChargingPolicy, policy_id, lock=True)
    refuse_if_changed(opened, policy_from(kept.terms))
    if policy_from(kept.terms) == policy:
        return policy_id
    if _raised(db).get(policy_id):
        raise ChargesRaised
    _refuse_problems(db, policy, half_written=kept.since is None)
    kept.terms = data_of(policy)
    return policy_id


def remove_policy(db: Session, policy_id: int) -> None:
    """Take a half-written policy away; raises Unknown, InForce."""
    kept = record_of(db, ChargingPolicy, policy_id, lock=True)
    if kept.since is not None:
        raise InForce
    db.delete(kept)


def charging_groups(db: Session) -> list[str]:
    """The charging groups of the agencies, each of which must have its price."""
    groups = select(Agency.charging_group).where(Agency.charging_group != "").distinct()
    return list(db.scalars(groups.order_by(Agency.charging_group)))


def what_is_missing(db: Session, policy: Policy) -> dict[str, str]:
    """What keeps a policy from being put in force, by field; empty when all is well."""
    return policy.problems(charging_groups(db))


def charges_told(row: PolicyRow) -> str:
    """How many charges were raised by a version, in words; empty where none was."""
    return f"{counted(row.charges, 'charge')} raised" if row.charges else ""


def _refuse_problems(db: Session, policy: Policy, *, half_written: bool) -> None:
    if half_written:
        grace = {} if policy.lateness is None else {"lateness": policy.lateness.problem}
        found = {k: said for k, said in policy.problems().items() if k not in MAY_WAIT}
        problems = found | {field: said for field, said in grace.items() if said}
    else:
        problems = what_is_missing(db, policy)
    if problems:
        raise Invalid(problems)


def _raised(db: Session) -> dict[int, int]:
    count = select(Charge.policy_id, func.count(Charge.id)).group_by(Charge.policy_id)
    return dict(db.execute(count).all())


def _row(kept: ChargingPolicy, charges: int, today: date) -> PolicyRow:
    version = version_of(kept, kept.since or date.max)
    return PolicyRow(
        id=kept.id,
        policy=version.policy,
        state=_state(kept.since, kept.until, version.suspended_on(today), today),
        since=kept.since,
        until=kept.until,
        spells=version.spells,
        charges=charges,
    )


def _state(
    since: date | None, until: date | None, spell: Suspended | None, today: date
) -> PolicyState:
    if since is None:
        return PolicyState.HALF_WRITTEN
    if today < since:
        return PolicyState.TO_COME
    if until is not None and until < today:
        return PolicyState.ENDED
    return PolicyState.IN_FORCE if spell is None else PolicyState.SUSPENDED
