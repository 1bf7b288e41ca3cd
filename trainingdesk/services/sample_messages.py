"""What the sample programme shows of messages: three rules, and an outbox that a week has filled.

The sample is a practice desk: nothing leaves it.
"""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.message import MessageState, Purpose
from trainingdesk.services.desk import Stamp
from trainingdesk.services.due_messages import write_what_is_due
from trainingdesk.services.message_rules import RuleDetails, add_rule, switch
from trainingdesk.storage.models import Message

BY_HAND = (
    RuleDetails(Purpose.REMINDER, days=7),
    RuleDetails(Purpose.ABSENT, days=1, to_manager=True),
)
"""Rules that only show what they would do."""
AUTOMATIC = RuleDetails(Purpose.JOINING, days=14)
"""The rule that writes by itself."""
SINCE = timedelta(days=7)
WENT = timedelta(days=4)
"""So long ago the messages went that were due by then."""
FAILURES = ("550 5.1.1 No such mailbox here.", "552 5.2.2 The mailbox is full.")
"""What a mail server said of the last two of them."""


def show_messages(db: Session, by: Stamp) -> None:
    """Let a rule write by itself for a week; of what it wrote most went, and two did not."""
    for details in BY_HAND:
        add_rule(db, details)
    switch(db, add_rule(db, AUTOMATIC), automatic=True, today=by.today - SINCE)
    then = replace(by, at=by.at - WENT, today=by.today - WENT)
    write_what_is_due(db, by=then)
    rows = list(db.scalars(select(Message).order_by(Message.id)))
    for row in rows:
        row.state, row.tries = MessageState.SENT, 1
        row.tried_at = row.sent_at = then.at
    for row, failure in zip(reversed(rows), FAILURES, strict=False):
        row.state, row.sent_at, row.failure = MessageState.FAILED, None, failure
    write_what_is_due(db, by=by)
    db.flush()
