"""What changed, in plain sentences: a fall is said as plainly as a rise."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from trainingdesk.domain.figures import rounded
from trainingdesk.domain.moved_words import Moved, signed

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
