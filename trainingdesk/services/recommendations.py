"""Recommendations and priorities: the list, the record of one, and which courses answer it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.action import is_overdue
from trainingdesk.domain.course import CourseState
from trainingdesk.domain.delegate import folded, searched
from trainingdesk.domain.meanwhile import refuse_if_changed
from trainingdesk.domain.own_words import in_natural_order
from trainingdesk.domain.recommendation import RecommendationDetails, SourceKind
from trainingdesk.domain.refusals import Invalid, Refused
from trainingdesk.domain.words import listed
from trainingdesk.services.coverage import trained_on_each
from trainingdesk.services.records import record_of
from trainingdesk.services.sought import words_of
from trainingdesk.storage.models import (
    Action,
    Board,
    Course,
    CourseRecommendation,
    Quotation,
    Recommendation,
)

__all__ = ["RecommendationDetails", "SourceKind"]

PLAIN = ("kind", "made_on", "closed_on")


@dataclass(frozen=True, slots=True)
class RecommendationRow:
    """One line of the list: what is asked, what answers it, and how far that has come."""

    id: int
    name: str
    kind: SourceKind
    words: str
    made_on: date | None
    closed_on: date | None
    courses: tuple[str, ...]
    trained: int
    actions: int
    overdue: int


@dataclass(frozen=True, slots=True)
class AnsweringCourse:
    """A course that answers a recommendation."""

    id: int
    title: str
    reference: str
    level: str
    state: CourseState


def recommendations_listed(
    db: Session, *, today: date, words: str = "", sort: str = "name", falling: bool = False
) -> list[RecommendationRow]:
    """The recommendations that hold every word, by one of the list's columns; closed ones last."""
    titles, trained = _titles(db), trained_on_each(db, today=today)
    actions = _actions(db, today)
    rows = [
        RecommendationRow(
            each.id,
            each.name,
            each.kind,
            each.words,
            each.made_on,
            each.closed_on,
            tuple(titles[each.id]),
            trained.get(each.id, 0),
            len(actions[each.id]),
            sum(actions[each.id]),
        )
        for each in db.scalars(select(Recommendation))
    ]
    sought = words_of(words)
    found = [row for row in rows if all(word in _sought(row) for word in sought)]
    return _in_order(found, sort, falling=falling)


def sources_in_use(db: Session) -> list[str]:
    """The reviews, audits and plans that recommendations come from, to choose from."""
    return sorted(db.scalars(select(Recommendation.source).distinct()), key=folded)


def recommendation_details(db: Session, recommendation_id: int) -> RecommendationDetails:
    """One recommendation with the courses that answer it; raises Unknown."""
    each = record_of(db, Recommendation, recommendation_id)
    return RecommendationDetails(
        kind=each.kind,
        source=each.source,
        number=each.number,
        words=each.words,
        made_on=each.made_on,
        closed_on=each.closed_on,
        courses=tuple(course.id for course in courses_answering(db, recommendation_id)),
    )


def courses_answering(db: Session, recommendation_id: int) -> list[AnsweringCourse]:
    """The courses that answer a recommendation, by title."""
    query = (
        select(Course.id, Course.title, Course.reference, Course.level, Course.state)
        .join(CourseRecommendation, CourseRecommendation.course_id == Course.id)
        .where(CourseRecommendation.recommendation_id == recommendation_id)
        .order_by(Course.sought, Course.id)
    )
    return [AnsweringCourse(*row) for row in db.execute(query)]


def add_recommendation(db: Session, details: RecommendationDetails) -> int:
    """Add a recommendation and return its number; raises Invalid."""
    _lock(db)
    _check(db, details, besides=0)
    made = Recommendation()
    _fill(made, details)
    db.add(made)
    db.flush()
    _link(db, made.id, details.courses)
    return made.id


def change_recommendation(
    db: Session,
    recommendation_id: int,
    details: RecommendationDetails,
    *,
    opened: RecommendationDetails | None = None,
) -> None:
    """Change a recommendation, and link the courses that answer it and no others.

    ``opened`` is what the form began with. Raises Invalid, Unknown and ChangedMeanwhile.
    """
    _lock(db)
    each = record_of(db, Recommendation, recommendation_id, lock=True)
    refuse_if_changed(opened, recommendation_details(db, recommendation_id))
    _check(db, details, besides=recommendation_id)
    _fill(each, details)
    _link(db, recommendation_id, details.courses)


def unlink_courses(db: Session, recommendation_id: int, course_ids: Collection[int]) -> None:
    """Say of courses that they no longer answer a recommendation; raises Unknown."""
    record_of(db, Recommendation, recommendation_id, lock=True)
    for link in _links(db, recommendation_id):
        if link.course_id in course_ids:
            db.delete(link)
    db.flush()


def close_recommendations(db: Session, numbers: Iterable[int], *, on: date) -> None:
    """Close recommendations on a day; those that are closed keep theirs.

    Raises Refused and Unknown.
    """
    for number in numbers:
        each = record_of(db, Recommendation, number, lock=True)
        if each.made_on and on < each.made_on:
            raise Refused(f"{each.name} cannot be closed before the day it was made.")
        each.closed_on = each.closed_on or on


def reopen_recommendations(db: Session, numbers: Iterable[int]) -> None:
    """Open recommendations again; raises Unknown."""
    for number in numbers:
        record_of(db, Recommendation, number, lock=True).closed_on = None


def remove_recommendations(db: Session, numbers: Iterable[int]) -> None:
    """Remove recommendations that no course answers; their actions and examples stay.

    Raises Refused, saying which courses answer one, and Unknown.
    """
    for number in numbers:
        each = record_of(db, Recommendation, number, lock=True)
        if titles := [course.title for course in courses_answering(db, number)]:
            answer = "answers" if len(titles) == 1 else "answer"
            raise Refused(
                f"{each.name} stays: {listed(titles)} {answer} it. Unlink what answers it first, "
                "or close it."
            )
        for action in db.scalars(select(Action).where(Action.recommendation_id == number)):
            action.recommendation_id = None
        for example in db.scalars(select(Quotation).where(Quotation.recommendation_id == number)):
            example.recommendation_id = None
        db.flush()
        db.delete(each)
    db.flush()


def _check(db: Session, details: RecommendationDetails, *, besides: int) -> None:
    problems = details.problems()
    wanted = folded(details.source), folded(details.number)
    for each in db.scalars(select(Recommendation).where(Recommendation.id != besides)):
        if (folded(each.source), folded(each.number)) == wanted:
            problems.setdefault("number", f"“{each.name}” is there already. Give another number.")
    there = select(Course.id).where(Course.id.in_(details.courses))
    if set(details.courses) - set(db.scalars(there)):
        problems["courses"] = "One of these courses is no longer there. Take it out."
    if problems:
        raise Invalid(problems)


def _fill(each: Recommendation, details: RecommendationDetails) -> None:
    each.source = " ".join(details.source.split())
    each.number = " ".join(details.number.split())
    each.words = details.words.strip()
    for name in PLAIN:
        setattr(each, name, getattr(details, name))


def _link(db: Session, recommendation_id: int, course_ids: Sequence[int]) -> None:
    """Keep the links that are wanted as they are; a link made afresh would count as a change."""
    wanted = dict.fromkeys(course_ids)
    for link in _links(db, recommendation_id):
        if link.course_id in wanted:
            del wanted[link.course_id]
        else:
            db.delete(link)
    db.add_all(
        CourseRecommendation(course_id=number, recommendation_id=recommendation_id)
        for number in wanted
    )
    db.flush()


def _links(db: Session, recommendation_id: int) -> list[CourseRecommendation]:
    mine = CourseRecommendation.recommendation_id == recommendation_id
    return list(db.scalars(select(CourseRecommendation).where(mine)))


def _titles(db: Session) -> defaultdict[int, list[str]]:
    query = (
        select(CourseRecommendation.recommendation_id, Course.title)
        .join(Course, Course.id == CourseRecommendation.course_id)
        .order_by(Course.sought, Course.id)
    )
    found: defaultdict[int, list[str]] = defaultdict(list)
    for number, title in db.execute(query):
        found[number].append(title)
    return found


def _actions(db: Session, today: date) -> defaultdict[int, list[bool]]:
    """For each recommendation its actions that are not done, and whether each is overdue."""
    query = select(Action.recommendation_id, Action.due).where(Action.done_on.is_(None))
    found: defaultdict[int, list[bool]] = defaultdict(list)
    for number, due in db.execute(query):
        if number is not None:
            found[number].append(is_overdue(due, None, today=today))
    return found


def _sought(row: RecommendationRow) -> str:
    return searched(" ".join((row.name, row.kind, row.words, *row.courses)))


def _in_order(
    rows: Sequence[RecommendationRow], sort: str, *, falling: bool
) -> list[RecommendationRow]:
    by_name = sorted(rows, key=lambda row: in_natural_order(row.name), reverse=falling)
    if sort != "name":
        by_name = sorted(rows, key=lambda row: in_natural_order(row.name))
        known = [row for row in by_name if _key(row, sort) is not None]
        blank = [row for row in by_name if _key(row, sort) is None]
        known.sort(key=lambda row: _key(row, sort), reverse=falling)
        by_name = [*known, *blank]
    return sorted(by_name, key=lambda row: row.closed_on is not None)


def _key(row: RecommendationRow, sort: str) -> Any:
    keys: dict[str, Any] = {
        "kind": row.kind,
        "made": row.made_on,
        "courses": len(row.courses),
        "trained": row.trained,
        "actions": row.actions,
    }
    return keys[sort]


def _lock(db: Session) -> None:
    """One at a time changes recommendations, so that two are never called alike."""
    db.get_one(Board, 1, with_for_update=True)
