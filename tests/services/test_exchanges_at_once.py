"""A colleague is sent at one desk while another desk books or cancels on the same event."""

import pytest
from sqlalchemy.orm import Session

from tests.conftest import BY, FirstAid, a_delegate
from tests.services.at_once import Meeting, at_once, begin_late, take_no_lock
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.refusals import Refused
from trainingdesk.services import bookings, exchanges
from trainingdesk.services.desk import Desk
from trainingdesk.services.passing import open_offer
from trainingdesk.services.places import places_of
from trainingdesk.services.statuses import live_booking
from trainingdesk.storage.models import Agency, Booking, Offer

SUBSTITUTE, CANCEL, BOOK = "substitute", "cancel", "book"


@pytest.fixture
def meeting(meeting: Meeting, monkeypatch: pytest.MonkeyPatch) -> Meeting:
    """Whether both have looked at the booking before either wrote."""

    def pause_then_look(db: Session, event_id: int, delegate_id: int) -> Booking | None:
        meeting.wait()
        return live_booking(db, event_id, delegate_id)

    def pause_then_ask(db: Session, booking_id: int) -> Offer | None:
        meeting.wait()
        return open_offer(db, booking_id)

    monkeypatch.setattr(exchanges, "live_booking", pause_then_look)
    monkeypatch.setattr(bookings, "open_offer", pause_then_ask)
    return meeting


def both(desks: list[Desk], first_aid: FirstAid, other: str) -> list[str]:
    """Send a colleague for Ada, whose place it is while Grace waits; what was done."""
    with desks[0].changing("Set up") as db:
        alan = a_delegate(db, db.get_one(Agency, first_aid.agency), "Alan", "Turing").id
        ada = bookings.book(db, event_id=first_aid.event, delegate_id=first_aid.ada, by=BY)
        bookings.book(db, event_id=first_aid.event, delegate_id=first_aid.grace, by=BY)
        mary = a_delegate(db, db.get_one(Agency, first_aid.agency), "Mary", "Seacole").id

    def do(desk: Desk, what: str) -> str:
        try:
            with desk.changing(what) as db:
                if what == SUBSTITUTE:
                    exchanges.substitute(db, ada.booking_id, alan, by=BY)
                elif what == CANCEL:
                    bookings.cancel(db, ada.booking_id, reason="", by=BY)
                else:
                    bookings.book(db, event_id=first_aid.event, delegate_id=mary, by=BY)
        except Refused:
            return ""
        return what

    return [what for what in at_once(do, desks, [SUBSTITUTE, other]) if what]


def held(desk: Desk, first_aid: FirstAid) -> int:
    with desk.reading() as db:
        return places_of(db, first_aid.event).held


def test_a_place_is_handed_over_or_given_up_and_never_both(
    desk: Desk, other_desk: Desk, first_aid: FirstAid, meeting: Meeting
) -> None:
    assert both([desk, other_desk], first_aid, CANCEL) in ([SUBSTITUTE], [CANCEL])
    assert not meeting.happened
    assert held(desk, first_aid) == 1


def test_without_the_lock_it_would_be_handed_over_and_given_up(
    desk: Desk,
    other_desk: Desk,
    first_aid: FirstAid,
    meeting: Meeting,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    meeting.patience = 10

    take_no_lock(monkeypatch)
    begin_late([desk, other_desk])
    assert both([desk, other_desk], first_aid, CANCEL) == [SUBSTITUTE, CANCEL]
    assert meeting.happened


def test_whoever_books_meanwhile_waits_and_the_colleague_has_the_place(
    desk: Desk, other_desk: Desk, first_aid: FirstAid, meeting: Meeting
) -> None:
    assert both([desk, other_desk], first_aid, BOOK) == [SUBSTITUTE, BOOK]
    with desk.reading() as db:
        found = places_of(db, first_aid.event)
        assert (found.booked, found.waiting, found.over) == (1, 2, 0)
        there = {row.delegate: row.status for row in bookings.bookings_on(db, first_aid.event)}
    assert there["Turing, Alan"] is BookingStatus.BOOKED
