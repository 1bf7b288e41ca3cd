from datetime import date, timedelta

from tests.conftest import STARTS, FirstAid, an_event
from trainingdesk.domain.evaluation import Stage
from trainingdesk.services.desk import Desk
from trainingdesk.services.evaluation.stage_times import (
    courses_with_own_times,
    follow_up_days,
    follow_up_on,
    stage_open,
    times_of,
)
from trainingdesk.storage.models import Board, Course, Event

LAST = date(2026, 6, 24)


def in_two_days(desk: Desk, first_aid: FirstAid) -> int:
    with desk.changing("Plan") as db:
        return an_event(db, db.get_one(Course, first_aid.course), STARTS, LAST, reference="FA-2").id


def test_practice_is_asked_about_after_the_last_day(desk: Desk, first_aid: FirstAid) -> None:
    event = in_two_days(desk, first_aid)
    with desk.reading() as db:
        assert follow_up_days(db, Event.id == event) == {event: date(2026, 9, 24)}
        assert times_of(db, event)[Stage.MANAGER].opens == date(2026, 9, 24)


def test_a_course_may_ask_sooner_or_later_than_the_board(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Change") as db:
        course = db.get_one(Course, first_aid.course)
        course.follow_up_weeks = 6
        board = db.get_one(Board, 1)
        assert follow_up_on(STARTS, course, board) == STARTS + timedelta(weeks=6)
        assert follow_up_days(db) == {first_aid.event: STARTS + timedelta(weeks=6)}
        course.follow_up_weeks, course.follow_up_months = None, 6
        assert follow_up_on(STARTS, course, board) == date(2026, 12, 10)
        assert courses_with_own_times(db) == 1
        course.follow_up_months = None
        assert courses_with_own_times(db) == 0


def test_an_event_without_days_goes_by_its_own(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Plan") as db:
        bare = an_event(db, db.get_one(Course, first_aid.course), STARTS, reference="FA-BARE")
        event = bare.id
        db.delete(bare.sessions[0])
    with desk.reading() as db:
        assert follow_up_days(db, Event.id == event) == {event: date(2026, 9, 10)}
        assert times_of(db, event)[Stage.END].opens == STARTS


def test_what_is_open_on_a_day(desk: Desk, first_aid: FirstAid) -> None:
    event = in_two_days(desk, first_aid)
    with desk.reading() as db:
        for day, open_now in (
            (date(2026, 5, 1), {Stage.BEFORE}),
            (STARTS, {Stage.BEFORE}),
            (date(2026, 6, 11), set()),
            (LAST, {Stage.END}),
            (date(2026, 9, 24), {Stage.END, Stage.FOLLOW_UP, Stage.MANAGER}),
        ):
            found = {stage for stage in Stage if stage_open(db, event, stage, today=day)}
            assert found == open_now
