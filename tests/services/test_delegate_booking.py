from datetime import date, time

import pytest

from tests.conftest import BEFORE, BY, STARTS, FirstAid, a_course, an_event
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.refusals import AlreadyBooked
from trainingdesk.services.bookings import book
from trainingdesk.services.delegate_booking import book_several, events_to_come
from trainingdesk.services.desk import Desk
from trainingdesk.storage.models import Booking


def test_only_events_that_take_bookings_are_offered(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Plan") as db:
        course = a_course(db, "Neglect", "NEG")
        for day, status in enumerate(EventStatus, 10):
            an_event(db, course, date(2026, 7, day), status=status)
        an_event(db, course, date(2026, 4, 30), reference="PAST")
    with desk.reading() as db:
        rows = events_to_come(db, delegate_ids=[first_aid.ada], today=BEFORE)
        sought = events_to_come(db, delegate_ids=[], today=BEFORE, words="aid first")
    assert [(row.title, row.starts.day) for row in rows] == [
        ("First Aid", 10),
        ("Neglect", 11),
        ("Neglect", 12),
        ("Neglect", 13),
    ]
    assert [(row.id, row.starts, row.begins) for row in sought] == [
        (first_aid.event, STARTS, time(9, 30))
    ]


def test_an_event_says_how_full_it_is_and_who_is_on_it(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Book") as db:
        book(db, event_id=first_aid.event, delegate_id=first_aid.ada, by=BY)
    with desk.reading() as db:
        ids = [first_aid.ada, first_aid.grace]
        row = events_to_come(db, delegate_ids=ids, today=BEFORE)[0]
    assert (row.booked, row.places.free, row.places.booked) == (1, 0, 1)


def test_several_are_booked_at_once(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Book") as db:
        ids = [first_aid.ada, first_aid.grace]
        made = book_several(db, event_id=first_aid.event, delegate_ids=ids, by=BY)
    assert [each.status for each in made] == [BookingStatus.BOOKED, BookingStatus.WAITING]


def test_all_are_booked_or_none(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Book") as db:
        book(db, event_id=first_aid.event, delegate_id=first_aid.grace, by=BY)
    ids = [first_aid.ada, first_aid.grace]
    with pytest.raises(AlreadyBooked, match="Grace Hopper"), desk.changing("Book") as db:
        book_several(db, event_id=first_aid.event, delegate_ids=ids, by=BY)
    with desk.reading() as db:
        assert [booking.delegate_id for booking in db.query(Booking)] == [first_aid.grace]
