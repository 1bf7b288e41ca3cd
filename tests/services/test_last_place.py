"""Two people at two desks go for the last place at once."""

import pytest

from tests.conftest import BY, FirstAid, a_delegate
from tests.services.at_once import Meeting, at_once, begin_late, take_no_lock
from trainingdesk.domain.booking import BookingStatus, status_of_new_booking
from trainingdesk.domain.refusals import ChangedSince, DeskBusy
from trainingdesk.services import bookings
from trainingdesk.services.desk import Desk
from trainingdesk.storage.models import Agency, Event

BOOKED, WAITING = BookingStatus.BOOKED, BookingStatus.WAITING


@pytest.fixture
def meeting(meeting: Meeting, monkeypatch: pytest.MonkeyPatch) -> Meeting:
    """Whether two have counted places before either wrote."""

    def pause_then_decide(*, free: int, waiting: int) -> BookingStatus:
        meeting.wait()
        return status_of_new_booking(free=free, waiting=waiting)

    monkeypatch.setattr(bookings, "status_of_new_booking", pause_then_decide)
    return meeting


def book_at_once(desks: list[Desk], first_aid: FirstAid) -> list[BookingStatus]:
    def book(desk: Desk, delegate_id: int) -> BookingStatus:
        with desk.changing("Book") as db:
            booked = bookings.book(db, event_id=first_aid.event, delegate_id=delegate_id, by=BY)
            return booked.status

    return sorted(at_once(book, desks, [first_aid.ada, first_aid.grace]))


def test_one_gets_the_last_place_and_the_other_waits(
    desk: Desk, other_desk: Desk, first_aid: FirstAid, meeting: Meeting
) -> None:
    assert book_at_once([desk, other_desk], first_aid) == [BOOKED, WAITING]
    assert not meeting.happened


def test_without_the_lock_both_would_get_it(
    desk: Desk,
    other_desk: Desk,
    first_aid: FirstAid,
    meeting: Meeting,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    meeting.patience = 10
    switch_off_the_lock([desk, other_desk], monkeypatch)
    assert book_at_once([desk, other_desk], first_aid) == [BOOKED, BOOKED]
    assert meeting.happened


def switch_off_the_lock(desks: list[Desk], monkeypatch: pytest.MonkeyPatch) -> None:
    take_no_lock(monkeypatch)
    begin_late(desks)


def test_waiting_too_long_for_another_is_explained(
    desk: Desk, other_desk: Desk, first_aid: FirstAid
) -> None:
    if desk._engine.dialect.name != "sqlite":
        pytest.skip("on PostgreSQL, only those who want the same rows wait")
    with other_desk.reading() as db:
        db.connection().exec_driver_sql("PRAGMA busy_timeout = 50")
    with (
        desk.changing("Book"),
        pytest.raises(DeskBusy, match="Someone else"),
        other_desk.changing("Book"),
    ):
        pytest.fail("should not begin")


def test_undo_gives_back_no_place_that_another_has_taken_since(
    desk: Desk, other_desk: Desk, first_aid: FirstAid
) -> None:
    with desk.changing("Book") as db:
        bookings.book(db, event_id=first_aid.event, delegate_id=first_aid.ada, by=BY)
    with desk.changing("Cancel") as db:
        booked = bookings.bookings_on(db, first_aid.event)[0]
        bookings.cancel(db, booked.id, reason="", by=BY)
    with other_desk.changing("Book") as db:
        bookings.book(db, event_id=first_aid.event, delegate_id=first_aid.grace, by=BY)
    with pytest.raises(ChangedSince):
        desk.undo()
    with desk.reading() as db:
        statuses = {row.delegate: row.status for row in bookings.bookings_on(db, first_aid.event)}
    assert statuses == {"King, Ada": BookingStatus.CANCELLED, "Hopper, Grace": BOOKED}


def test_undo_takes_nobody_away_whom_another_has_booked_since(
    desk: Desk, other_desk: Desk, first_aid: FirstAid
) -> None:
    with desk.changing("Add") as db:
        alan = a_delegate(db, db.get_one(Agency, first_aid.agency), "Alan", "Turing").id
    with other_desk.changing("Book") as db:
        bookings.book(db, event_id=first_aid.event, delegate_id=alan, by=BY)
    with pytest.raises(ChangedSince):
        desk.undo()
    with desk.reading() as db:
        assert [row.delegate for row in bookings.bookings_on(db, first_aid.event)] == [
            "Turing, Alan"
        ]


def test_undo_makes_no_second_booking_of_one_person(
    desk: Desk, other_desk: Desk, first_aid: FirstAid
) -> None:
    with desk.changing("Places") as db:
        db.get_one(Event, first_aid.event).places = 5
    with desk.changing("Book") as db:
        bookings.book(db, event_id=first_aid.event, delegate_id=first_aid.ada, by=BY)
    with desk.changing("Cancel") as db:
        booked = bookings.bookings_on(db, first_aid.event)[0]
        bookings.cancel(db, booked.id, reason="", by=BY)
    with other_desk.changing("Book") as db:
        bookings.book(db, event_id=first_aid.event, delegate_id=first_aid.ada, by=BY)
    with pytest.raises(ChangedSince):
        desk.undo()
