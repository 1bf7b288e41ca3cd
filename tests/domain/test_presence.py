from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from trainingdesk.domain.attendance import Attendance, Consequence
from trainingdesk.domain.attendance_rule import Hours, Marked, Rule, impossible
from trainingdesk.domain.evidence import EvidenceKind
from trainingdesk.domain.handed_in import HandedIn, SessionHeld, Span
from trainingdesk.domain.presence import (
    away_between,
    clocks_change_on,
    held_at,
    hours_said,
    joined_up,
    local,
    mark_from,
    universal,
)

DAY = date(2026, 6, 10)
HOURS = Hours(time(9, 30), time(16, 30))
SESSION = SessionHeld(1, DAY, HOURS)
REPORT = HandedIn(EvidenceKind.TEAMS, (SESSION,), ())
EXACT, LENIENT = Rule(), Rule(grace_minutes=10)
A, L, E, X = (
    Attendance.ATTENDED,
    Attendance.LATE,
    Attendance.LEFT_EARLY,
    Attendance.ABSENT,
)


def at(clock: str) -> datetime:
    return universal(datetime.combine(DAY, time.fromisoformat(clock)))


def stays(*clocks: str) -> list[Span]:
    times = [at(clock) for clock in clocks]
    return [Span(*pair) for pair in zip(times[::2], times[1::2], strict=True)]


@pytest.mark.parametrize(
    ("clocks", "rule", "said"),
    [
        (["09:20", "16:40"], EXACT, Marked(A)),
        (["09:30:40", "16:29:20"], EXACT, Marked(A)),
        (["09:42", "16:30"], EXACT, Marked(L, 12)),
        (["09:38", "16:30"], LENIENT, Marked(A, 8)),
        (["09:30", "15:10"], EXACT, Marked(E, left_at=time(15, 10))),
        (["09:30", "16:22"], LENIENT, Marked(A)),
        (["09:50", "15:10:30"], LENIENT, Marked(E, 20, time(15, 11))),
        (["08:00", "09:10"], EXACT, Marked(X)),
        (["10:00", "10:00"], EXACT, Marked(X)),
        ([], EXACT, Marked(X)),
    ],
)
def test_times_become_marks_by_the_rule(clocks: list[str], rule: Rule, said: Marked) -> None:
    assert mark_from(stays(*clocks), SESSION, REPORT, rule) == said


def test_who_drops_out_and_comes_back_is_judged_by_the_sum() -> None:
    twice = stays("09:30", "11:00", "12:00", "16:30")
    assert mark_from(twice, SESSION, REPORT, EXACT) == Marked(E, left_at=time(15, 30))
    assert mark_from(twice, SESSION, REPORT, EXACT, asked=360) == Marked(A)
    assert mark_from(twice, SESSION, REPORT, Rule(percent=85)) == Marked(A)
    assert mark_from(twice, SESSION, REPORT, Rule(percent=90)) == Marked(E, left_at=time(15, 30))
    moment = stays("09:30", "11:00", "11:05", "16:30")
    assert mark_from(moment, SESSION, REPORT, LENIENT) == Marked(A)


def test_time_away_counts_beside_lateness_and_early_leaving() -> None:
    rule = Rule(percent=80, left_early=Consequence.NONE)
    hardly = stays("09:25", "09:40", "16:20", "16:35")
    assert mark_from(hardly, SESSION, REPORT, rule) == Marked(E, left_at=time(9, 50))
    late_and_away = stays("10:50", "12:00", "13:20", "16:30")
    assert mark_from(late_and_away, SESSION, REPORT, rule) == Marked(E, 80, time(15, 10))
    three_ways = stays("09:50", "12:00", "13:00", "15:50")
    assert mark_from(three_ways, SESSION, REPORT, rule) == Marked(E, 20, time(14, 50))
    assert away_between(three_ways, SESSION, REPORT) == 60
    assert away_between(three_ways, SessionHeld(1, DAY, Hours()), REPORT) == 0


def test_two_devices_at_once_are_one_stay() -> None:
    assert joined_up(stays("10:00", "12:00", "09:30", "10:00", "09:40", "09:50")) == stays(
        "09:30", "12:00"
    )


def test_nobody_is_late_before_the_meeting_opens_or_early_once_it_ends() -> None:
    report = HandedIn(EvidenceKind.TEAMS, (SESSION,), (), begun=at("09:40"), ended=at("16:10"))
    assert mark_from(stays("09:40", "16:10"), SESSION, report, EXACT) == Marked(A)
    assert mark_from(stays("09:45", "16:10"), SESSION, report, EXACT) == Marked(L, 5)
    wide = HandedIn(EvidenceKind.TEAMS, (SESSION,), (), begun=at("09:00"), ended=at("18:00"))
    assert held_at(SESSION, wide) == stays("09:30", "16:30")[0]


def test_a_session_without_hours_says_only_who_was_there_that_day() -> None:
    bare = SessionHeld(1, DAY, Hours())
    assert mark_from(stays("11:00", "12:00"), bare, REPORT, EXACT) == Marked(A)
    other = SessionHeld(1, DAY + timedelta(1), Hours())
    assert mark_from(stays("11:00", "12:00"), other, REPORT, EXACT) == Marked(X)


def test_lengths_are_counted_through_the_change_of_the_clocks() -> None:
    night = date(2026, 10, 25)
    assert clocks_change_on(night)
    assert not clocks_change_on(DAY)
    session = SessionHeld(1, night, Hours(time(0, 30), time(3, 30)))
    begun = datetime(2026, 10, 24, 23, 30, tzinfo=UTC)
    assert local(begun) == datetime(2026, 10, 25, 0, 30)  # noqa: DTZ001 - as the wall shows it
    held = held_at(session, REPORT)
    assert held is not None
    assert held.until - held.since == timedelta(hours=4)
    four = [Span(begun, begun + timedelta(hours=4))]
    assert mark_from(four, session, REPORT, EXACT) == Marked(A)


def test_hours_are_said_where_they_are_known() -> None:
    assert hours_said(HOURS) == "09:30-16:30"
    assert hours_said(Hours(time(9))) == ""


moments = st.integers(0, 24 * 60 - 1)


@given(st.lists(st.tuples(moments, st.integers(0, 600)), max_size=6), st.integers(0, 60))
def test_whatever_the_times_the_mark_is_possible_and_stands_by_the_rule(
    spans: list[tuple[int, int]], grace: int
) -> None:
    rule = Rule(grace_minutes=grace)
    midnight = at("00:00")
    given_spans = [
        Span(midnight + timedelta(minutes=since), midnight + timedelta(minutes=since + length))
        for since, length in spans
    ]
    said = mark_from(given_spans, SESSION, REPORT, rule)
    assert impossible(said, HOURS) == ""
    judged = rule.judged(said, HOURS)
    assert judged.attendance is said.attendance
    assert mark_from(given_spans * 2, SESSION, REPORT, rule) == said


@given(
    st.lists(st.tuples(moments, st.integers(0, 600)), min_size=1, max_size=5),
    st.integers(0, 60),
    st.integers(1, 99),
)
@example([(565, 15), (980, 15)], 0, 80)
def test_nobody_has_attended_enough_who_was_there_for_less(
    spans: list[tuple[int, int]], grace: int, percent: int
) -> None:
    rule = Rule(grace_minutes=grace, percent=percent, left_early=Consequence.NONE)
    midnight = at("00:00")
    there = [
        Span(midnight + timedelta(minutes=since), midnight + timedelta(minutes=since + length))
        for since, length in spans
    ]
    mark = rule.judged(mark_from(there, SESSION, REPORT, rule), HOURS)
    if rule.why_not_complete({1: mark}, {1: HOURS}):
        return
    minutes = {m for since, length in spans for m in range(since, since + length)}
    attended = len(minutes & set(range(9 * 60 + 30, 16 * 60 + 30)))
    forgiven = 3 * grace
    assert (attended + forgiven) * 100 >= percent * (HOURS.minutes or 0)
