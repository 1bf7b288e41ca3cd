"""E-learning: what a platform says that somebody finished, and how a score is read."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

WHOLE = 100
SCORE = re.compile(r"(\d{1,3})(?:[.,](\d{1,4}))? ?%?", re.ASCII)
OUT_OF = re.compile(r"(\d{1,4}) ?(?:/|of|out of) ?(\d{1,4})", re.ASCII)
FINISHED = frozenset({"complete", "completed", "finished", "pass", "passed", "yes", "done"})
ALL_OF_IT = frozenset({"100%", "100 %", "100"})
"""Progress, where a platform tells it as a share."""

NO_SUCH_SCORE = "no score of a hundred"
NO_SCORE = frozenset({"", "-", "–", "n/a", "na", "none", *FINISHED})


class CompletionFate(StrEnum):
    """What becomes of one line of a file."""

    LOAD = "To load"
    ASK = "To settle"
    HAD = "Loaded already"
    ANOTHER = "Another of that day"
    UNFINISHED = "Not finished"
    WRONG = "Cannot be read"


@dataclass(frozen=True, slots=True)
class CompletionLine:
    """One line of a file: who finished which course, when, and how well.

    ``wrong`` says why it cannot be read; ``unfinished`` that somebody has begun only.
    """

    number: int
    course: str = ""
    first_name: str = ""
    last_name: str = ""
    either_way: bool = False
    email: str = ""
    agency: str = ""
    on: date | None = None
    score: int | None = None
    unfinished: bool = False
    wrong: str = ""

    @property
    def name(self) -> str:
        """The name as it was written, or the address where there is none."""
        return f"{self.first_name} {self.last_name}".strip() or self.email


def is_finished(said: str) -> bool:
    """Whether what a platform says of somebody's progress means that they finished."""
    return said.casefold().strip() in FINISHED | ALL_OF_IT


def score_read(said: str) -> int | None:
    """A score of a hundred, such as 85, 85% or 17/20; raises ValueError where it is none."""
    text = said.casefold().strip()
    if text in NO_SCORE:
        return None
    if found := OUT_OF.fullmatch(text):
        part, whole = int(found[1]), int(found[2])
        return _of_a_hundred(part * WHOLE / whole if whole else -1)
    if found := SCORE.fullmatch(text):
        if not int(found[1]) and int(found[2] or 0):
            raise ValueError(NO_SUCH_SCORE)  # 0.85 may be a share of the whole, or of a hundred
        return _of_a_hundred(float(f"{found[1]}.{found[2] or 0}"))
    raise ValueError(NO_SUCH_SCORE)


def _of_a_hundred(score: float) -> int:
    if not 0 <= score <= WHOLE:
        raise ValueError(NO_SUCH_SCORE)
    return int(score + 0.5)
