"""Chance that falls the same way every time."""

from collections.abc import Sequence
from random import Random
from typing import TypeVar

Thing = TypeVar("Thing")


def rolled(*words: object) -> Random:
    """Dice that belong to these words, so that changing one event leaves the others alone."""
    seed = " / ".join(str(word) for word in ("Westmere", *words))
    return Random(seed)  # noqa: S311 - made-up people, not secrets


def picked(rng: Random, things: Sequence[Thing], weights: Sequence[float]) -> Thing:
    """One of the things, the heavier the likelier."""
    return rng.choices(things, weights)[0]


def about(rng: Random, number: float) -> int:
    """A whole number beside this one, right on average."""
    return int(number + rng.random())
