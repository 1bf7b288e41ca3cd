"""Until when each booking is free to cancel."""

from datetime import UTC, date, datetime

from tests.conftest import BY, STARTS, FirstAid
from tests.services.charging.kept import THIS_YEAR, keep
from trainingdesk.domain.charging.boards import LEEDS, SALFORD, SUTTON
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.last_day import LONDON
from trainingdesk.services.booking_details import booked_on
from trainingdesk.services.bookings import book, bookings_on, cancel
from trainingdesk.services.charging.free_until import free_told, free_until
from trainingdesk.services.delegate_history import history_of
from trainingdesk.services.desk import Desk
from trainingdesk.storage.models import Event


def booked(desk: Desk, first_aid: FirstAid) -> tuple[int, int]:
    """Ada has the place, Grace waits."""
    with desk.changing("Book") as db:
        ada = book(db, event_id=first_aid.event, delegate_id=first_aid.ada, by=BY).booking_id
        grace = book(db, event_id=first_aid.event, delegate_id=first_aid.grace, by=BY).booking_id
    return ada, grace


def found(desk: Desk, *bookings: int) -> list[str]:
    with desk.reading() as db:
        until = free_until(db, bookings)
    return [free_told(each) if each else "" for each in (until[number] for number in bookings)]


def test_a_place_is_free_to_cancel_until_a_moment_and_a_wait_always(
    desk: Desk, first_aid: FirstAid
) -> None:
    ada, grace = booked(desk, first_aid)
    assert found(desk, ada, grace) == ["", ""]  # no policy yet
    keep(desk, SUTTON)
    assert found(desk, ada, grace) == ["Mon 8 June 2026, 23:59", ""]


def test_bank_holidays_of_the_year_before_count(desk: Desk, first_aid: FirstAid) -> None:
    ada, _ = booked(desk, first_aid)
    keep(desk, SALFORD, date(2020, 1, 1))
    with desk.changing("Day") as db:
        event = db.get_one(Event, first_aid.event)
        event.starts = event.sessions[0].day = date(2027, 1, 6)
    # Three bank holidays stand between: New Year, Boxing Day's Monday and Christmas.
    assert found(desk, ada) == ["Fri 18 December 2026, 23:59"]


def test_what_was_given_up_or_called_off_has_no_limit(desk: Desk, first_aid: FirstAid) -> None:
    ada, grace = booked(desk, first_aid)
    keep(desk, SUTTON)
    with desk.changing("Cancel") as db:
        cancel(db, ada, reason="", by=BY)
    assert found(desk, ada, grace) == ["", "Mon 8 June 2026, 23:59"]
    with desk.changing("Call off") as db:
        db.get_one(Event, first_aid.event).status = EventStatus.CANCELLED
    assert found(desk, grace) == [""]


def test_a_suspended_policy_sets_no_limit(desk: Desk, first_aid: FirstAid) -> None:
    ada, _ = booked(desk, first_aid)
    keep(desk, SUTTON, THIS_YEAR, pauses=[(STARTS, STARTS)])
    assert found(desk, ada) == [""]


def test_a_policy_that_charges_no_cancellation_sets_no_limit(
    desk: Desk, first_aid: FirstAid
) -> None:
    ada, _ = booked(desk, first_aid)
    keep(desk, LEEDS)
    assert found(desk, ada) == [""]


def test_the_moment_is_told_by_the_clock_in_london() -> None:
    assert free_told(datetime(2026, 6, 2, 22, 59, 59, tzinfo=UTC)) == "Tue 2 June 2026, 23:59"
    assert free_told(datetime(2026, 1, 2, 9, tzinfo=LONDON)) == "Fri 2 January 2026, 09:00"


def test_bookings_say_it_wherever_they_are_shown(desk: Desk, first_aid: FirstAid) -> None:
    ada, _ = booked(desk, first_aid)
    keep(desk, SUTTON)
    told = datetime(2026, 6, 8, 23, 59, 59, tzinfo=LONDON)
    with desk.reading() as db:
        assert [row.free_until for row in bookings_on(db, first_aid.event)] == [None, told]
        assert booked_on(db, ada).free_until == told
        assert [row.free_until for row in history_of(db, first_aid.ada)] == [told]
    with desk.changing("Close") as db:
        db.get_one(Event, first_aid.event).register_closed_on = STARTS
    with desk.reading() as db:
        assert [row.free_until for row in history_of(db, first_aid.ada)] == [None]
