"""The feasible set: what it allows, how many that is, and why it can be empty."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from blendnb.spacing.schedules import Feasible, NoScheduleError, feasible_set


def test_three_touchpoints_in_89_days_are_113564_schedules():
    assert feasible_set(3, 89).count() == 113_564
    assert feasible_set(6, 89).count() == 581_106_988


def by_hand(k, horizon, min_gap, max_gap, blackout):
    for days in combinations([d for d in range(1, horizon + 1) if d not in blackout], k):
        gaps = np.diff((0, *days))
        if gaps.min() >= min_gap and (max_gap is None or gaps.max() <= max_gap):
            yield (0, *days)


@given(
    st.integers(1, 3), st.integers(1, 14), st.integers(1, 5),
    st.one_of(st.none(), st.integers(1, 9)),
    st.frozensets(st.integers(-2, 16), max_size=6),
)  # fmt: skip
def test_counting_listing_and_testing_agree_with_enumeration(
    k, horizon, min_gap, max_gap, blackout
):
    allowed = list(by_hand(k, horizon, min_gap, max_gap, blackout))
    feasible = Feasible(k, horizon, min_gap, max_gap, blackout)
    assert feasible.count() == len(allowed)
    assert [tuple(row) for row in feasible.prefixes(k)] == allowed
    every = np.array([(0, *d) for d in combinations(range(1, horizon + 1), k)], dtype=np.int64)
    if len(every):
        assert [tuple(row) for row in every[feasible.contains(every)]] == allowed


def test_blackout_takes_days_and_spans():
    assert feasible_set(1, 10, blackout=[2, (4, 9)]).days.tolist() == [1, 3, 10]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (
            {"touchpoints": 5, "horizon": 20, "min_gap": 7},
            ["5 touchpoints", "min_gap = 7", "horizon = 20"],
        ),
        ({"touchpoints": 2, "horizon": 10, "blackout": [(1, 10)]}, ["blackout (10 of 10 days)"]),
        (
            {"touchpoints": 1, "horizon": 30, "max_gap": 5, "blackout": [(1, 6)]},
            ["max_gap = 5", "blackout"],
        ),
        ({"touchpoints": 4, "horizon": 3}, ["horizon = 3"]),
        (
            {"touchpoints": 2, "horizon": 30, "min_gap": 9, "max_gap": 3},
            ["min_gap = 9", "max_gap = 3"],
        ),
        ({"touchpoints": 6, "horizon": 90, "minutes": 60}, ["90 minutes", "budget is 60"]),
    ],
)
def test_an_empty_set_says_which_limits_are_in_the_way(arguments, words):
    with pytest.raises(NoScheduleError) as problem:
        feasible_set(**arguments)
    for word in words:
        assert word in str(problem.value)


def test_a_minutes_budget_that_is_enough_changes_nothing():
    assert feasible_set(4, 90, minutes=60) == feasible_set(4, 90)


def test_numbers_that_make_no_sense_are_refused_together():
    with pytest.raises(ValueError) as problem:
        feasible_set(0, 2.5, min_gap=0, max_gap=True, minutes_each=0)
    for word in (
        "touchpoints = 0",
        "horizon = 2.5",
        "min_gap = 0",
        "max_gap = True",
        "minutes_each",
    ):
        assert word in str(problem.value)
    with pytest.raises(ValueError, match="ends before it begins"):
        feasible_set(1, 9, blackout=[(5, 3)])
