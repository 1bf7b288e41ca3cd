"""What a course is linked with: its strands, what it requires and what it answers."""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.storage.models import (
    Course,
    CourseRecommendation,
    CourseRequirement,
    CourseStrand,
    Recommendation,
    Strand,
)


def strands_of(db: Session, course_id: int) -> tuple[str, ...]:
    """The strands a course belongs to, in the board's order."""
    query = (
        select(Strand.name)
        .join(CourseStrand, CourseStrand.strand_id == Strand.id)
        .where(CourseStrand.course_id == course_id)
        .order_by(Strand.turn, Strand.name)
    )
    return tuple(db.scalars(query))


def required_of(db: Session, course_id: int) -> tuple[int, ...]:
    """The courses that are to be taken before, by title."""
    query = (
        select(Course.id)
        .join(CourseRequirement, CourseRequirement.required_id == Course.id)
        .where(CourseRequirement.course_id == course_id)
        .order_by(Course.sought, Course.id)
    )
    return tuple(db.scalars(query))


def answers_of(db: Session, course_id: int) -> tuple[int, ...]:
    """The recommendations a course answers, by source and number."""
    query = (
        select(Recommendation.id)
        .join(CourseRecommendation, CourseRecommendation.recommendation_id == Recommendation.id)
        .where(CourseRecommendation.course_id == course_id)
        .order_by(Recommendation.source, Recommendation.number, Recommendation.id)
    )
    return tuple(db.scalars(query))


def link_course(
    db: Session,
    course_id: int,
    *,
    strands: Collection[str],
    requires: Iterable[int],
    answers: Iterable[int],
) -> None:
    """Link a course with these strands, courses and recommendations, and with no others."""
    named = db.scalars(select(Strand.id).where(Strand.name.in_(strands)))
    _keep(db, CourseStrand, course_id, "strand_id", named)
    _keep(db, CourseRequirement, course_id, "required_id", requires)
    _keep(db, CourseRecommendation, course_id, "recommendation_id", answers)
    db.flush()


def _keep(db: Session, model: Any, course_id: int, column: str, wanted: Iterable[int]) -> None:
    """Keep the links that are wanted as they are; a link made afresh would count as a change."""
    there = {
        getattr(link, column): link
        for link in db.scalars(select(model).where(model.course_id == course_id))
    }
    for target in dict.fromkeys(wanted):
        if there.pop(target, None) is None:
            db.add(model(**{"course_id": course_id, column: target}))
    for link in there.values():
        db.delete(link)
