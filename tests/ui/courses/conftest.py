"""The place Programme in a window of its own, with a few courses in the catalogue."""

from dataclasses import dataclass

import pytest

from tests.conftest import BEFORE
from tests.ui.programme.world import YEAR, Twenty, Window, clock, desk, saved_as, twenty, window
from tests.worlds import set_up_once
from trainingdesk.domain.course import CourseState
from trainingdesk.services.courses import CourseDetails, add_course
from trainingdesk.services.desk import Desk
from trainingdesk.services.own_words import BoardList, WordDetails, add_word
from trainingdesk.storage.models import Event
from ui.courses.list_page import CoursesPage
from ui.courses.record_page import CoursePage
from ui.parts.way import Where

__all__ = ["clock", "desk", "saved_as", "twenty", "window"]


@dataclass(frozen=True)
class Catalogue:
    """Four courses: one that is held, one published, one draft without audience, one retired."""

    risk: int
    neglect: int
    drafted: int
    retired: int
    event: int


@pytest.fixture
@set_up_once
def catalogue(desk: Desk, twenty: Twenty) -> Catalogue:
    full = CourseDetails(
        "Neglect",
        "NEGL",
        "2",
        360,
        kind="Course",
        strands=("Children",),
        audience="Nurses",
        aims="See the child.",
        outcomes="Weigh signs.\nShare them.",
        target_take_up=95,
        state=CourseState.PUBLISHED,
        materials="https://example.org/neglect",
    )
    bare = CourseDetails("Łódź Networks", "LODZ", "3")
    old = CourseDetails("Old Ways", "OLD", state=CourseState.RETIRED)
    with desk.changing("Set up") as db:
        for level in ("2", "3"):
            add_word(db, BoardList.LEVELS, WordDetails(level))
        neglect, drafted, retired = (
            add_course(db, each, today=BEFORE) for each in (full, bare, old)
        )
        risk = db.get_one(Event, twenty.event).course_id
    return Catalogue(risk, neglect, drafted, retired, twenty.event)


@pytest.fixture
def listed(window: Window, catalogue: Catalogue) -> CoursesPage:
    """The page of all courses, where the way has led."""
    window.way.go(Where("Programme", kind="courses", year=YEAR))
    page: CoursesPage = window.place.room("courses")
    return page


@pytest.fixture
def shown(window: Window, catalogue: Catalogue) -> CoursePage:
    """The page of the course that is held."""
    window.way.go(Where("Programme", kind="course", id=catalogue.risk, year=YEAR))
    page: CoursePage = window.place.room("course")
    return page
