from dataclasses import replace

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.conftest import BY, NOON, FirstAid, an_agency
from tests.worlds import set_up_once
from trainingdesk.domain.delegate import DelegateDetails, sought_of
from trainingdesk.domain.refusals import Unknown
from trainingdesk.services.desk import Desk
from trainingdesk.services.duplicates import (
    MANY_TOGETHER,
    duplicates_about,
    duplicates_found,
    look_alikes,
    tell_apart,
)
from trainingdesk.services.progress import Cancelled
from trainingdesk.storage.models import Delegate, DifferentPeople


def another(db: Session, agency_id: int, first: str, last: str, email: str = "") -> Delegate:
    """One more delegate, whatever their name."""
    person = Delegate(
        reference=f"N{db.scalars(select(func.count(Delegate.id))).one()}",
        first_name=first,
        last_name=last,
        email=email,
        agency_id=agency_id,
        sought=sought_of(first_name=first, last_name=last, email=email),
    )
    db.add(person)
    db.flush()
    return person


def add(desk: Desk, agency_id: int, first: str, last: str, email: str = "") -> int:
    with desk.changing("Add") as db:
        return another(db, agency_id, first, last, email).id


def pairs(desk: Desk) -> list[tuple[str, str, int, str]]:
    with desk.reading() as db:
        found = duplicates_found(db)
        numbers = list(db.scalars(select(Delegate.id)))
        assert duplicates_about(db, numbers) == found
    return [(each.one.name, each.other.name, each.points, each.why) for each in found]


def test_nobody_is_there_twice_on_a_new_desk(desk: Desk, first_aid: FirstAid) -> None:
    assert pairs(desk) == []


def test_pairs_come_the_most_alike_first_with_the_reasons(desk: Desk, first_aid: FirstAid) -> None:
    add(desk, first_aid.agency, "Hopper", "Grace")
    add(desk, first_aid.agency, "ada", "Kíng", "ada@example.org")
    assert pairs(desk) == [
        ("Ada King", "ada Kíng", 100, "same name, same e-mail, same agency"),
        ("Grace Hopper", "Hopper Grace", 65, "same names in another order, same agency"),
    ]


def test_one_mailbox_for_a_whole_school_makes_no_pairs(desk: Desk, first_aid: FirstAid) -> None:
    for first, last in (("Alan", "Turing"), ("Joan", "Clarke"), ("Alan", "Welchman")):
        add(desk, first_aid.agency, first, last, "ada@example.org")
    assert pairs(desk) == []


def test_a_common_name_alone_makes_no_pairs(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Set up") as db:
        agencies = [an_agency(db, f"School {number}").id for number in range(3)]
    for agency in agencies[:2]:
        add(desk, agency, "Ada", "King")
    assert len(pairs(desk)) == 3
    add(desk, agencies[2], "Ada", "King")
    assert pairs(desk) == []
    add(desk, agencies[2], "Ada", "King")
    assert [(points, why) for *_, points, why in pairs(desk)] == [(70, "same name, same agency")]


def test_a_large_agency_is_compared_by_neighbours(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Import", undoable=False) as db:
        for number in range(MANY_TOGETHER):
            another(db, first_aid.agency, "Mary", f"Aaking{number:04}X")
        for _ in range(2):
            another(db, first_aid.agency, "Mary", "Zed")
    with desk.reading() as db:
        names = {(each.one.name, each.other.name) for each in duplicates_found(db)}
    assert ("Mary Zed", "Mary Zed") in names


def test_progress_is_told_and_the_search_can_be_stopped(desk: Desk, first_aid: FirstAid) -> None:
    told = []
    with desk.reading() as db:
        duplicates_found(db, lambda done, total: told.append((done, total)))
    assert told == [(0, 4), (2, 4)]

    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with desk.reading() as db, pytest.raises(Cancelled):
        duplicates_found(db, stop)


@pytest.fixture
@set_up_once
def twice(desk: Desk, first_aid: FirstAid) -> int:
    """Ada's second record."""
    return add(desk, first_aid.agency, "Ada", "King", "ada@example.org")


def test_different_people_are_not_shown_again(desk: Desk, first_aid: FirstAid, twice: int) -> None:
    with desk.changing("Different people") as db:
        tell_apart(db, twice, first_aid.ada, by=BY)
    assert pairs(desk) == []
    with desk.reading() as db:
        kept = db.scalars(select(DifferentPeople)).one()
        assert (kept.delegate_id, kept.other_id) == (first_aid.ada, twice)
        assert (kept.at, kept.who) == (NOON, "sam")
    desk.undo()
    assert len(pairs(desk)) == 1


@pytest.mark.parametrize("field", ["first_name", "last_name", "email", "agency_id"])
def test_different_people_is_forgotten_once_either_changes(
    desk: Desk, first_aid: FirstAid, twice: int, field: str
) -> None:
    with desk.changing("Set up") as db:
        db.get_one(Delegate, twice).job_title = "Teacher"
        other = an_agency(db, "School").id
        tell_apart(db, first_aid.ada, twice, by=BY)
    changed = {"first_name": "Ada Mary", "last_name": "King-Cole", "email": "", "agency_id": other}
    with desk.changing("Change what is not compared") as db:
        db.get_one(Delegate, twice).job_title = "Governor"
    assert pairs(desk) == []
    with desk.changing("Change") as db:
        setattr(db.get_one(Delegate, twice), field, changed[field])
    assert len(pairs(desk)) == 1
    with desk.changing("Different people") as db:
        tell_apart(db, first_aid.ada, twice, by=BY)
    assert pairs(desk) == []


def test_telling_apart_twice_changes_nothing(desk: Desk, first_aid: FirstAid, twice: int) -> None:
    for _ in range(2):
        with desk.changing("Different people") as db:
            tell_apart(db, first_aid.ada, twice, by=BY)
    assert [change.label for change in desk.done].count("Different people") == 1


def test_nobody_is_told_apart_from_somebody_who_is_gone(desk: Desk, first_aid: FirstAid) -> None:
    for pair in ((first_aid.ada, 10_000), (0, first_aid.ada)):
        with desk.reading() as db, pytest.raises(Unknown):
            tell_apart(db, *pair, by=BY)


def alike(desk: Desk, details: DelegateDetails, besides: int | None = None) -> list[str]:
    with desk.reading() as db:
        return [str(each) for each in look_alikes(db, details, besides=besides)]


def test_whoever_is_typed_in_is_compared_with_everybody(desk: Desk, first_aid: FirstAid) -> None:
    ada = DelegateDetails("ada", "KING", agency_id=first_aid.agency)
    who = "Ada King (D-Ada-King) of Library may be the same person"
    assert alike(desk, ada) == [f"{who}: same name, same agency."]
    assert alike(desk, replace(ada, agency_id=None)) == [f"{who}: same name."]
    assert alike(desk, replace(ada, first_name="King", last_name="Ada")) == [
        f"{who}: same names in another order, same agency."
    ]
    by_address = DelegateDetails("A", "King", "ADA@example.org", agency_id=None)
    assert alike(desk, by_address) == [f"{who}: same last name and initial, same e-mail."]
    assert alike(desk, ada, besides=first_aid.ada) == []
    for nobody in (
        replace(ada, last_name=""),
        replace(ada, first_name="Grace"),
        DelegateDetails("Alan", "Turing", "ada@example.org", first_aid.agency),
        replace(ada, email="other@example.org", agency_id=None),
    ):
        assert alike(desk, nobody) == []


def test_many_of_a_name_are_not_held_against_a_new_one(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Set up") as db:
        for number in range(3):
            last = an_agency(db, f"School {number}").id
            another(db, last, "Alan", "Turing")
    turing = DelegateDetails("Alan", "Turing", agency_id=first_aid.agency)
    assert alike(desk, turing) == []
    assert len(alike(desk, replace(turing, agency_id=last))) == 1


def test_whoever_was_told_apart_is_not_warned_of_again(
    desk: Desk, first_aid: FirstAid, twice: int
) -> None:
    details = DelegateDetails("Ada", "King", "ada@example.org", first_aid.agency)
    for one, other in ((first_aid.ada, twice), (twice, first_aid.ada)):
        assert len(alike(desk, details, besides=one)) == 1
        with desk.changing("Different people") as db:
            tell_apart(db, one, other, by=BY)
        assert alike(desk, details, besides=one) == []
        desk.undo()
