"""A world that was set up before is the world that would be set up."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from shutil import copyfile

import pytest
from sqlalchemy import URL, select

from tests.conftest import AFTER, BEFORE, NOON, a_course, a_delegate
from tests.quick_databases import SharedDesk
from tests.worlds import BEGUN, WORLDS, begins, set_up_once
from trainingdesk.domain.booking import Via
from trainingdesk.services.desk import Change, Desk
from trainingdesk.storage.models import Agency, Base, Course

Renewed = Callable[[], Desk]


@dataclass
class Museum:
    """An agency on a desk, and whom one adds to it."""

    desk: Desk
    number: int
    names: list[str] = field(default_factory=list)


@pytest.fixture
def set_up() -> list[str]:
    """What was set up, not copied."""
    return []


@pytest.fixture
def renewed(address: URL, new_desk_file: Path) -> Iterator[Renewed]:
    """The desk of one test after the other."""
    kept, desks = dict(WORLDS), list[Desk]()

    def renew() -> Desk:
        if desks:
            desks[-1].close()
        _, place = BEGUN[address]
        if isinstance(place, SharedDesk):
            begins(place.emptied(), "tests of worlds", place)
        else:
            copyfile(new_desk_file, address.database or "")
            begins(address, "tests of worlds")
        desks.append(Desk(address, who="sam", today=lambda: BEFORE, now=lambda: NOON))
        return desks[-1]

    yield renew
    desks[-1].close()
    WORLDS.clear()
    WORLDS.update(kept)


@set_up_once
def museum(*, desk: Desk, set_up: list[str]) -> Museum:
    set_up.append("museum")
    with desk.changing("Open the museum") as db:
        agency = Agency(name="Museum", sector="Culture", sought="museum")
        db.add(agency)
        db.flush()
        return Museum(desk, agency.id)


@set_up_once
def staffed(museum: Museum, set_up: list[str]) -> list[int]:
    set_up.append("staff")
    museum.names.append("Ann")
    with museum.desk.changing("Staff it") as db:
        agency = db.get_one(Agency, museum.number)
        people = [a_delegate(db, agency, name, "Moss") for name in ("Ann", "Bob")]
        db.delete(a_course(db, "Old Ways", "OLD"))
        return [person.id for person in people]


@set_up_once
def on_another_day(*, desk: Desk, set_up: list[str]) -> None:
    set_up.append("another day")
    desk.today = lambda: AFTER
    with desk.changing("Move on") as db:
        a_course(db, "Old Ways", "OLD")


@set_up_once
def followed(*, desk: Desk, set_up: list[str]) -> list[Change]:
    set_up.append("follower")
    heard: list[Change] = []
    desk.on_change(heard.append)
    return heard


@set_up_once
def both_at_once(desk: Desk, set_up: list[str]) -> Museum:
    return both(desk, set_up)


def both(desk: Desk, set_up: list[str]) -> Museum:
    found = museum(desk=desk, set_up=set_up)
    staffed(found, set_up)
    return found


def rows(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    with desk.reading() as db:
        tables = Base.metadata.sorted_tables
        return {
            each.name: [tuple(row) for row in db.execute(select(each).order_by(*each.primary_key))]
            for each in tables
        }


def added(desk: Desk) -> int:
    """The number of a course that is added."""
    with desk.changing("Add") as db:
        course = a_course(db, "New Ways", "NEW")
        return course.id


def test_a_copy_holds_what_was_set_up_and_goes_on_like_it(
    renewed: Renewed, set_up: list[str]
) -> None:
    desk = renewed()
    both(desk, set_up)
    made, number, audited = rows(desk), added(desk), rows(desk)
    desk = renewed()
    both(desk, set_up)
    assert (rows(desk), added(desk), rows(desk)) == (made, number, audited)
    assert set_up == ["museum", "staff"]


def test_a_copy_is_taken_back_and_done_again_like_what_was_set_up(
    renewed: Renewed, set_up: list[str]
) -> None:
    told = []
    for _ in range(2):
        desk = renewed()
        both(desk, set_up)
        told.append([each.title for each in desk.done])
        whole = rows(desk)["delegate"]
        desk.undo()
        assert rows(desk)["delegate"] == []
        desk.redo()
        assert rows(desk)["delegate"] == whole
    assert told == [["Open the museum", "Staff it"]] * 2
    assert set_up == ["museum", "staff"]


def test_no_test_meets_what_another_did_to_its_world(renewed: Renewed, set_up: list[str]) -> None:
    desk = renewed()
    first = both(desk, set_up)
    made = rows(desk)
    first.names.append("Ada")
    added(desk)
    desk = renewed()
    second = both(desk, set_up)
    assert (second.desk, second.names, rows(desk)) == (desk, ["Ann"], made)


def test_a_world_may_be_made_of_others(renewed: Renewed, set_up: list[str]) -> None:
    desk = renewed()
    both_at_once(desk, set_up)
    made = rows(desk)
    desk = renewed()
    museum(desk=desk, set_up=set_up)
    desk = renewed()
    found = both_at_once(desk, set_up)
    assert (rows(desk), found.desk, found.names) == (made, desk, ["Ann"])
    assert set_up == ["museum", "staff"]


@pytest.mark.parametrize("other", [False, True])
def test_a_desk_on_which_something_else_was_done_keeps_it(
    renewed: Renewed, set_up: list[str], *, other: bool
) -> None:
    both(renewed(), set_up)
    desk = renewed()
    if other:
        found = museum(desk=desk, set_up=set_up)
        added(desk)
        staffed(found, set_up)
    else:
        added(desk)
        both(desk, set_up)
    with desk.reading() as db:
        assert db.scalars(select(Course.title)).all() == ["New Ways"]
    assert set_up[2:] == (["staff"] if other else ["museum", "staff"])


def test_a_world_that_moves_the_clock_of_its_desk_is_set_up_each_time(
    renewed: Renewed, set_up: list[str]
) -> None:
    for _ in range(2):
        desk = renewed()
        on_another_day(desk=desk, set_up=set_up)
        assert desk.today() == AFTER
    assert set_up == ["another day"] * 2


def test_whoever_follows_a_desk_hears_of_what_is_set_up(
    renewed: Renewed, set_up: list[str]
) -> None:
    for _ in range(2):
        desk, heard = renewed(), list[Change]()
        desk.on_change(heard.append)
        both(desk, set_up)
        assert [each.label for each in heard] == ["Open the museum", "Staff it"]
    assert set_up == ["museum", "staff"]


def test_what_is_set_up_in_the_window_was_done_in_the_window(
    renewed: Renewed, set_up: list[str]
) -> None:
    museum(desk=renewed(), set_up=set_up)
    desk = renewed()
    desk.via = Via.WINDOW
    museum(desk=desk, set_up=set_up)
    assert set_up == ["museum"] * 2


def test_a_world_that_follows_its_desk_is_set_up_each_time(
    renewed: Renewed, set_up: list[str]
) -> None:
    for _ in range(2):
        desk = renewed()
        heard = followed(desk=desk, set_up=set_up)
        added(desk)
        assert [each.label for each in heard] == ["Add"]
    assert set_up == ["follower"] * 2
