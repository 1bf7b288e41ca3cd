"""What changed, in plain sentences: a fall is said as plainly as a rise."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from trainingdesk.domain.figures import counted, rounded

MINUS = "−"
SPANS = {"before_end": "before and at the end", "before_follow_up": "before and in practice"}
"""Each pair of stages, as it is said."""

Measure = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence, and whether it needs attention: a fall, or a change that may be none."""

    text: str
    fell: bool = False


def name_of(measure: Measure) -> str:
    """What a measure is called: its kind, or its code where it has none."""
    return str(measure["measure"] or measure["code"])


def finding_of(measure: Measure, span: str) -> Finding:
    """How far the same people moved, with how many they are and the 95% interval."""
    both = SPANS[span]
    name = name_of(measure).lower()
    number, mean = measure[f"matched_{span}"], measure[f"change_{span}"]
    if mean is None:
        return Finding(f"Nobody has rated {name} both {both}.")
    whom = f"Of {counted(number, 'person', 'people')} who answered both {both}"
    points = rounded(abs(mean), 1)
    if not points:
        return Finding(f"{whom}, {name} stayed where it was{_between(measure, span)}.")
    fell = mean < 0
    verb = "fell" if fell else "rose"
    word = "point" if points == 1 else "points"
    return Finding(f"{whom}, {name} {verb} by {points} {word}{_between(measure, span)}.", fell)


def change_said(measure: Measure, span: str) -> str:
    """A change with its sign: +1.9, −0.4; a dash where nobody answered both."""
    mean = measure[f"change_{span}"]
    return "–" if mean is None else signed(mean)


def interval_said(measure: Measure, span: str) -> str:
    """The 95% interval with its signs; empty for one person, who has none."""
    low, high = measure[f"change_{span}_low"], measure[f"change_{span}_high"]
    return "" if low is None else f"{signed(low)} to {signed(high)}"


def signed(number: float) -> str:
    """A change with one decimal and its sign."""
    shown = rounded(abs(number), 1)
    if not shown:
        return "0.0"
    return f"{'+' if number > 0 else MINUS}{shown}"


def mean_said(mean: float | None) -> str:
    """A mean with one decimal."""
    return "–" if mean is None else str(rounded(mean, 1))


def _between(measure: Measure, span: str) -> str:
    """The interval in brackets: without signs where both ends say the same as the sentence."""
    low, high = measure[f"change_{span}_low"], measure[f"change_{span}_high"]
    if low is None:
        return " (one person, so there is no interval)"
    ends = sorted((_tenths(low), _tenths(high)), key=abs)
    if ends[0] * ends[1] > 0:
        return f" (95% interval {abs(ends[0])} to {abs(ends[1])})"
    interval = f"95% interval {signed(low)} to {signed(high)}"
    return f" ({interval}, so it may not have moved at all)"


def _tenths(number: float) -> Decimal:
    return rounded(number, 1)
