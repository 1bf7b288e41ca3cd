"""Two people at two desks say at once what becomes of agencies, and who goes where."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from threading import Event as Signal

import pytest
from sqlalchemy import URL
from sqlalchemy.orm import Session

from tests.conftest import BEFORE, NOON, no_server
from tests.quick_databases import SharedDesk
from tests.services.at_once import at_once
from tests.services.people import People, settle
from trainingdesk.domain.agency import AgencyDetails
from trainingdesk.domain.delegate import DelegateDetails
from trainingdesk.domain.refusals import Invalid
from trainingdesk.services.agency_changes import merge_agencies, rename_agency
from trainingdesk.services.agency_records import add_agency, agency_details, change_agency
from trainingdesk.services.delegate_moves import move_delegates
from trainingdesk.services.delegate_records import add_delegate
from trainingdesk.services.desk import Desk
from trainingdesk.storage.models import Agency

pytestmark = no_server

Act = Callable[[Session], object]


@pytest.fixture
def address(shared_desk: SharedDesk) -> URL:
    """A shared desk: on one's own the whole desk is locked, and nobody acts at once."""
    return shared_desk.emptied()


@pytest.fixture
def people(desk: Desk) -> People:
    return settle(desk)


@pytest.fixture
def two(desk: Desk, people: People) -> Iterator[list[Desk]]:
    other = Desk(desk.address, who="kim", today=lambda: BEFORE, now=lambda: NOON)
    yield [desk, other]
    other.close()


def while_another(two: list[Desk], first: Act, second: Act) -> str:
    """Do the second while the first is done and not yet kept; return what was refused."""
    done, tried = Signal(), Signal()

    def do(desk: Desk, act: Act) -> str:
        if act is second:
            assert done.wait(10)
        try:
            with desk.changing("Change") as db:
                act(db)
                db.flush()
                if act is first:
                    done.set()
                    tried.wait(0.3)  # long enough for whoever does not wait for us
        except Invalid as refusal:
            return str(refusal)
        finally:
            tried.set()
        return ""

    [none, refused] = at_once(do, two, [first, second])
    assert none == ""
    return refused


def test_nobody_goes_into_an_agency_that_ends_at_that_moment(
    two: list[Desk], people: People
) -> None:
    def end(db: Session) -> None:
        merge_agencies(db, people.library, people.nobody, on=BEFORE, today=BEFORE)

    def go_there(db: Session) -> None:
        move_delegates(db, [people.lukasz], into_id=people.library, on=BEFORE, today=BEFORE)

    assert "Library ended on 1 May 2026" in while_another(two, end, go_there)


def test_nobody_is_added_to_an_agency_that_ends_at_that_moment(
    two: list[Desk], people: People
) -> None:
    def end(db: Session) -> None:
        db.get_one(Agency, people.library, with_for_update=True).ended_on = BEFORE

    def come(db: Session) -> None:
        add_delegate(db, DelegateDetails("Joan", "Clarke", agency_id=people.library))

    assert "Library ended on 1 May 2026" in while_another(two, end, come)


def test_two_who_say_what_is_part_of_what_at_once_make_no_ring(
    two: list[Desk], people: People
) -> None:
    with two[0].changing("Set up") as db:
        db.get_one(Agency, people.carking).parent_id = people.nobody

    def put(agency_id: int, *, into: int) -> Act:
        def act(db: Session) -> None:
            details = agency_details(db, agency_id)
            change_agency(db, agency_id, replace(details, parent_id=into), opened=None)

        return act

    refused = while_another(
        two, put(people.library, into=people.carking), put(people.nobody, into=people.library)
    )
    assert "cannot be part of itself" in refused


def test_of_two_who_give_one_name_at_once_the_later_is_told_whose_it_is(
    two: list[Desk], people: People
) -> None:
    def rename(db: Session) -> None:
        rename_agency(db, people.library, "Rooms", on=BEFORE, today=BEFORE)

    def add(db: Session) -> None:
        add_agency(db, AgencyDetails("Rooms", "Culture"))

    assert "“Rooms” is there already" in while_another(two, rename, add)
