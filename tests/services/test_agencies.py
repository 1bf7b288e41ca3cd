import pytest

from tests.conftest import BEFORE
from tests.services.people import People, settle
from trainingdesk.domain.refusals import Unknown
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.agencies import (
    agencies_in_all,
    agencies_listed,
    agency_choices,
    agency_named,
    agency_year,
)
from trainingdesk.services.agency_rows import AgenciesAsked, AgencyRow
from trainingdesk.services.desk import Desk
from trainingdesk.services.figures.year import year_figures
from trainingdesk.storage.models import AgencyName, Delegate

YEAR = TrainingYear(2026)


@pytest.fixture
def people(desk: Desk) -> People:
    return settle(desk)


def rows(
    desk: Desk, words: str = "", sort: str = "name", *, falling: bool = False
) -> list[AgencyRow]:
    with desk.reading() as db:
        return agencies_listed(db, AgenciesAsked(YEAR, BEFORE, words, sort, falling))


def test_agencies_stand_by_name_with_their_year(desk: Desk, people: People) -> None:
    carking, nobody, library = rows(desk)
    assert [carking.name, nobody.name, library.name] == ["Carking Trust", "Empty House", "Library"]
    assert (library.delegates, library.booked, library.attended, library.absent) == (2, 2, 1, 1)
    assert (carking.delegates, carking.booked, carking.attended, carking.absent) == (1, 0, 1, 0)
    assert (nobody.delegates, nobody.attended, nobody.share) == (0, 0, 0)
    assert library.share == pytest.approx(0.5)


def test_they_agree_with_the_figures_of_the_year(desk: Desk, people: People) -> None:
    with desk.reading() as db:
        figures = year_figures(db, YEAR, today=BEFORE)
    counted = {row["agency"]: row["attended"] for row in figures["by_agency"]}
    assert {row.name: row.attended for row in rows(desk) if row.attended} == counted


def test_attendance_counts_for_the_agency_of_that_day(desk: Desk, people: People) -> None:
    with desk.changing("Move") as db:
        db.get_one(Delegate, people.ada).agency_id = people.carking
    library = rows(desk)[2]
    assert (library.delegates, library.attended) == (1, 1)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("trust cark", ["Carking Trust"]),
        ("BHT", ["Carking Trust"]),
        ("volunt", ["Empty House"]),
        ("x", []),
    ],
)
def test_they_are_found_by_any_name_and_sector(
    desk: Desk, people: People, words: str, found: list[str]
) -> None:
    with desk.changing("Name") as db:
        db.add(AgencyName(agency_id=people.carking, name="BHT", folded="bht"))
    assert [row.name for row in rows(desk, words)] == found


@pytest.mark.parametrize("sort", ["sector", "group", "delegates", "booked", "attended", "absent"])
def test_the_database_puts_them_in_order(desk: Desk, people: People, sort: str) -> None:
    field = {"group": "charging_group"}.get(sort, sort)
    values = [getattr(row, field) for row in rows(desk, sort=sort, falling=True)]
    assert values == sorted(values, reverse=True)


def test_one_agency_has_the_same_counts(desk: Desk, people: People) -> None:
    with desk.reading() as db:
        assert agency_year(db, people.library, YEAR, today=BEFORE) == rows(desk)[2]
        with pytest.raises(Unknown):
            agency_year(db, 0, YEAR, today=BEFORE)
        assert agencies_in_all(db) == 3
        assert agency_choices(db)[0] == ("Carking Trust", people.carking)
        assert agency_named(db, "Library") == people.library
        assert agency_named(db, "Lib") is None
