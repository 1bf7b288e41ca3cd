"""How the same people's answers moved from one stage to another."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import sqrt
from statistics import fmean, stdev

CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class PairedChange:
    """The mean change over those who answered twice, in points, and its 95% interval."""

    matched: int
    mean: float | None = None
    low: float | None = None
    high: float | None = None


def paired_change(differences: Sequence[float]) -> PairedChange:
    """The mean of differences within persons, with the interval of the paired t method.

    mean ± t(0.975, n − 1) · s / √n (Student 1908; Altman, Practical Statistics for Medical
    Research, 1991, section 9.5). One pair has a mean and no interval.
    """
    count = len(differences)
    if not count:
        return PairedChange(0)
    mean = fmean(differences)
    if count == 1:
        return PairedChange(count, mean)
    half = _quantile(count - 1) * stdev(differences) / sqrt(count)
    return PairedChange(count, mean, mean - half, mean + half)


@cache
def _quantile(freedom: int) -> float:
    """Student's t at 0.975 for so many degrees of freedom."""
    from scipy.special import stdtrit  # noqa: PLC0415  # slow to load, and often not needed

    return float(stdtrit(freedom, (1 + CONFIDENCE) / 2))
