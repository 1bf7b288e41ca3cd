"""What a published table may show: answers of a few people could point at one of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from trainingdesk.domain.figures import NOTHING
from trainingdesk.reports.words import count, percent

FEWEST = 5
FEW = f"fewer than {FEWEST}"
WITHHELD = "not shown"
"""Said of an answer left out only because the hidden one could be worked out from it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer as it is published: in words, how many gave it, their share."""

    words: str
    count: str
    share: str
    fraction: float | None


def too_few(number: int | None) -> bool:
    """Whether so many people are some, but too few to be published."""
    return 0 < (number or 0) < FEWEST


def answers(given: Sequence[Mapping[str, Any]]) -> list[Answer]:
    """The answers to one question, the most frequent first, those of a few people hidden."""
    in_order = sorted(given, key=lambda a: (-a["count"], a["answer"]))
    hidden = _hidden([a["count"] for a in in_order])
    return [
        Answer(str(a["answer"]), FEW if too_few(a["count"]) else WITHHELD, NOTHING, None)
        if place in hidden
        else Answer(str(a["answer"]), count(a["count"]), percent(a["share"]), a["share"])
        for place, a in enumerate(in_order)
    ]


def total(given: Sequence[Mapping[str, Any]]) -> str:
    """How many answered, in words."""
    everyone = sum(a["count"] for a in given)
    return f"{FEW.capitalize()} answered" if too_few(everyone) else f"{count(everyone)} answered"


def satisfied(figures: Mapping[str, Any]) -> tuple[str, str]:
    """The share who were satisfied and the base it is counted on, unless they are a few."""
    rated, content = figures.get("rated") or 0, figures.get("satisfied") or 0
    if not rated:
        return NOTHING, "nobody rated their course"
    if too_few(rated) or too_few(content):
        few = "rated their course" if too_few(rated) else f"of {count(rated)} gave it 4 or 5 of 5"
        return NOTHING, f"{FEW} {few}"
    base = f"{count(content)} of {count(rated)} who rated their course gave it 4 or 5 of 5"
    return percent(figures.get("share")), base


def _hidden(counts: Sequence[int]) -> set[int]:
    """Which places of a falling list of counts are hidden.

    With one answer hidden, the total less the others would give it away. So the next smallest go
    too, until at least two are hidden and together they are not a few.
    """
    hidden = {place for place, number in enumerate(counts) if too_few(number)}
    for place in reversed(range(len(counts))):
        together = sum(counts[at] for at in hidden)
        if not hidden or (len(hidden) > 1 and together >= FEWEST):
            break
        if counts[place]:
            hidden.add(place)
    return hidden
