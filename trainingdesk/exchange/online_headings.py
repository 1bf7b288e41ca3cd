"""The headings of an online form's export: whose it is, and what each column is of."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from trainingdesk.domain.online_export import UNDER, OnlineHeading, OnlineProgram
from trainingdesk.exchange.spaces import folded

Found: TypeAlias = tuple[OnlineHeading, tuple[int, ...]]
"""A heading, and the columns that it was read from."""

ID = {
    OnlineProgram.MICROSOFT: frozenset({"id"}),
    OnlineProgram.GOOGLE: frozenset(),
    OnlineProgram.SURVEYMONKEY: frozenset({"respondent id", "respondentid"}),
}
SENT = {
    OnlineProgram.MICROSOFT: ("completion time",),
    OnlineProgram.GOOGLE: ("timestamp",),
    OnlineProgram.SURVEYMONKEY: ("end date", "date modified", "start date", "date created"),
}
"""Under what an export says when a form was sent, the best of them first."""
ASIDE = {
    OnlineProgram.MICROSOFT: frozenset(
        {"start time", "last modified time", "total points", "quiz feedback", "grade posted time"}
    ),
    OnlineProgram.GOOGLE: frozenset({"score"}),
    OnlineProgram.SURVEYMONKEY: frozenset(
        {"collector id", "collectorid", "ip address", "custom data 1", "custom data"}
    ),
}
"""What programs add of themselves, and nobody asks about."""
GIVEN = ("points - ", "feedback - ")
"""Before the words of a question, where a form is marked as a test."""
PLAIN = frozenset({"response", "open-ended response"})
"""Under a question of SurveyMonkey's that has one column."""


@dataclass(frozen=True, slots=True)
class Ways:
    """Which columns say what the program knows by itself, and which are headed by something."""

    program: OnlineProgram
    id: int | None
    began: int | None
    sent: int
    groups: tuple["Group", ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The columns of one question, each with what stands under the question."""

    question: str
    columns: tuple[tuple[int, str], ...]

    def raw(self, part: str) -> str:
        """What one column is called."""
        plain = not part or folded(part) in PLAIN
        return self.question if plain else f"{self.question}{UNDER}{part}"

    def headings(
        self, rows: Sequence[Sequence[str]]
    ) -> list[tuple[OnlineHeading, tuple[int, ...]]]:
        """Its headings with their columns: choices that are ticked in columns of theirs are one."""
        ticks = [(at, part) for at, part in self.columns if part and _is_ticks(rows, at, part)]
        is_ticked = len(ticks) > 1 and any(row[at] for row in rows for at, _ in ticks)
        found = []
        if is_ticked:
            raw = tuple(self.raw(part) for _, part in ticks)
            found.append((OnlineHeading(self.question, raw), tuple(at for at, _ in ticks)))
        for at, part in self.columns:
            if not is_ticked or (at, part) not in ticks:
                name = self.raw(part)
                found.append((OnlineHeading(name, (name,)), (at,)))
        return found


def program_of(cells: Sequence[str]) -> OnlineProgram | None:
    """Whose headings these are; None where they are nobody's whose exports can be read."""
    there = {folded(cell) for cell in cells}
    first = folded(cells[0]) if cells else ""
    if {"id", "start time", "completion time"} <= there:
        return OnlineProgram.MICROSOFT
    if first in ID[OnlineProgram.SURVEYMONKEY]:
        return OnlineProgram.SURVEYMONKEY
    return OnlineProgram.GOOGLE if first == "timestamp" else None


def ways_of(program: OnlineProgram, cells: Sequence[str], under: Sequence[str]) -> Ways | None:
    """What each column is of; None where no column says when a form was sent.

    ``under`` is the second row of headings, where there is one.
    """
    names = [folded(cell) for cell in cells]
    sent = next((names.index(name) for name in SENT[program] if name in names), None)
    if sent is None:
        return None
    began = names.index("start time") if "start time" in names else None
    own = ID[program] | ASIDE[program] | set(SENT[program])
    marked = {before + name for before in GIVEN for name in names}
    groups: list[Group] = []
    for at, cell in enumerate(cells):
        part = under[at] if at < len(under) else ""
        if not cell and part and groups:
            groups[-1] = Group(groups[-1].question, (*groups[-1].columns, (at, part)))
        elif cell and names[at] not in own and names[at] not in marked:
            before = names[:at].count(names[at])
            name = f"{cell} ({before + 1})" if before else cell
            groups.append(Group(name, ((at, part),)))
    found_id = next((at for at, name in enumerate(names) if name in ID[program]), None)
    return Ways(program, found_id, began, sent, tuple(groups))


def _is_ticks(rows: Sequence[Sequence[str]], at: int, part: str) -> bool:
    """Whether a column holds nothing but its own choice."""
    return all(not row[at] or folded(row[at]) == folded(part) for row in rows)
