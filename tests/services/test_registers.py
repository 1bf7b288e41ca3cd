from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import AFTER, BY, BY_AFTER, NOON, STARTS, FirstAid, an_event
from tests.drawn import draws
from tests.worlds import set_up_once
from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.refusals import (
    EventNotOpen,
    NotYetStarted,
    Refused,
    RegisterClosed,
    RegisterNotComplete,
    Unknown,
)
from trainingdesk.services import bookings, registers
from trainingdesk.services.desk import Desk, Stamp
from trainingdesk.services.registers import Register, register_of
from trainingdesk.storage.models import Course, DelegateNeeds, Event

ATTENDED, ABSENT = Attendance.ATTENDED, Attendance.ABSENT


@pytest.fixture
@set_up_once
def two_days(desk: Desk, first_aid: FirstAid) -> FirstAid:
    """Ada and Grace are booked on two days, and Ada needs a ramp."""
    with desk.changing("Plan") as db:
        course = db.get_one(Course, first_aid.course)
        event = an_event(db, course, STARTS, STARTS + timedelta(1), places=9, reference="FA-2")
        for who in (first_aid.ada, first_aid.grace):
            bookings.book(db, event_id=event.id, delegate_id=who, by=BY)
        db.add(DelegateNeeds(delegate_id=first_aid.ada, needs="A ramp"))
        return FirstAid(
            event.id,
            event.sessions[0].id,
            first_aid.course,
            first_aid.ada,
            first_aid.grace,
            first_aid.agency,
        )


def seen(desk: Desk, at: FirstAid, today: date = AFTER) -> Register:
    with desk.reading() as db:
        return register_of(db, at.event, today=today)


def mark(desk: Desk, line: int, session: int, given: Attendance | None, by: Stamp) -> None:
    with desk.changing("Mark") as db:
        registers.mark(db, line, session_id=session, attendance=given, by=by)


def test_a_register_has_a_line_a_delegate_and_a_column_a_day(
    desk: Desk, two_days: FirstAid
) -> None:
    register = seen(desk, two_days)
    assert [s.day for s in register.sessions] == [STARTS, STARTS + timedelta(1)]
    assert [(line.number, line.delegate, line.has_needs) for line in register.lines] == [
        (1, "Hopper, Grace", False),
        (2, "King, Ada", True),
    ]
    assert (register.unmarked, register.begun, register.closed_on) == (2, True, None)
    assert not seen(desk, two_days, today=STARTS - timedelta(1)).begun


def test_a_mark_is_given_corrected_and_taken_away(desk: Desk, two_days: FirstAid) -> None:
    line = seen(desk, two_days).lines[0].id
    for given_mark in (Attendance.LATE, ATTENDED):
        mark(desk, line, two_days.session, given_mark, BY_AFTER)
        assert seen(desk, two_days).lines[0].marks == {two_days.session: given_mark}
    mark(desk, line, two_days.session, None, BY_AFTER)
    mark(desk, line, two_days.session, None, BY_AFTER)
    assert seen(desk, two_days).lines[0].marks == {}


def test_before_the_event_only_apologies_are_taken(desk: Desk, two_days: FirstAid) -> None:
    line = seen(desk, two_days).lines[0].id
    with pytest.raises(NotYetStarted):
        mark(desk, line, two_days.session, ATTENDED, BY)
    mark(desk, line, two_days.session, Attendance.APOLOGIES, BY)
    with pytest.raises(NotYetStarted), desk.changing("The rest") as db:
        registers.mark_the_rest(db, two_days.event, session_id=None, by=BY)


def test_the_rest_attended(desk: Desk, two_days: FirstAid) -> None:
    register = seen(desk, two_days)
    mark(desk, register.lines[0].id, two_days.session, ABSENT, BY_AFTER)
    with desk.changing("The rest") as db:
        given_marks = registers.mark_the_rest(
            db, two_days.event, session_id=two_days.session, by=BY_AFTER
        )
    assert given_marks == 1
    with desk.changing("The rest") as db:
        assert registers.mark_the_rest(db, two_days.event, session_id=None, by=BY_AFTER) == 2
    assert [
        [mark for _, mark in sorted(line.marks.items())] for line in seen(desk, two_days).lines
    ] == [
        [ABSENT, ATTENDED],
        [ATTENDED, ATTENDED],
    ]


def test_only_days_that_have_come_are_marked(desk: Desk, two_days: FirstAid) -> None:
    first_day = Stamp("sam", NOON, STARTS)
    with desk.changing("The rest") as db:
        assert registers.mark_the_rest(db, two_days.event, session_id=None, by=first_day) == 2
    with pytest.raises(NotYetStarted, match="not over"), desk.changing("Close") as db:
        registers.close_register(db, two_days.event, by=first_day)


def test_a_register_is_closed_when_everybody_is_marked(desk: Desk, two_days: FirstAid) -> None:
    line = seen(desk, two_days).lines[0].id
    with pytest.raises(RegisterNotComplete, match="2 delegates have"), desk.changing("C") as db:
        registers.close_register(db, two_days.event, by=BY_AFTER)
    with desk.changing("The rest") as db:
        registers.mark_the_rest(db, two_days.event, session_id=None, by=BY_AFTER)
    with desk.changing("Close") as db:
        registers.close_register(db, two_days.event, by=BY_AFTER)
    assert seen(desk, two_days).closed_on == AFTER
    with desk.reading() as db:
        assert db.get_one(Event, two_days.event).status is EventStatus.DELIVERED
    with pytest.raises(RegisterClosed):
        mark(desk, line, two_days.session, ABSENT, BY_AFTER)


def test_one_who_is_missing_is_said_as_one(desk: Desk, two_days: FirstAid) -> None:
    register = seen(desk, two_days)
    for session in register.sessions:
        mark(desk, register.lines[0].id, session.id, ATTENDED, BY_AFTER)
    with pytest.raises(RegisterNotComplete, match="1 delegate has no"), desk.changing("C") as db:
        registers.close_register(db, two_days.event, by=BY_AFTER)


def test_a_closed_register_is_opened_again_once(desk: Desk, two_days: FirstAid) -> None:
    with desk.changing("Close") as db:
        db.get_one(Event, two_days.event).register_closed_on = AFTER
    with desk.changing("Reopen") as db:
        registers.reopen_register(db, two_days.event, reason="A slip", by=BY_AFTER)
    assert seen(desk, two_days).closed_on is None
    with pytest.raises(Refused, match="open already"), desk.changing("Reopen") as db:
        registers.reopen_register(db, two_days.event, reason="A slip", by=BY_AFTER)


def test_nobody_comes_to_an_event_called_off(desk: Desk, two_days: FirstAid) -> None:
    with desk.changing("Call off") as db:
        db.get_one(Event, two_days.event).status = EventStatus.CANCELLED
    line = seen(desk, two_days).lines[0].id
    with pytest.raises(EventNotOpen, match="Cancelled"):
        mark(desk, line, two_days.session, ATTENDED, BY_AFTER)


def test_a_mark_for_somebody_not_on_the_register_is_refused(
    desk: Desk, two_days: FirstAid, first_aid: FirstAid
) -> None:
    line = seen(desk, two_days).lines[0].id
    for booking, session in ((-1, two_days.session), (line, -1), (line, first_aid.session)):
        with pytest.raises(Unknown, match="not on the register"):
            mark(desk, booking, session, ATTENDED, BY_AFTER)
    with desk.changing("Cancel") as db:
        bookings.cancel(db, line, reason="", by=BY)
    with pytest.raises(Unknown, match="marked Cancelled"):
        mark(desk, line, two_days.session, ATTENDED, BY_AFTER)
    with pytest.raises(Unknown, match="no longer there"), desk.changing("The rest") as db:
        registers.mark_the_rest(db, -1, session_id=None, by=BY_AFTER)


keyed = st.lists(
    st.tuples(st.integers(0, 1), st.integers(0, 1), st.sampled_from([None, *Attendance])),
    min_size=1,
    max_size=8,
)


@draws(5, of=20)
@given(marks=keyed)
def test_marks_undone_one_by_one_give_the_register_as_it_was(
    desk: Desk, two_days: FirstAid, marks: list[tuple[int, int, Attendance | None]]
) -> None:
    before = seen(desk, two_days)
    depth = len(desk.done)
    for line, session, given_mark in marks:
        where = before.lines[line].id, before.sessions[session].id
        mark(desk, *where, given_mark, BY_AFTER)
    expected = {(line, session): given_mark for line, session, given_mark in marks}
    after = seen(desk, two_days)
    for (line, session), given_mark in expected.items():
        found = after.lines[line].marks.get(after.sessions[session].id)
        assert found == given_mark
    while len(desk.done) > depth:
        desk.undo()
    assert seen(desk, two_days) == before
