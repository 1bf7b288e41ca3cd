"""Bars with their figures beside them, as drawings that print, show and export alike."""

# A place on the page is three numbers before anything is said.
# ruff: noqa: PLR0913, PLR0917

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.graphics.shapes import Drawing, Group, Line, Rect, String
from reportlab.lib.colors import Color

from trainingdesk.reports import faces
from trainingdesk.reports.tokens import (
    ACCENT,
    ACCENT_MID,
    ACCENT_WASH,
    CELL,
    CELL_STRONG,
    INK,
    MUTED,
    WHITE,
    Style,
)
from trainingdesk.reports.words import count, percent

FULL_AT = 0.8
"""Where on a fill bar all places stand, so that more than full has room to show."""
PITCH, THICK = 23.0, 13.0
"""The distance and the thickness of the bars of a flow."""
REMARK = 170.0
"""The room for a figure and its remark beside a bar."""


@dataclass(frozen=True, slots=True)
class Step:
    """One bar of a flow: its value, what is said of it, and where it begins."""

    name: str
    value: float
    remark: str
    start: float = 0.0
    loss: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One column of a year in parts: its name, its share, and what the share is of."""

    name: str
    share: float | None
    base: str


def label(x: float, y: float, words: str, style: Style, anchor: str = "start") -> Group:
    """One line of words in a drawing, each letter in a font that has it."""
    words = faces.tidy(words)
    wide = faces.width(words, style.family, style.weight, style.size)
    x -= {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
    group = Group()
    for run in faces.runs(words, style.family, style.weight):
        look = {"fontName": run.face, "fontSize": style.size, "fillColor": style.colour}
        group.add(String(x, y, run.words, **look))
        x += faces.width(run.words, style.family, style.weight, style.size)
    return group


def box(
    x: float, y: float, width: float, height: float, fill: Color | None, stroke: Color | None = None
) -> Rect:
    """A plain box."""
    weight = 0.6 if stroke else 0
    return Rect(x, y, width, height, fillColor=fill, strokeColor=stroke, strokeWidth=weight)


def line(
    start: tuple[float, float],
    end: tuple[float, float],
    colour: Color = INK,
    weight: float = 0.8,
    dash: list[float] | None = None,
) -> Line:
    """A plain line."""
    return Line(*start, *end, strokeColor=colour, strokeWidth=weight, strokeDashArray=dash)


def fill_bar(share: float | None, width: float, height: float = 6.5) -> Drawing:
    """How full a course was: a track to all its places, the bar, and a tick where full is."""
    drawing = Drawing(width, height + 4)
    full = width * FULL_AT
    drawing.add(box(0, 2, full, height, ACCENT_WASH))
    if share:
        drawing.add(box(0, 2, min(share * full, width), height, ACCENT))
    drawing.add(line((full, 0), (full, height + 4), INK, 0.6))
    # A white tick is seen where the bar runs past it, in grey as in colour.
    if share is not None and share > 1:
        drawing.add(line((full, 2), (full, height + 2), WHITE, 1.1))
    return drawing


def year_bar(
    now: float, before: float | None, most: float, width: float, height: float = 6.5
) -> Drawing:
    """This year as a bar, the year before as a tick."""
    drawing = Drawing(width, height + 4)
    scale = width / (most or 1)
    drawing.add(box(0, 2, min(width, scale * now), height, ACCENT_MID))
    if before is not None:
        at = min(width, scale * before)
        drawing.add(line((at, 0), (at, height + 4), INK, 1.3))
    return drawing


def flow(steps: Sequence[Step], width: float, name_width: float) -> Drawing:
    """Bars one below another on a common scale; a loss is hatched, not filled."""
    most = max((step.start + step.value for step in steps), default=0) or 1
    scale = (width - name_width - REMARK) / most
    drawing = Drawing(width, PITCH * len(steps))
    for index, step in enumerate(steps):
        y = PITCH * (len(steps) - index) - 19
        drawing.add(label(0, y + 3.6, step.name, CELL))
        x, wide = name_width + step.start * scale, step.value * scale
        ends = index in {0, len(steps) - 1}
        fill = None if step.loss else ACCENT if ends else ACCENT_MID
        drawing.add(box(x, y, wide, THICK, fill, MUTED if step.loss else None))
        if step.loss:
            _hatch(drawing, x, y, wide, THICK)
        drawing.add(label(x + wide + 6, y + 3.6, count(step.value), CELL_STRONG))
        shift = faces.width(count(step.value), "sans", "semibold", CELL.size) + 12
        drawing.add(label(x + wide + shift, y + 3.6, step.remark, CELL.but(colour=MUTED)))
    return drawing


def _hatch(drawing: Drawing, x: float, y: float, width: float, height: float) -> None:
    """Slanting lines that tell a loss from a gain without colour."""
    at = x - height
    while at < x + width:
        start, end = max(at, x), min(at + height, x + width)
        if end > start:
            drawing.add(line((start, y + start - at), (end, y + end - at), MUTED, 0.5))
        at += 3.5


def columns(parts: Sequence[Part], width: float, height: float) -> Drawing:
    """A column for each part with its share over it and its base under its name."""
    drawing = Drawing(width, height)
    pitch = width / max(1, len(parts))
    foot, over = 28.0, 23.0
    room = height - foot - over
    for index, part in enumerate(parts):
        x, wide = index * pitch, pitch * 0.42
        high = room * min(part.share or 0, 1 + 10 / room)
        drawing.add(box(x, foot, wide, room, ACCENT_WASH))
        drawing.add(box(x, foot, wide, high, ACCENT))
        if high > room:
            drawing.add(line((x, foot + room), (x + wide, foot + room), WHITE, 1.1))
        above = foot + max(room, high) + 5
        drawing.add(label(x, above, percent(part.share), CELL_STRONG))
        drawing.add(label(x, 16, part.name, CELL_STRONG))
        drawing.add(label(x, 5, part.base, CELL.but(size=7.5, colour=MUTED)))
    drawing.add(line((0, foot), (width - 14, foot)))
    return drawing
