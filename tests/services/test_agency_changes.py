"""Complaint: an agency that merges or is renamed rewrites history."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from tests.conftest import BEFORE, an_agency
from tests.services.people import People, settle
from trainingdesk.domain.agency import AgencyDetails
from trainingdesk.domain.refusals import Invalid, Refused, Unknown
from trainingdesk.services.agency_changes import (
    Part,
    merge_agencies,
    rename_agency,
    split_agency,
)
from trainingdesk.services.agency_history import agency_history, changes_of
from trainingdesk.services.agency_records import agency_details, change_agency
from trainingdesk.services.delegate_moves import moves_of
from trainingdesk.services.delegate_records import delegate_record
from trainingdesk.services.desk import Desk
from trainingdesk.storage.models import Agency, AgencyName, Base, Booking, Delegate

DAY = date(2026, 4, 15)


@pytest.fixture
def people(desk: Desk) -> People:
    return settle(desk)


def rename(desk: Desk, agency: int, name: str, on: date | None = DAY) -> None:
    with desk.changing("Rename") as db:
        rename_agency(db, agency, name, on=on, today=BEFORE)


def merge(desk: Desk, agency: int, into: int | None, on: date | None = DAY) -> int:
    with desk.changing("Merge") as db:
        return merge_agencies(db, agency, into, on=on, today=BEFORE)


def split(desk: Desk, agency: int, *parts: Part, on: date | None = DAY) -> int:
    with desk.changing("Split") as db:
        return split_agency(db, agency, parts, on=on, today=BEFORE)


def everything(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    with desk.reading() as db:
        return {
            name: [tuple(row) for row in db.execute(table.select().order_by(*table.primary_key))]
            for name, table in Base.metadata.tables.items()
            if not name.startswith("audit")
        }


def sent_by(desk: Desk) -> list[tuple[int, int]]:
    with desk.reading() as db:
        query = select(Booking.id, Booking.agency_id).order_by(Booking.id)
        return [(number, agency) for number, agency in db.execute(query)]


def said(desk: Desk, agency: int) -> list[str]:
    with desk.reading() as db:
        return [change.said for change in changes_of(db, agency)]


def problems(refusal: pytest.ExceptionInfo[Invalid]) -> dict[str, str]:
    return refusal.value.problems


def test_a_renamed_agency_keeps_its_old_name_until_that_day(desk: Desk, people: People) -> None:
    rename(desk, people.library, "  Library   Service ")
    with desk.reading() as db:
        details = agency_details(db, people.library)
        assert (details.name, details.other_names) == ("Library Service", ("Library",))
        names = select(AgencyName.name, AgencyName.until).where(
            AgencyName.agency_id == people.library
        )
        assert dict(db.execute(names).all()) == {"Library": DAY, "Library Service": None}
        history = agency_history(db)
        assert history.name_on(people.library, date(2026, 4, 14)) == "Library"
        assert history.name_on(people.library, DAY) == "Library Service"
    assert said(desk, people.library) == ["Renamed from Library to Library Service"]


def test_an_agency_may_take_back_a_name_it_had(desk: Desk, people: People) -> None:
    rename(desk, people.library, "Reading Rooms")
    rename(desk, people.library, "Library", BEFORE)
    with desk.reading() as db:
        assert agency_details(db, people.library).other_names == ("Reading Rooms",)
        names = select(AgencyName.until).where(AgencyName.name == "Library")
        assert db.scalars(names).one() is None
        assert agency_history(db).name_on(people.library, DAY) == "Reading Rooms"


def test_two_new_names_on_one_day_are_both_told(desk: Desk, people: People) -> None:
    rename(desk, people.library, "Rooms")
    rename(desk, people.library, "Library")
    assert said(desk, people.library) == [
        "Renamed from Rooms to Library",
        "Renamed from Library to Rooms",
    ]


@pytest.mark.parametrize(
    ("name", "on", "field", "words"),
    [
        ("", DAY, "name", "Enter the new name."),
        ("LIBRARY", DAY, "name", "Enter the new name."),
        ("carking trust", DAY, "name", "a name of Carking Trust already"),
        ("Rooms", None, "on", "Enter the day"),
        ("Rooms", date(2026, 5, 2), "on", "Enter today or a day before"),
    ],
)
def test_what_is_wrong_with_a_new_name_is_told_at_its_field(
    desk: Desk, people: People, name: str, on: date | None, field: str, words: str
) -> None:
    with pytest.raises(Invalid) as refused:
        rename(desk, people.library, name, on)
    assert words in problems(refused)[field]


def test_a_day_before_the_last_change_is_refused(desk: Desk, people: People) -> None:
    rename(desk, people.library, "Reading Rooms")
    with pytest.raises(Invalid) as refused:
        rename(desk, people.library, "Rooms", date(2026, 4, 14))
    assert "was changed on 15 April 2026" in problems(refused)["on"]


def test_merging_moves_the_people_and_leaves_the_bookings(desk: Desk, people: People) -> None:
    before = sent_by(desk)
    assert merge(desk, people.library, people.carking) == 2
    assert sent_by(desk) == before
    with desk.reading() as db:
        assert db.get_one(Agency, people.library).ended_on == DAY
        assert {person.agency_id for person in db.scalars(select(Delegate))} == {people.carking}
        assert delegate_record(db, people.ada).agency == "Carking Trust"
        move = moves_of(db, people.ada)[0]
        assert (move.on, move.from_agency, move.into_agency) == (DAY, "Library", "Carking Trust")
        assert agency_history(db).now(people.library) == people.carking
    assert said(desk, people.library) == ["Merged into Carking Trust"]
    assert said(desk, people.carking) == ["Library went into it"]


def test_merging_is_undone_by_one_undo_and_done_again(desk: Desk, people: People) -> None:
    before = everything(desk)
    merge(desk, people.library, people.carking)
    after = everything(desk)
    desk.undo()
    assert everything(desk) == before
    desk.redo()
    assert everything(desk) == after


def test_an_agency_is_not_merged_into_itself(desk: Desk, people: People) -> None:
    with pytest.raises(Invalid) as refused:
        merge(desk, people.library, people.library)
    assert problems(refused)["into"] == "Library cannot go into itself. Choose another."


def test_an_agency_is_not_merged_into_one_that_has_ended(desk: Desk, people: People) -> None:
    merge(desk, people.carking, people.nobody)
    with pytest.raises(Invalid) as refused:
        merge(desk, people.library, people.carking)
    assert problems(refused)["into"] == "Carking Trust ended on 15 April 2026. Choose another."
    with pytest.raises(Refused, match="Carking Trust ended on 15 April 2026"):
        merge(desk, people.carking, people.library)


def test_merging_asks_for_an_agency_and_a_day(desk: Desk, people: People) -> None:
    with pytest.raises(Invalid) as refused:
        merge(desk, people.library, None, None)
    assert set(problems(refused)) == {"into", "on"}
    with pytest.raises(Unknown):
        merge(desk, 0, people.library)


def test_nobody_is_moved_on_a_day_before_they_came(desk: Desk, people: People) -> None:
    with desk.changing("Join") as db:
        db.get_one(Delegate, people.ada).joined_on = BEFORE
    before = everything(desk)
    with pytest.raises(Invalid) as refused:
        merge(desk, people.library, people.carking)
    assert problems(refused)["on"] == "Ada King came to Library on 1 May 2026, later."
    assert everything(desk) == before


@pytest.mark.parametrize("split_up", [False, True])
def test_when_people_joined_and_left_stays_through_a_merger_or_split(
    desk: Desk, people: People, *, split_up: bool
) -> None:
    came, went = date(2020, 9, 1), date(2025, 1, 1)
    with desk.changing("Set up") as db:
        db.get_one(Delegate, people.ada).joined_on = came
        db.get_one(Delegate, people.grace).left_on = went
    if split_up:
        split(desk, people.library, Part(people.carking), Part(people.nobody, (people.grace,)))
    else:
        merge(desk, people.library, people.carking)
    with desk.reading() as db:
        ada, grace = (delegate_record(db, each) for each in (people.ada, people.grace))
    assert (ada.agency, ada.joined_on, ada.left_on) == ("Carking Trust", came, None)
    assert (grace.joined_on, grace.left_on) == (None, went)


def test_what_belonged_to_a_merged_agency_belongs_to_its_heir(desk: Desk, people: People) -> None:
    with desk.changing("Set up") as db:
        above, child, other = (an_agency(db, name) for name in ("Above", "Child", "Other"))
        at_the_top, between = above.id, child.id
        db.get_one(Agency, people.library).parent_id = above.id
        for each in (child, other):
            each.parent_id = people.library
        heir = db.get_one(Agency, people.carking)
        heir.parent_id = child.id
    merge(desk, people.library, people.carking)
    with desk.reading() as db:
        parents = dict(db.execute(select(Agency.name, Agency.parent_id)).all())
    assert parents["Other"] == people.carking
    assert (parents["Child"], parents["Carking Trust"]) == (at_the_top, between)


@pytest.mark.timeout(10)
def test_a_ring_of_agencies_is_walked_once(desk: Desk, people: People) -> None:
    with desk.changing("Set up") as db:
        db.get_one(Agency, people.carking).parent_id = people.nobody
        db.get_one(Agency, people.nobody).parent_id = people.carking
        library = agency_details(db, people.library)
    with desk.changing("Change") as db:
        change_agency(db, people.library, replace(library, parent_id=people.nobody), opened=None)
    merge(desk, people.library, people.carking)
    merge(desk, people.carking, people.nobody)
    with desk.reading() as db:
        assert db.get_one(Agency, people.library).ended_on == DAY
        assert db.get_one(Agency, people.nobody).parent_id is None


def test_splitting_sends_each_to_the_agency_chosen_for_them(desk: Desk, people: People) -> None:
    before = sent_by(desk)
    parts = Part(people.carking), Part(people.nobody, (people.grace, 0))
    assert split(desk, people.library, *parts) == 2
    with desk.reading() as db:
        assert delegate_record(db, people.ada).agency == "Carking Trust"
        assert delegate_record(db, people.grace).agency == "Empty House"
        assert agency_history(db).heirs(people.library) == (people.carking, people.nobody)
    assert sent_by(desk) == before
    assert said(desk, people.library) == ["Split into Carking Trust and Empty House"]
    assert said(desk, people.nobody) == ["Library was split: a part came"]


def test_splitting_is_undone_by_one_undo(desk: Desk, people: People) -> None:
    before = everything(desk)
    split(desk, people.library, Part(people.carking, (people.ada,)), Part(people.nobody))
    desk.undo()
    assert everything(desk) == before


@pytest.mark.parametrize("parts", [(), ("carking",), ("carking", "carking")])
def test_an_agency_is_split_into_two_at_least(
    desk: Desk, people: People, parts: tuple[str, ...]
) -> None:
    with pytest.raises(Invalid) as refused:
        split(desk, people.library, *(Part(getattr(people, part)) for part in parts))
    assert problems(refused)["into"] == "Choose two agencies at least, each once."


def test_an_agency_is_not_split_into_itself_nor_without_a_day(desk: Desk, people: People) -> None:
    with pytest.raises(Invalid) as refused:
        split(desk, people.library, Part(people.library), Part(people.carking), on=None)
    assert "cannot go into itself" in problems(refused)["into"]
    assert "on" in problems(refused)
    with pytest.raises(Invalid) as refused:
        split(desk, people.library, Part(0), Part(people.carking))
    assert problems(refused)["into"] == "Choose the agency that takes it over."


def test_an_agency_that_has_ended_is_no_parent(desk: Desk, people: People) -> None:
    merge(desk, people.library, people.carking)
    details = AgencyDetails("Empty House", "Voluntary", parent_id=people.library)
    with desk.changing("Change") as db, pytest.raises(Invalid) as refused:
        change_agency(db, people.nobody, details, opened=None)
    assert problems(refused)["parent_id"] == "Library ended on 15 April 2026. Choose another."
