"""E-learning that people finished: it stands beside attendance, and is counted apart."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, joinedload

from trainingdesk.domain.delegate import searched
from trainingdesk.domain.figures import counted
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.records import record_of
from trainingdesk.storage.models import Completion, Course, Delegate


@dataclass(frozen=True, slots=True)
class CompletionRow:
    """One course that somebody finished on their own."""

    id: int
    delegate_id: int
    delegate: str
    agency: str  # as it was then
    course_id: int
    title: str
    reference: str
    on: date
    score: int | None

    @property
    def sought(self) -> str:
        """The words by which it is found in the list."""
        return searched(f"{self.delegate} {self.agency} {self.title} {self.reference}")


@dataclass(frozen=True, slots=True)
class CompletionsCounted:
    """How many completions there are, and of how many people."""

    completions: int = 0
    people: int = 0

    @property
    def said(self) -> str:
        """Both, in words; empty where there is none."""
        if not self.completions:
            return ""
        times = counted(self.completions, "completion")
        return f"{times} of e-learning by {counted(self.people, 'person', 'people')}"


def completions_listed(db: Session, *, words: str = "") -> list[CompletionRow]:
    """Every completion that holds every word, the newest first."""
    sought = searched(words).split()
    return [row for row in _rows(db) if all(word in row.sought for word in sought)]


def completions_of(db: Session, delegate_id: int) -> list[CompletionRow]:
    """What a delegate finished, the newest first."""
    return _rows(db, Completion.delegate_id == delegate_id)


def completions_of_course(db: Session, course_id: int) -> CompletionsCounted:
    """How often a course was finished as e-learning, in all years."""
    return _counted(db, Completion.course_id == course_id)


def completions_in(db: Session, year: TrainingYear) -> CompletionsCounted:
    """What was finished in a training year; no figure of attendance counts it."""
    return _counted(db, Completion.on.between(year.first_day, year.last_day))


def remove_completions(db: Session, completion_ids: Iterable[int]) -> None:
    """Take completions away that were loaded by mistake; raises Unknown."""
    for number in completion_ids:
        db.delete(record_of(db, Completion, number, lock=True))
    db.flush()


def _rows(db: Session, *which: ColumnElement[bool]) -> list[CompletionRow]:
    query = (
        select(Completion)
        .join(Completion.delegate)
        .where(*which)
        .options(
            joinedload(Completion.delegate),
            joinedload(Completion.agency),
            joinedload(Completion.course),
        )
        .order_by(Completion.on.desc(), Delegate.sought, Completion.id)
    )
    return [_row(each, each.course) for each in db.scalars(query)]


def _row(each: Completion, course: Course) -> CompletionRow:
    return CompletionRow(
        id=each.id,
        delegate_id=each.delegate_id,
        delegate=each.delegate.listed,
        agency=each.agency.name,
        course_id=course.id,
        title=course.title,
        reference=course.reference,
        on=each.on,
        score=each.score,
    )


def _counted(db: Session, which: ColumnElement[bool]) -> CompletionsCounted:
    count = func.count(Completion.id), func.count(Completion.delegate_id.distinct())
    completions, people = db.execute(select(*count).where(which)).one()
    return CompletionsCounted(completions, people)
