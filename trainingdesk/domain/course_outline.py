"""The outline of a course: what it is, whom it is for and what it teaches, as of a day."""

from dataclasses import dataclass, fields
from typing import Any

SAID = {
    "title": "title",
    "level": "level",
    "kind": "kind",
    "minutes": "hours",
    "audience": "audience",
    "aims": "aims",
    "outcomes": "outcomes",
    "outline": "outline",
}
"""The parts of an outline, each as it is called."""


@dataclass(frozen=True, slots=True)
class CourseOutline:
    """What an event says of its course: kept as it was, whatever the course becomes."""

    title: str
    level: str
    kind: str
    minutes: int | None
    audience: str
    aims: str
    outcomes: str
    outline: str

    @classmethod
    def of(cls, record: Any) -> "CourseOutline":
        """The outline in a course, or in one of its versions."""
        return cls(*(getattr(record, each.name) for each in fields(cls)))

    def differing(self, before: "CourseOutline") -> list[str]:
        """What is otherwise than before, in words."""
        return [said for name, said in SAID.items() if getattr(self, name) != getattr(before, name)]
