"""Reading words of a fixed list: a status, a mark, a stage."""

from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar

from trainingdesk.domain.words import listed
from trainingdesk.exchange.places import shown
from trainingdesk.exchange.readings import Cell, Kind, Mended, Unreadable
from trainingdesk.exchange.spaces import key_of

W = TypeVar("W", bound=StrEnum)

OTHER_SPELLINGS = {"canceled": "cancelled", "apology": "apologies", "postevent": "end"}
"""Spellings of other people's programs, by their letters alone."""

NONE, YES = "-", "Yes"
YES_OR_NO = {YES: True, "No": False}
OTHER_YES_AND_NO = {"yes": "Yes", "true": "Yes", "y": "Yes", "no": "No", "false": "No", "n": "No"}


def one_of(words: type[W], *, what: str) -> Kind:
    """One word of a list, whatever its capitals."""
    by_key = {key_of(word): word for word in words}
    by_word = {str(word): word for word in words}

    def read(cell: Cell) -> W | Mended:
        if (exact := by_word.get(str(cell))) is not None:
            return exact
        return Mended(_found(cell, by_key, what))

    return Kind(_choice(words), read, text=True)


def some_of(words: type[W], *, what: str) -> Kind:
    """Several words of a list, parted by semicolons."""
    by_key = {key_of(word): word for word in words}

    def read(cell: Cell) -> tuple[W, ...] | Mended:
        parts = [part.strip() for part in str(cell).split(";") if part.strip()]
        found = tuple(dict.fromkeys(_found(part, by_key, what) for part in parts))
        return found if parts == list(map(str, found)) else Mended(found)

    return Kind(f"{_choice(words)}, parted by semicolons", read, text=True)


def one_each_of(words: type[W], *, what: str) -> Kind:
    """A word for each of several things, parted by semicolons; a dash where there is none."""
    by_key = {key_of(word): word for word in words}

    def read(cell: Cell) -> tuple[W | None, ...]:
        parts = [part.strip() for part in str(cell).split(";")]
        return tuple(None if part == NONE else _found(part, by_key, what) for part in parts)

    return Kind(f"{_choice(words)}, or -, for each, parted by semicolons", read, text=True)


def yes_or_no() -> Kind:
    """Whether something is so."""

    def read(cell: Cell) -> bool | Mended:
        written = str(cell)
        if written in YES_OR_NO:
            return YES_OR_NO[written]
        found = YES_OR_NO.get(OTHER_YES_AND_NO.get(key_of(written), ""))
        if found is None:
            raise Unreadable(f"{shown(cell)} is neither Yes nor No")
        return Mended(found)

    return Kind("Yes or No", read, text=True)


def _found(cell: object, by_key: dict[str, W], what: str) -> W:
    key = key_of(str(cell))
    word = by_key.get(OTHER_SPELLINGS.get(key, key))
    if word is None:
        raise Unreadable(f"{shown(cell)} is no {what}")
    return word


def _choice(words: Iterable[str]) -> str:
    return listed(list(map(str, words))).replace(" and ", " or ")
