"""The brochure before its courses: cover, contents, how to book, and what the levels mean."""

from collections.abc import Iterator
from datetime import date, timedelta

from trainingdesk.domain.words import plain_day
from trainingdesk.reports.brochure_courses import course_key, strand_key
from trainingdesk.reports.brochure_facts import Level, Programme, level_said
from trainingdesk.reports.brochure_paging import (
    BOOKING,
    INDEX,
    LEVELS,
    TEXT,
    Pages,
    Piece,
    bullets,
    height,
    opened,
    prose,
    side_by_side,
)
from trainingdesk.reports.flow import LEFT, WIDTH, Flow
from trainingdesk.reports.furniture import EDGE, Board, wordmark
from trainingdesk.reports.names import fit
from trainingdesk.reports.sheet import Sheet
from trainingdesk.reports.tokens import (
    ACCENT,
    ACCENT_MID,
    ACCENT_PALE,
    ACCENT_WASH,
    BASE,
    BODY,
    DISPLAY,
    HAIR,
    HEADING,
    INK,
    LABEL,
    LEAD,
    MUTED,
    PORTRAIT,
    SMALL,
    STEP,
    STRONG,
)
from trainingdesk.reports.words import count, shortened

SPLIT = 530.0
"""Where the cover's pale field ends."""
YEAR_TOP, YEAR_FOOT = 128.0, 490.0
MONTH_NAMES = 34.0
MONTHS, DAYS, WEEKEND = 12, 31, 5
LEVEL_NAME = PORTRAIT.span(2)
LEVEL_X = LEFT + PORTRAIT.span(2) + PORTRAIT.gutter
LEVEL_TEXT = PORTRAIT.span(6)
COURSES_X = LEVEL_X + PORTRAIT.span(6) + PORTRAIT.gutter
COURSES_WIDE = LEFT + WIDTH - COURSES_X
MOST_TITLES = 12
ROW = 15.5
LONGEST = 100
BOOK = """\
Tell us the reference of the date you want, your name, your agency, your job and your manager's \
name: your manager must know that you are coming.
Tell us what you need in order to take part, such as step-free access, a hearing loop or large \
print.
If the date is full you can wait for a place. When one is free, whoever has waited longest has it.
If you cannot come, tell us as soon as you know, so that somebody else can have your place.
"""


def cover(sheet: Sheet, board: Board, programme: Programme) -> None:
    """Set the cover: the year as a calendar, a disc for each day on which something is held."""
    year = programme.year
    sheet.bookmark("Cover")
    sheet.box(0, 0, sheet.width, SPLIT, ACCENT_WASH)
    sheet.box(0, SPLIT - 5, sheet.width, 5, ACCENT)
    wordmark(sheet, LEFT, 49, board, side=34, width=WIDTH)
    _year(sheet, programme)
    with sheet.tag("H1"):
        sheet.text(LEFT, SPLIT + 66, "Training programme", DISPLAY)
        style = DISPLAY.but(weight="regular", colour=ACCENT)
        sheet.text(LEFT, SPLIT + 108, year.name.replace("-", "–"), style)
    sheet.paragraph(
        LEFT, SPLIT + 126, PORTRAIT.span(9), _offered(programme), LEAD.but(colour=MUTED)
    )
    y = sheet.height - 63
    sheet.rule(LEFT, y - 24, WIDTH, EDGE, INK)
    with sheet.tag("P"):
        sheet.text(LEFT, y - 8, f"{plain_day(year.first_day)} to {plain_day(year.last_day)}", BODY)


def _offered(programme: Programme) -> str:
    courses, dates = len(list(programme.offers)), len(programme.dates)
    said = (
        f"{_number(courses, 'course')} and {_number(dates, 'date')}"
        if dates
        else (_number(courses, "course"))
    )
    return f"{said}: what is offered, for whom, and where and when it is held."


def _year(sheet: Sheet, programme: Programme) -> None:
    """Draw the year a line a month: a point a day, a disc where there is an event."""
    days = programme.days
    high = (YEAR_FOOT - YEAR_TOP) / (MONTHS - 1)
    wide = (WIDTH - MONTH_NAMES) / DAYS
    first = programme.year.first_day
    for month in range(MONTHS):
        y = YEAR_TOP + month * high
        begins = _month_after(first, month)
        with sheet.aside():
            sheet.text(LEFT, y + 3, f"{begins:%b}", LABEL.but(colour=ACCENT_MID))
        for number in range((_month_after(first, month + 1) - begins).days):
            day = begins + timedelta(days=number)
            x = LEFT + MONTH_NAMES + wide * (number + 0.5)
            if days[day]:
                sheet.dot(x, y, min(7.0, 4.0 + days[day]), ACCENT)
            else:
                at_work = day.weekday() < WEEKEND
                sheet.dot(x, y, 1.6 if at_work else 0.9, ACCENT_PALE)


def _month_after(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, MONTHS)
    return date(day.year + years, month + 1, 1)


def contents_page(flow: Flow, programme: Programme, pages: Pages) -> None:
    """Write what stands where."""
    opened(flow, pages, "contents", eyebrow="Contents", words="What is in this programme")
    with flow.sheet.tag("TOC"):
        if programme.levels:
            _entry(flow, "Which level is yours", pages.number(LEVELS), strong=True)
        for strand in programme.strands:
            flow.need(ROW * 3)
            _entry(flow, strand.name, pages.number(strand_key(strand)), strong=True)
            for offer in strand.offers:
                _entry(flow, offer.title, pages.number(course_key(offer)))
        _entry(flow, "How to book a place", pages.number(BOOKING), strong=True)
        if programme.dates:
            _entry(flow, "All dates in order", pages.number(INDEX), strong=True)


def _entry(flow: Flow, words: str, page: str, *, strong: bool = False) -> None:
    flow.need(ROW)
    if strong and flow.top > PORTRAIT.top:
        flow.top += STEP * 1.5
    sheet, indent = flow.sheet, 0.0 if strong else BASE
    style = STRONG if strong else TEXT
    own = fit(shortened(words, LONGEST), style, WIDTH - indent - 40, smallest=7.5, most_lines=1)
    y = flow.top + ROW - 5
    with sheet.tag("TOCI"):
        sheet.text(LEFT + indent, y, own.lines[0], own.style)
        sheet.text(LEFT + WIDTH, y, page, style, "right")
    sheet.rule(LEFT + indent, flow.top + ROW, WIDTH - indent, HAIR)
    flow.top += ROW


def booking_page(flow: Flow, board: Board, programme: Programme, pages: Pages) -> None:
    """Write how a place is booked, and how the board is reached, or else who takes bookings."""
    sheet = flow.sheet
    told = zip(("E-mail", "Telephone", "Post"), programme.contact.ways, strict=True)
    ways = [(name, words) for name, words in told if words]
    us = board.name or "the board"
    lead = "" if ways else f"Places are booked with the training team of {us}."
    opened(flow, pages, BOOKING, eyebrow="How to book", words="How to book a place", lead=lead)
    for name, words in ways:
        flow.need(BASE * 2)
        with sheet.tag("P"):
            sheet.text(LEFT, flow.top + LEAD.size, name, LEAD.but(colour=MUTED))
            flow.top = sheet.paragraph(
                LEFT + PORTRAIT.span(2),
                flow.top,
                PORTRAIT.span(10),
                words,
                LEAD.but(weight="semibold"),
            )
        flow.top += STEP
    if ways:
        flow.top += BASE
    side_by_side(
        flow, [(LEFT, list(bullets(sheet, BOOK.splitlines(), PORTRAIT.span(10))))], again="Booking"
    )


def levels_pages(flow: Flow, programme: Programme, pages: Pages) -> None:
    """Explain each level, with the courses of it."""
    opened(
        flow,
        pages,
        LEVELS,
        eyebrow="The levels",
        words="Which level is yours",
        lead="Find the level whose description fits your work. If you are not sure, ask your "
        "manager or your agency's safeguarding lead.",
    )
    for level in programme.levels:
        _level(flow, level, programme)
    flow.sheet.rule(LEFT, flow.top, WIDTH, EDGE, INK)


def _level(flow: Flow, level: Level, programme: Programme) -> None:
    sheet = flow.sheet
    titles = [offer.title for offer in programme.offers if offer.level == level.name]
    columns = [
        (LEFT, [_level_name(level)]),
        (LEVEL_X, [*prose(sheet, level.about, BODY, LEVEL_TEXT, STEP)]),
        (COURSES_X, [*_titles(sheet, titles)]),
    ]
    flow.need(min(max(height(pieces) for _, pieces in columns) + BASE * 2, 600))
    sheet.rule(LEFT, flow.top, WIDTH, EDGE, INK)
    flow.top += STEP * 3
    side_by_side(flow, columns, again=level_said(level.name))
    flow.top += BASE


def _level_name(level: Level) -> Piece:
    is_sign = level_said(level.name) != level.name
    style = (
        DISPLAY.but(size=44, leading=50, colour=ACCENT) if is_sign else (HEADING.but(colour=ACCENT))
    )
    own = fit(level.name, style, LEVEL_NAME, smallest=9, most_lines=4)

    def draw(sheet: Sheet, x: float, top: float) -> None:
        with sheet.tag("H2"):
            for line in own.lines:
                top += own.style.leading if len(own.lines) > 1 else own.style.size * 0.86
                sheet.text(x, top, line, own.style)

    return Piece(own.style.leading * len(own.lines), draw)


def _titles(sheet: Sheet, titles: list[str]) -> Iterator[Piece]:
    """The courses of a level; of very many, the first and how many more."""
    said = _number(len(titles), "course") + " this year" if titles else "No course this year"
    yield from prose(sheet, said, LABEL, COURSES_WIDE, STEP)
    shown = titles if len(titles) <= MOST_TITLES + 1 else titles[:MOST_TITLES]
    for title in shown:
        yield from prose(sheet, title, SMALL, COURSES_WIDE, 1.5)
    if len(titles) > len(shown):
        yield from prose(
            sheet, f"and {count(len(titles) - len(shown))} more", SMALL, COURSES_WIDE, 0
        )


def _number(number: int, thing: str) -> str:
    return f"{count(number)} {thing}{'' if number == 1 else 's'}"
