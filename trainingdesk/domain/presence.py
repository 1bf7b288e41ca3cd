"""From the times at which somebody joined and left to what is said of them on the register.

Clocks show local time, and on two days of the year one hour is missing or stands twice; lengths
are therefore counted in universal time.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.attendance_rule import EVERYTHING, Hours, Marked, Rule
from trainingdesk.domain.handed_in import HandedIn, SessionHeld, Span

LOCAL = ZoneInfo("Europe/London")
MINUTE = timedelta(minutes=1)


def universal(at: datetime) -> datetime:
    """A local time of day in universal time."""
    return at.replace(tzinfo=LOCAL).astimezone(UTC)


def local(at: datetime) -> datetime:
    """A universal time as the clock on the wall showed it."""
    return at.astimezone(LOCAL).replace(tzinfo=None)


def clocks_change_on(day: date) -> bool:
    """Whether the clocks go forward or back on a day."""
    noon = time(12)
    before = datetime.combine(day - timedelta(1), noon, LOCAL)
    return before.utcoffset() != datetime.combine(day, noon, LOCAL).utcoffset()


def joined_up(spans: Iterable[Span]) -> list[Span]:
    """Stretches of time in order, with those that touch made one: two devices are one person."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda each: (each.since, each.until)):
        if found and span.since <= found[-1].until:
            found[-1] = Span(found[-1].since, max(found[-1].until, span.until))
        else:
            found.append(span)
    return found


def most_at_once(spans: Sequence[Span]) -> int:
    """How many of these stretches had a moment in common, at most."""
    begins = (span.since for span in spans)
    return max((sum(s.since <= at < s.until for s in spans) for at in begins), default=0)


def overlap(one: Span, other: Span) -> bool:
    """Whether two stretches have a moment in common."""
    return one.since < other.until and other.since < one.until


def held_at(session: SessionHeld, report: HandedIn) -> Span | None:
    """When a session was held: its hours, or as much of them as the meeting lasted.

    Nobody comes late before the meeting is opened, or leaves early once it has been ended. None
    where the desk does not know the hours.
    """
    hours = session.hours
    if hours.starts is None or hours.ends is None:
        return None
    since = universal(datetime.combine(session.day, hours.starts))
    until = universal(datetime.combine(session.day, hours.ends))
    begun, ended = report.begun or since, report.ended or until
    return Span(max(since, min(begun, until)), min(until, max(ended, since)))


def mark_from(
    spans: Sequence[Span],
    session: SessionHeld,
    report: HandedIn,
    rule: Rule,
    *,
    asked: int | None = None,
) -> Marked:
    """What somebody's times come to for a session, before the board's consequences.

    ``asked`` are the minutes of training in a session that also has breaks. Parts of a minute
    count for whoever came. Whoever was away in between for so long that less was attended than
    the board asks for is said to have left early, by as many minutes as they were away.
    """
    held = held_at(session, report)
    if held is None:
        there = any(local(span.since).date() == session.day for span in spans)
        return Marked(Attendance.ATTENDED if there else Attendance.ABSENT)
    inside = _inside(spans, held)
    if not inside:
        return Marked(Attendance.ABSENT)
    late = (inside[0].since - held.since) // MINUTE
    early = (held.until - inside[-1].until) // MINUTE
    left = inside[-1].until if early > rule.grace_minutes else None
    missed = sum(minutes for minutes in (late, early) if minutes > rule.grace_minutes)
    away = _away(inside)
    if away > rule.grace_minutes and _too_little(held, rule, asked, missed + away):
        end = left or universal(datetime.combine(session.day, session.hours.ends or time.max))
        left = end - away * MINUTE
    return _said(late, left, rule)


def away_between(spans: Sequence[Span], session: SessionHeld, report: HandedIn) -> int:
    """How many minutes of a session somebody was away between joining and leaving for good."""
    held = held_at(session, report)
    return _away(_inside(spans, held)) if held is not None else 0


def _inside(spans: Sequence[Span], held: Span) -> list[Span]:
    return [
        Span(max(span.since, held.since), min(span.until, held.until))
        for span in joined_up(spans)
        if span.since < span.until and overlap(span, held)
    ]


def _away(inside: Sequence[Span]) -> int:
    return sum((after.since - before.until) // MINUTE for before, after in pairwise(inside))


def _too_little(held: Span, rule: Rule, asked: int | None, missed: int) -> bool:
    """Whether missing so many minutes leaves less than the board asks for."""
    length = (held.until - held.since) // MINUTE
    return length - missed < min(asked or length, length) * rule.percent / EVERYTHING


def _said(late: int, left: datetime | None, rule: Rule) -> Marked:
    attendance = Attendance.ATTENDED
    if late > rule.grace_minutes:
        attendance = Attendance.LATE
    if left is not None:
        attendance = Attendance.LEFT_EARLY
    return Marked(attendance, late or None, None if left is None else _whole_minute(left))


def _whole_minute(at: datetime) -> time:
    shown = local(at + timedelta(seconds=59))
    return shown.time().replace(second=0, microsecond=0)


def hours_said(hours: Hours) -> str:
    """The hours of a session: 09:30-16:30; empty where they are not known."""
    if hours.starts is None or hours.ends is None:
        return ""
    return f"{hours.starts:%H:%M}-{hours.ends:%H:%M}"
