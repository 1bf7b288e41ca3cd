"""The days that events had before they were moved, as the desk's audit remembers them."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.storage.models import Audit, AuditValue, Event


@dataclass(frozen=True, slots=True)
class Move:
    """That an event was moved away from a day, and when that was."""

    at: datetime
    away_from: date


def moves_of(db: Session, event_ids: Collection[int]) -> Mapping[int, Sequence[Move]]:
    """How events were moved from day to day, by hand or by a workbook, the oldest move first."""
    found: dict[int, list[Move]] = defaultdict(list)
    query = (
        select(AuditValue.key, Audit.at, AuditValue.before)
        .join(Audit, Audit.id == AuditValue.audit_id)
        .where(AuditValue.table == Event.__tablename__, AuditValue.field == Event.starts.key)
        .where(AuditValue.key.in_([str(number) for number in sorted(event_ids)]))
        .order_by(AuditValue.id)
    )
    for key, at, before in db.execute(query):
        if before is not None:
            found[int(key)].append(Move(at, date.fromisoformat(before)))
    return found


def day_at(moment: datetime, moves: Sequence[Move], now: date) -> date:
    """The day that an event had at a moment; ``now`` where it was not moved since."""
    return next((move.away_from for move in moves if move.at >= moment), now)
