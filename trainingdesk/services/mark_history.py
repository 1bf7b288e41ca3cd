"""Every mark that was given on a register, corrected or taken away; and every closing."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from trainingdesk.domain.attendance_rule import Marked
from trainingdesk.storage.models import Booking, MarkChange

TAKEN_AWAY = "no mark"


@dataclass(frozen=True, slots=True)
class MarkChangeRow:
    """One mark and what it was before: whose, for which day, who gave it, when and from where."""

    at: datetime
    who: str
    via: str
    delegate: str
    agency: str
    day: date
    before: str
    after: str


def mark_changes_of(db: Session, event_id: int) -> list[MarkChangeRow]:
    """Everything that was marked on a register, the first first; nothing is ever left out."""
    query = (
        select(MarkChange)
        .join(MarkChange.booking)
        .where(Booking.event_id == event_id)
        .options(
            joinedload(MarkChange.session),
            joinedload(MarkChange.booking).joinedload(Booking.delegate),
            joinedload(MarkChange.booking).joinedload(Booking.agency),
        )
        .order_by(MarkChange.id)
    )
    stood: defaultdict[tuple[int, int], str] = defaultdict(str)
    rows = []
    for change in db.scalars(query):
        which = change.booking_id, change.session_id
        before, stood[which] = stood[which], _told(change)
        rows.append(_row(change, before, stood[which]))
    return rows


def _row(change: MarkChange, before: str, after: str) -> MarkChangeRow:
    booking = change.booking
    return MarkChangeRow(
        at=change.at,
        who=change.who,
        via=change.via,
        delegate=booking.delegate.listed,
        agency=booking.agency.name,
        day=change.session.day,
        before=before,
        after=after,
    )


def _told(change: MarkChange) -> str:
    if change.attendance is None:
        return TAKEN_AWAY
    return Marked(change.attendance, change.minutes_late, change.left_at, change.note).told
