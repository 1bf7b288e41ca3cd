"""Letters: names in their own direction, and the typed letters found in what is shown."""

import html
import unicodedata
from collections.abc import Sequence

from trainingdesk.domain.delegate import searched

LEFT_TO_RIGHT, FIRST_STRONG, END_OF_ISOLATE = "\u2066", "\u2068", "\u2069"
BETWEEN = " · "
"""What stands between the parts of a line that says several things."""
RIGHT_TO_LEFT = frozenset({"R", "AL"})


def isolated(text: str) -> str:
    """Text that keeps its own direction, whatever stands around it.

    In a line of several parts each keeps its own, and they stand one after another as in English.
    """
    if text.isascii() or not any(unicodedata.bidirectional(c) in RIGHT_TO_LEFT for c in text):
        return text
    parts = [_apart(part) for part in text.split(BETWEEN)]
    if len(parts) == 1:
        return parts[0]
    return f"{LEFT_TO_RIGHT}{BETWEEN.join(parts)}{END_OF_ISOLATE}"


def _apart(part: str) -> str:
    """One part of a line; a reference after a comma stands after the name, as in English."""
    name, comma, reference = part.rpartition(", ")
    if comma and reference.isascii() and not name.isascii():
        named = f"{FIRST_STRONG}{name}{END_OF_ISOLATE}{comma}{reference}"
        return f"{LEFT_TO_RIGHT}{named}{END_OF_ISOLATE}"
    return f"{FIRST_STRONG}{part}{END_OF_ISOLATE}"


def tip(text: str) -> str:
    """Text for a tooltip, which Qt would otherwise read as markup where it looks like it."""
    return f"<span>{html.escape(text)}</span>" if "<" in text or "&" in text else text


def spans(text: str, typed: str) -> list[tuple[int, int]]:
    """Where the typed words stand in a text, as starts and lengths, in order.

    A word is looked for at the beginning of the text's words first, then anywhere.
    """
    plain, places = _mapped(text)
    found: set[int] = set()
    for word in searched(typed).split():
        at = _beginning(plain, word)
        if at >= 0:
            found.update(places[at : at + len(word)])
    return _runs(sorted(found))


def _folded(letter: str) -> str:
    return " " if letter.isspace() else searched(letter)


def _mapped(text: str) -> tuple[str, list[int]]:
    pieces = [_folded(letter) for letter in text]
    places = [number for number, piece in enumerate(pieces) for _ in piece]
    return "".join(pieces), places


def _beginning(plain: str, word: str) -> int:
    at = plain.find(word)
    first = at
    while at > 0 and plain[at - 1].isalnum():
        at = plain.find(word, at + 1)
    return at if at >= 0 else first


def _runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and number == sum(runs[-1]):
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((number, 1))
    return runs
