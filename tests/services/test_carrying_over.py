"""Everybody of an event that is off goes to another date, in one act."""

import pytest

from tests.conftest import BY
from tests.services.booking_desk import ADA, ALAN, GRACE, JOAN, MARY, Dates, two_dates
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.refusals import EventClosed, Invalid, Refused
from trainingdesk.domain.waiting import Origin
from trainingdesk.services.booking_together import BookedTogether, book_together
from trainingdesk.services.carrying_over import CarriedOver, carry_over
from trainingdesk.services.desk import Desk
from trainingdesk.services.offers import give_priority
from trainingdesk.services.places import queue_of
from trainingdesk.storage.models import Booking, BookingOrigin, Event

BOOKED, WAITING = BookingStatus.BOOKED, BookingStatus.WAITING
TRANSFERRED, CANCELLED = BookingStatus.TRANSFERRED, BookingStatus.CANCELLED


@pytest.fixture
def dates(desk: Desk) -> Dates:
    return two_dates(desk)


def carried(dates: Dates, into: int = 0, reason: str = "Trainer ill") -> CarriedOver:
    with dates.desk.changing("Carry over") as db:
        return carry_over(db, dates.first, into or dates.second, reason=reason, by=BY)


def queue(dates: Dates, event_id: int) -> list[int]:
    with dates.desk.reading() as db:
        found = [db.get_one(Booking, number) for number in queue_of(db, event_id)]
        return [dates.people.index(each.delegate_id) for each in found]


def test_whoever_had_a_place_goes_first_and_the_queue_keeps_its_order(dates: Dates) -> None:
    ada, _, _, mary = dates.book(ADA, GRACE, ALAN, MARY)
    with dates.desk.changing("Priority") as db:
        give_priority(db, mary, priority=1, reason="Her post needs it", by=BY)
    before = dates.standing(dates.first)
    assert carried(dates) == CarriedOver(booked=1, waiting=3, there_already=())
    assert set(map(tuple, dates.standing(dates.first).values())) == {(TRANSFERRED,)}
    assert dates.standing(dates.second)[ADA] == [BOOKED]
    assert queue(dates, dates.second) == [GRACE, MARY, ALAN]
    with dates.desk.reading() as db:
        event = db.get_one(Event, dates.first)
        assert (event.status, event.reason) == (EventStatus.POSTPONED, "Trainer ill")
        origins = db.query(BookingOrigin).all()
        assert {each.how for each in origins} == {Origin.CARRIED_OVER}
        assert ada in {each.from_id for each in origins}
    dates.desk.undo()
    assert dates.standing(dates.first) == before
    assert dates.standing(dates.second) == {}
    with dates.desk.reading() as db:
        assert db.get_one(Event, dates.first).status is EventStatus.OPEN


def test_whoever_is_on_the_other_date_already_stays_as_they_are_there(dates: Dates) -> None:
    dates.book(ADA, GRACE)
    dates.book(GRACE, on=dates.second)
    assert carried(dates) == CarriedOver(booked=0, waiting=1, there_already=("Grace Hopper",))
    assert dates.standing(dates.second) == {GRACE: [BOOKED], ADA: [WAITING]}


def test_an_event_that_is_off_needs_no_reason_again(dates: Dates) -> None:
    dates.book(ADA)
    with dates.desk.changing("Off") as db:
        db.get_one(Event, dates.first).status = EventStatus.CANCELLED
    assert carried(dates, reason="").booked == 1
    with dates.desk.reading() as db:
        assert db.get_one(Event, dates.first).status is EventStatus.CANCELLED


def test_an_event_is_not_postponed_without_a_reason(dates: Dates) -> None:
    dates.book(ADA)
    with pytest.raises(Invalid, match="Say why"):
        carried(dates, reason="")
    assert dates.standing(dates.first) == {ADA: [BOOKED]}


@pytest.mark.parametrize("into", ["first", "other_course"])
def test_people_go_to_another_date_of_the_course_and_nowhere_else(dates: Dates, into: str) -> None:
    with pytest.raises(Refused, match="is no other date of Risk"):
        carried(dates, getattr(dates, into))


def test_where_nobody_is_booked_there_is_nobody_to_carry_over(dates: Dates) -> None:
    with pytest.raises(Refused, match="Nobody has a place on RISK"):
        carried(dates)


def test_nobody_goes_to_a_date_whose_register_is_closed(dates: Dates) -> None:
    with dates.desk.changing("Close") as db:
        db.get_one(Event, dates.second).register_closed_on = db.get_one(Event, dates.second).starts
    with pytest.raises(EventClosed):
        carried(dates)


def test_several_people_are_booked_on_several_events_in_one_act(dates: Dates) -> None:
    dates.book(ADA)
    with dates.desk.changing("Book") as db:
        people = [dates.people[each] for each in (ADA, GRACE, JOAN)]
        events = [dates.second, dates.first]
        made = book_together(db, event_ids=events, delegate_ids=people, by=BY)
    assert made == BookedTogether(booked=2, waiting=3, already=1)
    assert dates.standing(dates.first) == {ADA: [BOOKED], GRACE: [BOOKED], JOAN: [WAITING]}
    assert dates.standing(dates.second) == {ADA: [BOOKED], GRACE: [WAITING], JOAN: [WAITING]}
    dates.desk.undo()
    assert dates.standing(dates.second) == {}
