"""Where bookings stand, and when they may change."""

import pytest

from tests.services.queueing import Queueing, stamp
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.refusals import AlreadyBooked, EventNotOpen, Unknown
from trainingdesk.services.bookings import book
from trainingdesk.storage.models import Booking


def test_nobody_is_booked_on_an_event_that_is_gone(line: Queueing) -> None:
    with pytest.raises(Unknown, match="no longer there"):
        line.book("Ada", event=-1)


def test_nobody_is_booked_twice_but_whoever_gave_up_is_booked_again(line: Queueing) -> None:
    line.book("Ada")
    with pytest.raises(AlreadyBooked):
        line.book("Ada")
    line.cancel("Ada")
    line.book("Ada")
    assert line.standing() == {"Ada": "Booked"}


def test_where_people_are_only_counted_nobody_is_booked_by_name(line: Queueing) -> None:
    line.change(headcount_only=True)
    with pytest.raises(EventNotOpen, match="only counted"):
        line.book("Ada")


def test_a_request_becomes_the_booking_and_no_second_one_is_made(line: Queueing) -> None:
    with line.desk.changing("Ask") as db:
        asked = Booking(
            event_id=line.first,
            delegate_id=line.people["Ada"],
            agency_id=line.library,
            status=BookingStatus.REQUESTED,
        )
        db.add(asked)
        db.flush()
        asked_id = asked.id
    with line.desk.changing("Book") as db:
        booked = book(db, event_id=line.first, delegate_id=line.people["Ada"], by=stamp())
    assert booked.booking_id == asked_id
    assert line.standing() == {"Ada": "Booked"}
