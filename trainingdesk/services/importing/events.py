"""Taking in events: one row a day, and rows of one reference are one event."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.booking import LIVE
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.own_words import OwnList
from trainingdesk.domain.words import clock, plain_day
from trainingdesk.exchange.places import shown
from trainingdesk.exchange.rows import EventRow, RefusedRow
from trainingdesk.exchange.spaces import folded
from trainingdesk.services.desk import Stamp
from trainingdesk.services.importing.before import Reasons
from trainingdesk.services.importing.courses import Courses
from trainingdesk.services.importing.findings import Findings, RowCheck
from trainingdesk.services.importing.known import Entry
from trainingdesk.services.importing.records import Records
from trainingdesk.services.importing.sessions import Day, merged, write_sessions
from trainingdesk.services.importing.storing import insert_rows
from trainingdesk.services.importing.venues import Trainers, Venues
from trainingdesk.services.importing.words import Words
from trainingdesk.storage import audit
from trainingdesk.storage.audit import Deed
from trainingdesk.storage.changes import RowChange
from trainingdesk.storage.models import Booking, Event, EventChange, EventSession, Mark, Series

AGREE = {
    "course": "Course",
    "series": "Series",
    "places": "Places",
    "status": "Status",
    "reason": "Reason",
    "headcount": "Headcount",
    "headcount_only": "Counted only",
}
"""What the days of one event have in common."""


PLANS = frozenset({EventStatus.DRAFT, EventStatus.PLANNED, EventStatus.OPEN, EventStatus.CONFIRMED})
"""What a workbook said before the event was held."""


class Events(Records):
    """The programme."""

    def __init__(
        self, db: Session, courses: Courses, venues: Venues, trainers: Trainers, *, today: date
    ) -> None:
        super().__init__(
            Event,
            key="reference",
            column="Event",
            what="event of this desk or file",
            expected="a reference from the sheet Events",
            apart={"course": None, "series": None, "sessions": ()},
        )
        self._db, self._today = db, today
        self._courses, self._venues, self._trainers = courses, venues, trainers
        self._series, self._reasons = Words(db, Series), Reasons(db, OwnList.EVENT_REASON)
        self.load(db)
        for entry in self.by_id.values():
            values = entry.values
            values["course"] = courses.by_id[values["course_id"]]
            series = self._series.by_id.get(values["series_id"])
            values["series"] = series.name if series else None
        self._load_sessions()
        self.loaded()

    def _load_sessions(self) -> None:
        query = select(EventSession).order_by(EventSession.day, EventSession.id)
        for row in self._db.execute(query.with_only_columns(*EventSession.__table__.columns)):
            day = Day(
                row.day,
                row.starts,
                row.ends,
                self._venues.by_id.get(row.venue_id),
                self._trainers.by_id.get(row.trainer_id),
                row.id,
            )
            self.by_id[row.event_id].values["sessions"] += (day,)

    def check(
        self, rows: Sequence[EventRow], refused: Sequence[RefusedRow], findings: Findings
    ) -> None:
        """Check every event; one bad row refuses it, and its other days hang on that row."""
        spoilt = {
            (row.place.file, folded(name))
            for row in refused
            if isinstance(name := row.known.get(self.column), str)
        }
        events: dict[tuple[str, str], list[EventRow]] = {}
        for row in rows:
            events.setdefault((row.place.file, folded(row.event)), []).append(row)
        for key, days in events.items():
            self._check_event(days, findings, is_spoilt=key in spoilt)
        for _, name in spoilt:
            self.leave_out(name)

    def _check_event(
        self, rows: Sequence[EventRow], findings: Findings, *, is_spoilt: bool
    ) -> None:
        checks = [findings.checking(row.place) for row in rows]
        days = [self._day(check, row) for check, row in zip(checks, rows, strict=True)]
        _refuse_disagreeing(checks, rows)
        self._refuse_what_the_desk_cannot_be(checks[0], rows[0].event, days)
        self._refuse_counting_whom_it_knows(checks[0], rows)
        if is_spoilt or any(check.problems or check.hangs for check in checks):
            self.leave_out(rows[0].event)
            for check in checks:
                check.hangs = True
                check.is_good()
            return
        self._take_event(checks, rows, days)

    def _day(self, check: RowCheck, row: EventRow) -> Day:
        check.found(self._courses, "Course", row.course)
        if row.starts and row.ends and row.ends <= row.starts:
            check.refuse(
                "End",
                f"{shown(clock(row.ends))} is not after the start, {clock(row.starts)}; "
                "expected a later time.",
            )
        return Day(
            row.day,
            row.starts,
            row.ends,
            check.found(self._venues, "Venue", row.venue),
            check.found(self._trainers, "Trainer", row.trainer),
        )

    def _refuse_what_the_desk_cannot_be(
        self, check: RowCheck, name: str, days: Sequence[Day]
    ) -> None:
        """Refuse to end a day before the start the desk has, or to drop one that has a register."""
        entry = self.get(name)
        held: tuple[Day, ...] = entry.values["sessions"] if entry else ()
        if not held or check.problems:
            return
        sessions = merged(held, days)
        if any(day.starts and day.ends and day.ends <= day.starts for day in sessions):
            check.refuse("End", "it is not after the start the desk has; expected both times.")
        kept = {day.id for day in sessions}
        gone = {day.id: day for day in held if day.id is not None and day.id not in kept}
        lost = self._marked(gone)
        if lost is not None:
            check.refuse(
                "Date",
                f"the desk has a register for {plain_day(gone[lost].day)}, which is no day of this "
                "event here; expected a row for it.",
            )

    def _refuse_counting_whom_it_knows(self, check: RowCheck, rows: Sequence[EventRow]) -> None:
        """Refuse to count people only, where the desk has them by name."""
        entry = self.get(rows[0].event)
        if entry is None or not any(row.headcount_only for row in rows):
            return
        live = select(Booking.id).where(Booking.event_id == entry.id, Booking.status.in_(LIVE))
        if self._db.scalars(live.limit(1)).first() is not None:
            check.refuse(
                "Counted only", "the desk has bookings on this event; expected No, or nothing."
            )

    def _marked(self, sessions: Iterable[int]) -> int | None:
        """The first of some sessions on which anybody was marked."""
        marked = select(Mark.session_id).where(Mark.session_id.in_(sessions)).limit(1)
        return self._db.scalars(marked).first() if sessions else None

    def _take_event(
        self, checks: Sequence[RowCheck], rows: Sequence[EventRow], days: Sequence[Day]
    ) -> None:
        first, name = checks[0], rows[0].event
        entry = self.get(name)
        held: tuple[Day, ...] = entry.values["sessions"] if entry else ()
        was = entry.values["status"] if entry else None
        sessions = merged(held, days)
        given: dict[str, Any] = {
            field: next((v for row in rows if (v := getattr(row, field)) is not None), None)
            for field in AGREE
        }
        given["course"] = self._courses.get(given["course"])
        given["series"] = first.said(self._series, "Series", given["series"])
        given["reason"] = self._reasons.read(first, given["reason"])
        given |= {"sessions": sessions, "starts": sessions[0].day}
        if was is EventStatus.DELIVERED and given["status"] in PLANS:
            given["status"] = was  # a plan loaded again takes back no register closed since
        is_delivered = given["status"] is EventStatus.DELIVERED
        if is_delivered and was is not EventStatus.DELIVERED:
            given["register_closed_on"] = min(sessions[-1].day, self._today)
        fate, entry = self.put(name, given)
        if not is_delivered:
            entry.values["register_closed_on"] = None
        for check, row in zip(checks, rows, strict=True):
            if row.event != entry.name:
                check.mend(self.column, was=row.event, read_as=entry.name)
            check.accept(fate)

    def write_all(self, db: Session, *, by: Stamp) -> None:
        """Store events, their series and their sessions, and keep every status they were given."""
        self._series.write(db)
        new, changed = self.write(db)
        write_sessions(db, [*new, *changed])
        given = [entry for entry in changed if _status_before(entry) != entry.values["status"]]
        insert_rows(db, EventChange, (_event_change(entry, by) for entry in (*new, *given)))
        _keep_moves(db, changed, by=by)

    def stored(self, entry: Entry) -> dict[str, Any]:
        """The values of the table itself."""
        series = entry.values["series"] and self._series.get(entry.values["series"])
        return {
            **super().stored(entry),
            "course_id": entry.values["course"].id,
            "series_id": series.id if series else None,
        }


def _status_before(entry: Entry) -> EventStatus | None:
    return entry.before["status"] if entry.before else None


def _keep_moves(db: Session, changed: Iterable[Entry], *, by: Stamp) -> None:
    """Keep the day that an event was moved away from: a cancellation may be judged by it."""
    rows = [
        RowChange((Event.__tablename__, (entry.id,)), {"starts": before}, {"starts": starts})
        for entry in changed
        if (before := (entry.before or {}).get("starts")) != (starts := entry.values["starts"])
    ]
    if rows:
        counts = {Event.__tablename__: len(rows)}
        audit.keep(db, Deed(by.who, by.at, "Import", counts, rows))


def _event_change(entry: Entry, by: Stamp) -> dict[str, Any]:
    return {
        "event_id": entry.id,
        "status": entry.values["status"],
        "at": by.at,
        "who": by.who,
        "reason": entry.values["reason"] or "",
    }


def _refuse_disagreeing(checks: Iterable[RowCheck], rows: Sequence[EventRow]) -> None:
    """The days of one event agree in all but their dates, times, venues and trainers."""
    said: dict[str, Any] = {}
    days: set[date] = set()
    for check, row in zip(checks, rows, strict=True):
        if row.day in days:
            check.refuse(
                "Date", f"{shown(plain_day(row.day))} has a row already; expected one row a day."
            )
        days.add(row.day)
        for field, column in AGREE.items():
            value = getattr(row, field)
            if value is None:
                continue
            first = said.setdefault(field, value)
            if _compared(first) != _compared(value):
                check.refuse(
                    column,
                    f"{shown(value)} differs from {shown(first)} on another day of this event; "
                    "expected the same on each.",
                )


def _compared(value: object) -> object:
    return folded(value) if type(value) is str else value
