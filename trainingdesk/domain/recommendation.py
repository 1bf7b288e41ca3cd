"""What courses answer, and the plan of actions that stands beside it."""

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
