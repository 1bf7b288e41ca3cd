"""The courses of each strand: for whom, what they lead to, when and where."""

from collections.abc import Iterator, Sequence

from trainingdesk.reports import faces
from trainingdesk.reports.brochure_facts import Dated, Offer, Programme, StrandPart, level_said
from trainingdesk.reports.brochure_paging import (
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
from trainingdesk.reports.furniture import EDGE
from trainingdesk.reports.names import fit
from trainingdesk.reports.sheet import Sheet
from trainingdesk.reports.tokens import (
    ACCENT,
    ACCENT_PALE,
    ACCENT_WASH,
    BASE,
    EYEBROW,
    HEADING,
    INK,
    LABEL,
    MUTED,
    NOTE,
    PORTRAIT,
    SMALL,
    STEP,
    WHITE,
)

MAIN = PORTRAIT.span(8)
ASIDE = PORTRAIT.span(4) - 7
ASIDE_X = LEFT + WIDTH - ASIDE
MOST_BESIDE, ABREAST = 6, 3
CHIP, CHIP_WIDEST = 15.0, 110.0
TORN, FEW_DATES = 360.0, 110.0
STRAND_NEEDS = 300.0
"""The room a strand's name and the first of its courses should find."""
TALLEST_NOTE = 120.0
NO_DATE = "No date is set yet. Ask, and we will tell you when there is one."
STRONG_TEXT = TEXT.but(weight="semibold")
VENUE = SMALL.but(size=8.5, leading=11.5)


def strand_pages(flow: Flow, strand: StrandPart, programme: Programme, pages: Pages) -> None:
    """Write a strand: its name, its courses, and those of it that stand elsewhere."""
    if flow.top > PORTRAIT.top:
        if flow.room > STRAND_NEEDS + BASE * 3:
            flow.top += BASE * 3
        else:
            flow.turn()
    opened(flow, pages, strand_key(strand), eyebrow="Strand", words=strand.name, lead=strand.about)
    steps = programme.steps()
    for offer in strand.offers:
        _offer(flow, offer, steps, pages)
    if strand.elsewhere:
        _elsewhere(flow, strand, pages)


def strand_key(strand: StrandPart) -> str:
    """What a strand's page is noted under."""
    return f"strand {strand.name}"


def course_key(offer: Offer) -> str:
    """What a course's page is noted under."""
    return f"course {offer.reference}"


def _offer(flow: Flow, offer: Offer, steps: list[str], pages: Pages) -> None:
    sheet = flow.sheet
    main = list(_told(sheet, offer))
    aside = list(_beside(sheet, offer, steps))
    below = list(_in_rows(sheet, offer.dates)) if len(offer.dates) > MOST_BESIDE else []
    told = max(height(main), height(aside)) + STEP * 2
    high = told + height(below)
    # A course is not torn, unless it is so long that a page would stay half empty.
    flow.need(min(high if high <= TORN else told + FEW_DATES, PORTRAIT.foot - PORTRAIT.top))
    pages.begins(course_key(offer), sheet)
    sheet.bookmark(offer.title, level=1)
    sheet.rule(LEFT, flow.top, WIDTH, EDGE, INK)
    flow.top += STEP * 2
    side_by_side(flow, [(LEFT, main), (ASIDE_X, aside)], again=offer.title)
    side_by_side(flow, [(LEFT, below)], again=offer.title)
    flow.top += BASE * 1.2


def _told(sheet: Sheet, offer: Offer) -> Iterator[Piece]:
    yield _title(offer)
    whom = ". ".join(filter(None, (offer.length, _for(offer.audience))))
    yield from prose(sheet, whom, TEXT.but(colour=MUTED), MAIN, STEP)
    yield from prose(sheet, offer.aims, TEXT, MAIN, STEP)
    if offer.outcomes:
        yield from prose(sheet, "By the end", LABEL.but(colour=INK), MAIN, 2)
        yield from bullets(sheet, offer.outcomes, MAIN)
    if offer.requires:
        first = f"First: {'; '.join(offer.requires)}."
        yield from prose(sheet, first, TEXT.but(colour=MUTED), MAIN, STEP)


def _for(audience: str) -> str:
    return f"For: {audience}" if audience else ""


def _title(offer: Offer) -> Piece:
    title = fit(offer.title, HEADING, MAIN, smallest=HEADING.size, most_lines=4)

    def draw(sheet: Sheet, x: float, top: float) -> None:
        with sheet.tag("H2"):
            y = top + title.style.size
            for line in title.lines:
                sheet.text(x, y, line, title.style)
                y += title.style.leading

    return Piece(title.style.leading * len(title.lines) + STEP / 2, draw)


def _beside(sheet: Sheet, offer: Offer, steps: list[str]) -> Iterator[Piece]:
    yield Piece(CHIP + STEP * 2, lambda on, x, top: _marks(on, x, top, offer, steps))
    if not offer.dates:
        yield from prose(sheet, NO_DATE, VENUE, ASIDE, STEP)
    if len(offer.dates) <= MOST_BESIDE:
        for dated in offer.dates:
            yield _dated(sheet, dated)


def _marks(sheet: Sheet, x: float, top: float, offer: Offer, steps: list[str]) -> None:
    """Set the level in a chip that darkens with it, and the code of the course at the edge."""
    used = 0.0
    if offer.level:
        used = chip(sheet, x, top, offer.level, steps) + STEP * 2
    code = fit(offer.reference, EYEBROW.but(tracking=0), ASIDE - used, smallest=6, most_lines=1)
    with sheet.tag("P"):
        sheet.text(x + ASIDE, top + 10.5, code.lines[0], code.style, "right")


def chip(sheet: Sheet, x: float, top: float, level: str, steps: list[str]) -> float:
    """Set a level in a chip, the darker the later it stands among the levels; return its width."""
    words = fit(level_said(level), NOTE.but(weight="semibold"), CHIP_WIDEST, 6, most_lines=1)
    place = steps.index(level) / max(1, len(steps) - 1) if level in steps else 0
    fill, ink = (ACCENT, WHITE) if place == 1 else (ACCENT_PALE if place else ACCENT_WASH, INK)
    own = words.lines[0]
    wide = faces.width(own, "sans", "semibold", words.style.size) + STEP * 4
    with sheet.decoration() as canvas:
        canvas.setFillColor(fill)
        canvas.setStrokeColor(ACCENT)
        canvas.setLineWidth(0.7)
        canvas.roundRect(x, sheet.height - top - CHIP, wide, CHIP, 3, stroke=1, fill=1)
    with sheet.tag("P"):
        sheet.text(x + wide / 2, top + 10.5, own, words.style.but(colour=ink), "centre")
    return wide


def _dated(sheet: Sheet, dated: Dated) -> Piece:
    lines = [
        *((line, STRONG_TEXT) for line in dated.when),
        (dated.times, VENUE.but(colour=INK)),
        (dated.where, VENUE),
        (" · ".join(filter(None, (dated.reference, dated.series))), VENUE),
    ]
    told = [(words, style) for words, style in lines if words]

    def draw(on: Sheet, x: float, top: float) -> None:
        with on.tag("P"):
            for words, style in told:
                top = on.paragraph(x, top, ASIDE, words, style)

    return Piece(sum(sheet.tall(ASIDE, words, style) for words, style in told) + STEP * 1.5, draw)


def _in_rows(sheet: Sheet, dates: Sequence[Dated]) -> Iterator[Piece]:
    """Many dates stand three abreast below the course, for beside it they would outgrow it."""
    apart = (WIDTH - ASIDE) / (ABREAST - 1)
    for start in range(0, len(dates), ABREAST):
        own = [_dated(sheet, dated) for dated in dates[start : start + ABREAST]]

        def draw(on: Sheet, x: float, top: float, own: Sequence[Piece] = own) -> None:
            for place, piece in enumerate(own):
                piece.draw(on, x + place * apart, top)

        yield Piece(max(piece.high for piece in own), draw)


def _elsewhere(flow: Flow, strand: StrandPart, pages: Pages) -> None:
    sheet = flow.sheet
    lines = [
        f"{offer.title}, page {pages.number(course_key(offer)) or '00'}"
        for offer in strand.elsewhere
    ]
    said = "Also of this strand" if strand.offers else "Courses of this strand, told elsewhere"
    pieces = [*prose(sheet, said, LABEL, WIDTH, 2), *bullets(sheet, lines, WIDTH)]
    flow.need(min(height(pieces) + STEP * 2, TALLEST_NOTE))
    sheet.rule(LEFT, flow.top, WIDTH, EDGE, INK)
    flow.top += STEP * 2
    side_by_side(flow, [(LEFT, pieces)], again=strand.name)
    flow.top += BASE
