"""Whether somebody may hold a version of what is asked: printed, saved, sent or come back."""

from datetime import date

from sqlalchemy import ColumnElement, exists, func, select, true
from sqlalchemy.orm import Session

from trainingdesk.domain.evaluation import Stage
from trainingdesk.domain.last_day import morning_of
from trainingdesk.domain.message import GONE, REMINDER_OF, REQUEST_FOR
from trainingdesk.services.evaluation.questionnaires import standing_for
from trainingdesk.services.records import record_of
from trainingdesk.storage.models import Booking, Event, Form, HeldForm, Message, Questionnaire


def note_given_out(db: Session, event_id: int, stage: Stage, *, today: date) -> int | None:
    """Note that the form of an event goes out on paper or as files, and say which version does.

    It is noted before any is drawn, so that none is out that could still be changed; that version
    is to be drawn, whatever stands by then. Raises Unknown.
    """
    row = standing_for(db, stage, record_of(db, Event, event_id).course_id)
    if row is None:
        return None
    kept = record_of(db, Questionnaire, row.id, lock=True)
    kept.given_out_on = kept.given_out_on or today
    return kept.id


def may_be_out(db: Session, kept: Questionnaire, *, today: date) -> bool:
    """Whether somebody may hold a version: older than today, given out, sent, or come back."""
    if kept.made_on < today or kept.given_out_on is not None:
        return True
    back = exists().where(Form.questionnaire_id == kept.id)
    beside = exists().where(HeldForm.questionnaire_id == kept.id)
    return bool(db.scalar(select(back | beside | _sent(kept))))


def _sent(kept: Questionnaire) -> ColumnElement[bool]:
    """Whether a message took its form along; the form is drawn when a message goes."""
    purposes = {REQUEST_FOR[kept.stage], REMINDER_OF[kept.stage]}
    of_course: ColumnElement[bool] = (
        true() if kept.course_id is None else Event.course_id == kept.course_id
    )
    return (
        select(Message.id)
        .join(Booking, Booking.id == Message.booking_id)
        .join(Event, Event.id == Booking.event_id)
        .where(
            Message.with_form,
            Message.purpose.in_(purposes),
            Message.state.in_(GONE),
            func.coalesce(Message.sent_at, Message.tried_at, Message.made_at)
            >= morning_of(kept.made_on),
            of_course,
        )
        .exists()
    )
