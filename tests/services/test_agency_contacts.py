from dataclasses import replace

import pytest

from tests.conftest import FirstAid
from tests.worlds import set_up_once
from trainingdesk.domain.agency import ContactDetails
from trainingdesk.domain.meanwhile import ChangedMeanwhile
from trainingdesk.domain.refusals import Invalid, Unknown
from trainingdesk.services.agency_contacts import (
    add_contact,
    change_contact,
    contact_details,
    contacts_of,
    remove_contact,
)
from trainingdesk.services.desk import Desk

JOAN = ContactDetails("Joan Clarke", "Finance", "joan@example.org", "020 7946 0000")


@pytest.fixture
@set_up_once
def joan(desk: Desk, first_aid: FirstAid) -> int:
    with desk.changing("Add") as db:
        return add_contact(db, first_aid.agency, JOAN)


def test_an_agency_has_several_contacts(desk: Desk, first_aid: FirstAid, joan: int) -> None:
    with desk.changing("Add") as db:
        add_contact(db, first_aid.agency, ContactDetails("  Łukasz   Żak "))
    with desk.reading() as db:
        assert contact_details(db, joan) == JOAN
        assert [contact.name for contact in contacts_of(db, first_aid.agency)] == [
            "Joan Clarke",
            "Łukasz Żak",
        ]


def test_saving_an_unchanged_contact_changes_nothing(desk: Desk, joan: int) -> None:
    before = len(desk.done)
    with desk.changing("Change") as db:
        change_contact(db, joan, JOAN, opened=JOAN)
    assert len(desk.done) == before


def test_a_contact_is_changed_taken_away_and_put_back(desk: Desk, joan: int) -> None:
    with desk.changing("Change") as db:
        change_contact(db, joan, replace(JOAN, role="Training"), opened=JOAN)
    with desk.changing("Change") as db, pytest.raises(ChangedMeanwhile):
        change_contact(db, joan, JOAN, opened=JOAN)
    with desk.changing("Remove") as db:
        remove_contact(db, joan)
    with desk.reading() as db, pytest.raises(Unknown):
        contact_details(db, joan)
    desk.undo()
    with desk.reading() as db:
        assert contact_details(db, joan).role == "Training"


def test_what_is_wrong_with_a_contact_is_told_at_its_field(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Add") as db:
        with pytest.raises(Invalid) as refused:
            add_contact(db, first_aid.agency, ContactDetails(" ", email="nowhere"))
        with pytest.raises(Unknown):
            add_contact(db, 0, JOAN)
    assert set(refused.value.problems) == {"name", "email"}
