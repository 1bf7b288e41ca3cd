"""What a delegate's page lists besides bookings: forms that came back, and interest said."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from trainingdesk.domain.evaluation import Stage
from trainingdesk.storage.models import Agency, Course, Event, Form, Interest, UndatedEvent


@dataclass(frozen=True, slots=True)
class FormRow:
    """One evaluation of a delegate that came back."""

    id: int
    event_id: int
    title: str
    reference: str
    starts: date
    stage: Stage
    received_on: date | None
    via: str


@dataclass(frozen=True, slots=True)
class InterestRow:
    """That a delegate wants to come to something without a date yet, or that it has one now."""

    id: int
    undated_id: int
    title: str
    agency: str
    said_on: date
    note: str
    event_id: int | None
    starts: date | None
    closed_on: date | None


def forms_of(db: Session, delegate_id: int) -> list[FormRow]:
    """Every form a delegate has sent back, that of the newest event first."""
    query = (
        select(Form)
        .join(Form.event)
        .where(Form.delegate_id == delegate_id)
        .options(joinedload(Form.event).joinedload(Event.course))
        .order_by(Event.starts.desc(), Event.id.desc(), Form.id)
    )
    return [
        FormRow(
            id=form.id,
            event_id=form.event_id,
            title=form.event.course.title,
            reference=form.event.reference,
            starts=form.event.starts,
            stage=form.stage,
            received_on=form.received_on,
            via=form.via,
        )
        for form in db.scalars(query)
    ]


def interest_of(db: Session, delegate_id: int) -> list[InterestRow]:
    """Everything a delegate has said they would come to once it has a date, the newest first."""
    query = (
        select(
            Interest.id,
            Interest.undated_id,
            Course.title,
            Agency.name,
            Interest.said_on,
            Interest.note,
            UndatedEvent.event_id,
            Event.starts,
            UndatedEvent.closed_on,
        )
        .join(Agency, Agency.id == Interest.agency_id)
        .join(UndatedEvent, UndatedEvent.id == Interest.undated_id)
        .join(Course, Course.id == UndatedEvent.course_id)
        .outerjoin(Event, Event.id == UndatedEvent.event_id)
        .where(Interest.delegate_id == delegate_id)
        .order_by(Interest.said_on.desc(), Interest.id.desc())
    )
    return [InterestRow(*row) for row in db.execute(query)]
