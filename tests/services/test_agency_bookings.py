import pytest

from tests.services.people import People, settle
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.agency_bookings import (
    AgencyBookingsAsked,
    agency_bookings,
    agency_bookings_in_all,
)
from trainingdesk.services.desk import Desk

YEAR = TrainingYear(2026)


@pytest.fixture
def people(desk: Desk) -> People:
    return settle(desk)


def listed(desk: Desk, asked: AgencyBookingsAsked) -> list[tuple[str, str]]:
    with desk.reading() as db:
        rows = agency_bookings(db, asked, offset=0, limit=100)
        assert agency_bookings_in_all(db, asked) == len(rows)
    return [(row.delegate, row.title) for row in rows]


def test_the_years_bookings_stand_newest_first(desk: Desk, people: People) -> None:
    assert listed(desk, AgencyBookingsAsked(people.library, YEAR)) == [
        ("King, Ada", "Neglect"),
        ("Hopper, Grace", "Identifying Risk"),
        ("King, Ada", "Identifying Risk"),
    ]
    assert listed(desk, AgencyBookingsAsked(people.library, YEAR.before)) == [
        ("King, Ada", "Identifying Risk")
    ]


@pytest.mark.parametrize(
    ("sort", "first"), [("delegate", "Hopper, Grace"), ("event", "Hopper, Grace")]
)
def test_they_can_be_put_in_another_order(
    desk: Desk, people: People, sort: str, first: str
) -> None:
    asked = AgencyBookingsAsked(people.library, YEAR, sort=sort, falling=False)
    assert listed(desk, asked)[0][0] == first


def test_they_are_found_by_delegate_and_event(desk: Desk, people: People) -> None:
    asked = AgencyBookingsAsked(people.library, YEAR, "ada risk", "status")
    assert listed(desk, asked) == [("King, Ada", "Identifying Risk")]
