"""The days that trainers give: by trainer, and by the agency whose own trainers they are."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.event import TrainerPart
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.session_days import Days, session_days
from trainingdesk.storage.models import Agency, SessionTrainer, Trainer


@dataclass(frozen=True, slots=True)
class DaysGiven:
    """The days that one agency's own trainers gave in a year."""

    agency_id: int
    agency: str
    trainers: int
    days: Days


def days_of_trainers(db: Session, year: TrainingYear, *, today: date) -> dict[int, Days]:
    """The days of each trainer on the events of a year, first or beside; a reserve gives none."""
    found: dict[int, Days] = defaultdict(Days)
    beside = _beside(db)
    for each in session_days(db, year, today=today):
        first = (each.trainer_id,) if each.trainer_id else ()
        for trainer_id in (*first, *beside.get(each.session_id, ())):
            found[trainer_id] += each.counts
    return dict(found)


def trainer_days_given(db: Session, year: TrainingYear, *, today: date) -> list[DaysGiven]:
    """The days that agencies' own trainers give, by agency; whoever gives most comes first."""
    days = days_of_trainers(db, year, today=today)
    query = (
        select(Trainer.id, Agency.id, Agency.name)
        .join(Agency, Agency.id == Trainer.agency_id)
        .order_by(Agency.sought, Agency.id)
    )
    given: dict[int, DaysGiven] = {}
    for trainer_id, agency_id, agency in db.execute(query):
        if trainer_id in days:
            before = given.get(agency_id, DaysGiven(agency_id, agency, 0, Days()))
            so_far = before.days + days[trainer_id]
            given[agency_id] = DaysGiven(agency_id, agency, before.trainers + 1, so_far)
    return sorted(given.values(), key=lambda each: -each.days.halves)


def days_given_by(db: Session, agency_id: int, year: TrainingYear, *, today: date) -> Days:
    """The days that one agency's own trainers give in a year."""
    given = trainer_days_given(db, year, today=today)
    return next((each.days for each in given if each.agency_id == agency_id), Days())


def _beside(db: Session) -> dict[int, list[int]]:
    query = select(SessionTrainer.session_id, SessionTrainer.trainer_id).where(
        SessionTrainer.part == TrainerPart.BESIDE
    )
    found: dict[int, list[int]] = defaultdict(list)
    for session, trainer_id in db.execute(query):
        found[session].append(trainer_id)
    return found
