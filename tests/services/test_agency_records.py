from dataclasses import replace
from datetime import date

import pytest

from tests.conftest import BEFORE, FirstAid
from tests.worlds import set_up_once
from trainingdesk.domain.agency import AgencyDetails
from trainingdesk.domain.meanwhile import ChangedMeanwhile
from trainingdesk.domain.refusals import Invalid, Unknown
from trainingdesk.services.agency_records import (
    add_agency,
    agency_details,
    change_agency,
    words_in_use,
)
from trainingdesk.services.desk import Desk
from trainingdesk.storage.models import Agency

MUSEUM = AgencyDetails(
    name="Museum of Łódź",
    sector="Culture",
    charging_group="Partner",
    other_names=("The Museum", "MOL"),
    contact="Ada",
    email="ada@example.org",
    invoice_address="Museum\nLondon",
)


@pytest.fixture
@set_up_once
def museum(desk: Desk) -> int:
    with desk.changing("Add") as db:
        return add_agency(db, MUSEUM)


def change(desk: Desk, number: int, details: AgencyDetails) -> AgencyDetails:
    with desk.changing("Change") as db:
        change_agency(db, number, details, opened=None)
    with desk.reading() as db:
        return agency_details(db, number)


def test_an_agency_keeps_what_the_form_said(desk: Desk, museum: int) -> None:
    with desk.reading() as db:
        assert agency_details(db, museum) == MUSEUM
        assert words_in_use(db) == (["Culture"], ["Partner"])


def test_the_group_before_counts_until_the_day_of_the_new_one(desk: Desk, museum: int) -> None:
    spring, summer = date(2026, 4, 1), date(2026, 7, 1)

    def given(group: str, since: date | None) -> tuple[str, str, date | None]:
        change(desk, museum, replace(MUSEUM, charging_group=group, group_since=since))
        with desk.reading() as db:
            now = db.get_one(Agency, museum)
            return now.charging_group, now.group_before, now.group_since

    assert given("PARTNER", spring) == ("PARTNER", "", None)
    assert given("Free", spring) == ("Free", "PARTNER", spring)
    assert given("School", spring) == ("School", "PARTNER", spring)
    assert given("School", summer) == ("School", "PARTNER", summer)
    assert given("Other", spring) == ("Other", "School", spring)
    assert given("Other", None) == ("Other", "", None)
    assert given("", None) == ("", "", None)
    assert given("School", spring) == ("School", "", None)


def test_other_names_are_added_and_taken_away(desk: Desk, museum: int) -> None:
    wanted = replace(MUSEUM, other_names=("MOL", "Gallery"))
    assert change(desk, museum, wanted) == wanted


def test_the_name_before_stays_among_the_other_names(desk: Desk, museum: int) -> None:
    after = change(desk, museum, replace(MUSEUM, name="Gallery"))
    assert (after.name, after.other_names) == ("Gallery", ("Museum of Łódź", "The Museum", "MOL"))


def test_a_name_may_change_its_capitals(desk: Desk, museum: int) -> None:
    after = change(desk, museum, replace(MUSEUM, name="Museum of ŁÓDŹ"))
    assert (after.name, after.other_names) == ("Museum of ŁÓDŹ", MUSEUM.other_names)


def test_two_names_of_one_agency_may_change_places(desk: Desk, museum: int) -> None:
    swapped = replace(MUSEUM, name="MOL", other_names=("The Museum", "Museum of Łódź"))
    after = change(desk, museum, swapped)
    assert (after.name, set(after.other_names)) == ("MOL", {"The Museum", "Museum of Łódź"})


@pytest.mark.parametrize(
    ("details", "field", "said"),
    [
        (AgencyDetails("museum of lodz", "Culture"), "name", "is there already"),
        (AgencyDetails("the  MUSEUM", "Culture"), "name", "a name of Museum of Łódź already"),
        (
            AgencyDetails("Gallery", "Culture", other_names=("x", "mol")),
            "other_names",
            "“mol” is a name of Museum of Łódź already",
        ),
    ],
)
def test_each_name_belongs_to_one_agency(
    desk: Desk, museum: int, details: AgencyDetails, field: str, said: str
) -> None:
    with pytest.raises(Invalid) as refused, desk.changing("Add") as db:
        add_agency(db, details)
    assert said in refused.value.problems[field]


def test_saving_an_unchanged_form_changes_nothing(desk: Desk, museum: int) -> None:
    before = len(desk.done)
    with desk.changing("Change") as db:
        change_agency(db, museum, MUSEUM, opened=MUSEUM)
    assert len(desk.done) == before


def test_who_saves_second_is_told_that_the_record_has_changed(desk: Desk, museum: int) -> None:
    change(desk, museum, replace(MUSEUM, contact="Grace"))
    with pytest.raises(ChangedMeanwhile), desk.changing("Change") as db:
        change_agency(db, museum, replace(MUSEUM, email=""), opened=MUSEUM)


def test_an_agency_that_is_not_there_is_unknown(desk: Desk, first_aid: FirstAid) -> None:
    with desk.reading() as db, pytest.raises(Unknown):
        agency_details(db, 0)


def test_changing_names_can_be_undone_and_done_again(desk: Desk, museum: int) -> None:
    wanted = replace(MUSEUM, other_names=("Gallery",), contact="")
    change(desk, museum, wanted)
    desk.undo()
    with desk.reading() as db:
        assert agency_details(db, museum) == MUSEUM
    desk.redo()
    with desk.reading() as db:
        assert agency_details(db, museum) == wanted


def test_boroughs_are_kept_once_each(desk: Desk, museum: int) -> None:
    wanted = replace(MUSEUM, boroughs=("Dexwold", " Carking  and Dagenham", "dexwold", ""))
    assert change(desk, museum, wanted).boroughs == ("Carking and Dagenham", "Dexwold")
    assert change(desk, museum, replace(MUSEUM, boroughs=("BEXLEY",))).boroughs == ("BEXLEY",)
    desk.undo()
    with desk.reading() as db:
        assert agency_details(db, museum).boroughs == ("Carking and Dagenham", "Dexwold")


def test_a_ring_of_parents_is_refused(desk: Desk, museum: int) -> None:
    with desk.changing("Add") as db:
        wing = add_agency(db, AgencyDetails("Wing", "Culture", parent_id=museum))
        room = add_agency(db, AgencyDetails("Room", "Culture", parent_id=wing))
    for parent in (museum, wing, room):
        with pytest.raises(Invalid) as refused:
            change(desk, museum, replace(MUSEUM, parent_id=parent))
        assert "cannot be part of itself" in refused.value.problems["parent_id"]
    with pytest.raises(Invalid) as refused:
        change(desk, museum, replace(MUSEUM, parent_id=0))
    assert "no longer there" in refused.value.problems["parent_id"]
    assert change(desk, room, AgencyDetails("Room", "Culture", parent_id=museum)).parent_id


def test_saving_an_unchanged_part_of_an_ended_agency_changes_nothing(
    desk: Desk, museum: int
) -> None:
    details = AgencyDetails("Wing", "Culture", parent_id=museum, boroughs=("Dexwold",))
    with desk.changing("Add") as db:
        wing = add_agency(db, details)
    with desk.changing("End") as db:
        db.get_one(Agency, museum).ended_on = BEFORE
    before = len(desk.done)
    assert change(desk, wing, details) == details
    assert len(desk.done) == before
