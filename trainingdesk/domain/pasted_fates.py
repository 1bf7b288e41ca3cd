"""What becomes of the lines of a pasted list: who is meant, and what is to be settled."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from trainingdesk.domain.delegate import DelegateDetails
from trainingdesk.domain.pasted import PastedLine


class Fate(StrEnum):
    """What is to be done with a line, as its chip says it."""

    KNOWN = "Known"
    NEW = "New"
    AMBIGUOUS = "Ambiguous"
    LEFT = "Left agency"
    WRONG = "Wrong"
    TWICE = "Twice"
    BOOKED = "Booked already"
    LEFT_OUT = "Left out"
    ASIDE = "No person"


Taken: TypeAlias = Mapping[str, Mapping[str, int]]
"""The lines in which people stand, by who they are and by their address."""

TO_BOOK = frozenset({Fate.KNOWN, Fate.NEW})
TO_SETTLE = frozenset({Fate.AMBIGUOUS, Fate.LEFT})
LEAVE_OUT = ""
"""The answer that nobody is booked for a line."""
NO_PERSON = "Read as a greeting, a sentence or a signature."


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the people whom a line may mean; ``details`` are of somebody new."""

    key: str
    name: str
    listed: str
    agency: str
    email: str = ""
    reference: str = ""
    delegate_id: int | None = None
    details: DelegateDetails | None = None
    booked: bool = False
    left: str = ""
    agency_id: int = 0

    @property
    def namesake(self) -> str:
        """Who it is but for the address, which may tell two new people of one name apart."""
        return self.key.removesuffix(self.email).strip() if self.details else self.key


@dataclass(frozen=True, slots=True)
class Meant:
    """A line and whom it may mean; ``sure`` is the one who is meant without a doubt."""

    line: PastedLine
    fate: Fate
    choices: tuple[Choice, ...] = ()
    said: str = ""

    @property
    def sure(self) -> Choice | None:
        """Who is meant, where there is no doubt."""
        return self.choices[0] if self.fate in TO_BOOK else None


@dataclass(frozen=True, slots=True)
class Settled:
    """A line after what was answered: its fate, who is booked for it, and what speaks against."""

    id: int
    meant: Meant
    fate: Fate
    choice: Choice | None = None
    said: str = ""
    answered: bool = False
    warnings: tuple[str, ...] = ()

    @property
    def line(self) -> PastedLine:
        """The line itself."""
        return self.meant.line


def settled_lines(lines: Sequence[Meant], answers: Mapping[int, str]) -> list[Settled]:
    """What becomes of each line, given the keys of the people chosen for some of them.

    Whoever stands in the list twice is booked for the first of their lines alone.
    """
    taken: dict[str, dict[str, int]] = {}
    found = []
    for number, meant in enumerate(lines):
        settled = _settled(number, meant, answers.get(number), taken)
        if settled.choice is not None:
            choice = settled.choice
            taken.setdefault(choice.namesake, {}).setdefault(choice.email, meant.line.number)
        found.append(settled)
    return found


def _stands_in(choice: Choice, taken: Taken) -> int:
    """The line in which somebody stands already; nought where none does."""
    there = taken.get(choice.namesake, {})
    if choice.details is None or not choice.email or "" in there:
        return min(there.values(), default=0)
    return there.get(choice.email, 0)


def _settled(number: int, meant: Meant, answer: str | None, taken: Taken) -> Settled:
    if answer == LEAVE_OUT:
        return Settled(number, meant, Fate.LEFT_OUT, said="You left this line out.", answered=True)
    chosen = next((each for each in meant.choices if each.key == answer), None)
    choice = chosen or meant.sure
    if choice is None:
        return Settled(number, meant, meant.fate, said=meant.said)
    answered = chosen is not None and meant.fate not in TO_BOOK
    if choice.booked:
        said = f"{choice.name} has a booking on this event."
        return Settled(number, meant, Fate.BOOKED, said=said, answered=answered)
    if earlier := _stands_in(choice, taken):
        said = f"{choice.name} stands in line {earlier:,} already."
        return Settled(number, meant, Fate.TWICE, said=said, answered=answered)
    if choice.left and chosen is None:
        return Settled(number, meant, Fate.LEFT, said=choice.left)
    fate = Fate.NEW if choice.details is not None else Fate.KNOWN
    said = meant.said if meant.fate in TO_BOOK else ""
    return Settled(number, meant, fate, choice, said, answered or chosen is not None)
