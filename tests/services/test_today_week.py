"""The week as Today shows it."""

from datetime import date, timedelta

from tests.conftest import AFTER, BEFORE, STARTS, FirstAid, an_event
from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.event import EventStatus
from trainingdesk.services.desk import Desk
from trainingdesk.services.week import next_event_after, week_of
from trainingdesk.storage.models import Booking, Course, Event, Mark

MONDAY = date(2026, 6, 8)
SATURDAY = date(2026, 6, 13)


def statuses(desk: Desk, today: date) -> list[str]:
    with desk.reading() as db:
        return [event.status for day in week_of(db, STARTS, today=today) for event in day.events]


def book_ada(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Book") as db:
        db.add(
            Booking(
                event_id=first_aid.event,
                delegate_id=first_aid.ada,
                agency_id=first_aid.agency,
                status=BookingStatus.BOOKED,
            )
        )


def test_a_week_runs_from_monday_to_friday(desk: Desk, first_aid: FirstAid) -> None:
    with desk.reading() as db:
        days = week_of(db, STARTS, today=BEFORE)
    assert [day.day for day in days] == [MONDAY + timedelta(days=n) for n in range(5)]
    assert [len(day.events) for day in days] == [0, 0, 1, 0, 0]


def test_a_weekend_shows_the_day_on_which_something_is_on(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Plan") as db:
        an_event(db, db.get_one(Course, first_aid.course), SATURDAY)
    with desk.reading() as db:
        days = week_of(db, STARTS, today=BEFORE)
    assert [day.day for day in days][5:] == [SATURDAY]


def test_an_event_says_how_it_stands_in_one_word(desk: Desk, first_aid: FirstAid) -> None:
    assert statuses(desk, BEFORE) == ["Open"]
    assert statuses(desk, STARTS - timedelta(days=7)) == ["At risk"]
    book_ada(desk, first_aid)
    assert statuses(desk, BEFORE) == ["Full"]
    with desk.changing("Cancel") as db:
        db.get_one(Event, first_aid.event).status = EventStatus.CANCELLED
    assert statuses(desk, BEFORE) == ["Cancelled"]
    with desk.changing("Draft") as db:
        db.get_one(Event, first_aid.event).status = EventStatus.DRAFT
    assert statuses(desk, BEFORE) == []


def test_an_event_whose_register_is_closed_says_how_many_came(
    desk: Desk, first_aid: FirstAid
) -> None:
    book_ada(desk, first_aid)
    with desk.reading() as db:
        (event,) = week_of(db, STARTS, today=BEFORE)[2].events
    assert event.places == "1 of 1"
    with desk.changing("Close") as db:
        db.get_one(Event, first_aid.event).register_closed_on = AFTER
        booking = db.query(Booking).one()
        db.add(
            Mark(
                booking_id=booking.id, session_id=first_aid.session, attendance=Attendance.ATTENDED
            )
        )
    with desk.reading() as db:
        (event,) = week_of(db, STARTS, today=AFTER)[2].events
    assert (event.places, event.status) == ("1 came", "Delivered")


def test_the_next_event_is_the_first_that_is_held(desk: Desk, first_aid: FirstAid) -> None:
    with desk.reading() as db:
        found = next_event_after(db, BEFORE)
        assert found is not None
        assert (found.id, found.day) == (first_aid.event, STARTS)
        assert next_event_after(db, STARTS) is None
    with desk.changing("Cancel") as db:
        db.get_one(Event, first_aid.event).status = EventStatus.CANCELLED
    with desk.reading() as db:
        assert next_event_after(db, BEFORE) is None
