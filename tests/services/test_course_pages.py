from dataclasses import replace
from datetime import date

import pytest

from tests.conftest import BEFORE, STARTS, FirstAid, an_event
from tests.services.test_courses import RISK, a_recommendation, added, changed
from trainingdesk.domain.own_fields import FieldDetails, FieldKind, FieldOf
from trainingdesk.domain.refusals import Unknown
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.course_pages import (
    CourseEventsAsked,
    CourseSheet,
    course_events,
    course_events_counted,
    course_sheet,
)
from trainingdesk.services.desk import Desk
from trainingdesk.services.own_fields import add_field
from trainingdesk.storage.models import Course

YEAR = TrainingYear(2026)


def sheet(desk: Desk, course_id: int) -> CourseSheet:
    with desk.reading() as db:
        return course_sheet(db, course_id, YEAR, today=BEFORE)


def test_a_course_says_what_it_requires_and_what_requires_it(
    desk: Desk, first_aid: FirstAid
) -> None:
    course_id = added(desk, replace(RISK, requires=(first_aid.course,)))
    assert [each.title for each in sheet(desk, course_id).requires] == ["First Aid"]
    assert [each.reference for each in sheet(desk, first_aid.course).required_by] == ["RISK"]


def test_a_course_says_what_it_answers_and_what_the_board_asks(desk: Desk) -> None:
    with desk.changing("Add field") as db:
        field = add_field(db, FieldDetails("Agreed", FieldOf.COURSE, FieldKind.DATE))
        add_field(db, FieldDetails("Sponsor", FieldOf.COURSE))
    course_id = added(desk, RISK)
    answer = a_recommendation(desk, "4")
    changed(desk, course_id, answers=(answer,), own_values={str(field): "2026-06-13"})
    shown = sheet(desk, course_id)
    assert [each.name for each in shown.answers] == ["Review of Child Q, 4"]
    assert list(shown.own) == [("Agreed", "13 June 2026")]
    assert shown.row.events == 0


def test_a_course_that_is_gone_is_told_so(desk: Desk) -> None:
    with pytest.raises(Unknown):
        sheet(desk, 987_654)


@pytest.mark.parametrize("sort", ["date", "venue", "places", "standing"])
def test_the_events_of_a_course_are_listed_and_narrowed(
    desk: Desk, first_aid: FirstAid, sort: str
) -> None:
    with desk.changing("Plan") as db:
        an_event(db, db.get_one(Course, first_aid.course), date(2025, 5, 1), places=0)
    asked = CourseEventsAsked(first_aid.course, BEFORE, sort=sort)
    with desk.reading() as db:
        rows = course_events(db, asked)
        assert course_events_counted(db, asked) == len(rows) == 2
        assert {row.starts for row in rows} == {date(2025, 5, 1), STARTS}
        few = replace(asked, words="fa-25", falling=False)
        assert [row.starts.year for row in course_events(db, few)] == [2025]
        assert course_events_counted(db, few) == 1


def test_the_newest_event_comes_first(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Plan") as db:
        an_event(db, db.get_one(Course, first_aid.course), date(2025, 5, 1))
    asked = CourseEventsAsked(first_aid.course, BEFORE)
    with desk.reading() as db:
        assert [row.starts.year for row in course_events(db, asked)] == [2026, 2025]
        assert [row.starts.year for row in course_events(db, asked, offset=1)] == [2025]
