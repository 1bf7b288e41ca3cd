"""A score as lists show it."""

from trainingdesk.services.completions import CompletionRow


def score_said(row: CompletionRow) -> str:
    """The score of a hundred, or that there is none."""
    return f"{row.score}%" if row.score is not None else "none"
