"""Whoever gives a place up and takes one again is charged once, for the place that counts."""

from datetime import date

from tests.services.charging.conftest import PLAIN, Month, on
from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.booking import BookingStatus, Via
from trainingdesk.domain.charging.line import Occasion
from trainingdesk.services.bookings import book
from trainingdesk.storage.models import Booking, Event, StatusChange

THE_DAY_BEFORE = date(2026, 6, 9)


def dan_books_again(month: Month, name: str = "Dan again") -> None:
    """Dan cancelled on the day before, and is booked on the event once more."""
    with month.desk.changing("Again") as db:
        dan = db.get_one(Booking, month.bookings["Dan"]).delegate_id
        booked = book(db, event_id=month.event, delegate_id=dan, by=on(THE_DAY_BEFORE))
        month.bookings[name] = booked.booking_id


def dan_cancelled(month: Month) -> None:
    month.puts_in_force(PLAIN)
    month.books("Dan")
    month.cancels("Dan", THE_DAY_BEFORE)
    assert month.who() == {"Dan": (Occasion.LATE_CANCELLATION, 50_00)}


def test_an_absence_after_booking_again_is_charged_and_the_cancellation_is_not(
    month: Month,
) -> None:
    dan_cancelled(month)
    dan_books_again(month)
    assert month.who() == {}
    month.marks(**{"Dan again": Attendance.ABSENT})
    month.closes()
    assert month.who() == {"Dan again": (Occasion.ABSENCE, 70_00)}


def test_whoever_comes_after_all_owes_nothing(month: Month) -> None:
    dan_cancelled(month)
    dan_books_again(month)
    month.marks(**{"Dan again": Attendance.ATTENDED})
    month.closes()
    assert month.who() == {}


def test_of_two_cancellations_the_last_one_counts(month: Month) -> None:
    dan_cancelled(month)
    dan_books_again(month)
    month.cancels("Dan again", THE_DAY_BEFORE)
    assert month.who() == {"Dan again": (Occasion.LATE_CANCELLATION, 50_00)}


def test_a_turn_in_the_queue_is_no_place_taken_again(month: Month) -> None:
    dan_cancelled(month)
    with month.desk.changing("Full") as db:
        db.get_one(Event, month.event).places = 1
    month.books("Ann")
    dan_books_again(month)
    assert month.who() == {"Dan": (Occasion.LATE_CANCELLATION, 50_00)}
    month.cancels("Dan again", THE_DAY_BEFORE)
    assert month.who() == {"Dan": (Occasion.LATE_CANCELLATION, 50_00)}


def test_two_cancellations_that_a_workbook_tells_are_charged_once(month: Month) -> None:
    dan_cancelled(month)
    cancelled = BookingStatus.CANCELLED
    with month.desk.changing("Import") as db:
        first = db.get_one(Booking, month.bookings["Dan"])
        again = Booking(event_id=first.event_id, status=cancelled, changed_on=THE_DAY_BEFORE)
        again.delegate_id, again.agency_id = first.delegate_id, first.agency_id
        db.add(again)
        db.flush()
        told = StatusChange(booking_id=again.id, status=cancelled, at=on(THE_DAY_BEFORE).at)
        told.via, told.who, told.on = Via.WORKBOOK, "sam", THE_DAY_BEFORE
        db.add(told)
        month.bookings["Dan again"] = again.id
    assert month.who() == {"Dan again": (Occasion.LATE_CANCELLATION, 50_00)}
