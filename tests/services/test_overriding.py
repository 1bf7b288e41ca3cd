"""Warnings that are gone against with a reason, and people beyond the places."""

import pytest
from sqlalchemy import select

from tests.conftest import AFTER, BY
from tests.services.booking_desk import ADA, ALAN, GRACE, MARY, Dates, on, two_dates
from trainingdesk.domain.booking import NO_PLACE, BookingStatus
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.refusals import AlreadyBooked, EventNotOpen, Invalid, Refused
from trainingdesk.services.bookings import cancel
from trainingdesk.services.desk import Desk
from trainingdesk.services.exchanges import substitute
from trainingdesk.services.overriding import overbook, overridden_on
from trainingdesk.services.places import overbooked_on
from trainingdesk.storage.models import Event, Overridden

BOOKED, WAITING = BookingStatus.BOOKED, BookingStatus.WAITING


@pytest.fixture
def dates(desk: Desk) -> Dates:
    return two_dates(desk)


def overbooked(dates: Dates, person: int, reason: str = "The trainer agrees") -> int:
    with dates.desk.changing("Overbook") as db:
        delegate = dates.people[person]
        return overbook(db, event_id=dates.first, delegate_id=delegate, reason=reason, by=BY)


def kept(dates: Dates) -> list[tuple[int, str, str, str]]:
    with dates.desk.reading() as db:
        rows = overridden_on(db, dates.first)
        return [(row.booking_id, row.warning, row.reason, row.who) for row in rows]


def test_a_reason_keeps_every_warning_it_went_against(dates: Dates) -> None:
    dates.book(ADA, on=dates.other_course)
    with dates.desk.changing("Same day") as db:
        first = db.get_one(Event, dates.first)
        other = db.get_one(Event, dates.other_course)
        first.starts = other.starts
        first.sessions[0].day = other.starts
    (ada,) = dates.book(ADA, reason=" Has asked for both ")
    (clash,) = kept(dates)
    assert clash[0] == ada
    assert "First Aid" in clash[1]
    assert clash[2:] == ("Has asked for both", "sam")
    assert dates.told(ada) == [(BOOKED, "Has asked for both", "sam")]
    dates.desk.undo()
    with dates.desk.reading() as db:
        assert db.scalars(select(Overridden)).all() == []


def test_without_a_reason_nothing_is_kept(dates: Dates) -> None:
    dates.book(ADA, by=on(AFTER))
    assert kept(dates) == []


def test_a_late_entry_is_kept_with_its_reason(dates: Dates) -> None:
    (ada,) = dates.book(ADA, reason="On the paper list", by=on(AFTER))
    assert kept(dates) == [(ada, "The event was on 10 June 2026.", "On the paper list", "sam")]


def test_that_others_wait_is_no_warning_to_override(dates: Dates) -> None:
    dates.book(ADA, GRACE, ALAN)
    dates.give_places(3)
    dates.book(MARY, reason="Why not")
    assert kept(dates) == []


def test_one_more_than_there_are_places_is_booked_with_a_reason(dates: Dates) -> None:
    dates.book(ADA, GRACE)
    mary = overbooked(dates, MARY)
    assert dates.places(dates.first).over == 1
    assert dates.places(dates.first).free == 0
    assert kept(dates) == [(mary, NO_PLACE, "The trainer agrees", "sam")]
    dates.desk.undo()
    assert dates.places(dates.first).over == 0
    dates.desk.redo()
    assert dates.places(dates.first).over == 1


def test_a_cancellation_beside_somebody_overbooked_is_taken_back(dates: Dates) -> None:
    ada, _ = dates.book(ADA, GRACE)
    overbooked(dates, MARY)
    with dates.desk.changing("Cancel") as db:
        assert cancel(db, ada, reason="", by=BY) == []
    dates.desk.undo()
    assert dates.places(dates.first).over == 1


def test_whoever_waits_is_overbooked_with_the_turn_they_had(dates: Dates) -> None:
    _, _, alan = dates.book(ADA, GRACE, ALAN)
    assert overbooked(dates, ALAN) == alan
    assert dates.standing(dates.first)[ALAN] == [BOOKED]
    assert dates.told(alan)[-1] == (BOOKED, "The trainer agrees", "sam")


def test_nobody_is_overbooked_without_a_reason(dates: Dates) -> None:
    dates.book(ADA, GRACE)
    with pytest.raises(Invalid, match="Say why"):
        overbooked(dates, MARY, " ")
    assert dates.places(dates.first).over == 0


def test_nobody_is_overbooked_while_a_place_is_free(dates: Dates) -> None:
    dates.book(ADA)
    with pytest.raises(Refused, match="A place is free"):
        overbooked(dates, MARY)


def test_whoever_has_a_place_is_not_overbooked(dates: Dates) -> None:
    dates.book(ADA, GRACE)
    with pytest.raises(AlreadyBooked):
        overbooked(dates, ADA)


def test_an_event_that_is_off_is_not_overbooked(dates: Dates) -> None:
    dates.book(ADA, GRACE)
    with dates.desk.changing("Off") as db:
        db.get_one(Event, dates.first).status = EventStatus.POSTPONED
    with pytest.raises(EventNotOpen):
        overbooked(dates, MARY)


def test_a_colleague_stands_for_the_place_that_is_not_there(dates: Dates) -> None:
    dates.book(ADA, GRACE)
    mary = overbooked(dates, MARY)
    with dates.desk.changing("Substitute") as db:
        new = substitute(db, mary, dates.people[ALAN], by=BY).booking_id
    assert kept(dates)[-1] == (new, NO_PLACE, "The trainer agrees", "sam")
    with dates.desk.reading() as db:
        assert overbooked_on(db, dates.first) == 1
