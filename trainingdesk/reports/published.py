"""What a published table may show: answers of a few people could point at one of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from trainingdesk.domain.figures import NOTHING
from trainingdesk.domain.moved_words import Moved
from trainingdesk.reports.words import count, percent

FEWEST = 5
FEW = f"fewer than {FEWEST}"
HALF = 50
"""A least share, in percent, that is lower than this says nothing."""
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
    falling = in_order(given)
    shown = counts([a["count"] for a in falling])
    return [
        Answer(str(a["answer"]), said, NOTHING, None)
        if isinstance(said, str)
        else Answer(str(a["answer"]), count(a["count"]), percent(a["share"]), a["share"])
        for a, said in zip(falling, shown, strict=True)
    ]


def in_order(given: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The answers to one question, the most frequent first."""
    return sorted(given, key=lambda a: (-a["count"], a["answer"]))


def total(given: Sequence[Mapping[str, Any]]) -> str:
    """How many answered, in words."""
    everyone = sum(a["count"] for a in given)
    return f"{FEW.capitalize()} answered" if too_few(everyone) else f"{count(everyone)} answered"


def counts(numbers: Sequence[int], *, whole_told: bool = True) -> list[int | str]:
    """Numbers that make up a whole, in their order, those of a few people hidden.

    Where the whole is hidden itself, they do not all stand: they would add up to it.
    """
    falling = sorted(range(len(numbers)), key=lambda place: -numbers[place])
    those = _hidden([numbers[place] for place in falling], whole_told=whole_told)
    hidden = {falling[at] for at in those}
    alike = whole_told and _is_all(numbers, hidden)
    return [
        number if place not in hidden else FEW if too_few(number) and not alike else WITHHELD
        for place, number in enumerate(numbers)
    ]


def _is_all(numbers: Sequence[int], hidden: set[int]) -> bool:
    """Whether none is left beside those hidden, so that which are few would tell what they are."""
    whole = sum(numbers)
    return not too_few(whole) and sum(numbers[place] for place in hidden) == whole


def satisfied(figures: Mapping[str, Any]) -> tuple[str, str]:
    """The share who were satisfied and the base it is counted on, unless they are a few.

    Where only a few were not, the share would tell how many: it is said how many they were at
    most.
    """
    rated, content = figures.get("rated") or 0, figures.get("satisfied") or 0
    if not rated:
        return NOTHING, "nobody rated their course"
    if too_few(rated) or too_few(content):
        few = "rated their course" if too_few(rated) else f"of {count(rated)} gave it 4 or 5 of 5"
        return NOTHING, f"{FEW} {few}"
    if too_few(rated - content):
        least = (rated - FEWEST + 1) * 100 // rated
        share = f"at least {least}%" if least >= HALF else NOTHING
        return share, f"{FEW} of {count(rated)} who rated their course gave it less than 4 of 5"
    base = f"{count(content)} of {count(rated)} who rated their course gave it 4 or 5 of 5"
    return percent(figures.get("share")), base


def movement(measure: Mapping[str, Any], span: str) -> tuple[int | str, int | str, int | str]:
    """How many rose, stayed and fell, a few of them hidden so that none can be worked out."""
    rose, fell = measure.get(f"rose_{span}") or 0, measure.get(f"fell_{span}") or 0
    same = (measure.get(f"matched_{span}") or 0) - rose - fell
    shown = counts([rose, same, fell])
    return shown[0], shown[1], shown[2]


def sentence(measure: Mapping[str, Any], span: str, both: str) -> str:
    """How far the same people moved, without what would point at a few of them."""
    name = str(measure.get("measure") or measure.get("question") or measure.get("code") or "")
    number, mean = measure.get(f"matched_{span}") or 0, measure.get(f"change_{span}")
    asked = f"“{name}”" if name != measure.get("measure") else name.lower()
    if too_few(number):
        return f"{FEW.capitalize()} people rated {asked} both {both}, so no change is told."
    told = f"rose_{span}" in measure
    rose, _, fell = movement(measure, span) if told else (None, None, None)
    low, high = measure.get(f"change_{span}_low"), measure.get(f"change_{span}_high")
    return Moved(
        asked, both, number, mean, low, high, rose=_unless(rose), fell=_unless(fell)
    ).sentence()


def _unless(number: int | str | None) -> int | str | None:
    """A number to be said, or nothing where even that it is hidden says too much."""
    return None if number == WITHHELD else number


def _hidden(counts: Sequence[int], *, whole_told: bool = True) -> set[int]:
    """Which places of a falling list of counts are hidden.

    With one answer hidden, the total less the others would give it away. So the next smallest go
    too, until at least two are hidden, together they are not a few, and the words in their places
    leave open what each of the few is. Of a total that is hidden one is enough.
    """
    hidden = {place for place, number in enumerate(counts) if too_few(number)}
    if whole_told and not hidden:
        return hidden
    fewest = 2 if whole_told else 1
    for place in reversed(range(len(counts))):
        enough = len(hidden) >= fewest and sum(counts[at] for at in hidden) >= FEWEST
        if enough and not (whole_told and _tells(counts, hidden)):
            break
        if counts[place]:
            hidden.add(place)
    return hidden


def _tells(counts: Sequence[int], hidden: set[int]) -> bool:
    """Whether the most or the least of the few follows from the sum of the hidden and their words.

    Each few is 1 to 4; each other is 5 or more, and no more than the least that is shown.
    """
    whole = sum(counts[at] for at in hidden)
    few = sum(too_few(counts[at]) for at in hidden)
    others = len(hidden) - few
    upmost = min((n for at, n in enumerate(counts) if n and at not in hidden), default=whole)
    least = max(few, whole - others * upmost)
    most = min(few * (FEWEST - 1), whole - others * FEWEST)
    largest = -(-least // few), min(FEWEST - 1, most - few + 1)
    smallest = max(1, least - (few - 1) * (FEWEST - 1)), most // few
    return largest[0] == largest[1] or smallest[0] == smallest[1]
