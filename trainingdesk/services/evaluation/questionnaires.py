"""What is asked at each stage: the questionnaires that stand, and what one asks on an event."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.evaluation import AskedPer, Stage
from trainingdesk.domain.event import TrainerPart
from trainingdesk.domain.questionnaire import Ask, Asking, asks_from_data
from trainingdesk.services.records import record_of
from trainingdesk.storage.models import EventSession, Questionnaire, SessionTrainer, Trainer


@dataclass(frozen=True, slots=True)
class QuestionnaireRow:
    """One version of what is asked at a stage; without a course it is for all courses."""

    id: int
    stage: Stage
    course_id: int | None
    version: int
    title: str
    opening: str
    anonymous: bool
    asks: tuple[Ask, ...]


def standing_for(db: Session, stage: Stage, course_id: int) -> QuestionnaireRow | None:
    """What a course asks at a stage now: its own questionnaire, else the one for all courses."""
    own = (Questionnaire.course_id == course_id) | Questionnaire.course_id.is_(None)
    query = (
        select(Questionnaire)
        .where(Questionnaire.stage == stage, Questionnaire.ended_on.is_(None), own)
        .order_by(Questionnaire.course_id.is_(None))
    )
    found = db.scalars(query).first()
    return None if found is None else row_of(found)


def lock_asked(db: Session, questionnaire_id: int) -> None:
    """Have a version stay as it is until this action is over, and read it as it is now."""
    db.get(Questionnaire, questionnaire_id, with_for_update={"read": True}, populate_existing=True)


def questionnaire(db: Session, number: int) -> QuestionnaireRow:
    """A questionnaire as it was given out, whether it stands or not; raises Unknown."""
    return row_of(record_of(db, Questionnaire, number))


def askings_of(db: Session, event_id: int, asks: Sequence[Ask]) -> tuple[tuple[Asking, Ask], ...]:
    """What is asked on an event, in turn: once each, or for each of its sessions or speakers.

    Questions per speaker that follow one another are asked of one speaker after the other. Where
    an event names no speaker or day they are asked once, about the trainer or the day.
    """
    found: list[tuple[Asking, Ask]] = []
    for per, together in groupby(asks, key=lambda ask: ask.per):
        block = list(together)
        for about in _abouts(db, event_id, per):
            found += [(Asking(ask.code, about), ask) for ask in block]
    return tuple(found)


def row_of(kept: Questionnaire) -> QuestionnaireRow:
    """A questionnaire as the desk keeps it."""
    return QuestionnaireRow(
        id=kept.id,
        stage=kept.stage,
        course_id=kept.course_id,
        version=kept.version,
        title=kept.title,
        opening=kept.opening,
        anonymous=kept.anonymous,
        asks=asks_from_data(kept.asks),
    )


def _abouts(db: Session, event_id: int, per: AskedPer) -> list[str]:
    if per is AskedPer.SESSION:
        return _days(db, event_id) or ["The day"]
    if per is AskedPer.SPEAKER:
        return _speakers(db, event_id) or ["The trainer"]
    return [""]


def _days(db: Session, event_id: int) -> list[str]:
    """The days of an event, such as 10 June; a second session of one day says so."""
    query = (
        select(EventSession.day)
        .where(EventSession.event_id == event_id)
        .order_by(EventSession.day, EventSession.starts, EventSession.id)
    )
    said = [f"{day.day} {day:%B}" for day in db.scalars(query)]
    return [
        day if (before := said[:turn].count(day)) == 0 else f"{day} ({before + 1})"
        for turn, day in enumerate(said)
    ]


def _speakers(db: Session, event_id: int) -> list[str]:
    """Who speaks on an event, in the order of its days; not who stands in reserve."""
    sessions = db.scalars(
        select(EventSession)
        .where(EventSession.event_id == event_id)
        .order_by(EventSession.day, EventSession.id)
    )
    names: dict[str, None] = {}
    for session in sessions:
        if session.trainer is not None:
            names[session.trainer.name] = None
        beside = (
            select(Trainer.name)
            .join(SessionTrainer, SessionTrainer.trainer_id == Trainer.id)
            .where(
                SessionTrainer.session_id == session.id,
                SessionTrainer.part == TrainerPart.BESIDE,
            )
            .order_by(Trainer.name)
        )
        names |= dict.fromkeys(db.scalars(beside))
    return list(names)
