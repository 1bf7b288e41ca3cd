"""Marks with minutes, kept one and all, in whatever order they come."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from tests.conftest import AFTER, BY, BY_AFTER, STARTS, FirstAid, an_event
from tests.drawn import draws
from tests.worlds import set_up_once
from trainingdesk.domain.attendance import Attendance, Consequence
from trainingdesk.domain.attendance_rule import Marked, Rule
from trainingdesk.domain.event_details import SessionDetails
from trainingdesk.domain.merging import Side
from trainingdesk.domain.refusals import Refused
from trainingdesk.services import bookings, registers
from trainingdesk.services.attendance_rules import KindRule, save_rule
from trainingdesk.services.desk import Desk
from trainingdesk.services.event_sessions import change_days, details_of_days
from trainingdesk.services.mark_history import TAKEN_AWAY, mark_changes_of
from trainingdesk.services.marking import would_stand
from trainingdesk.services.merging import merge, proposed_merge
from trainingdesk.services.registers import AgencyCount, Register, RegisterLine, register_of
from trainingdesk.storage.models import Agency, Booking, Course, Event, Mark, MarkChange

ATTENDED, LATE, EARLY, ABSENT, APOLOGIES = Attendance


@pytest.fixture
@set_up_once
def two_days(desk: Desk, first_aid: FirstAid) -> int:
    """An event of two days from nine to four, on which Ada and Grace are booked."""
    with desk.changing("Plan") as db:
        course = db.get_one(Course, first_aid.course)
        event = an_event(db, course, STARTS, STARTS + timedelta(1), places=2, reference="FA-2")
        for session in event.sessions:
            session.starts, session.ends = time(9), time(16)
        for who in (first_aid.ada, first_aid.grace):
            bookings.book(db, event_id=event.id, delegate_id=who, by=BY)
        return event.id


def seen(desk: Desk, event_id: int, today: date = AFTER) -> Register:
    with desk.reading() as db:
        return register_of(db, event_id, today=today)


def said(desk: Desk, event_id: int, place: int = 0) -> list[Marked | None]:
    register = seen(desk, event_id)
    line = register.lines[place]
    return [line.said.get(session.id) for session in register.sessions]


def mark(
    desk: Desk,
    event_id: int,
    given_mark: Attendance | None,
    minutes: int | None = None,
    left: time | None = None,
    *,
    place: int = 0,
    day: int = 0,
    via: str = "",
) -> Attendance | None:
    register = seen(desk, event_id)
    with desk.changing("Mark") as db:
        return registers.mark(
            db,
            register.lines[place].id,
            session_id=register.sessions[day].id,
            attendance=given_mark,
            minutes_late=minutes,
            left_at=left,
            by=BY_AFTER,
            via=via,
        )


def history(desk: Desk, event_id: int) -> list[tuple[str, str]]:
    with desk.reading() as db:
        return [(row.before, row.after) for row in mark_changes_of(db, event_id)]


def test_minutes_and_the_time_of_leaving_are_kept(desk: Desk, two_days: int) -> None:
    assert mark(desk, two_days, LATE, 20) is LATE
    assert mark(desk, two_days, EARLY, 5, time(15, 30), day=1) is EARLY
    assert said(desk, two_days) == [Marked(LATE, 20), Marked(EARLY, 5, time(15, 30))]


def test_the_rule_of_the_board_decides_what_minutes_come_to(desk: Desk, two_days: int) -> None:
    with desk.changing("Rule") as db:
        save_rule(db, 0, KindRule("", Rule(grace_minutes=10, late=Consequence.ABSENT)))
    register = seen(desk, two_days)
    line, session = register.lines[0].id, register.sessions[0].id
    with desk.reading() as db:
        told = [
            would_stand(db, each, session_id=session, said=Marked(LATE, 11)).told
            for each in (line, line + 99)
        ]
    assert told == ["Absent, 11 min late, late counts as absent", "Late, 11 min"]
    assert mark(desk, two_days, LATE, 10) is ATTENDED
    assert mark(desk, two_days, LATE, 11, day=1) is ABSENT
    assert said(desk, two_days)[1] == Marked(ABSENT, 11, note="late counts as absent")


def test_hours_that_cannot_be_are_refused(desk: Desk, two_days: int) -> None:
    with pytest.raises(Refused, match="The session begins at 09:00: nobody left at 08:30"):
        mark(desk, two_days, EARLY, left=time(8, 30))
    assert said(desk, two_days) == [None, None]


def test_every_mark_correction_and_removal_is_kept(desk: Desk, two_days: int) -> None:
    mark(desk, two_days, ATTENDED)
    mark(desk, two_days, ATTENDED)  # the same again is nothing new
    mark(desk, two_days, LATE, 15, via="Scan")
    mark(desk, two_days, None)
    mark(desk, two_days, None)
    assert history(desk, two_days) == [
        ("", "Attended"),
        ("Attended", "Late, 15 min"),
        ("Late, 15 min", TAKEN_AWAY),
    ]
    with desk.reading() as db:
        first, second, _ = mark_changes_of(db, two_days)
    assert (second.who, second.via, second.day) == ("sam", "Scan", STARTS)
    assert (first.delegate, first.agency, first.at) == ("Hopper, Grace", "Library", BY_AFTER.at)


def test_what_stood_before_anything_was_kept_is_kept_when_it_is_corrected(
    desk: Desk, two_days: int
) -> None:
    line = seen(desk, two_days).lines[0]
    session = seen(desk, two_days).sessions[0].id
    with desk.changing("Import") as db:
        given_mark = {"attendance": LATE, "minutes_late": 5, "note": "by bus"}
        db.add(Mark(booking_id=line.id, session_id=session, **given_mark))
    mark(desk, two_days, ABSENT)
    mark(desk, two_days, ATTENDED)
    assert history(desk, two_days) == [
        ("", "Late, 5 min, by bus"),
        ("Late, 5 min, by bus", "Absent"),
        ("Absent", "Attended"),
    ]
    with desk.reading() as db:
        first = mark_changes_of(db, two_days)[0]
    assert (first.who, first.via) == ("", "Before")


def test_the_rest_are_kept_too_and_undone_with_what_was_kept(desk: Desk, two_days: int) -> None:
    mark(desk, two_days, ABSENT)
    with desk.changing("Mark") as db:
        assert registers.mark_the_rest(db, two_days, session_id=None, by=BY_AFTER) == 3
    assert len(history(desk, two_days)) == 4
    desk.undo()
    assert history(desk, two_days) == [("", "Absent")]


def test_apologies_before_the_start_are_kept_as_apologies(desk: Desk, two_days: int) -> None:
    register = seen(desk, two_days, STARTS - timedelta(1))
    with desk.changing("Apologies") as db:
        registers.mark(
            db,
            register.lines[0].id,
            session_id=register.sessions[0].id,
            attendance=APOLOGIES,
            by=BY,
        )
    assert said(desk, two_days)[0] == Marked(APOLOGIES)


def test_each_agency_is_counted_as_one_marks(
    desk: Desk, two_days: int, first_aid: FirstAid
) -> None:
    library = first_aid.agency
    with desk.changing("Another") as db:
        police = Agency(name="Police", sector="Police", sought="police")
        db.add(police)
        db.flush()
        line = register_of(db, two_days, today=AFTER).lines[1]
        assert line.delegate == "King, Ada"
        number = db.get_one(Booking, line.id).agency_id = police.id
    assert seen(desk, two_days).by_agency == [
        AgencyCount(library, "Library", 1, 0, 0, 0, 0),
        AgencyCount(number, "Police", 1, 0, 0, 0, 0),
    ]
    mark(desk, two_days, APOLOGIES)
    mark(desk, two_days, ABSENT, place=1)
    mark(desk, two_days, EARLY, place=1, day=1)
    assert seen(desk, two_days).by_agency == [
        AgencyCount(number, "Police", 1, 1, 0, 0, 0),
        AgencyCount(library, "Library", 1, 0, 0, 1, 0),
    ]


@pytest.mark.parametrize("kept", [Side.ONE, Side.OTHER])
def test_a_merged_person_keeps_the_marks_and_what_they_were(
    desk: Desk, two_days: int, first_aid: FirstAid, kept: Side
) -> None:
    mark(desk, two_days, ABSENT)
    mark(desk, two_days, LATE, 12, place=1)
    with desk.changing("Merge") as db:
        decided = {f"booking:{two_days}": kept, f"marks:{two_days}": Side.ONE}
        merge(db, proposed_merge(db, first_aid.grace, first_aid.ada), decided, by=BY_AFTER)
    (line,) = seen(desk, two_days).lines
    assert [mark.told for mark in line.said.values()] == ["Late, 12 min"]
    told = [after for _, after in history(desk, two_days)]
    assert {"Absent", "Late, 12 min"} <= set(told)
    assert told[-1] == "Late, 12 min"
    assert told.count("Late, 12 min") == (2 if kept is Side.OTHER else 1)


def test_a_merged_person_keeps_marks_of_which_nothing_was_kept(
    desk: Desk, two_days: int, first_aid: FirstAid
) -> None:
    grace, ada = seen(desk, two_days).lines
    session = seen(desk, two_days).sessions[0].id
    with desk.changing("Import") as db:
        absent = {"attendance": ABSENT, "note": "late counts as absent"}
        db.add(Mark(booking_id=grace.id, session_id=session, attendance=ATTENDED))
        db.add(Mark(booking_id=ada.id, session_id=session, **absent))
    with desk.changing("Merge") as db:
        decided = {f"booking:{two_days}": Side.OTHER, f"marks:{two_days}": Side.ONE}
        merge(db, proposed_merge(db, first_aid.grace, first_aid.ada), decided, by=BY_AFTER)
    (line,) = seen(desk, two_days).lines
    assert [mark.told for mark in line.said.values()] == ["Absent, late counts as absent"]
    assert history(desk, two_days) == [
        ("", "Attended"),
        ("Attended", "Absent, late counts as absent"),
    ]


def test_a_day_whose_marks_were_taken_away_can_go(desk: Desk, two_days: int) -> None:
    mark(desk, two_days, ATTENDED, day=1)
    mark(desk, two_days, None, day=1)
    with desk.changing("One day") as db:
        event = db.get_one(Event, two_days)
        days: tuple[SessionDetails, ...] = details_of_days(db, event)
        change_days(db, event, days[:1], today=AFTER)
    assert len(seen(desk, two_days).sessions) == 1
    with desk.reading() as db:
        assert list(db.scalars(select(MarkChange))) == []
    desk.undo()
    assert history(desk, two_days) == [("", "Attended"), ("Attended", TAKEN_AWAY)]


cells = st.tuples(st.integers(0, 1), st.integers(0, 1))
marks = st.tuples(
    st.sampled_from([None, *Attendance]),
    st.none() | st.integers(0, 120),
    st.none() | st.sampled_from([time(12), time(15, 45), time(16)]),
)


@draws(4, of=20)
@given(given_marks=st.dictionaries(cells, marks, min_size=1), data=st.data())
def test_marks_in_any_order_and_undone_give_the_same_register(
    desk: Desk,
    two_days: int,
    given_marks: dict[tuple[int, int], tuple[Attendance | None, int | None, time | None]],
    data: st.DataObject,
) -> None:
    before = seen(desk, two_days)
    orders = [list(given_marks), data.draw(st.permutations(list(given_marks)))]
    found: list[list[RegisterLine]] = []
    depth = len(desk.done)
    for order in orders:
        for place, day in order:
            mark(desk, two_days, *given_marks[place, day], place=place, day=day)
        found.append(seen(desk, two_days).lines)
        while len(desk.done) > depth:
            desk.undo()
        assert seen(desk, two_days) == before
        assert history(desk, two_days) == []
    assert found[0] == found[1]
