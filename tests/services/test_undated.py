from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.conftest import BY, FirstAid, a_course, a_delegate
from tests.worlds import set_up_once
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.event_details import EventDetails, SessionDetails
from trainingdesk.domain.meanwhile import ChangedMeanwhile
from trainingdesk.domain.refusals import Invalid, Refused, Unknown
from trainingdesk.services.bookings import bookings_on
from trainingdesk.services.desk import Desk
from trainingdesk.services.suggested import people_suggested
from trainingdesk.services.today import Work, cards
from trainingdesk.services.undated import (
    Dated,
    UndatedDetails,
    add_interest,
    add_undated,
    change_undated,
    give_date,
    give_up,
    interested_in,
    note_interest,
    plan_of_undated,
    remove_interest,
    undated_details,
    undated_event,
    undated_events,
)
from trainingdesk.storage.models import Agency, Course, Delegate, Interest, UndatedEvent

DAY = date(2026, 6, 18)


@pytest.fixture
@set_up_once
def listed(desk: Desk, first_aid: FirstAid) -> int:
    """Two who want to come to First Aid, which has one place: Grace asked first."""
    with desk.changing("Set up") as db:
        undated = add_undated(db, UndatedDetails(first_aid.course, " Asked "), by=BY)
        assert add_interest(db, undated, first_aid.grace, by=BY) == 1
        assert add_interest(db, undated, first_aid.ada, by=BY) == 2
        return undated


def dated(first_aid: FirstAid, **how: object) -> EventDetails:
    sound = EventDetails(
        course_id=first_aid.course, reference="FA-2601", places=1, sessions=(SessionDetails(DAY),)
    )
    return replace(sound, **how)  # type: ignore[arg-type]


def test_who_asked_first_stands_first(desk: Desk, listed: int) -> None:
    with desk.reading() as db:
        rows = interested_in(db, listed)
        row = undated_event(db, listed)
    assert [(r.turn, r.delegate, r.agency) for r in rows] == [
        (1, "Hopper, Grace", "Library"),
        (2, "King, Ada", "Library"),
    ]
    assert row is not None
    assert (row.title, row.interested, row.note, row.enough) == ("First Aid", 2, "Asked", True)


def test_the_agency_stays_as_it_was(desk: Desk, first_aid: FirstAid, listed: int) -> None:
    with desk.changing("Move") as db:
        agency = db.get_one(Agency, first_aid.agency)
        agency.name = "Town Library"
        db.flush()
    with desk.reading() as db:
        assert interested_in(db, listed)[0].agency == "Town Library"
        assert db.query(Interest).first() is not None


def test_given_a_date_they_are_booked_in_their_order(
    desk: Desk, first_aid: FirstAid, listed: int
) -> None:
    done = len(desk.done)
    with desk.changing("Give a date") as db:
        made = give_date(db, listed, dated(first_aid), by=BY)
    assert made == Dated(made.event_id, 1, 1)
    assert str(made) == "1 booked, 1 on its waiting list"
    assert str(Dated(1, 2, 0)) == "2 booked"
    with desk.reading() as db:
        standing = {row.delegate: row.status for row in bookings_on(db, made.event_id)}
        row = undated_event(db, listed)
    assert standing == {
        "Hopper, Grace": BookingStatus.BOOKED,
        "King, Ada": BookingStatus.WAITING,
    }
    assert row is not None
    assert (row.is_open, row.event, row.enough) == (False, "FA-2601", False)
    assert len(desk.done) == done + 1
    desk.undo()
    with desk.reading() as db:
        row = undated_event(db, listed)
        assert row is not None
        assert row.is_open
        assert len(interested_in(db, listed)) == 2


@pytest.mark.parametrize(
    ("how", "field"),
    [({"status": EventStatus.DRAFT}, "status"), ({"headcount_only": True}, "headcount_only")],
)
def test_those_interested_are_to_be_booked(
    desk: Desk, first_aid: FirstAid, listed: int, how: dict[str, object], field: str
) -> None:
    with pytest.raises(Invalid) as refused, desk.changing("Give a date") as db:
        give_date(db, listed, dated(first_aid, **how), by=BY)
    assert set(refused.value.problems) == {field}


def test_who_leaves_after_the_event_is_booked(desk: Desk, first_aid: FirstAid, listed: int) -> None:
    later = dated(first_aid)
    first = later.in_order()[0].day
    assert first is not None
    with desk.changing("Leave") as db:
        db.get_one(Delegate, first_aid.grace).left_on = first + timedelta(days=1)
    with desk.changing("Give a date") as db:
        assert str(give_date(db, listed, later, by=BY)) == "1 booked, 1 on its waiting list"


def test_who_has_left_since_is_named_and_not_booked(
    desk: Desk, first_aid: FirstAid, listed: int
) -> None:
    with desk.changing("Leave") as db:
        db.get_one(Delegate, first_aid.grace).left_on = BY.today
    with desk.changing("Give a date") as db:
        made = give_date(db, listed, dated(first_aid), by=BY)
    assert str(made) == "1 booked; Grace Hopper left, not booked"
    with desk.reading() as db:
        assert [row.delegate for row in bookings_on(db, made.event_id)] == ["King, Ada"]
        assert [row.delegate for row in interested_in(db, listed)] == ["Hopper, Grace", "King, Ada"]


def test_with_nobody_on_the_list_any_event_will_do(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Give a date") as db:
        undated = add_undated(db, UndatedDetails(first_aid.course), by=BY)
        made = give_date(db, undated, dated(first_aid, status=EventStatus.DRAFT), by=BY)
    assert (made.booked, made.waiting) == (0, 0)


def test_given_up_it_keeps_who_was_interested(desk: Desk, first_aid: FirstAid, listed: int) -> None:
    with desk.changing("Give up") as db:
        give_up(db, listed, note="No trainer", by=BY)
    with desk.reading() as db:
        row = undated_event(db, listed)
        assert row is not None
        assert (row.is_open, row.event_id, row.note) == (False, None, "Asked\nNo trainer")
        assert len(interested_in(db, listed)) == 2
    with pytest.raises(Refused, match="was given up"), desk.changing("Add") as db:
        add_interest(db, listed, first_aid.ada, by=BY)
    with desk.changing("Open") as db:
        again = add_undated(db, UndatedDetails(first_aid.course), by=BY)
        assert [row.id for row in undated_events(db)] == [again, listed]


def test_once_dated_it_takes_nobody(desk: Desk, first_aid: FirstAid, listed: int) -> None:
    with desk.changing("Give a date") as db:
        give_date(db, listed, dated(first_aid), by=BY)
    with pytest.raises(Refused, match="became an event"), desk.changing("Add") as db:
        plan_of_undated(db, listed)


def test_nobody_stands_on_a_list_twice(desk: Desk, first_aid: FirstAid, listed: int) -> None:
    already = "Ada King is on this list already"
    with pytest.raises(Refused, match=already), desk.changing("Add") as db:
        add_interest(db, listed, first_aid.ada, by=BY)
    with pytest.raises(Unknown), desk.changing("Add") as db:
        add_interest(db, listed, -1, by=BY)
    with pytest.raises(Unknown), desk.changing("Add") as db:
        add_interest(db, -1, first_aid.ada, by=BY)


def test_a_course_has_one_list_at_a_time(desk: Desk, first_aid: FirstAid, listed: int) -> None:
    already = "has a list of those interested already"
    with pytest.raises(Invalid, match=already), desk.changing("Open") as db:
        add_undated(db, UndatedDetails(first_aid.course), by=BY)
    for wrong in (None, -1):
        with pytest.raises(Invalid), desk.changing("Open") as db:
            add_undated(db, UndatedDetails(wrong), by=BY)


def test_a_list_is_changed_and_an_unchanged_one_is_not(
    desk: Desk, first_aid: FirstAid, listed: int
) -> None:
    with desk.reading() as db:
        opened = undated_details(db, listed)
    done = len(desk.done)
    with desk.changing("Change") as db:
        change_undated(db, listed, opened, opened=opened)
    assert len(desk.done) == done
    with desk.changing("Change") as db:
        other = a_course(db, "Neglect", "NEG")
        change_undated(db, listed, UndatedDetails(other.id, "Later"), opened=opened)
    with desk.reading() as db:
        assert undated_details(db, listed).note == "Later"
    with pytest.raises(ChangedMeanwhile), desk.changing("Change") as db:
        change_undated(db, listed, opened, opened=opened)


def test_a_note_is_kept_and_somebody_taken_off(desk: Desk, listed: int) -> None:
    with desk.changing("Note") as db:
        first, second = interested_in(db, listed)
        note_interest(db, first.id, " Mornings ")
        remove_interest(db, [second.id])
        assert [row.note for row in interested_in(db, listed)] == ["Mornings"]
    with pytest.raises(Unknown), desk.changing("Note") as db:
        note_interest(db, second.id, "")


def test_today_says_how_many_wait_and_when_there_are_enough(
    desk: Desk, first_aid: FirstAid, listed: int
) -> None:
    def said() -> list[tuple[str, bool]]:
        with desk.reading() as db:
            tasks = [c.tasks for c in cards(db, BY.today) if c.work is Work.UNDATED]
        return [(task.said, task.urgent) for task in tasks[0]] if tasks else []

    assert said() == [("2 wait, enough for a date", True)]
    with desk.changing("Need more") as db:
        db.get_one(Course, first_aid.course).minimum = 8
    assert said() == [("2 wait of 8 needed", False)]
    with desk.changing("Need none") as db:
        db.get_one(Course, first_aid.course).minimum = None
    assert said() == [("2 wait", False)]
    with desk.changing("Give up") as db:
        give_up(db, listed, note="", by=BY)
        assert db.get_one(UndatedEvent, listed).note == "Asked"
    assert said() == []


def test_people_are_suggested_for_a_list(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Set up") as db:
        a_delegate(db, db.get_one(Agency, first_aid.agency), "Zed", "Zzz")
    with desk.reading() as db:
        assert [person.name for person in people_suggested(db, "zz")] == ["Zzz, Zed"]
