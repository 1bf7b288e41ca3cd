"""What was pasted for an event and answered for its lines, until it is booked."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from trainingdesk.domain.pasted_fates import Meant

Line: TypeAlias = tuple[str, int]
"""A line as it is pasted, and how many like it stand before: other lines may come and go."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """A text, and for some of its lines the key of the person chosen."""

    text: str = ""
    answers: Mapping[Line, str] = field(default_factory=dict)

    def with_text(self, text: str) -> "Pasted":
        """Another text; what was answered for lines that stay is kept."""
        return replace(self, text=text)

    def answered(self, line: Line, answer: str | None) -> "Pasted":
        """With another answer for a line, or with none."""
        answers = {key: value for key, value in self.answers.items() if key != line}
        return replace(self, answers=answers if answer is None else {**answers, line: answer})

    def by_place(self, lines: Sequence[Meant]) -> dict[int, str]:
        """The answers by the place of their lines."""
        named = enumerate(named_lines(lines))
        return {place: self.answers[line] for place, line in named if line in self.answers}


def named_lines(lines: Sequence[Meant]) -> Iterator[Line]:
    """What each line is remembered by."""
    before: Counter[str] = Counter()
    for meant in lines:
        text = meant.line.text
        yield text, before[text]
        before[text] += 1
