"""The training programme of a year as a brochure: its pages in order."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby, zip_longest

from trainingdesk.domain.words import short_day
from trainingdesk.reports.brochure_courses import course_key, strand_pages
from trainingdesk.reports.brochure_facts import Programme
from trainingdesk.reports.brochure_front import (
    booking_page,
    contents_page,
    cover,
    levels_pages,
)
from trainingdesk.reports.brochure_paging import INDEX, Pages, opened
from trainingdesk.reports.flow import Flow
from trainingdesk.reports.furniture import Board, page_foot
from trainingdesk.reports.sheet import Sheet
from trainingdesk.reports.table import Column, Row, Table
from trainingdesk.reports.tokens import A4, BASE, PORTRAIT
from trainingdesk.reports.words import shortened

COLUMNS = (
    Column("Date", 80),
    Column("Course", 180),
    Column("Time", 62),
    Column("Where", 105),
    Column("Page", 28, "right"),
)
LONGEST = 160
BOOKING_NEEDS = 340.0


def brochure(board: Board, programme: Programme) -> bytes:
    """The whole brochure as a document.

    It is written twice: what the contents say of pages is known only once all are written.
    """
    pages = Pages()
    _written(board, programme, pages)
    return _written(board, programme, Pages(known=pages.found)).pdf()


def _written(board: Board, programme: Programme, pages: Pages) -> Sheet:
    name = f"Training programme {programme.year.name}"

    def foot(sheet: Sheet) -> None:
        if sheet.number > 1:
            page_foot(sheet, PORTRAIT, f"{board.name}  ·  {name}", sheet.number)

    sheet = Sheet(A4, f"{name}: {board.name}", board.name, foot)
    cover(sheet, board, programme)
    flow = Flow(sheet)
    flow.turn()
    contents_page(flow, programme, pages)
    flow.turn()
    if programme.levels:
        levels_pages(flow, programme, pages)
        flow.turn()
    for strand in programme.strands:
        strand_pages(flow, strand, programme, pages)
    if flow.room > BOOKING_NEEDS:
        flow.top += BASE * 3
    else:
        flow.turn()
    booking_page(flow, board, programme, pages)
    if programme.dates:
        flow.turn()
        _index(flow, programme, pages)
    return sheet


def _index(flow: Flow, programme: Programme, pages: Pages) -> None:
    """Write every date in order, with the page of its course."""
    opened(flow, pages, INDEX, eyebrow="By date", words="All dates in order")
    rows: list[Row] = []
    for month, pairs in groupby(programme.dates, key=lambda pair: f"{pair[0].days[0]:%B %Y}"):
        rows.append(Row([month], "span"))
        for dated, offer in pairs:
            cells = [
                days_said(dated.days),
                shortened(offer.title, LONGEST),
                dated.times,
                shortened(dated.where, LONGEST),
                pages.number(course_key(offer)),
            ]
            rows.append(Row(cells))
    flow.table(Table(COLUMNS, rows, words="Every date of the year"))


def days_said(days: Sequence[date]) -> str:
    """The days of one event in a column: Wed 13, 20 May, with a month where it ends."""
    said = [
        short_day(day)
        if next_day is None or (next_day.year, next_day.month) != (day.year, day.month)
        else str(day.day)
        for day, next_day in zip_longest(days, days[1:])
    ]
    return f"{days[0]:%a} {', '.join(said)}"
