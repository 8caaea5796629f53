"""Baselines: what a memory model has to beat before anyone should trust it.

A constant (the mean of the data), SM-2 (the rule of thumb inside the first flash-card programs)
and the half-life regression that Duolingo published.  None of them is a planning model; they
stand beside the five in comparisons of fit.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from blendnb.spacing.models.memory import Floats

LEAST_EASE = 1.3
PASSED = 3
"""The least quality that counts as remembered."""


def mean_by_group(values: ArrayLike, groups: ArrayLike) -> Floats:
    """Predict every value by the mean of its group: the constant baseline.

    Parameters
    ----------
    values, groups : array_like, shape (n,)
        Observed recall, and what it is grouped by (for instance the delay).

    Returns
    -------
    ndarray, shape (n,)
        The group means, one for each value.
    """
    observed = np.asarray(values, dtype=float)
    _, which = np.unique(np.asarray(groups), return_inverse=True)
    means: Floats = np.bincount(which, observed) / np.bincount(which)
    return means[which]


@dataclass(frozen=True)
class SM2State:
    """What SM-2 remembers of an item: its ease, its interval and its run of successes."""

    ease: float = 2.5
    interval_days: int = 0
    repetitions: int = 0


def sm2_review(state: SM2State, quality: int) -> SM2State:
    """Return the state after an answer of quality 0 to 5 (below 3 is a lapse).

    Raises
    ------
    ValueError
        For a quality outside 0 to 5.

    Notes
    -----
    Wozniak's SM-2 as in the package supermemo2: intervals 1, 6, then ``ceil(interval * ease)``
    with the ease from before the answer.
    """
    if quality not in range(6):
        raise ValueError(f"quality = {quality!r} is outside its bounds [0, 5]")
    miss = 5 - quality
    ease = max(LEAST_EASE, state.ease + 0.1 - miss * (0.08 + miss * 0.02))
    if quality < PASSED:
        return SM2State(ease, 1, 0)
    steps = {0: 1, 1: 6}
    later = math.ceil(state.interval_days * state.ease)
    return SM2State(ease, steps.get(state.repetitions, later), state.repetitions + 1)


LEAST_HALF_LIFE_DAYS = 15.0 / (24 * 60)
GREATEST_HALF_LIFE_DAYS = 274.0


def half_life_days(right: ArrayLike, wrong: ArrayLike, theta: tuple[float, float, float]) -> Floats:
    """Half-life in days, ``2 ** (theta . (sqrt(1+right), sqrt(1+wrong), 1))``, 15 min to 274 d.

    Notes
    -----
    Form and bounds: duolingo/halflife-regression ``experiment.py``.
    """
    features = np.sqrt(1.0 + np.asarray(right)), np.sqrt(1.0 + np.asarray(wrong))
    power = theta[0] * features[0] + theta[1] * features[1] + theta[2]
    return np.clip(2.0 ** np.clip(power, -60, 60), LEAST_HALF_LIFE_DAYS, GREATEST_HALF_LIFE_DAYS)


def half_life_recall(elapsed_days: ArrayLike, half_life: ArrayLike) -> Floats:
    """Recall after the elapsed days, ``2 ** (-elapsed / half-life)``, .0001 to .9999."""
    recall: Floats = 2.0 ** (-np.asarray(elapsed_days) / np.asarray(half_life))
    return np.clip(recall, 1e-4, 0.9999)
