from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.conftest import BY, NOON
from tests.exchange.files import Rows
from tests.exchange.kinds import moment
from tests.services.importing.sent import BOOKING, EVENT, EVENTS, Sender
from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.waiting import OfferAnswer, Promotion
from trainingdesk.services.desk import Stamp
from trainingdesk.services.offers import offer_place
from trainingdesk.services.passing import pass_on_what_ran_out
from trainingdesk.storage.models import (
    Agency,
    Board,
    Booking,
    Delegate,
    Event,
    Mark,
    MarkChange,
    Offer,
    StatusChange,
)

MAY, JUNE = moment(2026, 5, 1), moment(2026, 6, 1)


def bookings(*rows: tuple[object, ...]) -> dict[str, Rows]:
    """A sheet of bookings; cells that a row leaves out are empty."""
    return {"Bookings": [BOOKING, *([*row, *[None] * (7 - len(row))] for row in rows)]}


def held(world: Sender) -> list[tuple[object, ...]]:
    return world.all(Booking, "status", "booked_on", "changed_on", "reason")


def test_a_booking_is_stored_with_its_history_and_its_marks(world: Sender) -> None:
    world.load(bookings(("DV-1", "D1", MAY, "Booked", None, "Late", "Asked by phone")))
    assert held(world) == [(BookingStatus.BOOKED, date(2026, 5, 1), None, "Asked by phone")]
    assert world.all(StatusChange, "status", "on", "who", "via", "reason") == [
        (BookingStatus.BOOKED, date(2026, 5, 1), "sam", "Workbook", "Asked by phone")
    ]
    assert world.all(Mark, "attendance") == [(Attendance.LATE,)] * 2


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("GHOST", "D1", MAY, "Booked"), "Event: 'GHOST' is no event"),
        (("DV-1", "D99", MAY, "Booked"), "Delegate: 'D99' is no delegate"),
        (
            ("DV-1", "Shared@example.org", MAY, "Booked"),
            "Delegate: 'Shared@example.org' is the address of Grace Hopper (D2) and Alan Turing",
        ),
        (("DV-1", "D1", "#REF!", "Booked"), "Booked on: '#REF!' is a spreadsheet's error"),
        (("DV-1", "D1", MAY, None), "Status: is empty"),
    ],
)
def test_a_bad_booking_is_named(world: Sender, row: tuple[object, ...], said: str) -> None:
    (line,) = world.refused(bookings(row))
    assert line.startswith(f"Bookings row 2: {said}")


def test_a_second_live_booking_is_refused_at_the_later_row(world: Sender) -> None:
    book = bookings(
        ("DV-1", "D1", MAY, "Cancelled", JUNE),
        ("DV-1", "D1", JUNE, "Booked"),
        ("DV-1", "D2", JUNE, "Booked"),
        ("dv-1", "d1", JUNE, "Waiting"),
    )
    assert world.refused(book) == [
        (
            "Bookings row 5: Delegate: 'd1' stands on 'dv-1' already, in row 3; "
            "expected one booking that is not given up."
        )
    ]
    world.load(book, skip=True)
    assert [row[0] for row in held(world)] == ["Cancelled", "Booked", "Booked"]
    assert world.load(book, skip=True).total.same == 3


def test_earlier_bookings_that_were_given_up_may_be_equal(world: Sender) -> None:
    book = bookings(("DV-1", "D1", MAY, "Cancelled", JUNE), ("DV-1", "D1", MAY, "Cancelled", JUNE))
    assert world.load(book).total.new == 2
    assert world.load(book).total.same == 2
    assert len(held(world)) == 2


def test_a_booking_that_was_given_up_since_is_the_one_of_that_day(world: Sender) -> None:
    world.load(bookings(("DV-1", "D1", MAY, "Booked")))
    later = bookings(
        ("DV-1", "D1", JUNE, "Booked"), ("DV-1", "D1", MAY, "Cancelled", JUNE, None, "Sickness")
    )
    outcome = world.load(later)
    assert (outcome.total.new, outcome.total.changed) == (1, 1)
    assert held(world) == [
        (BookingStatus.CANCELLED, date(2026, 5, 1), date(2026, 6, 1), "Sickness"),
        (BookingStatus.BOOKED, date(2026, 6, 1), None, ""),
    ]
    assert [row[0] for row in world.all(StatusChange, "status")] == [
        "Booked",
        "Booked",
        "Cancelled",
    ]
    assert world.load(later).total.same == 2


def test_whoever_waited_and_was_booked_keeps_the_booking(world: Sender) -> None:
    world.load(bookings(("DV-1", "D1", MAY, "Waiting")))
    world.load(bookings(("DV-1", "D1", JUNE, "Booked")))
    assert held(world) == [(BookingStatus.BOOKED, date(2026, 6, 1), None, "")]


def test_a_live_row_speaks_of_the_live_booking_even_on_another_day(world: Sender) -> None:
    world.load(bookings(("DV-1", "D1", MAY, "Cancelled"), ("DV-1", "D1", JUNE, "Booked")))
    assert world.load(bookings(("DV-1", "D1", MAY, "Booked"))).total.changed == 1
    assert [row[0] for row in held(world)] == ["Cancelled", "Booked"]


def test_statuses_that_change_places_never_stand_twice(world: Sender) -> None:
    world.load(bookings(("DV-1", "D1", MAY, "Booked"), ("DV-1", "D1", JUNE, "Cancelled")))
    world.load(bookings(("DV-1", "D1", MAY, "Cancelled"), ("DV-1", "D1", JUNE, "Booked")))
    assert sorted(row[:2] for row in held(world)) == [
        (BookingStatus.BOOKED, date(2026, 6, 1)),
        (BookingStatus.CANCELLED, date(2026, 5, 1)),
    ]


def test_an_empty_cell_leaves_what_is_there(world: Sender) -> None:
    world.load(bookings(("DV-1", "D1", MAY, "Booked", JUNE, "Attended", "By phone")))
    assert world.load(bookings(("DV-1", "D1", None, "Booked"))).total.same == 1
    assert held(world) == [(BookingStatus.BOOKED, date(2026, 5, 1), date(2026, 6, 1), "By phone")]
    assert len(world.all(Mark, "id")) == 2


def test_a_mark_is_corrected_at_every_session(world: Sender) -> None:
    world.load(bookings(("DV-1", "D1", MAY, "Booked", None, "Absent")))
    outcome = world.load(bookings(("DV-1", "D1", MAY, "Booked", None, "attended")))
    assert outcome.total.changed == 1
    assert world.all(Mark, "attendance") == [(Attendance.ATTENDED,)] * 2
    assert len(world.all(StatusChange, "id")) == 1


def test_what_a_workbook_makes_of_a_mark_is_kept_and_its_minutes_go(world: Sender) -> None:
    world.load(bookings(("FA-1", "D1", MAY, "Booked", None, "Late")))
    assert world.all(MarkChange, "id") == []  # a first mark comes with its booking
    with world.desk.changing("Mark") as db:
        db.query(Mark).one().minutes_late = 20
    world.load(bookings(("FA-1", "D1", MAY, "Booked", None, "Late")))
    assert world.all(Mark, "attendance", "minutes_late") == [(Attendance.LATE, 20)]
    world.load(bookings(("FA-1", "D1", MAY, "Booked", None, "Attended")))
    assert world.all(Mark, "attendance", "minutes_late") == [(Attendance.ATTENDED, None)]
    kept = [
        (Attendance.LATE, 20, "", "Before"),
        (Attendance.ATTENDED, None, "sam", "Workbook"),
    ]
    assert world.all(MarkChange, "attendance", "minutes_late", "who", "via") == kept
    world.load(bookings(("FA-1", "D1", MAY, "Booked", None, "Absent")))
    kept.append((Attendance.ABSENT, None, "sam", "Workbook"))
    assert world.all(MarkChange, "attendance", "minutes_late", "who", "via") == kept


def test_marks_of_single_sessions_stay_while_they_say_the_same_together(world: Sender) -> None:
    book = bookings(("DV-1", "D1", MAY, "Booked", None, "Late"))
    world.load(book)
    with world.desk.changing("Mark") as db:
        first = db.get_one(Mark, 1)
        first.attendance = Attendance.ABSENT
    assert world.load(book).total.same == 1
    assert world.all(Mark, "attendance") == [(Attendance.ABSENT,), (Attendance.LATE,)]


def test_a_day_added_to_an_event_is_marked_too(world: Sender) -> None:
    book = bookings(("FA-1", "D1", MAY, "Booked", None, "Attended"))
    world.load(book)
    second = ("FA-1", "FA", moment(2026, 4, 8), None, None, None, None, 20, "Delivered")
    world.load({"Events": [EVENT, EVENTS[1], second], **book})
    assert world.all(Mark, "attendance") == [(Attendance.ATTENDED,)] * 2


def test_a_booking_keeps_the_agency_its_delegate_had(world: Sender) -> None:
    world.load(bookings(("DV-1", "D1", MAY, "Booked")))
    head = ("Delegate", "First name", "Last name", "Agency")
    moved = {"Delegates": [head, ("D1", "Ada", "King", "Havering Council")]}
    world.load({**moved, **bookings(("DV-1", "D1", MAY, "Waiting"), ("FA-1", "D1", MAY, "Booked"))})
    police, council = (number for (number,) in world.all(Agency, "id"))
    assert world.all(Delegate, "agency_id")[0] == (council,)
    assert world.all(Booking, "agency_id") == [(police,), (council,)]


def test_a_booking_hangs_on_a_refused_delegate_only_where_the_desk_knows_none(
    world: Sender,
) -> None:
    head = ("Delegate", "First name", "Last name", "Agency")
    bad = {"Delegates": [head, ("D1", "Ada", None, "Met"), ("D9", "Joan", None, "Met")]}
    book = {**bad, **bookings(("DV-1", "D1", MAY, "Booked"), ("DV-1", "d9", MAY, "Booked"))}
    outcome = world.load(book, skip=True)
    assert (outcome.sheets["Bookings"].new, outcome.sheets["Bookings"].hanging) == (1, 1)


def test_a_header_that_is_wrong_leaves_out_its_sheet_alone(world: Sender) -> None:
    book = {**bookings(("DV-1", "D1", MAY, "Booked")), "Costs": [("When", "Amount"), (MAY, 5)]}
    outcome = world.load(book, skip=True)
    assert [str(problem) for problem in outcome.problems] == [
        "sent.xlsx: Costs row 1: Date: there is no column of this name; expected one."
    ]
    assert outcome.good == 1


def test_a_given_up_booking_without_its_day_is_the_one_the_desk_has(world: Sender) -> None:
    world.load(bookings(("DV-1", "D1", MAY, "Cancelled", JUNE)))
    assert world.load(bookings(("DV-1", "D1", None, "Cancelled"))).total.same == 1
    assert len(held(world)) == 1


def test_where_people_are_only_counted_nobody_is_booked(world: Sender) -> None:
    with world.desk.changing("Count only") as db:
        db.get_one(Event, 2).headcount_only = True
    live = ("DV-1", "D1", moment(2026, 5, 1), "Booked")
    gone = ("DV-1", "D2", moment(2026, 5, 1), "Cancelled", moment(2026, 5, 2))
    (said,) = world.refused(bookings(live, gone))
    assert "people are only counted at" in said


def test_an_offer_of_whom_the_workbook_books_runs_out_no_more(
    world: Sender,
) -> None:
    world.load(bookings(("DV-1", "D1", MAY, "Waiting")))
    with world.desk.changing("Offer") as db:
        db.get_one(Board, 1).promotion = Promotion.OFFERED
        offer_place(db, db.scalars(select(Booking.id)).one(), by=BY)
    world.load(bookings(("DV-1", "D1", MAY, "Booked")))
    with world.desk.changing("End", undoable=False) as db:
        later = NOON + timedelta(days=20)
        pass_on_what_ran_out(db, by=Stamp("sam", later, later.date()))
        assert db.scalars(select(Booking)).one().status is BookingStatus.BOOKED
        assert db.scalars(select(Offer.answer)).one() is OfferAnswer.WITHDRAWN
