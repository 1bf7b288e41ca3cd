from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.conftest import AFTER, BEFORE, BY, BY_AFTER, STARTS, FirstAid
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.own_words import BoardList, WordDetails
from trainingdesk.domain.refusals import EventNotOpen, Invalid, Refused, Unknown
from trainingdesk.domain.standing import Standing
from trainingdesk.services.bookings import add_walk_in, book
from trainingdesk.services.delegate_booking import events_to_come
from trainingdesk.services.desk import Desk
from trainingdesk.services.event_changes import (
    call_off,
    changes_of,
    event_reasons_offered,
    go_ahead,
)
from trainingdesk.services.event_pages import head_of
from trainingdesk.services.events import add_event, change_event, details_of
from trainingdesk.services.history import history_of
from trainingdesk.services.own_words import add_word
from trainingdesk.services.reasons import reasons_offered
from trainingdesk.services.registers import close_register, mark_the_rest
from trainingdesk.services.today import Work, cards
from trainingdesk.services.week import week_of
from trainingdesk.storage.models import Event

SOON = STARTS - timedelta(days=10)


def kept(desk: Desk, event_id: int) -> list[tuple[str, str, str]]:
    with desk.reading() as db:
        return [(row.status.value, row.who, row.reason) for row in changes_of(db, event_id)]


def changed(desk: Desk, event_id: int, **how: object) -> None:
    with desk.changing("Change") as db:
        details = replace(details_of(db, event_id), **how)  # type: ignore[arg-type]
        change_event(db, event_id, details, by=BY)


def test_every_status_is_kept_with_who_gave_it_and_why(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Plan") as db:
        details = replace(details_of(db, first_aid.event), reference="FA-1", why="Asked for")
        days = tuple(replace(day, id=None) for day in details.sessions)
        draft = replace(details, sessions=days, status=EventStatus.DRAFT)
        event_id = add_event(db, draft, by=BY)
    changed(desk, event_id, status=EventStatus.OPEN, why="The hall is ours")
    with desk.changing("Go") as db:
        go_ahead(db, event_id, reason="Enough", by=BY)
    with desk.changing("Cancel") as db:
        call_off(db, [event_id], EventStatus.CANCELLED, reason="Snow", by=BY)
    assert kept(desk, event_id) == [
        ("Draft", "sam", "Asked for"),
        ("Open", "sam", "The hall is ours"),
        ("Confirmed", "sam", "Enough"),
        ("Cancelled", "sam", "Snow"),
    ]
    with desk.reading() as db:
        told = [row.what for row in history_of(db, event_id)]
    assert told[:3] == [
        "Status Confirmed to Cancelled (Snow)",
        "Status Open to Confirmed (Enough)",
        "Status Draft to Open (The hall is ours)",
    ]
    assert "planned for 10 June 2026" in told[3]
    assert "Draft (Asked for)" in told[3]


def test_the_same_status_again_is_no_change(desk: Desk, first_aid: FirstAid) -> None:
    changed(desk, first_aid.event, places=9)
    assert kept(desk, first_aid.event) == []


def test_closing_a_register_is_kept_as_delivered(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Close") as db:
        book(db, event_id=first_aid.event, delegate_id=first_aid.ada, by=BY)
        mark_the_rest(db, first_aid.event, session_id=None, by=BY_AFTER)
        close_register(db, first_aid.event, by=BY_AFTER)
    assert kept(desk, first_aid.event) == [("Delivered", "sam", "")]


def test_undone_a_decision_is_told_as_taken_back(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Go") as db:
        go_ahead(db, first_aid.event, reason="Enough", by=BY)
    desk.undo()
    assert kept(desk, first_aid.event) == []
    with desk.reading() as db:
        told = [(row.deed, row.what) for row in history_of(db, first_aid.event)]
    assert told[0] == ("Undo Go", "Status Confirmed to Open")


def test_decided_on_an_event_is_at_risk_no_longer(desk: Desk, first_aid: FirstAid) -> None:
    with desk.reading() as db:
        head = head_of(db, first_aid.event, today=SOON)
        assert head is not None
        assert head.row.standing is Standing.AT_RISK
    with desk.changing("Go") as db:
        go_ahead(db, first_aid.event, reason="Enough", by=BY)
        head = head_of(db, first_aid.event, today=SOON)
        assert head is not None
        assert head.row.standing is Standing.CONFIRMED
        assert not any(card.work is Work.AT_RISK for card in cards(db, SOON))


def test_deciding_asks_why(desk: Desk, first_aid: FirstAid) -> None:
    with pytest.raises(Invalid, match="Say why it goes ahead"), desk.changing("Go") as db:
        go_ahead(db, first_aid.event, reason=" ", by=BY)
    with pytest.raises(Invalid, match="report counts the reasons"):
        changed(desk, first_aid.event, status=EventStatus.CANCELLED)


def test_what_was_called_off_does_not_go_ahead_by_itself(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Postpone") as db:
        call_off(db, [first_aid.event], EventStatus.POSTPONED, reason="Snow", by=BY)
    with pytest.raises(Refused, match="Open it again first"), desk.changing("Go") as db:
        go_ahead(db, first_aid.event, reason="Enough", by=BY)


def test_what_is_gone_cannot_be_decided_on(desk: Desk, first_aid: FirstAid) -> None:
    with pytest.raises(Unknown), desk.changing("Go") as db:
        go_ahead(db, -1, reason="Enough", by=BY)


def test_a_reason_is_spelt_as_the_boards_list_has_it(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("List") as db:
        add_word(db, BoardList.EVENT_REASONS, WordDetails("Low take-up"))
        add_word(db, BoardList.REASONS, WordDetails("Child ill"))
        assert event_reasons_offered(db) == ["Low take-up"]
        assert reasons_offered(db) == ["Child ill"]
        call_off(db, [first_aid.event], EventStatus.CANCELLED, reason=" LOW take-up ", by=BY)
        assert db.get_one(Event, first_aid.event).reason == "Low take-up"


def test_all_of_several_are_called_off_or_none(desk: Desk, first_aid: FirstAid) -> None:
    with pytest.raises(Unknown), desk.changing("Cancel") as db:
        call_off(db, [first_aid.event, 999], EventStatus.CANCELLED, reason="Snow", by=BY)
    with desk.reading() as db:
        assert db.get_one(Event, first_aid.event).status is EventStatus.OPEN


# -- people who are only counted


def counted_only(desk: Desk, first_aid: FirstAid, **how: object) -> None:
    changed(desk, first_aid.event, headcount_only=True, **how)


def test_where_people_are_counted_nobody_is_booked(desk: Desk, first_aid: FirstAid) -> None:
    counted_only(desk, first_aid)
    either: tuple[Callable[..., object], ...] = (book, add_walk_in)
    for add in either:
        with (
            pytest.raises(EventNotOpen, match="People are only counted"),
            desk.changing("Book") as db,
        ):
            add(db, event_id=first_aid.event, delegate_id=first_aid.ada, by=BY)
    with desk.reading() as db:
        assert events_to_come(db, delegate_ids=[first_aid.ada], today=BEFORE) == []
        head = head_of(db, first_aid.event, today=SOON)
        assert head is not None
        assert not head.takes_bookings
        assert head.row.standing is Standing.OPEN  # nobody to fall below a minimum
        assert head.row.least == 0
        found = {card.work for card in cards(db, SOON)}
    assert Work.AT_RISK not in found


def test_with_bookings_people_are_not_counted_only(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Book") as db:
        book(db, event_id=first_aid.event, delegate_id=first_aid.ada, by=BY)
    with pytest.raises(Invalid, match="1 booking stands on it"):
        counted_only(desk, first_aid)
    with desk.changing("Book") as db:
        book(db, event_id=first_aid.event, delegate_id=first_aid.grace, by=BY)
    with pytest.raises(Invalid, match="2 bookings stand on it"):
        counted_only(desk, first_aid)


def test_once_counted_the_event_is_delivered(desk: Desk, first_aid: FirstAid) -> None:
    counted_only(desk, first_aid)
    with desk.reading() as db:
        (card,) = [c for c in cards(db, AFTER) if c.work is Work.REGISTERS]
        assert card.tasks[0].said == "nobody counted yet"
        (day,) = [d for d in week_of(db, STARTS, today=AFTER) if d.events]
        assert (day.events[0].places, day.events[0].status) == ("to be counted", "Open")
    with desk.changing("Count") as db:
        details = replace(details_of(db, first_aid.event), headcount=300)
        change_event(db, first_aid.event, details, by=BY_AFTER)
    with desk.changing("Count again") as db:
        details = replace(details_of(db, first_aid.event), headcount=301)
        change_event(db, first_aid.event, details, by=BY_AFTER)
    with desk.reading() as db:
        event = db.get_one(Event, first_aid.event)
        assert (event.status, event.register_closed_on) == (EventStatus.DELIVERED, AFTER)
        (day,) = [d for d in week_of(db, STARTS, today=AFTER) if d.events]
        assert day.events[0].places == "301 counted"


@pytest.mark.parametrize("how", ["uncounted", "moved"])
def test_without_its_count_or_its_day_it_is_delivered_no_longer(
    desk: Desk, first_aid: FirstAid, how: str
) -> None:
    counted_only(desk, first_aid, status=EventStatus.CONFIRMED)
    with desk.changing("Count") as db:
        details = replace(details_of(db, first_aid.event), headcount=300)
        change_event(db, first_aid.event, details, by=BY_AFTER)
    with desk.changing("Correct") as db:
        stored = details_of(db, first_aid.event)
        ahead = replace(stored.sessions[0], day=AFTER + timedelta(days=90))
        wrong = {"headcount": None} if how == "uncounted" else {"sessions": (ahead,)}
        change_event(db, first_aid.event, replace(stored, **wrong), by=BY_AFTER)
    with desk.reading() as db:
        event = db.get_one(Event, first_aid.event)
        assert (event.status, event.register_closed_on) == (EventStatus.CONFIRMED, None)
        last = changes_of(db, first_aid.event)[-2:]
        assert [change.status for change in last] == [EventStatus.DELIVERED, EventStatus.CONFIRMED]


def test_whose_register_was_opened_again_it_stays_as_it_is(desk: Desk, first_aid: FirstAid) -> None:
    counted_only(desk, first_aid, status=EventStatus.CONFIRMED)
    with desk.changing("Count") as db:
        details = replace(details_of(db, first_aid.event), headcount=300)
        change_event(db, first_aid.event, details, by=BY_AFTER)
    with desk.changing("Open again") as db:
        db.get_one(Event, first_aid.event).register_closed_on = None
    with desk.changing("Correct") as db:
        wrong = replace(details_of(db, first_aid.event), headcount=None)
        change_event(db, first_aid.event, wrong, by=BY_AFTER)
        assert db.get_one(Event, first_aid.event).status is EventStatus.DELIVERED


def test_counted_before_it_is_held_the_event_is_still_to_come(
    desk: Desk, first_aid: FirstAid
) -> None:
    counted_only(desk, first_aid, headcount=300)
    with desk.reading() as db:
        assert db.get_one(Event, first_aid.event).status is EventStatus.OPEN


# -- places


def test_places_below_those_booked_are_refused(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Book") as db:
        book(db, event_id=first_aid.event, delegate_id=first_aid.ada, by=BY)
    with pytest.raises(Invalid) as refused:
        changed(desk, first_aid.event, places=0)
    assert refused.value.problems == {
        "places": "1 delegate has a place. Give as many places, or cancel first."
    }


def test_an_overbooked_event_is_saved_as_it_is(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Set up") as db:
        db.get_one(Event, first_aid.event).places = 2
        for person in (first_aid.ada, first_aid.grace):
            book(db, event_id=first_aid.event, delegate_id=person, by=BY)
        db.get_one(Event, first_aid.event).places = 1
    changed(desk, first_aid.event, series="Week")
    with pytest.raises(Invalid, match="2 delegates have places"):
        changed(desk, first_aid.event, places=0)
