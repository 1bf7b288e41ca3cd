from datetime import date

import pytest

from tests.services.people import People, settle
from trainingdesk.domain.refusals import Unknown
from trainingdesk.services.agency_changes import merge_agencies
from trainingdesk.services.agency_standing import Standing, parts_of, standing_of
from trainingdesk.services.desk import Desk
from trainingdesk.storage.models import Agency

DAY = date(2026, 4, 15)


@pytest.fixture
def people(desk: Desk) -> People:
    return settle(desk)


def test_an_agency_stands_among_others(desk: Desk, people: People) -> None:
    with desk.changing("Part") as db:
        db.get_one(Agency, people.nobody).parent_id = people.library
    with desk.reading() as db:
        assert [part.name for part in parts_of(db, people.library)] == ["Empty House"]
        assert standing_of(db, people.nobody) == Standing(None, people.library, "Library", ())
        with pytest.raises(Unknown):
            standing_of(db, 0)


def test_an_agency_that_has_ended_names_its_heir(desk: Desk, people: People) -> None:
    with desk.changing("Merge") as db:
        merge_agencies(db, people.library, people.carking, on=DAY, today=DAY)
    with desk.reading() as db:
        heirs = ((people.carking, "Carking Trust"),)
        assert standing_of(db, people.library) == Standing(DAY, None, "", heirs)
