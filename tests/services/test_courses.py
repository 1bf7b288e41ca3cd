from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.conftest import FirstAid
from trainingdesk.domain.refusals import Invalid
from trainingdesk.services.courses import CourseDetails, add_course
from trainingdesk.services.desk import Desk
from trainingdesk.services.plans import courses_matching
from trainingdesk.storage.models import Course

RISK = CourseDetails(" Identifying  Risk ", "RISK", "2", 360, 20, 8)
Wrong = Callable[[CourseDetails], CourseDetails]


def added(desk: Desk, details: CourseDetails) -> int:
    with desk.changing("Add course") as db:
        return add_course(db, details)


def test_a_course_is_added_and_found(desk: Desk) -> None:
    course_id = added(desk, RISK)
    with desk.reading() as db:
        course = db.get_one(Course, course_id)
        assert (course.title, course.level, course.minutes) == ("Identifying Risk", "2", 360)
        assert [found.id for found in courses_matching(db, "risk ident")] == [course_id]


def test_adding_a_course_is_undone(desk: Desk) -> None:
    added(desk, RISK)
    desk.undo()
    with desk.reading() as db:
        assert db.query(Course).count() == 0


@pytest.mark.parametrize(
    ("wrong", "fields"),
    [
        (CourseDetails(), {"title", "reference"}),
        (replace(RISK, minimum=24), {"minimum"}),
        (replace(RISK, minutes=100_000), {"minutes"}),
        (replace(RISK, reference=" fa "), {"reference"}),
    ],
)
def test_what_is_wrong_is_told_by_field(
    desk: Desk, first_aid: FirstAid, wrong: CourseDetails, fields: set[str]
) -> None:
    with pytest.raises(Invalid) as refused:
        added(desk, wrong)
    assert set(refused.value.problems) == fields
