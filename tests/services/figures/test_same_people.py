"""The statistics of paired answers, held against published examples and another program's."""

from itertools import product
from math import sqrt
from statistics import fmean, stdev

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from trainingdesk.services.figures.same_people import (
    effect_size,
    same_people,
    signed_rank,
)

DEXTRO = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
LAEVO = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
"""Student, The probable error of a mean, Biometrika 6 (1908), p. 20: hours of sleep gained."""
MAIZE = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48]
"""Darwin's crossed and self-fertilised maize, in eighths of an inch: Fisher, The Design of
Experiments, 1935, table 3; by ranks in later texts, T = 24."""
DEPRESSION = [(1.83, 0.878), (0.50, 0.647), (1.62, 0.598), (2.48, 2.05), (1.68, 1.06),
              (1.88, 1.29), (1.55, 1.06), (3.06, 3.14), (1.30, 1.29)]  # fmt: skip
"""Hamilton's depression scale before and after a first session: Hollander and Wolfe,
Nonparametric Statistical Methods, 1973, table 3.1: T+ = 5 and P(T+ <= 5) = 0.020."""
MOVES = st.lists(st.integers(-10, 10), min_size=1, max_size=60)
PAIRS = st.lists(st.tuples(st.integers(0, 10), st.integers(0, 10)), min_size=2, max_size=60)


def test_students_sleep_comes_out_as_it_is_published() -> None:
    found = same_people(list(zip(DEXTRO, LAEVO, strict=True)))
    assert found.number == 10
    assert (found.first_mean, found.later_mean) == pytest.approx((0.75, 2.33))
    assert found.change.mean == pytest.approx(1.58)
    assert (found.change.low, found.change.high) == pytest.approx((0.70, 2.46), abs=0.005)
    assert (found.rose, found.same, found.fell) == (9, 1, 0)
    # t = 4.0621 on 9 degrees of freedom, so d = t ÷ √n = 1.2846; Hedges' J(9) = 0.914 by table.
    assert found.effect == pytest.approx(4.0621 / sqrt(10) * 0.914, abs=0.0005)
    assert found.clear
    assert found.ranks_agree


def test_the_published_example_of_hollander_and_wolfe_comes_out() -> None:
    found = same_people(DEPRESSION)
    # They publish one tail, 0.020 of the table: 10 of the 512 ways give a sum of 5 or less.
    assert found.signed_rank == pytest.approx(2 * 10 / 512)


def test_darwins_maize_by_ranks_comes_out_as_later_texts_have_it() -> None:
    # 24 is the sum of the ranks of the two that fell; 0.041 on both sides in exact tables.
    assert signed_rank(MAIZE) == pytest.approx(0.0413, abs=0.0001)


@pytest.mark.parametrize(("number", "sum_of_ranks"), [(6, 0), (7, 2), (8, 3), (9, 5), (10, 8)])
def test_the_published_table_of_the_smaller_sum_holds(number: int, sum_of_ranks: int) -> None:
    # Wilcoxon and Wilcox, Some Rapid Approximate Statistical Procedures, 1964, table 2: the
    # greatest smaller sum of ranks that is significant at 5% on both sides.
    assert (signed_rank(_with_sum(number, sum_of_ranks)) or 0) <= 0.05
    assert (signed_rank(_with_sum(number, sum_of_ranks + 1)) or 0) > 0.05


def _with_sum(number: int, wanted: int) -> list[int]:
    """Changes of 1 to n points, those falling whose ranks add up to a sum."""
    for signs in product((1, -1), repeat=number):
        moves = [sign * rank for rank, sign in enumerate(signs, 1)]
        if sum(-move for move in moves if move < 0) == wanted:
            return moves
    raise AssertionError(wanted)


@given(st.lists(st.integers(-4, 4), min_size=1, max_size=9))
def test_few_people_are_counted_out_as_every_choice_of_signs_would_have_it(
    moves: list[int],
) -> None:
    moved = [move for move in moves if move]
    if not moved:
        assert signed_rank(moves) is None
        return
    ranks = stats.rankdata([abs(move) for move in moved])
    sums = [
        sum(rank for rank, up in zip(ranks, signs, strict=True) if up)
        for signs in product((True, False), repeat=len(moved))
    ]
    own = sum(rank for rank, move in zip(ranks, moved, strict=True) if move > 0)
    tail = min(sum(s <= own for s in sums), sum(s >= own for s in sums)) / len(sums)
    assert signed_rank(moves) == pytest.approx(min(1, 2 * tail))


@given(st.lists(st.integers(-10, 10).filter(bool), min_size=20, max_size=60))
def test_many_people_come_out_as_another_program_has_it(moves: list[int]) -> None:
    theirs = stats.wilcoxon(moves, zero_method="wilcox", correction=False, method="approx")
    assert signed_rank([*moves, 0, 0]) == pytest.approx(theirs.pvalue)


@given(PAIRS)
def test_change_interval_and_effect_are_those_of_another_program(
    pairs: list[tuple[int, int]],
) -> None:
    found = same_people(pairs)
    first, later = (np.array(each, dtype=float) for each in zip(*pairs, strict=True))
    moved = [float(b - a) for a, b in pairs]
    assert (found.first_mean, found.later_mean) == pytest.approx((first.mean(), later.mean()))
    assert found.rose + found.same + found.fell == found.number == len(pairs)
    if not stdev(moved):
        assert found.effect is None
        return
    theirs = stats.ttest_rel(later, first)
    between = theirs.confidence_interval(0.95)
    assert (found.change.low, found.change.high) == pytest.approx((between.low, between.high))
    if len(pairs) > 2:
        # The usual approximation of Hedges' correction is good to a part in a hundred by then.
        d = theirs.statistic / sqrt(len(pairs))
        near = 1 - 3 / (4 * (len(pairs) - 1) - 1)
        assert found.effect == pytest.approx(d * near, rel=0.02, abs=1e-9) or len(pairs) < 6
        assert abs(found.effect or 0) < abs(d) or d == 0
    assert found.clear == (theirs.pvalue < 0.05) or theirs.pvalue == pytest.approx(0.05)


@given(PAIRS)
def test_a_fall_is_told_as_plainly_as_the_same_rise(pairs: list[tuple[int, int]]) -> None:
    rise, fall = same_people(pairs), same_people([(later, first) for first, later in pairs])
    assert (rise.rose, rise.same, rise.fell) == (fall.fell, fall.same, fall.rose)
    assert rise.signed_rank == pytest.approx(fall.signed_rank)
    if rise.effect is not None:
        assert fall.effect == pytest.approx(-rise.effect)


def test_hedges_correction_is_that_of_his_table() -> None:
    # Hedges (1981) prints J(m) for m = 2, 5, 10 and 30.
    for freedom, published in ((2, 0.5642), (5, 0.8408), (10, 0.9228), (30, 0.9748)):
        moves = [float(n) for n in range(freedom + 1)]
        d = fmean(moves) / stdev(moves)
        assert (effect_size(moves) or 0) / d == pytest.approx(published, abs=0.0001)


def test_nobody_one_and_two_people_and_no_spread_have_what_they_can_have() -> None:
    nobody, one = same_people([]), same_people([(4, 6)])
    assert (nobody.number, nobody.first_mean, nobody.effect) == (0, None, None)
    assert not nobody.clear
    assert nobody.ranks_agree
    assert (one.number, one.change.mean, one.change.low, one.effect) == (1, 2, None, None)
    assert one.ranks_agree is (one.signed_rank == 1.0)
    two = same_people([(4, 6), (4, 5)])
    assert two.effect is None
    alike = same_people([(4, 6)] * 8)
    assert (alike.change.low, alike.change.high, alike.effect) == (2, 2, None)
    still = same_people([(5, 5)] * 4)
    assert (still.rose, still.same, still.fell, still.signed_rank) == (0, 4, 0, None)
    assert not still.clear


def test_ranks_that_say_otherwise_are_told() -> None:
    # One person who fell far hides what the other fourteen say; the ranks do not weigh how far.
    leaning = same_people([(4, 6)] * 14 + [(10, 0)])
    assert not leaning.clear
    assert leaning.signed_rank is not None
    assert not leaning.ranks_agree
