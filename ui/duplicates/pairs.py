"""The pairs that a page holds: found once, kept up to date, put off, narrowed and in order."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from trainingdesk.domain.delegate import folded, searched
from trainingdesk.services.desk import Change
from trainingdesk.services.duplicates import PairRow

ORDERS: dict[str, Callable[[PairRow], Any]] = {
    "points": lambda pair: (pair.points, ""),
    "one": lambda pair: folded(pair.one.listed),
    "other": lambda pair: folded(pair.other.listed),
    "why": lambda pair: pair.why,
}


@dataclass
class Pairs:
    """What was found, and what was put off until the desk is looked through again."""

    found: list[PairRow] = field(default_factory=list)
    put_off: set[int] = field(default_factory=set)

    def begin(self, found: Sequence[PairRow]) -> None:
        """Hold what was found, and put nothing off any more."""
        self.found, self.put_off = list(found), set()

    def renew(self, numbers: Iterable[int], about: Sequence[PairRow]) -> None:
        """Replace the pairs of some people, about whom something has changed."""
        changed = set(numbers)
        kept = [p for p in self.found if p.one.id not in changed and p.other.id not in changed]
        known = {pair.id for pair in about}
        self.found = sorted(
            [*(pair for pair in kept if pair.id not in known), *about],
            key=lambda pair: (-pair.points, folded(pair.one.listed), pair.id),
        )

    def leave(self, pairs: Iterable[PairRow]) -> None:
        """Put some off."""
        self.put_off |= {pair.id for pair in pairs}

    @property
    def waiting(self) -> list[PairRow]:
        """Those that were not put off."""
        return [pair for pair in self.found if pair.id not in self.put_off]

    def shown(self, words: str, *, sort: str, falling: bool) -> list[PairRow]:
        """Those that hold every word, in the order asked for."""
        sought = searched(words).split()
        found = [pair for pair in self.waiting if all(word in _words(pair) for word in sought)]
        return sorted(found, key=ORDERS[sort], reverse=falling)


def people_in(change: Change) -> set[int] | None:
    """Whose details or decisions a change has touched; None where it does not say whose."""
    if not change.rows:
        return None
    found: set[int] = set()
    for row in change.rows:
        table, key = row.key
        if table == "delegate":
            found.add(int(key[0]))
        elif table == "different_people":
            values = row.after or row.before or {}
            found |= {values["delegate_id"], values["other_id"]}
    return found


def _words(pair: PairRow) -> str:
    people = (pair.one, pair.other)
    parts = (f"{p.name} {p.listed} {p.reference} {p.agency} {p.email}" for p in people)
    return searched(" ".join([*parts, pair.why]))
