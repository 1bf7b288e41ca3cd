"""From whom a form is expected at each stage of an event, and whose has not come."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session, joinedload

from trainingdesk.domain.booking import ON_THE_REGISTER
from trainingdesk.domain.evaluation import HeldWhy, Stage
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.counted import came
from trainingdesk.services.due_bookings import NOT_HELD
from trainingdesk.services.evaluation.stage_times import days_due
from trainingdesk.services.evaluation.taking import to_decide
from trainingdesk.services.figures.events import scheduled_in
from trainingdesk.storage.models import (
    Booking,
    Course,
    Delegate,
    Event,
    Form,
    HeldForm,
    Questionnaire,
    QuestionStage,
)


class Standing(StrEnum):
    """How far somebody's form has come."""

    MISSING = "Missing"
    BEGUN = "Begun"
    CAME = "Entered"
    TWICE = "Answered twice"


@dataclass(frozen=True, slots=True)
class ExpectedForms:
    """One stage of an event: how many forms are expected, and how many have come."""

    id: int
    event_id: int
    stage: Stage
    title: str
    reference: str
    starts: date
    expected: int
    received: int

    @property
    def missing(self) -> int:
        """How many have not come."""
        return max(0, self.expected - self.received)


@dataclass(frozen=True, slots=True)
class ExpectedPerson:
    """Somebody from whom a form is expected."""

    id: int  # of the booking
    delegate_id: int
    delegate: str
    agency: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class FormsCame:
    """The forms of a stage of an event: by name of people expected there, and without a name.

    One without a name stands for somebody expected whose own has not come, as far as there are any.
    """

    named: int = 0
    nameless: int = 0

    def anonymous(self, expected: int) -> int:
        """How many of those without a name stand for somebody of so many expected."""
        return min(self.nameless, max(0, expected - self.named))

    def received(self, expected: int) -> int:
        """How many forms stand for somebody of so many expected."""
        return self.named + self.anonymous(expected)


def is_expected() -> ColumnElement[bool]:
    """Who is to answer: whoever came once the register is closed, till then whoever is on it."""
    return or_(
        and_(Event.register_closed_on.is_not(None), came()),
        and_(Event.register_closed_on.is_(None), Booking.status.in_(ON_THE_REGISTER)),
    )


def forms_expected(db: Session, year: TrainingYear, *, today: date) -> list[ExpectedForms]:
    """The stages of a year's events of which forms are missing, the latest event first."""
    stages = _asked_stages(db)
    of_year = *scheduled_in(year), Event.status.not_in(NOT_HELD)
    due = {stage: days_due(db, stage, *of_year) for stage in stages - {Stage.BEFORE}}
    forms = forms_came(db, *of_year)
    query = (
        select(Event.id, Event.reference, Event.starts, Course.title, func.count(Booking.id))
        .join(Course, Course.id == Event.course_id)
        .join(Booking, Booking.event_id == Event.id)
        .where(*of_year, is_expected())
        .group_by(Event.id, Event.reference, Event.starts, Course.title)
        .order_by(Event.starts.desc(), Event.id)
    )
    found = [
        ExpectedForms(
            id=event_id * len(Stage) + turn,
            event_id=event_id,
            stage=stage,
            title=title,
            reference=reference,
            starts=starts,
            expected=number,
            received=forms.get((event_id, stage), FormsCame()).received(number),
        )
        for event_id, reference, starts, title, number in db.execute(query)
        for turn, stage in enumerate(Stage)
        if stage in stages
        and (stage is Stage.BEFORE or due[stage].get(event_id, date.max) <= today)
    ]
    return [row for row in found if row.missing]


def people_expected(db: Session, event_id: int, stage: Stage) -> list[ExpectedPerson]:
    """From whom a form is expected at a stage of an event, by name, and how far it has come."""
    query = (
        select(Booking)
        .join(Booking.delegate)
        .join(Booking.event)
        .where(Booking.event_id == event_id, is_expected())
        .options(joinedload(Booking.delegate), joinedload(Booking.agency))
        .order_by(Delegate.sought, Booking.id)
    )
    standing = _standings(db, event_id, stage)
    return [
        ExpectedPerson(
            booking.id,
            booking.delegate_id,
            booking.delegate.listed,
            booking.agency.name,
            standing.get(booking.delegate_id, Standing.MISSING),
        )
        for booking in db.scalars(query)
    ]


def forms_came(db: Session, *which: ColumnElement[bool]) -> Mapping[tuple[int, Stage], FormsCame]:
    """By event and stage, the forms that count; whose place was given up is not expected."""
    theirs = exists().where(
        Booking.event_id == Form.event_id, Booking.delegate_id == Form.delegate_id, is_expected()
    )
    named = func.count(Form.delegate_id)
    query = (
        select(Form.event_id, Form.stage, named, func.count(Form.id) - named)
        .join(Form.event)
        .where(*which, or_(Form.delegate_id.is_(None), theirs))
        .group_by(Form.event_id, Form.stage)
    )
    return {(event_id, stage): FormsCame(*came) for event_id, stage, *came in db.execute(query)}


def _asked_stages(db: Session) -> set[Stage]:
    """At which stages anything is asked; the bank says it of those that never had a form.

    A form that was withdrawn is asked for no more, though its questions stay in the bank.
    """
    ever = set(db.scalars(select(Questionnaire.stage).distinct()))
    standing = select(Questionnaire.stage).where(Questionnaire.ended_on.is_(None))
    of_bank = set(db.scalars(select(QuestionStage.stage).distinct()))
    return {*db.scalars(standing), *(of_bank - ever)}


def _standings(db: Session, event_id: int, stage: Stage) -> dict[int, Standing]:
    """By person; what is worth knowing more comes later, and stands."""
    held = select(HeldForm.delegate_id).where(
        HeldForm.event_id == event_id, HeldForm.stage == stage
    )
    stored = select(Form.delegate_id).where(
        Form.event_id == event_id, Form.stage == stage, Form.delegate_id.is_not(None)
    )
    return {
        **dict.fromkeys(db.scalars(held.where(HeldForm.why == HeldWhy.BEGUN)), Standing.BEGUN),
        **dict.fromkeys(db.scalars(stored), Standing.CAME),
        **dict.fromkeys(db.scalars(held.where(to_decide())), Standing.TWICE),
    }
