"""Making one person of two: what is to be decided, and between what."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Side(StrEnum):
    """Whose is kept: the older record's, the newer one's, or both together."""

    ONE = "one"
    OTHER = "other"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Choice:
    """Something the two differ in: both values in words, which is taken unless one says otherwise.

    ``note`` says what becomes of the one that is not taken; ``both`` that they can be joined.
    """

    key: str
    about: str
    one: str
    other: str
    taken: Side
    note: str = ""
    both: bool = False

    def decided(self, side: Side | None) -> Side:
        """Whose is kept, where it was said and can be so; otherwise as proposed."""
        if side is None or (side is Side.BOTH and not self.both):
            return self.taken
        return side


@dataclass(frozen=True, slots=True)
class Merge:
    """What merging two people would do: what to decide, and what comes together without asking."""

    one_id: int
    other_id: int
    one: str
    other: str
    details: tuple[Choice, ...]
    clashes: tuple[Choice, ...]
    joined: str

    @property
    def choices(self) -> tuple[Choice, ...]:
        """Everything there is to decide, the details first."""
        return (*self.details, *self.clashes)

    def taken(self, decided: Mapping[str, Side]) -> dict[str, Side]:
        """Whose is kept of each, as decided or else as proposed."""
        return {choice.key: choice.decided(decided.get(choice.key)) for choice in self.choices}
