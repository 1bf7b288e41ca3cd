"""The mix of agencies and sectors in a room so far, against its caps and aims."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.figures import share
from trainingdesk.domain.share import against_said
from trainingdesk.domain.waiting import ShareKind
from trainingdesk.domain.waiting_list import Whose
from trainingdesk.services.records import record_of
from trainingdesk.services.shares import shares_of, taken_on
from trainingdesk.storage.models import Agency, Event, PlaceShare

NO_SECTOR = "No sector"


@dataclass(frozen=True, slots=True)
class Bound:
    """A cap or an aim, and whether the course gave it to all of its events."""

    id: int
    places: int
    of_course: bool


@dataclass(frozen=True, slots=True)
class MixRow:
    """One sector or agency: what it has of the room, and what it may have or should."""

    id: int  # of the agency; a sector has a number below none
    name: str
    sector: str
    agency_id: int | None
    taken: int
    of_all: float | None
    cap: Bound | None = None
    aim: Bound | None = None

    @property
    def against(self) -> str:
        """How it stands against its cap and its aim."""
        return against_said(
            self.taken,
            cap=self.cap.places if self.cap else None,
            aim=self.aim.places if self.aim else None,
        )

    @property
    def is_over(self) -> bool:
        """Whether it has more places than it may have."""
        return self.cap is not None and self.taken > self.cap.places


def mix_of(db: Session, event_id: int) -> list[MixRow]:
    """Every sector that has a place, a cap or an aim, the fullest first, with its agencies."""
    event = record_of(db, Event, event_id)
    taken = taken_on(db, event_id)
    caps, aims = (_bounds(db, event, kind) for kind in (ShareKind.CAP, ShareKind.AIM))
    whose = {*taken, *caps, *aims}
    query = select(Agency).where(Agency.id.in_([each for each in whose if isinstance(each, int)]))
    agencies = list(db.scalars(query.order_by(Agency.sought)))
    sectors = {each for each in whose if isinstance(each, str)} | {a.sector for a in agencies}
    in_all = sum(number for each, number in taken.items() if isinstance(each, int))

    def row(number: int, name: str, sector: str, each: Whose) -> MixRow:
        has = taken.get(each, 0)
        agency_id = each if isinstance(each, int) else None
        bounds = caps.get(each), aims.get(each)
        return MixRow(number, name, sector, agency_id, has, share(has, in_all), *bounds)

    found: list[MixRow] = []
    fullest = sorted(sectors, key=lambda name: (-taken.get(name, 0), name))
    for place, sector in enumerate(fullest, 1):
        found.append(row(-place, sector or NO_SECTOR, sector, sector))
        theirs = [row(a.id, a.name, sector, a.id) for a in agencies if a.sector == sector]
        found += sorted(theirs, key=lambda each: -each.taken)
    return found


def _bounds(db: Session, event: Event, kind: ShareKind) -> dict[Whose, Bound]:
    return {whose: _bound(made) for whose, (made, _) in shares_of(db, event, kind).items()}


def _bound(made: PlaceShare) -> Bound:
    return Bound(made.id, made.places, made.course_id is not None)
