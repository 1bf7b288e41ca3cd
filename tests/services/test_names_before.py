"""What things were called before."""

from tests.conftest import FirstAid
from trainingdesk.domain.former_names import NamedKind
from trainingdesk.services.desk import Desk
from trainingdesk.services.former_names import former_names, keep_renamed

VENUE = NamedKind.VENUE


def test_a_name_that_is_given_up_twice_leads_to_the_newest(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Rename") as db:
        keep_renamed(db, VENUE, 1, old="Town Hall", new="Civic Centre")
        keep_renamed(db, VENUE, 2, old="Town Hall", new="Old Town Hall")
        assert former_names(db, VENUE) == {"Town Hall": 2}


def test_what_had_no_other_name_leaves_none(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Rename") as db:
        keep_renamed(db, VENUE, 1, old="", new="Civic Centre")
        keep_renamed(db, VENUE, 1, old="Civic Centre", new="Civic Centre")
        assert former_names(db, VENUE) == {}
