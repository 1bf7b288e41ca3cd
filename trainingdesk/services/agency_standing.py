"""How an agency stands among the others: what it is part of, its parts, and its heirs."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.services.agency_history import agency_history
from trainingdesk.services.records import record_of
from trainingdesk.storage.models import Agency


@dataclass(frozen=True, slots=True)
class PartRow:
    """An agency that is part of another."""

    id: int
    name: str
    sector: str
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether an agency still is, what it is part of, and what went on in its place."""

    ended_on: date | None
    parent_id: int | None
    parent: str
    heirs: tuple[tuple[int, str], ...]


def parts_of(db: Session, agency_id: int) -> list[PartRow]:
    """The agencies that are part of one, by name."""
    query = select(Agency.id, Agency.name, Agency.sector, Agency.ended_on)
    query = query.where(Agency.parent_id == agency_id).order_by(Agency.sought, Agency.id)
    return [PartRow(*row) for row in db.execute(query)]


def standing_of(db: Session, agency_id: int) -> Standing:
    """How an agency stands among the others; raises Unknown."""
    agency = record_of(db, Agency, agency_id)
    parent = db.get(Agency, agency.parent_id) if agency.parent_id is not None else None
    history = agency_history(db)
    heirs = [heir for heir in history.heirs(agency_id) if heir != agency_id]
    return Standing(
        ended_on=agency.ended_on,
        parent_id=agency.parent_id,
        parent=parent.name if parent else "",
        heirs=tuple((heir, history.name_now(heir)) for heir in heirs),
    )
