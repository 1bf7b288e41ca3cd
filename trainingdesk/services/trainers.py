"""Trainers: the list, the record of one, two spellings made one, and removing the unused."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from trainingdesk.domain.event import TrainerPart
from trainingdesk.domain.figures import counted
from trainingdesk.domain.former_names import NamedKind
from trainingdesk.domain.refusals import Refused
from trainingdesk.domain.trainer import TrainerDetails
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.days_off import days_off_of, keep_days_off, move_days_off
from trainingdesk.services.named_changes import (
    Named,
    add_named,
    change_named,
    merge_named,
    remove_named,
)
from trainingdesk.services.named_records import found_in_order, next_days
from trainingdesk.services.records import record_of
from trainingdesk.services.session_days import Days
from trainingdesk.services.trainer_days import days_of_trainers
from trainingdesk.storage.models import (
    Agency,
    EventSession,
    SessionTrainer,
    Trainer,
)

__all__ = [
    "TrainerDetails",
    "TrainerRow",
    "add_trainer",
    "change_trainer",
    "merge_trainers",
    "remove_trainers",
    "trainer_details",
    "trainers_in_all",
    "trainers_listed",
]

TRAINERS = Named(
    Trainer,
    NamedKind.TRAINER,
    texts=("email", "telephone", "about"),
    numbers=("daily_fee_pence", "agency_id"),
)


@dataclass(frozen=True, slots=True)
class TrainerRow:
    """One line of the list of trainers, with the days of the year in halves."""

    id: int
    name: str
    email: str
    telephone: str
    daily_fee_pence: int | None
    about: str
    agency: str
    halves: int  # days trained in the year so far, in half days
    halves_ahead: int
    next_on: date | None


def trainers_listed(  # noqa: PLR0913 - a list is narrowed and put in order
    db: Session,
    year: TrainingYear,
    *,
    today: date,
    words: str = "",
    sort: str = "name",
    falling: bool = False,
) -> list[TrainerRow]:
    """The trainers that hold every word, in one of the orders that a head of the list asks for."""
    days, ahead = (
        days_of_trainers(db, year, today=today),
        next_days(db, EventSession.trainer_id, today),
    )
    none = Days()
    query = select(Trainer, Agency.name).outerjoin(Agency, Agency.id == Trainer.agency_id)
    rows = [
        TrainerRow(
            id=trainer.id,
            name=trainer.name,
            email=trainer.email,
            telephone=trainer.telephone,
            daily_fee_pence=trainer.daily_fee_pence,
            about=trainer.about,
            agency=agency or "",
            halves=days.get(trainer.id, none).halves,
            halves_ahead=days.get(trainer.id, none).halves_ahead,
            next_on=ahead.get(trainer.id),
        )
        for trainer, agency in db.execute(query)
    ]
    return found_in_order(rows, words, _sought, sort=sort, falling=falling)


def trainers_in_all(db: Session) -> int:
    """How many trainers there are."""
    return db.scalars(select(func.count(Trainer.id))).one()


def trainer_details(db: Session, trainer_id: int) -> TrainerDetails:
    """What the desk knows of a trainer; raises Unknown."""
    trainer = record_of(db, Trainer, trainer_id)
    return TrainerDetails(
        name=trainer.name,
        email=trainer.email,
        telephone=trainer.telephone,
        daily_fee_pence=trainer.daily_fee_pence,
        about=trainer.about,
        agency_id=trainer.agency_id,
        days_off=days_off_of(db, trainer_id=trainer_id),
    )


def add_trainer(db: Session, details: TrainerDetails) -> int:
    """Add a trainer and return their number; raises Invalid."""
    trainer = add_named(db, TRAINERS, details, agency_id=details.agency_id)
    keep_days_off(db, details.days_off, trainer_id=trainer.id)
    return trainer.id


def change_trainer(
    db: Session, trainer_id: int, details: TrainerDetails, *, opened: TrainerDetails | None
) -> None:
    """Change a trainer's details; their events go with them.

    ``opened`` is what the form began with. Raises Invalid, Unknown and ChangedMeanwhile.
    """
    agency_id, stored = details.agency_id, trainer_details
    change_named(
        db, TRAINERS, trainer_id, details, opened=opened, stored=stored, agency_id=agency_id
    )
    keep_days_off(db, details.days_off, trainer_id=trainer_id)


def merge_trainers(db: Session, keep_id: int, others: Sequence[int]) -> None:
    """Make several spellings of one trainer one; what is lacking comes from the others.

    Nobody trains a day twice: of two parts on one day the greater stays. Raises Unknown.
    """

    def move(other: Trainer, kept: Trainer) -> None:
        _move_first(db, other, kept)
        _move_others(db, other.id, kept.id)
        move_days_off(db, trainer_ids=(other.id, kept.id))

    merge_named(db, TRAINERS, keep_id, others, move)


def remove_trainers(db: Session, trainer_ids: Iterable[int]) -> None:
    """Remove trainers whom no event names; raises Refused, Unknown."""

    def let_go(trainer: Trainer) -> None:
        beside = select(SessionTrainer.session_id).where(SessionTrainer.trainer_id == trainer.id)
        used = select(func.count(EventSession.id)).where(
            or_(EventSession.trainer_id == trainer.id, EventSession.id.in_(beside))
        )
        if days := db.scalars(used).one():
            raise Refused(
                f"{trainer.name} stays: {counted(days, 'day')} of events "
                f"{'names' if days == 1 else 'name'} this trainer. Two spellings of one name can "
                "be merged."
            )
        keep_days_off(db, (), trainer_id=trainer.id)

    remove_named(db, TRAINERS, trainer_ids, let_go)


def _move_first(db: Session, other: Trainer, kept: Trainer) -> None:
    """Days that the other leads are led by the one who stays, who stands beside them no more."""
    for session in db.scalars(select(EventSession).where(EventSession.trainer_id == other.id)):
        session.trainer = kept
        if beside := db.get(SessionTrainer, (session.id, kept.id)):
            db.delete(beside)
    db.flush()


def _move_others(db: Session, other_id: int, keep_id: int) -> None:
    for row in db.scalars(select(SessionTrainer).where(SessionTrainer.trainer_id == other_id)):
        there = db.get(SessionTrainer, (row.session_id, keep_id))
        if there is not None and row.part is TrainerPart.BESIDE:
            there.part = TrainerPart.BESIDE
        elif there is None and db.get_one(EventSession, row.session_id).trainer_id != keep_id:
            part = SessionTrainer(session_id=row.session_id, trainer_id=keep_id, part=row.part)
            db.add(part)
        db.delete(row)
    db.flush()


def _sought(row: TrainerRow) -> str:
    return f"{row.name} {row.email} {row.about} {row.agency}"
