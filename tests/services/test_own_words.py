from datetime import date

import pytest

from tests.conftest import BEFORE, BY, STARTS, FirstAid, a_course, an_agency, an_event
from tests.services.test_courses import added, of
from trainingdesk.domain.meanwhile import ChangedMeanwhile
from trainingdesk.domain.refusals import Invalid, Refused, Unknown
from trainingdesk.services.bookings import book
from trainingdesk.services.courses import CourseDetails
from trainingdesk.services.desk import Desk
from trainingdesk.services.own_words import (
    BoardList,
    WordDetails,
    WordRow,
    add_word,
    board_words,
    change_word,
    move_word,
    remove_words,
    retire_words,
    take_in_words,
    unlisted_words,
    word_details,
    word_rows,
)
from trainingdesk.storage.models import Booking, Course, CourseVersion, Event, Return

LEVELS, STRANDS = BoardList.LEVELS, BoardList.STRANDS
RISK = CourseDetails("Risk", "RISK", "2", strands=("Children",), audience="All", kind="Course")


def rows(desk: Desk, which: BoardList) -> list[WordRow]:
    with desk.reading() as db:
        return word_rows(db, which)


def named(desk: Desk, which: BoardList) -> list[str]:
    return [row.name for row in rows(desk, which)]


def add(desk: Desk, which: BoardList, *names: str) -> list[int]:
    with desk.changing("Add") as db:
        return [add_word(db, which, WordDetails(name)) for name in names]


def rename(desk: Desk, which: BoardList, word_id: int, name: str) -> None:
    with desk.changing("Rename") as db:
        change_word(db, which, word_id, WordDetails(name))


@pytest.mark.parametrize("which", BoardList)
def test_words_are_added_explained_moved_and_removed(desk: Desk, which: BoardList) -> None:
    first, second, third = add(desk, which, "One ", "Two", "Three")
    with desk.changing("Explain") as db:
        change_word(db, which, second, WordDetails("Two", " For everybody. "))
        move_word(db, which, third, to=0)
    assert [(row.name, row.about) for row in rows(desk, which)] == [
        ("Three", ""),
        ("One", ""),
        ("Two", "For everybody."),
    ]
    with desk.changing("Remove") as db:
        remove_words(db, which, [first, third])
    assert named(desk, which) == ["Two"]


def test_a_level_is_renamed_in_every_record_and_one_undo_takes_it_back(
    desk: Desk, first_aid: FirstAid
) -> None:
    course_id = added(desk, RISK)
    other = added(desk, CourseDetails("More", "MORE", required_level="2"))
    with desk.changing("Return") as db:
        db.add(Return(year="2026-27", agency_id=first_aid.agency, level="2", staff=9, trained=3))
    (level,) = rows(desk, LEVELS)
    rename(desk, LEVELS, level.id, "Level 2")
    with desk.reading() as db:
        assert of(desk, course_id).level == "Level 2"
        assert of(desk, other).required_level == "Level 2"
        assert db.query(Return).one().level == "Level 2"
        assert {v.level for v in db.query(CourseVersion)} == {"Level 2", ""}
    assert rows(desk, LEVELS)[0].where == "1 course, 1 course that requires it and 1 return"
    desk.undo()
    with desk.reading() as db:
        assert (of(desk, course_id).level, db.query(Return).one().level) == ("2", "2")
    assert named(desk, LEVELS) == ["2"]


def test_a_strand_is_renamed_for_its_courses(desk: Desk) -> None:
    course_id = added(desk, RISK)
    rename(desk, STRANDS, rows(desk, STRANDS)[0].id, "Children and young people")
    assert of(desk, course_id).strands == ("Children and young people",)


def test_a_reason_is_renamed_where_events_were_cancelled_for_it(
    desk: Desk, first_aid: FirstAid
) -> None:
    with desk.changing("Cancel") as db:
        db.get_one(Event, first_aid.event).reason = "Trainer ill"
    (reason,) = add(desk, BoardList.EVENT_REASONS, "Trainer ill")
    rename(desk, BoardList.EVENT_REASONS, reason, "Illness of the trainer")
    with desk.reading() as db:
        assert db.get_one(Event, first_aid.event).reason == "Illness of the trainer"


@pytest.mark.parametrize("which", [LEVELS, STRANDS, BoardList.KINDS, BoardList.AUDIENCES])
def test_a_word_in_use_is_not_removed_and_says_where(desk: Desk, which: BoardList) -> None:
    added(desk, RISK)
    (word,) = rows(desk, which)
    assert (word.used, word.where) == (1, "1 course")
    assert word.said == ("Level 2" if which is LEVELS else word.name)
    with (
        pytest.raises(Refused, match=f"^“{word.said}” is used by 1 course, so it cannot"),
        desk.changing("Remove") as db,
    ):
        remove_words(db, which, [word.id])
    assert named(desk, which) == [word.name]


def test_a_retired_word_is_offered_no_longer_and_stays_in_its_records(desk: Desk) -> None:
    course_id = added(desk, RISK)
    (word,) = rows(desk, LEVELS)
    with desk.changing("Retire") as db:
        retire_words(db, LEVELS, [word.id], retired=True)
    with desk.reading() as db:
        assert board_words(db, LEVELS) == []
    assert of(desk, course_id).level == "2"
    with desk.changing("Offer again") as db:
        retire_words(db, LEVELS, [word.id], retired=False)
    with desk.reading() as db:
        assert board_words(db, LEVELS) == ["2"]


def test_a_word_is_on_a_list_once(desk: Desk) -> None:
    first, _second = add(desk, LEVELS, "Level 1", "Level 2")
    for wrong in (WordDetails(""), WordDetails("level  2")):
        with pytest.raises(Invalid) as refused, desk.changing("Change") as db:
            change_word(db, LEVELS, first, wrong)
        assert set(refused.value.problems) == {"name"}
    with pytest.raises(Invalid), desk.changing("Add") as db:
        add_word(db, LEVELS, WordDetails("LEVEL 1"))
    with pytest.raises(Invalid), desk.changing("Add") as db:
        add_word(db, LEVELS, WordDetails("1"))  # lists would say Level 1 of both
    add(desk, BoardList.KINDS, "Level 1", "1")


def test_saving_an_unchanged_word_changes_nothing(desk: Desk) -> None:
    (word_id,) = add(desk, LEVELS, "Level 1")
    done = len(desk.done)
    rename(desk, LEVELS, word_id, "Level 1")
    with desk.changing("Move") as db:
        move_word(db, LEVELS, word_id, to=5)
    assert len(desk.done) == done


def test_of_two_windows_that_rename_a_word_the_later_sees_both(desk: Desk) -> None:
    (word_id,) = add(desk, LEVELS, "Level 1")
    with desk.reading() as db:
        opened = word_details(db, LEVELS, word_id)
    rename(desk, LEVELS, word_id, "First")
    with pytest.raises(ChangedMeanwhile), desk.changing("Rename") as db:
        change_word(db, LEVELS, word_id, WordDetails("Basic"), opened=opened)


def test_a_word_of_another_list_is_not_there(desk: Desk) -> None:
    (word_id,) = add(desk, LEVELS, "Level 1")
    for which in (BoardList.KINDS, STRANDS):
        with pytest.raises(Unknown), desk.reading() as db:
            word_details(db, which, word_id)


def test_words_in_use_that_no_list_has_are_taken_in(desk: Desk) -> None:
    with desk.changing("Set up") as db:
        for number, level in enumerate(("10", "2", "2", "")):
            a_course(db, f"Course {number}", f"C{number}", level=level)
        an_agency(db, "Library")
    add(desk, LEVELS, "1")
    with desk.reading() as db:
        assert unlisted_words(db, LEVELS) == ["2", "10"]
    with desk.changing("Take in") as db:
        assert take_in_words(db, LEVELS) == 2
    assert named(desk, LEVELS) == ["1", "2", "10"]


def test_reasons_of_events_and_of_bookings_are_lists_apart(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Cancel") as db:
        course = db.get_one(Course, first_aid.course)
        for day in (STARTS, date(2026, 7, 1)):
            an_event(db, course, day, reference=f"FA-{day:%d}").reason = "Snow"
        book(db, event_id=first_aid.event, delegate_id=first_aid.ada, by=BY)
        db.query(Booking).one().reason = "Child ill"
    with desk.changing("Take in") as db:
        for which in (BoardList.REASONS, BoardList.EVENT_REASONS):
            assert take_in_words(db, which) == 1
    (of_events,), (of_bookings,) = (
        rows(desk, which) for which in (BoardList.EVENT_REASONS, BoardList.REASONS)
    )
    assert (of_events.name, of_events.where) == ("Snow", "2 events")
    assert (of_bookings.name, of_bookings.where) == ("Child ill", "1 booking")
    assert BEFORE < STARTS
