"""Who has not been told yet: what was said last to each reader of a booking is what counts."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import TypeAlias

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from trainingdesk.domain.message import (
    NEVER_SAID,
    NO_LONGER_SO,
    MessageState,
    Purpose,
    ToWhom,
    occasion_in,
    once_of,
    said_beside,
)
from trainingdesk.services.desk import Stamp
from trainingdesk.services.occasions import in_parts, occasions_of
from trainingdesk.storage.models import Message

Reader: TypeAlias = tuple[int, ToWhom]
"""Somebody who is told about a booking."""


@dataclass(frozen=True, slots=True)
class _Said:
    """A message that was written about a booking, as far as another is compared with it."""

    purpose: Purpose
    once: str
    state: MessageState
    failure: str


def not_had(  # noqa: PLR0913 - what would be written, about what, to whom
    db: Session,
    booking_ids: Sequence[int],
    purpose: Purpose,
    *,
    to_whom: Sequence[ToWhom],
    by: Stamp,
    by_rule: bool,
) -> dict[Reader, str]:
    """Who would be told something new, and what must not be sent twice to each.

    What the user withdrew is had as far as rules go; by hand it may be written afresh.
    """
    occasions = occasions_of(db, purpose, booking_ids, by=by)
    said = _said(db, list(occasions), purpose)
    found = {}
    for booking_id, occasion in occasions.items():
        for whom in to_whom:
            before = said.get((booking_id, whom), [])
            if not _had(before, purpose, occasion, by_rule=by_rule):
                taken = {each.once for each in before}
                ways = _ways(purpose, booking_id, whom, occasion)
                found[booking_id, whom] = next(once for once in ways if once not in taken)
    return found


def _ways(purpose: Purpose, booking_id: int, whom: ToWhom, occasion: str) -> Iterator[str]:
    return (
        once_of(purpose, booking_id=booking_id, whom=whom, occasion=occasion, again=again)
        for again in count()
    )


def _said(db: Session, booking_ids: Sequence[int], purpose: Purpose) -> dict[Reader, list[_Said]]:
    found: dict[Reader, list[_Said]] = defaultdict(list)
    for some in in_parts(booking_ids):
        for row in _written(db, some, purpose):
            said = _Said(row.purpose, row.once, row.state, row.failure)
            found[row.booking_id, row.whom].append(said)
    return found


def _written(
    db: Session, booking_ids: Sequence[int], purpose: Purpose
) -> Sequence[Row[int, ToWhom, Purpose, str, MessageState, str]]:
    query = (
        select(
            Message.booking_id,
            Message.whom,
            Message.purpose,
            Message.once,
            Message.state,
            Message.failure,
        )
        .where(Message.booking_id.in_(booking_ids), Message.purpose.in_(said_beside(purpose)))
        .order_by(Message.id)
    )
    return db.execute(query).all()


def _had(before: Sequence[_Said], purpose: Purpose, occasion: str, *, by_rule: bool) -> bool:
    """Whether the last that counts was said for this purpose, on this occasion."""
    had = False
    for each in before:
        if each.purpose is purpose and occasion_in(each.once) == occasion:
            had = _stands(each, by_rule=by_rule) or had
        elif each.state not in NEVER_SAID:
            had = False
    return had


def _stands(said: _Said, *, by_rule: bool) -> bool:
    if said.state is not MessageState.WITHDRAWN:
        return True
    return by_rule and said.failure != NO_LONGER_SO
