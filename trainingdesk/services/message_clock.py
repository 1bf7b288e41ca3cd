"""What rules that were switched on do by themselves, as time goes on."""

from contextlib import suppress
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.last_day import LONDON
from trainingdesk.domain.message import CountedFrom, Leaving, MessageState, Purpose, counted_from
from trainingdesk.domain.refusals import DeskAtWork, DeskBusy, SavedMeanwhile
from trainingdesk.services.desk import Desk, Stamp
from trainingdesk.services.due_messages import anything_due, write_what_is_due
from trainingdesk.services.mail_settings import is_practice, mail_details
from trainingdesk.storage.models import Booking, Event, Message, MessageRule

EACH_TRY_LATER = timedelta(minutes=10)
"""So much longer a message is left alone with each time the server put it off."""

OF_WHAT_IS_AHEAD = frozenset({CountedFrom.STATUS, CountedFrom.STARTS})
"""Of no use to anybody once the event has begun."""


def any_rule_acts(desk: Desk) -> bool:
    """Whether a rule was switched on, so that something may be due."""
    on = select(MessageRule.id).where(MessageRule.automatic_since.is_not(None)).limit(1)
    with desk.reading() as db:
        return db.scalar(on) is not None


def write_what_is_due_by_now(desk: Desk) -> int:
    """Write what rules have due, and say how much; it is no step of the user's, so no undo of it.

    While somebody else is at work on the desk it is left for later: nothing is lost.
    """
    with suppress(DeskAtWork, DeskBusy, SavedMeanwhile):
        with desk.reading() as db:
            due = anything_due(db, by=desk.stamp())
        if due:
            with desk.noting("Write messages") as db:
                return write_what_is_due(db, by=desk.stamp())
    return 0


def to_send_by_now(desk: Desk) -> list[int]:
    """What is to go by itself: what a rule wrote since it was switched on, where this desk sends.

    All else waits for a click: what a rule wrote that is off or was changed since, and what was to
    be known before an event that has begun.
    """
    with desk.reading() as db:
        if is_practice(db) or mail_details(db).leaving is not Leaving.SMTP:
            return []
        return _to_send(db, desk.stamp())


def _to_send(db: Session, by: Stamp) -> list[int]:
    query = (
        select(Message, MessageRule.automatic_since, Event.starts)
        .join(MessageRule, MessageRule.purpose == Message.purpose)
        .join(Booking, Booking.id == Message.booking_id)
        .join(Event, Event.id == Booking.event_id)
        .where(Message.state == MessageState.WAITING, Message.by_rule)
        .order_by(Message.id)
    )
    return [
        row.id
        for row, since, starts in db.execute(query)
        if since is not None
        and _day(row.made_at) >= since
        and not _too_late(row.purpose, starts, by.today)
        and _is_time(row.tried_at, row.tries, by.at)
    ]


def _day(at: datetime) -> date:
    return at.astimezone(LONDON).date()


def _too_late(purpose: Purpose, starts: date, today: date) -> bool:
    return counted_from(purpose) in OF_WHAT_IS_AHEAD and starts < today


def _is_time(tried_at: datetime | None, tries: int, now: datetime) -> bool:
    """What the server put off is left alone for a while, unless the user asks."""
    return tried_at is None or now - tried_at >= tries * EACH_TRY_LATER
