"""What the pages of venues and trainers say of the days that agencies give."""

from collections.abc import Sequence

from trainingdesk.domain.trainer import days_said
from trainingdesk.services.session_days import Days

NAMED = 3
"""So many agencies are named in the head; the rest are counted together."""


def given_said(given: Sequence[tuple[str, Days]], *, who: str, year: str) -> str:
    """How many days agencies gave so far, and which gave most: they are told first."""
    most = [(agency, days) for agency, days in given if days.halves]
    if not most:
        return ""
    in_all = sum((days for _, days in most), start=Days())
    said = [f"{agency} {_number(days.halves)}" for agency, days in most[:NAMED]]
    if rest := sum(days.halves for _, days in most[NAMED:]):
        said.append(f"others {_number(rest)}")
    return f"{who} gave {in_all.said} so far in {year}: {', '.join(said)}"


def _number(halves: int) -> str:
    return days_said(halves).split()[0]
