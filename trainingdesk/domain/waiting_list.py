"""The waiting list: its order, who is given a free place, and why somebody is not."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TypeAlias

from trainingdesk.domain.figures import counted
from trainingdesk.domain.last_day import LONDON, last_day_to_answer, morning_of
from trainingdesk.domain.words import plain_day

ORDER_SAID = (
    "Whoever was given priority comes first; then whoever has waited longest; then whoever was "
    "entered first."
)

NONE_FREE = "No place is free."
GONE = "The free places went to those before."

Whose: TypeAlias = int | str
"""Whom a cap is for: an agency's number, or the name of a sector."""


@dataclass(frozen=True, slots=True)
class Waits:
    """Somebody on a waiting list, as far as its rules look at them."""

    booking_id: int
    since: date | None
    agency_id: int
    sector: str = ""
    priority: int = 0
    held_up: str = ""  # why it cannot be their turn, where that is so

    @property
    def turn(self) -> tuple[int, date, int]:
        """What the order compares; whoever has waited since an unknown day comes before."""
        return -self.priority, self.since or date.min, self.booking_id


@dataclass(frozen=True, slots=True)
class Cap:
    """The most places that an agency or a sector may have, and how many it has."""

    name: str
    places: int
    taken: int

    def said(self, taken: int) -> str:
        """Why nobody more of theirs is given a place."""
        return f"{self.name} has {taken} of the {counted(self.places, 'place')} it may have."


@dataclass(frozen=True, slots=True)
class Passing:
    """Who is given the free places, in order, and why each of the others is not."""

    given: tuple[int, ...]
    why_not: Mapping[int, str] = field(default_factory=dict)
    kept: frozenset[int] = frozenset()
    """Those of the given that take a place kept for their agency."""


def in_order(waiting: Iterable[Waits]) -> list[Waits]:
    """The waiting list in its order, as ORDER_SAID tells it."""
    return sorted(waiting, key=lambda each: each.turn)


def pass_on(
    waiting: Iterable[Waits],
    *,
    free: int,
    caps: Mapping[Whose, Cap],
    kept: Mapping[int, int] | None = None,
    held_up: str = "",
) -> Passing:
    """Give free places in order, never more than are free, and nobody more than a cap allows.

    Of places ``kept`` for an agency its own people take one first, and nobody else does.
    ``held_up`` says why nobody is given anything, where that is so.
    """
    given: list[int] = []
    of_kept: set[int] = set()
    why_not: dict[int, str] = {}
    more: Counter[Whose] = Counter()
    theirs = Counter(kept)
    for each in in_order(waiting):
        stopped = held_up or each.held_up or _capped(each, caps, more)
        has_kept = theirs[each.agency_id] > 0
        if stopped or not (has_kept or free):
            why_not[each.booking_id] = stopped or (GONE if given else NONE_FREE)
            continue
        theirs[each.agency_id] -= has_kept
        free -= not has_kept
        if has_kept:
            of_kept.add(each.booking_id)
        given.append(each.booking_id)
        more.update((each.agency_id, each.sector))
    return Passing(tuple(given), why_not, frozenset(of_kept))


def enough_for_another(waiting: int, *, minimum: int | None) -> bool:
    """Whether as many wait as the course needs to run, so that another event is worth proposing."""
    return bool(minimum) and waiting >= (minimum or 0)


def offer_ends(made_at: datetime, *, days: int, starts: date) -> datetime:
    """When an offer runs out: after so many days, and before the day of the event begins.

    ``made_at`` has a time zone, and the answer has the same. It ends at the hour at which it was
    made, also where the clocks change meanwhile.
    """
    over = made_at.astimezone(LONDON) + timedelta(days=days)
    return max(made_at, min(over, morning_of(starts)).astimezone(made_at.tzinfo))


def offer_said(until: datetime) -> str:
    """That somebody has an offer, and until when."""
    return f"Has an offer until {plain_day(last_day_to_answer(until))}."


def _capped(each: Waits, caps: Mapping[Whose, Cap], more: Counter[Whose]) -> str:
    for whose in (each.agency_id, each.sector):
        cap = caps.get(whose)
        if cap is not None and cap.taken + more[whose] >= cap.places:
            return cap.said(cap.taken + more[whose])
    return ""
