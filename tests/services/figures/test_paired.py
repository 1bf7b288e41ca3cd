from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from trainingdesk.services.figures.paired import paired_change

STUDENT = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
"""Hours of sleep gained on dextro-hyoscyamine: the first sample of Student's paper of 1908."""
GAINED = [1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4]
"""Student's differences between laevo- and dextro-hyoscyamine: mean 1.58, t = 4.06, 9 df."""


def test_students_own_example_comes_out_as_he_published_it() -> None:
    change = paired_change(GAINED)
    assert change.matched == 10
    assert change.mean == pytest.approx(1.58)
    # Published: s = 1.23, so 1.58 ± 2.262 · 1.23 / √10.
    assert change.low == pytest.approx(1.58 - 2.262 * 1.23 / sqrt(10), abs=0.005)
    assert change.high == pytest.approx(1.58 + 2.262 * 1.23 / sqrt(10), abs=0.005)


@given(st.lists(st.integers(-10, 10).map(float), min_size=2, max_size=60))
def test_the_interval_is_that_of_an_independent_computation(differences: list[float]) -> None:
    change = paired_change(differences)
    sem = float(stats.sem(differences))
    mean = sum(differences) / len(differences)
    if sem == 0:
        assert (change.low, change.high) == (mean, mean)
        return
    low, high = stats.t.interval(0.95, len(differences) - 1, loc=mean, scale=sem)
    assert (change.mean, change.low, change.high) == pytest.approx((mean, low, high))


@given(st.lists(st.integers(-10, 10).map(float), min_size=2, max_size=60))
def test_a_fall_is_as_large_as_the_same_rise(differences: list[float]) -> None:
    rise, fall = paired_change(differences), paired_change([-d for d in differences])
    assert (fall.mean, fall.low, fall.high) == pytest.approx(
        tuple(-(value or 0) for value in (rise.mean, rise.high, rise.low))
    )


def test_nobody_gives_no_mean_and_one_no_interval() -> None:
    none, one = paired_change([]), paired_change([2.0])
    assert (none.matched, none.mean) == (0, None)
    assert (one.matched, one.mean, one.low, one.high) == (1, 2.0, None, None)


def test_the_first_sample_of_student_does_not_clearly_differ_from_nothing() -> None:
    change = paired_change(STUDENT)
    assert change.mean == pytest.approx(0.75)
    assert change.low is not None
    assert change.high is not None
    assert change.low < 0 < change.high
