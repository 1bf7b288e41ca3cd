"""A line of several scripts as it stands from the left, in stretches that one font sets."""

import unicodedata
from collections.abc import Sequence
from itertools import groupby

from trainingdesk.reports import faces
from trainingdesk.reports.faces import Run
from trainingdesk.reports.tokens import Family, Weight

MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")
"""Brackets turn round in words that read from the right."""
SPACE = " "


def stretches(words: str, family: Family, weight: Weight) -> list[Run]:
    """The line in its order from the left; each stretch can be shaped in its font by itself."""
    found: list[Run] = []
    for word in faces.as_seen(words).split():
        if found:
            found.append(Run(SPACE, found[-1].face))
        found += _word(word, family, weight)
    return found


def _word(word: str, family: Family, weight: Weight) -> list[Run]:
    if not faces.has_right(word):
        return list(faces.runs(word, family, weight))
    from_right = faces.from_right(word)
    parts: list[Run] = []
    for direction, part in _parts(word):
        if direction == "N" and from_right:
            own = [run for sign in part for run in _turned(sign, family, weight)]
        else:
            own = list(faces.runs(part, family, weight))
            own = own[::-1] if direction == "R" and not from_right else own
            own = own[::-1] if direction == "L" and from_right else own
        parts += own
    return parts[::-1] if from_right else parts


def _turned(sign: str, family: Family, weight: Weight) -> Sequence[Run]:
    return faces.runs(sign.translate(MIRRORED), family, weight)


def _parts(word: str) -> list[tuple[str, str]]:
    """The word's parts with the way each reads: from the right, from the left, or neither."""
    ways: list[str] = []
    for letter in word:
        way = _way(letter)
        ways.append(ways[-1] if way == "S" and ways else way.replace("S", "N"))
    for place in range(1, len(ways) - 1):
        # A sign within a number or a Latin word reads with it.
        if ways[place] == "N" and ways[place - 1] == ways[place + 1] == "L":
            ways[place] = "L"
    pairs = groupby(zip(ways, word, strict=True), key=lambda pair: pair[0])
    return [(way, "".join(letter for _, letter in own)) for way, own in pairs]


def _way(letter: str) -> str:
    """How a letter reads; a mark or joiner reads as the letter before it."""
    kind = unicodedata.bidirectional(letter)
    if kind in {"NSM", "BN"}:
        return "S"
    if kind in faces.FROM_RIGHT:
        return "R"
    return "L" if kind in {"L", "EN", "AN"} else "N"
