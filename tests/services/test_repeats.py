from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from sqlalchemy.event import listen

from tests.conftest import BEFORE, BY, STARTS, FirstAid, a_course, an_event
from tests.worlds import set_up_once
from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.course import CourseState
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.event_details import EventDetails, SessionDetails
from trainingdesk.domain.refusals import Refused
from trainingdesk.services.bookings import book
from trainingdesk.services.desk import Desk
from trainingdesk.services.event_changes import call_off
from trainingdesk.services.events import add_event, details_of
from trainingdesk.services.plans import course_title, notes_on_days, plan_for
from trainingdesk.services.proposals import MOST_AT_ONCE, proposals, proposals_on
from trainingdesk.services.repeats import plan_again
from trainingdesk.storage.models import Booking, DayOff, Event, Mark, Trainer

NEXT_YEAR = date(2027, 6, 9)
FRIDAY = date(2026, 6, 12)


@pytest.fixture
@set_up_once
def planned(desk: Desk, first_aid: FirstAid) -> int:
    """An event of two days with everything that a plan can have, and somebody who came."""
    day = SessionDetails(
        STARTS,
        time(9),
        time(12),
        "Guildhall",
        "Ruth",
        "https://example.org/room",
        ("Devika",),
        ("Sam",),
    )
    details = EventDetails(
        course_id=first_aid.course,
        reference="FA-2601",
        series="Week",
        places=9,
        partners=("Ternbridge",),
        sessions=(day, replace(day, day=FRIDAY)),
    )
    with desk.changing("Plan") as db:
        event_id = add_event(db, details, by=BY)
        book(db, event_id=event_id, delegate_id=first_aid.ada, by=BY)
        event = db.get_one(Event, event_id)
        event.headcount = 4
        (booking,) = db.query(Booking).filter_by(event_id=event_id)
        for session in event.sessions:
            mark = Mark(
                booking_id=booking.id, session_id=session.id, attendance=Attendance.ATTENDED
            )
            db.add(mark)
    return event_id


def test_a_plan_is_copied_whole_and_nothing_that_happened(desk: Desk, planned: int) -> None:
    with desk.changing("Again") as db:
        (new,) = plan_again(db, [(planned, NEXT_YEAR)], status=EventStatus.DRAFT, by=BY)
    with desk.reading() as db:
        was, now = details_of(db, planned), details_of(db, new)
        assert db.query(Booking).filter_by(event_id=new).count() == 0
    assert (now.reference, now.status, now.headcount) == ("FA-2701", EventStatus.DRAFT, None)
    assert (now.series, now.places, now.partners) == ("Week", 9, ("Ternbridge",))
    assert [day.day for day in now.sessions] == [NEXT_YEAR, NEXT_YEAR + timedelta(days=2)]
    assert [replace(day, id=None, day=None) for day in now.sessions] == [
        replace(day, id=None, day=None) for day in was.sessions
    ]


def test_planning_again_is_one_step_and_undone_whole(desk: Desk, planned: int) -> None:
    days = [(planned, NEXT_YEAR), (planned, NEXT_YEAR + timedelta(days=7))]
    with desk.changing("Again") as db:
        plan_again(db, days, status=EventStatus.PLANNED, by=BY)
    with desk.reading() as db:
        references = {event.reference for event in db.query(Event)}
    assert {"FA-2701", "FA-2702"} <= references
    desk.undo()
    with desk.reading() as db:
        assert {e.reference for e in db.query(Event)} == references - {"FA-2701", "FA-2702"}


def test_without_a_day_there_is_nothing_to_plan(desk: Desk, planned: int) -> None:
    with pytest.raises(Refused, match="nothing to plan"), desk.changing("Again") as db:
        plan_again(db, [], status=EventStatus.PLANNED, by=BY)


def test_the_same_weekday_of_the_year_after_is_proposed(desk: Desk, planned: int) -> None:
    with desk.reading() as db:
        (found,) = proposals(db, [planned], today=BEFORE)
    assert (found.first, found.was, found.note) == (NEXT_YEAR, STARTS, "")
    assert found.days == (NEXT_YEAR, NEXT_YEAR + timedelta(days=2))
    assert not found.moved


def test_a_day_that_is_over_is_said_and_left_out_unless_it_is_wished_for(
    desk: Desk, planned: int
) -> None:
    with desk.reading() as db:
        (found,) = proposals(db, [planned], today=NEXT_YEAR + timedelta(days=1))
        (today,) = proposals(db, [planned], today=NEXT_YEAR)
        wish = {planned: NEXT_YEAR}
        (wished,) = proposals(db, [planned], wish, today=NEXT_YEAR + timedelta(days=1))
    assert found.note == wished.note == "The day is over."
    assert found.left_out(turned=False)
    assert not found.left_out(turned=True)
    assert not wished.left_out(turned=False)
    assert (today.note, today.left_out(turned=False)) == ("", False)


def in_the_way(desk: Desk, *days: date) -> None:
    with desk.changing("Set up") as db:
        other = a_course(db, "Neglect", "NEG")
        ruth = db.query(Trainer).filter_by(name="Ruth").one()
        for day in days:
            for session in an_event(db, other, day).sessions:
                session.trainer_id = ruth.id


def test_a_clash_moves_it_by_weeks_and_says_so(desk: Desk, planned: int) -> None:
    in_the_way(desk, NEXT_YEAR, NEXT_YEAR + timedelta(days=7))
    with desk.reading() as db:
        (found,) = proposals(db, [planned], today=BEFORE)
    assert found.moved
    assert found.first == NEXT_YEAR + timedelta(days=14)
    assert found.note.startswith("Moved 2 weeks on: Ruth also trains NEG-270609 Neglect")


def test_with_no_week_free_it_stays_and_says_what_is_in_the_way(desk: Desk, planned: int) -> None:
    in_the_way(desk, *(NEXT_YEAR + timedelta(days=7 * week) for week in range(4)))
    with desk.reading() as db:
        (found,) = proposals(db, [planned], today=BEFORE)
    assert (found.moved, found.first) == (False, NEXT_YEAR)
    assert found.note.startswith("Ruth also trains")


def test_it_is_never_moved_out_of_the_year_after(desk: Desk, first_aid: FirstAid) -> None:
    march = date(2027, 3, 30)
    with desk.changing("Set up") as db:
        late = an_event(db, a_course(db, "Early Help", "HELP"), march)
        ruth = Trainer(name="Ruth")
        db.add(ruth)
        db.flush()
        late.sessions[0].trainer_id = ruth.id
        event_id = late.id
    in_the_way(desk, date(2028, 3, 28))
    with desk.reading() as db:
        (found,) = proposals(db, [event_id], today=BEFORE)
    assert found.first == date(2028, 3, 28)
    assert found.note.startswith("Ruth also trains")


def test_a_day_that_is_wished_for_is_taken_as_it_is(desk: Desk, planned: int) -> None:
    in_the_way(desk, NEXT_YEAR)
    with desk.reading() as db:
        (found,) = proposals(db, [planned], {planned: NEXT_YEAR}, today=BEFORE)
        (saturday,) = proposals_on(db, planned, [date(2027, 6, 12)], today=BEFORE)
    assert found.first == NEXT_YEAR
    assert found.note.startswith("Ruth also trains")
    assert saturday.note == "A Saturday."


def test_what_was_called_off_is_told(desk: Desk, planned: int) -> None:
    with desk.changing("Cancel") as db:
        call_off(db, [planned], EventStatus.CANCELLED, reason="Snow", by=BY)
        (found,) = proposals(db, [planned], today=BEFORE)
        assert found.note == "It was cancelled: Snow."
        db.get_one(Event, planned).reason = ""
        (found,) = proposals(db, [planned], today=BEFORE)
    assert found.note == "It was cancelled."


def test_what_is_planned_already_is_told(desk: Desk, planned: int) -> None:
    with desk.changing("Again") as db:
        plan_again(db, [(planned, NEXT_YEAR)], status=EventStatus.PLANNED, by=BY)
        (found,) = proposals(db, [planned], today=BEFORE)
    assert (found.there, found.note) == ("FA-2701", "FA-2701 is planned for this day already.")


def test_what_was_planned_meanwhile_is_not_planned_twice(desk: Desk, planned: int) -> None:
    wanted = [(planned, NEXT_YEAR), (planned, NEXT_YEAR + timedelta(days=7))]
    with desk.changing("Again") as db:
        plan_again(db, wanted, status=EventStatus.PLANNED, by=BY)
    for days, said in ((wanted, "FA-2701 and 1 other are"), (wanted[1:], "FA-2702 is")):
        refused = pytest.raises(Refused, match=f"^{said} planned meanwhile")
        with refused, desk.changing("Again") as db:
            plan_again(db, days, status=EventStatus.PLANNED, by=BY)
    with desk.changing("All the same") as db:
        plan_again(db, wanted, status=EventStatus.PLANNED, by=BY, seen=set(wanted))
        assert db.query(Event).filter(Event.starts >= NEXT_YEAR).count() == 4


def test_two_of_one_course_on_one_day_are_planned_again_at_once(desk: Desk, planned: int) -> None:
    with desk.changing("Again") as db:
        twin = add_event(db, replace(details_of(db, planned), reference="FA-TWIN"), by=BY)
        both = [(planned, NEXT_YEAR), (twin, NEXT_YEAR)]
        assert len(plan_again(db, both, status=EventStatus.PLANNED, by=BY)) == 2


@pytest.fixture
@set_up_once
def rival(desk: Desk, planned: int) -> int:
    """An event of another course a week after the first, by the same trainer."""
    in_the_way(desk, STARTS + timedelta(days=7))
    with desk.reading() as db:
        number = db.query(Event.id).filter(Event.starts == STARTS + timedelta(days=7)).scalar()
        assert isinstance(number, int)
        return number


def test_proposals_are_held_against_one_another(desk: Desk, planned: int, rival: int) -> None:
    with desk.reading() as db:
        wish = {planned: NEXT_YEAR + timedelta(days=7)}
        _, moved = proposals(db, [planned, rival], wish, today=BEFORE)
        _, free = proposals(db, [planned, rival], wish, {planned}, today=BEFORE)
    assert moved.first == NEXT_YEAR + timedelta(days=14)
    assert moved.note.startswith("Moved 1 week on: Ruth also trains the next FA-2601 First Aid on")
    assert (free.first, free.note) == (NEXT_YEAR + timedelta(days=7), "")


def test_a_day_off_is_in_the_way_of_a_proposal(desk: Desk, planned: int) -> None:
    with desk.changing("Day off") as db:
        ruth = db.query(Trainer).filter_by(name="Ruth").one()
        away = NEXT_YEAR + timedelta(days=2)
        db.add(DayOff(trainer_id=ruth.id, since=away, until=away, reason="leave"))
        db.flush()
        (found,) = proposals(db, [planned], today=BEFORE)
    assert found.note == "Moved 1 week on: Ruth is away on 11 June 2027: leave."


def test_however_many_are_proposed_the_desk_is_read_as_often(
    desk: Desk, planned: int, rival: int
) -> None:
    def reads(ids: list[int]) -> int:
        with desk.reading() as db:
            asked: list[object] = []
            listen(db, "do_orm_execute", asked.append)
            proposals(db, ids, today=BEFORE)
            return len(asked)

    with desk.changing("More") as db:
        course = a_course(db, "Early Help", "HELP")
        more = [an_event(db, course, STARTS + timedelta(days=n)).id for n in range(20)]
    assert reads([planned, rival, *more]) == reads([planned]) < 10


def test_a_retired_course_is_not_planned_again(desk: Desk, planned: int) -> None:
    with desk.changing("Retire") as db:
        db.get_one(Event, planned).course.state = CourseState.RETIRED
        db.flush()
        (found,) = proposals(db, [planned], today=BEFORE)
    assert (found.note, found.left_out(turned=False)) == ("The course is retired.", True)
    assert found.left_out(turned=True)
    with pytest.raises(Refused, match="First Aid is retired"), desk.changing("Again") as db:
        plan_again(db, [(planned, NEXT_YEAR)], status=EventStatus.PLANNED, by=BY)


def test_too_many_at_once_are_refused(desk: Desk, planned: int) -> None:
    with pytest.raises(Refused, match="too many at once"), desk.reading() as db:
        proposals(db, list(range(MOST_AT_ONCE + 1)), today=BEFORE)


def test_an_event_without_days_is_planned_for_one(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Remove") as db:
        db.delete(db.get_one(Event, first_aid.event).sessions[0])
        db.flush()
        db.expire_all()
        (found,) = proposals_on(db, first_aid.event, [NEXT_YEAR], today=BEFORE)
    assert found.days == (NEXT_YEAR,)


def test_a_new_event_takes_no_partners_from_the_last_one(
    desk: Desk, first_aid: FirstAid, planned: int
) -> None:
    with desk.reading() as db:
        plan = plan_for(db, first_aid.course)
        assert course_title(db, first_aid.course) == "First Aid"
        assert course_title(db, None) == course_title(db, -1) == ""
        assert notes_on_days(db, [None, STARTS, date(2040, 1, 1)], today=STARTS) == {
            2: "This is in 2039-40, a training year without any event so far."
        }
    assert (plan.partners, plan.series) == ((), "")
    assert plan.sessions[0].beside == ("Devika",)
