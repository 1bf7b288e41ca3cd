"""What becomes of each line of an online form's export."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from trainingdesk.domain.evaluation import Stage
from trainingdesk.domain.online_export import OnlineLine
from trainingdesk.domain.online_people import OnlineEvent, OnlinePerson
from trainingdesk.domain.questionnaire import Answers

LEAVE_OUT = "leave out"
"""Answers a line that is asked about, as the key of a person does."""

TAKE_TOO = "take too"
"""Answers a line without a name whose answers are stored already: it is another person's."""


class OnlineFate(StrEnum):
    """What becomes of a line."""

    NEW = "New"
    SECOND = "Second form"
    SAME = "There already"
    ASK = "To settle"
    REFUSED = "Refused"
    KNOWN = "Taken before"
    LEFT_OUT = "Left out"


TAKEN = frozenset({OnlineFate.NEW, OnlineFate.SECOND})
"""What Ctrl+S stores: a second form is kept beside the first, and asked about there."""


REMEMBERED = TAKEN | {OnlineFate.SAME}
"""What is known again in a longer export, once the one it stands in was taken."""


@dataclass(frozen=True, slots=True)
class Matching:
    """What the columns of an export stand for, at which stage, and of which event if of one."""

    stage: Stage
    event_id: int | None
    stands_for: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OnlineJudged:
    """A line and what becomes of it: whose it is, or whose it may be, and why."""

    line: OnlineLine
    fate: OnlineFate
    who: str = ""
    """What the line itself tells of whoever sent it."""
    person: OnlinePerson | None = None
    people: tuple[OnlinePerson, ...] = ()
    event: OnlineEvent | None = None
    said: str = ""
    questionnaire_id: int | None = None
    answers: Answers | None = None

    @property
    def is_alike(self) -> bool:
        """Whether it is asked about because a form without a name says the same."""
        return self.fate is OnlineFate.ASK and not self.people

    @property
    def choices(self) -> tuple[str, ...]:
        """What it may be settled with, in turn."""
        return (TAKE_TOO,) if self.is_alike else tuple(each.key for each in self.people)

    @property
    def id(self) -> int:
        """The row of the file that it stands in."""
        return self.line.number


def of_fate(rows: Sequence[OnlineJudged], *fates: OnlineFate) -> list[OnlineJudged]:
    """The lines of which something becomes."""
    return [row for row in rows if row.fate in fates]
