"""The published layouts of a Teams attendance report, told by their English headings.

The old one has a row for each time that somebody joined or left. The new one has three parts, of
which the last has a row for each stay; between the two there was one with a row for each stay and
no parts.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from trainingdesk.exchange.handed_files import TextRow
from trainingdesk.exchange.teams_times import WRITTEN

NAMES = frozenset({"name", "full name"})
JOINS = frozenset({"join time", "first join", "first join time"})
LEAVES = frozenset({"leave time", "last leave", "last leave time"})
MAILS = frozenset(
    {"email", "e-mail", "email address", "participant id (upn)", "registration email"}
)
ACTION, AT, ROLE = "user action", "timestamp", "role"
BEGUN = frozenset({"start time", "meeting start time"})
ENDED = frozenset({"end time", "meeting end time"})
UNIVERSALLY = "(utc)"
PART = re.compile(r"([123])\. ?[^\W\d_].*")
"""What stands over a part, in whatever language: 1. Summary."""
THREE = 3


@dataclass(frozen=True, slots=True)
class Stay:
    """One row of a report: who, and when they joined and left, as it is written there."""

    number: int
    name: str
    joined: str
    left: str
    email: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the old layout: who did what, and when."""

    number: int
    name: str
    action: str
    at: str


@dataclass(slots=True)
class TeamsRows:
    """The rows of a report by what they are."""

    begun: str = ""
    ended: str = ""
    stays: list[Stay] = field(default_factory=list)
    people: list[Stay] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    universally: bool = False


class OtherLanguage(ValueError):
    """The headings of a report are not in English; it is the first of them."""


def is_teams_report(rows: Sequence[TextRow]) -> bool:
    """Whether a file has the shape of such a report, in whatever language."""
    parts = [_part(cells) for _, cells in rows]
    if len([*filter(None, parts)]) >= THREE or (parts[0] == "1" and "2" in parts):
        return True
    return any(_is_known(_plain(cells)) for _, cells in rows) or _looks_old(rows)


def _part(cells: Sequence[str]) -> str:
    """Which part begins with a row: 1, 2 or 3; empty where it is no such row."""
    found = PART.fullmatch(cells[0]) if _filled(cells) == 1 else None
    return found[1] if found else ""


def teams_rows(rows: Sequence[TextRow]) -> TeamsRows:
    """The rows of a report; raises OtherLanguage."""
    found = TeamsRows()
    heads: list[str] = []
    for number, cells in rows:
        plain = _plain(cells)
        if _is_known(plain):
            heads = [head.replace(UNIVERSALLY, "").strip() for head in plain]
            found.universally |= any(UNIVERSALLY in head for head in plain)
        elif heads and _filled(cells) > 1:
            _keep(found, number, dict(zip(heads, cells, strict=False)))
        elif _filled(cells) == 1:
            heads = []  # the next part begins
        elif not heads and len(cells) > 1:
            _note(found, plain[0].rstrip(":"), cells[1])
    if not (found.stays or found.people or found.steps):
        raise OtherLanguage(_first_heading(rows))
    return found


def _note(found: TeamsRows, what: str, value: str) -> None:
    name = what.replace(UNIVERSALLY, "").strip()
    found.universally |= UNIVERSALLY in what
    if name in BEGUN:
        found.begun = value
    elif name in ENDED:
        found.ended = value


def _keep(found: TeamsRows, number: int, row: dict[str, str]) -> None:
    name = _of(row, NAMES)
    if ACTION in row:
        found.steps.append(Step(number, name, row[ACTION].casefold(), row.get(AT, "")))
        return
    joined, left, email = _of(row, JOINS), _of(row, LEAVES), _of(row, MAILS)
    stay = Stay(number, name, joined, left, email, row.get(ROLE, "").casefold())
    (found.people if "first join" in row or "first join time" in row else found.stays).append(stay)


def _of(row: dict[str, str], heads: frozenset[str]) -> str:
    return next((value for head, value in row.items() if head in heads and value), "")


def _is_known(cells: Sequence[str]) -> bool:
    heads = {cell.replace(UNIVERSALLY, "").strip() for cell in cells}
    if heads.isdisjoint(NAMES):
        return False
    return {ACTION, AT} <= heads or not (heads.isdisjoint(JOINS) or heads.isdisjoint(LEAVES))


def _looks_old(rows: Sequence[TextRow]) -> bool:
    """Whether every row is a name, a word and a time, whatever the headings say."""
    below = [cells for _, cells in rows[1:]]
    return bool(below) and all(
        len(cells) == THREE and WRITTEN.fullmatch(cells[2]) for cells in below
    )


def _first_heading(rows: Sequence[TextRow]) -> str:
    return next(cell for cell in rows[0][1] if cell)


def _plain(cells: Sequence[str]) -> list[str]:
    return [cell.casefold().strip() for cell in cells]


def _filled(cells: Sequence[str]) -> int:
    return sum(map(bool, cells))
