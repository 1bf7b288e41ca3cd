"""What if: a policy replayed over the bookings of a year, beside what happened."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.charging.in_force import Version
from trainingdesk.domain.charging.policy import Policy
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.charging.judging import Judged, judged_of
from trainingdesk.services.charging.versions import KeptVersion, versions
from trainingdesk.storage.models import Agency, Booking, Charge, Event

NOT_KEPT = 0
"""The number of a version that the desk does not keep."""


@dataclass(frozen=True, slots=True)
class Sum:
    """So many charges, what they come to, and those among them that are excused."""

    charges: int = 0
    pence: int = 0
    excused: int = 0
    excused_pence: int = 0

    @property
    def income(self) -> int:
        """What is left in pence when whoever may be excused is."""
        return self.pence - self.excused_pence

    def plus(self, other: "Sum") -> "Sum":
        """Both together."""
        return Sum(
            self.charges + other.charges,
            self.pence + other.pence,
            self.excused + other.excused,
            self.excused_pence + other.excused_pence,
        )


@dataclass(frozen=True, slots=True)
class AgencyReplayed:
    """What one agency would have been charged, and what it was charged."""

    agency_id: int
    agency: str
    replayed: Sum
    happened: Sum

    @property
    def id(self) -> int:
        """The number by which a list knows it."""
        return self.agency_id


@dataclass(frozen=True, slots=True)
class Replay:
    """A year under a policy: who would have paid what, the most first, and what happened.

    ``found`` are the charges themselves. ``without_price`` are the bookings of which nobody knows
    what they would have owed: it is a share of a price that is not recorded. ``without_group`` are
    those whose agency's charging group has no price there, and ``groups`` those groups.
    """

    year: TrainingYear
    rows: tuple[AgencyReplayed, ...] = ()
    found: tuple[Judged, ...] = field(default=(), repr=False)
    without_price: int = 0
    without_group: int = 0
    groups: tuple[str, ...] = ()

    @property
    def replayed(self) -> Sum:
        """What would have been charged in all."""
        return _together(row.replayed for row in self.rows)

    @property
    def happened(self) -> Sum:
        """What was charged in all."""
        return _together(row.happened for row in self.rows)


def replay(db: Session, year: TrainingYear, policy: Policy | None = None) -> Replay:
    """Replay a policy over the events of a year; without one, whatever was in force each day.

    A policy that is given holds all year and is never suspended. Without one, suspended days
    charge nobody, so that exactly what was raised is found again.
    """
    kept = versions(db)
    if policy is not None:
        kept = (KeptVersion(NOT_KEPT, Version(policy, date.min)),)
    mine = _agencies(db, year)
    judged = judged_of(db, mine, kept) if kept else {}
    charged = [each for each in judged.values() if policy is not None or not each.is_suspended]
    found = tuple(each for each in charged if each.charge is not None)
    unpriced = [each for each in charged if each.is_group_unpriced]
    would_be: dict[int, Sum] = defaultdict(Sum)
    for each in found:
        agency_id = mine[each.key.booking_id]
        would_be[agency_id] = would_be[agency_id].plus(_sum_of(each))
    rows = _rows(db, would_be, _happened(db, year))
    return Replay(
        year,
        tuple(rows),
        found,
        without_price=len(charged) - len(found) - len(unpriced),
        without_group=len(unpriced),
        groups=tuple(sorted({each.group for each in unpriced})),
    )


def _agencies(db: Session, year: TrainingYear) -> dict[int, int]:
    """The agency of each booking of the year, as it was booked."""
    held = Event.starts.between(year.first_day, year.last_day)
    query = select(Booking.id, Booking.agency_id).join(Booking.event).where(held)
    return dict(db.execute(query).all())


def _sum_of(judged: Judged) -> Sum:
    charge = judged.charge
    pence, excused = (charge.pence, charge.waiver) if charge else (0, "")
    return Sum(1, pence, 1 if excused else 0, pence if excused else 0)


def _happened(db: Session, year: TrainingYear) -> dict[int, Sum]:
    """What was raised for the events of the year and still stands, by agency."""
    query = (
        select(Charge.agency_id, Charge.pence, Charge.waived_pence)
        .join(Charge.booking)
        .join(Booking.event)
        .where(Event.starts.between(year.first_day, year.last_day), Charge.ended_on.is_(None))
    )
    found: dict[int, Sum] = defaultdict(Sum)
    for agency_id, pence, waived in db.execute(query):
        found[agency_id] = found[agency_id].plus(Sum(1, pence, 1 if waived else 0, waived))
    return found


def _rows(
    db: Session, replayed: dict[int, Sum], happened: dict[int, Sum]
) -> Sequence[AgencyReplayed]:
    numbers = {*replayed, *happened}
    names = db.execute(select(Agency.id, Agency.name).where(Agency.id.in_(numbers)))
    rows = [
        AgencyReplayed(number, name, replayed.get(number, Sum()), happened.get(number, Sum()))
        for number, name in names
    ]
    return sorted(rows, key=lambda row: (-row.replayed.pence, -row.happened.pence, row.agency))


def _together(sums: Iterable[Sum]) -> Sum:
    whole = Sum()
    for each in sums:
        whole = whole.plus(each)
    return whole
