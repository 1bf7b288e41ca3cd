"""The board's own lists, whose words no two boards share."""

import re
from dataclasses import dataclass
from enum import StrEnum

from trainingdesk.domain.delegate import folded

NUMBERS = re.compile(r"(\d+)")


class OwnList(StrEnum):
    """A list of the board's own, edited in the settings. Strands have a table of their own."""

    LEVEL = "Level"
    KIND = "Kind"
    AUDIENCE = "Audience"
    REASON = "Reason"
    EVENT_REASON = "Event reason"


class BoardList(StrEnum):
    """A list as the settings show it."""

    LEVELS = "Levels"
    KINDS = "Kinds"
    STRANDS = "Strands"
    AUDIENCES = "Audiences"
    REASONS = "Cancellation reasons"
    EVENT_REASONS = "Event reasons"


KEPT_IN = {
    BoardList.LEVELS: OwnList.LEVEL,
    BoardList.KINDS: OwnList.KIND,
    BoardList.AUDIENCES: OwnList.AUDIENCE,
    BoardList.REASONS: OwnList.REASON,
    BoardList.EVENT_REASONS: OwnList.EVENT_REASON,
}
"""The lists whose words the records themselves hold."""


@dataclass(frozen=True, slots=True)
class WordDetails:
    """A word of a list, and what it means."""

    name: str = ""
    about: str = ""

    def problems(self) -> dict[str, str]:
        """What is wrong, by field; empty when all is well."""
        return {} if self.name.strip() else {"name": "Enter the word, as records are to show it."}


def known_by(which: BoardList, word: str) -> str:
    """What a word of a list is known by however it is typed: 1 and Level 1 are one level."""
    bare = folded(word)
    return bare.removeprefix("level ") if which is BoardList.LEVELS else bare


def in_natural_order(word: str) -> tuple[tuple[bool, int, str], ...]:
    """What words are sorted by, so that 2 comes before 10."""
    parts = (part for part in NUMBERS.split(folded(word)) if part)
    return tuple((not p.isdecimal(), int(p) if p.isdecimal() else 0, p) for p in parts)
