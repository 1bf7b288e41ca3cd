"""A colleague instead, and another date of the course."""

import pytest
from sqlalchemy import select

from tests.conftest import AFTER, BY, NOON
from tests.services.booking_desk import ADA, ALAN, GRACE, JOAN, MARY, Dates, on, two_dates
from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.refusals import (
    AlreadyBooked,
    CameAlready,
    EventClosed,
    EventNotOpen,
    Refused,
    Unknown,
)
from trainingdesk.domain.waiting import OfferAnswer, Origin, Promotion, ShareKind
from trainingdesk.services.desk import Desk
from trainingdesk.services.exchanges import Transferred, substitute, transfer, transfer_several
from trainingdesk.services.offers import offer_place
from trainingdesk.storage.models import (
    Board,
    Booking,
    BookingOrigin,
    Event,
    HeldName,
    Mark,
    Offer,
    PlaceHold,
    PlaceShare,
    SharedWait,
)

BOOKED, WAITING, OFFERED = BookingStatus.BOOKED, BookingStatus.WAITING, BookingStatus.OFFERED
SUBSTITUTED, TRANSFERRED = BookingStatus.SUBSTITUTED, BookingStatus.TRANSFERRED
CANCELLED = BookingStatus.CANCELLED


@pytest.fixture
def dates(desk: Desk) -> Dates:
    return two_dates(desk)


def substituted(dates: Dates, booking: int, person: int, reason: str = "") -> int:
    with dates.desk.changing("Substitute") as db:
        return substitute(db, booking, dates.people[person], reason=reason, by=BY).booking_id


def transferred(dates: Dates, *bookings: int, into: int = 0, reason: str = "") -> Transferred:
    with dates.desk.changing("Transfer") as db:
        number = into or dates.second
        return transfer_several(db, bookings, number, reason=reason, by=BY)


def origin(dates: Dates, booking: int) -> tuple[int, Origin] | None:
    with dates.desk.reading() as db:
        row = db.get(BookingOrigin, booking)
        return (row.from_id, row.how) if row else None


def mark(dates: Dates, booking: int, attendance: Attendance) -> None:
    with dates.desk.changing("Mark") as db:
        session = db.get_one(Booking, booking).event.sessions[0].id
        db.add(Mark(booking_id=booking, session_id=session, attendance=attendance))


def share_the_wait(dates: Dates, *bookings: int) -> None:
    with dates.desk.changing("Share") as db:
        db.add_all(SharedWait(booking_id=each, first_id=bookings[0]) for each in bookings)


def close_register(dates: Dates, event_id: int) -> None:
    with dates.desk.changing("Close") as db:
        db.get_one(Event, event_id).register_closed_on = AFTER


def test_a_colleague_of_another_agency_has_the_place_of_a_full_event(dates: Dates) -> None:
    ada, _, _ = dates.book(ADA, GRACE, ALAN)
    before = dates.places(dates.first)
    new = substituted(dates, ada, MARY, "Ill")
    assert dates.places(dates.first) == before
    assert dates.standing(dates.first) == {
        ADA: [SUBSTITUTED],
        GRACE: [BOOKED],
        ALAN: [WAITING],
        MARY: [BOOKED],
    }
    assert origin(dates, new) == (ada, Origin.SUBSTITUTED)
    assert dates.told(ada)[-1] == (SUBSTITUTED, "Ill", "sam")
    assert dates.told(new) == [(BOOKED, "Instead of Ada King.", "sam")]
    dates.desk.undo()
    assert dates.standing(dates.first) == {ADA: [BOOKED], GRACE: [BOOKED], ALAN: [WAITING]}


def test_without_a_reason_it_says_who_comes_instead(dates: Dates) -> None:
    (ada,) = dates.book(ADA)
    substituted(dates, ada, GRACE)
    assert dates.told(ada)[-1] == (SUBSTITUTED, "Grace Hopper comes instead.", "sam")


def test_a_colleague_who_waits_has_the_place_and_waits_no_more(dates: Dates) -> None:
    ada, _, alan = dates.book(ADA, GRACE, ALAN)
    assert substituted(dates, ada, ALAN) == alan
    assert dates.standing(dates.first)[ALAN] == [BOOKED]
    assert dates.places(dates.first).waiting == 0
    assert origin(dates, alan) == (ada, Origin.SUBSTITUTED)


def test_a_colleague_who_has_a_place_is_no_substitute(dates: Dates) -> None:
    ada, _ = dates.book(ADA, GRACE)
    with pytest.raises(AlreadyBooked, match="Grace Hopper already has a booking"):
        substituted(dates, ada, GRACE)


def test_whoever_waits_has_no_place_to_hand_over(dates: Dates) -> None:
    _, _, alan = dates.book(ADA, GRACE, ALAN)
    with pytest.raises(Refused, match="Alan Turing has no place on this event to hand over"):
        substituted(dates, alan, MARY)


def test_a_colleague_of_another_agency_lets_one_more_of_the_capped_one_in(dates: Dates) -> None:
    with dates.desk.changing("Cap") as db:
        share = {"kind": ShareKind.CAP, "places": 1, "agency_id": dates.library}
        db.add(PlaceShare(event_id=dates.first, **share))
    dates.give_places(1)
    ada, _ = dates.book(ADA, GRACE)
    dates.give_places(2)
    with dates.desk.changing("Substitute") as db:
        made = substitute(db, ada, dates.people[MARY], by=BY)
    assert made.lucky == ("Grace Hopper",)


def test_whoever_came_is_not_substituted_and_not_transferred(dates: Dates) -> None:
    (ada,) = dates.book(ADA)
    mark(dates, ada, Attendance.ATTENDED)
    with pytest.raises(CameAlready):
        substituted(dates, ada, MARY)
    with pytest.raises(CameAlready):
        transferred(dates, ada)


def test_apologies_keep_nobody_from_sending_a_colleague(dates: Dates) -> None:
    (ada,) = dates.book(ADA)
    mark(dates, ada, Attendance.APOLOGIES)
    substituted(dates, ada, MARY)
    assert dates.standing(dates.first) == {ADA: [SUBSTITUTED], MARY: [BOOKED]}


def test_once_the_register_is_closed_nobody_is_substituted_or_transferred(dates: Dates) -> None:
    (ada,) = dates.book(ADA)
    close_register(dates, dates.first)
    with pytest.raises(EventClosed):
        substituted(dates, ada, MARY)
    with pytest.raises(EventClosed):
        transferred(dates, ada)


def test_on_an_event_that_is_off_nobody_is_substituted(dates: Dates) -> None:
    (ada,) = dates.book(ADA)
    with dates.desk.changing("Cancel") as db:
        db.get_one(Event, dates.first).status = EventStatus.CANCELLED
    with pytest.raises(EventNotOpen):
        substituted(dates, ada, MARY)


def test_a_substitute_takes_the_kept_place_with_it(dates: Dates) -> None:
    with dates.desk.changing("Keep") as db:
        kept = {"until": AFTER, "made_at": NOON, "places": 1}
        db.add(PlaceHold(event_id=dates.first, agency_id=dates.library, **kept))
    (ada,) = dates.book(ADA)
    before = dates.places(dates.first)
    new = substituted(dates, ada, GRACE)
    assert dates.places(dates.first) == before
    with dates.desk.reading() as db:
        assert db.get(HeldName, new) is not None


def test_a_transfer_books_where_a_place_is_free_and_passes_the_old_one_on(dates: Dates) -> None:
    ada, _, _ = dates.book(ADA, GRACE, ALAN)
    with dates.desk.changing("Transfer") as db:
        found = transfer(db, ada, dates.second, reason="Holiday", by=BY)
    assert (str(found.made[0]), found.lucky) == ("booked", ("Alan Turing",))
    assert dates.standing(dates.first) == {
        ADA: [TRANSFERRED],
        GRACE: [BOOKED],
        ALAN: [BOOKED],
    }
    assert dates.standing(dates.second) == {ADA: [BOOKED]}
    assert origin(dates, found.made[0].booking_id) == (ada, Origin.TRANSFERRED)
    assert dates.told(ada)[-1] == (TRANSFERRED, "Holiday", "sam")
    dates.desk.undo()
    assert dates.standing(dates.first)[ALAN] == [WAITING]
    assert dates.standing(dates.second) == {}
    dates.desk.redo()
    assert dates.standing(dates.second) == {ADA: [BOOKED]}


def test_a_transfer_to_a_full_date_waits_there_behind_the_others(dates: Dates) -> None:
    dates.book(MARY, JOAN, on=dates.second)
    ada, grace = dates.book(ADA, GRACE)
    found = transferred(dates, ada, grace)
    assert [str(each) for each in found.made] == ["waiting 2", "waiting 3"]
    assert dates.told(ada)[-1][1].startswith("To RISK-")


def test_whoever_is_transferred_with_others_is_not_promoted_first(dates: Dates) -> None:
    ada, _, alan = dates.book(ADA, GRACE, ALAN)
    assert transferred(dates, ada, alan).lucky == ()
    assert dates.standing(dates.first) == {
        ADA: [TRANSFERRED],
        GRACE: [BOOKED],
        ALAN: [TRANSFERRED],
    }


def test_an_open_offer_ends_with_the_transfer(dates: Dates) -> None:
    dates.give_places(0)
    (ada,) = dates.book(ADA)
    dates.give_places(1)
    with dates.desk.changing("Offer") as db:
        offer_place(db, ada, by=BY)
    transferred(dates, ada)
    with dates.desk.reading() as db:
        assert [each.answer for each in db.scalars(select(Offer))] == [OfferAnswer.WITHDRAWN]
    assert dates.standing(dates.second) == {ADA: [BOOKED]}


def test_one_wait_for_several_dates_goes_along(dates: Dates) -> None:
    dates.give_places(0)
    dates.give_places(0, dates.second)
    (here,) = dates.book(ADA)
    with dates.desk.changing("Third") as db:
        there = db.get_one(Event, dates.second)
        third = Event(reference="RISK-3", course_id=there.course_id, starts=there.starts, places=0)
        third.status = EventStatus.OPEN
        db.add(third)
        db.flush()
        number = third.id
    (other,) = dates.book(ADA, on=number)
    share_the_wait(dates, here, other)
    moved = transferred(dates, here).made[0].booking_id
    with dates.desk.reading() as db:
        assert db.get_one(SharedWait, moved).first_id == here
    assert dates.standing(number) == {ADA: [WAITING]}
    dates.desk.undo()
    dates.give_places(1, dates.second)
    transferred(dates, here)
    assert dates.standing(number) == {ADA: [CANCELLED]}


@pytest.mark.parametrize("into", ["same", "other course", "gone"])
def test_a_transfer_goes_to_another_date_of_the_course_and_nowhere_else(
    dates: Dates, into: str
) -> None:
    (ada,) = dates.book(ADA)
    where = {"same": dates.first, "other course": dates.other_course, "gone": 999}[into]
    said = {"same": "on this date already", "other course": "no date of Risk", "gone": "no longer"}
    with pytest.raises(Refused, match=said[into]):
        transferred(dates, ada, into=where)
    assert dates.standing(dates.first) == {ADA: [BOOKED]}


def test_whoever_gave_up_or_is_there_already_is_not_transferred(dates: Dates) -> None:
    (ada,) = dates.book(ADA)
    dates.book(ADA, on=dates.second)
    with pytest.raises(AlreadyBooked, match="Ada King already has a booking on RISK"):
        transferred(dates, ada)
    substituted(dates, ada, MARY)
    with pytest.raises(Refused, match="no booking here to transfer"):
        transferred(dates, ada)
    with pytest.raises(Unknown):
        transferred(dates, 999)


def test_a_transfer_with_a_reason_keeps_what_it_goes_against(dates: Dates) -> None:
    (ada,) = dates.book(ADA)
    dates.book(ADA, on=dates.other_course)
    transferred(dates, ada, reason="Knows of the other one")
    assert dates.standing(dates.second) == {ADA: [BOOKED]}


def test_places_offered_by_the_rule_are_offered_after_a_transfer(dates: Dates) -> None:
    with dates.desk.changing("Rule") as db:
        db.get_one(Board, 1).promotion = Promotion.OFFERED
    ada, _, _ = dates.book(ADA, GRACE, ALAN)
    transferred(dates, ada)
    assert dates.standing(dates.first)[ALAN] == [OFFERED]


def test_late_substitutes_are_taken_until_the_register_is_closed(dates: Dates) -> None:
    (ada,) = dates.book(ADA)
    with dates.desk.changing("Substitute") as db:
        substitute(db, ada, dates.people[MARY], reason="Came instead", by=on(AFTER))
    assert dates.standing(dates.first)[MARY] == [BOOKED]
