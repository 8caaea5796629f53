"""Greedy placement: it takes the day that helps most, and says when there is none."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from blendnb.spacing.models import PPE, SAC, memory_models
from blendnb.spacing.placement import greedy_days


def mean_recall(days, horizon, model=None, weights=None):
    dates = np.arange(days[0] + 1, horizon + 1)
    return (model or SAC()).recall(days, dates, weights).mean()


def test_one_added_day_is_the_best_of_all_days():
    (day,) = greedy_days([0], 90, 1, range(1, 91))
    values = [mean_recall([0, d], 90) for d in range(1, 91)]
    assert day == 1 + int(np.argmax(values))


@pytest.mark.parametrize("model", memory_models("all"), ids=lambda m: m.id)
def test_every_planning_model_can_place_days(model):
    (day,) = greedy_days([0, 9], 60, 1, range(1, 61), memory_model=model)
    values = {d: mean_recall(sorted([0, 9, d]), 60, model) for d in range(1, 61) if d != 9}
    assert values[day] == pytest.approx(max(values.values()), abs=1e-8)


def test_days_are_added_one_at_a_time_on_allowed_days_only():
    mondays = range(0, 91, 7)
    two = greedy_days([0], 90, 2, mondays)
    three = greedy_days([0], 90, 3, mondays)
    assert set(two) < set(three)
    assert all(day % 7 == 0 for day in three)
    assert list(three) == sorted(three)


def test_a_study_before_launch_only_shifts_the_scale():
    early = greedy_days([-10], 80, 3, range(-9, 81))
    assert early == tuple(day - 10 for day in greedy_days([0], 90, 3, range(1, 91)))


def test_existing_studies_and_the_least_gap_are_kept_clear():
    days = greedy_days([0, 10], 40, 4, range(1, 41), min_gap_days=5)
    gaps = np.diff(sorted([0, 10, *days]))
    assert gaps.min() >= 5


def test_fewer_days_come_back_when_no_allowed_day_is_left():
    assert greedy_days([0], 30, 5, [7, 14]) == (7, 14)
    assert greedy_days([20], 30, 5, [7, 14, 20, 31]) == ()
    assert greedy_days([0], 30, 0, range(1, 31)) == ()


def test_weights_of_the_existing_studies_matter():
    strong = greedy_days([0, 3, 20], 90, 1, range(1, 91))
    weak = greedy_days([0, 3, 20], 90, 1, range(1, 91), weights=[1, 1, 0.1])
    assert strong != weak


def test_days_that_help_equally_go_to_the_earliest():
    nothing_to_gain = SAC(delta_2=0.0)
    assert greedy_days([0], 90, 2, range(5, 91), memory_model=nothing_to_gain) == (5, 6)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (([], 90, 1, [1]), "met once before"),
        (([5, 5], 90, 1, [9]), "must ascend"),
        (([7, 0], 90, 1, [9]), "must ascend"),
    ],
)
def test_impossible_studies_are_refused(arguments, words):
    with pytest.raises(ValueError, match=words):
        greedy_days(*arguments)


def test_weights_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match="2 values for 1"):
        greedy_days([0], 90, 1, [9], weights=[1, 1])
    with pytest.raises(ValueError, match="above 0"):
        greedy_days([0], 90, 1, [9], new_weight=0)


@given(
    st.lists(st.integers(0, 60), min_size=1, max_size=4, unique=True).map(sorted),
    st.sets(st.integers(-5, 100), max_size=40),
    st.integers(0, 4),
)
def test_placed_days_are_allowed_new_and_inside_the_window(study_days, allowed, count):
    days = greedy_days(study_days, 80, count, allowed)
    assert len(days) <= count
    assert set(days) <= allowed
    assert not set(days) & set(study_days)
    assert all(study_days[0] < day <= 80 for day in days)
    assert days == greedy_days(study_days, 80, count, sorted(allowed, reverse=True))


@given(st.integers(20, 120), st.sampled_from([SAC(), SAC(variant="common"), PPE()]))
def test_no_other_day_would_have_been_better(horizon, model):
    (day,) = greedy_days([0, 4], horizon, 1, range(1, horizon + 1), memory_model=model)
    others = [sorted([0, 4, other]) for other in range(1, horizon + 1) if other != 4]
    means = model.recall(others, np.arange(1, horizon + 1)).mean(axis=1)
    assert means[others.index(sorted([0, 4, day]))] >= means.max() - 1e-8


def test_a_window_of_five_years_is_looked_at_in_steps_and_finds_the_same_days():
    assert greedy_days([0], 1820, 3, range(1, 1820), min_gap_days=2) == (82, 191, 345)
    assert greedy_days([0, 30, 200], 800, 3, range(1, 800), min_gap_days=2) == (58, 98, 296)


def test_work_grows_with_the_window_and_not_with_its_square(monkeypatch):
    cells = []
    real = SAC._in_blocks

    def counted(self, days, x, weights):
        cells.append(x.size)
        return real(self, days, x, weights)

    monkeypatch.setattr(SAC, "_in_blocks", counted)
    greedy_days([0], 1820, 1, range(1, 1821))
    assert sum(cells) < 200_000
