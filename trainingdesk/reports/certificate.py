"""A certificate of attendance, landscape or portrait; many of them in one file."""

# A place on the page is three numbers before anything is said.
# ruff: noqa: PLR0913, PLR0917

import math
from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from trainingdesk.reports.furniture import Board, wordmark
from trainingdesk.reports.names import fit
from trainingdesk.reports.sheet import Sheet
from trainingdesk.reports.tokens import (
    A4,
    A4_LANDSCAPE,
    ACCENT,
    ACCENT_MID,
    BASE,
    BODY,
    EYEBROW,
    HAIR,
    INK,
    MUTED,
    NOTE,
    SMALL,
    STEP,
    STRONG,
    Grid,
    Style,
)
from trainingdesk.reports.words import listed, shortened

NAME = Style(36, 44, "regular", INK, "serif")
COURSE = Style(19, 24, "semibold", INK)
TITLE = Style(15, 20, "semibold", ACCENT)
SAID = BODY.but(size=10.5, colour=MUTED)
BAND = 42.0
FOOT = 74.0
"""The height of the signature and the code at the foot."""
OUTCOME_SIZES = (9.0, 8.5, 8.0, 7.5, 7.0)
LANDSCAPE = Grid(*A4_LANDSCAPE, left=BAND + 56, right=56, top=49, bottom=42)
PORTRAIT = Grid(*A4, left=BAND + 56, right=56, top=49, bottom=42)


@dataclass(frozen=True, slots=True)
class Certificate:
    """Who attended what, when, and what they can now do."""

    delegate: str
    agency: str
    course: str
    level: str
    dates: Sequence[str]
    hours: str
    venue: str
    outcomes: Sequence[str]
    number: str
    issued: str
    address: str = ""
    """Where a number can be checked; a board without such a page is asked instead."""


def certificate(board: Board, facts: Certificate, *, landscape: bool = True) -> bytes:
    """One certificate as a document of one page."""
    return certificates(board, [facts], landscape=landscape)


def certificates(
    board: Board, all_facts: Sequence[Certificate], *, landscape: bool = True
) -> bytes:
    """Certificates as one document, a page each."""
    grid = LANDSCAPE if landscape else PORTRAIT
    courses = list(dict.fromkeys(facts.course for facts in all_facts))
    one = len(all_facts) == 1
    title = f"{'Certificate' if one else 'Certificates'} of attendance: {listed(courses[:3])}"
    sheet = Sheet((grid.width, grid.height), shortened(title), board.name)
    for index, facts in enumerate(all_facts):
        if index:
            sheet.next_page()
        _page(sheet, grid, board, facts)
    return sheet.pdf()


def _page(sheet: Sheet, grid: Grid, board: Board, facts: Certificate) -> None:
    landscape = grid is LANDSCAPE
    sheet.kept("band", lambda canvas: _engraved_band(canvas, BAND, sheet.height))
    wordmark(sheet, grid.left, grid.top, board, side=32, width=grid.measure - 150)
    with sheet.tag("P"):
        right = grid.width - grid.right
        sheet.text(right, grid.top + 12.3, f"No {facts.number}", STRONG, "right")
        if facts.issued:
            sheet.text(right, grid.top + 28.3, f"Issued {facts.issued}", SMALL, "right")
    # A long name takes the room above it, so that the outcomes keep theirs.
    long = len(fit(facts.delegate, NAME, grid.measure, smallest=22).lines) > 1
    top = _award(sheet, grid, facts, grid.top + (156 if not landscape else 74 if long else 98))
    foot = grid.foot - FOOT
    top = _particulars(sheet, grid, top, facts, 4 if landscape else 2) + BASE
    columns = 2 if landscape else 1
    _outcomes(sheet, grid, top, foot + STEP, [o for o in facts.outcomes if o.strip()], columns)
    _signed(sheet, grid, foot, board, facts)


def _engraved_band(canvas: Canvas, width: float, height: float) -> None:
    """Draw the band at the edge: two families of fine waves that cross, as on a banknote."""
    canvas.saveState()
    canvas.setLineWidth(0.3)
    clip = canvas.beginPath()
    clip.rect(0, 0, width, height)
    canvas.clipPath(clip, stroke=0, fill=0)
    strands = 15
    for family, colour in ((1, ACCENT), (-1, ACCENT_MID)):
        canvas.setStrokeColor(colour)
        for strand in range(strands):
            phase = family * strand * math.pi / strands
            path = canvas.beginPath()
            for step in range(0, int(height) + 3, 3):
                angle = step / height * math.pi * 10
                sway = math.sin(angle + phase) * (0.62 + 0.38 * math.cos(angle * 0.5 - phase))
                at = (width / 2 + (width / 2 - 4) * sway, step)
                (path.lineTo if step else path.moveTo)(*at)
            canvas.drawPath(path, stroke=1, fill=0)
    canvas.restoreState()
    canvas.setStrokeColor(ACCENT)
    canvas.setLineWidth(1.2)
    canvas.line(width - 0.6, 0, width - 0.6, height)


def _award(sheet: Sheet, grid: Grid, facts: Certificate, top: float) -> float:
    """Set who attended what, and return the depth below."""
    with sheet.tag("H1"):
        sheet.text(grid.left, top, "Certificate of attendance", TITLE)
    y = top + 8
    name = fit(facts.delegate, NAME, grid.measure, smallest=22)
    with sheet.tag("P"):
        for line in name.lines:
            y += name.style.leading
            sheet.text(grid.left, y, line, name.style)
    y += 12
    agency = fit(facts.agency, SAID, grid.measure, smallest=8, most_lines=2)
    if facts.agency.strip():
        with sheet.tag("P"):
            for line in agency.lines:
                y += 14
                sheet.text(grid.left, y, line, agency.style)
        y += 14
    y += 14
    with sheet.tag("P"):
        sheet.text(grid.left, y, "attended", SAID)
    y += 6
    course = fit(facts.course, COURSE, grid.measure, smallest=13, most_lines=2)
    with sheet.tag("H2"):
        for line in course.lines:
            y += course.style.leading
            sheet.text(grid.left, y, line, course.style)
    return y + 22


def _particulars(sheet: Sheet, grid: Grid, top: float, facts: Certificate, columns: int) -> float:
    """Set level, dates, hours and place side by side; what is not known is left out."""
    pairs = [
        ("Level", shortened(facts.level, 60), 0.18),
        ("Date" if len(facts.dates) == 1 else "Dates", _dates(facts.dates), 0.32),
        ("Length", f"{facts.hours} of training" if facts.hours.strip() else "", 0.22),
        ("Held at", shortened(facts.venue, 120), 0.28),
    ]
    shown = [pair for pair in pairs if pair[1].strip()]
    down = top
    for start in range(0, len(shown), columns):
        own = shown[start : start + columns]
        sheet.rule(grid.left, down, grid.measure, 0.8 if start == 0 else HAIR, INK)
        scale = 1 / (sum(share for *_, share in own) if columns > len(PAIRED) else 1)
        at, deepest = grid.left, down
        for (name, value, share), half in zip(own, PAIRED * 2, strict=False):
            wide = grid.measure * (share * scale if columns > len(PAIRED) else half)
            with sheet.tag("P"):
                sheet.text(at, down + 14, name, SMALL)
                below = sheet.paragraph(at, down + 17.5, wide - 10, value, STRONG)
            deepest = max(deepest, below)
            at += wide
        down = deepest + STEP * 2
    return down


PAIRED = (0.45, 0.55)
"""The shares of the measure where two particulars stand side by side."""


def _dates(dates: Sequence[str]) -> str:
    """The days in a sentence; a long course gives its first and last."""
    few = 4
    if len(dates) > few:
        return shortened(f"{dates[0]} to {dates[-1]} ({len(dates)} days)", 160)
    return shortened(listed(dates), 160)


def _outcomes(
    sheet: Sheet, grid: Grid, top: float, foot: float, outcomes: Sequence[str], columns: int
) -> None:
    """List what the course set out to teach, smaller where there is much, and only what fits."""
    wide = (grid.measure - 28 * (columns - 1)) / columns
    outcomes = [shortened(" ".join(outcome.split()), 240) for outcome in outcomes]
    room = foot - top - 17.5
    parts, style = _parted(sheet, outcomes, wide, room, columns) if outcomes else ([], BODY)
    if not any(parts):
        return
    with sheet.tag("H3"):
        sheet.text(grid.left, top + 10, "What the course covered", EYEBROW.but(tracking=0))
    with sheet.tag("L"):
        for column, part in enumerate(parts):
            y, at = top + 17.5, grid.left + column * (wide + 28)
            for outcome in part:
                sheet.dot(at + 2, y + style.size * 0.7, 1.4, ACCENT)
                with sheet.tag("LI"), sheet.tag("LBody"):
                    y = sheet.paragraph(at + 11, y, wide - 11, outcome, style) + 3


def _parted(
    sheet: Sheet, outcomes: Sequence[str], wide: float, room: float, columns: int
) -> tuple[list[Sequence[str]], Style]:
    """The outcomes over the columns at the largest size that holds them; the last go first."""
    style = BODY
    for size in OUTCOME_SIZES:
        style = BODY.but(size=size, leading=size * 1.36)
        parts = _in_columns(sheet, outcomes, wide, style, columns)
        if all(_high(sheet, part, wide, style) <= room for part in parts):
            return parts, style
    fewer = (
        _in_columns(sheet, outcomes[:kept], wide, style, columns)
        for kept in range(len(outcomes) - 1, 0, -1)
    )
    fitting = (p for p in fewer if all(_high(sheet, part, wide, style) <= room for part in p))
    return next(fitting, []), style


def _in_columns(
    sheet: Sheet, outcomes: Sequence[str], wide: float, style: Style, columns: int
) -> list[Sequence[str]]:
    """The outcomes in their order, parted where the taller column is lowest."""
    if columns == 1:
        return [outcomes]
    cuts = range((len(outcomes) + 1) // 2, len(outcomes) + 1)
    ways = [(outcomes[:cut], outcomes[cut:]) for cut in (*cuts, *range(cuts.start))]
    return list(min(ways, key=lambda way: max(_high(sheet, part, wide, style) for part in way)))


def _high(sheet: Sheet, outcomes: Sequence[str], wide: float, style: Style) -> float:
    return sum(sheet.tall(wide - 11, outcome, style) + 3 for outcome in outcomes)


def _signed(sheet: Sheet, grid: Grid, top: float, board: Board, facts: Certificate) -> None:
    """Set the line for the signature, and how the certificate can be checked."""
    line = top + 46
    sheet.rule(grid.left, line, 196, 0.8, INK)
    role = f"{board.signatory_role}, {board.name}" if board.signatory_role else board.name
    with sheet.tag("P"):
        if board.signatory:
            own = fit(board.signatory, STRONG, 196, smallest=7, most_lines=1)
            sheet.text(grid.left, line + 14, own.lines[0], own.style)
        own = fit(role, SMALL, grid.measure / 2, smallest=6, most_lines=1)
        sheet.text(grid.left, line + (26 if board.signatory else 14), own.lines[0], own.style)
    right = grid.width - grid.right
    strong = NOTE.but(weight="semibold", colour=INK)
    if not facts.address:
        words = f"Keep this number: {board.name} can check it."
        own = fit(words, NOTE, grid.measure / 2 - 20, smallest=6, most_lines=2)
        with sheet.tag("P"):
            sheet.text(right, line + 2, facts.number, strong, "right")
            for index, words in enumerate(own.lines):
                sheet.text(right, line + 14 + 12 * index, words, own.style, "right")
        return
    _checked(sheet, right, line, facts)


def _checked(sheet: Sheet, right: float, line: float, facts: Certificate) -> None:
    """Set the code that a telephone checks, with its address in words."""
    side = 62
    link = f"{facts.address}{'&' if '?' in facts.address else '?'}n={facts.number}"
    sheet.code(right - side, line + 26 - side, side, link, f"QR code: {link}")
    edge = right - side - 12
    address = facts.address.removeprefix("https://").removeprefix("http://")
    own = fit(address, NOTE, 200, smallest=6, most_lines=1)
    with sheet.tag("P"):
        strong = NOTE.but(weight="semibold", colour=INK)
        sheet.text(edge, line + 2, "Check this certificate", strong, "right")
        sheet.text(edge, line + 14, own.lines[0], own.style, "right")
        sheet.text(edge, line + 26, f"number {facts.number}", NOTE, "right")
