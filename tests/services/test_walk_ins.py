"""Walk-ins: a free place, the place of somebody absent, or over the number of places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from tests.conftest import BY, BY_AFTER, STARTS, FirstAid, a_delegate
from tests.worlds import set_up_once
from trainingdesk.domain.attendance import Attendance, Consequence
from trainingdesk.domain.attendance_rule import Rule
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.refusals import NotYetStarted, Refused
from trainingdesk.domain.walk_in import AWAY, WalkInPlace, place_for_walk_in
from trainingdesk.services import bookings, registers
from trainingdesk.services.attendance_rules import KindRule, save_rule
from trainingdesk.services.certificates import certificates_on
from trainingdesk.services.desk import Desk
from trainingdesk.services.history import history_of
from trainingdesk.services.walk_ins import OVER, add_walk_in, room_for_walk_in
from trainingdesk.storage.models import Agency, Booking, Event, EventSession, Mark, StatusChange

NEWCOMERS = ("Alan", "Barbara", "Donald")
marks = st.lists(st.none() | st.sampled_from(Attendance), max_size=6)


@pytest.fixture
@set_up_once
def newcomers(desk: Desk, first_aid: FirstAid) -> list[int]:
    """Two places that Ada and Grace have, and three who have none."""
    with desk.changing("Set up") as db:
        db.get_one(Event, first_aid.event).places = 2
        for who in (first_aid.ada, first_aid.grace):
            bookings.book(db, event_id=first_aid.event, delegate_id=who, by=BY)
        agency = db.get_one(Agency, first_aid.agency)
        return [a_delegate(db, agency, name, "New").id for name in NEWCOMERS]


def room(desk: Desk, at: FirstAid) -> WalkInPlace:
    with desk.reading() as db:
        return room_for_walk_in(db, at.event)


def walks_in(desk: Desk, at: FirstAid, who: int, reason: str = "") -> str:
    """Note a walk-in, and read why they have the place they have."""
    with desk.changing("Note walk-in") as db:
        booking = add_walk_in(db, event_id=at.event, delegate_id=who, by=BY_AFTER, reason=reason)
    with desk.reading() as db:
        assert db.get_one(Booking, booking).reason == ""
        kept = db.scalars(select(StatusChange).where(StatusChange.booking_id == booking)).one()
        assert kept.status is BookingStatus.WALK_IN
        return kept.reason


def is_away(desk: Desk, at: FirstAid, place: int, mark: Attendance) -> None:
    with desk.changing("Mark") as db:
        line = registers.register_of(db, at.event, today=STARTS).lines[place].id
        registers.mark(db, line, session_id=at.session, attendance=mark, by=BY_AFTER)


def test_where_there_is_room_no_place_is_taken_from_anybody(
    desk: Desk, first_aid: FirstAid, newcomers: list[int]
) -> None:
    with desk.changing("Larger room") as db:
        db.get_one(Event, first_aid.event).places = 3
    assert room(desk, first_aid) is WalkInPlace.FREE
    assert walks_in(desk, first_aid, newcomers[0]) == ""


def test_in_a_full_room_a_walk_in_takes_the_place_of_somebody_absent(
    desk: Desk, first_aid: FirstAid, newcomers: list[int]
) -> None:
    is_away(desk, first_aid, 0, Attendance.ABSENT)
    assert room(desk, first_aid) is WalkInPlace.OF_SOMEBODY_AWAY
    taken = "On to the place of somebody absent of Library"
    assert walks_in(desk, first_aid, newcomers[0]) == taken
    assert room(desk, first_aid) is WalkInPlace.NONE
    is_away(desk, first_aid, 1, Attendance.APOLOGIES)
    assert walks_in(desk, first_aid, newcomers[1]) == taken


def test_where_everybody_may_still_come_a_walk_in_is_over_the_number(
    desk: Desk, first_aid: FirstAid, newcomers: list[int]
) -> None:
    is_away(desk, first_aid, 0, Attendance.LATE)
    assert room(desk, first_aid) is WalkInPlace.NONE
    assert walks_in(desk, first_aid, newcomers[0]) == OVER
    assert walks_in(desk, first_aid, newcomers[1], " Chairs enough ") == f"{OVER}: Chairs enough"


def test_the_history_says_whose_place_a_walk_in_took_and_why_they_were_let_in(
    desk: Desk, first_aid: FirstAid, newcomers: list[int]
) -> None:
    is_away(desk, first_aid, 0, Attendance.ABSENT)
    for who, reason in zip(newcomers[:2], ("", "Chairs enough"), strict=True):
        walks_in(desk, first_aid, who, reason)
    with desk.reading() as db:
        newest = [row.what for row in history_of(db, first_aid.event, limit=2)]
    assert newest == [
        f"{NEWCOMERS[1]} New: Walk-in (Over the number of places: Chairs enough)",
        f"{NEWCOMERS[0]} New: Walk-in (On to the place of somebody absent of Library)",
    ]


@given(st.integers(0, 6), marks)
def test_a_place_is_found_exactly_while_fewer_are_here_than_there_are_places(
    places: int, said: list[Attendance | None]
) -> None:
    here = [mark for mark in said if mark not in AWAY]
    found = place_for_walk_in(places, said)
    assert (found is not WalkInPlace.NONE) == (len(here) < places)
    assert (found is WalkInPlace.FREE) == (len(said) < places)


def test_before_the_event_nobody_walks_in(
    desk: Desk, first_aid: FirstAid, newcomers: list[int]
) -> None:
    with (
        pytest.raises(NotYetStarted, match="nobody can have walked in"),
        desk.changing("Note walk-in") as db,
    ):
        add_walk_in(db, event_id=first_aid.event, delegate_id=newcomers[0], by=BY)
    with desk.reading() as db:
        assert len(registers.register_of(db, first_aid.event, today=STARTS).lines) == 2


def marked(
    desk: Desk, booking: int, session: int, mark: Attendance, late: int | None = None
) -> str:
    with desk.changing("Mark") as db:
        given = registers.mark(
            db, booking, session_id=session, attendance=mark, minutes_late=late, by=BY_AFTER
        )
        return str(given)


@pytest.mark.parametrize("away", sorted(AWAY))
def test_a_walk_in_is_away_from_no_session_unless_they_came_to_another(
    desk: Desk, first_aid: FirstAid, newcomers: list[int], away: Attendance
) -> None:
    with desk.changing("Two days") as db:
        event = db.get_one(Event, first_aid.event)
        event.sessions.append(EventSession(day=BY_AFTER.today))
        walk_in = add_walk_in(db, event_id=event.id, delegate_id=newcomers[0], by=BY_AFTER)
        first, second = (session.id for session in event.sessions)
    with pytest.raises(Refused, match="Alan New walked in, and whoever walks in came"):
        marked(desk, walk_in, first, away)
    marked(desk, walk_in, second, Attendance.LATE)
    assert marked(desk, walk_in, first, away) == away
    with pytest.raises(Refused, match="whoever walks in came"):
        marked(desk, walk_in, second, away)


def test_no_rule_makes_a_walk_in_absent(
    desk: Desk, first_aid: FirstAid, newcomers: list[int]
) -> None:
    with desk.changing("Rule") as db:
        save_rule(db, 0, KindRule("", Rule(late=Consequence.ABSENT)))
        walk_in = add_walk_in(db, event_id=first_aid.event, delegate_id=newcomers[0], by=BY_AFTER)
    assert marked(desk, walk_in, first_aid.session, Attendance.LATE, 30) == "Late"
    with desk.changing("Close") as db:
        registers.mark_the_rest(db, first_aid.event, session_id=None, by=BY_AFTER)
        registers.close_register(db, first_aid.event, by=BY_AFTER)
    with desk.reading() as db:
        lines = registers.register_of(db, first_aid.event, today=STARTS).lines
        rows = {row.id: row.why_not for row in certificates_on(db, first_aid.event)}
    assert [mark.told for mark in lines[-1].said.values()] == ["Late, 30 min"]
    assert rows[walk_in] == "came late"


def test_a_walk_in_of_a_workbook_who_never_came_is_counted_nowhere(
    desk: Desk, first_aid: FirstAid, newcomers: list[int]
) -> None:
    with desk.changing("Import") as db:
        numbers = [
            add_walk_in(db, event_id=first_aid.event, delegate_id=who, by=BY_AFTER)
            for who in newcomers
        ]
        absent = {"session_id": first_aid.session, "attendance": Attendance.ABSENT}
        db.add(Mark(booking_id=numbers[0], **absent))
    with desk.reading() as db:
        (count,) = registers.register_of(db, first_aid.event, today=STARTS).by_agency
    assert (count.expected, count.absent, count.walk_ins) == (2, 0, 2)
