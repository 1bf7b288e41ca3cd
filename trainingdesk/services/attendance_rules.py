"""The board's rules of attendance, by kind of course, and the one that holds for an event."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from trainingdesk.domain.attendance_rule import USUAL, Hours, Marked, Rule
from trainingdesk.domain.meanwhile import refuse_if_changed
from trainingdesk.domain.own_words import BoardList
from trainingdesk.domain.refusals import Invalid
from trainingdesk.services.own_words import board_words
from trainingdesk.services.records import record_of
from trainingdesk.storage.models import (
    AttendanceRule,
    Course,
    Event,
    EventSession,
    Mark,
    RegisterChange,
)

EVERY_OTHER = ""
"""The kind of the rule that holds where a kind has none of its own."""


@dataclass(frozen=True, slots=True)
class KindRule:
    """A rule, and the kind of course for which it holds; none for every other kind."""

    kind: str = EVERY_OTHER
    rule: Rule = USUAL


@dataclass(frozen=True, slots=True)
class KindRuleRow:
    """A rule as the list of rules shows it; without a number it is the usual one."""

    id: int
    details: KindRule


def attendance_rules(db: Session) -> list[KindRuleRow]:
    """Every rule: first what holds for every kind without one, then kind by kind."""
    stored = list(db.scalars(select(AttendanceRule).order_by(AttendanceRule.kind)))
    rows = [KindRuleRow(each.id, KindRule(each.kind, _rule(each))) for each in stored]
    if not any(row.details.kind == EVERY_OTHER for row in rows):
        rows.insert(0, KindRuleRow(0, KindRule()))
    return rows


def kinds_without_a_rule(db: Session) -> list[str]:
    """The board's kinds of course that have no rule of their own yet."""
    taken = set(db.scalars(select(AttendanceRule.kind)))
    return [word for word in board_words(db, BoardList.KINDS) if word not in taken]


def rule_details(db: Session, rule_id: int) -> KindRule:
    """A rule as a form takes it; without a number the usual one. Raises Unknown."""
    if not rule_id:
        return KindRule()
    stored = record_of(db, AttendanceRule, rule_id)
    return KindRule(stored.kind, _rule(stored))


def save_rule(
    db: Session, rule_id: int, details: KindRule, *, opened: KindRule | None = None
) -> int:
    """Keep a rule, a new one where it has no number yet, and return its number.

    It holds for marks from now on, and for registers that are closed from now on. The usual one
    holds without being kept, and has no number. Raises Invalid, Unknown, ChangedMeanwhile.
    """
    stored = record_of(db, AttendanceRule, rule_id, lock=True) if rule_id else None
    if stored is not None:
        refuse_if_changed(opened, KindRule(stored.kind, _rule(stored)))
    _check(db, rule_id, details)
    if stored is None:
        if details == KindRule():
            return 0
        stored = AttendanceRule(kind=details.kind)
        db.add(stored)
    stored.kind = details.kind
    stored.grace_minutes, stored.percent = details.rule.grace_minutes, details.rule.percent
    stored.late, stored.left_early = details.rule.late, details.rule.left_early
    db.flush()
    return stored.id


def remove_rule(db: Session, rule_id: int) -> None:
    """Take a rule away: its kind follows the rule of every other kind again; raises Unknown."""
    db.delete(record_of(db, AttendanceRule, rule_id))


def rule_of_kind(db: Session, kind: str) -> Rule:
    """The rule that holds for a kind of course now."""
    query = select(AttendanceRule).where(AttendanceRule.kind.in_([kind, EVERY_OTHER]))
    own_first = sorted(db.scalars(query), key=lambda each: each.kind == EVERY_OTHER)
    return _rule(own_first[0]) if own_first else USUAL


def rules_of_events(db: Session, event_ids: list[int]) -> dict[int, Rule]:
    """The rule that holds for each event: a closed register keeps the one it was closed under.

    A year from a workbook was closed elsewhere, and keeps the usual one.
    """
    closed = _closed_under(db, event_ids)
    query = (
        select(Event.id, Event.register_closed_on, Course.kind)
        .join(Event.course)
        .where(Event.id.in_(event_ids))
    )
    now: dict[str, Rule] = {}
    found: dict[int, Rule] = {}
    for event_id, closed_on, kind in db.execute(query):
        if closed_on is not None:
            found[event_id] = closed.get(event_id, USUAL)
        else:
            found[event_id] = now[kind] = now.get(kind) or rule_of_kind(db, kind)
    return found


def rule_of_event(db: Session, event_id: int) -> Rule:
    """The rule that holds for an event."""
    return rules_of_events(db, [event_id])[event_id]


def closed_under_other_rules(db: Session, *which: ColumnElement[bool]) -> list[int]:
    """The events, of some, whose register was closed under another rule than the usual one."""
    query = (
        select(RegisterChange)
        .join(Event, Event.id == RegisterChange.event_id)
        .where(RegisterChange.closed, Event.register_closed_on.is_not(None), *which)
        .order_by(RegisterChange.id)
    )
    newest = {each.event_id: _rule(each) for each in db.scalars(query)}
    return [event_id for event_id, rule in newest.items() if rule != USUAL]


def hours_of_events(db: Session, event_ids: list[int]) -> dict[int, dict[int, Hours]]:
    """When the sessions of events begin and end, by event and session."""
    query = (
        select(EventSession.event_id, EventSession.id, EventSession.starts, EventSession.ends)
        .where(EventSession.event_id.in_(event_ids))
        .order_by(EventSession.day, EventSession.id)
    )
    found: dict[int, dict[int, Hours]] = {event_id: {} for event_id in event_ids}
    for event_id, session_id, starts, ends in db.execute(query):
        found[event_id][session_id] = Hours(starts, ends)
    return found


def marked(mark: Mark) -> Marked:
    """A mark as a rule looks at it."""
    return Marked(mark.attendance, mark.minutes_late, mark.left_at, mark.note)


def _closed_under(db: Session, event_ids: list[int]) -> dict[int, Rule]:
    query = (
        select(RegisterChange)
        .where(RegisterChange.event_id.in_(event_ids), RegisterChange.closed)
        .order_by(RegisterChange.id)
    )
    return {each.event_id: _rule(each) for each in db.scalars(query)}  # the newest stands


def _rule(row: AttendanceRule | RegisterChange) -> Rule:
    return Rule(
        USUAL.grace_minutes if row.grace_minutes is None else row.grace_minutes,
        row.percent or USUAL.percent,
        row.late or USUAL.late,
        row.left_early or USUAL.left_early,
    )


def _check(db: Session, rule_id: int, details: KindRule) -> None:
    problems = details.rule.problems()
    if details.kind != EVERY_OTHER and details.kind not in board_words(db, BoardList.KINDS):
        problems["kind"] = "Choose one of the board's kinds of course."
    same = select(AttendanceRule.id).where(
        AttendanceRule.kind == details.kind, AttendanceRule.id != rule_id
    )
    if "kind" not in problems and db.scalar(same):
        of = f"for {details.kind}" if details.kind else "for every other kind"
        problems["kind"] = f"There is a rule {of} already."
    if problems:
        raise Invalid(problems)
