"""Walk-ins: a free place, the place of somebody absent, or over the number of places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from tests.conftest import BY, BY_AFTER, STARTS, FirstAid, a_delegate
from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.walk_in import AWAY, WalkInPlace, place_for_walk_in
from trainingdesk.services import bookings, registers
from trainingdesk.services.desk import Desk
from trainingdesk.services.walk_ins import OVER, add_walk_in, room_for_walk_in
from trainingdesk.storage.models import Agency, Booking, Event, StatusChange

NEWCOMERS = ("Alan", "Barbara", "Donald")
marks = st.lists(st.none() | st.sampled_from(Attendance), max_size=6)


@pytest.fixture
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


@given(st.integers(0, 6), marks)
def test_a_place_is_found_exactly_while_fewer_are_here_than_there_are_places(
    places: int, said: list[Attendance | None]
) -> None:
    here = [mark for mark in said if mark not in AWAY]
    found = place_for_walk_in(places, said)
    assert (found is not WalkInPlace.NONE) == (len(here) < places)
    assert (found is WalkInPlace.FREE) == (len(said) < places)
