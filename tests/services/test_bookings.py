import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from tests.conftest import BEFORE, BY, BY_AFTER, STARTS, FirstAid, a_delegate, an_agency
from tests.worlds import set_up_once
from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.refusals import (
    AlreadyBooked,
    CameAlready,
    EventClosed,
    EventNotOpen,
    NotCancellable,
    SavedMeanwhile,
    Unknown,
)
from trainingdesk.domain.waiting import ShareKind
from trainingdesk.services.bookings import (
    add_walk_in,
    book,
    bookings_on,
    cancel,
    cancel_several,
)
from trainingdesk.services.desk import Desk
from trainingdesk.services.places import places_of
from trainingdesk.storage.models import (
    Agency,
    Booking,
    Delegate,
    Event,
    Mark,
    PlaceShare,
    StatusChange,
)


@pytest.fixture
@set_up_once
def both_booked(desk: Desk, first_aid: FirstAid) -> FirstAid:
    with desk.changing("Book both") as db:
        book(db, event_id=first_aid.event, delegate_id=first_aid.ada, by=BY)
        book(db, event_id=first_aid.event, delegate_id=first_aid.grace, by=BY)
    return first_aid


def cancel_ada(desk: Desk, at: FirstAid) -> list[str]:
    with desk.changing("Cancel") as db:
        ada = next(row for row in bookings_on(db, at.event) if row.delegate_id == at.ada)
        return cancel(db, ada.id, reason="Ill", by=BY)


def statuses(desk: Desk, event_id: int) -> dict[str, BookingStatus]:
    with desk.reading() as db:
        return {row.delegate: row.status for row in bookings_on(db, event_id)}


def test_the_second_delegate_waits_for_the_only_place(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Book both") as db:
        first = book(db, event_id=first_aid.event, delegate_id=first_aid.ada, by=BY)
        second = book(db, event_id=first_aid.event, delegate_id=first_aid.grace, by=BY)
    assert [str(first), str(second)] == ["booked", "waiting 1"]
    assert statuses(desk, first_aid.event) == {
        "Hopper, Grace": BookingStatus.WAITING,
        "King, Ada": BookingStatus.BOOKED,
    }


def test_a_cancelled_place_goes_to_whoever_waited_longest(
    desk: Desk, both_booked: FirstAid
) -> None:
    assert cancel_ada(desk, both_booked) == ["Grace Hopper"]
    assert statuses(desk, both_booked.event) == {
        "Hopper, Grace": BookingStatus.BOOKED,
        "King, Ada": BookingStatus.CANCELLED,
    }


def test_every_change_of_status_is_kept(desk: Desk, both_booked: FirstAid) -> None:
    cancel_ada(desk, both_booked)
    with desk.reading() as db:
        kept = db.execute(
            select(Booking.delegate_id, StatusChange.status, StatusChange.reason)
            .join(Booking, Booking.id == StatusChange.booking_id)
            .order_by(StatusChange.id)
        ).all()
    assert [tuple(row) for row in kept] == [
        (both_booked.ada, BookingStatus.BOOKED, ""),
        (both_booked.grace, BookingStatus.WAITING, ""),
        (both_booked.ada, BookingStatus.CANCELLED, "Ill"),
        (both_booked.grace, BookingStatus.BOOKED, "A place became free."),
    ]


def test_leaving_the_queue_promotes_nobody(desk: Desk, both_booked: FirstAid) -> None:
    with desk.changing("Cancel") as db:
        rows = bookings_on(db, both_booked.event)
        grace = next(row for row in rows if row.delegate_id == both_booked.grace)
        assert cancel(db, grace.id, reason="", by=BY) == []
    assert statuses(desk, both_booked.event)["King, Ada"] is BookingStatus.BOOKED


def test_a_newcomer_does_not_overtake_the_queue(desk: Desk, both_booked: FirstAid) -> None:
    with desk.changing("More places") as db:
        db.get_one(Event, both_booked.event).places = 2
        alan = a_delegate(db, db.get_one(Agency, both_booked.agency), "Alan", "Turing")
        db.flush()
        booked = book(db, event_id=both_booked.event, delegate_id=alan.id, by=BY)
    assert str(booked) == "waiting 1"
    assert statuses(desk, both_booked.event)["Hopper, Grace"] is BookingStatus.BOOKED


def test_a_cancellation_fills_every_free_place_and_no_more(
    desk: Desk, both_booked: FirstAid
) -> None:
    with desk.changing("Queue up") as db:
        library = db.get_one(Agency, both_booked.agency)
        for number in range(3):
            late = a_delegate(db, library, f"Late {number}", "Comer")
            book(db, event_id=both_booked.event, delegate_id=late.id, by=BY)
        db.get_one(Event, both_booked.event).places = 2
    assert cancel_ada(desk, both_booked) == ["Grace Hopper", "Late 0 Comer"]
    with desk.reading() as db:
        places = places_of(db, both_booked.event)
    assert (places.booked, places.free, places.waiting) == (2, 0, 2)


def test_nobody_is_booked_twice(desk: Desk, both_booked: FirstAid) -> None:
    with pytest.raises(AlreadyBooked, match="already has a booking"), desk.changing("Again") as db:
        book(db, event_id=both_booked.event, delegate_id=both_booked.ada, by=BY)


def test_whoever_cancelled_may_book_again(desk: Desk, both_booked: FirstAid) -> None:
    cancel_ada(desk, both_booked)
    with desk.changing("Book") as db:
        booked = book(db, event_id=both_booked.event, delegate_id=both_booked.ada, by=BY)
        assert len(bookings_on(db, both_booked.event)) == 3
    assert booked.status is BookingStatus.WAITING


def test_what_was_cancelled_cannot_be_cancelled_again(desk: Desk, both_booked: FirstAid) -> None:
    cancel_ada(desk, both_booked)
    with pytest.raises(NotCancellable):
        cancel_ada(desk, both_booked)


def test_the_database_itself_forbids_two_live_bookings(desk: Desk, both_booked: FirstAid) -> None:
    again = Booking(
        event_id=both_booked.event,
        delegate_id=both_booked.ada,
        agency_id=both_booked.agency,
        status=BookingStatus.WALK_IN,
        booked_on=BEFORE,
    )
    with pytest.raises((IntegrityError, SavedMeanwhile)), desk.changing("Again") as db:
        db.add(again)


@pytest.mark.parametrize("status", ["Draft", "Postponed", "Cancelled"])
def test_an_event_that_is_not_on_takes_no_bookings(
    desk: Desk, first_aid: FirstAid, status: str
) -> None:
    with desk.changing("Call off") as db:
        db.get_one(Event, first_aid.event).status = EventStatus(status)
    with pytest.raises(EventNotOpen, match=status), desk.changing("Book") as db:
        book(db, event_id=first_aid.event, delegate_id=first_aid.ada, by=BY)


def test_a_place_freed_on_an_event_called_off_goes_to_nobody(
    desk: Desk, both_booked: FirstAid
) -> None:
    with desk.changing("Call off") as db:
        db.get_one(Event, both_booked.event).status = EventStatus.CANCELLED
    assert cancel_ada(desk, both_booked) == []


def test_a_closed_register_closes_the_bookings(desk: Desk, both_booked: FirstAid) -> None:
    with desk.changing("Close") as db:
        db.get_one(Event, both_booked.event).register_closed_on = STARTS
    with pytest.raises(EventClosed):
        cancel_ada(desk, both_booked)


def test_what_is_not_there_is_unknown(desk: Desk, first_aid: FirstAid) -> None:
    for event_id, delegate_id in ((first_aid.event, -1), (-1, first_aid.ada)):
        with pytest.raises(Unknown), desk.changing("Book") as db:
            book(db, event_id=event_id, delegate_id=delegate_id, by=BY)
    with pytest.raises(Unknown), desk.changing("Cancel") as db:
        cancel(db, -1, reason="", by=BY)


def test_the_booking_keeps_the_agency_as_it_was(desk: Desk, both_booked: FirstAid) -> None:
    with desk.changing("Move") as db:
        db.get_one(Delegate, both_booked.ada).agency_id = an_agency(db, "Police").id
    with desk.reading() as db:
        assert {row.agency for row in bookings_on(db, both_booked.event)} == {"Library"}


def test_a_walk_in_needs_no_place(desk: Desk, both_booked: FirstAid) -> None:
    with desk.changing("Walk-in") as db:
        alan = a_delegate(db, db.get_one(Agency, both_booked.agency), "Alan", "Turing")
        add_walk_in(db, event_id=both_booked.event, delegate_id=alan.id, by=BY_AFTER)
    with desk.reading() as db:
        places = places_of(db, both_booked.event)
    assert (places.booked, places.waiting, places.walk_ins, places.free) == (1, 1, 1, 0)


def test_nobody_cancelled_in_the_same_act_is_promoted(desk: Desk, both_booked: FirstAid) -> None:
    with desk.changing("Cancel both") as db:
        rows = [row.id for row in bookings_on(db, both_booked.event)]
        assert cancel_several(db, rows, reason="", by=BY) == []
    assert set(statuses(desk, both_booked.event).values()) == {BookingStatus.CANCELLED}


def test_whoever_came_cannot_be_cancelled(desk: Desk, both_booked: FirstAid) -> None:
    with desk.changing("Mark") as db:
        ada = next(
            row for row in bookings_on(db, both_booked.event) if row.delegate_id == both_booked.ada
        )
        came = Attendance.ATTENDED
        db.add(Mark(booking_id=ada.id, session_id=both_booked.session, attendance=came))
    with pytest.raises(CameAlready, match="marked as having come"):
        cancel_ada(desk, both_booked)


def test_a_newcomer_is_booked_where_a_cap_holds_up_all_who_wait(
    desk: Desk, first_aid: FirstAid
) -> None:
    with desk.changing("Set up") as db:
        library = db.get_one(Agency, first_aid.agency)
        db.add(
            PlaceShare(event_id=first_aid.event, agency_id=library.id, kind=ShareKind.CAP, places=0)
        )
        police = an_agency(db, "Tern Police", "Police")
        one, other = (a_delegate(db, police, "P", name).id for name in ("One", "Other"))
    with desk.changing("Book") as db:
        book(db, event_id=first_aid.event, delegate_id=one, by=BY)
        book(db, event_id=first_aid.event, delegate_id=first_aid.ada, by=BY)
        first = bookings_on(db, first_aid.event)
        mine = next(row for row in first if row.delegate_id == one)
        assert cancel(db, mine.id, reason="", by=BY) == []
    with desk.changing("Book") as db:
        booked = book(db, event_id=first_aid.event, delegate_id=other, by=BY)
    assert str(booked) == "booked"
