"""Who has been trained on a recommendation, which agencies not yet, and who has joined since."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from tests.conftest import a_delegate, an_event
from tests.services.people import People, on, settle
from tests.worlds import set_up_once
from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.recommendation import RecommendationDetails
from trainingdesk.domain.refusals import Unknown
from trainingdesk.services.agency_changes import merge_agencies
from trainingdesk.services.coverage import (
    Coverage,
    PeopleAsked,
    PersonCoverage,
    Who,
    coverage_of,
    people_matching,
    people_page,
    trained_on_each,
)
from trainingdesk.services.desk import Desk
from trainingdesk.services.recommendations import (
    add_recommendation,
    change_recommendation,
    recommendation_details,
)
from trainingdesk.storage.models import Agency, Course, Delegate, Event

TODAY, MADE = date(2026, 5, 1), date(2026, 4, 1)


@pytest.fixture
def people(desk: Desk) -> People:
    """Ada attended Risk before and after; Grace stayed away; Łukasz attended Neglect."""
    return settle(desk)


@pytest.fixture
@set_up_once
def four(desk: Desk, people: People) -> int:
    """Recommendation 4, which Identifying Risk answers."""
    with desk.changing("Add") as db:
        risk = db.scalars(select(Course.id).where(Course.reference == "RISK")).one()
        told = RecommendationDetails(
            source="Review", number="4", words="W", made_on=MADE, courses=(risk,)
        )
        return add_recommendation(db, told)


def coverage(desk: Desk, number: int, today: date = TODAY) -> Coverage:
    with desk.reading() as db:
        return coverage_of(db, number, today=today)


def rows(desk: Desk, number: int, who: Who, **asked: Any) -> list[PersonCoverage]:
    with desk.reading() as db:
        wanted = PeopleAsked(number, who, **asked)
        found = people_page(db, wanted, today=TODAY, offset=0, limit=50)
        assert people_matching(db, wanted, today=TODAY) == len(found)
        return found


def named(desk: Desk, number: int, who: Who, **asked: Any) -> list[str]:
    return [row.name for row in rows(desk, number, who, **asked)]


def set_person(desk: Desk, number: int, **fields: object) -> None:
    with desk.changing("Set") as db:
        person = db.get_one(Delegate, number)
        for name, value in fields.items():
            setattr(person, name, value)


def test_who_is_trained_which_agencies_not_yet_and_who_joined_since_has_an_answer(
    desk: Desk, people: People, four: int
) -> None:
    found = coverage(desk, four)
    assert [(a.name, a.trained, a.delegates, a.not_yet, a.joined) for a in found.agencies] == [
        ("Carking Trust", 0, 1, 1, 1),
        ("Library", 1, 2, 1, 1),
    ]
    assert (found.trained, found.delegates, found.joined, found.reached) == (1, 3, 2, 1)
    assert named(desk, four, Who.TRAINED) == ["Ada King"]
    assert named(desk, four, Who.NOT_YET) == ["Grace Hopper", "Łukasz Żak"]
    assert named(desk, four, Who.JOINED) == ["Grace Hopper", "Łukasz Żak"]


def test_somebody_trained_is_shown_with_the_first_day_and_the_course(
    desk: Desk, people: People, four: int
) -> None:
    with desk.changing("Attend again") as db:
        course = db.get_one(Event, people.risk).course
        again = an_event(db, course, date(2026, 4, 28), status=EventStatus.DELIVERED)
        on(db, again, db.get_one(Delegate, people.ada), attendance=Attendance.ATTENDED)
    (ada,) = rows(desk, four, Who.TRAINED)
    assert (ada.trained_on, ada.course) == (date(2026, 4, 10), "Identifying Risk")
    (grace, _) = rows(desk, four, Who.NOT_YET)
    assert (grace.trained_on, grace.course) == (None, "")


@pytest.mark.parametrize(
    ("starts", "counts"),
    [(MADE, True), (date(2026, 3, 31), False), (TODAY, True), (date(2026, 5, 2), False)],
)
def test_attendance_counts_from_the_day_it_was_made_until_today(
    desk: Desk, people: People, four: int, starts: date, *, counts: bool
) -> None:
    with desk.changing("Attend") as db:
        course = db.get_one(Event, people.risk).course
        event = an_event(db, course, starts, reference="R-X")
        on(db, event, db.get_one(Delegate, people.grace), attendance=Attendance.LEFT_EARLY)
    assert ("Grace Hopper" in named(desk, four, Who.TRAINED)) is counts


@pytest.mark.parametrize("status", [EventStatus.CANCELLED, EventStatus.POSTPONED])
def test_an_event_that_was_called_off_trained_nobody(
    desk: Desk, people: People, four: int, status: EventStatus
) -> None:
    with desk.changing("Call off") as db:
        db.get_one(Event, people.risk).status = status
    assert coverage(desk, four).trained == 0


def test_absence_trains_nobody(desk: Desk, people: People, four: int) -> None:
    assert "Grace Hopper" not in named(desk, four, Who.TRAINED)


def test_who_has_left_is_told_apart_and_in_no_other_number(
    desk: Desk, people: People, four: int
) -> None:
    set_person(desk, people.ada, left_on=TODAY)
    found = coverage(desk, four)
    assert (found.trained, found.delegates, found.left) == (0, 2, 1)
    assert [(row.name, row.left_on) for row in rows(desk, four, Who.LEFT)] == [("Ada King", TODAY)]
    assert coverage(desk, four, date(2026, 4, 30)).left == 0


def test_an_agency_of_which_everybody_has_left_is_not_waited_for(
    desk: Desk, people: People, four: int
) -> None:
    set_person(desk, people.lukasz, left_on=MADE)
    assert [agency.name for agency in coverage(desk, four).agencies] == ["Library"]


def test_who_moved_counts_for_the_agency_of_today(desk: Desk, people: People, four: int) -> None:
    set_person(desk, people.ada, agency_id=people.carking)
    trained = {agency.name: agency.trained for agency in coverage(desk, four).agencies}
    assert trained == {"Carking Trust": 1, "Library": 0}


@pytest.mark.parametrize(
    ("joined_on", "new"), [(MADE, True), (date(2026, 3, 31), False), (None, True)]
)
def test_who_joined_since_is_known_by_the_first_day_at_the_agency(
    desk: Desk, people: People, four: int, joined_on: date | None, *, new: bool
) -> None:
    set_person(desk, people.grace, joined_on=joined_on)
    assert ("Grace Hopper" in named(desk, four, Who.JOINED)) is new


def test_nobody_has_joined_since_by_a_merger_of_agencies(
    desk: Desk, people: People, four: int
) -> None:
    set_person(desk, people.grace, joined_on=date(2026, 3, 31))
    before = coverage(desk, four).joined
    with desk.changing("Merge") as db:
        merge_agencies(db, people.library, people.carking, on=TODAY, today=TODAY)
    assert coverage(desk, four).joined == before


def test_where_that_day_is_not_known_who_attended_something_before_is_not_new(
    desk: Desk, people: People, four: int
) -> None:
    with desk.changing("Attend") as db:
        event = an_event(db, db.get_one(Event, people.neglect).course, date(2026, 3, 1))
        on(db, event, db.get_one(Delegate, people.grace), attendance=Attendance.ATTENDED)
        on(db, event, db.get_one(Delegate, people.lukasz), attendance=Attendance.ABSENT)
    assert named(desk, four, Who.JOINED) == ["Łukasz Żak"]
    assert coverage(desk, four).joined == 1


def test_without_a_day_all_attendance_counts_and_nobody_is_new(
    desk: Desk, people: People, four: int
) -> None:
    with desk.changing("Forget the day") as db:
        told = recommendation_details(db, four)
        dateless = RecommendationDetails(
            source=told.source, number="4", words="W", courses=told.courses
        )
        change_recommendation(db, four, dateless)
        db.flush()
    assert coverage(desk, four).joined == 0
    assert named(desk, four, Who.JOINED) == []
    (ada,) = rows(desk, four, Who.TRAINED)
    assert ada.trained_on == date(2025, 6, 1)
    with desk.reading() as db:
        assert trained_on_each(db, today=TODAY) == {four: 1}


def test_without_a_course_nobody_is_trained(desk: Desk, people: People) -> None:
    with desk.changing("Add") as db:
        number = add_recommendation(db, RecommendationDetails(source="A", words="W", made_on=MADE))
    found = coverage(desk, number)
    assert (found.trained, found.reached, len(found.agencies)) == (0, 0, 2)


def test_each_number_of_the_list_is_that_of_the_page(desk: Desk, people: People, four: int) -> None:
    with desk.reading() as db:
        assert trained_on_each(db, today=TODAY) == {four: 1}
        assert trained_on_each(db, today=date(2026, 4, 9)) == {}


def test_people_are_narrowed_by_agency_and_words_and_put_in_order(
    desk: Desk, people: People, four: int
) -> None:
    not_yet = Who.NOT_YET
    assert named(desk, four, not_yet, agency_id=people.library) == ["Grace Hopper"]
    assert named(desk, four, not_yet, words="lukasz") == ["Łukasz Żak"]
    assert named(desk, four, not_yet, falling=True) == ["Łukasz Żak", "Grace Hopper"]
    assert named(desk, four, not_yet, sort="agency") == ["Łukasz Żak", "Grace Hopper"]
    set_person(desk, people.lukasz, joined_on=MADE)
    assert named(desk, four, not_yet, sort="joined") == ["Łukasz Żak", "Grace Hopper"]
    assert named(desk, four, not_yet, sort="job")[0] == "Grace Hopper"


def test_the_trained_are_put_in_order_of_the_day(desk: Desk, people: People, four: int) -> None:
    with desk.changing("Attend") as db:
        alan = a_delegate(db, db.get_one(Agency, people.library), "Alan", "Turing")
        event = an_event(db, db.get_one(Event, people.risk).course, date(2026, 4, 3))
        on(db, event, alan, attendance=Attendance.ATTENDED)
    assert named(desk, four, Who.TRAINED) == ["Ada King", "Alan Turing"]
    assert named(desk, four, Who.TRAINED, sort="trained") == ["Alan Turing", "Ada King"]


def test_a_recommendation_that_is_gone_has_no_coverage(desk: Desk) -> None:
    with pytest.raises(Unknown):
        coverage(desk, 99)
