"""Fifty people at fifty desks go for the last place of one event, on a shared desk."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from threading import Barrier

import pytest
from sqlalchemy import URL

from tests.conftest import BEFORE, BY, NOON, FirstAid, a_delegate, no_server
from tests.quick_databases import SharedDesk
from tests.services.at_once import take_no_lock
from trainingdesk.domain.booking import BookingStatus, status_of_new_booking
from trainingdesk.services import bookings
from trainingdesk.services.desk import Desk
from trainingdesk.services.places import places_of
from trainingdesk.storage.models import Agency

FIFTY = 50
BOOKED, WAITING = BookingStatus.BOOKED, BookingStatus.WAITING

pytestmark = no_server


@pytest.fixture
def address(shared_desk: SharedDesk) -> URL:
    return shared_desk.emptied()


@pytest.fixture
def fifty(address: URL, first_aid: FirstAid) -> Iterator[list[Desk]]:
    """The same desk, opened by fifty programs."""
    with ExitStack() as open_desks:
        desks = []
        for _ in range(FIFTY):
            desks.append(Desk(address, who="kim", today=lambda: BEFORE, now=lambda: NOON))
            open_desks.callback(desks[-1].close)
        yield desks


def all_at_once(
    desk: Desk, desks: list[Desk], first_aid: FirstAid
) -> tuple[list[BookingStatus], list[int]]:
    """What each was given, and the turns of those who wait."""
    with desk.changing("People") as db:
        agency = db.get_one(Agency, first_aid.agency)
        people = [a_delegate(db, agency, "Number", f"{n}").id for n in range(FIFTY)]
    ready = Barrier(FIFTY)

    def book(desk: Desk, delegate_id: int) -> bookings.Booked:
        ready.wait(60)
        with desk.changing("Book") as db:
            return bookings.book(db, event_id=first_aid.event, delegate_id=delegate_id, by=BY)

    with ThreadPoolExecutor(FIFTY) as threads:
        made = list(threads.map(book, desks, people))
    return sorted(each.status for each in made), sorted(each.place_in_queue or 0 for each in made)


def test_of_fifty_one_gets_the_last_place_and_each_other_a_turn_of_their_own(
    desk: Desk, fifty: list[Desk], first_aid: FirstAid
) -> None:
    given, turns = all_at_once(desk, fifty, first_aid)
    assert given == [BOOKED] + [WAITING] * (FIFTY - 1)
    assert turns == list(range(FIFTY))
    with desk.reading() as db:
        assert places_of(db, first_aid.event).over == 0


def test_without_the_lock_more_than_one_of_fifty_would_get_it(
    desk: Desk, fifty: list[Desk], first_aid: FirstAid, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = Barrier(FIFTY)

    def decide_when_all_have_counted(*, free: int, waiting: int) -> BookingStatus:
        counted.wait(60)
        return status_of_new_booking(free=free, waiting=waiting)

    take_no_lock(monkeypatch)
    monkeypatch.setattr(bookings, "status_of_new_booking", decide_when_all_have_counted)
    given, _ = all_at_once(desk, fifty, first_aid)
    assert given == [BOOKED] * FIFTY
