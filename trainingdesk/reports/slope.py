"""Change from each person's own start: before, end, practice, with interval and how many."""

# A place on the page is three numbers before anything is said.
# ruff: noqa: PLR0913

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.graphics.shapes import Circle, Drawing, Polygon

from trainingdesk.reports.bars import label, line
from trainingdesk.reports.tokens import (
    ACCENT,
    ATTENTION,
    CELL,
    CELL_STRONG,
    HAIRLINE,
    INK,
    MUTED,
    WHITE,
)
from trainingdesk.reports.words import change, points

ENOUGH = 10
"""Fewer pairs than this are counted but not drawn as a change."""
TICK = CELL.but(size=7.5)
QUIET = TICK.but(colour=MUTED)


@dataclass(frozen=True, slots=True)
class Paired:
    """A mean change over the same people, its 95% interval and how many they are."""

    mean: float | None
    low: float | None
    high: float | None
    people: int

    @property
    def shown(self) -> bool:
        """Whether enough people answered twice to draw it."""
        return self.mean is not None and self.people >= ENOUGH

    @property
    def clear(self) -> bool:
        """Whether the interval lies on one side of no change."""
        return self.low is not None and self.high is not None and not self.low <= 0 <= self.high

    @property
    def rose(self) -> bool:
        """Whether it clearly rose."""
        return self.shown and self.clear and (self.mean or 0) > 0

    @property
    def fell(self) -> bool:
        """Whether it clearly fell."""
        return self.shown and self.clear and (self.mean or 0) < 0


@dataclass(frozen=True, slots=True)
class Measure:
    """What was asked at each stage, and how the answers of the same people moved."""

    name: str
    end: Paired
    practice: Paired


def measures(asked: Sequence[dict[str, Any]]) -> list[Measure]:
    """The measures of the year, paired from before to each later stage."""
    return [
        Measure(
            str(m.get("question") or m.get("code") or ""),
            paired(m, "before_end"),
            paired(m, "before_follow_up"),
        )
        for m in asked
    ]


def paired(measure: dict[str, Any], span: str) -> Paired:
    """One of a measure's two changes, as the year's figures hold it."""
    mean, low, high = (measure.get(f"change_{span}{end}") for end in ("", "_low", "_high"))
    return Paired(mean, low, high, measure.get(f"matched_{span}") or 0)


def sentence(measure: Measure) -> str:
    """What a measure's chart says, in plain words."""
    end, practice = measure.end, measure.practice
    if not end.shown:
        words = "Too few answered both before and at the end to say what changed."
    elif end.clear:
        moved = "Rose" if end.rose else "Fell"
        words = f"{moved} {points(abs(end.mean or 0))} points by the end ({_base(end)})."
    else:
        words = f"Did not clearly change by the end ({_base(end)})."
    if not practice.shown:
        return f"{words} Too few answered in practice to say."
    where = "did not clearly differ from the start"
    if practice.clear:
        side = "above" if practice.rose else "below"
        where = f"stood {points(abs(practice.mean or 0))} {side} the start"
    return f"{words} In practice it {where} ({_base(practice)})."


def _base(paired: Paired) -> str:
    if paired.low is None or paired.high is None:
        return f"{paired.people:,} people"
    return f"{paired.people:,} people; {change(paired.low, 1)} to {change(paired.high, 1)}"


def scale(all_measures: Sequence[Measure]) -> tuple[float, float]:
    """From where to where the charts reach, alike for all, with no change always inside."""
    spans = [p for m in all_measures for p in (m.end, m.practice) if p.shown]
    ends = [v for p in spans for v in (p.mean, p.low, p.high) if v is not None]
    low, high = min([0.0, *ends]), max([0.0, *ends])
    air = max(0.5, (high - low) * 0.25)
    return low - air, high + air


def slope(measure: Measure, width: float, height: float, low: float, high: float) -> Drawing:
    """One measure's chart; a clear fall has an open amber triangle, an unclear change a ring."""
    drawing = Drawing(width, height)
    left, right, foot, room = 4.0, width - 34, 34.0, height - 34 - 8
    xs = (left, left + (right - left) * 0.52, right)

    def y(value: float) -> float:
        return foot + room * (value - low) / (high - low)

    drawing.add(line((left, y(0)), (width - 2, y(0)), INK, 0.7))
    for x, name in zip(xs, ("Before", "End", "Practice"), strict=True):
        drawing.add(line((x, foot - 4), (x, y(high)), HAIRLINE, 0.5))
        drawing.add(label(x, 14.5, name, TICK, "start" if x == left else "middle"))
    at = (left, y(0))
    for x, own in zip(xs[1:], (measure.end, measure.practice), strict=True):
        if not own.shown:
            drawing.add(label(x, 4, "too few", QUIET, "middle"))
            continue
        drawing.add(label(x, 4, f"n = {own.people:,}", QUIET, "middle"))
        _point(drawing, at, x, own, y, joined=x == xs[1])
        at = (x, y(own.mean or 0))
    drawing.add(Circle(left, y(0), 2.6, fillColor=INK, strokeColor=None))
    return drawing


def _point(
    drawing: Drawing,
    start: tuple[float, float],
    x: float,
    own: Paired,
    y: Callable[[float], float],
    *,
    joined: bool,
) -> None:
    mean = own.mean or 0.0
    low, high = (mean if v is None else v for v in (own.low, own.high))
    colour = ATTENTION if own.fell else ACCENT if own.rose else MUTED
    # The practice answers come from fewer people, so their line is dashed: it joins two groups.
    dash = None if joined and mean >= 0 else [3.0, 2.0]
    drawing.add(line(start, (x, y(mean)), colour, 1.6 if joined else 1.1, dash))
    drawing.add(line((x, y(low)), (x, y(high)), colour, 0.9))
    for end in (low, high):
        drawing.add(line((x - 3, y(end)), (x + 3, y(end)), colour, 0.9))
    drawing.add(_sign(x, y(mean), own))
    style = CELL_STRONG.but(colour=colour)
    if joined:
        # On the side that the line does not come from, clear of the one that leaves.
        above = y(low) - 12 if mean < 0 else y(high) + 5
        drawing.add(label(x - 3, above, change(mean, 1), style, "end"))
    else:
        drawing.add(label(x + 7, y(mean) - 3, change(mean, 1), style))


def _sign(x: float, y: float, own: Paired) -> Circle | Polygon:
    """A disc for a rise, an open triangle for a fall, a ring for what is not clear."""
    if own.rose:
        return Circle(x, y, 3, fillColor=ACCENT, strokeColor=WHITE, strokeWidth=0.8)
    if own.fell:
        size = 3.4
        corners = [x - size, y + size, x + size, y + size, x, y - size]
        return Polygon(corners, fillColor=WHITE, strokeColor=ATTENTION, strokeWidth=1.1)
    return Circle(x, y, 3, fillColor=WHITE, strokeColor=MUTED, strokeWidth=1.1)
