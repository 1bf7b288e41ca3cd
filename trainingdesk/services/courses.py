"""The catalogue: adding courses, changing, copying, publishing and retiring them."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from trainingdesk.domain.course import CourseState
from trainingdesk.domain.course_details import CourseDetails
from trainingdesk.domain.course_outline import CourseOutline
from trainingdesk.domain.delegate import folded
from trainingdesk.domain.meanwhile import refuse_if_changed
from trainingdesk.domain.own_fields import FieldOf
from trainingdesk.domain.refusals import Invalid, Refused
from trainingdesk.domain.stage_times import After
from trainingdesk.domain.words import listed
from trainingdesk.services.course_links import answers_of, link_course, required_of, strands_of
from trainingdesk.services.course_requirements import requirement_problem
from trainingdesk.services.course_versions import keep_first_version, keep_version
from trainingdesk.services.levels import level_meant, level_problem
from trainingdesk.services.own_fields import value_problems, values_kept
from trainingdesk.services.own_words import BoardList, kept_word, kept_words
from trainingdesk.services.records import record_of
from trainingdesk.storage.models import Board, Course

__all__ = ["CourseDetails", "CourseState"]

PLAIN = (
    "minutes",
    "places",
    "minimum",
    "price_pence",
    "refresh_months",
    "target_take_up",
    "target_turn_up",
    "state",
    "end_form_needed",
)
TEXTS = ("aims", "outcomes", "outline", "materials")
WORDS = {
    "level": BoardList.LEVELS,
    "kind": BoardList.KINDS,
    "audience": BoardList.AUDIENCES,
    "required_level": BoardList.LEVELS,
}
"""The fields that hold a word of one of the board's own lists."""
LEVEL_FIELDS = tuple(name for name, which in WORDS.items() if which is BoardList.LEVELS)


def course_details(db: Session, course_id: int) -> CourseDetails:
    """What the catalogue says of a course; raises Unknown."""
    course = record_of(db, Course, course_id)
    return CourseDetails(
        title=course.title,
        reference=course.reference,
        strands=strands_of(db, course_id),
        requires=required_of(db, course_id),
        answers=answers_of(db, course_id),
        own_values=dict(course.own_values),
        follow_up=After(course.follow_up_weeks, course.follow_up_months),
        **{name: getattr(course, name) for name in (*PLAIN, *TEXTS, *WORDS)},
    )


def add_course(db: Session, details: CourseDetails, *, today: date) -> int:
    """Add a course to the catalogue, and return its number; raises Invalid."""
    _lock(db)
    _check(db, details, course_id=0)
    course = Course()
    _fill(db, course, details)
    db.add(course)
    db.flush()
    _link(db, course.id, details)
    keep_version(db, course.id, CourseOutline.of(course), today=today)
    return course.id


def change_course(
    db: Session,
    course_id: int,
    details: CourseDetails,
    *,
    today: date,
    opened: CourseDetails | None = None,
) -> None:
    """Change a course; its events from today on show the new outline.

    ``opened`` is what the form began with. Raises Invalid, Unknown, and ChangedMeanwhile where
    somebody else has changed the record in the meantime.
    """
    _lock(db)
    course = record_of(db, Course, course_id)
    refuse_if_changed(opened, course_details(db, course_id))
    _check(db, details, course_id=course_id)
    before = CourseOutline.of(course)
    _fill(db, course, details)
    _link(db, course_id, details)
    if CourseOutline.of(course) != before:
        keep_first_version(db, course_id, before, today=today)
        keep_version(db, course_id, CourseOutline.of(course), today=today)


def copy_of(db: Session, course_id: int) -> CourseDetails:
    """What a copy of a course begins with: a draft under a code of its own; raises Unknown."""
    details = course_details(db, course_id)
    taken = set(db.scalars(select(func.lower(Course.reference))))
    codes = (f"{details.reference}-{number}" for number in range(2, len(taken) + 3))
    free = next(code for code in codes if code.lower() not in taken)
    return replace(details, reference=free, state=CourseState.DRAFT)


def set_state(db: Session, course_ids: Sequence[int], state: CourseState) -> None:
    """Publish courses, retire them, or make them drafts again; all of them or none.

    Raises Invalid for one that cannot be published yet, Refused where it is one of several.
    """
    _lock(db)
    courses = [record_of(db, Course, course_id) for course_id in course_ids]
    if state is CourseState.PUBLISHED:
        _refuse_unstated(db, courses)
    for course in courses:
        course.state = state


def _refuse_unstated(db: Session, courses: Sequence[Course]) -> None:
    lacking = {
        course.title: missing
        for course in courses
        if (missing := course_details(db, course.id).unstated())
    }
    if not lacking:
        return
    if len(courses) == 1:
        raise Invalid(next(iter(lacking.values())))
    have, it = ("has", "it") if len(lacking) == 1 else ("have", "them")
    raise Refused(
        f"{listed(list(lacking))} {have} no level or no audience yet, so none of the "
        f"{len(courses)} was published. State {it} first, or leave {it} out."
    )


def _lock(db: Session) -> None:
    """One at a time gives out references, and says what requires what."""
    db.get_one(Board, 1, with_for_update=True)


def _check(db: Session, details: CourseDetails, *, course_id: int) -> None:
    problems = details.problems()
    reference = details.reference.strip()
    same = select(Course.title).where(
        func.lower(Course.reference) == reference.lower(), Course.id != course_id
    )
    taken = db.scalar(same)
    if taken is not None:
        problems["reference"] = f"{reference} is {taken}. Enter another code."
    if said := requirement_problem(db, details.requires, course_id=course_id):
        problems["requires"] = said
    problems |= value_problems(db, FieldOf.COURSE, details.own_values)
    problems |= _level_problems(db, details, course_id=course_id)
    if problems:
        raise Invalid(problems)


def _level_problems(db: Session, details: CourseDetails, *, course_id: int) -> dict[str, str]:
    """Which levels are on no list, by field; one that the course holds already may stay."""
    held = course_details(db, course_id) if course_id else CourseDetails()
    levels = {name: getattr(details, name) for name in LEVEL_FIELDS}
    return {
        name: said
        for name, level in levels.items()
        if level != getattr(held, name) and (said := level_problem(db, level))
    }


def _fill(db: Session, course: Course, details: CourseDetails) -> None:
    course.reference = details.reference.strip()
    course.title = " ".join(details.title.split())
    course.sought = folded(f"{course.title} {course.reference}")
    for name in PLAIN:
        setattr(course, name, getattr(details, name))
    for name in TEXTS:
        setattr(course, name, _tidied(getattr(details, name)))
    for name, which in WORDS.items():
        word = getattr(details, name)
        if word != getattr(course, name):  # a word held before the list had it stays as it is
            meant = level_meant(db, word) if which is BoardList.LEVELS else word
            setattr(course, name, kept_word(db, which, meant))
    after = details.follow_up
    course.follow_up_weeks, course.follow_up_months = after.weeks, after.months
    before = course.own_values or {}
    course.own_values = values_kept(db, FieldOf.COURSE, details.own_values, before)


def _tidied(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def _link(db: Session, course_id: int, details: CourseDetails) -> None:
    strands: Collection[Any] = kept_words(db, BoardList.STRANDS, details.strands)
    link_course(db, course_id, strands=strands, requires=details.requires, answers=details.answers)
