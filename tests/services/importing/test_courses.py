"""The catalogue as an import takes it in: states, words, versions, and rings."""

from sqlalchemy import select

from tests.exchange.files import Rows
from tests.services.importing.sent import Sender
from trainingdesk.domain.course import CourseState
from trainingdesk.domain.own_words import OwnList
from trainingdesk.services.own_words import BoardList, WordDetails, add_word, board_words
from trainingdesk.storage.models import Course, CourseVersion, OwnWord

HEAD = ("Course", "Title", "Level", "Kind", "Audience", "State", "Outcomes", "Requires")
COURSES: Rows = [
    HEAD,
    ("C10", "Ten", "10", "Course", "Nurses", None, "Weigh signs", None),
    ("C2", "Two", "2", "Briefing", None, None, None, None),
    ("C3", "Three", None, "course", "Nurses", None, None, None),
]


def row(reference: str, title: str, **said: str) -> Rows:
    known = {"Course": reference, "Title": title} | said
    return [HEAD, [known.get(name) for name in HEAD]]


def words(sender: Sender, which: BoardList) -> list[str]:
    with sender.desk.reading() as db:
        return board_words(db, which)


def versions(sender: Sender) -> list[tuple[object, ...]]:
    return sender.all(CourseVersion, "since", "title", "level", "audience", "outcomes")


def test_a_new_course_is_published_when_level_and_audience_are_stated(sender: Sender) -> None:
    sender.load({"Courses": COURSES})
    assert sender.all(Course, "reference", "state") == [
        ("C10", CourseState.PUBLISHED.value),
        ("C2", CourseState.DRAFT.value),
        ("C3", CourseState.DRAFT.value),
    ]
    sender.load({"Courses": row("C2", "Two", Audience="All")})
    assert ("C2", CourseState.DRAFT.value) in sender.all(Course, "reference", "state")


def test_a_file_that_publishes_what_is_not_stated_is_refused(sender: Sender) -> None:
    sender.load({"Courses": COURSES})
    assert sender.refused({"Courses": row("C2", "Two", State="Published")}) == [
        (
            "Courses row 2: State: 'Published' without an audience; "
            "expected Draft, or a course that states both."
        )
    ]
    assert sender.refused({"Courses": row("N", "New", State="Published", Audience="All")}) == [
        (
            "Courses row 2: State: 'Published' without a level; "
            "expected Draft, or a course that states both."
        )
    ]
    stated = row("C2", "Two", State="Published", Audience="All")
    assert sender.load({"Courses": stated}).total.changed == 1


def test_words_join_the_lists_as_they_appear(sender: Sender) -> None:
    sender.load({"Courses": COURSES})
    assert words(sender, BoardList.LEVELS) == ["2", "10"]
    assert words(sender, BoardList.KINDS) == ["Briefing", "Course"]
    assert words(sender, BoardList.AUDIENCES) == ["Nurses"]
    sender.load({"Courses": row("C1", "One", Level="1", Audience="nurses")})
    assert words(sender, BoardList.LEVELS) == ["2", "10", "1"]
    assert words(sender, BoardList.AUDIENCES) == ["Nurses"]
    before = sender.all(OwnWord, "id", "turn")
    sender.load({"Courses": COURSES})
    assert sender.all(OwnWord, "id", "turn") == before


def test_words_are_spelt_as_the_list_has_them(sender: Sender) -> None:
    with sender.desk.changing("Add") as db:
        add_word(db, BoardList.LEVELS, WordDetails("Level Two"))
        add_word(db, BoardList.AUDIENCES, WordDetails("All staff"))
    outcome = sender.load({"Courses": row("A", "A", Level="level two", Audience="ALL\n STAFF")})
    assert sender.all(Course, "level", "audience") == [("Level Two", "All staff")]
    assert ("Level", "Level Two") in [(mend.column, mend.read_as) for mend in outcome.mends]
    with sender.desk.reading() as db:
        levels = select(OwnWord.name).where(OwnWord.list == OwnList.LEVEL)
        assert db.scalars(levels).all() == ["Level Two"]


def test_a_loaded_course_has_a_first_version(sender: Sender) -> None:
    sender.load({"Courses": COURSES})
    today = sender.desk.today()
    assert versions(sender)[0] == (today, "Ten", "10", "Nurses", "Weigh signs")
    assert len(versions(sender)) == 3
    sender.load({"Courses": COURSES})
    assert len(versions(sender)) == 3


def test_a_course_that_a_file_changes_keeps_its_version_before(sender: Sender) -> None:
    with sender.desk.changing("Set up") as db:
        db.add(Course(reference="OLD", title="Old", sought="old"))
    sender.load({"Courses": row("OLD", "New")})
    assert [version[1] for version in versions(sender)] == ["Old", "New"]
    sender.load({"Courses": row("OLD", "New", State="Retired")})
    assert len(versions(sender)) == 2


def test_courses_that_require_one_another_in_a_ring_are_refused(sender: Sender) -> None:
    ring: Rows = [
        ("Course", "Title", "Requires"),
        ("A", "A", "B"),
        ("B", "B", "c"),
        ("C", "C", "A"),
        ("D", "D", "A"),
    ]
    seen = sender.preview({"Courses": ring})
    assert [str(problem).partition(": ")[2] for problem in seen.problems] == [
        (
            f"Courses row {number}: Requires: {others} require '{course}' in turn; "
            "expected courses that can be taken one after another."
        )
        for number, course, others in (
            (2, "A", "'B' and 'C'"),
            (3, "B", "'C' and 'A'"),
            (4, "C", "'A' and 'B'"),
        )
    ]
    assert seen.sheets["Courses"].hanging == 1


def test_a_ring_closed_by_a_second_file_is_refused(sender: Sender) -> None:
    sender.load({"Courses": [("Course", "Title", "Requires"), ("A", "A", "B"), ("B", "B", None)]})
    assert sender.refused({"Courses": row("B", "B", Requires="A")}) == [
        (
            "Courses row 2: Requires: 'A' requires 'B' in turn; "
            "expected courses that can be taken one after another."
        )
    ]
    assert sender.refused({"Courses": row("B", "B again")}) == []
