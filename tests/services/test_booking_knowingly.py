"""What speaks against a booking takes a reason, whatever way it is made."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from tests.conftest import BEFORE, BY, STARTS
from tests.services.booking_desk import ADA, ALAN, GRACE, JOAN, MARY, Dates, on, two_dates
from trainingdesk.domain.refusals import AlreadyBooked, EventNotOpen, Invalid, Unknown
from trainingdesk.domain.share import ShareDetails
from trainingdesk.services.booking_knowingly import book_knowingly
from trainingdesk.services.booking_together import book_together
from trainingdesk.services.bookings import book
from trainingdesk.services.delegate_booking import book_several
from trainingdesk.services.desk import Desk, Stamp
from trainingdesk.services.exchanges import substitute, transfer
from trainingdesk.services.holds import PlacesKept, keep_places, name_held
from trainingdesk.services.overriding import overridden_on
from trainingdesk.services.share_changes import set_share
from trainingdesk.services.suggested import delegates_suggested
from trainingdesk.services.warnings import warnings_against
from trainingdesk.storage.models import Event, EventSession

BEGAN = "The event began today at 09:30."
Path = Callable[[Session, Dates, Stamp, str], object]


@pytest.fixture
def dates(desk: Desk) -> Dates:
    return two_dates(desk)


def today_at(hour: int, minute: int = 0) -> Stamp:
    """The day of the first date, at a time of London's summer."""
    at = datetime(STARTS.year, STARTS.month, STARTS.day, hour, minute, tzinfo=UTC)
    return replace(on(STARTS), at=at - timedelta(hours=1))


def one(db: Session, dates: Dates, by: Stamp, reason: str) -> object:
    person = dates.people[MARY]
    return book_knowingly(db, event_id=dates.first, delegate_id=person, by=by, reason=reason)


def several(db: Session, dates: Dates, by: Stamp, reason: str) -> object:
    people = [dates.people[MARY]]
    return book_several(db, event_id=dates.first, delegate_ids=people, by=by, reason=reason)


def together(db: Session, dates: Dates, by: Stamp, reason: str) -> object:
    events, people = [dates.second, dates.first], [dates.people[MARY]]
    return book_together(db, event_ids=events, delegate_ids=people, by=by, reason=reason)


def instead(db: Session, dates: Dates, by: Stamp, reason: str) -> object:
    there = book(db, event_id=dates.first, delegate_id=dates.people[ADA], by=BY).booking_id
    return substitute(db, there, dates.people[MARY], reason=reason, by=by)


def named(db: Session, dates: Dates, by: Stamp, reason: str) -> object:
    hold = keep_places(db, dates.first, PlacesKept(dates.police, 1, STARTS, ""), by=BY)
    return name_held(db, hold, dates.people[MARY], reason=reason, by=by)


def elsewhere(db: Session, dates: Dates, by: Stamp, reason: str) -> object:
    there = book(db, event_id=dates.second, delegate_id=dates.people[MARY], by=BY).booking_id
    return transfer(db, there, dates.first, reason=reason, by=by)


PATHS: list[Path] = [elsewhere, one, several, together, instead, named]


def kept(dates: Dates) -> list[tuple[str, str]]:
    with dates.desk.reading() as db:
        return [(row.warning, row.reason) for row in overridden_on(db, dates.first)]


@pytest.mark.parametrize("path", PATHS)
def test_a_late_entry_takes_a_reason_once_the_event_has_begun(dates: Dates, path: Path) -> None:
    with pytest.raises(Invalid, match=f"{BEGAN} Say why"), dates.desk.changing("Book") as db:
        path(db, dates, today_at(9, 30), " ")
    assert dates.standing(dates.first) == {}
    with dates.desk.changing("Book") as db:
        path(db, dates, today_at(9, 30), "Came to the door")
    assert kept(dates) == [(BEGAN, "Came to the door")]


@pytest.mark.parametrize("path", PATHS)
def test_until_it_begins_nothing_is_asked_on_the_day(dates: Dates, path: Path) -> None:
    with dates.desk.changing("Book") as db:
        path(db, dates, today_at(9, 29), "")
    assert kept(dates) == []


def test_an_event_of_several_days_is_said_to_have_begun_until_its_last(dates: Dates) -> None:
    with dates.desk.changing("Second day") as db:
        db.add(EventSession(event_id=dates.first, day=STARTS + timedelta(days=7)))

    def said(today: date) -> list[str]:
        with dates.desk.reading() as db:
            person = dates.people[ADA]
            return warnings_against(db, event_id=dates.first, delegate_id=person, today=today)

    assert said(STARTS + timedelta(days=7)) == ["The event began on 10 June 2026."]
    assert said(STARTS + timedelta(days=8)) == ["The event was on 10 June 2026."]


def test_a_day_without_a_time_has_not_begun_while_it_lasts(dates: Dates) -> None:
    with dates.desk.changing("No time") as db:
        session = db.get_one(Event, dates.first).sessions[0]
        session.starts = session.ends = None
    with dates.desk.changing("Book") as db:
        one(db, dates, today_at(23), "")
    assert kept(dates) == []


def test_a_colleague_of_the_same_agency_takes_no_more_of_its_cap(dates: Dates) -> None:
    (ada,) = dates.book(ADA)
    with dates.desk.changing("Cap") as db:
        set_share(db, dates.first, ShareDetails(agency_id=dates.library, places=1), by=BY)
        set_share(db, dates.first, ShareDetails(agency_id=dates.police, places=0), by=BY)
    with dates.desk.reading() as db:
        event, today = dates.first, BEFORE
        found = {
            each.delegate_id: each.warnings
            for letters in ("hopper", "seacole")
            for each in delegates_suggested(
                db, letters, event_id=event, today=today, instead_of=ada
            )
        }
    full = "Tern Police has 0 of the 0 places it may have."
    assert found == {dates.people[GRACE]: (), dates.people[MARY]: (full,)}
    with pytest.raises(Invalid, match=full), dates.desk.changing("Substitute") as db:
        substitute(db, ada, dates.people[MARY], by=BY)
    with dates.desk.changing("Substitute") as db:
        substitute(db, ada, dates.people[GRACE], by=BY)
    assert kept(dates) == []


def test_one_of_several_who_is_warned_of_is_enough_to_ask(dates: Dates) -> None:
    with dates.desk.changing("Cap") as db:
        set_share(db, dates.first, ShareDetails(agency_id=dates.police, places=1), by=BY)
    people = [dates.people[each] for each in (MARY, JOAN)]
    full = "Tern Police has 1 of the 1 place it may have."
    with pytest.raises(Invalid, match=full), dates.desk.changing("Book") as db:
        book_several(db, event_id=dates.first, delegate_ids=people, by=BY)
    assert dates.standing(dates.first) == {}
    with dates.desk.changing("Book") as db:
        book_several(db, event_id=dates.first, delegate_ids=people, by=BY, reason="Partners")
    assert kept(dates) == [(full, "Partners")]


def test_what_is_refused_anyway_asks_for_no_reason(dates: Dates) -> None:
    dates.book(MARY)
    late = today_at(12)
    with pytest.raises(AlreadyBooked), dates.desk.changing("Book") as db:
        one(db, dates, late, "")
    with pytest.raises(Unknown), dates.desk.changing("Book") as db:
        book_knowingly(db, event_id=999, delegate_id=dates.people[ALAN], by=late)
    with dates.desk.changing("Count") as db:
        db.get_one(Event, dates.first).headcount_only = True
    with pytest.raises(EventNotOpen), dates.desk.changing("Book") as db:
        book_knowingly(db, event_id=dates.first, delegate_id=dates.people[ALAN], by=late)
