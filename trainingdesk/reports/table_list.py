"""The trainer's list of tables: who sits where, so that agencies and sectors are mixed."""

# A place on the page is three numbers before anything is said.
# ruff: noqa: PLR0913, PLR0917

from collections.abc import Sequence
from dataclasses import dataclass

from trainingdesk.domain.figures import counted
from trainingdesk.domain.tables import EXPLAINED, Seat, sharing_said
from trainingdesk.reports.furniture import Board, mark
from trainingdesk.reports.names import fit
from trainingdesk.reports.sheet import Sheet
from trainingdesk.reports.tokens import (
    A4,
    ACCENT,
    CELL,
    HAIR,
    HAIRLINE,
    HEADING,
    INK,
    NOTE,
    PORTRAIT,
    STRONG,
    THIN,
    Style,
)

ABREAST = 2
GAP = 24.0
HEAD, LINE, BETWEEN = 22.0, 14.5, 16.0
"""The height of a table's name and of a line, and the white between two tables."""
NAMES = 0.5
"""How much of a line a name may take; the agency has the rest."""


@dataclass(frozen=True, slots=True)
class TableList:
    """One event's tables; of the people only name and agency are told."""

    event: str
    course: str
    when: str
    where: str
    tables: Sequence[Sequence[Seat]]


def table_list(board: Board, facts: TableList) -> bytes:
    """The tables as a document, two abreast, none torn over two pages."""
    sheet = Sheet(A4, f"Tables: {facts.course}, {facts.when}"[:200], board.name)
    top = _head(sheet, board, facts)
    wide = (PORTRAIT.measure - GAP) / ABREAST
    for first in range(0, len(facts.tables), ABREAST):
        abreast = facts.tables[first : first + ABREAST]
        high = HEAD + LINE * max(len(table) for table in abreast)
        if top + high > PORTRAIT.foot:
            _foot(sheet, facts)
            sheet.next_page()
            top = _later_head(sheet, facts)
        for place, table in enumerate(abreast):
            _table(sheet, PORTRAIT.left + place * (wide + GAP), top, wide, first + place + 1, table)
        top += high + BETWEEN
    _foot(sheet, facts)
    return sheet.pdf()


def _head(sheet: Sheet, board: Board, facts: TableList) -> float:
    """Say whose tables these are, and by which rule people were shared out."""
    left, top, wide = PORTRAIT.left, PORTRAIT.top, PORTRAIT.measure
    mark(sheet, left, top, 20)
    with sheet.tag("P"):
        _one_line(sheet, left + 27, top + 8, board.name, NOTE, wide - 27)
        words = f"Tables  ·  {facts.event}"
        _one_line(sheet, left + 27, top + 18.5, words, NOTE.but(colour=INK), wide - 27)
    with sheet.tag("H1"):
        title = fit(facts.course, Style(17, 20, "semibold"), wide, smallest=11, most_lines=2)
        y = top + 46
        for line in title.lines:
            sheet.text(left, y, line, title.style)
            y += title.style.leading
    with sheet.tag("P"):
        words = "  ·  ".join(filter(None, (facts.when, facts.where)))
        _one_line(sheet, left, y, words, STRONG, wide)
    people = sum(len(table) for table in facts.tables)
    said = f"{counted(people, 'person', 'people')} at {counted(len(facts.tables), 'table')}."
    words = " ".join(filter(None, (said, EXPLAINED, sharing_said(facts.tables))))
    with sheet.tag("P"):
        y = sheet.paragraph(left, y + 7, wide, words, NOTE.but(size=8))
    return y + 18


def _later_head(sheet: Sheet, facts: TableList) -> float:
    with sheet.tag("H2"):
        words = f"{facts.course}, continued"
        style = Style(12, 15, "semibold")
        _one_line(sheet, PORTRAIT.left, PORTRAIT.top + 12, words, style, PORTRAIT.measure)
    return PORTRAIT.top + 34


def _table(
    sheet: Sheet, left: float, top: float, wide: float, number: int, table: Sequence[Seat]
) -> None:
    with sheet.tag("H2"):
        sheet.text(left, top + 12, f"Table {number}", HEADING.but(colour=ACCENT))
    with sheet.tag("P"):
        people = counted(len(table), "person", "people")
        sheet.text(left + wide, top + 12, people, NOTE, "right")
    sheet.rule(left, top + HEAD - 4, wide, THIN, INK)
    names = wide * NAMES
    for row, seat in enumerate(table):
        base = top + HEAD + row * LINE + 7
        with sheet.tag("P"):
            _one_line(sheet, left, base, seat.name, CELL.but(weight="semibold"), names - 6)
            _one_line(sheet, left + names, base, seat.agency, CELL, wide - names)
        sheet.rule(left, base + 3.6, wide, HAIR, HAIRLINE)


def _foot(sheet: Sheet, facts: TableList) -> None:
    y = PORTRAIT.height - PORTRAIT.bottom + 30
    with sheet.tag("P"):
        words = f"{facts.event}  ·  page {sheet.number}"
        sheet.text(PORTRAIT.left + PORTRAIT.measure, y, words, NOTE, "right")


def _one_line(sheet: Sheet, x: float, y: float, words: str, style: Style, width: float) -> float:
    own = fit(words, style, width, smallest=6.3, most_lines=1)
    return sheet.text(x, y, own.lines[0], own.style)
