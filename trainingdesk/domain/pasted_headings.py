"""What the headings of a pasted list say; what they leave open, the cells under them show."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from trainingdesk.domain.delegate import folded
from trainingdesk.domain.pasted_columns import (
    TWO,
    Columns,
    cell_of,
    holds_addresses,
    holds_parts,
    holds_words,
    most_known,
    names_shown,
)
from trainingdesk.domain.pasted_text import ADDRESS, Row
from trainingdesk.domain.pasted_words import AGENCIES, JOBS, role_of


def headed(row: Row) -> Columns | None:
    """What the headings say, where a row is a row of headings."""
    words = [folded(cell) for cell in row.cells]
    roles = [role_of(word) for word in words]
    known = [role for role in roles if role]
    filled = [word for word in words if word]
    if not known or any(ADDRESS.search(word) for word in filled):
        return None
    if len(known) < len(filled) and len(known) < TWO:
        return None
    if set(known) <= {"other", "shown"}:
        return None

    def at(role: str) -> int | None:
        return roles.index(role) if role in roles else None

    first, last = at("first"), at("last")
    name = at("name")
    if first is None and last is not None and name is not None:  # Name, Surname
        first, name = name, None
    parts = (first, last) if first is not None and last is not None else None
    return Columns(
        name=None if parts else name,
        parts=parts,
        in_order=parts is not None,
        email=at("email"),
        agency=at("agency"),
        job=at("job"),
        headed=True,
        told=frozenset(n for n, role in enumerate(roles) if role not in {"", "shown"}),
        half=(first, last),
    )


def completed(columns: Columns, rows: Sequence[Row], agencies: Collection[str]) -> Columns:
    """The columns of a table of which the headings say a part, with what its cells show."""
    wide = max((len(row.cells) for row in rows), default=0)
    cells = [[cell_of(row, at) for row in rows] for at in range(wide)]
    free = [at for at in range(wide) if at not in columns.told]
    for find in (_email, _agency, _names, _job):
        columns = find(columns, cells, [at for at in free if at not in columns.held()], agencies)
    return columns


Cells = Sequence[Sequence[str]]


def _email(
    columns: Columns, cells: Cells, free: Sequence[int], _agencies: Collection[str]
) -> Columns:
    found = [at for at in free if holds_addresses(cells[at])]
    if columns.email is None and len(found) == 1:
        return replace(columns, email=found[0])
    return columns


def _agency(
    columns: Columns, cells: Cells, free: Sequence[int], agencies: Collection[str]
) -> Columns:
    if columns.agency is not None or not free:
        return columns
    known = most_known([cells[at] for at in free], agencies)
    told = [at for at in free if holds_words(cells[at], AGENCIES)]
    if known is not None:
        return replace(columns, agency=free[known])
    return replace(columns, agency=told[0]) if len(told) == 1 else columns


def _names(
    columns: Columns, cells: Cells, free: Sequence[int], _agencies: Collection[str]
) -> Columns:
    """The other half of a name of which the headings tell one, or the names altogether."""
    if columns.name is not None or columns.parts is not None:
        return columns
    if columns.half == (None, None):
        at = columns.email
        emails = [cells[at]] if at is not None and at < len(cells) else []
        name, parts = names_shown(cells, free, emails)
        return replace(columns, name=name, parts=parts)
    found = [at for at in free if holds_parts(cells[at])]
    if len(found) != 1:
        return columns
    halves = [found[0] if at is None else at for at in columns.half]
    return replace(columns, parts=(halves[0], halves[1]), in_order=True)


def _job(
    columns: Columns, cells: Cells, free: Sequence[int], _agencies: Collection[str]
) -> Columns:
    found = [at for at in free if holds_words(cells[at], JOBS)]
    if columns.job is None and len(found) == 1:
        return replace(columns, job=found[0])
    return columns
