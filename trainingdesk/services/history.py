"""What was done to an event: from the desk's audit, in words, newest first."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session

from trainingdesk.domain.booking import BookingStatus, Via
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.figures import counted
from trainingdesk.services.history_words import Names, said_of
from trainingdesk.storage.models import Audit, AuditValue, Booking, EventChange, StatusChange

CHILDREN = (
    ("event_session", "event_id"),
    ("booking", "event_id"),
    ("event_change", "event_id"),
    ("event_partner", "event_id"),
    ("register_change", "event_id"),
    ("place_share", "event_id"),
    ("place_hold", "event_id"),
)
GRANDCHILDREN = (
    ("mark", "booking_id", "booking"),
    ("mark_change", "booking_id", "booking"),
    ("certificate", "booking_id", "booking"),
    ("charge", "booking_id", "booking"),
    ("charging_fact", "booking_id", "booking"),
    ("status_change", "booking_id", "booking"),
    ("session_trainer", "session_id", "event_session"),
)


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One deed: when, by whom, what it was called, what it did to this event, and from where."""

    id: int
    at: datetime
    who: str
    deed: str
    what: str
    via: str = ""


def history_of(
    db: Session, event_id: int, *, offset: int = 0, limit: int | None = None
) -> list[HistoryRow]:
    """What was done to an event, the newest first.

    What came with an import has no entry of its own in the audit: the event's status and those
    of its bookings are told together.
    """
    rows = _keys(db, event_id)
    deeds = _deeds(db, rows)
    whole = [*deeds, *_imports(db, event_id, rows)]
    whole.sort(key=lambda each: (each.at, each.id), reverse=True)
    shown = whole[offset:][:limit]
    return _with_words(db, event_id, rows, shown)


def count_of(db: Session, event_id: int) -> int:
    """How many deeds the history of an event has."""
    return len(history_of(db, event_id))


def _keys(db: Session, event_id: int) -> dict[str, set[str]]:
    """The rows that belong to the event, or once did, by table: read from the audit itself.

    What was taken back has left the tables, and is in the history all the same.
    """
    keys: dict[str, set[str]] = {"event": {str(event_id)}}
    for table, field in CHILDREN:
        keys[table] = _pointing(db, table, field, {str(event_id)})
    there = select(Booking.id).where(Booking.event_id == event_id)
    keys["booking"] |= {str(number) for number in db.scalars(there)}
    for table, field, parent in GRANDCHILDREN:
        keys[table] = _pointing(db, table, field, keys[parent])
    return keys


def _pointing(db: Session, table: str, field: str, values: set[str]) -> set[str]:
    points = or_(AuditValue.before.in_(values), AuditValue.after.in_(values))
    query = select(AuditValue.key).where(
        AuditValue.table == table, AuditValue.field == field, points
    )
    return set(db.scalars(query))


def _deeds(db: Session, rows: dict[str, set[str]]) -> list[HistoryRow]:
    query = select(Audit.id, Audit.at, Audit.who, Audit.label).where(
        Audit.id.in_(select(AuditValue.audit_id).where(_about(rows)))
    )
    return [HistoryRow(*entry, what="") for entry in db.execute(query)]


def _about(rows: dict[str, set[str]]) -> ColumnElement[bool]:
    return or_(
        *(and_(AuditValue.table == table, AuditValue.key.in_(keys)) for table, keys in rows.items())
    )


def _imports(db: Session, event_id: int, audited: dict[str, set[str]]) -> list[HistoryRow]:
    told: dict[tuple[datetime, str], list[str]] = defaultdict(list)
    for change_id, at, who, status, reason in db.execute(_changes(event_id)):
        if str(change_id) not in audited["event_change"]:
            told[at, who].append(f"Status {status.value}{f' ({reason})' if reason else ''}")
    groups: dict[tuple[datetime, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for change_id, at, who, booked in db.execute(_statuses(event_id)):
        if str(change_id) not in audited["status_change"]:
            groups[at, who][booked.value] += 1
    for when, counts in groups.items():
        told[when].append(_imported(counts))
    return [
        HistoryRow(-number, at, who, "Import", "; ".join(said), Via.WORKBOOK)
        for number, ((at, who), said) in enumerate(sorted(told.items()), 1)
    ]


def _changes(event_id: int) -> Select[int, datetime, str, EventStatus, str]:
    return (
        select(
            EventChange.id,
            EventChange.at,
            EventChange.who,
            EventChange.status,
            EventChange.reason,
        )
        .where(EventChange.event_id == event_id)
        .order_by(EventChange.id)
    )


def _statuses(event_id: int) -> Select[int, datetime, str, BookingStatus]:
    return (
        select(StatusChange.id, StatusChange.at, StatusChange.who, StatusChange.status)
        .join(Booking, Booking.id == StatusChange.booking_id)
        .where(Booking.event_id == event_id)
        .order_by(StatusChange.id)
    )


def _imported(counts: dict[str, int]) -> str:
    each = ", ".join(f"{number} {status.lower()}" for status, number in counts.items())
    return f"{counted(sum(counts.values()), 'booking')}: {each}"


def _with_words(
    db: Session, event_id: int, rows: dict[str, set[str]], shown: list[HistoryRow]
) -> list[HistoryRow]:
    audits = [row.id for row in shown if row.id > 0]
    query = select(AuditValue).where(AuditValue.audit_id.in_(audits), _about(rows))
    values: dict[int, list[AuditValue]] = defaultdict(list)
    for value in db.scalars(query.order_by(AuditValue.id)):
        values[value.audit_id].append(value)
    names = Names(db, event_id, _every(values.values()))
    return [row if row.id < 0 else _told(row, values[row.id], names) for row in shown]


def _told(row: HistoryRow, values: Sequence[AuditValue], names: Names) -> HistoryRow:
    via = {each.after or "" for each in values if each.field == "via"} or {""}
    return HistoryRow(row.id, row.at, row.who, row.deed, said_of(values, names), min(via))


def _every(lists: Iterable[list[Any]]) -> list[Any]:
    return [value for values in lists for value in values]
