from datetime import date

import pytest
from sqlalchemy import insert

from tests.conftest import FirstAid
from tests.services.people import People, on, settle
from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.delegate import sought_of
from trainingdesk.services.delegates import (
    DelegateRow,
    DelegatesAsked,
    delegates_in_all,
    delegates_matching,
    delegates_page,
    place_in_list,
)
from trainingdesk.services.desk import Desk
from trainingdesk.storage.models import Delegate, Event


@pytest.fixture
def people(desk: Desk) -> People:
    return settle(desk)


def listed(desk: Desk, asked: DelegatesAsked) -> list[DelegateRow]:
    with desk.reading() as db:
        rows = delegates_page(db, asked, offset=0, limit=100)
        assert len(rows) == delegates_matching(db, asked)
    return rows


def names(desk: Desk, asked: DelegatesAsked) -> list[str]:
    return [row.name for row in listed(desk, asked)]


def test_delegates_stand_by_last_name_without_accents(desk: Desk, people: People) -> None:
    assert names(desk, DelegatesAsked()) == ["Grace Hopper", "Ada King", "Łukasz Żak"]
    assert names(desk, DelegatesAsked(falling=True)) == ["Łukasz Żak", "Ada King", "Grace Hopper"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("lukasz", ["Łukasz Żak"]),
        ("ZAK l", ["Łukasz Żak"]),
        ("king ad", ["Ada King"]),
        ("ada@example", ["Ada King"]),
        ("d-grace", ["Grace Hopper"]),
        ("library", ["Grace Hopper", "Ada King"]),
        ("king library", ["Ada King"]),
        ("king carking", []),
        ("trust", ["Łukasz Żak"]),
        ("king", ["Ada King"]),
        ("%", []),
        ("_", []),
        ("  ", ["Grace Hopper", "Ada King", "Łukasz Żak"]),
    ],
)
def test_words_are_found_in_any_order(
    desk: Desk, people: People, words: str, found: list[str]
) -> None:
    assert names(desk, DelegatesAsked(words)) == found


@pytest.mark.parametrize(
    ("sort", "rising"),
    [
        ("agency", ["Łukasz Żak", "Grace Hopper", "Ada King"]),
        ("job", ["Grace Hopper", "Ada King", "Łukasz Żak"]),
        ("courses", ["Grace Hopper", "Łukasz Żak", "Ada King"]),
        ("came", ["Ada King", "Łukasz Żak", "Grace Hopper"]),
    ],
)
def test_the_database_puts_them_in_order(
    desk: Desk, people: People, sort: str, rising: list[str]
) -> None:
    assert names(desk, DelegatesAsked(sort=sort)) == rising


def test_who_never_came_stands_last_either_way(desk: Desk, people: People) -> None:
    falling = names(desk, DelegatesAsked(sort="came", falling=True))
    assert falling == ["Łukasz Żak", "Ada King", "Grace Hopper"]


def test_a_row_says_what_was_attended_and_what_is_due_again(desk: Desk, people: People) -> None:
    grace, ada, lukasz = listed(desk, DelegatesAsked())
    assert (ada.courses, ada.last_came) == (2, date(2026, 4, 10))
    assert (ada.due_course, ada.due_on) == ("Identifying Risk", date(2028, 4, 10))
    assert (grace.courses, grace.last_came, grace.due_on) == (0, None, None)
    assert (lukasz.courses, lukasz.due_course) == (1, "")


def test_what_is_due_again_first_is_told(desk: Desk, people: People) -> None:
    with desk.changing("Come") as db:
        event = db.get_one(Event, people.neglect)
        event.course.refresh_months = 12
        on(db, event, db.get_one(Delegate, people.ada), attendance=Attendance.ATTENDED)
    ada = listed(desk, DelegatesAsked("ada"))[0]
    assert (ada.due_course, ada.due_on) == ("Neglect", date(2027, 4, 20))


def test_an_agency_has_its_own_list(desk: Desk, people: People) -> None:
    assert names(desk, DelegatesAsked(agency_id=people.carking)) == ["Łukasz Żak"]
    with desk.reading() as db:
        assert delegates_in_all(db, agency_id=people.library) == 2
        assert delegates_in_all(db) == 3


def test_the_list_knows_where_somebody_stands(desk: Desk, people: People) -> None:
    with desk.reading() as db:
        assert place_in_list(db, DelegatesAsked(), people.ada) == 1
        assert place_in_list(db, DelegatesAsked("zak"), people.ada) == -1
        assert place_in_list(db, DelegatesAsked(falling=True), people.ada) == 1
        assert place_in_list(db, DelegatesAsked(falling=True), people.grace) == 2
        assert place_in_list(db, DelegatesAsked(), 0) == -1


def test_a_page_is_a_part_of_the_order(desk: Desk, first_aid: FirstAid) -> None:
    rows = [
        {
            "reference": f"D{number:05}",
            "first_name": "Ada",
            "last_name": f"{number:05}",
            "agency_id": first_aid.agency,
            "sought": sought_of(first_name="Ada", last_name=f"{number:05}", email=""),
        }
        for number in range(1000)
    ]
    with desk.changing("Import", undoable=False) as db:
        db.execute(insert(Delegate), rows)
    with desk.reading() as db:
        page = delegates_page(db, DelegatesAsked(), offset=500, limit=3)
        sought = delegates_page(db, DelegatesAsked("0099 ada"), offset=1, limit=3)
    assert [row.last_name for row in page] == ["00500", "00501", "00502"]
    assert [row.last_name for row in sought] == ["00990", "00991", "00992"]
