from dataclasses import replace
from datetime import timedelta

import pytest

from tests.conftest import BY, NOON, FirstAid, a_delegate
from tests.services.queueing import Queueing, stamp
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.refusals import Refused
from trainingdesk.domain.waiting import Promotion
from trainingdesk.domain.waiting_list import GONE, ORDER_SAID
from trainingdesk.services import bookings
from trainingdesk.services.booked import bookings_on
from trainingdesk.services.desk import Desk
from trainingdesk.services.events import change_event, details_of
from trainingdesk.services.offers import give_priority
from trainingdesk.services.places import places_of
from trainingdesk.services.queued import NEXT, Queued, queued_on
from trainingdesk.services.waiting import (
    another_said,
    enough_wait,
    give_free_places,
    given_said,
    rule_said,
)
from trainingdesk.storage.models import Agency, Board, Course, Event


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


def test_the_rule_is_said_with_the_order(line: Queueing) -> None:
    said = {}
    for rule in Promotion:
        line.rule(rule, days=1)
        with line.desk.reading() as db:
            said[rule] = rule_said(db)
    assert all(each.endswith(ORDER_SAID) for each in said.values())
    assert said[Promotion.BOOKED].startswith("A place that becomes free is booked at once")
    assert "offered to whoever is next, for 1 day. " in said[Promotion.OFFERED]
    assert said[Promotion.BY_HAND].startswith("Places are given by hand. ")


def test_as_many_as_the_course_needs_are_enough_for_another_date(line: Queueing) -> None:
    def said() -> str:
        with line.desk.reading() as db:
            return another_said(db, line.first)

    line.book("Ada", "Grace", "Alan", "Edsger")
    assert said() == ""
    line.book("Barbara")
    assert said() == "Enough wait for another date of Risk."
    with line.desk.changing("Change") as db:
        db.get_one(Course, line.course).minimum = None  # then as many as the event has places
    line.cancel("Barbara")
    assert said() == "Enough wait for another date of Risk."
    line.change(places=5)
    assert said() == ""
    with line.desk.reading() as db:
        assert not enough_wait(db.get_one(Event, line.second), places_of(db, line.second))


def test_who_was_given_what_is_said(line: Queueing) -> None:
    with line.desk.reading() as db:
        assert given_said(db, []) == ""
        one = given_said(db, ["Ada King"])
    line.rule(Promotion.OFFERED)
    with line.desk.reading() as db:
        two = given_said(db, ["Ada King", "Grace Hopper"])
    assert one == "Ada King has a place now, from the waiting list."
    assert two == "Ada King and Grace Hopper have the offer of a place, from the waiting list."


def test_each_who_waits_is_told_their_turn_and_why_they_have_no_place(line: Queueing) -> None:
    line.rule(Promotion.OFFERED)
    line.book("Ada", "Grace", "Alan", "Edsger", "Barbara")
    line.cancel("Ada")
    line.act(give_priority, "Barbara", priority=1, reason="Head asked")
    with line.desk.reading() as db:
        rows = {row.delegate: row.queued for row in bookings_on(db, line.first, by=stamp())}
        assert all(row.queued is None for row in bookings_on(db, line.first))
    assert rows["Nr1, Grace"] is None
    none = "No place is free."
    assert rows["Nr4, Barbara"] == Queued(1, none, priority=1, reason="Head asked")
    assert rows["Nr2, Alan"] == Queued(2, offered_until=NOON + timedelta(days=3))
    assert rows["Nr3, Edsger"] == Queued(3, none)
    line.change(places=3)
    with line.desk.reading() as db:
        told = {row.delegate: row.queued for row in bookings_on(db, line.first, by=stamp())}
        assert queued_on(db, line.second, by=stamp()) == {}
    barbara, edsger = told["Nr4, Barbara"], told["Nr3, Edsger"]
    assert barbara is not None
    assert edsger is not None
    assert (barbara.why_not, edsger.why_not) == (NEXT, GONE)
