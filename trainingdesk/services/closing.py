"""Closing a register, on which certificates and letters rest, and opening it again."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.attendance_rule import Hours, Rule
from trainingdesk.domain.booking import ON_THE_REGISTER, BookingStatus
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.figures import counted
from trainingdesk.domain.message import GONE, OF_WHO_CAME, MessageState
from trainingdesk.domain.refusals import Invalid, NotYetStarted, Refused, RegisterNotComplete
from trainingdesk.services.attendance_rules import marked, rule_of_event
from trainingdesk.services.certificates import certificates_on, withdraw_undue
from trainingdesk.services.charging.withdrawing import (
    NO_CHARGES,
    RestingCharges,
    resting_charges,
    take_back_with_the_register,
)
from trainingdesk.services.desk import Stamp
from trainingdesk.services.event_changes import give_event_status
from trainingdesk.services.marking import (
    keep_former_mark,
    keep_mark,
    open_register,
    write_mark,
)
from trainingdesk.services.outbox import withdraw
from trainingdesk.services.register_lines import register_of
from trainingdesk.services.statuses import locked_event
from trainingdesk.storage.models import Booking, EventSession, Mark, Message, RegisterChange

NOT_GONE = (MessageState.WAITING, MessageState.FAILED)

NOBODY = (
    "Nobody is on this register, so there is nothing to close. Cancel the event if it was not held."
)
THE_RULE = "Rule"
"""Where a mark is from that the board's rule made of another when the register was closed."""
SAY_WHY = "Say why it is opened again, in a few words: it is kept in the event's history."


@dataclass(frozen=True, slots=True)
class Reopening:
    """What opening a register again would undo."""

    issued: int = 0
    to_issue: int = 0
    letters_waiting: int = 0
    letters_gone: int = 0
    charges: RestingCharges = NO_CHARGES

    @property
    def said(self) -> str:
        """What it undoes, in sentences; empty where nothing rests on the register yet."""
        return " ".join(self._sentences())

    def _sentences(self) -> Iterator[str]:
        if self.issued:
            stay = "stays" if self.issued == 1 else "stay"
            yield (
                f"{counted(self.issued, 'certificate')} {stay} until it is closed again, and then "
                "whatever the marks no longer bear out is withdrawn."
            )
        if self.to_issue:
            yield f"{counted(self.to_issue, 'certificate')} cannot be issued meanwhile."
        if self.letters_waiting:
            wait = "waits and is" if self.letters_waiting == 1 else "wait and are"
            yield f"{counted(self.letters_waiting, 'letter')} {wait} withdrawn."
        if self.letters_gone:
            have = "has" if self.letters_gone == 1 else "have"
            yield f"{counted(self.letters_gone, 'letter')} {have} gone and cannot be taken back."
        if self.charges.said:
            yield self.charges.said


def close_register(db: Session, event_id: int, *, by: Stamp) -> int:
    """Close the register, which makes the event delivered and its certificates due.

    The rule of the board that holds now stands for it from then on, and marks that were given
    under another are judged by it: the number of those it changed is returned. Raises
    RegisterClosed, NotYetStarted, RegisterNotComplete.
    """
    event = open_register(db, event_id)
    if max(session.day for session in event.sessions) > by.today:
        raise NotYetStarted("The event is not over, so its register cannot be closed yet.")
    register = register_of(db, event_id, today=by.today)
    unmarked = register.unmarked
    if not register.lines:
        raise RegisterNotComplete(NOBODY)
    if unmarked:
        have = "has" if unmarked == 1 else "have"
        raise RegisterNotComplete(
            f"{counted(unmarked, 'delegate')} {have} no mark yet. Mark everybody first."
        )
    rule = rule_of_event(db, event_id)
    judged = _judge_anew(db, event_id, rule, by=by)
    event.register_closed_on = by.today
    db.add(
        RegisterChange(
            event_id=event_id,
            closed=True,
            at=by.at,
            who=by.who,
            grace_minutes=rule.grace_minutes,
            percent=rule.percent,
            late=rule.late,
            left_early=rule.left_early,
        )
    )
    give_event_status(db, event, EventStatus.DELIVERED, by=by)
    db.flush()
    withdraw_undue(db, event_id, by=by)
    return judged


def reopen_register(db: Session, event_id: int, *, reason: str, by: Stamp) -> None:
    """Open a closed register again, saying why, so that its marks can be corrected.

    Letters that rest on it and have not gone are withdrawn, and charges on no invoice are taken
    back; once it is closed again letters are written afresh and charges come due anew. Raises
    Invalid, Refused.
    """
    event = locked_event(db, event_id)
    if event is None or event.register_closed_on is None:
        raise Refused("This register is open already.")
    if not reason.strip():
        raise Invalid({"reason": SAY_WHY})
    event.register_closed_on = None
    db.add(
        RegisterChange(event_id=event_id, closed=False, at=by.at, who=by.who, reason=reason.strip())
    )
    not_gone = [number for number, state in _letters(db, event_id) if state in NOT_GONE]
    withdraw(db, not_gone, so_no_more=True)
    take_back_with_the_register(db, event_id, reason=reason, by=by)
    db.flush()


def what_reopening_undoes(db: Session, event_id: int) -> Reopening:
    """What opening a register again would undo, to be said before it is done."""
    rows = certificates_on(db, event_id)
    states = [state for _, state in _letters(db, event_id)]
    return Reopening(
        issued=sum(bool(row.number) for row in rows),
        to_issue=sum(row.due and not row.number for row in rows),
        letters_waiting=sum(state in NOT_GONE for state in states),
        letters_gone=sum(state in GONE for state in states),
        charges=resting_charges(db, event_id),
    )


def _judge_anew(db: Session, event_id: int, rule: Rule, *, by: Stamp) -> int:
    query = (
        select(Mark, Booking.status, EventSession)
        .join(Mark.booking)
        .join(EventSession, EventSession.id == Mark.session_id)
        .where(Booking.event_id == event_id, Booking.status.in_(ON_THE_REGISTER))
        .order_by(Mark.id)
    )
    changed = 0
    for mark, status, session in db.execute(query).all():
        its_rule = rule.for_walk_ins if status is BookingStatus.WALK_IN else rule
        stands = its_rule.judged(marked(mark).said, Hours(session.starts, session.ends))
        if stands != marked(mark):
            keep_former_mark(db, mark, by=by)
            write_mark(db, mark, stands)
            keep_mark(db, mark.booking_id, session.id, stands, by=by, via=THE_RULE)
            changed += 1
    return changed


def _letters(db: Session, event_id: int) -> list[tuple[int, MessageState]]:
    query = (
        select(Message.id, Message.state)
        .join(Message.booking)
        .where(Booking.event_id == event_id, Message.purpose.in_(OF_WHO_CAME))
        .order_by(Message.id)
    )
    return [(number, state) for number, state in db.execute(query)]
