"""What speaks against booking the people of a pasted list, line after line."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from trainingdesk.domain.pasted_fates import TO_BOOK, Choice, Settled
from trainingdesk.domain.waiting_list import Cap, Whose

NOBODY_YET = 0
"""Stands for whoever is new, of whom the desk knows nothing."""


@dataclass(frozen=True, slots=True)
class SpeaksAgainst:
    """What is to be thought of before each is booked, and the caps of their agencies and sectors.

    ``free`` is how many of the list would have a place: who waits takes none of a cap.
    """

    people: Mapping[int, Sequence[str]] = field(default_factory=dict)
    sectors: Mapping[int, str] = field(default_factory=dict)
    caps: Mapping[Whose, Cap] = field(default_factory=dict)
    free: int = 0

    def of(self, rows: Sequence[Settled]) -> dict[int, tuple[str, ...]]:
        """What speaks against each line that is booked, by its number, in the order of the list."""
        free, taken = self.free, Counter[Whose]()
        found = {}
        for row in rows:
            if row.fate not in TO_BOOK or row.choice is None:
                continue
            theirs = row.choice.agency_id, self.sectors.get(row.choice.agency_id, "")
            over = self._over(theirs, taken)
            found[row.id] = (*self._said_of(row.choice), *([over] if over else []))
            if free:
                free -= 1
                taken.update(theirs)
        return {number: said for number, said in found.items() if said}

    def beside(self, rows: Sequence[Settled]) -> list[Settled]:
        """The lines, each with what speaks against it."""
        said = self.of(rows)
        return [replace(row, warnings=said.get(row.id, ())) for row in rows]

    def _said_of(self, choice: Choice) -> Sequence[str]:
        return self.people.get(choice.delegate_id or NOBODY_YET, ())

    def _over(self, theirs: Sequence[Whose], taken: Counter[Whose]) -> str:
        caps = ((self.caps[whose], taken[whose]) for whose in theirs if whose in self.caps)
        full = (cap.said(cap.taken + more) for cap, more in caps if cap.taken + more >= cap.places)
        return next(full, "")
