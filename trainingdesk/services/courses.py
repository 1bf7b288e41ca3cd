"""Adding courses to the catalogue."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from trainingdesk.domain.course_details import CourseDetails
from trainingdesk.domain.delegate import folded
from trainingdesk.domain.refusals import Invalid
from trainingdesk.storage.models import Board, Course

__all__ = ["CourseDetails", "add_course"]


def add_course(db: Session, details: CourseDetails) -> int:
    """Add a course to the catalogue, and return its number; raises Invalid."""
    db.get_one(Board, 1, with_for_update=True)  # one at a time gives out references
    problems = details.problems()
    reference, title = details.reference.strip(), " ".join(details.title.split())
    same = select(Course.title).where(func.lower(Course.reference) == reference.lower())
    taken = db.scalar(same)
    if taken is not None:
        problems["reference"] = f"{reference} is {taken}. Enter another code."
    if problems:
        raise Invalid(problems)
    course = Course(
        reference=reference,
        title=title,
        level=details.level.strip(),
        minutes=details.minutes,
        places=details.places,
        minimum=details.minimum,
        sought=folded(f"{title} {reference}"),
    )
    db.add(course)
    db.flush()
    return course.id
