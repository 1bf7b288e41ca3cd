"""What courses answer: the recommendations of case reviews and audits, and priorities."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class SourceKind(StrEnum):
    """Where a recommendation comes from."""

    CASE_REVIEW = "Case review"
    AUDIT = "Audit"
    PRIORITY = "Priority"


class Rag(StrEnum):
    """How an action stands: red, amber or green."""

    RED = "Red"
    AMBER = "Amber"
    GREEN = "Green"


@dataclass(frozen=True, slots=True)
class RecommendationDetails:
    """What is asked of the board's training, by whom and when, and the courses that answer it."""

    kind: SourceKind = SourceKind.CASE_REVIEW
    source: str = ""
    number: str = ""
    words: str = ""
    made_on: date | None = None
    closed_on: date | None = None
    courses: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        """Its source and its number."""
        return f"{self.source}, {self.number}" if self.number.strip() else self.source

    def problems(self) -> dict[str, str]:
        """What is wrong, by field; empty when all is well."""
        found = {}
        if not self.source.strip():
            found["source"] = "Say where it comes from, such as Review of Child Q."
        if not self.words.strip():
            found["words"] = "Say what is recommended."
        if self.made_on and self.closed_on and self.closed_on < self.made_on:
            found["closed_on"] = "It cannot be closed before the day it was made."
        return found
