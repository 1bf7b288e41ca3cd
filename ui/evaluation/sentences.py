"""What changed, in plain sentences: a fall is said as plainly as a rise."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from trainingdesk.domain.figures import rounded
from trainingdesk.domain.moved_words import MINUS, Moved, signed

SPANS = {"before_end": "before and at the end", "before_follow_up": "before and in practice"}
"""Each pair of stages, as it is said."""

Measure = Mapping[str, Any]
LARGE, MIDDLING = 0.8, 0.5
"""From these on an effect is called so (Cohen 1988)."""
HARDLY = 0.05
"""Below this, chance hardly explains what people said."""


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
    moved = Moved(
        asked=name_of(measure).lower(),
        both=SPANS[span],
        number=measure[f"matched_{span}"],
        mean=measure[f"change_{span}"],
        low=measure[f"change_{span}_low"],
        high=measure[f"change_{span}_high"],
        rose=measure[f"rose_{span}"],
        fell=measure[f"fell_{span}"],
    )
    return Finding(moved.sentence(), moved.fell_on_the_whole)


def size_said(measure: Measure, span: str) -> str:
    """How large a change is beside how people differ, and whether the check by ranks agrees."""
    effect, ranks = measure[f"effect_{span}"], measure[f"signed_rank_{span}"]
    if effect is None or ranks is None:
        return ""
    low, high = measure[f"change_{span}_low"], measure[f"change_{span}_high"]
    clear = low > 0 or high < 0
    size = abs(effect)
    large = "large" if size >= LARGE else "middling" if size >= MIDDLING else "small"
    says = "says so too" if (ranks < HARDLY) == clear else "says otherwise: read it with care"
    sign = MINUS if effect < 0 else ""
    return f"Effect size {sign}{rounded(size, 2)} ({large}); the signed-rank test {says}."


def change_said(measure: Measure, span: str) -> str:
    """A change with its sign: +1.9, −0.4; a dash where nobody answered both."""
    mean = measure[f"change_{span}"]
    return "–" if mean is None else signed(mean)


def interval_said(measure: Measure, span: str) -> str:
    """The 95% interval with its signs; empty for one person, who has none."""
    low, high = measure[f"change_{span}_low"], measure[f"change_{span}_high"]
    return "" if low is None else f"{signed(low)} to {signed(high)}"


def mean_said(mean: float | None) -> str:
    """A mean with one decimal."""
    return "–" if mean is None else str(rounded(mean, 1))
