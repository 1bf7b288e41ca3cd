"""Figures as they are printed; every percentage goes through one rounding."""

from collections.abc import Sequence
from decimal import Decimal

from trainingdesk.domain.figures import NOTHING, percent_of, rounded

MINUS = "–"
LONGEST = 280
"""Letters of one text in a table; what is longer stands whole in the workbook."""
ENDING = 10
"""The last word stays with the one before it where it is shorter than this."""


def count(value: float | None) -> str:
    """A whole number with its thousands parted."""
    return NOTHING if value is None else f"{int(value):,}"


def figure(value: float | None) -> str:
    """A number as it stands: whole where it is whole, else with at most two decimals."""
    if value is None:
        return NOTHING
    shown = rounded(abs(value), 2)
    whole = shown == shown.to_integral_value()
    size = f"{int(shown):,}" if whole else f"{shown.normalize():,}"
    return f"{MINUS if value < 0 and shown else ''}{size}"


def percent(share: float | None, places: int = 0) -> str:
    """A share as a percentage."""
    return percent_of(share, places)


def change(value: float | None, places: int = 0, unit: str = "") -> str:
    """A difference with its sign."""
    if value is None:
        return NOTHING
    size = rounded(float(abs(value)), places)
    sign = "" if not size else "+" if value > 0 else MINUS
    return f"{sign}{size:,}{unit}"


def percent_change(share: float | None) -> str:
    """A change as a percentage with its sign."""
    if share is None:
        return NOTHING
    size = percent_of(abs(share))
    return size if size == "0%" else f"{'+' if share > 0 else MINUS}{size}"


def money(pounds: float | Decimal | None) -> str:
    """A sum in pounds and pence."""
    if pounds is None:
        return NOTHING
    size = rounded(Decimal(str(pounds)).copy_abs(), 2)
    return f"{MINUS if pounds < 0 and size else ''}£{size:,}"


def points(value: float | None) -> str:
    """A mean in points on a scale."""
    if value is None:
        return NOTHING
    size = rounded(float(abs(value)), 1)
    return f"{MINUS if value < 0 and size else ''}{size}"


def kept_together(words: str) -> str:
    """The words with the last two bound, so that a paragraph does not end on a short word alone."""
    head, _, last = words.rpartition(" ")
    return f"{head}\u00a0{last}" if head.count(" ") > ENDING // 2 and len(last) < ENDING else words


def spelled(number: int) -> str:
    """A small number as the word that opens a sentence."""
    few = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
    return few[number] if 0 <= number < len(few) else count(number)


def listed(things: Sequence[str]) -> str:
    """Several things in a sentence: a, b and c."""
    return " and ".join(filter(None, (", ".join(things[:-1]), *things[-1:])))


def shortened(words: str, most: int = LONGEST) -> str:
    """The words, ended with three dots where they are longer than a table can hold."""
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"
