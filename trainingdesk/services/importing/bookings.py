"""Taking in bookings: one that is live for each event and delegate, and earlier ones beside it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any, TypeAlias

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from trainingdesk.domain.attendance import Attendance, overall
from trainingdesk.domain.booking import GIVEN_UP, LIVE, BookingStatus, Via
from trainingdesk.domain.figures import counted
from trainingdesk.domain.own_words import OwnList
from trainingdesk.domain.waiting import OfferAnswer
from trainingdesk.exchange.places import shown
from trainingdesk.exchange.rows import BookingRow
from trainingdesk.services.desk import Stamp
from trainingdesk.services.importing.agencies import Agencies
from trainingdesk.services.importing.before import Reasons
from trainingdesk.services.importing.delegates import Delegates
from trainingdesk.services.importing.events import Events
from trainingdesk.services.importing.findings import Fate, Findings, RowCheck
from trainingdesk.services.importing.known import Entry
from trainingdesk.services.importing.storing import (
    batches,
    insert_numbered,
    insert_rows,
    table_of,
    update_rows,
)
from trainingdesk.services.marking import FROM_BEFORE
from trainingdesk.storage.models import Booking, Mark, MarkChange, Offer, StatusChange

AGENCY = "Agency when booked"
UNTOLD = {"minutes_late": None, "left_at": None, "note": ""}
"""What a workbook does not know of a mark."""
KEPT = ("status", "booked_on", "changed_on", "reason")


@dataclass(slots=True, eq=False)
class Held:
    """One booking as it will be; ``before`` is how the desk holds it, ``marks`` by session."""

    event: Entry
    delegate: Entry
    values: dict[str, Any]
    id: int | None = None
    before: dict[str, Any] | None = None
    marks: dict[int, Attendance] = field(default_factory=dict)
    attendance: Attendance | None = None
    agency: Entry | None = None
    by_day: tuple[Attendance | None, ...] = ()

    @property
    def is_live(self) -> bool:
        """Whether it is not given up."""
        return self.values["status"] in LIVE

    def update(self, row: BookingRow) -> bool:
        """Have it as a row says, and say whether that changes anything."""
        was = dict(self.values)
        for name in KEPT:
            if (value := getattr(row, name)) is not None:
                self.values[name] = value
        if row.attendance is not None:
            self.attendance = row.attendance
        self.by_day = row.by_day or ()
        return was != self.values or next(self.new_marks(), None) is not None

    def new_marks(self) -> Iterator[tuple[int | None, Attendance]]:
        """The sessions to be marked: all of them, unless what they say together is so already."""
        if self.by_day:
            for day, mark in zip(self.event.values["sessions"], self.by_day, strict=True):
                if mark is not None and mark != self.marks.get(day.id):
                    yield day.id, mark
            return
        if self.attendance is None:
            return
        is_so = overall(self.marks.values()) == self.attendance
        for day in self.event.values["sessions"]:
            if not is_so or day.id not in self.marks:
                yield day.id, self.attendance

    def stored(self) -> dict[str, Any]:
        """The values of a new booking; it keeps the agency told, or that its delegate has now."""
        agency = self.agency or self.delegate.values["agency"]
        return {
            "event_id": self.event.id,
            "delegate_id": self.delegate.id,
            "agency_id": agency.id,
            **self.values,
        }


Pair: TypeAlias = tuple[Entry, Entry]
Told: TypeAlias = tuple[RowCheck, BookingRow]

LIKENESSES: tuple[Callable[[Held, BookingRow], bool], ...] = (
    lambda held, row: all(held.values[name] == getattr(row, name) for name in KEPT[:3]),
    lambda held, row: all(held.values[name] == getattr(row, name) for name in KEPT[:2]),
    lambda held, row: row.status not in LIVE and held.values["booked_on"] == row.booked_on,
    lambda held, row: row.status in LIVE and held.is_live,
    lambda held, row: row.status in LIVE and held.values["booked_on"] == row.booked_on,
    lambda held, row: row.booked_on is None and held.values["status"] == row.status,
)
"""By what a row is known to speak of a booking that the desk has, the surest first.

A booking that was given up since is the one booked on the same day. Of live ones there is one.
"""
SURE = 2
"""So many of them leave no doubt that a row speaks of a booking."""


class Bookings:
    """The bookings on the events a file speaks of."""

    def __init__(
        self, db: Session, events: Events, delegates: Delegates, agencies: Agencies
    ) -> None:
        self._db, self._events = db, events
        self._delegates, self._agencies = delegates, agencies
        self._reasons = Reasons(db, OwnList.REASON)
        self._held: dict[Pair, list[Held]] = {}

    def check(self, rows: Sequence[BookingRow], findings: Findings) -> None:
        """Check every booking, and match it with one the desk has."""
        self._load({entry.id for row in rows if (entry := self._events.get(row.event))})
        for _, some in groupby(rows, lambda row: row.place.file):
            for pair, told in self._good_rows(some, findings).items():
                self._match(pair, told)

    def _load(self, events: set[int | None]) -> None:
        numbers = sorted(number for number in events if number is not None)
        by_id: dict[int, Held] = {}
        for some in batches(numbers):
            columns = Booking.__table__.columns
            for row in self._db.execute(select(*columns).where(Booking.event_id.in_(some))):
                event, delegate = (
                    self._events.by_id[row.event_id],
                    self._delegates.by_id[row.delegate_id],
                )
                values = {name: getattr(row, name) for name in KEPT}
                held = by_id[row.id] = Held(event, delegate, values, row.id, dict(values))
                self._held.setdefault((event, delegate), []).append(held)
            marks = select(Mark.booking_id, Mark.session_id, Mark.attendance)
            for mark in self._db.execute(
                marks.join(Mark.booking).where(Booking.event_id.in_(some))
            ):
                by_id[mark.booking_id].marks[mark.session_id] = mark.attendance

    def _good_rows(self, rows: Iterator[BookingRow], findings: Findings) -> dict[Pair, list[Told]]:
        """The good rows of one file, by event and delegate; at most one of each is live."""
        good: dict[Pair, list[Told]] = {}
        live: dict[Pair, int] = {}
        # Former references come last: what is told under the present one counts before.
        for row in sorted(rows, key=lambda row: self._delegates.is_former(row.delegate)):
            check = findings.checking(row.place)
            event = check.found(self._events, "Event", row.event)
            delegate = check.found(self._delegates, "Delegate", row.delegate)
            check.found(self._agencies, AGENCY, row.agency)
            _refuse_other_days(check, event, row)
            _refuse_where_people_are_counted(check, event, row)
            if event is None or delegate is None:
                check.is_good()
                continue
            pair = event, delegate
            if self._is_merged_away(row, pair, is_told=pair in live):
                if check.is_good():
                    check.accept(Fate.SAME)
                continue
            if row.status in LIVE and pair in live:
                check.refuse(
                    "Delegate",
                    f"{shown(row.delegate)} stands on {shown(row.event)} already, "
                    f"in row {live[pair]}; expected one booking that is not given up.",
                )
            if check.is_good():
                reason = self._reasons.read(check, row.reason)
                good.setdefault(pair, []).append((check, replace(row, reason=reason)))
                if row.status in LIVE:
                    live[pair] = row.place.row
        return good

    def _is_merged_away(self, row: BookingRow, pair: Pair, *, is_told: bool) -> bool:
        """Whether two were made one who both stood on the event: then one booking was decided."""
        if row.status in GIVEN_UP or not self._delegates.is_former(row.delegate):
            return False
        held = self._held.get(pair, ())
        return is_told or any(booking.values["status"] not in GIVEN_UP for booking in held)

    def _match(self, pair: Pair, told: list[Told]) -> None:
        """Find for each row the booking it speaks of, from the surest likeness to the least.

        Of somebody whose record was merged away only the surest count.
        """
        held = list(self._held.get(pair, ()))
        for number, is_alike in enumerate(LIKENESSES if held else ()):
            for check, row in tuple(told):
                if number >= SURE and self._delegates.is_former(row.delegate):
                    continue
                same = next((booking for booking in held if is_alike(booking, row)), None)
                if same is not None:
                    check.accept(Fate.CHANGED if same.update(row) else Fate.SAME)
                    held.remove(same)
                    told.remove((check, row))
        for check, row in told:
            booking = Held(*pair, {"booked_on": None, "changed_on": None, "reason": ""})
            booking.update(row)
            booking.agency = self._agency_of(pair[1], row)
            self._held.setdefault(pair, []).append(booking)
            check.accept(Fate.NEW)

    def _agency_of(self, delegate: Entry, row: BookingRow) -> Entry | None:
        """The agency of the day: as told, or where the delegate was before a move since."""
        told = self._agencies.get(row.agency) if row.agency else None
        if told is None:
            return self._delegates.agency_on(delegate, row.booked_on)
        return self._agencies.on(told, row.booked_on)

    def write(self, db: Session, *, by: Stamp) -> None:
        """Store bookings, what became of them, and the marks of the register."""
        table = table_of(Booking)
        held = [booking for bookings in self._held.values() for booking in bookings]
        changed = [booking for booking in held if booking.before not in (None, booking.values)]
        new = [booking for booking in held if booking.id is None]
        # What is given up goes first: a delegate may not stand on an event twice, not for a moment.
        changed.sort(key=lambda booking: booking.is_live)
        update_rows(db, table, [{"id": booking.id, **booking.values} for booking in changed])
        insert_numbered(db, table, new, Held.stored)
        moved = [b for b in changed if b.before and b.before["status"] != b.values["status"]]
        insert_rows(db, StatusChange, (_status_change(booking, by) for booking in (*new, *moved)))
        _end_offers(db, moved, by=by)
        self._write_marks(db, held, by=by)

    @staticmethod
    def _write_marks(db: Session, held: Sequence[Held], *, by: Stamp) -> None:
        """Store the marks; of one that the desk had, what stood and what it becomes are kept."""
        marks = [
            ({"booking_id": booking.id, "session_id": day, "attendance": mark, **UNTOLD}, booking)
            for booking in held
            for day, mark in booking.new_marks()
        ]
        there = [row for row, booking in marks if row["session_id"] in booking.marks]
        new = [row for row, booking in marks if row["session_id"] not in booking.marks]
        _keep_former_marks(db, there, by=by)
        insert_rows(db, Mark, new)
        update_rows(db, table_of(Mark), there, key=("booking_id", "session_id"))
        kept = {"at": by.at, "who": by.who, "via": Via.WORKBOOK}
        insert_rows(db, MarkChange, [row | kept for row in there])


def _keep_former_marks(db: Session, there: Sequence[dict[str, Any]], *, by: Stamp) -> None:
    """Keep the marks that are to be overwritten, if nobody kept that they were given."""
    cells = {(row["booking_id"], row["session_id"]) for row in there}
    kept = {"at": by.at, "who": "", "via": FROM_BEFORE}
    said = [getattr(Mark.__table__.c, name) for name in ("attendance", *UNTOLD)]
    for some in batches(sorted({booking for booking, _ in cells})):
        known = select(MarkChange.booking_id, MarkChange.session_id)
        unkept = cells - {
            (row[0], row[1]) for row in db.execute(known.where(MarkChange.booking_id.in_(some)))
        }
        former = select(Mark.booking_id, Mark.session_id, *said)
        found = db.execute(former.where(Mark.booking_id.in_(some))).mappings()
        rows = [
            {**row, **kept} for row in found if (row["booking_id"], row["session_id"]) in unkept
        ]
        insert_rows(db, MarkChange, rows)


def _end_offers(db: Session, moved: Sequence[Held], *, by: Stamp) -> None:
    """Whoever was offered a place and now stands elsewhere has no open offer that could run out."""
    offered = BookingStatus.OFFERED
    numbers = [each.id for each in moved if each.before and each.before["status"] is offered]
    theirs = Offer.booking_id.in_(numbers), Offer.answered_at.is_(None)
    answered = {"answered_at": by.at, "answer": OfferAnswer.WITHDRAWN}
    db.execute(update(Offer).where(*theirs).values(**answered))


def _refuse_where_people_are_counted(check: RowCheck, event: Entry | None, row: BookingRow) -> None:
    if event is not None and event.values["headcount_only"] and row.status in LIVE:
        check.refuse(
            "Event",
            f"people are only counted at {shown(event.name)}; expected an event that takes "
            "bookings.",
        )


def _refuse_other_days(check: RowCheck, event: Entry | None, row: BookingRow) -> None:
    if event is None or row.by_day is None:
        return
    days = len(event.values["sessions"])
    if len(row.by_day) != days:
        check.refuse(
            "Attendance by day",
            f"it has {counted(len(row.by_day), 'mark')} for {counted(days, 'day')}; expected one "
            "for each.",
        )


def _status_change(booking: Held, by: Stamp) -> dict[str, Any]:
    values = booking.values
    return {
        "booking_id": booking.id,
        "status": values["status"],
        "at": by.at,
        "on": values["changed_on"] or values["booked_on"],
        "who": by.who,
        "via": Via.WORKBOOK,
        "reason": values["reason"],
    }
