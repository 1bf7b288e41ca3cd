"""What became of agencies, as the desk keeps it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from trainingdesk.domain.agency_change import AgencyChangeKind
from trainingdesk.domain.agency_history import AgencyHistory, AgencyTurn
from trainingdesk.domain.words import listed
from trainingdesk.storage.models import Agency, AgencyChange


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One line of what became of an agency, with the agencies to go to from there."""

    id: int
    on: date
    said: str
    others: tuple[int, ...] = ()


def agency_history(db: Session) -> AgencyHistory:
    """Every agency's names of then, and those that stand in its place now."""
    names = dict(db.execute(select(Agency.id, Agency.name)).all())
    turns = select(
        AgencyChange.agency_id,
        AgencyChange.kind,
        AgencyChange.on,
        AgencyChange.before,
        AgencyChange.after,
        AgencyChange.into_id,
    ).order_by(AgencyChange.id)
    return AgencyHistory(names, (AgencyTurn(*turn) for turn in db.execute(turns)))


def changes_of(db: Session, agency_id: int) -> list[ChangeRow]:
    """What became of an agency, and what went into it, the newest first."""
    query = (
        select(AgencyChange)
        .where(or_(AgencyChange.agency_id == agency_id, AgencyChange.into_id == agency_id))
        .order_by(AgencyChange.on.desc(), AgencyChange.id.desc())
    )
    told: dict[tuple[date, AgencyChangeKind, int, int], list[AgencyChange]] = {}
    for change in db.scalars(query):
        # Split into several is told in one line; each new name is told by itself.
        apart = change.id if change.kind is AgencyChangeKind.RENAMED else 0
        told.setdefault((change.on, change.kind, change.agency_id, apart), []).append(change)
    return [_row(agency_id, changes[::-1]) for changes in told.values()]


def _row(agency_id: int, changes: Sequence[AgencyChange]) -> ChangeRow:
    first = changes[0]
    if first.kind is AgencyChangeKind.RENAMED:
        return ChangeRow(first.id, first.on, f"Renamed from {first.before} to {first.after}")
    if first.agency_id != agency_id:
        act = "went into it" if first.kind is AgencyChangeKind.MERGED else "was split: a part came"
        return ChangeRow(first.id, first.on, f"{first.before} {act}", (first.agency_id,))
    into = listed([change.after for change in changes])
    act = "Merged into" if first.kind is AgencyChangeKind.MERGED else "Split into"
    others = tuple(change.into_id for change in changes if change.into_id is not None)
    return ChangeRow(first.id, first.on, f"{act} {into}", others)
