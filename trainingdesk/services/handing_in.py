"""Reading a file that was handed in for the register of an event, or saying why it is of no use."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.attendance_rule import Hours
from trainingdesk.domain.evidence import EvidenceKind
from trainingdesk.domain.handed_in import CannotTake, HandedIn, SessionHeld, Span
from trainingdesk.domain.presence import held_at, local, overlap
from trainingdesk.domain.row_code import booking_in, read_row_code
from trainingdesk.domain.words import listed, plain_day
from trainingdesk.exchange.handed_files import rows_of_file
from trainingdesk.exchange.signed_sheets import SignedSheet
from trainingdesk.exchange.teams_layouts import is_teams_report
from trainingdesk.exchange.teams_reports import TeamsReport
from trainingdesk.services.records import record_of
from trainingdesk.storage.models import Booking, Event

AN_HOUR = 60 * 60
NEARLY = 15 * 60
"""Seconds by which a meeting may begin and end beside the hour and still seem an hour off."""


def read_handed_in(
    db: Session, event_id: int, path: Path, *, today: date, universally: bool = False
) -> HandedIn:
    """What a file says of an event; raises CannotImport, CannotTake, Unknown.

    ``universally`` reads the times of a report as universal time, which some downloads have.
    """
    event = record_of(db, Event, event_id)
    notices: list[str] = []
    rows = rows_of_file(path, notices)
    sessions = [SessionHeld(s.id, s.day, Hours(s.starts, s.ends)) for s in event.sessions]
    if is_teams_report(rows):
        days = {session.day for session in sessions}
        report = TeamsReport(rows, days, name=path.name, universally=universally)
        return _of_report(report, event, sessions, path.name, notices, today=today)
    sheet = SignedSheet(rows, sessions, name=path.name)
    return _of_sheet(db, sheet, event, path.name, notices, today=today)


def event_of_code(db: Session, code: str) -> Event | None:
    """The event on whose register a code stands, whichever that is."""
    booking = db.get(Booking, booking_in(code) or 0)
    if booking is None or read_row_code(code, booking.event_id) is None:
        return None
    return booking.event


def named_event(event: Event) -> str:
    """An event in a sentence: RISK-1702 of 13 June 2017."""
    return f"{event.reference} of {plain_day(event.starts)}"


def _of_report(  # noqa: PLR0913 - what was read, and what it is held against
    report: TeamsReport,
    event: Event,
    sessions: Sequence[SessionHeld],
    name: str,
    notices: list[str],
    *,
    today: date,
) -> HandedIn:
    held = _held_then(report, sessions)
    if not held:
        days = listed([plain_day(session.day) for session in sessions])
        raise CannotTake(
            f"{name}: this is the report of a meeting on {plain_day(report.day)}, and "
            f"{event.reference} is held on {days}. Nothing was taken from it."
        )
    _refuse_what_is_to_come(held, name, today)
    return HandedIn(
        EvidenceKind.TEAMS,
        tuple(held),
        tuple(report.lines()),
        (*notices, *report.notices(), *_hour_off(report, held)),
        report.begun,
        report.ended,
    )


def _held_then(report: TeamsReport, sessions: Sequence[SessionHeld]) -> list[SessionHeld]:
    """The sessions during which the meeting was held; of those without hours, that day's."""
    meeting = Span(report.begun, report.ended)
    bare = HandedIn(EvidenceKind.TEAMS, (), ())
    days = {local(report.begun).date(), local(report.ended).date()}
    that_day = [session for session in sessions if session.day in days]
    spans = {session.id: held_at(session, bare) for session in that_day}
    found = [
        session
        for session in that_day
        if (span := spans[session.id]) is None or overlap(span, meeting)
    ]
    return found or that_day


def _hour_off(report: TeamsReport, held: Sequence[SessionHeld]) -> list[str]:
    """That the times seem an hour early, as universal time is in summer."""
    whole = held_at(held[0], HandedIn(EvidenceKind.TEAMS, (), ()))
    if whole is None or local(report.begun) == report.begun.replace(tzinfo=None):
        return []  # not known, or winter
    begun = (whole.since - report.begun).total_seconds()
    ended = (whole.until - report.ended).total_seconds()
    if abs(begun - AN_HOUR) < NEARLY and abs(ended - AN_HOUR) < NEARLY:
        return ["The times are an hour before the session's: they may be in universal time."]
    return []


def _of_sheet(  # noqa: PLR0913 - what was read, and what it is held against
    db: Session,
    sheet: SignedSheet,
    event: Event,
    name: str,
    notices: list[str],
    *,
    today: date,
) -> HandedIn:
    lines = sheet.lines()
    if not lines:
        raise CannotTake(f"{name}: there is nobody on this sheet.")
    codes = [line.code for line in lines if line.code]
    if codes and not _any_of_event(db, event.id, codes):
        other = next(filter(None, (event_of_code(db, code) for code in codes)), None)
        if other is not None:
            raise CannotTake(
                f"{name}: this is the register of {named_event(other)}, not of {event.reference}. "
                "Nothing was taken from it."
            )
    said = [(session, mark) for line in lines for session, mark in line.said.items()]
    come = {session for session, mark in said if mark.attendance is not Attendance.APOLOGIES}
    _refuse_what_is_to_come([s for s in sheet.sessions if s.id in come], name, today)
    told = {session for session, _ in said}
    if not told:
        raise CannotTake(f"{name}: nothing is marked on this sheet.")
    spoken_of = [s for s in sheet.sessions if s.id in told]
    return HandedIn(EvidenceKind.TYPED, tuple(spoken_of), tuple(lines), tuple(notices))


def _any_of_event(db: Session, event_id: int, codes: Sequence[str]) -> bool:
    """Whether any code is of a booking on an event: those of some others fit its check as well."""
    numbers = filter(None, (read_row_code(code, event_id) for code in codes))
    query = select(Booking.id).where(Booking.event_id == event_id, Booking.id.in_(list(numbers)))
    return db.scalar(query.limit(1)) is not None


def _refuse_what_is_to_come(held: Sequence[SessionHeld], name: str, today: date) -> None:
    for session in held:
        if session.day > today:
            raise CannotTake(
                f"{name}: the session of {plain_day(session.day)} has not been held yet, so nobody "
                "can have been there. Nothing was taken from it."
            )
