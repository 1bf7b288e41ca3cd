"""What is said of the same people's answers at two times, beside their mean change."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import erfc, exp, lgamma, sqrt
from statistics import fmean, stdev

from trainingdesk.services.figures.paired import PairedChange, paired_change

CLEAR = 0.05
FEW = 20
"""Fewer people than these are counted out one by one by their ranks, never by an approximation."""


@dataclass(frozen=True, slots=True)
class SamePeople:
    """Everything about the people who answered twice: both means, the change, and who moved."""

    change: PairedChange
    first_mean: float | None = None
    later_mean: float | None = None
    rose: int = 0
    same: int = 0
    fell: int = 0
    effect: float | None = None
    signed_rank: float | None = None

    @property
    def number(self) -> int:
        """How many they are."""
        return self.change.matched

    @property
    def clear(self) -> bool:
        """Whether the interval lies on one side of no change."""
        low, high = self.change.low, self.change.high
        return low is not None and high is not None and (low > 0 or high < 0)

    @property
    def ranks_agree(self) -> bool:
        """Whether the check by ranks comes to what the interval says: that it moved, or may not.

        Without a check, as with nobody who moved or with one person, it has nothing against it.
        """
        return self.signed_rank is None or (self.signed_rank < CLEAR) == self.clear


def same_people(pairs: Sequence[tuple[float, float]]) -> SamePeople:
    """What the answers of the same people at two times come to, first and later of each."""
    if not pairs:
        return SamePeople(PairedChange(0))
    moved = [later - first for first, later in pairs]
    return SamePeople(
        change=paired_change(moved),
        first_mean=fmean(first for first, _ in pairs),
        later_mean=fmean(later for _, later in pairs),
        rose=sum(d > 0 for d in moved),
        same=sum(d == 0 for d in moved),
        fell=sum(d < 0 for d in moved),
        effect=effect_size(moved),
        signed_rank=signed_rank(moved),
    )


def effect_size(differences: Sequence[float]) -> float | None:
    """The standardised mean change of paired data, corrected for small numbers.

    d_z = mean ÷ standard deviation of the differences (Cohen, Statistical Power Analysis for the
    Behavioral Sciences, 1988, p. 48; Lakens, Frontiers in Psychology 4:863, 2013), times
    Hedges' exact correction J(m) = Γ(m/2) ÷ (√(m/2) · Γ((m − 1)/2)), m = n − 1 (Hedges, Journal
    of Educational Statistics 6, 1981). It says by how many standard deviations of the
    changes people moved; with fewer than three people, or where all moved alike, there is none.
    """
    freedom = len(differences) - 1
    if freedom < 2 or not (spread := stdev(differences)):  # noqa: PLR2004  # Γ(0) has no value
        return None
    correction = exp(lgamma(freedom / 2) - lgamma((freedom - 1) / 2)) / sqrt(freedom / 2)
    return fmean(differences) / spread * correction


def signed_rank(differences: Sequence[float]) -> float | None:
    """How often chance alone would move people so far to one side, by their ranks, both sides.

    The signed-rank test (Wilcoxon, Biometrics Bulletin 1, 1945, p. 80) leaves out who stayed and
    gives equal changes the mean of their ranks. It is exact for few people, and otherwise normal
    with its variance corrected for ties (Hollander and Wolfe, Nonparametric Statistical Methods,
    1973, p. 29). It needs no bell of changes, so it is held beside the t method where people are
    few or their changes lean to one side. None where nobody moved.
    """
    moved = [d for d in differences if d]
    if not moved:
        return None
    ranks = _ranks([abs(d) for d in moved])
    upward = sum(rank for rank, d in zip(ranks, moved, strict=True) if d > 0)
    return _exact(ranks, upward) if len(moved) < FEW else _normal(ranks, upward)


def _ranks(sizes: Sequence[float]) -> list[int]:
    """Twice the rank of each size, so that the mean rank of equal sizes is whole too."""
    in_order = sorted(sizes)
    first = {size: place for place, size in reversed(list(enumerate(in_order)))}
    last = {size: place for place, size in enumerate(in_order)}
    return [first[size] + last[size] + 2 for size in sizes]


def _exact(ranks: Sequence[int], upward: int) -> float:
    """Of all ways to give the changes their signs, the share that lies as far out on its side.

    How many ways make each sum is built up rank by rank.
    """
    ways = [1]
    for rank in ranks:
        without, with_it = [*ways, *[0] * rank], [*[0] * rank, *ways]
        ways = [a + b for a, b in zip(without, with_it, strict=True)]
    below, above = sum(ways[: upward + 1]), sum(ways[upward:])
    return min(1.0, 2 * min(below, above) / sum(ways))


def _normal(ranks: Sequence[int], upward: int) -> float:
    """Both tails of the normal curve; the sum of squared ranks holds the correction for ties."""
    middle, variance = sum(ranks) / 2, sum(rank**2 for rank in ranks) / 4
    return erfc(abs(upward - middle) / sqrt(2 * variance))
