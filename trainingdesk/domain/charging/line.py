"""One line of a policy: what is charged, to whom, on which courses, and how much."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from trainingdesk.domain.charging.amount import Amount
from trainingdesk.domain.charging.notice import Notice


class Occasion(StrEnum):
    """What somebody is charged for."""

    LATE_CANCELLATION = "Late cancellation"
    ABSENCE = "Absence"
    LATE_ARRIVAL = "Late arrival"
    LEFT_EARLY = "Leaving early"
    NOT_FINISHED = "E-learning not finished"
    ATTENDANCE_FEE = "Attendance fee"


class Courses(StrEnum):
    """Which courses a line is about."""

    ALL = "All courses"
    PAID = "Paid courses"
    FREE = "Free courses"


@dataclass(frozen=True, slots=True)
class Tier:
    """A sum, and the notice below which it is due; only a late cancellation asks for notice."""

    amount: Amount
    notice: Notice | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a policy; its key stays what it is when the line is reworded.

    A line without groups is for everyone, and an otherwise line for whoever no other line of the
    same occasion names. Sums for each day or session are due also from those who missed a part of
    an event; all others ask that nothing was attended, unless any missed session counts.
    """

    key: str
    occasion: Occasion
    tiers: tuple[Tier, ...]
    groups: tuple[str, ...] = ()
    otherwise: bool = False
    courses: Courses = Courses.ALL
    kinds: tuple[str, ...] = ()
    plus_costs: bool = False
    any_session: bool = False
    vat_code: str = ""
    source: str = ""

    def is_about(self, *, kind: str, is_paid: bool) -> bool:
        """Whether it is about events of this kind, on a paid or a free course."""
        wanted = {Courses.ALL, Courses.PAID if is_paid else Courses.FREE}
        return self.courses in wanted and (not self.kinds or folded(kind) in _folded(self.kinds))

    def names(self, group: str) -> bool:
        """Whether it names a charging group."""
        return folded(group) in _folded(self.groups)

    def problems(self) -> Iterator[tuple[str, str]]:
        """What is wrong, each with its field."""
        if not self.key.strip():
            yield "key", "Give the line a short key of its own."
        if self.otherwise and self.groups:
            yield "groups", "A line for everyone else names no groups."
        yield from self._problems_of_tiers()
        for number, tier in enumerate(self.tiers):
            if tier.amount.problem:
                yield f"tiers.{number}.amount", tier.amount.problem
            if tier.notice is not None and tier.notice.problem:
                yield f"tiers.{number}.notice", tier.notice.problem

    def _problems_of_tiers(self) -> Iterator[tuple[str, str]]:
        notices = [tier.notice for tier in self.tiers]
        if not notices:
            yield "tiers", "Say how much is charged."
        elif self.occasion is Occasion.LATE_CANCELLATION:
            if None in notices:
                yield "tiers", "Say how much notice costs nothing."
            elif len(set(notices)) < len(notices):
                yield "tiers", "Two sums are due at the same notice. Keep one of them."
        elif notices != [None]:
            yield "tiers", "Only a late cancellation has notice and several sums. Give one sum."


def folded(name: str) -> str:
    """A group or kind as it is compared, whatever its capitals and spaces."""
    return " ".join(name.casefold().split())


def _folded(names: tuple[str, ...]) -> set[str]:
    return set(map(folded, names))
