from dataclasses import replace

import pytest

from tests.conftest import BY, FirstAid, a_delegate
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.refusals import Refused
from trainingdesk.domain.waiting import Promotion
from trainingdesk.services import bookings
from trainingdesk.services.desk import Desk
from trainingdesk.services.events import change_event, details_of
from trainingdesk.services.waiting import give_free_places
from trainingdesk.storage.models import Agency, Board, Event


def test_more_places_while_people_wait_are_told(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Book") as db:
        for delegate_id in (first_aid.ada, first_aid.grace):
            bookings.book(db, event_id=first_aid.event, delegate_id=delegate_id, by=BY)
        db.get_one(Board, 1).promotion = Promotion.BY_HAND
        details = details_of(db, first_aid.event)
        reference = details.reference
        assert change_event(db, first_aid.event, details, by=BY) == ""
        told = change_event(db, first_aid.event, replace(details, places=3), by=BY)
        assert told == f"2 places of {reference} are free, and 1 person waits."
        off = replace(details, places=3, status=EventStatus.POSTPONED, why="Snow")
        assert change_event(db, first_aid.event, off, by=BY) == ""


def test_free_places_go_to_whoever_waited_longest(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Book") as db:
        library = db.get_one(Agency, first_aid.agency)
        late = a_delegate(db, library, "Alan", "Turing")
        for delegate_id in (first_aid.ada, first_aid.grace, late.id):
            bookings.book(db, event_id=first_aid.event, delegate_id=delegate_id, by=BY)
        db.get_one(Event, first_aid.event).places = 2
    with desk.changing("Give") as db:
        assert give_free_places(db, first_aid.event, by=BY) == ["Grace Hopper"]
    with pytest.raises(Refused, match="No place is free"), desk.changing("Give") as db:
        give_free_places(db, first_aid.event, by=BY)
