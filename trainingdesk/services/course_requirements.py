"""What is to be taken before a course: never, in the end, the course itself."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.course_rings import ring_of
from trainingdesk.domain.words import listed
from trainingdesk.storage.models import Course, CourseRequirement

NEW = 0
"""Stands for a course that is not stored yet; nothing can require it."""

ITSELF = "A course cannot require itself. Leave it out."


def requirement_problem(db: Session, requires: Sequence[int], *, course_id: int) -> str:
    """What is wrong with what a course is to require; empty where it is well."""
    if course_id in requires:
        return ITSELF
    titles = _titles(db)
    if any(required not in titles for required in requires):
        return "One of these courses is no longer there. Choose again."
    links = defaultdict(list)
    for each, required in db.execute(
        select(CourseRequirement.course_id, CourseRequirement.required_id)
    ):
        links[each].append(required)
    links[course_id or NEW] = list(requires)
    ring = ring_of(course_id or NEW, links)
    if not ring:
        return ""
    others = [titles[number] for number in ring[1:]]
    return (
        f"{listed(others)} {'requires' if len(others) == 1 else 'require'} this course in turn, so "
        "nobody could take either. Leave one out."
    )


def _titles(db: Session) -> dict[int, str]:
    return {course.id: course.title for course in db.execute(select(Course.id, Course.title))}
