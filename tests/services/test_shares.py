"""Caps and aims of agencies and sectors, and the mix so far."""

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from tests.conftest import BEFORE, BY, STARTS, FirstAid, a_delegate, an_agency, an_event
from tests.worlds import set_up_once
from trainingdesk.domain.meanwhile import ChangedMeanwhile
from trainingdesk.domain.refusals import EventClosed, Invalid, Unknown
from trainingdesk.domain.share import ShareDetails, against_said
from trainingdesk.domain.waiting import ShareKind
from trainingdesk.services.bookings import book, bookings_on
from trainingdesk.services.desk import Desk
from trainingdesk.services.mix import Bound, mix_of
from trainingdesk.services.share_changes import remove_share, set_share, share_details
from trainingdesk.services.warnings import warnings_before
from trainingdesk.storage.models import Course, Delegate, Event

CAP, AIM = ShareKind.CAP, ShareKind.AIM


@dataclass(frozen=True)
class Room:
    """An event of ten places with three of the library and one constable on it."""

    event: int
    later: int
    library: int
    police: int
    officer: int


@pytest.fixture
@set_up_once
def room(desk: Desk, first_aid: FirstAid) -> Room:
    with desk.changing("Set up") as db:
        db.get_one(Event, first_aid.event).places = 10
        library = db.get_one(Delegate, first_aid.ada).agency
        police = an_agency(db, "Tern Valley Police", "Police")
        officer = a_delegate(db, police, "Alan", "Turing")
        third = a_delegate(db, library, "Joan", "Clarke")
        for person in (first_aid.ada, first_aid.grace, third.id, officer.id):
            book(db, event_id=first_aid.event, delegate_id=person, by=BY)
        course = db.get_one(Course, first_aid.course)
        later = an_event(db, course, STARTS + timedelta(days=20), places=4)
        return Room(first_aid.event, later.id, library.id, police.id, officer.id)


def keep(desk: Desk, room: Room, details: ShareDetails, **more: object) -> tuple[int, list[str]]:
    with desk.changing("Set") as db:
        return set_share(db, room.event, details, by=BY, **more)  # type: ignore[arg-type]


def rows(desk: Desk, event_id: int) -> dict[str, tuple[int, str]]:
    with desk.reading() as db:
        return {row.name: (row.taken, row.against) for row in mix_of(db, event_id)}


def test_the_mix_is_told_by_sector_and_agency_the_fullest_first(desk: Desk, room: Room) -> None:
    with desk.reading() as db:
        found = mix_of(db, room.event)
    assert [(row.name, row.taken, row.of_all) for row in found] == [
        ("Health", 3, 0.75),
        ("Library", 3, 0.75),
        ("Police", 1, 0.25),
        ("Tern Valley Police", 1, 0.25),
    ]
    assert [row.id for row in found] == [-1, room.library, -2, room.police]
    assert not any(row.is_over for row in found)


def test_caps_and_aims_stand_beside_what_is_taken(desk: Desk, room: Room) -> None:
    keep(desk, room, ShareDetails(agency_id=room.library, places=2))
    keep(desk, room, ShareDetails(sector="Police", kind=AIM, places=3))
    keep(desk, room, ShareDetails(sector="Education", kind=AIM, places=2, of_course=True))
    with desk.reading() as db:
        found = {row.name: row for row in mix_of(db, room.event)}
        later = {row.name: row for row in mix_of(db, room.later)}
    assert found["Library"].against == "1 over the cap"
    assert found["Library"].is_over
    assert found["Police"].against == "2 short of the aim"
    education = found["Education"].aim
    assert isinstance(education, Bound)
    assert (education.places, education.of_course) == (2, True)
    assert list(later) == ["Education"]
    assert later["Education"].of_all is None


def test_the_events_own_cap_stands_before_that_of_its_course(desk: Desk, room: Room) -> None:
    keep(desk, room, ShareDetails(agency_id=room.library, places=9, of_course=True))
    keep(desk, room, ShareDetails(agency_id=room.library, places=3))
    assert rows(desk, room.event)["Library"] == (3, "at the cap")
    assert rows(desk, room.later)["Library"] == (0, "9 more allowed")


def test_how_it_stands_is_said_in_words() -> None:
    assert against_said(2, cap=None, aim=None) == ""
    assert against_said(2, cap=3, aim=2) == "1 more allowed, aim met"
    assert against_said(2, cap=2, aim=4) == "at the cap, 2 short of the aim"


def test_a_full_cap_is_said_before_a_booking(desk: Desk, room: Room, first_aid: FirstAid) -> None:
    keep(desk, room, ShareDetails(agency_id=room.police, places=1))
    with desk.changing("New") as db:
        police = db.get_one(Delegate, room.officer).agency
        constable = a_delegate(db, police, "Ida", "Rhodes").id
    said = "Tern Valley Police has 1 of the 1 place it may have."
    with desk.reading() as db:
        for event_id in (room.event, room.later):
            found = warnings_before(db, event_id=event_id, delegate_id=constable, today=BEFORE)
            assert (said in found) == (event_id == room.event)
        assert warnings_before(db, event_id=room.event, delegate_id=999, today=BEFORE) == []


def test_a_sector_may_have_a_cap_too(desk: Desk, room: Room, first_aid: FirstAid) -> None:
    keep(desk, room, ShareDetails(sector="Health", places=3))
    with desk.changing("New") as db:
        nurse = a_delegate(db, an_agency(db, "Bell Hospital"), "Mary", "Seacole").id
        said = warnings_before(db, event_id=room.event, delegate_id=nurse, today=BEFORE)
    assert said == ["Health has 3 of the 3 places it may have."]


@pytest.fixture
@set_up_once
def waits(desk: Desk, room: Room) -> int:
    """A constable who waits because of a cap, on an event with places."""
    share, _ = keep(desk, room, ShareDetails(agency_id=room.police, places=1))
    with desk.changing("Wait") as db:
        police = db.get_one(Delegate, room.officer).agency
        ida = a_delegate(db, police, "Ida", "Rhodes").id
        db.get_one(Event, room.event).places = 4
        book(db, event_id=room.event, delegate_id=ida, by=BY)
        db.get_one(Event, room.event).places = 9
    return share


def test_a_raised_cap_lets_in_whoever_waits_and_undo_takes_it_back(
    desk: Desk, room: Room, waits: int
) -> None:
    with desk.reading() as db:
        opened = share_details(db, waits, event_id=room.event)
    assert opened == ShareDetails(agency_id=room.police, places=1)
    raised = replace(opened, places=2)
    assert keep(desk, room, raised, share_id=waits, opened=opened) == (waits, ["Ida Rhodes"])
    desk.undo()
    with desk.reading() as db:
        waiting = [row.delegate for row in bookings_on(db, room.event) if row.place_in_queue]
        assert share_details(db, waits, event_id=room.event) == opened
    assert waiting == ["Rhodes, Ida"]


def test_a_cap_taken_away_lets_in_whoever_waits(desk: Desk, room: Room, waits: int) -> None:
    with desk.changing("Remove") as db:
        assert remove_share(db, waits, event_id=room.event, by=BY) == ["Ida Rhodes"]
        with pytest.raises(Unknown):
            remove_share(db, waits, event_id=room.event, by=BY)
    assert rows(desk, room.event)["Tern Valley Police"] == (2, "")


def test_a_cap_of_the_course_lets_in_on_every_event_to_come(
    desk: Desk, room: Room, waits: int
) -> None:
    course_wide = ShareDetails(agency_id=room.police, places=0, of_course=True)
    share, lucky = keep(desk, room, course_wide)
    assert lucky == []
    with desk.changing("Wait") as db:
        later = db.get_one(Event, room.later)
        later.places = 0
        book(db, event_id=room.later, delegate_id=room.officer, by=BY)
        later.places = 4
        closed = an_event(db, later.course, STARTS + timedelta(days=40))
        closed.register_closed_on = STARTS
    with desk.changing("Remove") as db:
        assert remove_share(db, share, event_id=room.event, by=BY) == ["Alan Turing"]


def test_what_is_wrong_is_said_at_its_field(desk: Desk, room: Room) -> None:
    for wrong, field in (
        (ShareDetails(places=1), "whose"),
        (ShareDetails(agency_id=room.police, sector="Police", places=1), "whose"),
        (ShareDetails(sector="Police"), "places"),
        (ShareDetails(sector="Police", places=-1), "places"),
        (ShareDetails(sector="Police", kind=AIM, places=0), "places"),
    ):
        with pytest.raises(Invalid) as refused:
            keep(desk, room, wrong)
        assert list(refused.value.problems) == [field]
    assert rows(desk, room.event)["Police"] == (1, "")


def test_an_agency_that_is_gone_is_given_no_cap(desk: Desk, room: Room) -> None:
    with pytest.raises(Unknown):
        keep(desk, room, ShareDetails(agency_id=999, places=1))


@pytest.mark.parametrize("of_course", [True, False])
def test_nobody_has_two_caps_in_one_place(desk: Desk, room: Room, *, of_course: bool) -> None:
    for whose in (ShareDetails(agency_id=room.police), ShareDetails(sector="Police")):
        details = replace(whose, places=1, of_course=of_course)
        share, _ = keep(desk, room, details)
        with pytest.raises(Invalid, match="There is such a cap already"):
            keep(desk, room, replace(details, places=2))
        keep(desk, room, replace(details, kind=AIM))
        keep(desk, room, replace(details, places=2), share_id=share, opened=details)


def test_the_same_again_is_no_step(desk: Desk, room: Room) -> None:
    details = ShareDetails(sector="Police", places=3)
    share, _ = keep(desk, room, details)
    done = len(desk.done)
    keep(desk, room, details, share_id=share, opened=details)
    assert len(desk.done) == done


def test_whoever_saves_later_is_told_of_the_other(desk: Desk, room: Room) -> None:
    opened = ShareDetails(sector="Police", places=3)
    share, _ = keep(desk, room, opened)
    keep(desk, room, replace(opened, places=4), share_id=share, opened=opened)
    with pytest.raises(ChangedMeanwhile):
        keep(desk, room, replace(opened, places=5), share_id=share, opened=opened)


def test_a_cap_is_changed_where_it_holds_and_nowhere_else(
    desk: Desk, room: Room, first_aid: FirstAid
) -> None:
    share, _ = keep(desk, room, ShareDetails(sector="Police", places=3))
    with desk.changing("Close") as db:
        with pytest.raises(Unknown):
            share_details(db, share, event_id=room.later)
        with pytest.raises(Unknown):
            share_details(db, 999, event_id=room.event)
        db.get_one(Event, room.event).register_closed_on = STARTS
    with pytest.raises(EventClosed):
        keep(desk, room, ShareDetails(sector="Health", places=3))
