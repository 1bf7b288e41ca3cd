import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainingdesk.domain.booking import (
    GIVEN_UP,
    HOLDS_A_PLACE,
    LIVE,
    REGISTRATIONS,
    BookingStatus,
    free_places,
    status_of_new_booking,
)

BOOKED, WAITING = BookingStatus.BOOKED, BookingStatus.WAITING


@pytest.mark.parametrize(
    ("places", "held", "waiting", "status"),
    [
        (2, 0, 0, BOOKED),
        (2, 1, 0, BOOKED),
        (2, 2, 0, WAITING),
        (2, 3, 0, WAITING),
        (0, 0, 0, WAITING),
        (2, 1, 1, WAITING),
    ],
)
def test_whoever_comes_last_waits_once_every_place_is_held(
    places: int, held: int, waiting: int, status: BookingStatus
) -> None:
    free = free_places(places=places, held=held)
    assert status_of_new_booking(free=free, waiting=waiting) is status


@given(st.integers(0, 500), st.integers(0, 500), st.integers(0, 500))
def test_free_places_are_never_below_none(places: int, held: int, kept: int) -> None:
    free = free_places(places=places, held=held, kept=kept)
    assert free >= 0
    assert free == 0 or free + held + kept == places


def test_no_place_is_held_by_somebody_who_is_not_there() -> None:
    assert HOLDS_A_PLACE < LIVE
    assert not GIVEN_UP & LIVE
    assert {BOOKED} == REGISTRATIONS - GIVEN_UP
