from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from tests.conftest import BEFORE, STARTS, FirstAid, an_event
from trainingdesk.services.course_versions import (
    OutlineInForce,
    VersionRow,
    outline_of,
    versions_of,
)
from trainingdesk.services.courses import CourseDetails, add_course, change_course, course_details
from trainingdesk.services.desk import Desk
from trainingdesk.services.own_words import BoardList, WordDetails, add_word
from trainingdesk.storage.models import Course

RISK = CourseDetails("Risk", "RISK", "2", outline="Signs", places=20)
A_DAY = timedelta(days=1)


def added(desk: Desk) -> int:
    with desk.changing("Add course") as db:
        return add_course(db, RISK, today=BEFORE)


def change(desk: Desk, course_id: int, on: date, **fields: Any) -> None:
    with desk.changing("Change") as db:
        details = replace(course_details(db, course_id), **fields)
        change_course(db, course_id, details, today=on)


def held(desk: Desk, course_id: int, day: date) -> int:
    with desk.changing("Plan") as db:
        return an_event(db, db.get_one(Course, course_id), day).id


def versions(desk: Desk, course_id: int) -> list[VersionRow]:
    with desk.reading() as db:
        return versions_of(db, course_id)


def shown(desk: Desk, event_id: int) -> OutlineInForce:
    with desk.reading() as db:
        return outline_of(db, event_id)


def test_an_event_shows_the_outline_as_it_was_on_its_first_day(desk: Desk) -> None:
    course_id = added(desk)
    with desk.changing("Add a level") as db:
        add_word(db, BoardList.LEVELS, WordDetails("3"))
    before, after = held(desk, course_id, STARTS), held(desk, course_id, STARTS + A_DAY)
    change(desk, course_id, STARTS + A_DAY, outline="Signs and sharing", level="3")
    was, now = shown(desk, before), shown(desk, after)
    assert (was.outline.outline, was.outline.level) == ("Signs", "2")
    assert (was.since, was.until) == (BEFORE, STARTS + A_DAY)
    assert (now.outline.outline, now.outline.level) == ("Signs and sharing", "3")
    assert (now.since, now.until, now.course_id) == (STARTS + A_DAY, None, course_id)


def test_versions_say_what_changed_and_how_many_events_had_them(desk: Desk) -> None:
    course_id = added(desk)
    for days in (-30, 0, 1):
        held(desk, course_id, STARTS + timedelta(days=days))
    change(desk, course_id, STARTS, outline="More", minutes=180)
    newest, first = versions(desk, course_id)
    assert (newest.since, newest.changed, newest.events) == (STARTS, ("hours", "outline"), 2)
    assert (first.since, first.changed, first.events) == (BEFORE, (), 1)


def test_what_is_no_part_of_the_outline_makes_no_version(desk: Desk) -> None:
    course_id = added(desk)
    change(desk, course_id, STARTS, places=24, materials="https://example.org")
    assert len(versions(desk, course_id)) == 1


def test_what_is_changed_twice_on_one_day_is_one_version(desk: Desk) -> None:
    course_id = added(desk)
    change(desk, course_id, STARTS, outline="More")
    change(desk, course_id, STARTS, outline="Most")
    assert [version.outline.outline for version in versions(desk, course_id)] == ["Most", "Signs"]


def test_a_course_corrected_on_the_day_it_was_entered_has_one_version(desk: Desk) -> None:
    course_id = added(desk)
    held(desk, course_id, STARTS)
    change(desk, course_id, BEFORE, outline="More")
    assert [version.outline.outline for version in versions(desk, course_id)] == ["More"]


def test_events_held_before_the_course_was_entered_keep_its_first_outline(desk: Desk) -> None:
    course_id = added(desk)
    long_ago = held(desk, course_id, date(2025, 6, 1))
    change(desk, course_id, BEFORE, outline="More")
    assert shown(desk, long_ago).outline.outline == "Signs"
    newest, first = versions(desk, course_id)
    assert (newest.since, first.since) == (BEFORE, date(2025, 6, 1))
    change(desk, course_id, BEFORE, outline="Most")
    assert len(versions(desk, course_id)) == 2


def test_a_course_without_versions_keeps_its_outline_when_it_is_first_changed(
    desk: Desk, first_aid: FirstAid
) -> None:
    assert shown(desk, first_aid.event).since is None
    assert shown(desk, first_aid.event).outline.title == "First Aid"
    change(desk, first_aid.course, STARTS + A_DAY, outline="Bandages")
    assert shown(desk, first_aid.event).outline.outline == ""
    assert [version.since for version in versions(desk, first_aid.course)] == [
        STARTS + A_DAY,
        STARTS,
    ]


def test_a_course_without_versions_or_events_begins_the_day_before(desk: Desk) -> None:
    with desk.changing("Set up") as db:
        course = Course(reference="DA", title="Domestic Abuse", sought="domestic abuse")
        db.add(course)
        db.flush()
        course_id = course.id
    change(desk, course_id, STARTS, aims="See it")
    assert [version.since for version in versions(desk, course_id)] == [STARTS, STARTS - A_DAY]
