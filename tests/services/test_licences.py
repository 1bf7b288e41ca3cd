"""Licences that bind people to training, their groups, and their renewal."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from tests.conftest import NOON
from tests.services.at_once import Meeting, at_once
from tests.services.people import People, settle
from tests.worlds import set_up_once
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.licence import GroupDetails, LicenceDetails, Training
from trainingdesk.domain.meanwhile import ChangedMeanwhile
from trainingdesk.domain.refusals import Invalid, Refused, Unknown
from trainingdesk.services import licence_groups as groups
from trainingdesk.services import licences
from trainingdesk.services.delegate_choices import (
    delegates_chosen,
    delegates_offered,
    delegates_referenced,
)
from trainingdesk.services.desk import Desk
from trainingdesk.services.licences import LicenceRow, Renewed
from trainingdesk.services.records import record_of
from trainingdesk.services.today import Work, cards
from trainingdesk.storage.models import Course, Delegate, Event

TODAY = date(2026, 5, 1)
RENEW = date(2026, 9, 1)


@pytest.fixture
def people(desk: Desk) -> People:
    """Ada attended Risk in June 2025 and April 2026; Grace and Łukasz did not."""
    return settle(desk)


@pytest.fixture
@set_up_once
def risk(desk: Desk, people: People) -> int:
    with desk.reading() as db:
        return db.scalars(select(Course.id).where(Course.reference == "RISK")).one()


@pytest.fixture
@set_up_once
def chaperones(desk: Desk, risk: int) -> int:
    with desk.changing("Add group") as db:
        return groups.add_group(db, GroupDetails("Chaperones", 36, risk))


def bind(desk: Desk, group_id: int, *people: int, renew_on: date = RENEW) -> list[int]:
    with desk.changing("Add") as db:
        return licences.add_licences(db, people, LicenceDetails(group_id, renew_on=renew_on))


def rows(desk: Desk, today: date = TODAY, **asked: Any) -> list[LicenceRow]:
    with desk.reading() as db:
        return licences.licences_listed(db, today=today, **asked)


def renew(desk: Desk, *numbers: int, seen: date = RENEW) -> list[Renewed]:
    with desk.changing("Renew") as db:
        return licences.renew_licences(db, dict.fromkeys(numbers, seen), today=TODAY)


def test_groups_and_licences_keep_every_detail(
    desk: Desk, people: People, chaperones: int, risk: int
) -> None:
    told = LicenceDetails(chaperones, people.ada, "CH-1", RENEW)
    with desk.changing("Add") as db:
        (number,) = licences.add_licences(db, [people.ada], told)
    with desk.reading() as db:
        assert licences.licence_details(db, number) == told
        assert groups.group_details(db, chaperones) == GroupDetails("Chaperones", 36, risk)


def test_saving_unchanged_forms_changes_nothing(
    desk: Desk, people: People, chaperones: int
) -> None:
    (number,) = bind(desk, chaperones, people.ada)
    before = desk.done
    with desk.changing("Change") as db:
        group, licence = groups.group_details(db, chaperones), licences.licence_details(db, number)
        groups.change_group(db, chaperones, group, opened=group)
        licences.change_licence(db, number, licence, opened=licence)
    assert desk.done == before


def test_groups_are_listed_with_their_people(desk: Desk, people: People, chaperones: int) -> None:
    bind(desk, chaperones, people.ada, people.grace)
    with desk.changing("Add group") as db:
        groups.add_group(db, GroupDetails("Ateliers"))
    with desk.reading() as db:
        told = [(row.name, row.months, row.needs, row.people) for row in groups.groups_listed(db)]
    assert told == [("Ateliers", None, "", 0), ("Chaperones", 36, "Identifying Risk", 2)]


def test_two_groups_are_never_called_alike_and_need_a_course_that_is_there(
    desk: Desk, chaperones: int
) -> None:
    with pytest.raises(Invalid) as refused, desk.changing("Add group") as db:
        groups.add_group(db, GroupDetails("chaperones", 12, 99))
    assert set(refused.value.problems) == {"name", "course_id"}


def test_a_group_in_which_somebody_is_stays(desk: Desk, people: People, chaperones: int) -> None:
    (number,) = bind(desk, chaperones, people.ada)
    with pytest.raises(Refused, match="1 person is in it"), desk.changing("Remove") as db:
        groups.remove_group(db, chaperones)
    bind(desk, chaperones, people.grace)
    with pytest.raises(Refused, match="2 people are in it"), desk.changing("Remove") as db:
        groups.remove_group(db, chaperones)
    with desk.changing("Take out") as db:
        licences.remove_licences(db, [row.id for row in rows(desk)])
        groups.remove_group(db, chaperones)
    with pytest.raises(Unknown), desk.changing("Remove") as db:
        groups.remove_group(db, chaperones)
    desk.undo()
    assert next(row.id for row in rows(desk, sort="name", falling=True)) == number


def test_nobody_is_twice_in_a_group(desk: Desk, people: People, chaperones: int) -> None:
    bind(desk, chaperones, people.ada)
    with pytest.raises(Invalid, match="Ada King is among Chaperones already"):
        bind(desk, chaperones, people.grace, people.ada)
    assert len(rows(desk)) == 1


def test_a_licence_is_of_somebody_and_of_a_group_that_are_there(
    desk: Desk, people: People, chaperones: int
) -> None:
    with pytest.raises(Invalid) as refused:
        bind(desk, 99, 99)
    assert set(refused.value.problems) == {"group_id", "delegate_id"}
    with pytest.raises(Invalid) as refused:
        bind(desk, chaperones)
    assert set(refused.value.problems) == {"delegate_id"}


def test_several_people_are_not_given_one_number(
    desk: Desk, people: People, chaperones: int
) -> None:
    told = LicenceDetails(chaperones, None, "CH-1", RENEW)
    with pytest.raises(Invalid) as refused, desk.changing("Add") as db:
        licences.add_licences(db, [people.ada, people.grace], told)
    assert set(refused.value.problems) == {"number"}


def test_whoever_saves_later_sees_both_versions(
    desk: Desk, people: People, chaperones: int
) -> None:
    (number,) = bind(desk, chaperones, people.ada)
    opened = LicenceDetails(chaperones, people.ada, "", RENEW)
    with desk.changing("Change") as db:
        licences.change_licence(db, number, replace(opened, number="1"), opened=opened)
    with pytest.raises(ChangedMeanwhile), desk.changing("Change") as db:
        licences.change_licence(db, number, replace(opened, number="2"), opened=opened)


def test_it_is_known_whether_they_have_attended_what_the_group_needs(
    desk: Desk, people: People, chaperones: int
) -> None:
    bind(desk, chaperones, people.ada, people.grace)
    ada, grace = sorted(rows(desk), key=lambda row: row.name)
    assert (ada.training, ada.attended_on) == (Training.ATTENDED, date(2026, 4, 10))
    assert (grace.training, grace.attended_on) == (Training.NOT_YET, None)
    assert ada.counts_from == date(2023, 9, 1)


def test_attendance_before_the_months_of_the_group_no_longer_counts(
    desk: Desk, people: People, chaperones: int
) -> None:
    bind(desk, chaperones, people.ada, renew_on=date(2029, 4, 11))
    (ada,) = rows(desk)
    assert ada.training is Training.TOO_LONG_AGO


def test_an_event_that_was_called_off_counts_for_no_licence(
    desk: Desk, people: People, chaperones: int
) -> None:
    bind(desk, chaperones, people.ada)
    with desk.changing("Call off") as db:
        db.get_one(Event, people.risk).status = EventStatus.CANCELLED
    (ada,) = rows(desk)
    assert ada.attended_on == date(2025, 6, 1)


def test_a_group_that_needs_nothing_lacks_nothing(desk: Desk, people: People) -> None:
    with desk.changing("Add group") as db:
        group = groups.add_group(db, GroupDetails("Volunteers", 12))
    (number,) = bind(desk, group, people.grace)
    assert rows(desk)[0].training is Training.NOTHING_NEEDED
    assert renew(desk, number) == [Renewed("Grace Hopper", date(2027, 9, 1), "")]


def test_a_renewal_adds_the_months_of_the_group_and_says_what_is_lacking(
    desk: Desk, people: People, chaperones: int
) -> None:
    ada, grace = bind(desk, chaperones, people.ada, people.grace)
    assert renew(desk, ada, grace) == [
        Renewed("Ada King", date(2029, 9, 1), ""),
        Renewed("Grace Hopper", date(2029, 9, 1), "Identifying Risk"),
    ]
    assert {row.renew_on for row in rows(desk)} == {date(2029, 9, 1)}
    desk.undo()
    assert {row.renew_on for row in rows(desk)} == {RENEW}


def test_without_months_a_licence_is_renewed_by_hand(desk: Desk, people: People) -> None:
    with desk.changing("Add group") as db:
        group = groups.add_group(db, GroupDetails("Volunteers"))
    (number,) = bind(desk, group, people.ada)
    with pytest.raises(Refused, match="after how many months"):
        renew(desk, number)


def test_a_licence_is_not_renewed_beyond_all_years(
    desk: Desk, people: People, chaperones: int
) -> None:
    (number,) = bind(desk, chaperones, people.ada, renew_on=date(2198, 1, 1))
    with pytest.raises(Invalid):
        renew(desk, number, seen=date(2198, 1, 1))


def test_two_who_saw_the_same_day_renew_a_licence_once(
    desk: Desk, people: People, chaperones: int
) -> None:
    ada, grace = bind(desk, chaperones, people.ada, people.grace)
    renew(desk, grace)
    with pytest.raises(Refused, match="Grace Hopper is to be renewed on 1 September 2029 by now"):
        renew(desk, ada, grace)
    assert {row.name: row.renew_on for row in rows(desk)} == {
        "Ada King": RENEW,
        "Grace Hopper": date(2029, 9, 1),
    }


def test_a_licence_that_is_gone_is_said_to_be(desk: Desk) -> None:
    with pytest.raises(Unknown):
        renew(desk, 99)


def test_licences_are_narrowed_and_put_in_order(
    desk: Desk, people: People, chaperones: int
) -> None:
    with desk.changing("Add group") as db:
        other = groups.add_group(db, GroupDetails("Drivers"))
    bind(desk, chaperones, people.ada)
    bind(desk, other, people.ada, people.lukasz, renew_on=date(2026, 4, 30))
    names = [(row.name, row.group, row.overdue) for row in rows(desk)]
    assert names == [
        ("Ada King", "Drivers", True),
        ("Łukasz Żak", "Drivers", True),
        ("Ada King", "Chaperones", False),
    ]
    assert [row.name for row in rows(desk, words="lukasz overdue")] == ["Łukasz Żak"]
    assert [row.group for row in rows(desk, group_id=chaperones)] == ["Chaperones"]
    assert next(row.name for row in rows(desk, sort="agency")) == "Łukasz Żak"
    assert next(row.group for row in rows(desk, sort="group")) == "Chaperones"
    assert next(row.group for row in rows(desk, sort="attended")) == "Chaperones"
    with desk.reading() as db:
        assert licences.licences_in_all(db) == 3
        assert licences.licences_in_all(db, group_id=other) == 2


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-1, ["Chaperones, overdue, training lacking"]),
        (56, ["Chaperones, training lacking"]),
        (57, []),
    ],
)
def test_today_shows_licences_to_renew_within_eight_weeks(
    desk: Desk, people: People, chaperones: int, days: int, said: list[str]
) -> None:
    (number,) = bind(desk, chaperones, people.grace, renew_on=TODAY + timedelta(days=days))
    with desk.reading() as db:
        tasks = [
            task for card in cards(db, TODAY) if card.work is Work.LICENCES for task in card.tasks
        ]
    assert [task.said for task in tasks] == said
    assert [(task.record_id, task.urgent) for task in tasks] == [(number, days < 0)] * len(said)


def test_who_has_attended_lacks_nothing_on_today(
    desk: Desk, people: People, chaperones: int
) -> None:
    bind(desk, chaperones, people.ada, renew_on=TODAY)
    with desk.reading() as db:
        assert [task.said for task in licences.licences_due(db, TODAY)] == ["Chaperones"]


def test_who_has_left_renews_nothing(desk: Desk, people: People, chaperones: int) -> None:
    bind(desk, chaperones, people.ada, renew_on=TODAY)
    with desk.changing("Leave") as db:
        db.get_one(Delegate, people.ada).left_on = TODAY
    with desk.reading() as db:
        assert licences.licences_due(db, TODAY) == []
    assert rows(desk)[0].left
    assert not rows(desk, date(2026, 4, 30))[0].left


def test_delegates_are_offered_by_letters_and_found_by_reference(
    desk: Desk, people: People
) -> None:
    with desk.reading() as db:
        (ada,) = delegates_offered(db, "king")
        assert (ada.name, ada.agency) == ("Ada King", "Library")
        assert delegates_referenced(db, [ada.reference, "nobody"]) == [people.ada]
        found = delegates_chosen(db, [people.grace, 99, people.ada])
        assert [each.id for each in found] == [people.grace, people.ada]


def test_who_renew_the_same_in_crossed_order_both_have_their_answer(
    desk: Desk,
    people: People,
    chaperones: int,
    meeting: Meeting,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    numbers = bind(desk, chaperones, people.ada, people.grace)
    theirs = Desk(desk.address, who="kim", today=lambda: TODAY, now=lambda: NOON)

    def found(*args: Any, **more: Any) -> Any:
        row = record_of(*args, **more)
        meeting.wait()
        return row

    monkeypatch.setattr(licences, "record_of", found)

    def renew_all(own: Desk, those: list[int]) -> type[Refused] | None:
        try:
            with own.changing("Renew") as db:
                licences.renew_licences(db, dict.fromkeys(those, RENEW), today=TODAY)
        except Refused as refusal:
            return type(refusal)
        return None

    done = at_once(renew_all, [desk, theirs], [numbers, numbers[::-1]])
    theirs.close()
    assert set(done) == {None, Refused}  # the later one saw the days that the other had changed
    assert not meeting.happened
