"""Places kept for an agency without names."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.conftest import BEFORE, BY, STARTS
from tests.services.booking_desk import ADA, ALAN, GRACE, JOAN, MARY, Dates, on, two_dates
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.refusals import (
    AlreadyBooked,
    ChangedSince,
    EventClosed,
    EventNotOpen,
    Invalid,
    Refused,
    Unknown,
)
from trainingdesk.domain.waiting import Promotion
from trainingdesk.services.bookings import book, cancel
from trainingdesk.services.desk import Desk
from trainingdesk.services.events import change_event, details_of
from trainingdesk.services.holds import (
    HoldRow,
    PlacesKept,
    holds_on,
    keep_places,
    name_held,
    release,
)
from trainingdesk.services.kept import places_left
from trainingdesk.services.overriding import overbook
from trainingdesk.storage.models import Board, Event, HeldName, PlaceHold

BOOKED, WAITING = BookingStatus.BOOKED, BookingStatus.WAITING


@pytest.fixture
def dates(desk: Desk) -> Dates:
    return two_dates(desk)


def keep(dates: Dates, places: int = 1, *, until: date = STARTS, agency: int = 0) -> int:
    with dates.desk.changing("Keep") as db:
        kept = PlacesKept(agency or dates.library, places, until, " New team ")
        return keep_places(db, dates.first, kept, by=BY)


def name(dates: Dates, hold: int, person: int) -> str:
    with dates.desk.changing("Name") as db:
        return str(name_held(db, hold, dates.people[person], by=BY))


def let_go(dates: Dates, hold: int) -> list[str]:
    with dates.desk.changing("Release") as db:
        return release(db, hold, by=BY)


def held(dates: Dates) -> list[HoldRow]:
    with dates.desk.reading() as db:
        return holds_on(db, dates.first)


def test_a_place_whose_offer_has_just_run_out_can_be_kept(dates: Dates) -> None:
    with dates.desk.changing("Offer") as db:
        db.get_one(Board, 1).promotion = Promotion.OFFERED
        db.get_one(Event, dates.first).places = 1
    (ada, alan) = dates.book(ADA, ALAN)
    with dates.desk.changing("Cancel") as db:
        cancel(db, ada, reason="Ill", by=BY)  # Alan has the offer of the one place now
    later = replace(BY, at=BY.at + timedelta(days=9))
    with dates.desk.changing("Keep") as db:
        kept = PlacesKept(dates.library, 1, STARTS)
        keep_places(db, dates.first, kept, by=later)
    assert [status.value for status, _, _ in dates.told(alan)] == [
        "Waiting",
        "Offered",
        "Cancelled",
    ]
    assert dates.places(dates.first).kept == 1


def test_kept_places_are_free_for_nobody_else(dates: Dates) -> None:
    hold = keep(dates)
    (row,) = held(dates)
    assert row == HoldRow(hold, dates.library, "Library", 1, 0, STARTS, "New team")
    assert row.left == 1
    dates.book(MARY, JOAN)
    assert dates.standing(dates.first) == {MARY: [BOOKED], JOAN: [WAITING]}


def test_whoever_is_named_has_one_of_them_on_a_full_event(dates: Dates) -> None:
    hold = keep(dates)
    dates.book(MARY, JOAN)
    assert name(dates, hold, ADA) == "booked"
    assert dates.places(dates.first).kept == 0
    assert dates.places(dates.first).over == 0
    assert held(dates)[0].left == 0
    with pytest.raises(Refused, match="None of these places is left"):
        name(dates, hold, GRACE)


def test_booking_somebody_of_the_agency_takes_a_kept_place(dates: Dates) -> None:
    keep(dates)
    dates.book(MARY, JOAN)
    (ada,) = dates.book(ADA)
    assert dates.standing(dates.first)[ADA] == [BOOKED]
    with dates.desk.reading() as db:
        assert db.get(HeldName, ada) is not None


def test_whoever_waits_is_named_with_the_turn_they_had(dates: Dates) -> None:
    dates.book(MARY, JOAN, ADA)
    dates.give_places(3)
    hold = keep(dates)
    assert name(dates, hold, ADA) == "booked"
    assert dates.standing(dates.first)[ADA] == [BOOKED]


def test_a_named_place_that_is_given_up_is_kept_again(dates: Dates) -> None:
    hold = keep(dates)
    dates.book(MARY, JOAN)
    name(dates, hold, ADA)
    with dates.desk.changing("Cancel") as db:
        booking = db.scalars(HeldName.__table__.select()).one()
        assert cancel(db, booking, reason="", by=BY) == []
    assert dates.places(dates.first).kept == 1
    assert dates.standing(dates.first)[JOAN] == [WAITING]


def test_people_of_other_agencies_have_none_of_them(dates: Dates) -> None:
    hold = keep(dates)
    with pytest.raises(Refused, match="Mary Seacole is of Tern Police; these places are kept for"):
        name(dates, hold, MARY)


def test_whoever_has_a_place_needs_no_kept_one(dates: Dates) -> None:
    dates.book(ADA)
    hold = keep(dates)
    with pytest.raises(AlreadyBooked):
        name(dates, hold, ADA)


def test_places_that_are_let_go_pass_to_whoever_waits(dates: Dates) -> None:
    hold = keep(dates, 2)
    dates.book(MARY, JOAN)
    assert let_go(dates, hold) == ["Mary Seacole", "Joan Clarke"]
    assert held(dates) == []
    with dates.desk.reading() as db:
        assert places_left(db, db.get_one(PlaceHold, hold)) == 0
    with pytest.raises(Refused, match="let go already"):
        let_go(dates, hold)
    with pytest.raises(Refused, match="None of these places"):
        name(dates, hold, ADA)
    dates.desk.undo()
    assert dates.places(dates.first).kept == 2


@pytest.mark.parametrize("places", [0, 3])
def test_no_more_are_kept_than_are_free_and_no_fewer_than_one(dates: Dates, places: int) -> None:
    with pytest.raises(Invalid) as refused:
        keep(dates, places)
    assert list(refused.value.problems) == ["places"]


@pytest.mark.parametrize(
    ("booked", "said"), [(0, "Only 2 places are free."), (1, "Only 1 place is free."), (2, "None")]
)
def test_it_says_how_many_could_be_kept(dates: Dates, booked: int, said: str) -> None:
    dates.book(*(MARY, JOAN)[:booked])
    with pytest.raises(Invalid, match=said):
        keep(dates, 3)


@pytest.mark.parametrize(
    ("until", "said"),
    [
        (BEFORE - timedelta(days=1), "30 April 2026 is over"),
        (STARTS + timedelta(days=1), "The event begins on 10 June 2026"),
    ],
)
def test_a_day_that_is_over_or_after_the_event_is_refused(
    dates: Dates, until: date, said: str
) -> None:
    with pytest.raises(Invalid, match=said):
        keep(dates, until=until)


def test_places_kept_too_long_are_free_when_somebody_books(dates: Dates) -> None:
    hold = keep(dates, 2, until=BEFORE)
    dates.book(MARY, by=on(BEFORE + timedelta(days=1)))
    assert dates.standing(dates.first) == {MARY: [BOOKED]}
    with pytest.raises(Refused, match="None of these places"):
        name(dates, hold, ADA)


def test_of_two_holds_the_one_that_has_room_is_taken(dates: Dates) -> None:
    keep(dates, until=BEFORE)
    second = keep(dates)
    dates.book(ADA, GRACE)
    assert dates.standing(dates.first) == {ADA: [BOOKED], GRACE: [BOOKED]}
    assert [row.left for row in held(dates)] == [0, 0]
    with pytest.raises(Refused, match="None of these places"):
        name(dates, second, ALAN)


def test_who_was_overbooked_into_a_kept_place_has_it(dates: Dates) -> None:
    hold = keep(dates)
    dates.book(MARY)
    with dates.desk.changing("Overbook") as db:
        joan = dates.people[JOAN]
        overbook(db, event_id=dates.first, delegate_id=joan, reason="Agreed", by=BY)
    with pytest.raises(Refused, match="None of these places"):
        name(dates, hold, ADA)
    assert dates.places(dates.first).over == 0


def test_where_nobody_can_be_booked_nothing_is_kept(dates: Dates) -> None:
    hold = keep(dates)
    with dates.desk.changing("Off") as db:
        db.get_one(Event, dates.first).status = EventStatus.CANCELLED
    with pytest.raises(EventNotOpen):
        keep(dates)
    with pytest.raises(EventNotOpen):
        name(dates, hold, ADA)
    with dates.desk.changing("Close") as db:
        db.get_one(Event, dates.first).register_closed_on = STARTS
    with pytest.raises(EventClosed):
        let_go(dates, hold)


def test_an_event_keeps_as_many_places_as_are_taken_and_kept(dates: Dates) -> None:
    keep(dates)
    dates.book(MARY)
    with pytest.raises(Invalid, match="1 delegate has a place, and 1 more is kept"):
        change_places(dates, 1)
    change_places(dates, 3)
    assert dates.places(dates.first).free == 1
    dates.book(ADA)
    offered = "3 delegates have places, 1 has the offer of one"
    with dates.desk.changing("Offer") as db:
        db.get_one(Board, 1).promotion = Promotion.OFFERED
    dates.book(GRACE, ALAN)
    change_places(dates, 5)
    with pytest.raises(Invalid, match=offered):
        change_places(dates, 3)


def change_places(dates: Dates, places: int) -> None:
    with dates.desk.changing("Change") as db:
        opened = details_of(db, dates.first)
        details = replace(opened, places=places)
        change_event(db, dates.first, details, opened=opened, by=BY)


def test_what_is_gone_is_said_so(dates: Dates) -> None:
    with pytest.raises(Unknown, match="no longer kept"):
        let_go(dates, 999)
    with pytest.raises(Unknown, match="agency"):
        keep(dates, agency=999)


def test_undo_keeps_no_place_that_another_has_taken_since(dates: Dates, other_two: Desk) -> None:
    hold = keep(dates, 2)
    let_go(dates, hold)
    with other_two.changing("Book") as db:
        book(db, event_id=dates.first, delegate_id=dates.people[MARY], by=BY)
    with pytest.raises(ChangedSince):
        dates.desk.undo()


@pytest.fixture
def other_two(desk: Desk) -> Iterator[Desk]:
    other = Desk(desk.address, who="kim", today=lambda: BEFORE)
    yield other
    other.close()
