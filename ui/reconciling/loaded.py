"""A file that was loaded for a register and what was answered for its lines, until it is taken."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeAlias

from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.handed_in import HandedIn
from trainingdesk.domain.reconciled import Answer, Difference, Settled, settled_lines
from trainingdesk.services.desk import Desk
from trainingdesk.services.evidence import Paper, paper_at
from trainingdesk.services.handing_in import read_handed_in
from trainingdesk.services.reconciling import differences

Line: TypeAlias = tuple[int, str]
"""A line by its number and how it names its person: how it stands may change meanwhile."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file as it was read, and the answers for some of its lines."""

    path: Path
    paper: Paper
    given: HandedIn
    universally: bool = False
    answers: Mapping[Line, Answer] = field(default_factory=dict)
    named: Mapping[int, int] = field(default_factory=dict)

    @classmethod
    def of(cls, desk: Desk, event_id: int, path: Path, *, universally: bool = False) -> "Loaded":
        """Read a file for an event; raises what reading it raises."""
        with desk.reading() as db:
            given = read_handed_in(db, event_id, path, today=desk.today(), universally=universally)
        return cls(path, paper_at(path), given, universally)

    def lines(self, found: Sequence[Difference]) -> list[Settled]:
        """What becomes of each line, as it is answered now."""
        numbers = {
            number: self.answers[line_of(each)]
            for number, each in enumerate(found)
            if line_of(each) in self.answers
        }
        return settled_lines(found, numbers)

    def held_against(self, desk: Desk, event_id: int) -> list[Difference]:
        """Where it and the register differ now; raises what holding it against it raises."""
        with desk.reading() as db:
            return differences(db, event_id, self.given, today=desk.today(), named=self.named)

    def chosen(self, line: Line, key: str | None) -> "Loaded":
        """With somebody chosen for a line, or nobody; None forgets what was answered."""
        answers = dict(self.answers)
        if key is None:
            answers.pop(line, None)
        else:
            answers[line] = replace(answers.get(line, Answer()), key=key)
        return replace(self, answers=answers)

    def marked(self, line: Line, mark: Attendance) -> "Loaded":
        """With another mark for a line."""
        answer = replace(self.answers.get(line, Answer()), mark=mark)
        return replace(self, answers={**self.answers, line: answer})

    def with_name(self, line: Line, delegate_id: int) -> "Loaded":
        """With somebody named for a line whom it did not mean by itself."""
        return replace(self, named={**self.named, line[0]: delegate_id})


def line_of(difference: Difference) -> Line:
    """What a line is remembered by."""
    return difference.line.number, difference.line.told
