"""Timing a job and its bare counterpart in turn, and saying both with their ratio."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

Job = Callable[[], object]
Timed = Callable[[], float]
"""A job that says itself how many seconds it took: getting ready for it is left out."""


@dataclass(frozen=True, slots=True)
class Pair:
    """The middle of several runs of a job, and of the least that any program must do."""

    name: str
    own: float
    bare: float
    of: str
    """What the bare figure is of."""
    count: int = 0
    """How many were made, where what is told is how many a second."""

    def __str__(self) -> str:
        own, bare = self._said(self.own), self._said(self.bare)
        return f"{self.name:<36}{own:>13}{bare:>13}{self.own / self.bare:>8.1f} x  {self.of}"

    def _said(self, took: float) -> str:
        return f"{self.count / took:,.0f} /s" if self.count else in_words(took)


def heading() -> str:
    """What stands over the pairs."""
    return f"{'':<36}{'the program':>13}{'bare':>13}{'ratio':>10}  bare is"


def in_words(took: float) -> str:
    """Seconds as they are read best: 1.23 s or 4.5 ms."""
    return f"{took:.2f} s" if took >= 1 else f"{took * 1000:.1f} ms"


def clocked(job: Job) -> float:
    """How many seconds a job took."""
    began = time.perf_counter()
    job()
    return time.perf_counter() - began


def middle_of(own: Timed, bare: Timed, *, runs: int) -> tuple[float, float]:
    """The middle of several runs of both, in turn, after one of each that does not count.

    They take turns because a machine that is busy for a while should slow down both.
    """
    own(), bare()
    took = [(own(), bare()) for _ in range(runs)]
    return median(one for one, _ in took), median(other for _, other in took)
