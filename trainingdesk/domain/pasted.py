"""People read out of text that was pasted: from a spreadsheet, an e-mail, a list.

Columns may stand in any order, with headings or without. Nothing is guessed: what cannot be read
is said so, line by line, and what is said to somebody (a greeting, a signature) is set aside.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from trainingdesk.domain.delegate import folded
from trainingdesk.domain.pasted_columns import Columns, says_nothing, shown_by
from trainingdesk.domain.pasted_headings import completed, headed
from trainingdesk.domain.pasted_names import PersonName, name_in, name_words
from trainingdesk.domain.pasted_text import ADDRESS, Row, address_in, rows_of
from trainingdesk.domain.pasted_words import is_aside, is_closing, is_opening

SHOWN = 40
"""So many letters of a cell are repeated where it is said what is wrong with it."""
SIGNATURE = 12
"""So many lines at most follow a closing of a letter."""

NO_NAME = "There is no name in this line."
ONE_NAME = "A first and a last name are needed."
NO_NAME_COLUMN = "It cannot be told which part of this line is the name. Give the columns headings."
TWO_ADDRESSES = "Two e-mail addresses stand in this line. Give the columns headings, or leave one."


@dataclass(frozen=True, slots=True)
class PastedLine:
    """What one line says of one person; ``unread`` says why it cannot be read.

    ``either_way`` says that nothing tells the first name from the last, and ``aside`` that the
    line names nobody to be booked, such as a greeting.
    """

    number: int
    text: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    agency: str = ""
    job_title: str = ""
    either_way: bool = False
    unread: str = ""
    aside: bool = False

    @property
    def has_name(self) -> bool:
        """Whether a whole name was read."""
        return bool(self.first_name and self.last_name)


def read_pasted(text: str, *, agencies: Collection[str] = ()) -> list[PastedLine]:
    """The people of a text, in its order; ``agencies`` are folded names that are known."""
    rows = list(rows_of(text))
    headings = [headed(row) for row in rows]
    aside = _asides(rows, headings)
    said = _headings_over(rows, headings, aside, agencies)
    free = [
        n for n in range(len(rows)) if said[n] is None and headings[n] is None and n not in aside
    ]
    for group in _alike(rows, free):
        columns = shown_by([rows[n] for n in group], agencies)
        said.update(dict.fromkeys(group, columns))
    lines = []
    for n, row in enumerate(rows):
        over = said[n]
        if n in aside:
            lines.append(PastedLine(row.number, row.text, aside=True))
        elif headings[n] is None and over is not None:
            lines.append(_read(row, over, agencies))
    return lines


def _asides(rows: Sequence[Row], headings: Sequence[Columns | None]) -> set[int]:
    """The lines said to somebody: greetings, sentences, and what stands under a closing."""
    found: set[int] = set()
    people = 0
    for n, row in enumerate(rows):
        if row.whole or headings[n] is not None:
            people += headings[n] is None
        elif people and is_closing(row.text) and len(rows) - n <= SIGNATURE:
            return found | {m for m in range(n, len(rows)) if not rows[m].whole}
        elif is_closing(row.text) or _is_said(row):
            found.add(n)
        else:
            people += 1
    return found


def _is_said(row: Row) -> bool:
    if any(address_in(cell) for cell in row.cells):
        return False
    return is_aside(row.text) if len(row.cells) == 1 else is_opening(row.text)


def _headings_over(
    rows: Sequence[Row],
    headings: Sequence[Columns | None],
    aside: Collection[int],
    agencies: Collection[str],
) -> dict[int, Columns | None]:
    """What the headings before each row say of it; lines of a letter have none of a table."""
    tables: list[tuple[Columns, list[int]]] = []
    of_table = False
    for n, row in enumerate(rows):
        heading = headings[n]
        if heading is not None:
            tables.append((heading, []))
            of_table = row.whole
        elif tables and row.whole == of_table and n not in aside:
            tables[-1][1].append(n)
    over: dict[int, Columns | None] = dict.fromkeys(range(len(rows)))
    for said, under in tables:
        columns = completed(said, [rows[n] for n in under], agencies)
        over.update(dict.fromkeys(under, columns))
    return over


def _alike(rows: Sequence[Row], free: Sequence[int]) -> Iterator[list[int]]:
    """Rows that may have the same columns: those of one table, and lines of as many parts."""

    def kind(n: int) -> tuple[int, ...]:
        if rows[n].whole:
            return ()
        cells = rows[n].cells
        return len(cells), *(at for at, cell in enumerate(cells) if ADDRESS.search(cell))

    for _, group in groupby(sorted(free, key=kind), key=kind):
        yield list(group)


def _read(row: Row, columns: Columns, agencies: Collection[str]) -> PastedLine:
    """What a row says; a line of a letter that the others tell nothing of is read by itself."""
    read = _line(row, columns, agencies)
    if read.unread == NO_NAME_COLUMN and not row.whole:
        return _line(row, shown_by([row], agencies), agencies)
    return read


def _line(row: Row, columns: Columns, agencies: Collection[str]) -> PastedLine:
    if not columns.headed and _is_shifted(row, columns, agencies):
        columns = shown_by([row], agencies)
    person = _name(row, columns)
    email, agency = _cell(row, columns.email), _cell(row, columns.agency)
    read = PastedLine(
        number=row.number,
        text=row.text,
        email=address_in(email),
        agency="" if says_nothing(agency) else agency,
        job_title=_cell(row, columns.job),
    )
    if person is not None:
        read = replace(
            read, first_name=person.first, last_name=person.last, either_way=person.either_way
        )
    return replace(read, unread=_why_unread(row, columns, read))


def _cell(row: Row, at: int | None) -> str:
    return row.cells[at] if at is not None and at < len(row.cells) else ""


def _is_shifted(row: Row, columns: Columns, agencies: Collection[str]) -> bool:
    """Whether a row of a broken table has its cells elsewhere than the others."""
    known = [at for at, cell in enumerate(row.cells) if folded(cell) in agencies]
    addressed = [at for at, cell in enumerate(row.cells) if ADDRESS.search(cell)]
    lost = bool(addressed) and columns.email not in addressed
    return lost or (bool(known) and columns.agency not in known)


def _name(row: Row, columns: Columns) -> PersonName | None:
    if columns.parts is not None:
        first, last = (" ".join(name_words(_cell(row, at))) for at in columns.parts)
        return PersonName(first, last, not columns.in_order) if first and last else None
    return name_in(_named_cell(row, columns))


def _named_cell(row: Row, columns: Columns) -> str:
    """What stands where the name is, or beside the address in one cell with it."""
    if columns.name is not None:
        return _cell(row, columns.name)
    return ADDRESS.sub(" ", _cell(row, columns.email)).strip(" <>\"'")


def _why_unread(row: Row, columns: Columns, read: PastedLine) -> str:
    where = (_cell(row, columns.email),) if columns.headed else row.cells
    strange = [
        cell
        for cell in where
        if not ADDRESS.search(cell) and ("@" in cell or (columns.headed and not says_nothing(cell)))
    ]
    if strange:
        return f"“{strange[0][:SHOWN]}” is no e-mail address."
    addresses = {each.lower() for cell in where for each in ADDRESS.findall(cell)}
    if len(addresses) > 1:
        return TWO_ADDRESSES
    if read.has_name:
        return ""
    return _why_no_name(row, columns)


def _why_no_name(row: Row, columns: Columns) -> str:
    cells = [_cell(row, at) for at in columns.parts or ()] or [_named_cell(row, columns)]
    said = " ".join(cell for cell in cells if cell)
    if not columns.headed and not said:
        others = [cell for cell in row.cells if not ADDRESS.search(cell) and not says_nothing(cell)]
        if len(others) == 1 and len(name_words(others[0])) == 1:
            return ONE_NAME
        return NO_NAME_COLUMN if others else NO_NAME
    if not said:
        return NO_NAME
    if any(cell and not name_words(cell) for cell in cells):
        return f"“{said[:SHOWN]}” cannot be read as a name."
    return ONE_NAME
