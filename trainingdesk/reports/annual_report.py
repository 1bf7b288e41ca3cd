"""The annual report on training: its cover and its pages in order."""

from functools import partial

from trainingdesk.domain.words import plain_day
from trainingdesk.reports.agency_pages import agencies_pages
from trainingdesk.reports.course_pages import courses_pages
from trainingdesk.reports.definition_pages import definitions_pages
from trainingdesk.reports.evaluation_pages import evaluation_pages
from trainingdesk.reports.flow import Flow
from trainingdesk.reports.furniture import Board, page_foot, wordmark
from trainingdesk.reports.glance_pages import glance_pages
from trainingdesk.reports.money_pages import money_pages
from trainingdesk.reports.return_pages import returns_pages
from trainingdesk.reports.sheet import Sheet
from trainingdesk.reports.tokens import (
    A4,
    ACCENT,
    ACCENT_PALE,
    ACCENT_WASH,
    BASE,
    BODY,
    DISPLAY,
    INK,
    LEAD,
    MUTED,
    PORTRAIT,
    SMALL,
)
from trainingdesk.reports.words import count
from trainingdesk.reports.year import Year

SPLIT = 505.0
"""Where the cover's pale field ends."""
LINES_FROM, LINES_TO = 130.0, 460.0
"""Where the cover's lines stand."""
PARTS = (glance_pages, courses_pages, agencies_pages, evaluation_pages, money_pages,
         returns_pages, definitions_pages)  # fmt: skip


def annual_report(board: Board, year: Year) -> bytes:
    """The whole report as a document."""
    name = f"Annual report on training {year.name}"

    def foot(sheet: Sheet) -> None:
        if sheet.number > 1:
            page_foot(sheet, PORTRAIT, f"{board.name}  ·  {name}", sheet.number)

    sheet = Sheet(A4, f"{name}: {board.name}", board.name, foot)
    _cover(sheet, board, year)
    flow = Flow(sheet)
    flow.turn()
    for part in PARTS:
        flow.subject(partial(part, year=year))
    return sheet.pdf()


def _cover(sheet: Sheet, board: Board, year: Year) -> None:
    left = PORTRAIT.left
    sheet.bookmark("Cover")
    sheet.box(0, 0, sheet.width, SPLIT, ACCENT_WASH)
    sheet.box(0, SPLIT - 5, sheet.width, 5, ACCENT)
    wordmark(sheet, left, 49, board, side=34, width=PORTRAIT.measure)
    _lines(sheet, year)
    with sheet.tag("H1"):
        sheet.text(left, SPLIT + 70, "Annual report on training", DISPLAY)
        style = DISPLAY.but(weight="regular", colour=ACCENT)
        sheet.text(left, SPLIT + 112, year.name.replace("-", "–"), style)
    words = (
        "The board's multi-agency training: what was offered, who came, what changed in "
        "practice and what it cost."
    )
    sheet.paragraph(left, SPLIT + 133, PORTRAIT.span(8), words, LEAD.but(colour=MUTED))
    y = sheet.height - 63
    sheet.rule(left, y - 24, PORTRAIT.measure, 0.9, INK)
    with sheet.tag("P"):
        period = f"{plain_day(year.year.first_day)} to {plain_day(year.year.last_day)}"
        sheet.text(left, y - 8, period, BODY)


def _lines(sheet: Sheet, year: Year) -> None:
    """Draw the year itself: a line a course, as long as its places, dark as far as were filled."""
    ran = [c for c in year.rows("by_course") if c["places"] or c["attended"]]
    ran.sort(key=lambda c: (c["places"], c["attended"]))
    style = SMALL.but(colour=MUTED)
    if not ran:
        with sheet.tag("P"):
            sheet.text(PORTRAIT.left, LINES_FROM, "No event was delivered in this year.", style)
        return
    pitch = min(13.0, (LINES_TO - LINES_FROM) / len(ran))
    scale = PORTRAIT.measure / max(max(c["places"], c["attended"]) for c in ran)
    for index, course in enumerate(ran):
        y = LINES_FROM + index * pitch
        thick = pitch * 0.43
        sheet.box(PORTRAIT.left, y, course["places"] * scale, thick, ACCENT_PALE)
        sheet.box(PORTRAIT.left, y, course["attended"] * scale, thick, ACCENT)
    words = (
        f"Each line is one of the year's {count(len(ran))} courses: its length the places "
        "offered, its dark part those filled."
    )
    with sheet.tag("P"):
        sheet.text(PORTRAIT.left, LINES_FROM + len(ran) * pitch + BASE, words, style)
