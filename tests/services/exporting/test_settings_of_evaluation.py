"""When a course asks, and what the ends of scales are called, go out and come back."""

from pathlib import Path

import pytest
from sqlalchemy import select

from tests.conftest import FirstAid
from tests.exchange.files import Rows
from tests.services.exporting.test_desks import a_desk, exported, loaded, sheets_of
from tests.services.importing.sent import Sender
from trainingdesk.domain.evaluation import AnswerKind, Stage
from trainingdesk.services.desk import Desk
from trainingdesk.storage.models import Course, Question, QuestionStage

ASKED = "reference", "follow_up_weeks", "follow_up_months", "end_form_needed"
HEAD = "Course", "Title", "Follow-up after", "End form needed"


@pytest.fixture
def sender(desk: Desk, tmp_path: Path) -> Sender:
    return Sender(desk, tmp_path)


def courses(*rows: tuple[object, ...]) -> dict[str, Rows]:
    return {"Courses": [HEAD, *rows]}


def test_they_go_out_and_come_back_and_change_nothing(
    desk: Desk, first_aid: FirstAid, tmp_path: Path
) -> None:
    with desk.changing("Set up") as db:
        course = db.get_one(Course, first_aid.course)
        course.follow_up_weeks, course.end_form_needed = 6, False
        scale = Question(
            code="CONF", words="Sure?", answer=AnswerKind.SCALE, lowest=0, highest=10,
            lowest_end="Not at all", highest_end="=Wholly",
        )  # fmt: skip
        scale.stages = [QuestionStage(stage=Stage.END)]
        db.add(scale)
    path = tmp_path / "desk.xlsx"
    exported(desk, path)
    told = sheets_of(path)
    assert told["Courses"][1][-2:] == ("6 weeks", "No")
    assert told["Questions"][1][-2:] == ("Not at all", "=Wholly")
    other = a_desk(tmp_path / "other.sqlite")
    loaded(other, path)
    with other.reading() as db:
        course, scale = db.scalars(select(Course)).one(), db.scalars(select(Question)).one()
        assert (course.follow_up_weeks, course.follow_up_months) == (6, None)
        assert course.end_form_needed is False
        assert (scale.lowest_end, scale.highest_end) == ("Not at all", "=Wholly")
    for where in (desk, other):
        again = loaded(where, path).total
        assert (again.new, again.changed, again.mended) == (0, 0, 0)
    exported(other, tmp_path / "again.xlsx")
    for name in ("Courses", "Questions"):
        assert sheets_of(tmp_path / "again.xlsx")[name] == told[name]
    other.close()


def test_weeks_and_months_take_the_place_of_each_other(sender: Sender) -> None:
    sender.load(courses(("A", "Aid", "6 weeks", "Yes"), ("B", "Bee", 3, None)))
    assert sender.all(Course, *ASKED) == [("A", 6, None, True), ("B", None, 3, None)]
    sender.load(courses(("A", "Aid", "4 months", None), ("B", "Bee", "2 w", "no")))
    assert sender.all(Course, *ASKED) == [("A", None, 4, True), ("B", 2, None, False)]
    sender.load(courses(("A", "Aid", None, None)))
    assert sender.all(Course, *ASKED)[0] == ("A", None, 4, True)


def test_what_is_no_time_and_no_end_of_a_scale_is_refused(sender: Sender) -> None:
    expected = "expected a time such as 6 weeks or 3 months."
    assert sender.refused(courses(("A", "Aid", "soon", None), ("B", "B", "61 months", None))) == [
        f"Courses row 2: Follow-up after: 'soon' is no number of weeks or months; {expected}",
        f"Courses row 3: Follow-up after: '61 months' is too soon or too late; {expected}",
    ]
    head = "Code", "Stages", "Question", "Answer", "Lowest means"
    row = "WHY", "End", "Why?", "Text", "Not at all"
    assert sender.refused({"Questions": [head, row]}) == [
        (
            "Questions row 2: Lowest means: 'Not at all' is the end of a scale; "
            "expected nothing, or an answer on a scale."
        )
    ]
