"""Reading what Microsoft Forms, Google Forms and SurveyMonkey save of an online form.

Each writes a row for everybody who answered, .csv or .xlsx, under headings of its own. Formulas
stay words, and what stands in a cell is text and nothing else.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from io import StringIO
from pathlib import Path

from trainingdesk.domain.online_export import (
    DayOrder,
    OnlineExport,
    OnlineHeading,
    OnlineLine,
    OnlineProgram,
    digest,
)
from trainingdesk.domain.refusals import CannotImport
from trainingdesk.exchange.archives import opened
from trainingdesk.exchange.csv_files import text_of
from trainingdesk.exchange.file_names import called
from trainingdesk.exchange.handed_files import TextRow, told
from trainingdesk.exchange.online_days import days_of
from trainingdesk.exchange.online_headings import Ways, program_of, ways_of
from trainingdesk.exchange.spaces import folded, tidied, tidied_lines
from trainingdesk.exchange.workbooks import read_in_full
from trainingdesk.exchange.xlsx_files import sheets_of_workbook

LARGEST = 32 * 1024 * 1024
MOST_LINES = 20_000
LAST_ROW = 1_048_576
"""Of a sheet; a program may write every row of one as a line, and most of them blank."""
MOST_COLUMNS = 1_000
TEXTS = frozenset({".csv", ".tsv", ".txt"})
WORKBOOKS = frozenset({".xlsx"})
DELIMITERS = ",;\t"
WHO, NOBODY = frozenset({"email", "name"}), "anonymous"
"""What Microsoft Forms writes in place of an address or a name, where it asked for none."""

AGAIN = "Download it again."
NOT_READ = "only .csv and .xlsx files can be read."
NOT_ONE = (
    "it is no export that can be read. One of Microsoft Forms is headed Id, Start time and "
    "Completion time; one of Google Forms begins with Timestamp; one of SurveyMonkey with "
    "Respondent ID. Download it again and leave these headings as they are."
)


def read_online_export(path: Path, notices: list[str], *, latest: date) -> OnlineExport:
    """Read an export; nobody answered after ``latest``. Raises CannotImport."""
    kind, name = path.suffix.casefold(), called(path)
    if kind not in TEXTS | WORKBOOKS:
        raise CannotImport([f"{name}: {NOT_READ}"])
    with read_in_full(path):
        if path.stat().st_size > LARGEST:
            raise CannotImport([f"{name}: it is far too large for the answers to a form."])
        rows = _of_text(path, notices) if kind in TEXTS else _of_workbook(path)
    if not rows:
        raise CannotImport([f"{name}: it is empty."])
    program = program_of(rows[0][1])
    if program is None:
        raise CannotImport([f"{name}: {NOT_ONE}"])
    return _export(name, program, rows, latest)


def _export(name: str, program: OnlineProgram, rows: list[TextRow], latest: date) -> OnlineExport:
    has_two = program is OnlineProgram.SURVEYMONKEY and len(rows) > 1 and not rows[1][1][0]
    wide = max(len(cells) for _, cells in rows[: 2 if has_two else 1])
    _refuse_more_cells(name, rows, wide)
    rows = [(number, [*cells, *[""] * (wide - len(cells))]) for number, cells in rows]
    heads = [tidied(cell) for cell in rows[0][1]]
    under = [tidied(cell) for cell in rows[1][1]] if has_two else []
    ways = ways_of(program, heads, under)
    if ways is None:
        raise CannotImport([f"{name}: {NOT_ONE}"])
    rows = rows[2 if has_two else 1 :]
    if not rows:
        raise CannotImport([f"{name}: nobody has answered this form yet."])
    cells = [row for _, row in rows]
    found = [pair for group in ways.groups for pair in group.headings(cells)]
    usual = DayOrder.MONTH if program is OnlineProgram.SURVEYMONKEY else None
    days = days_of([row[ways.sent] for row in cells], latest=latest, usual=usual)
    keys = _keys(cells, ways)
    lines = [
        OnlineLine(number, key, day, tuple(_cell(heading, row, at) for heading, at in found))
        for (number, row), key, day in zip(rows, keys, days.days, strict=True)
    ]
    return OnlineExport(
        name,
        program,
        tuple(heading for heading, _ in found),
        tuple(lines),
        heads[ways.sent],
        days.order,
        days.other,
    )


def _keys(rows: Sequence[Sequence[str]], ways: Ways) -> list[str]:
    """By what each line is known again: its number, or what it says and when.

    A copied form counts from 1 again under the same headings, so a number is told apart by when
    it was begun. Two who say the same in the same second are two. A column that is blank, as one
    is that came later, or that was renamed, makes no other line of it.
    """
    found: list[str] = []
    often: Counter[str] = Counter()
    for row in rows:
        if ways.id is not None and row[ways.id]:
            began = row[ways.began] if ways.began is not None else ""
            found.append(digest("number", row[ways.id], began))
            continue
        said = [row[at] for group in ways.groups for at, _ in group.columns if row[at]]
        key = digest("words", row[ways.sent], *sorted(said))
        often[key] += 1
        found.append(key if often[key] == 1 else digest(key, str(often[key])))
    return found


def _cell(heading: OnlineHeading, row: Sequence[str], columns: Sequence[int]) -> str:
    cells = [row[at] for at in columns if row[at]]
    nobody = folded(heading.words) in WHO and [cell.casefold() for cell in cells] == [NOBODY]
    return "" if nobody else "\n".join(cells)


def _refuse_more_cells(name: str, rows: Sequence[TextRow], wide: int) -> None:
    for number, cells in rows:
        if len(cells) > wide:
            raise CannotImport(
                [f"{name}: row {number:,} has more cells than there are headings. {AGAIN}"]
            )


def _of_text(path: Path, notices: list[str]) -> list[TextRow]:
    """The rows of a .csv file, whichever sign parts its cells."""
    text = text_of(path.read_bytes(), called(path), notices)
    for sign in DELIMITERS:
        first = next(csv.reader(StringIO(text, newline=""), delimiter=sign), [])
        if program_of([tidied(cell) for cell in first]) is not None:
            return _rows(text, sign, called(path))
    return _rows(text, DELIMITERS[0], called(path))


def _rows(text: str, sign: str, name: str) -> list[TextRow]:
    lines = csv.reader(StringIO(text, newline=""), delimiter=sign, strict=True)
    is_whole = text.endswith(("\n", "\r"))
    try:
        return _filled(_whole(lines, name, is_whole=is_whole), name)
    except csv.Error as error:
        raise CannotImport(
            [f"{name}: line {lines.line_num:,} breaks off or cannot be read. {AGAIN}"]
        ) from error


def _whole(lines: Iterable[list[str]], name: str, *, is_whole: bool) -> Iterator[TextRow]:
    """The rows with their numbers, one after the other; a last one that breaks off is refused."""
    first: list[str] = []
    last: list[str] = []
    for number, last in enumerate(lines, start=1):
        if number == 1:
            first = last
        yield number, last
    if not is_whole and len(last) < len(first):
        raise CannotImport([f"{name}: its last row breaks off, so it is not all there. {AGAIN}"])


def _of_workbook(path: Path) -> list[TextRow]:
    """The rows of the first sheet that has any."""
    with opened(path) as file:
        for sheet in sheets_of_workbook(file, called(path), lambda _done, _total: None):
            rows = ((number, [told(cell) for cell in cells]) for number, cells in sheet.rows)
            if filled := _filled(rows, called(path)):
                return filled
    return []


def _filled(rows: Iterable[TextRow], name: str) -> list[TextRow]:
    """The rows that hold anything; too many, and too many cells, are refused."""
    found: list[TextRow] = []
    for number, cells in rows:
        if number > LAST_ROW:
            raise CannotImport([f"{name}: it is far too large for the answers to a form."])
        tidy = [tidied_lines(cell) for cell in cells] if any(cells) else []
        while tidy and not tidy[-1]:
            tidy.pop()
        if not tidy:
            continue
        if len(found) > MOST_LINES or len(tidy) > MOST_COLUMNS:
            raise CannotImport([f"{name}: it is far too large for the answers to a form."])
        found.append((number, tidy))
    return found
