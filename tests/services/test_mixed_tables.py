"""Who sits at which table of an event."""

import pytest

from tests.conftest import BY, BY_AFTER, FirstAid, a_delegate, an_agency
from tests.reports import pages
from tests.worlds import set_up_once
from trainingdesk.domain.refusals import Invalid, NothingToPrint, Unknown
from trainingdesk.services.bookings import add_walk_in, book, cancel
from trainingdesk.services.desk import Desk
from trainingdesk.services.mixed_tables import tables_document, tables_of
from trainingdesk.storage.models import Delegate, DelegateNeeds, Event, EventSession, Venue


@pytest.fixture
@set_up_once
def room(desk: Desk, first_aid: FirstAid) -> int:
    """Ada and Grace of the library, two constables of whom one walked in, and one who cancelled."""
    with desk.changing("Set up") as db:
        event = db.get_one(Event, first_aid.event)
        event.places = 9
        db.get_one(EventSession, first_aid.session).venue = Venue(name="Guildhall")
        police = an_agency(db, "Tern Valley Police", "Police")
        alan, ida, gone = (a_delegate(db, police, "P", f"Constable {n}").id for n in range(3))
        for person in (first_aid.ada, first_aid.grace, alan):
            book(db, event_id=event.id, delegate_id=person, by=BY)
        add_walk_in(db, event_id=event.id, delegate_id=ida, by=BY_AFTER)
        off = book(db, event_id=event.id, delegate_id=gone, by=BY).booking_id
        cancel(db, off, reason="Ill", by=BY)
        ada = db.get_one(Delegate, first_aid.ada)
        db.add(DelegateNeeds(delegate_id=ada.id, needs="A hearing loop"))
        return event.id


def test_whoever_is_expected_or_came_is_seated_apart_from_colleagues(desk: Desk, room: int) -> None:
    with desk.reading() as db:
        tables = tables_of(db, room, size=2)
    assert [[seat.agency for seat in table] for table in tables] == [
        ["Tern Valley Police", "Library"],
        ["Tern Valley Police", "Library"],
    ]


def test_the_list_for_the_trainer_says_nothing_of_needs(desk: Desk, room: int) -> None:
    with desk.reading() as db:
        said = pages.text(tables_document(db, room, size=2))
    assert "King, Ada Library" in said
    assert "First Aid" in said
    assert "Guildhall" in said
    assert "loop" not in said


def test_nobody_is_seated_where_nobody_comes(desk: Desk, first_aid: FirstAid) -> None:
    with desk.reading() as db:
        assert tables_of(db, first_aid.event, size=6) == []
        with pytest.raises(NothingToPrint):
            tables_document(db, first_aid.event, size=6)
        with pytest.raises(Unknown):
            tables_of(db, 999, size=6)


@pytest.mark.parametrize("size", [1, 41])
def test_a_table_seats_a_number_that_a_table_seats(desk: Desk, room: int, size: int) -> None:
    with desk.reading() as db, pytest.raises(Invalid):
        tables_of(db, room, size=size)
