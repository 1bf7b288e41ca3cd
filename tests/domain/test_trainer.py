from datetime import time

import pytest

from trainingdesk.domain.series import SeriesDetails
from trainingdesk.domain.trainer import TrainerDetails, days_said, is_half_day
from trainingdesk.domain.typed import pence_typed
from trainingdesk.domain.venue import VenueDetails


@pytest.mark.parametrize(
    ("starts", "ends", "minutes", "half"),
    [
        (time(9, 30), time(13, 30), None, True),
        (time(9, 30), time(13, 31), None, False),
        (time(9, 30), time(12, 30), 360, True),
        (None, None, 240, True),
        (time(9, 30), None, 241, False),
        (None, None, None, False),
    ],
)
def test_up_to_four_hours_are_half_a_day(
    starts: time | None, ends: time | None, minutes: int | None, *, half: bool
) -> None:
    assert is_half_day(starts, ends, minutes=minutes) is half


@pytest.mark.parametrize(
    ("halves", "said"),
    [
        (0, "0 days"),
        (1, "½ day"),
        (2, "1 day"),
        (3, "1½ days"),
        (4, "2 days"),
        (2001, "1,000½ days"),
    ],
)
def test_days_are_said_with_their_half(halves: int, said: str) -> None:
    assert days_said(halves) == said


def test_details_say_what_is_wrong_in_them() -> None:
    assert set(TrainerDetails(email="jo").problems()) == {"name", "email"}
    assert set(VenueDetails(places=10_000, email="x").problems()) == {"name", "places", "email"}
    assert set(SeriesDetails().problems()) == {"name"}
    for right in (
        TrainerDetails("Jo", "jo@example.org"),
        VenueDetails("Hall", places=9_999),
        SeriesDetails("Week"),
    ):
        assert right.problems() == {}


@pytest.mark.parametrize(
    ("typed", "pence"),
    [
        ("45", 4500),
        ("£45.50", 4550),
        (" £ 1,250 ", 125_000),
        ("1,250,000.99", 125_000_099),
        ("45.5", None),
        ("1,25", None),
        ("-3", None),
        ("12345678", None),
    ],
)
def test_pounds_are_read_as_they_are_typed(typed: str, pence: int | None) -> None:
    assert pence_typed(typed) == pence
