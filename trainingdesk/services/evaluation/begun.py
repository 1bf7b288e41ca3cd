"""Forms that were begun and not finished: kept as they are, to be gone on with by whoever comes."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from trainingdesk.domain.evaluation import HeldWhy, Stage
from trainingdesk.domain.questionnaire import (
    Answers,
    Returned,
    answers_as_data,
    answers_from_data,
)
from trainingdesk.domain.refusals import Refused
from trainingdesk.services.desk import Stamp
from trainingdesk.services.evaluation.taking import (
    Taken,
    asks_of,
    lock_bookings,
    take,
    without_blanks,
)
from trainingdesk.storage.models import Event, HeldForm

OTHER_QUESTIONS = (
    "Somebody else has begun this form meanwhile with other questions. Go back to the list and "
    "open it again: what they entered stands there."
)


@dataclass(frozen=True, slots=True)
class BegunForm:
    """What was answered so far, on which questionnaire and how."""

    answers: Answers
    questionnaire_id: int | None
    via: str


@dataclass(frozen=True, slots=True)
class BegunRow:
    """A form that was begun, as a list shows it."""

    id: int
    event_id: int
    delegate_id: int
    stage: Stage
    delegate: str
    title: str
    starts: date
    answered: int
    via: str


def begun_form(db: Session, event_id: int, delegate_id: int, stage: Stage) -> BegunForm | None:
    """What somebody has answered so far at a stage, if it was begun."""
    held = _held(db, event_id, delegate_id, stage)
    if held is None:
        return None
    return BegunForm(answers_from_data(held.answers), held.questionnaire_id, held.via)


def begun_forms(db: Session) -> list[BegunRow]:
    """Every form that was begun, the oldest first."""
    query = (
        select(HeldForm)
        .where(HeldForm.why == HeldWhy.BEGUN)
        .options(joinedload(HeldForm.event).joinedload(Event.course))
        .options(joinedload(HeldForm.delegate))
        .order_by(HeldForm.id)
    )
    return [
        BegunRow(
            id=held.id,
            event_id=held.event_id,
            delegate_id=held.delegate_id,
            stage=held.stage,
            delegate=held.delegate.listed,
            title=held.event.course.title,
            starts=held.event.starts,
            answered=len(held.answers),
            via=held.via,
        )
        for held in db.scalars(query)
    ]


def keep_begun(db: Session, returned: Returned, *, opened: Answers) -> Answers:
    """Keep what was answered so far, and say what is kept; without any answer, nothing is.

    ``opened`` is what stood there when these answers were begun upon: what somebody else has
    answered since stays. Raises Refused where they were asked other questions meanwhile.
    """
    if returned.delegate_id is None:
        raise ValueError("What is begun without a name belongs to nobody.")
    held = _held_alone(db, returned)
    answers = _joined(db, returned, held, opened)
    if not answers:
        if held is not None:
            db.delete(held)
    elif held is None:
        db.add(
            HeldForm(
                event_id=returned.event_id,
                delegate_id=returned.delegate_id,
                stage=returned.stage,
                why=HeldWhy.BEGUN,
                received_on=returned.received_on,
                via=returned.via,
                questionnaire_id=returned.questionnaire_id,
                answers=answers_as_data(answers),
            )
        )
    else:
        held.answers, held.via = answers_as_data(answers), returned.via
        held.received_on, held.questionnaire_id = returned.received_on, returned.questionnaire_id
    db.flush()
    return answers


def finish(db: Session, returned: Returned, *, opened: Answers, by: Stamp) -> Taken:
    """Take in a form that is finished, and keep it no longer as begun; raises as ``take`` does.

    What somebody else has answered of it since it was ``opened`` is taken in too.
    """
    held = _held_alone(db, returned) if returned.delegate_id is not None else None
    if held is None:
        return take(db, returned, by=by)
    taken = take(db, replace(returned, answers=_joined(db, returned, held, opened)), by=by)
    db.delete(held)
    db.flush()
    return taken


def _held_alone(db: Session, returned: Returned) -> HeldForm | None:
    """What was begun, while another who answers the same form waits at the booking."""
    delegate_id = returned.delegate_id or 0
    lock_bookings(db, returned.event_id, delegate_id)
    return _held(db, returned.event_id, delegate_id, returned.stage)


def _joined(db: Session, returned: Returned, held: HeldForm | None, opened: Answers) -> Answers:
    """What was kept, with what was answered, changed or left out since the form was opened."""
    asks = asks_of(db, returned)
    given = without_blanks(returned.answers, asks)
    if held is None:
        return given
    there = answers_from_data(held.answers)
    if held.questionnaire_id != returned.questionnaire_id:
        if there != opened:
            raise Refused(OTHER_QUESTIONS)
        return given
    before = without_blanks(opened, asks)
    touched = {asking for asking in {*before, *given} if before.get(asking) != given.get(asking)}
    stays = {asking: value for asking, value in there.items() if asking not in touched}
    return stays | {asking: given[asking] for asking in touched if asking in given}


def forget_begun(db: Session, event_id: int, delegate_id: int, stage: Stage) -> None:
    """Let go of what was begun."""
    held = _held(db, event_id, delegate_id, stage)
    if held is not None:
        db.delete(held)
        db.flush()


def _held(db: Session, event_id: int, delegate_id: int, stage: Stage) -> HeldForm | None:
    query = select(HeldForm).where(
        HeldForm.event_id == event_id,
        HeldForm.delegate_id == delegate_id,
        HeldForm.stage == stage,
        HeldForm.why == HeldWhy.BEGUN,
    )
    return db.scalars(query).one_or_none()
