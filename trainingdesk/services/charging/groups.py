"""What a policy says of the charging groups of the agencies, and of whom it says nothing."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.charging.line import Occasion, folded
from trainingdesk.domain.charging.policy import Policy
from trainingdesk.domain.figures import counted
from trainingdesk.domain.words import listed
from trainingdesk.services.charging.policies import charging_groups, what_is_missing
from trainingdesk.storage.models import Agency

NAMED_AT_ONCE = 3
OF_OCCASIONS = frozenset(f"lines.{occasion.name.lower()}" for occasion in Occasion)


def said_of_groups(db: Session, policy: Policy) -> list[str]:
    """The groups without a price, the agencies without a group, and groups that nobody is in."""
    missing = what_is_missing(db, policy)
    said = [sentence for field, sentence in missing.items() if field in OF_OCCASIONS]
    return [*said, *_of_agencies_without_group(db, policy), *_of_empty_groups(db, policy)]


def _of_agencies_without_group(db: Session, policy: Policy) -> Iterator[str]:
    if not any(_names_groups_alone(policy, occasion) for occasion in Occasion):
        return
    query = select(Agency.name).where(Agency.charging_group == "", Agency.ended_on.is_(None))
    names = db.scalars(query.order_by(Agency.sought)).all()
    if names:
        number = counted(len(names), "agency", "agencies")
        has = "has" if len(names) == 1 else "have"
        yield f"{number} {has} no charging group, and no line is for everyone else: {_some(names)}."


def _names_groups_alone(policy: Policy, occasion: Occasion) -> bool:
    lines = [line for line in policy.lines if line.occasion is occasion]
    return bool(lines) and all(line.groups for line in lines)


def _of_empty_groups(db: Session, policy: Policy) -> Iterator[str]:
    known = set(map(folded, charging_groups(db)))
    named = dict.fromkeys(group for line in policy.lines for group in line.groups)
    empty = [f"“{group}”" for group in named if folded(group) not in known]
    if empty:
        yield f"No agency is in the charging group {listed(empty, last='or')}."


def _some(names: Sequence[str]) -> str:
    """The first few names, and how many more there are."""
    more = len(names) - NAMED_AT_ONCE
    return listed([*names[:NAMED_AT_ONCE], *([f"{more:,} more"] if more > 0 else [])])
