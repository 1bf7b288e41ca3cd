"""The letter that tells what was seen when a session was observed, and the actions agreed."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.evaluation import ObservationTo
from trainingdesk.domain.observation import ASPECTS, rating_said, ratings_in_order
from trainingdesk.domain.refusals import CannotSave
from trainingdesk.domain.words import plain_day
from trainingdesk.services.actions import actions_of_observation
from trainingdesk.services.charging.issued_page import sender_of
from trainingdesk.services.records import record_of
from trainingdesk.services.saving import save_document
from trainingdesk.storage.models import Board, EventSession, Observation, Trainer

if TYPE_CHECKING:
    from trainingdesk.reports.observation import ObservationPaper


def addressee_of(db: Session, number: int, to: ObservationTo) -> str:
    """To whom an observation goes, as it says itself; raises Unknown."""
    found = record_of(db, Observation, number)
    return {
        ObservationTo.PROVIDER: found.provider,
        ObservationTo.COMMISSIONER: found.commissioner or db.get_one(Board, 1).name,
        ObservationTo.AGENCY: found.agency.name if found.agency else "",
    }[to]


def save_letter(db: Session, number: int, path: Path, *, who: str, today: date) -> None:
    """Save the letter about an observation; raises CannotSave and Unknown."""
    if path.suffix.lower() != ".pdf":
        raise CannotSave(path.name, "a letter is saved as .pdf")
    save_document(letter_document(db, number, who=who, today=today), path)


def letter_document(db: Session, number: int, *, who: str, today: date) -> bytes:
    """The letter about an observation as a PDF; raises Unknown."""
    from trainingdesk.reports.observation import observation_letter  # noqa: PLC0415 - loads when asked

    return observation_letter(sender_of(db), _paper(db, number, who, today))


def _paper(db: Session, number: int, who: str, today: date) -> "ObservationPaper":
    from trainingdesk.reports.observation import ActionLine, ObservationPaper  # noqa: PLC0415

    found = record_of(db, Observation, number)
    actions = actions_of_observation(db, number, today=today)
    return ObservationPaper(
        to=[line for line in who.splitlines() if line.strip()],
        on=plain_day(today),
        session=found.event.course.title if found.event else found.title,
        reference=found.event.reference if found.event else "",
        day=plain_day(found.observed_on),
        trainers=", ".join(_trainers(db, found)),
        observer=found.observer,
        provider=found.provider,
        commissioner=found.commissioner,
        ratings=[
            (ASPECTS.get(name, name), rating_said(rating))
            for name, rating in ratings_in_order(found.ratings)
        ],
        strengths=found.strengths,
        findings=found.findings,
        actions=[
            ActionLine(
                row.words,
                row.owner,
                plain_day(row.due) if row.due else "",
                f"Done on {plain_day(row.done_on)}" if row.done_on else "",
            )
            for row in actions
        ],
    )


def _trainers(db: Session, found: Observation) -> list[str]:
    if found.event_id is None:
        return []
    query = (
        select(Trainer.name)
        .join(EventSession, EventSession.trainer_id == Trainer.id)
        .where(EventSession.event_id == found.event_id)
        .order_by(EventSession.day, EventSession.id)
    )
    return list(dict.fromkeys(db.scalars(query)))
