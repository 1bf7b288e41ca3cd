"""Of what results are asked: a year, or an event, course, strand, trainer or agency in it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, exists, or_, select
from sqlalchemy.orm import Session

from trainingdesk.domain.event import TrainerPart
from trainingdesk.domain.words import short_day
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.counted import came
from trainingdesk.services.figures.events import scheduled_in
from trainingdesk.storage.models import (
    Agency,
    Answer,
    Booking,
    Course,
    CourseStrand,
    Event,
    EventSession,
    SessionTrainer,
    Strand,
    Trainer,
)

Condition = ColumnElement[bool]


class ScopeKind(StrEnum):
    """What results can be narrowed to."""

    YEAR = "Year"
    COURSE = "Course"
    STRAND = "Strand"
    TRAINER = "Trainer"
    AGENCY = "Agency"
    EVENT = "Event"


@dataclass(frozen=True, slots=True)
class Scope:
    """A training year, or what of it is meant: a course, strand, trainer, agency or event."""

    year: TrainingYear
    kind: ScopeKind = ScopeKind.YEAR
    id: int = 0

    @property
    def events(self) -> tuple[Condition, ...]:
        """What makes an event one of its; an agency has none of its own."""
        return (OF_EVENTS[self.kind](self.id),) if self.kind in OF_EVENTS else ()

    @property
    def bookings(self) -> tuple[Condition, ...]:
        """What makes a booking one of its, beside its events."""
        return (Booking.agency_id == self.id,) if self.by_people else ()

    @property
    def answers(self) -> tuple[Condition, ...]:
        """What makes an answer one of its; what is said of other speakers is not a trainer's."""
        return (_of_no_other(self.id),) if self.kind is ScopeKind.TRAINER else ()

    @property
    def by_people(self) -> bool:
        """Whether it is some of the people of events, so that an anonymous form is not its."""
        return self.kind is ScopeKind.AGENCY


@dataclass(frozen=True, slots=True)
class ScopeChoice:
    """Something that results can be narrowed to, by its number."""

    id: int
    name: str


def scope_choices(db: Session, year: TrainingYear, kind: ScopeKind) -> list[ScopeChoice]:
    """What a year has of a kind, by name; events by their day."""
    if kind is ScopeKind.YEAR:
        return []
    if kind is ScopeKind.EVENT:
        return _events(db, year)
    return [ScopeChoice(*row) for row in db.execute(NAMES[kind](year))]


def scope_name(db: Session, scope: Scope) -> str:
    """What a scope is called; a year by its name, what is no longer there by nothing."""
    if scope.kind is ScopeKind.YEAR:
        return scope.year.name
    if scope.kind is ScopeKind.EVENT:
        event = db.get(Event, scope.id)
        return _event_name(event.course.title, event, scope.year) if event else ""
    column = {
        ScopeKind.COURSE: (Course.id, Course.title),
        ScopeKind.STRAND: (Strand.id, Strand.name),
        ScopeKind.TRAINER: (Trainer.id, Trainer.name),
        ScopeKind.AGENCY: (Agency.id, Agency.name),
    }[scope.kind]
    return db.scalar(select(column[1]).where(column[0] == scope.id)) or ""


def course_reference(db: Session, course_id: int) -> str:
    """The reference of a course, by which the figures know it."""
    return db.scalar(select(Course.reference).where(Course.id == course_id)) or ""


def _with_strand(strand_id: int) -> Condition:
    of = select(CourseStrand.course_id).where(CourseStrand.strand_id == strand_id)
    return Event.course_id.in_(of)


def _with_trainer(trainer_id: int) -> Condition:
    """Whether a trainer has a day of an event; who only stands in reserve has none."""
    beside = exists().where(
        SessionTrainer.session_id == EventSession.id,
        SessionTrainer.trainer_id == trainer_id,
        SessionTrainer.part == TrainerPart.BESIDE,
    )
    has = or_(EventSession.trainer_id == trainer_id, beside)
    return exists().where(EventSession.event_id == Event.id, has)


def _of_no_other(trainer_id: int) -> Condition:
    """Whether an answer is about no other trainer; one who was renamed keeps what was said."""
    others = select(Trainer.name).where(Trainer.id != trainer_id)
    return Answer.about.not_in(others)


OF_EVENTS: dict[ScopeKind, Callable[[int], Condition]] = {
    ScopeKind.COURSE: lambda number: Event.course_id == number,
    ScopeKind.STRAND: _with_strand,
    ScopeKind.TRAINER: _with_trainer,
    ScopeKind.EVENT: lambda number: Event.id == number,
}


def _courses(year: TrainingYear) -> Select[int, str]:
    held = exists().where(Event.course_id == Course.id, *scheduled_in(year))
    return select(Course.id, Course.title).where(held).order_by(Course.sought, Course.id)


def _strands(year: TrainingYear) -> Select[int, str]:
    held = exists().where(
        CourseStrand.strand_id == Strand.id,
        Event.course_id == CourseStrand.course_id,
        *scheduled_in(year),
    )
    return select(Strand.id, Strand.name).where(held).order_by(Strand.name)


def _trainers(year: TrainingYear) -> Select[int, str]:
    beside = exists().where(
        SessionTrainer.session_id == EventSession.id,
        SessionTrainer.trainer_id == Trainer.id,
        SessionTrainer.part == TrainerPart.BESIDE,
    )
    has = or_(EventSession.trainer_id == Trainer.id, beside)
    held = exists().where(EventSession.event_id == Event.id, has, *scheduled_in(year))
    return select(Trainer.id, Trainer.name).where(held).order_by(Trainer.name)


def _agencies(year: TrainingYear) -> Select[int, str]:
    sent = exists().where(
        Booking.agency_id == Agency.id, Booking.event_id == Event.id, *scheduled_in(year), came()
    )
    return select(Agency.id, Agency.name).where(sent).order_by(Agency.sought, Agency.id)


NAMES: dict[ScopeKind, Callable[[TrainingYear], Select[int, str]]] = {
    ScopeKind.COURSE: _courses,
    ScopeKind.STRAND: _strands,
    ScopeKind.TRAINER: _trainers,
    ScopeKind.AGENCY: _agencies,
}


def _events(db: Session, year: TrainingYear) -> list[ScopeChoice]:
    query = (
        select(Event, Course.title)
        .join(Event.course)
        .where(*scheduled_in(year))
        .order_by(Event.starts, Event.id)
    )
    return [
        ScopeChoice(event.id, _event_name(title, event, year)) for event, title in db.execute(query)
    ]


def _event_name(title: str, event: Event, year: TrainingYear) -> str:
    return f"{title}, {short_day(event.starts, year_begins=year.begins)}"
