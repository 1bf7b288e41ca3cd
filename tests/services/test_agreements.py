"""Requests that a manager is to agree to."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from tests.conftest import BEFORE, BY, NOON, STARTS, FirstAid, a_delegate, an_event
from tests.worlds import set_up_once
from trainingdesk.domain.agreement import EXPIRED, NOT_AGREED, AgreedHow, Declaration
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.refusals import (
    AlreadyBooked,
    AlreadyRequested,
    EventClosed,
    EventNotOpen,
    Invalid,
    Refused,
)
from trainingdesk.domain.waiting import ShareKind
from trainingdesk.services.agreements import (
    Agreed,
    agree,
    expire_requests,
    refuse,
    request,
    steps_wanted,
)
from trainingdesk.services.asked import agreements_due, agreements_to_chase, asked_on_event
from trainingdesk.services.bookings import book, bookings_on, cancel
from trainingdesk.services.desk import Desk, Stamp
from trainingdesk.services.passing import pass_on_what_ran_out
from trainingdesk.services.places import places_of
from trainingdesk.services.request_expiry import events_with_requests_over
from trainingdesk.services.warnings import warnings_before
from trainingdesk.storage.models import (
    Agency,
    Agreement,
    Board,
    Booking,
    Course,
    Delegate,
    Event,
    PlaceHold,
    PlaceShare,
)

JO = Declaration("Jo Fox", AgreedHow.EMAIL, BEFORE)


def on(days: int) -> Stamp:
    """So many days later."""
    return Stamp("sam", NOON + timedelta(days=days), BEFORE + timedelta(days=days))


def want(desk: Desk, steps: int = 1, days: int = 10) -> None:
    with desk.changing("Want") as db:
        board = db.get_one(Board, 1)
        board.agreement_steps, board.agreement_days = steps, days


@pytest.fixture
@set_up_once
def ada_asks(desk: Desk, first_aid: FirstAid) -> int:
    """A request of Ada, on a board that wants one agreement."""
    want(desk)
    with desk.changing("Request") as db:
        ada = db.get_one(Delegate, first_aid.ada)
        ada.manager, ada.manager_email = "Jo Fox", "jo@example.org"
        return request(db, event_id=first_aid.event, delegate_id=first_aid.ada, by=BY)


def standing(desk: Desk, booking_id: int) -> tuple[BookingStatus, str]:
    with desk.reading() as db:
        booking = db.get_one(Booking, booking_id)
        return booking.status, booking.reason


def declare(desk: Desk, booking_id: int, *, step: int = 1, by: Stamp = BY) -> Agreed:
    with desk.changing("Agree") as db:
        return agree(db, booking_id, step=step, declared=JO, by=by)


def test_a_request_holds_no_place(desk: Desk, first_aid: FirstAid, ada_asks: int) -> None:
    with desk.reading() as db:
        places = places_of(db, first_aid.event)
        assert (places.held, places.free, places.requested) == (0, 1, 1)
        assert steps_wanted(db) == 1
    with desk.changing("Book") as db:
        assert str(book(db, event_id=first_aid.event, delegate_id=first_aid.grace, by=BY)) == (
            "booked"
        )


def test_nobody_asks_where_the_board_wants_no_agreement(desk: Desk, first_aid: FirstAid) -> None:
    with pytest.raises(Refused, match="wants no manager's agreement"), desk.changing("R") as db:
        request(db, event_id=first_aid.event, delegate_id=first_aid.ada, by=BY)


def test_nobody_asks_twice_for_one_event(desk: Desk, first_aid: FirstAid, ada_asks: int) -> None:
    with pytest.raises(AlreadyRequested), desk.changing("Request") as db:
        request(db, event_id=first_aid.event, delegate_id=first_aid.ada, by=BY)
    declare(desk, ada_asks)
    with pytest.raises(AlreadyBooked), desk.changing("Request") as db:
        request(db, event_id=first_aid.event, delegate_id=first_aid.ada, by=BY)


def test_once_agreed_there_is_a_place_and_undo_takes_it_back(
    desk: Desk, first_aid: FirstAid, ada_asks: int
) -> None:
    assert declare(desk, ada_asks) == Agreed(BookingStatus.BOOKED)
    assert standing(desk, ada_asks) == (BookingStatus.BOOKED, "Agreed.")
    with desk.reading() as db:
        row = db.scalars(select(Agreement)).one()
        assert (row.agreed, row.who, row.how, row.decided_on) == (
            True,
            "Jo Fox",
            "E-mail",
            BEFORE,
        )
    desk.undo()
    assert standing(desk, ada_asks)[0] is BookingStatus.REQUESTED
    with desk.reading() as db:
        assert db.scalars(select(Agreement.agreed)).one() is None
    desk.redo()
    assert standing(desk, ada_asks)[0] is BookingStatus.BOOKED
    desk.undo()
    desk.undo()
    with desk.reading() as db:
        assert bookings_on(db, first_aid.event) == []
        assert list(db.scalars(select(Agreement))) == []


def test_a_declaration_that_lacks_something_is_refused_at_its_field(
    desk: Desk, ada_asks: int
) -> None:
    with pytest.raises(Invalid) as refused, desk.changing("Agree") as db:
        agree(db, ada_asks, step=1, declared=replace(JO, who=" "), by=BY)
    assert list(refused.value.problems) == ["who"]
    assert standing(desk, ada_asks)[0] is BookingStatus.REQUESTED


def test_the_day_of_the_request_decides_who_waits_before_whom(
    desk: Desk, first_aid: FirstAid, ada_asks: int
) -> None:
    with desk.changing("Book") as db:
        library = db.get_one(Agency, first_aid.agency)
        late = a_delegate(db, library, "Alan", "Turing").id
        book(db, event_id=first_aid.event, delegate_id=first_aid.grace, by=on(1))
        book(db, event_id=first_aid.event, delegate_id=late, by=on(2))
    assert declare(desk, ada_asks, by=on(3)) == Agreed(BookingStatus.WAITING, 1)
    with desk.reading() as db:
        turns = {row.delegate: row.place_in_queue for row in bookings_on(db, first_aid.event)}
    assert turns == {"Hopper, Grace": None, "King, Ada": 1, "Turing, Alan": 2}


def test_two_steps_are_asked_for_one_after_the_other(desk: Desk, first_aid: FirstAid) -> None:
    want(desk, steps=2)
    with desk.changing("Request") as db:
        asked = request(db, event_id=first_aid.event, delegate_id=first_aid.ada, by=BY)
        library = db.get_one(Agency, first_aid.agency)
        library.contact, library.email = "Training lead", "lead@example.org"
    with pytest.raises(Refused, match="second agreement comes after the first"):
        declare(desk, asked, step=2)
    assert declare(desk, asked, by=on(4)) == Agreed(BookingStatus.REQUESTED)
    with desk.reading() as db:
        (row,) = asked_on_event(db, first_aid.event, today=on(5).today)
    assert (row.step, row.step_said, row.asked_on) == (2, "Second agreement", on(4).today)
    assert (row.whom, row.email) == ("Training lead", "lead@example.org")
    with pytest.raises(Refused, match="first agreement was given already"):
        declare(desk, asked, step=1)
    assert declare(desk, asked, step=2) == Agreed(BookingStatus.BOOKED)


def test_a_refusal_has_its_reason_and_undo_takes_it_back(desk: Desk, ada_asks: int) -> None:
    with pytest.raises(Invalid), desk.changing("Refuse") as db:
        refuse(db, ada_asks, reason=" ", by=BY)
    with desk.changing("Refuse") as db:
        refuse(db, ada_asks, reason="No cover", by=BY)
    assert standing(desk, ada_asks) == (BookingStatus.CANCELLED, "Not agreed: No cover")
    with desk.reading() as db:
        assert db.scalars(select(Agreement.agreed)).one() is False
    with pytest.raises(Refused, match="no open request"):
        declare(desk, ada_asks)
    with pytest.raises(Refused, match="no open request"), desk.changing("Refuse") as db:
        refuse(db, ada_asks, reason="Again", by=BY)
    desk.undo()
    assert standing(desk, ada_asks) == (BookingStatus.REQUESTED, "")


def test_without_agreement_a_request_runs_out_after_the_boards_days(
    desk: Desk, first_aid: FirstAid, ada_asks: int
) -> None:
    for days in (0, 10):
        with desk.changing("Clock") as db:
            assert expire_requests(db, by=on(days)) == []
    with desk.changing("Clock") as db:
        assert expire_requests(db, by=on(11)) == ["Ada King"]
    assert standing(desk, ada_asks) == (BookingStatus.CANCELLED, EXPIRED)
    desk.undo()
    assert standing(desk, ada_asks)[0] is BookingStatus.REQUESTED
    with desk.changing("Clock") as db:
        assert pass_on_what_ran_out(db, by=on(11)) == []  # nobody has a place by it
    assert standing(desk, ada_asks) == (BookingStatus.CANCELLED, EXPIRED)


def test_a_request_runs_out_when_the_event_begins(
    desk: Desk, first_aid: FirstAid, ada_asks: int
) -> None:
    want(desk, days=60)
    day = (STARTS - BEFORE).days
    with desk.reading() as db:
        assert events_with_requests_over(db, by=on(day - 1)) == []
        assert events_with_requests_over(db, by=on(day)) == [first_aid.event]


def test_on_a_closed_register_a_request_stays_as_it_is(
    desk: Desk, first_aid: FirstAid, ada_asks: int
) -> None:
    with desk.changing("Close") as db:
        db.get_one(Event, first_aid.event).register_closed_on = STARTS
        db.flush()
        assert expire_requests(db, by=on(11)) == []
    with pytest.raises(EventClosed):
        declare(desk, ada_asks)


def test_an_agreement_that_comes_late_is_taken_while_the_request_stands(
    desk: Desk, ada_asks: int
) -> None:
    assert declare(desk, ada_asks, by=on(20)).status is BookingStatus.BOOKED


def test_on_an_event_that_is_off_nobody_is_booked_by_an_agreement(
    desk: Desk, first_aid: FirstAid, ada_asks: int
) -> None:
    with desk.changing("Off") as db:
        db.get_one(Event, first_aid.event).status = EventStatus.POSTPONED
    with pytest.raises(EventNotOpen):
        declare(desk, ada_asks)
    assert standing(desk, ada_asks)[0] is BookingStatus.REQUESTED


def test_whoever_is_booked_without_waiting_for_it_keeps_one_booking(
    desk: Desk, first_aid: FirstAid, ada_asks: int
) -> None:
    with desk.reading() as db:
        said = warnings_before(
            db, event_id=first_aid.event, delegate_id=first_aid.ada, today=BEFORE
        )
        assert NOT_AGREED in said
        late = warnings_before(
            db, event_id=first_aid.event, delegate_id=first_aid.ada, today=date(2027, 1, 1)
        )
        assert NOT_AGREED not in late
    with desk.changing("Book") as db:
        book(db, event_id=first_aid.event, delegate_id=first_aid.ada, by=on(2))
        (row,) = bookings_on(db, first_aid.event)
        assert (row.id, row.status, row.booked_on) == (ada_asks, BookingStatus.BOOKED, BEFORE)
        assert asked_on_event(db, first_aid.event, today=BEFORE) == []
        assert expire_requests(db, by=on(30)) == []


def test_a_second_booking_that_an_import_brought_is_not_doubled(
    desk: Desk, first_aid: FirstAid, ada_asks: int
) -> None:
    with desk.changing("Import") as db:
        asked = db.get_one(Booking, ada_asks)
        db.add(
            Booking(
                event_id=asked.event_id,
                delegate_id=asked.delegate_id,
                agency_id=asked.agency_id,
                status=BookingStatus.BOOKED,
            )
        )
    with pytest.raises(AlreadyBooked):
        declare(desk, ada_asks)


@pytest.mark.parametrize("booked_on", [date(2026, 4, 20), None])
def test_a_request_that_an_import_brought_is_agreed_and_never_runs_out(
    desk: Desk, first_aid: FirstAid, booked_on: date | None
) -> None:
    with desk.changing("Import") as db:
        asked = Booking(
            event_id=first_aid.event,
            delegate_id=first_aid.ada,
            agency_id=first_aid.agency,
            status=BookingStatus.REQUESTED,
            booked_on=booked_on,
        )
        db.add(asked)
        db.flush()
        assert expire_requests(db, by=on(39)) == []
        (row,) = agreements_to_chase(db, today=BEFORE)
        assert (row.asked_on, row.last, row.left, row.urgent) == (booked_on, None, "", False)
        (task,) = agreements_due(db, BEFORE)
        assert task.said == "1 agreement"
        number = asked.id
    assert declare(desk, number).status is BookingStatus.BOOKED
    with desk.reading() as db:
        assert db.scalars(select(Agreement.asked_on)).one() == (booked_on or BEFORE)


def test_a_cap_is_not_overstepped_by_an_agreement(
    desk: Desk, first_aid: FirstAid, ada_asks: int
) -> None:
    with desk.changing("Cap") as db:
        cap = {"kind": ShareKind.CAP, "places": 0, "agency_id": first_aid.agency}
        db.add(PlaceShare(event_id=first_aid.event, **cap))
    assert declare(desk, ada_asks) == Agreed(BookingStatus.WAITING, 1)
    assert standing(desk, ada_asks)[1] == "Library has 0 of the 0 places it may have."


def test_a_place_that_is_kept_for_the_agency_is_taken_by_its_request(
    desk: Desk, first_aid: FirstAid, ada_asks: int
) -> None:
    with desk.changing("Keep") as db:
        kept = {"until": STARTS, "made_at": NOON, "places": 1}
        db.add(PlaceHold(event_id=first_aid.event, agency_id=first_aid.agency, **kept))
    assert declare(desk, ada_asks) == Agreed(BookingStatus.BOOKED)
    with desk.reading() as db:
        places = places_of(db, first_aid.event)
    assert (places.booked, places.kept, places.free) == (1, 0, 0)


def test_others_who_are_given_a_place_besides_are_named(
    desk: Desk, first_aid: FirstAid, ada_asks: int
) -> None:
    with desk.changing("Book") as db:
        library = db.get_one(Agency, first_aid.agency)
        alan = a_delegate(db, library, "Alan", "Turing").id
        book(db, event_id=first_aid.event, delegate_id=first_aid.grace, by=on(1))
        book(db, event_id=first_aid.event, delegate_id=alan, by=on(1))
        db.get_one(Event, first_aid.event).places = 3
    assert declare(desk, ada_asks) == Agreed(BookingStatus.BOOKED, None, ("Alan Turing",))


@pytest.fixture
@set_up_once
def several(desk: Desk, first_aid: FirstAid, ada_asks: int) -> int:
    """Ada and Grace ask for the first event, Grace for a later one too, some days after."""
    with desk.changing("Request") as db:
        course = db.get_one(Course, first_aid.course)
        later = an_event(db, course, STARTS + timedelta(days=30), places=3)
        request(db, event_id=first_aid.event, delegate_id=first_aid.grace, by=on(3))
        request(db, event_id=later.id, delegate_id=first_aid.grace, by=on(3))
        return later.id


def test_the_list_to_chase_says_whom_since_when_and_how_long_still(
    desk: Desk, first_aid: FirstAid, several: int
) -> None:
    with desk.reading() as db:
        rows = agreements_to_chase(db, today=on(9).today)
        assert [(row.delegate, row.left, row.urgent) for row in rows] == [
            ("King, Ada", "1 day left", True),
            ("Hopper, Grace", "4 days left", False),
            ("Hopper, Grace", "4 days left", False),
        ]
        assert (rows[0].whom, rows[0].email) == ("Jo Fox", "jo@example.org")
        assert (rows[0].asked_on, rows[0].last) == (BEFORE, on(10).today)
        assert [row.event_id for row in rows] == [first_aid.event, first_aid.event, several]
        found = agreements_to_chase(db, today=on(9).today, words="jo fox")
        assert [row.delegate for row in found] == ["King, Ada"]
        assert agreements_to_chase(db, today=STARTS + timedelta(days=31)) == []


def test_today_tells_how_many_agreements_an_event_waits_for(
    desk: Desk, first_aid: FirstAid, several: int
) -> None:
    with desk.reading() as db:
        first, second = agreements_due(db, on(9).today)
    assert (first.said, first.number, first.urgent) == (
        "2 agreements, the first 1 day left",
        2,
        True,
    )
    assert (second.said, second.event_id) == ("1 agreement, 4 days left", several)


def test_today_leaves_out_the_days_of_requests_that_have_no_time_set(
    desk: Desk, first_aid: FirstAid
) -> None:
    with desk.changing("Import") as db:
        db.add_all(
            Booking(
                event_id=first_aid.event,
                delegate_id=delegate,
                agency_id=first_aid.agency,
                status=BookingStatus.REQUESTED,
            )
            for delegate in (first_aid.ada, first_aid.grace)
        )
    with desk.reading() as db:
        (task,) = agreements_due(db, BEFORE)
    assert task.said == "2 agreements"


def test_a_withdrawn_request_is_no_longer_chased(desk: Desk, ada_asks: int) -> None:
    with desk.changing("Cancel") as db:
        cancel(db, ada_asks, reason="Moved", by=BY)
        assert agreements_to_chase(db, today=BEFORE) == []
        assert expire_requests(db, by=on(30)) == []


def test_the_clock_ends_requests_in_one_act_with_offers(
    desk: Desk, first_aid: FirstAid, ada_asks: int
) -> None:
    at = datetime.combine(BEFORE + timedelta(days=11), NOON.timetz())
    with desk.changing("Clock") as db:
        pass_on_what_ran_out(db, by=Stamp("", at, at.date()))
    assert standing(desk, ada_asks)[0] is BookingStatus.CANCELLED
