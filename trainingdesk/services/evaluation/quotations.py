"""Comments chosen for the report, with their names taken out, and what they are examples of."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from trainingdesk.domain.evaluation import Stage
from trainingdesk.domain.names_out import names_out
from trainingdesk.domain.refusals import Invalid
from trainingdesk.domain.year import TrainingYear
from trainingdesk.exchange.spaces import tidied_lines
from trainingdesk.services.figures.events import scheduled_in
from trainingdesk.services.records import record_of
from trainingdesk.storage.models import (
    Answer,
    Booking,
    Course,
    Delegate,
    Event,
    EventSession,
    Form,
    Quotation,
    Recommendation,
    SessionTrainer,
    Trainer,
)

LONGEST = 1_000


@dataclass(frozen=True, slots=True)
class QuotationDetails:
    """A comment as the report quotes it, and the recommendation it is an example of."""

    words: str = ""
    recommendation_id: int | None = None

    def problems(self) -> dict[str, str]:
        """What is wrong, by field; empty when all is well."""
        if len(self.words) > LONGEST:
            return {"words": f"A quotation has at most {LONGEST:,} letters: leave some out."}
        if self.recommendation_id is not None and not self.words.strip():
            return {"words": "Enter the words that are an example of it."}
        return {}


@dataclass(frozen=True, slots=True)
class QuotationRow:
    """One quotation, about which course and stage, and what it is an example of."""

    id: int
    words: str
    course: str
    stage: Stage
    starts: date
    recommendation: str


def quotation_of(db: Session, answer_id: int) -> QuotationDetails:
    """A comment as it is quoted; without words where it is not."""
    held = db.get(Quotation, answer_id)
    return QuotationDetails(held.words, held.recommendation_id) if held else QuotationDetails()


def suggested_words(db: Session, answer_id: int) -> str:
    """What a quotation of a comment could say: its words without the names of the event's people.

    These are its delegates, their managers and its trainers.
    """
    answer = record_of(db, Answer, answer_id)
    return names_out(answer.words or "", _people(db, answer.form.event_id))


def quote(db: Session, answer_id: int, details: QuotationDetails, *, today: date) -> None:
    """Choose a comment for the report, or without words no longer; raises Invalid, Unknown."""
    if problems := details.problems():
        raise Invalid(problems)
    record_of(db, Answer, answer_id, lock=True)
    held, words = db.get(Quotation, answer_id), tidied_lines(details.words)
    if not words:
        if held is not None:
            db.delete(held)
            db.flush()
        return
    if held is None:
        held = Quotation(answer_id=answer_id, words=words, chosen_on=today)
        db.add(held)
    held.words, held.recommendation_id = words, details.recommendation_id
    db.flush()


def quotations_in(db: Session, year: TrainingYear) -> list[QuotationRow]:
    """The quotations of a year's events, by course and stage."""
    query = (
        select(Quotation, Form.stage, Event.starts, Course.title)
        .join(Answer, Answer.id == Quotation.answer_id)
        .join(Form, Form.id == Answer.form_id)
        .join(Event, Event.id == Form.event_id)
        .join(Course, Course.id == Event.course_id)
        .where(*scheduled_in(year))
        .options(joinedload(Quotation.recommendation))
        .order_by(Course.sought, Quotation.answer_id)
    )
    return [
        QuotationRow(
            held.answer_id,
            held.words,
            title,
            stage,
            starts,
            held.recommendation.name if held.recommendation else "",
        )
        for held, stage, starts, title in db.execute(query)
    ]


def examples_of(db: Session, recommendation_id: int) -> list[QuotationRow]:
    """The examples of impact that are linked to a recommendation, the newest event first."""
    record_of(db, Recommendation, recommendation_id)
    query = (
        select(Quotation)
        .where(Quotation.recommendation_id == recommendation_id)
        .options(
            joinedload(Quotation.recommendation),
            joinedload(Quotation.answer)
            .joinedload(Answer.form)
            .joinedload(Form.event)
            .joinedload(Event.course),
        )
    )
    found = [
        QuotationRow(
            held.answer_id,
            held.words,
            held.answer.form.event.course.title,
            held.answer.form.stage,
            held.answer.form.event.starts,
            held.recommendation.name if held.recommendation else "",
        )
        for held in db.scalars(query)
    ]
    return sorted(found, key=lambda row: (-row.starts.toordinal(), row.id))


def _people(db: Session, event_id: int) -> list[str]:
    """The names of everybody whom an event's comments are likely to name."""
    booked = (
        select(Delegate.first_name, Delegate.last_name, Delegate.manager)
        .join(Booking, Booking.delegate_id == Delegate.id)
        .where(Booking.event_id == event_id)
    )
    names = [name for row in db.execute(booked) for name in row]
    days = select(EventSession).where(EventSession.event_id == event_id)
    led = [day.trainer.name for day in db.scalars(days) if day.trainer is not None]
    beside = (
        select(Trainer.name)
        .join(SessionTrainer, SessionTrainer.trainer_id == Trainer.id)
        .join(EventSession, EventSession.id == SessionTrainer.session_id)
        .where(EventSession.event_id == event_id)
    )
    return [*names, *led, *db.scalars(beside)]
