"""What the columns of a pasted list hold, as its cells show."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from trainingdesk.domain.delegate import folded
from trainingdesk.domain.pasted_names import name_in, name_words
from trainingdesk.domain.pasted_text import Row, address_in
from trainingdesk.domain.pasted_words import AGENCIES, JOBS, NOTHING

LETTERS_TOLD = 3
"""Shorter words stand in addresses by chance."""
TWO, HALF = 2, 0.5


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds what; ``parts`` are two that hold a name between them."""

    name: int | None = None
    parts: tuple[int, int] | None = None
    in_order: bool = False
    """Whether the first of the parts is known to be the first name."""
    email: int | None = None
    agency: int | None = None
    job: int | None = None
    several_emails: bool = False
    headed: bool = False
    told: frozenset[int] = frozenset()
    """The columns of which a heading says what they hold, though nobody may want to know it."""
    half: tuple[int | None, int | None] = (None, None)
    """A first or a last name of which no heading says where its other half is."""

    def held(self) -> frozenset[int]:
        """The columns of which it is known what they hold."""
        held = (self.name, *(self.parts or self.half), self.email, self.agency, self.job)
        return frozenset(at for at in held if at is not None)


def shown_by(rows: Sequence[Row], agencies: Collection[str]) -> Columns:
    """What the cells of rows without headings show of their columns, whatever their order."""
    wide = max(len(row.cells) for row in rows)
    columns = [[cell_of(row, at) for row in rows] for at in range(wide)]
    emails = [at for at, cells in enumerate(columns) if holds_addresses(cells)]
    others = [[] if at in emails else cells for at, cells in enumerate(columns)]
    agency = most_known(others, agencies)
    left = [
        at
        for at, cells in enumerate(columns)
        if at not in emails and at != agency and any(map(_says, cells))
    ]
    name, parts = names_shown(columns, left, [columns[at] for at in emails])
    rest = [at for at in left if at != name and at not in (parts or ())]
    job = _most_hinted([(at, columns[at]) for at in rest], JOBS)
    if agency is None:
        last = [at for at in rest if at != job]
        told = _most_hinted([(at, columns[at]) for at in last], AGENCIES)
        agency = told if told is not None else last[0] if len(last) == 1 else None
    return Columns(
        name=name,
        parts=parts,
        email=emails[0] if emails else None,
        agency=agency,
        job=job,
        several_emails=len(emails) > 1,
    )


def says_nothing(cell: str) -> bool:
    """Whether a cell is empty, or says n/a, Yes or a number."""
    return cell.casefold() in NOTHING or not any(map(str.isalpha, cell))


def cell_of(row: Row, at: int) -> str:
    """What stands in a column of a row; nothing where the row is shorter."""
    return row.cells[at] if at < len(row.cells) else ""


def _says(cell: str) -> bool:
    return bool(cell) and not says_nothing(cell)


def _share(cells: Sequence[str], holds: Callable[[str], bool]) -> float:
    filled = [cell for cell in cells if _says(cell)]
    return sum(map(holds, filled)) / len(filled) if filled else 0


def holds_addresses(cells: Sequence[str]) -> bool:
    """Whether most of what a column says are e-mail addresses."""
    return _share(cells, lambda cell: bool(address_in(cell))) > HALF


def holds_words(cells: Sequence[str], words: frozenset[str]) -> bool:
    """Whether most of what a column says has one of some words."""
    return _share(cells, lambda cell: _hints(cell, words)) > HALF


def holds_parts(cells: Sequence[str]) -> bool:
    """Whether most of what a column says are single names, and neither jobs nor agencies."""
    return _share(cells, _is_part) > HALF > _share(cells, _is_hinted)


def most_known(columns: Sequence[Sequence[str]], agencies: Collection[str]) -> int | None:
    """The column that names most agencies of the desk; none where none does, or two alike."""
    counts = [sum(folded(cell) in agencies for cell in cells) for cells in columns]
    most = max(counts)
    return counts.index(most) if most and counts.count(most) == 1 else None


def _most_hinted(columns: Sequence[tuple[int, Sequence[str]]], words: frozenset[str]) -> int | None:
    shares = {at: _share(cells, lambda cell: _hints(cell, words)) for at, cells in columns}
    most = max(shares.values(), default=0)
    found = [at for at, share in shares.items() if share == most]
    return found[0] if most > 0 and len(found) == 1 else None


def _hints(cell: str, words: frozenset[str]) -> bool:
    return any(word.strip(".,;:/&()") in words for word in folded(cell).split())


def names_shown(
    columns: Sequence[Sequence[str]], left: Sequence[int], emails: Sequence[Sequence[str]]
) -> tuple[int | None, tuple[int, int] | None]:
    """The column of whole names, or the two of parts of names; neither where nothing tells."""
    whole = [at for at in left if _share(columns[at], _is_name) > HALF]
    plain = [at for at in whole if _share(columns[at], _is_hinted) < HALF]
    told = {at: _agreement(columns[at], emails) for at in plain or whole}
    parts = [at for at in left if holds_parts(columns[at])]
    repeated = [at for at in parts if _agreement(columns[at], emails) > HALF]
    if len(repeated) == TWO and not any(told.values()):  # beside an agency such as Willow Grove
        return None, (repeated[0], repeated[1])
    if len(plain) == 1:
        return plain[0], None
    best = max(told.values(), default=0)
    if best > 0 and list(told.values()).count(best) == 1:
        return next(at for at in told if told[at] == best), None
    if plain:
        return None, None
    if len(parts) > TWO:
        parts = repeated
    return None, (parts[0], parts[1]) if len(parts) == TWO else None


def _is_name(cell: str) -> bool:
    return name_in(cell) is not None


def _is_part(cell: str) -> bool:
    return len(name_words(cell)) == 1


def _is_hinted(cell: str) -> bool:
    return _hints(cell, JOBS) or _hints(cell, AGENCIES)


def _agreement(cells: Sequence[str], emails: Sequence[Sequence[str]]) -> float:
    """In how many rows the name of an address holds a word of the cell."""
    agree = [
        any(
            len(word) >= LETTERS_TOLD and word in folded(address.partition("@")[0])
            for word in folded(cell).replace(",", " ").split()
        )
        for column in emails
        for cell, address in zip(cells, column, strict=True)
        if cell and address
    ]
    return sum(agree) / len(agree) if agree else 0
