"""Baselines against the packages and papers they come from."""

import numpy as np
import pytest

from blendnb.spacing.models.baselines import (
    SM2State,
    half_life_days,
    half_life_recall,
    mean_by_group,
    sm2_review,
)
from blendnb.spacing.published import CEPEDA_2008


def test_the_mean_for_each_delay_misses_cepeda_2008_by_8_29_points():
    recall = np.array([c.recall for c in CEPEDA_2008])
    means = mean_by_group(recall, [c.retention_interval_days for c in CEPEDA_2008])
    assert 100 * np.sqrt(np.mean((recall - means) ** 2)) == pytest.approx(8.29, abs=0.006)


@pytest.mark.parametrize(
    ("quality", "ease"), [(0, 1.70), (1, 1.96), (2, 2.18), (3, 2.36), (4, 2.5), (5, 2.6)]
)
def test_a_first_sm2_review_matches_supermemo2(quality, ease):
    state = sm2_review(SM2State(), quality)
    assert state.ease == pytest.approx(ease)
    assert state.interval_days == 1


@pytest.mark.parametrize(
    ("quality", "ease", "interval", "repetitions"),
    [
        (0, 1.5, 1, 0),
        (1, 1.76, 1, 0),
        (2, 1.98, 1, 0),
        (3, 2.16, 28, 4),
        (4, 2.3, 28, 4),
        (5, 2.4, 28, 4),
    ],
)
def test_a_later_sm2_review_matches_supermemo2(quality, ease, interval, repetitions):
    state = sm2_review(SM2State(2.3, 12, 3), quality)
    assert state.ease == pytest.approx(ease)
    assert (state.interval_days, state.repetitions) == (interval, repetitions)


def test_the_second_sm2_interval_is_six_days():
    assert sm2_review(sm2_review(SM2State(), 4), 4).interval_days == 6


def test_a_quality_outside_the_scale_is_refused():
    with pytest.raises(ValueError, match=r"quality = 6"):
        sm2_review(SM2State(), 6)


def test_half_life_recall_is_one_half_after_one_half_life():
    assert half_life_recall(10.0, 10.0) == pytest.approx(0.5)


def test_half_lives_and_recall_stay_inside_the_published_bounds():
    assert half_life_days(0, 0, (0, 0, -50)) == pytest.approx(15 / 1440)
    assert half_life_days(0, 0, (0, 0, 50)) == 274
    assert half_life_recall([0, 1e6], [1.0, 1.0]).tolist() == [0.9999, 0.0001]


def test_right_answers_lengthen_the_half_life_by_the_square_root():
    assert half_life_days(8, 3, (1.0, -0.5, 0.0)) == pytest.approx(2 ** (3 - 1.0))
