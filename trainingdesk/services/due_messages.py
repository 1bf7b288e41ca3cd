"""What the rules would write by a day, writing what is due, and taking back what is so no more."""

from collections import defaultdict
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.message import (
    NO_LONGER_SO,
    MessageState,
    Purpose,
    occasion_in,
)
from trainingdesk.services.desk import Stamp
from trainingdesk.services.due_bookings import OFF_FOR, Span, standing, still_standing
from trainingdesk.services.message_rules import RuleRow, rules
from trainingdesk.services.not_had import not_had
from trainingdesk.services.occasions import occasions_of
from trainingdesk.services.writing import Letter, Written, letters, put_into_outbox, write, written
from trainingdesk.storage.models import Message

LOOKS_BACK = timedelta(days=14)
"""By hand, a rule shows what fell due within two weeks: older news is no news."""


def would_write(db: Session, rule: RuleRow, *, by: Stamp) -> list[Letter]:
    """Who would get what by a rule today; nothing is written."""
    to_whom = rule.details.to_whom
    return letters(
        db, _due(db, rule, by), rule.details.purpose, to_whom=to_whom, by=by, by_rule=True
    )


def write_by_hand(db: Session, rule: RuleRow, *, by: Stamp) -> Written:
    """Write what a rule shows; it stays in the outbox until somebody sends it."""
    new = would_write(db, rule, by=by)
    put_into_outbox(db, new, rule.details.purpose, by=by)
    return written(new)


def write_what_is_due(db: Session, *, by: Stamp) -> int:
    """Write everything that rules which were switched on have due, and say how much it was.

    What rules wrote and is so no more is withdrawn first, or it would count as said.
    """
    withdraw_what_is_over(db, by=by)
    new = 0
    for rule in _at_work(db):
        details = rule.details
        found = _due(db, rule, by)
        written = write(db, found, details.purpose, to_whom=details.to_whom, by=by, by_rule=True)
        new += written.new
    return new


def anything_due(db: Session, *, by: Stamp) -> bool:
    """Whether a rule that was switched on has something to write, or to take back."""
    return bool(_over(db, _waiting(db), by)) or any(
        not_had(
            db,
            _due(db, rule, by),
            rule.details.purpose,
            to_whom=rule.details.to_whom,
            by=by,
            by_rule=True,
        )
        for rule in _at_work(db)
    )


def withdraw_what_is_over(db: Session, *, by: Stamp) -> None:
    """Take back what rules wrote, has not gone, and is so no more."""
    for row in _over(db, _waiting(db), by):
        row.state, row.failure = MessageState.WITHDRAWN, NO_LONGER_SO


def is_over(db: Session, row: Message, *, by: Stamp) -> bool:
    """Whether what a message says is so no more; words that somebody wrote are theirs to judge."""
    return row.by_rule and bool(_over(db, [row], by))


def _waiting(db: Session) -> list[Message]:
    query = select(Message).where(Message.by_rule, Message.state == MessageState.WAITING)
    return list(db.scalars(query.order_by(Message.id)))


def _over(db: Session, rows: list[Message], by: Stamp) -> list[Message]:
    by_purpose: dict[Purpose, list[Message]] = defaultdict(list)
    for row in rows:
        by_purpose[row.purpose].append(row)
    over = []
    for purpose, some in by_purpose.items():
        numbers = [row.booking_id for row in some]
        still = still_standing(db, purpose, numbers)
        occasions = occasions_of(db, purpose, numbers, by=by)
        over += [
            row
            for row in some
            if row.booking_id not in still or occasion_in(row.once) != occasions[row.booking_id]
        ]
    return over


def _at_work(db: Session) -> list[RuleRow]:
    """The rules that were switched on; what is off is told before what is on instead."""
    found = [rule for rule in rules(db) if rule.automatic_since is not None]
    return sorted(found, key=lambda rule: rule.details.purpose not in OFF_FOR)


def _due(db: Session, rule: RuleRow, by: Stamp) -> list[int]:
    """The bookings that a rule would write about today, had nobody been written to."""
    today, days = by.today, timedelta(days=rule.details.days)
    first = (rule.automatic_since or today - LOOKS_BACK) - days
    return standing(db, rule.details.purpose, Span(first, today - days, today, today + days))
