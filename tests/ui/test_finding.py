import pytest

from tests.services.people import People, settle
from trainingdesk.services.desk import Desk
from ui.finding import found_records


@pytest.fixture
def people(desk: Desk) -> People:
    return settle(desk)


def test_a_course_stands_before_its_events_the_nearest_first(desk: Desk, people: People) -> None:
    courses, events = found_records(desk, "risk")
    assert (courses.title, events.title) == ("Courses", "Events")
    assert [line.key for line in events.lines] == [
        f"event:{people.risk}",
        f"event:{people.old_risk}",
    ]


def test_nothing_typed_finds_no_record(desk: Desk, people: People) -> None:
    assert found_records(desk, " ") == []
