"""The changed fields of an event's rows, told in the desk's words."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.delegate import spoken_name
from trainingdesk.domain.money import pounds
from trainingdesk.domain.words import plain_day
from trainingdesk.services.history_charges import charge_told
from trainingdesk.services.history_shares import TOLD, Shares
from trainingdesk.storage.models import (
    AuditValue,
    Booking,
    Charge,
    Course,
    Delegate,
    EventSession,
    Mark,
    PartnerBoard,
    Series,
    Trainer,
    Venue,
)

AT_ONCE = 4
"""More than so many things in one deed are counted and not told."""

FIELDS = {
    "reference": "Reference",
    "course_id": "Course",
    "series_id": "Series",
    "starts": "Starts",
    "ends": "Ends",
    "day": "Day",
    "places": "Places",
    "status": "Status",
    "reason": "Reason",
    "headcount": "People counted",
    "headcount_only": "People are only counted",
    "price_pence": "Price of a place",
    "online": "Online link",
    "register_closed_on": "Register closed",
    "venue_id": "Venue",
    "trainer_id": "Trainer",
}

FOLLOW = frozenset({"starts", "status", "reason"})
"""Told with the days and with what was decided."""

YES_OR_NO = {"0": "no", "1": "yes", "False": "no", "True": "yes", "false": "no", "true": "yes"}

Fields = dict[str, tuple[str | None, str | None]]
"""What changed in one row: each field before and after."""


class Names:
    """Who and what the numbers in an event's audit stand for."""

    def __init__(self, db: Session, event_id: int, values: Sequence[AuditValue]) -> None:
        self._people = _people(db, event_id, values)
        self._of_booking = _delegates_of_bookings(db, event_id, values)
        self._of_row = _bookings_of_rows(db, event_id, values)
        self.shares = Shares(db, values)
        self._days = {
            str(number): day
            for number, day in db.execute(
                select(EventSession.id, EventSession.day).where(EventSession.event_id == event_id)
            )
        }
        self._links = {
            "venue_id": _names(db, select(Venue.id, Venue.name)),
            "trainer_id": _names(db, select(Trainer.id, Trainer.name)),
            "partner_id": _names(db, select(PartnerBoard.id, PartnerBoard.name)),
            "series_id": _names(db, select(Series.id, Series.name)),
            "course_id": _names(db, select(Course.id, Course.title)),
        }

    def of_booking(self, booking: str | None) -> str:
        """Who was booked; somebody who was erased has no name."""
        delegate = self._of_booking.get(booking or "", "")
        return self._people.get(delegate, "a delegate")

    def of_row(self, table: str, key: str) -> str:
        """Whom a mark, a certificate or a charge is about."""
        return self.of_booking(self._of_row.get((table, key)))

    def day(self, session: str | None) -> str:
        """The day of a session."""
        day = self._days.get(session or "")
        return plain_day(day) if day else "a day since removed"

    @property
    def several_days(self) -> bool:
        """Whether the day of a mark needs to be said."""
        return len(self._days) > 1

    def value(self, field: str, value: str | None) -> str:
        """A value of a field as it is read."""
        if value is None or value == "":
            return "none"
        if field in self._links:
            return self._links[field].get(value, "another")
        if field == "headcount_only":
            return YES_OR_NO.get(value, value)
        if field == "price_pence":
            return pounds(int(value))
        if field in {"day", "register_closed_on"} or (field == "starts" and "-" in value):
            return plain_day(date.fromisoformat(value))
        return value[:5] if field in {"starts", "ends"} else value


def said_of(values: Sequence[AuditValue], names: Names) -> str:
    """What one deed did to an event, in a line."""
    rows: dict[tuple[str, str], Fields] = defaultdict(dict)
    for value in values:
        rows[value.table, value.key][value.field] = (value.before, value.after)
    decided = [fields for (table, _), fields in rows.items() if table == "event_change"]
    said = [*_decided(decided, rows), *_moved_alone(rows, names)]
    _say_why(rows)
    for (table, key), fields in rows.items():
        if table in TOLD:
            said += names.shares.said(table, key, fields, at=values[-1].id)
        said += _said(table, key, fields, names)
    if len(said) > AT_ONCE:
        return "; ".join([*said[: AT_ONCE - 1], f"and {len(said) - AT_ONCE + 1} more"])
    return "; ".join(said)


def _said(table: str, key: str, fields: Fields, names: Names) -> Iterator[str]:
    if table == "booking":
        yield from _booking(key, fields, names)
    elif table == "mark":
        yield from _mark(key, fields, names)
    elif table == "register_change":
        yield from _reopened(fields)
    elif table == "certificate":
        yield from _certificate(key, fields, names)
    elif table in {"charge", "charging_fact"}:
        yield from _charge(table, key, fields, names)
    elif table == "event":
        yield from _event(fields, names)
    elif table in AROUND:
        yield from AROUND[table](key, fields, names)


def _say_why(rows: dict[tuple[str, str], Fields]) -> None:
    """Give a booking the reason of its change of status where it keeps none of its own.

    A walk-in's says whose place it was; among the reasons of bookings it would count as given up.
    """
    for (table, _), fields in list(rows.items()):
        reason = fields.get("reason", (None, None))[1]
        booking = fields.get("booking_id", (None, None))[1]
        if table == "status_change" and reason and ("booking", booking) in rows:
            of_booking = rows["booking", booking or ""]
            if not of_booking.get("reason", (None, None))[1]:
                of_booking["reason"] = (None, reason)


def _booking(key: str, fields: Fields, names: Names) -> Iterator[str]:
    who = names.of_booking(key)
    before, after = fields.get("status", (None, None))
    reason = (fields.get("reason", (None, None))[1] or "").strip()
    why = f" ({reason})" if reason else ""
    if after is None and before is not None:
        yield f"{who}: booking taken back"
    elif before is None and after is not None:
        yield f"{who}: {after}{why}"
    elif after is not None:
        yield f"{who}: {before} to {after}{why}"
    elif "own_values" in fields:
        yield f"{who}: fields of the board's own changed"


def _mark(key: str, fields: Fields, names: Names) -> Iterator[str]:
    """What a mark became, and the minutes that were said of it."""
    before, after = fields.get("attendance", ("", ""))
    session = _either(fields, "session_id")
    on = f", {names.day(session)}" if session and names.several_days else ""
    change = f"{before} to {after}" if before and after else after or f"{before} taken away"
    told = [change] if "attendance" in fields else []
    if after is not None:
        told += _minutes(fields)
    if told:
        yield f"{names.of_row('mark', key)}{on}: {', '.join(told)}"


def _minutes(fields: Fields) -> Iterator[str]:
    if late := fields.get("minutes_late", (None, None))[1]:
        yield f"{late} min late"
    if left := fields.get("left_at", (None, None))[1]:
        yield f"left at {left[:5]}"


def _reopened(fields: Fields) -> Iterator[str]:
    reason = fields.get("reason", (None, None))[1]
    if reason:
        yield f"opened again: {reason}"


def _certificate(key: str, fields: Fields, names: Names) -> Iterator[str]:
    who = names.of_row("certificate", key)
    number = _either(fields, "number")
    if number:
        gone = fields["number"][1] is None
        yield f"{who}: certificate {number}{' taken back' if gone else ''}"
    elif "withdrawn_on" in fields:
        yield f"{who}: certificate withdrawn"


def _charge(table: str, key: str, fields: Fields, names: Names) -> Iterator[str]:
    if table == "charge":
        yield from charge_told(names.of_row(table, key), fields)
    else:
        yield f"{names.of_booking(key)}: facts for the charge"


def _decided(changes: Sequence[Fields], rows: dict[tuple[str, str], Fields]) -> Iterator[str]:
    """The status an event was given, which one it had before, and why."""
    events = [f for (table, _), f in rows.items() if table == "event" and "id" not in f]
    before, after = next((f["status"] for f in events if "status" in f), (None, None))
    kept = [f for f in changes if f.get("status", (None, None))[1] is not None]
    reason = next((f["reason"][1] for f in kept if f.get("reason", (None, ""))[1]), "")
    why = f" ({reason})" if reason else ""
    if before is not None:
        yield f"Status {before} to {after}{why}"
    elif why and kept:
        yield f"{kept[0]['status'][1]}{why}"


def _moved_alone(rows: dict[tuple[str, str], Fields], names: Names) -> Iterator[str]:
    """The days that a workbook moved an event between: its sessions have no words of their own."""
    for (table, _), fields in rows.items():
        if table == "event" and fields.keys() == {"starts"} and len(rows) == 1:
            before, after = (names.value("starts", day) for day in fields["starts"])
            yield f"{before} to {after}"


def _event(fields: Fields, names: Names) -> Iterator[str]:
    if fields.get("id", ("", ""))[0] is None:
        yield f"planned for {names.value('starts', fields['starts'][1])}"
        return
    if fields.get("id", ("", ""))[1] is None and "id" in fields:
        yield "the event taken back"
        return
    for field, (before, after) in fields.items():
        if field == "own_values":
            yield "fields of the board's own changed"
        elif field not in FOLLOW:
            yield f"{FIELDS[field]} {names.value(field, before)} to {names.value(field, after)}"


def _session(key: str, fields: Fields, names: Names) -> Iterator[str]:
    if "id" in fields:
        before, after = fields["day"]
        gone = after is None
        day = names.value("day", before if gone else after)
        yield f"{day} {'removed' if gone else 'added'}"
        return
    for field, (before, after) in fields.items():
        told = f"{FIELDS[field]} {names.value(field, before)} to {names.value(field, after)}"
        yield told if field == "day" or not names.several_days else f"{names.day(key)}: {told}"


def _trainer(key: str, fields: Fields, names: Names) -> Iterator[str]:
    """Who trains beside the first or stands in reserve; with the day, where there are several."""
    session, _, trainer = key.partition(" ")
    before, after = fields["part"]
    who = names.value("trainer_id", trainer)
    on = f", {names.day(session)}" if names.several_days else ""
    part = {"Beside": "beside the trainer", "Reserve": "in reserve"}[after or before or ""]
    yield f"{who} {part}{on}" if after else f"{who} no longer {part}{on}"


def _partner(key: str, fields: Fields, names: Names) -> Iterator[str]:
    with_whom = names.value("partner_id", key.partition(" ")[2])
    gone = fields["event_id"][1] is None
    yield f"{'no longer ' if gone else ''}shared with {with_whom}"


AROUND = {"event_session": _session, "session_trainer": _trainer, "event_partner": _partner}
"""What stands around an event, and how its changes are told."""


def _either(fields: Fields, field: str) -> str | None:
    before, after = fields.get(field, (None, None))
    return after if after is not None else before


def _people(db: Session, event_id: int, values: Sequence[AuditValue]) -> dict[str, str]:
    told = {value.delegate_id for value in values if value.delegate_id is not None}
    here = select(Booking.delegate_id).where(Booking.event_id == event_id)
    query = select(Delegate.id, Delegate.first_name, Delegate.last_name).where(
        Delegate.id.in_(told) | Delegate.id.in_(here)
    )
    return {
        str(number): spoken_name(first_name=first, last_name=last)
        for number, first, last in db.execute(query)
    }


def _delegates_of_bookings(
    db: Session, event_id: int, values: Sequence[AuditValue]
) -> dict[str, str]:
    there = select(Booking.id, Booking.delegate_id).where(Booking.event_id == event_id)
    known = {str(booking): str(delegate) for booking, delegate in db.execute(there)}
    for value in values:
        if value.table == "booking" and value.delegate_id is not None:
            known.setdefault(value.key, str(value.delegate_id))
    return known


def _bookings_of_rows(
    db: Session, event_id: int, values: Sequence[AuditValue]
) -> dict[tuple[str, str], str]:
    """The booking of each mark, certificate and charge; those that are gone from the audit."""
    known: dict[tuple[str, str], str] = {}
    for table in ("mark", "certificate", "charge"):
        keys = {value.key for value in values if value.table == table}
        query = select(AuditValue.key, AuditValue.before, AuditValue.after).where(
            AuditValue.table == table, AuditValue.field == "booking_id", AuditValue.key.in_(keys)
        )
        for key, before, after in db.execute(query):
            known[table, key] = after or before or ""
    marks = select(Mark.id, Mark.booking_id).join(Mark.booking)
    for number, booking in db.execute(marks.where(Booking.event_id == event_id)):
        known.setdefault(("mark", str(number)), str(booking))
    charges = select(Charge.id, Charge.booking_id).join(Charge.booking)
    for number, booking in db.execute(charges.where(Booking.event_id == event_id)):
        known.setdefault(("charge", str(number)), str(booking))
    return known


def _names(db: Session, query: object) -> dict[str, str]:
    return {str(number): name for number, name in db.execute(query)}  # type: ignore[call-overload]
