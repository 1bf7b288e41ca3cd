"""What agencies were called on a day, and which stand in their place now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from trainingdesk.domain.agency_change import AgencyChangeKind


@dataclass(frozen=True, slots=True)
class AgencyTurn:
    """What became of one agency on a day; split, it has a turn for each it went into."""

    agency_id: int
    kind: AgencyChangeKind
    on: date
    before: str
    after: str
    into_id: int | None = None


class AgencyHistory:
    """Every agency by its number, under its names of then, with those it went into."""

    def __init__(self, names: Mapping[int, str], turns: Iterable[AgencyTurn]) -> None:
        self._names = dict(names)
        self._renamed: dict[int, list[AgencyTurn]] = {}
        self._into: dict[int, list[int]] = {}
        self._ended: dict[int, date] = {}
        for turn in sorted(turns, key=lambda turn: turn.on):
            if turn.into_id is None:
                self._renamed.setdefault(turn.agency_id, []).append(turn)
            else:
                self._into.setdefault(turn.agency_id, []).append(turn.into_id)
                self._ended[turn.agency_id] = turn.on

    def name_on(self, agency_id: int, day: date) -> str:
        """What it was called on a day; a new name holds from its own day on."""
        names = (turn.before for turn in self._renamed.get(agency_id, ()) if day < turn.on)
        return next(names, self._names[agency_id])

    def name_now(self, agency_id: int) -> str:
        """What it is called now, or was called last."""
        return self._names[agency_id]

    def heirs(self, agency_id: int) -> tuple[int, ...]:
        """Those that stand in its place now: itself, the one it went into, or several."""
        into = self._into.get(agency_id, ())
        found = [heir for each in into for heir in self.heirs(each)]
        return tuple(dict.fromkeys(found)) or (agency_id,)

    def now(self, agency_id: int) -> int:
        """The one that counts for it now.

        What an agency did before it was split is nobody's part: there it counts for itself.
        """
        into = self._into.get(agency_id, ())
        return self.now(into[0]) if len(into) == 1 else agency_id

    def merged(self) -> dict[int, int]:
        """Every agency that counts for another now."""
        return {number: self.now(number) for number in self._names if self.now(number) != number}

    @property
    def is_empty(self) -> bool:
        """Whether nothing ever became of any agency."""
        return not self._renamed and not self._into

    def on(self, agency_id: int, day: date) -> int:
        """The one that stood in its place on a day, as far as that is only one."""
        ended = self._ended.get(agency_id)
        into = self._into.get(agency_id, [])
        if ended is None or day < ended or len(into) > 1:
            return agency_id
        return self.on(into[0], day)
