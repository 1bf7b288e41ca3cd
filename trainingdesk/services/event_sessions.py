"""The days of events: their hours, where they are held and who trains on them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, time
from typing import TypeVar, cast

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.event import TrainerPart
from trainingdesk.domain.event_details import SessionDetails
from trainingdesk.domain.refusals import Refused
from trainingdesk.domain.words import plain_day
from trainingdesk.storage.models import (
    Event,
    EventSession,
    Mark,
    MarkChange,
    Series,
    SessionTrainer,
    Trainer,
    Venue,
)

Named = TypeVar("Named", Series, Venue, Trainer)
Parts = dict[TrainerPart, tuple[str, ...]]


def details_of_days(db: Session, event: Event) -> tuple[SessionDetails, ...]:
    """The days of an event, to be changed in a form."""
    parts = _parts_of(db, [session.id for session in event.sessions])
    return tuple(_details(session, parts[session.id]) for session in event.sessions)


def write_day(db: Session, session: EventSession, day: SessionDetails) -> None:
    """Store a day as it was filled in."""
    session.day = cast("date", day.day)  # details without problems have their days
    session.starts, session.ends = day.starts, day.ends
    session.online = day.online.strip()
    venue, trainer = named(db, Venue, day.venue), named(db, Trainer, day.trainer)
    db.flush()
    session.venue_id = venue.id if venue else None
    session.trainer_id = trainer.id if trainer else None
    db.add(session)
    db.flush()
    _write_parts(db, session.id, day)


def change_days(db: Session, event: Event, days: Sequence[SessionDetails], *, today: date) -> None:
    """Give an event these days and no others; raises Refused.

    The days and hours of a closed register stay, for its certificates and figures rest on them.
    Marks follow a day that moves, unless to one that is still to come.
    """
    there = {session.id: session for session in event.sessions}
    kept = {day.id for day in days if day.id is not None}
    gone = [session for session_id, session in there.items() if session_id not in kept]
    if event.register_closed_on is not None and (gone or len(days) != len(there)):
        raise Refused("The register is closed. Open it again to add or remove days.")
    moved = [day for day in days if day.id in there and _hours(day) != _hours(there[day.id])]
    _refuse_moved(db, event, moved, today=today)
    _refuse_marked(db, gone)
    for session in gone:
        _write_parts(db, session.id, SessionDetails())
        _forget_its_marks(db, session)
        db.delete(session)
    for day in days:
        write_day(db, there.get(day.id or 0) or EventSession(event_id=event.id), day)
    event.starts = min(day.day for day in days if day.day)
    db.flush()
    db.refresh(event, ["sessions"])


def named(db: Session, kind: type[Named], name: str) -> Named | None:
    """The venue, trainer or series of that name; one that nobody knows yet is added."""
    bare = " ".join(name.split())
    if not bare:
        return None
    # The database folds both sides: what is small to Python may not be so to SQLite.
    same = (kind.name == bare) | (func.lower(kind.name) == func.lower(bare))
    exact_first = case((kind.name == bare, 0), else_=1)
    known = db.scalars(select(kind).where(same).order_by(exact_first, kind.id).limit(1)).first()
    if known is not None:
        return known
    made = kind(name=bare)
    db.add(made)
    return made


def _hours(day: SessionDetails | EventSession) -> tuple[date | None, time | None, time | None]:
    return day.day, day.starts, day.ends


def _refuse_moved(
    db: Session, event: Event, moved: Sequence[SessionDetails], *, today: date
) -> None:
    if moved and event.register_closed_on is not None and not event.headcount_only:
        raise Refused(
            f"The register of {event.reference} is closed: open it again to move its days or "
            "change their hours."
        )
    for day in moved:
        session = db.get_one(EventSession, day.id)
        is_marked = Mark.session_id == day.id, Mark.attendance != Attendance.APOLOGIES
        to_come = day.day is not None and day.day > today and day.day != session.day
        if to_come and db.scalar(select(Mark.id).where(*is_marked).limit(1)):
            raise Refused(
                f"{plain_day(session.day)} cannot be moved to a day that is still to come: people "
                "are marked on its register. Clear their marks first."
            )


def _refuse_marked(db: Session, gone: Sequence[EventSession]) -> None:
    for session in gone:
        if db.scalar(select(Mark.id).where(Mark.session_id == session.id).limit(1)):
            raise Refused(
                f"{plain_day(session.day)} cannot be removed: people are marked on its register. "
                "Clear their marks first."
            )


def _forget_its_marks(db: Session, session: EventSession) -> None:
    """Let what was marked on a day go with it: each mark was taken away before.

    What was done stays in the desk's audit.
    """
    for change in db.scalars(select(MarkChange).where(MarkChange.session_id == session.id)):
        db.delete(change)
    db.flush()


def _write_parts(db: Session, session_id: int, day: SessionDetails) -> None:
    """Name who trains beside the first and who stands in reserve, and nobody else."""
    wanted: dict[int, TrainerPart] = {}
    for names, part in ((day.beside, TrainerPart.BESIDE), (day.reserve, TrainerPart.RESERVE)):
        for name in names:
            if (trainer := named(db, Trainer, name)) is not None:
                db.flush()
                wanted.setdefault(trainer.id, part)
    held = select(SessionTrainer).where(SessionTrainer.session_id == session_id)
    for link in list(db.scalars(held)):
        part_now = wanted.pop(link.trainer_id, None)
        if part_now is None:
            db.delete(link)
        else:
            link.part = part_now
    for trainer_id, part in wanted.items():
        db.add(SessionTrainer(session_id=session_id, trainer_id=trainer_id, part=part))
    db.flush()


def _parts_of(db: Session, session_ids: Iterable[int]) -> defaultdict[int, Parts]:
    query = (
        select(SessionTrainer.session_id, SessionTrainer.part, Trainer.name)
        .join(Trainer, Trainer.id == SessionTrainer.trainer_id)
        .where(SessionTrainer.session_id.in_(list(session_ids)))
        .order_by(Trainer.name)
    )
    found: defaultdict[int, Parts] = defaultdict(dict)
    for session_id, part, name in db.execute(query):
        found[session_id][part] = (*found[session_id].get(part, ()), name)
    return found


def _details(session: EventSession, parts: Parts) -> SessionDetails:
    return SessionDetails(
        day=session.day,
        starts=session.starts,
        ends=session.ends,
        venue=session.venue.name if session.venue else "",
        trainer=session.trainer.name if session.trainer else "",
        online=session.online,
        beside=parts.get(TrainerPart.BESIDE, ()),
        reserve=parts.get(TrainerPart.RESERVE, ()),
        id=session.id,
    )
