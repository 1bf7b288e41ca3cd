"""Courses and recommendations to choose from, by a few letters."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from trainingdesk.domain.course import CourseState
from trainingdesk.services.sought import begins_in_a_row, holds, words_of
from trainingdesk.services.sought_events import course_holds
from trainingdesk.storage.models import Course, Recommendation


@dataclass(frozen=True, slots=True)
class CourseChoice:
    """A course that may be meant."""

    id: int
    reference: str
    title: str
    level: str
    state: CourseState

    @property
    def told(self) -> str:
        """The state, where it is not simply offered."""
        return "" if self.state is CourseState.PUBLISHED else self.state.value


@dataclass(frozen=True, slots=True)
class RecommendationChoice:
    """A recommendation that a course may answer."""

    id: int
    name: str
    words: str


CHOICE = (Course.id, Course.reference, Course.title, Course.level, Course.state)


def courses_offered(db: Session, typed: str, *, limit: int = 8) -> list[CourseChoice]:
    """The courses that hold every typed word and are not retired.

    First come those whose title begins with what was typed, published ones before drafts.
    """
    words = words_of(typed)
    wanted = [course_holds(word) for word in words]
    order = begins_in_a_row(Course.sought, words).desc(), Course.state == CourseState.DRAFT
    query = (
        select(*CHOICE)
        .where(*wanted, Course.state != CourseState.RETIRED)
        .order_by(*order, Course.sought, Course.id)
    )
    return [CourseChoice(*row) for row in db.execute(query.limit(limit))]


def courses_chosen(db: Session, course_ids: Sequence[int]) -> list[CourseChoice]:
    """These courses, in the order they were named."""
    query = select(*CHOICE).where(Course.id.in_(course_ids))
    found = {row.id: CourseChoice(*row) for row in db.execute(query)}
    return [found[number] for number in course_ids if number in found]


def recommendations_matching(
    db: Session, typed: str, *, limit: int = 8
) -> list[RecommendationChoice]:
    """The recommendations whose source, number or words hold every typed word, open ones first."""
    texts = (Recommendation.source, Recommendation.number, Recommendation.words)
    wanted = [or_(*(holds(text, word) for text in texts)) for word in words_of(typed)]
    query = (
        select(Recommendation)
        .where(*wanted)
        .order_by(
            Recommendation.closed_on.is_not(None),
            Recommendation.source,
            Recommendation.number,
            Recommendation.id,
        )
    )
    return [_choice(each) for each in db.scalars(query.limit(limit))]


def recommendations_chosen(db: Session, numbers: Sequence[int]) -> list[RecommendationChoice]:
    """These recommendations, in the order they were named."""
    query = select(Recommendation).where(Recommendation.id.in_(numbers))
    found = {each.id: _choice(each) for each in db.scalars(query)}
    return [found[number] for number in numbers if number in found]


def _choice(each: Recommendation) -> RecommendationChoice:
    return RecommendationChoice(each.id, each.name, each.words)


def courses_named(db: Session, references: Sequence[str]) -> tuple[int, ...]:
    """The numbers of the courses of these codes, in the order they were named."""
    query = select(Course.reference, Course.id).where(Course.reference.in_(references))
    found = {reference: number for reference, number in db.execute(query)}  # noqa: C416 - typed
    return tuple(found[name] for name in references if name in found)


def recommendations_named(db: Session, names: Sequence[str]) -> tuple[int, ...]:
    """The numbers of the recommendations of these names, in the order they were named."""
    found = {each.name: each.id for each in db.scalars(select(Recommendation))}
    return tuple(found[name] for name in names if name in found)
