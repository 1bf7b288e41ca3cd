"""What an observation needs before it is kept, and how its ratings are told."""

from datetime import date

import pytest

from trainingdesk.domain.observation import (
    ASPECTS,
    BOTH,
    NO_SESSION,
    RATINGS,
    ObservationDetails,
    mean_rating,
    rating_said,
    ratings_in_order,
)

TODAY = date(2026, 6, 12)
GOOD = {"title": "A partner's day", "observer": "Sam", "observed_on": TODAY}


@pytest.mark.parametrize(
    ("change", "field", "said"),
    [
        ({"title": " "}, "title", NO_SESSION),
        ({"event_id": 1}, "title", BOTH),
        ({"observer": ""}, "observer", "Say who observed it."),
        ({"observed_on": None}, "observed_on", "Say on which day."),
        ({"observed_on": date(2026, 6, 13)}, "observed_on", "13 Jun is still to come."),
        ({"findings": "x" * 10_001}, "findings", "Say it in at most 10,000 letters."),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    change: dict[str, object], field: str, said: str
) -> None:
    details = ObservationDetails(**(GOOD | change))  # type: ignore[arg-type]
    assert details.problems(today=TODAY) == {field: said}


def test_an_observation_is_called_after_its_session() -> None:
    assert ObservationDetails(**GOOD).problems(today=TODAY) == {}  # type: ignore[arg-type]
    assert ObservationDetails(title=" A  day ").name == "A day"
    assert ObservationDetails(event_id=1, of_event="First Aid").name == "First Aid"


def test_ratings_stand_in_the_order_of_what_is_looked_at_and_older_words_are_kept() -> None:
    ratings = {"Pace": 2, "Practice": 3, "Purpose": 4}
    assert ratings_in_order(ratings) == (("Purpose", 4), ("Practice", 3), ("Pace", 2))
    assert mean_rating(ratings) == 3
    assert mean_rating({}) is None
    assert rating_said(3) == "3 Good"
    assert len(ASPECTS) == 7
    assert sorted(RATINGS) == [1, 2, 3, 4]
