"""A name in the room there is: first smaller, then over two or three lines, never past the edge."""

import re
from dataclasses import dataclass
from functools import lru_cache

from trainingdesk.reports import faces
from trainingdesk.reports.tokens import Style
from trainingdesk.reports.words import shortened

LEAST = 6.0
"""The smallest size that a reader can be asked to read."""
LONGEST = 400
"""Letters beyond which no room on a page would do."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """Lines of a name and the style they are set in."""

    lines: tuple[str, ...]
    style: Style


@lru_cache(maxsize=2048)
def fit(words: str, style: Style, width: float, smallest: float, most_lines: int = 3) -> Fitted:
    """Shrink the words to the smallest size allowed, and break them where that is not enough."""
    words = shortened(" ".join(faces.tidy(words).split()), LONGEST)
    shown = style
    while shown.size > smallest and _width(words, shown) > width:
        shown = _sized(shown, max(smallest, shown.size - 0.5))
    if _width(words, shown) <= width:
        return Fitted((words,), shown)
    # Two lines leave room for larger letters than one did: start from half-way between.
    for hyphens, least in ((False, smallest), (True, LEAST)):
        shown = _sized(style, (style.size + smallest) / 2 if most_lines > 1 else smallest)
        while shown.size >= least:
            lines = _balanced(words, shown, width, hyphens=hyphens)
            if len(lines) <= most_lines and (hyphens or _whole(words, shown, width)):
                return Fitted(tuple(lines), shown)
            shown = _sized(shown, shown.size - 0.5)
    return _cut(words, _sized(style, min(smallest, LEAST)), width, most_lines)


def _cut(words: str, style: Style, width: float, most_lines: int) -> Fitted:
    """As much as there is room for: what is longer than any name ends with three dots."""
    lines = broken(words, style, width)
    if len(lines) > most_lines:
        last = lines[most_lines - 1]
        while last and _width(f"{last}…", style) > width:
            last = last[:-1]
        lines = [*lines[: most_lines - 1], f"{last}…"]
    return Fitted(tuple(lines), style)


def _balanced(words: str, style: Style, width: float, *, hyphens: bool) -> list[str]:
    """Break into as few lines as will hold the words, then narrow them until they are even."""
    lines = broken(words, style, width, hyphens=hyphens)
    longest = max(_width(part.rstrip(" "), style) for part in _parts(words, hyphens=hyphens))
    narrow = width - style.size / 2
    # Narrower than its longest word, a line would cut that word.
    while narrow >= longest:
        closer = broken(words, style, narrow, hyphens=hyphens)
        if len(closer) > len(lines) or any(_width(line, style) > narrow for line in closer):
            break
        lines = closer
        narrow -= style.size / 2
    return lines


def broken(words: str, style: Style, width: float, *, hyphens: bool = True) -> list[str]:
    """The words over as many lines as they need, broken at spaces and, if need be, at hyphens."""
    lines: list[str] = []
    for word in _parts(words, hyphens=hyphens):
        if lines and _width((lines[-1] + word).rstrip(" "), style) <= width:
            lines[-1] += word
        else:
            lines += _pieces(word, style, width)
    return [line.rstrip(" ") for line in lines]


def _parts(words: str, *, hyphens: bool) -> list[str]:
    """What a line may be broken between; the hyphen of 2017-18 is no such place."""
    breaks = re.sub(r"-(?!\d)", "-\u200b", words) if hyphens else words
    return breaks.replace(" ", " \u200b").split("\u200b")


def _whole(words: str, style: Style, width: float) -> bool:
    """Whether each word has room on a line of its own."""
    return all(_width(word, style) <= width for word in words.split())


def _pieces(word: str, style: Style, width: float) -> list[str]:
    """A word, cut only where it is wider than the line by itself."""
    if _width(word.rstrip(" "), style) <= width:
        return [word]
    pieces = [""]
    for letter in word:
        if pieces[-1] and _width((pieces[-1] + letter).rstrip(" "), style) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def _sized(style: Style, size: float) -> Style:
    return style.but(size=size, leading=size * style.leading / style.size)


def _width(words: str, style: Style) -> float:
    return faces.width(words, style.family, style.weight, style.size) + style.tracking * len(words)
