"""The rules of messages: when each goes and to whom. A new rule only shows what it would do."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.meanwhile import refuse_if_changed
from trainingdesk.domain.message import (
    OF_INVOICES,
    TO_MANAGERS,
    USUAL_DAYS,
    CountedFrom,
    Purpose,
    ToWhom,
    counted_from,
)
from trainingdesk.domain.refusals import Invalid
from trainingdesk.services.records import record_of
from trainingdesk.storage.models import MessageRule

MOST_DAYS = 365
WITHOUT_RULE = frozenset({Purpose.OWN}) | OF_INVOICES
"""Own words are written to somebody, not by rule."""


@dataclass(frozen=True, slots=True)
class RuleDetails:
    """What messages a rule is about, when they go and to whom."""

    purpose: Purpose = Purpose.JOINING
    days: int = USUAL_DAYS[Purpose.JOINING]
    to_delegate: bool = True
    to_manager: bool = False
    to_agency: bool = False

    def problems(self) -> dict[str, str]:
        """What is wrong, by field; empty when all is well."""
        found = {}
        if self.purpose in WITHOUT_RULE:
            found["purpose"] = "Choose what the messages are for: own words are written by hand."
        if not 0 <= self.days <= MOST_DAYS:
            found["days"] = f"Enter 0 to {MOST_DAYS} days."
        if not self.to_whom:
            found["to_delegate"] = "Choose at least one of delegate, manager and agency contact."
        return found

    @property
    def to_whom(self) -> tuple[ToWhom, ...]:
        """Everybody whom such messages go to."""
        chosen = {
            ToWhom.DELEGATE: self.to_delegate,
            ToWhom.MANAGER: self.to_manager,
            ToWhom.AGENCY: self.to_agency,
        }
        return tuple(whom for whom in ToWhom if chosen[whom])

    @property
    def when(self) -> str:
        """When such messages go, in words."""
        since = counted_from(self.purpose)
        if not self.days:
            return "on the day itself" if since is CountedFrom.STARTS else "at once"
        return f"{self.days} {'day' if self.days == 1 else 'days'} {since.value}"


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule, and the day since which it acts by itself."""

    id: int
    details: RuleDetails
    automatic_since: date | None


def rules(db: Session) -> list[RuleRow]:
    """Every rule, in the order of the purposes."""
    order = list(Purpose)
    found = sorted(db.scalars(select(MessageRule)), key=lambda rule: order.index(rule.purpose))
    return [RuleRow(rule.id, _details(rule), rule.automatic_since) for rule in found]


def rule_details(db: Session, rule_id: int) -> RuleDetails:
    """A rule as a form takes it; raises Unknown."""
    return _details(record_of(db, MessageRule, rule_id))


def next_rule(db: Session) -> RuleDetails:
    """A rule about what has none yet, with its usual days and reader: first, how to join."""
    there = {rule.details.purpose for rule in rules(db)} | WITHOUT_RULE
    left = (each for each in (Purpose.JOINING, *Purpose) if each not in there)
    purpose = next(left, Purpose.JOINING)
    to_manager = purpose in TO_MANAGERS
    return RuleDetails(
        purpose, USUAL_DAYS.get(purpose, 0), to_delegate=not to_manager, to_manager=to_manager
    )


def add_rule(db: Session, details: RuleDetails) -> int:
    """Add a rule, which only shows what it would do, and return its number; raises Invalid."""
    _check(db, details, rule_id=0)
    rule = MessageRule(automatic_since=None)
    _fill(rule, details)
    db.add(rule)
    db.flush()
    return rule.id


def change_rule(
    db: Session, rule_id: int, details: RuleDetails, *, opened: RuleDetails | None
) -> None:
    """Change a rule, which from then on only shows what it would do until switched on again.

    Raises Invalid, Unknown, ChangedMeanwhile.
    """
    rule = record_of(db, MessageRule, rule_id, lock=True)
    stored = _details(rule)
    refuse_if_changed(opened, stored)
    _check(db, details, rule_id=rule_id)
    if details != stored:
        _fill(rule, details)
        rule.automatic_since = None


def switch(db: Session, rule_id: int, *, automatic: bool, today: date) -> None:
    """Have a rule act by itself from today on, or only show what it would do; raises Unknown."""
    rule = record_of(db, MessageRule, rule_id, lock=True)
    if automatic is (rule.automatic_since is None):
        rule.automatic_since = today if automatic else None


def remove_rule(db: Session, rule_id: int) -> None:
    """Take a rule away; what it has written stays. Raises Unknown."""
    db.delete(record_of(db, MessageRule, rule_id))


def _check(db: Session, details: RuleDetails, *, rule_id: int) -> None:
    problems = details.problems()
    same = select(MessageRule.id).where(
        MessageRule.purpose == details.purpose, MessageRule.id != rule_id
    )
    if not problems and db.scalar(same):
        problems["purpose"] = f"There is a rule for {details.purpose.value.lower()} already."
    if problems:
        raise Invalid(problems)


def _details(rule: MessageRule) -> RuleDetails:
    return RuleDetails(rule.purpose, rule.days, rule.to_delegate, rule.to_manager, rule.to_agency)


def _fill(rule: MessageRule, details: RuleDetails) -> None:
    rule.purpose, rule.days = details.purpose, details.days
    rule.to_delegate, rule.to_manager = details.to_delegate, details.to_manager
    rule.to_agency = details.to_agency
