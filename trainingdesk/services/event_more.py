"""What else is told of events: other trainers, partner boards and the board's own fields."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from trainingdesk.domain.delegate import folded
from trainingdesk.domain.event import TrainerPart
from trainingdesk.domain.own_fields import FieldOf
from trainingdesk.services.own_fields import (
    FiledValues,
    ToldValues,
    own_fields,
    values_filed,
    values_told,
)
from trainingdesk.storage.models import (
    Event,
    EventPartner,
    EventSession,
    PartnerBoard,
    SessionTrainer,
    Trainer,
)


@dataclass(frozen=True, slots=True)
class EventMore:
    """What else is told of one event; names are in order."""

    beside: tuple[str, ...] = ()
    reserve: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    own: ToldValues = ()
    filed: FiledValues = ()


NOTHING_MORE = EventMore()


def more_of(db: Session, event_ids: Sequence[int]) -> dict[int, EventMore]:
    """What else is told of each of these events."""
    beside = _names(db, _trainers(event_ids, TrainerPart.BESIDE))
    reserve = _names(db, _trainers(event_ids, TrainerPart.RESERVE))
    partners = _names(db, _partners(event_ids))
    shapes = own_fields(db, FieldOf.EVENT, retired=True)
    own = _own(db, event_ids) if shapes else {}
    return {
        number: EventMore(
            beside.get(number, ()),
            reserve.get(number, ()),
            partners.get(number, ()),
            values_told(shapes, own.get(number, {})),
            values_filed(shapes, own.get(number, {})),
        )
        for number in event_ids
    }


def _own(db: Session, event_ids: Sequence[int]) -> dict[int, dict[str, str]]:
    query = select(Event.id, Event.own_values).where(Event.id.in_(event_ids))
    return {number: values for number, values in db.execute(query)}  # noqa: C416 - rows, not pairs


def _trainers(event_ids: Iterable[int], part: TrainerPart) -> Select[int, str]:
    return (
        select(EventSession.event_id, Trainer.name)
        .join(SessionTrainer, SessionTrainer.session_id == EventSession.id)
        .join(Trainer, Trainer.id == SessionTrainer.trainer_id)
        .where(SessionTrainer.part == part, EventSession.event_id.in_(event_ids))
    )


def _partners(event_ids: Iterable[int]) -> Select[int, str]:
    return (
        select(EventPartner.event_id, PartnerBoard.name)
        .join(PartnerBoard, PartnerBoard.id == EventPartner.partner_id)
        .where(EventPartner.event_id.in_(event_ids))
    )


def _names(db: Session, query: Select[int, str]) -> dict[int, tuple[str, ...]]:
    found: dict[int, list[str]] = {}
    for number, name in db.execute(query.distinct()):
        found.setdefault(number, []).append(name)
    return {number: tuple(sorted(names, key=folded)) for number, names in found.items()}
