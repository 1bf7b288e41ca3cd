"""Days on which trainers are away and venues are shut."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.clash import Sitting
from trainingdesk.domain.day_off import Off
from trainingdesk.domain.issues import Away
from trainingdesk.storage.models import DayOff


def days_off_of(
    db: Session, *, venue_id: int | None = None, trainer_id: int | None = None
) -> tuple[Off, ...]:
    """The days off of a venue or of a trainer, the earliest first."""
    rows = _rows(db, venue_id=venue_id, trainer_id=trainer_id)
    return tuple(sorted(Off(row.since, row.until, row.reason) for row in rows))


def keep_days_off(
    db: Session,
    days: Sequence[Off],
    *,
    venue_id: int | None = None,
    trainer_id: int | None = None,
) -> None:
    """Keep these days off of a venue or a trainer and no others; those that stay are untouched."""
    wanted = set(days)
    for row in _rows(db, venue_id=venue_id, trainer_id=trainer_id):
        off = Off(row.since, row.until, row.reason)
        if off in wanted:
            wanted.remove(off)
        else:
            db.delete(row)
    for off in sorted(wanted):
        db.add(
            DayOff(
                venue_id=venue_id,
                trainer_id=trainer_id,
                since=off.since,
                until=off.until,
                reason=off.reason,
            )
        )
    db.flush()


def move_days_off(
    db: Session,
    *,
    venue_ids: tuple[int, int] | None = None,
    trainer_ids: tuple[int, int] | None = None,
) -> None:
    """Move the days off of one venue or trainer to another, those that it has already left out."""
    venue, kept_venue = venue_ids or (None, None)
    trainer, kept_trainer = trainer_ids or (None, None)
    there = set(days_off_of(db, venue_id=kept_venue, trainer_id=kept_trainer))
    for row in _rows(db, venue_id=venue, trainer_id=trainer):
        off = Off(row.since, row.until, row.reason)
        if off in there:
            db.delete(row)
        else:
            row.venue_id, row.trainer_id = kept_venue, kept_trainer
            there.add(off)


def days_off_on(db: Session, sittings: Sequence[Sitting]) -> dict[int, list[Away]]:
    """Who is away and what is shut on the days that need them, by event."""
    if not sittings:
        return {}
    days = [sitting.hours.day for sitting in sittings]
    query = select(DayOff).where(DayOff.since <= max(days), DayOff.until >= min(days))
    of_venue: dict[int, list[DayOff]] = defaultdict(list)
    of_trainer: dict[int, list[DayOff]] = defaultdict(list)
    for row in db.scalars(query.order_by(DayOff.since, DayOff.id)):
        if row.venue_id is not None:
            of_venue[row.venue_id].append(row)
        else:
            of_trainer[row.trainer_id or 0].append(row)
    found: dict[int, list[Away]] = defaultdict(list)
    for sitting in sittings:
        found[sitting.event_id] += _away(sitting, of_venue, of_trainer)
    return found


def _away(
    sitting: Sitting, of_venue: dict[int, list[DayOff]], of_trainer: dict[int, list[DayOff]]
) -> list[Away]:
    day, room = sitting.hours.day, sitting.room
    shut = of_venue.get(room.id, ()) if room else ()
    found = [
        Away(room.id, room.name, day, row.reason, is_venue=True)
        for row in shut
        if room and row.since <= day <= row.until
    ]
    return found + [
        Away(trainer.id, trainer.name, day, row.reason, reserve=trainer.reserve)
        for trainer in sitting.trainers
        for row in of_trainer.get(trainer.id, ())
        if row.since <= day <= row.until
    ]


def _rows(db: Session, *, venue_id: int | None, trainer_id: int | None) -> list[DayOff]:
    query = select(DayOff).where(DayOff.venue_id == venue_id, DayOff.trainer_id == trainer_id)
    return list(db.scalars(query))
