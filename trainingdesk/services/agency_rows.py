"""The lines of the agencies list: as agencies were in a year, or as they are now."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from trainingdesk.domain.agency_history import AgencyHistory
from trainingdesk.domain.delegate import folded
from trainingdesk.domain.figures import share
from trainingdesk.domain.words import listed
from trainingdesk.domain.year import TrainingYear


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """One line of the agencies list, with the year's counts of the bookings it made.

    ``attended_at_most`` is the most attendances that any agency has in the year.
    """

    id: int
    name: str
    sector: str
    charging_group: str
    ended_on: date | None
    other_names: tuple[str, ...]
    delegates: int
    booked: int
    attended: int
    absent: int
    attended_in_all: int
    attended_at_most: int
    became: str = ""
    """What has come of it since, where it is not as it was."""

    @property
    def share(self) -> float | None:
        """Its part of the year's attendances."""
        return share(self.attended, self.attended_in_all)


@dataclass(frozen=True, slots=True)
class AgenciesAsked:
    """Which agencies a list shows, with the counts of which year, and in which order.

    ``sort`` is name, sector, group, delegates, booked, attended or absent. As they are now,
    what was merged counts for its heir; as they were, each stands under its name of the year.
    """

    year: TrainingYear
    today: date
    words: str = ""
    sort: str = "name"
    falling: bool = False
    as_now: bool = True


def added_up(rows: Sequence[AgencyRow], history: AgencyHistory) -> list[AgencyRow]:
    """Agencies as they are now: what was merged counts for its heir.

    One that was split stands by itself as long as the year has something of it.
    """
    now = {row.id: row for row in rows if history.now(row.id) == row.id}
    for row in rows:
        if row.id not in now:
            heir = history.now(row.id)
            now[heir] = _with(now[heir], row)
    shown = [row for row in now.values() if row.ended_on is None or _counts(row)]
    most = max((row.attended for row in shown), default=0)
    return [replace(row, attended_at_most=most, became=_became(row, history)) for row in shown]


def as_they_were(
    rows: Sequence[AgencyRow], history: AgencyHistory, year: TrainingYear, *, day: date
) -> list[AgencyRow]:
    """Agencies that stood in a year, under the names of a day of it, and what they became."""
    return [
        _then(row, history, day)
        for row in rows
        if row.ended_on is None or row.ended_on > year.first_day or _counts(row)
    ]


def in_order(rows: Sequence[AgencyRow], asked: AgenciesAsked) -> list[AgencyRow]:
    """The lines in the order asked for, those alike by name."""
    by_name = sorted(rows, key=lambda row: (folded(row.name), row.id))
    key = ORDERS.get(asked.sort, lambda row: folded(row.name))
    return sorted(by_name, key=key, reverse=asked.falling)


ORDERS: dict[str, Callable[[AgencyRow], Any]] = {
    "sector": lambda row: row.sector.casefold(),
    "group": lambda row: row.charging_group.casefold(),
    "delegates": lambda row: row.delegates,
    "booked": lambda row: row.booked,
    "attended": lambda row: row.attended,
    "absent": lambda row: row.absent,
}


def _then(row: AgencyRow, history: AgencyHistory, day: date) -> AgencyRow:
    name = history.name_on(row.id, day)
    others = tuple(other for other in row.other_names if other != name)
    became = _became(row, history, day=day)
    return replace(row, name=name, other_names=others, became=became)


def _with(heir: AgencyRow, row: AgencyRow) -> AgencyRow:
    """An agency with the counts of one that went into it."""
    return replace(
        heir,
        delegates=heir.delegates + row.delegates,
        booked=heir.booked + row.booked,
        attended=heir.attended + row.attended,
        absent=heir.absent + row.absent,
        other_names=(*heir.other_names, row.name),
    )


def _counts(row: AgencyRow) -> bool:
    return bool(row.booked or row.attended or row.delegates)


def _became(row: AgencyRow, history: AgencyHistory, *, day: date | None = None) -> str:
    heirs = [history.name_now(heir) for heir in history.heirs(row.id) if heir != row.id]
    if heirs:
        return f"now {listed(heirs)}"
    renamed = day is not None and history.name_on(row.id, day) != history.name_now(row.id)
    return f"now {history.name_now(row.id)}" if renamed else ""
