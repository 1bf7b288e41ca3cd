import pytest

from trainingdesk.domain.course import CourseState
from trainingdesk.domain.course_details import CourseDetails, hours_written
from trainingdesk.domain.typed import minutes_typed


@pytest.mark.parametrize("minutes", [0, 1, 20, 50, 90, 100, 360, 365, 5999, 6000])
def test_hours_are_written_so_that_reading_gives_the_same(minutes: int) -> None:
    assert minutes_typed(hours_written(minutes)) == minutes


def test_hours_are_written_short() -> None:
    assert [hours_written(m) for m in (360, 90, 50, None)] == ["6", "1.5", "0.83", ""]


def test_only_a_published_course_must_state_level_and_audience() -> None:
    bare = CourseDetails("Risk", "RISK")
    assert bare.problems() == {}
    published = CourseDetails("Risk", "RISK", audience=" ", state=CourseState.PUBLISHED)
    assert set(published.problems()) == {"level", "audience"}
    retired = CourseDetails("Risk", "RISK", state=CourseState.RETIRED)
    assert retired.problems() == {}
