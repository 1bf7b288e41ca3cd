import pytest

from tests.conftest import BY, FirstAid
from tests.ui.accessible import nameless
from tests.ui.programme.world import YEAR, Window
from tests.worlds import set_up_once
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.waiting import Promotion
from trainingdesk.services.bookings import book, bookings_on
from trainingdesk.services.desk import Desk
from trainingdesk.storage.models import Board, Event
from ui.parts.way import Where
from ui.programme.event_form import EventForm


@pytest.fixture
@set_up_once
def full(desk: Desk, first_aid: FirstAid) -> str:
    """The event's one place is taken by Ada, and Grace waits; its reference."""
    with desk.changing("Book") as db:
        for delegate_id in (first_aid.ada, first_aid.grace):
            book(db, event_id=first_aid.event, delegate_id=delegate_id, by=BY)
        db.get_one(Board, 1).promotion = Promotion.BY_HAND
        return db.get_one(Event, first_aid.event).reference


def raise_places(form: EventForm) -> None:
    form._fixed["places"].set_text("2")
    form.keep()
    assert not form.isVisible()


def standing(desk: Desk, event_id: int) -> list[BookingStatus]:
    with desk.reading() as db:
        return [row.status for row in bookings_on(db, event_id)]


def test_more_places_are_offered_over_the_programme_to_those_who_wait(
    desk: Desk, first_aid: FirstAid, full: str, window: Window
) -> None:
    window.way.go(Where("Programme", year=YEAR))
    page = window.page
    page.table.select_id(first_aid.event)
    page.change_chosen()
    raise_places(page.form)
    assert page.free.words.text() == f"1 place of {full} is free, and 1 person waits."
    assert nameless(page) == []
    page.free.give.click()
    assert standing(desk, first_aid.event) == [BookingStatus.BOOKED] * 2
    assert page.free.words.text() == "Grace Hopper has a place now, from the waiting list."
    assert not page.free.give.isVisible()
    window.way.go(Where("Programme", year="2027-28"))
    assert not page.free.isVisible()


def test_more_places_go_by_the_rule_to_whoever_waited_longest(
    desk: Desk, first_aid: FirstAid, full: str, window: Window
) -> None:
    with desk.changing("Rule") as db:
        db.get_one(Board, 1).promotion = Promotion.BOOKED
    window.way.go(Where("Programme", year=YEAR))
    page = window.page
    page.table.select_id(first_aid.event)
    page.change_chosen()
    raise_places(page.form)
    assert page.free.words.text() == "Grace Hopper has a place now, from the waiting list."
    assert not page.free.give.isVisible()
    assert standing(desk, first_aid.event) == [BookingStatus.BOOKED] * 2


def test_a_place_that_was_given_meanwhile_is_not_given_twice(
    desk: Desk, first_aid: FirstAid, full: str, window: Window
) -> None:
    window.way.go(Where("Programme", year=YEAR))
    window.page.free.offer(first_aid.event, "1 place is free.")
    window.page.free.give_places()
    assert window.page.free.words.text() == "No place is free, or nobody waits for one."


def test_on_the_events_page_its_bookings_offer_them(
    desk: Desk, first_aid: FirstAid, full: str, window: Window
) -> None:
    window.way.go(Where("Programme", kind="event", id=first_aid.event, year=YEAR))
    page = window.place.room("event")
    page.tabs.choose("History")
    page.change_event()
    raise_places(page.form)
    assert page.tabs.here == "Bookings"
    assert page.bookings.queue.words.text().startswith("1 free, 1 waiting.")
    assert page.bookings.notice.isHidden()
    page.bookings.give.click()
    assert standing(desk, first_aid.event) == [BookingStatus.BOOKED] * 2


def test_on_the_events_page_it_is_said_who_was_given_them(
    desk: Desk, first_aid: FirstAid, full: str, window: Window
) -> None:
    with desk.changing("Rule") as db:
        db.get_one(Board, 1).promotion = Promotion.BOOKED
    window.way.go(Where("Programme", kind="event", id=first_aid.event, year=YEAR))
    page = window.place.room("event")
    page.change_event()
    raise_places(page.form)
    assert page.bookings.notice.words.text() == (
        "Grace Hopper has a place now, from the waiting list."
    )
