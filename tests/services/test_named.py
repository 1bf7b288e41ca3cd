from datetime import date, time

import pytest

from tests.conftest import AFTER, BY, BY_AFTER, STARTS, FirstAid, a_course, a_delegate, an_event
from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.refusals import Ambiguous, Invalid, Unknown
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services import bookings, registers
from trainingdesk.services.boards import BoardDetails, board_of, save_board
from trainingdesk.services.desk import Desk
from trainingdesk.services.named import delegate_named, event_named
from trainingdesk.services.warnings import warnings_before
from trainingdesk.services.years import held_year, years_held
from trainingdesk.storage.models import (
    Agency,
    Course,
    CourseRequirement,
    Event,
    PublishedFigure,
    Receipt,
)


def test_records_are_found_by_what_people_call_them(desk: Desk, first_aid: FirstAid) -> None:
    with desk.reading() as db:
        assert event_named(db, " fa-260610 ") == first_aid.event
        assert delegate_named(db, "d-ada-king") == first_aid.ada
        assert delegate_named(db, "ADA@example.org") == first_aid.ada


def test_letters_beyond_ascii_are_found_as_they_stand(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Plan") as db:
        event = an_event(db, a_course(db, "Été", "ÉTÉ"), STARTS, reference="ÉTÉ-1").id
    with desk.reading() as db:
        assert event_named(db, "ÉTÉ-1") == event


def test_what_is_not_there_is_named(desk: Desk, first_aid: FirstAid) -> None:
    with desk.reading() as db:
        with pytest.raises(Unknown, match="no event XX-1 on this desk"):
            event_named(db, "XX-1")
        with pytest.raises(Unknown, match=r"no delegate nobody@example\.org"):
            delegate_named(db, "nobody@example.org")
        with pytest.raises(Unknown):  # most people here have no address
            delegate_named(db, "")


def test_a_shared_address_names_everybody_who_shares_it(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Share") as db:
        library = db.get_one(Agency, first_aid.agency)
        for number in range(11):
            a_delegate(db, library, f"Person{number:02}", "Sharer", "ada@example.org")
    with desk.reading() as db, pytest.raises(Ambiguous) as refused:
        delegate_named(db, "ada@example.org")
    assert "Ada King (D-Ada-King), Person00 Sharer" in str(refused.value)
    assert str(refused.value).endswith("and 2 more. Give the reference of one of them.")


def warned(desk: Desk, at: FirstAid, today: date = STARTS) -> list[str]:
    with desk.reading() as db:
        return warnings_before(db, event_id=at.event, delegate_id=at.ada, today=today)


def came_to(desk: Desk, at: FirstAid, course: int, day: date) -> None:
    with desk.changing("Come") as db:
        event = an_event(db, db.get_one(Course, course), day, places=9, reference=f"E-{day}")
        bookings.book(db, event_id=event.id, delegate_id=at.ada, by=BY)
        line = bookings.bookings_on(db, event.id)[0].id
        mark = Attendance.ATTENDED
        registers.mark(db, line, session_id=event.sessions[0].id, attendance=mark, by=BY_AFTER)


def test_an_ordinary_booking_warns_of_nothing(desk: Desk, first_aid: FirstAid) -> None:
    assert warned(desk, first_aid) == []


def test_a_past_event_is_warned_of(desk: Desk, first_aid: FirstAid) -> None:
    assert warned(desk, first_aid, AFTER) == ["The event was on 10 June 2026."]


@pytest.mark.parametrize(
    ("refresh", "warning"),
    [
        (36, ["Attended First Aid already on 1 June 2025; it is refreshed after 36 months."]),
        (12, []),
        (None, ["Attended First Aid already on 1 June 2025."]),
    ],
)
def test_whoever_attended_lately_is_warned_of(
    desk: Desk, first_aid: FirstAid, refresh: int | None, warning: list[str]
) -> None:
    with desk.changing("Refresh") as db:
        db.get_one(Course, first_aid.course).refresh_months = refresh
    came_to(desk, first_aid, first_aid.course, date(2025, 6, 1))
    assert warned(desk, first_aid) == warning


def test_a_missing_requirement_is_warned_of_until_it_is_met(
    desk: Desk, first_aid: FirstAid
) -> None:
    with desk.changing("Require") as db:
        basics = a_course(db, "Basics", "BAS").id
        db.add(CourseRequirement(course_id=first_aid.course, required_id=basics))
    assert warned(desk, first_aid) == ["Has not attended Basics, which this course requires."]
    came_to(desk, first_aid, basics, date(2026, 1, 8))
    assert warned(desk, first_aid) == []


def test_a_course_of_the_required_level_is_asked_for_until_one_is_attended(
    desk: Desk, first_aid: FirstAid
) -> None:
    with desk.changing("Require") as db:
        db.get_one(Course, first_aid.course).required_level = "2"
        lower = a_course(db, "Basics", "BAS", level="1").id
        higher = a_course(db, "Working Together", "WT", level="2").id
    said = "Has not attended any course of Level 2, which this course requires."
    came_to(desk, first_aid, lower, date(2026, 1, 7))
    assert warned(desk, first_aid) == [said]
    came_to(desk, first_aid, higher, date(2026, 1, 8))
    assert warned(desk, first_aid) == []


@pytest.mark.parametrize("attended", ["BAS", "WT"])
def test_either_the_required_courses_or_one_of_the_level_will_do(
    desk: Desk, first_aid: FirstAid, attended: str
) -> None:
    with desk.changing("Require") as db:
        db.get_one(Course, first_aid.course).required_level = "2"
        courses = {
            "BAS": a_course(db, "Basics", "BAS", level="1").id,
            "WT": a_course(db, "Working Together", "WT", level="2").id,
        }
        db.add(CourseRequirement(course_id=first_aid.course, required_id=courses["BAS"]))
    said = (
        "Has not attended Basics, nor any course of Level 2; this course requires the one or the "
        "other."
    )
    assert warned(desk, first_aid) == [said]
    came_to(desk, first_aid, courses[attended], date(2026, 1, 8))
    assert warned(desk, first_aid) == []


def test_another_booking_that_day_is_warned_of(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Book elsewhere") as db:
        other = an_event(db, a_course(db, "Fire", "FIRE"), STARTS, places=1).id
        bookings.book(db, event_id=other, delegate_id=first_aid.ada, by=BY)
    said = "Is also booked on FIRE-260610 Fire on 10 June 2026, 09:30 to 16:30."
    assert warned(desk, first_aid) == [said]
    with desk.changing("Move") as db:
        day = db.get_one(Event, other).sessions[0]
        day.starts, day.ends = time(16, 30), time(18)
    assert warned(desk, first_aid) == []


def test_a_queue_before_free_places_is_warned_of(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Queue") as db:
        event = db.get_one(Event, first_aid.event)
        event.places = 0
        bookings.book(db, event_id=event.id, delegate_id=first_aid.grace, by=BY)
        event.places = 1
    assert warned(desk, first_aid) == ["1 place is free, but 1 person waits for it already."]
    with desk.changing("More") as db:
        alan = a_delegate(db, db.get_one(Agency, first_aid.agency), "Alan", "Turing")
        db.get_one(Event, first_aid.event).places = 0
        bookings.book(db, event_id=first_aid.event, delegate_id=alan.id, by=BY)
        db.get_one(Event, first_aid.event).places = 2
    assert warned(desk, first_aid) == ["2 places are free, but 2 people wait already."]


def test_the_years_held_are_those_of_which_anything_is_known(
    desk: Desk, first_aid: FirstAid
) -> None:
    with desk.changing("Note") as db:
        db.add(Receipt(on=date(2018, 4, 1), kind="Grant", pence=100))
        db.add(PublishedFigure(year="2012-13", figure="Absence", value="0.21"))
        db.add(PublishedFigure(year="long ago", figure="Absence", value="0.21"))
    with desk.reading() as db:
        assert [year.name for year in years_held(db)] == ["2012-13", "2018-19", "2026-27"]
        assert held_year(db, "2018-19") == TrainingYear(2018)
        with pytest.raises(Unknown, match="It holds: 2012-13, 2018-19, 2026-27"):
            held_year(db, "2017-18")


def test_an_empty_desk_holds_no_year(desk: Desk) -> None:
    with desk.reading() as db, pytest.raises(Unknown, match="none yet"):
        held_year(db, "2017-18")


def test_the_board_is_what_was_saved(desk: Desk) -> None:
    details = BoardDetails(name=" Westmere ", email="desk@example.org", follow_up_months=6)
    with desk.changing("Change the board") as db:
        save_board(db, details)
    with desk.reading() as db:
        assert (board_of(db).name, board_of(db).follow_up_months) == ("Westmere", 6)


@pytest.mark.parametrize(
    ("details", "field"),
    [
        (BoardDetails(), "name"),
        (BoardDetails(name="W", email="nowhere"), "email"),
        (BoardDetails(name="W", follow_up_months=0), "follow_up_months"),
        (BoardDetails(name="W", follow_up_months=61), "follow_up_months"),
    ],
)
def test_a_wrong_detail_of_the_board_is_refused(
    desk: Desk, details: BoardDetails, field: str
) -> None:
    with pytest.raises(Invalid) as refused, desk.changing("Change the board") as db:
        save_board(db, details)
    assert set(refused.value.problems) == {field}
