from sqlalchemy import select

from tests.conftest import BY, FirstAid
from tests.services.people import settle
from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.services.bookings import book
from trainingdesk.services.delegate_history import history_of
from trainingdesk.services.desk import Desk
from trainingdesk.storage.models import Booking, Certificate, Delegate


def test_the_history_spans_the_years_newest_first(desk: Desk) -> None:
    people = settle(desk)
    with desk.reading() as db:
        rows = history_of(db, people.ada)
    assert [(row.title, row.status, row.attendance) for row in rows] == [
        ("Neglect", BookingStatus.CANCELLED, None),
        ("Identifying Risk", BookingStatus.BOOKED, Attendance.LATE),
        ("Identifying Risk", BookingStatus.BOOKED, Attendance.ATTENDED),
    ]
    assert [row.can_cancel for row in rows] == [False, True, True]


def test_the_agency_is_the_one_of_that_day(desk: Desk) -> None:
    people = settle(desk)
    with desk.changing("Move") as db:
        db.get_one(Delegate, people.ada).agency_id = people.carking
    with desk.reading() as db:
        assert {row.agency for row in history_of(db, people.ada)} == {"Library"}


def test_a_valid_certificate_is_shown_and_a_withdrawn_one_is_not(desk: Desk) -> None:
    people = settle(desk)
    with desk.changing("Issue") as db:
        bookings = db.scalars(
            select(Booking.id).where(Booking.delegate_id == people.ada).order_by(Booking.id)
        ).all()
        kept = {"issued_on": BY.today}
        db.add(Certificate(number="1", booking_id=bookings[0], withdrawn_on=BY.today, **kept))
        db.add(Certificate(number="2", booking_id=bookings[1], **kept))
    with desk.reading() as db:
        assert [row.certificate for row in history_of(db, people.ada)] == ["", "2", ""]


def test_who_waits_sees_the_place_in_the_queue(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Book") as db:
        for delegate_id in (first_aid.ada, first_aid.grace):
            book(db, event_id=first_aid.event, delegate_id=delegate_id, by=BY)
    with desk.reading() as db:
        assert history_of(db, first_aid.ada)[0].place_in_queue is None
        assert history_of(db, first_aid.grace)[0].place_in_queue == 1
