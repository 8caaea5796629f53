"""The equations of FSRS-6: stability, difficulty, and what a graded review does to them.

An item has a *stability* S, the days after which recall has fallen to 90 %, and a *difficulty* D
from 1 to 10.  A review is graded 1 (again), 2 (hard), 3 (good) or 4 (easy).  Every function takes
arrays and the 21 weights; the numbers agree with fsrs-rs (``src/model.rs``) and py-fsrs
(``fsrs/scheduler.py``) digit by digit.
"""

from __future__ import annotations

import math
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from blendnb.spacing.models.memory import Floats, raised

AGAIN, HARD, GOOD, EASY = 1, 2, 3, 4
LEAST_STABILITY = 0.001

DEFAULT_WEIGHTS: Final = (
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796,
    1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
)  # fmt: skip
"""The 21 weights that fsrs-rs, py-fsrs and ts-fsrs ship."""

Weights = tuple[float, ...]
State = tuple[Floats, ...]
"""What is known of items between two reviews: stability and difficulty come first."""


def scale(w: Weights) -> float:
    """F, chosen so that recall is .9 when the elapsed time equals the stability."""
    return math.pow(0.9, -1.0 / w[20]) - 1.0


def retrievability(w: Weights, elapsed_days: ArrayLike, stability: ArrayLike) -> Floats:
    """Probability of recall after the elapsed days: ``(1 + F t / S) ** -w20``."""
    return raised(1.0 + np.asarray(elapsed_days) * (scale(w) / np.asarray(stability)), -w[20])


def interval_days(w: Weights, stability: ArrayLike, desired_retention: ArrayLike) -> Floats:
    """Whole days until recall falls to the desired retention, at least 1."""
    factor = np.asarray(desired_retention, dtype=float) ** (-1.0 / w[20]) - 1.0
    days: Floats = np.rint(np.asarray(stability) / scale(w) * factor)
    return np.maximum(days, 1.0)


def first_stability(w: Weights, grade: ArrayLike) -> Floats:
    """Stability after the first review."""
    out: Floats = np.maximum(np.asarray(w)[np.asarray(grade) - 1], LEAST_STABILITY)
    return out


def _raw_first_difficulty(w: Weights, grade: ArrayLike) -> Floats:
    out: Floats = w[4] - np.exp(w[5] * (np.asarray(grade) - 1.0)) + 1.0
    return out


def first_difficulty(w: Weights, grade: ArrayLike) -> Floats:
    """Difficulty after the first review, 1 to 10."""
    return np.clip(_raw_first_difficulty(w, grade), 1.0, 10.0)


def shifted_difficulty(w: Weights, difficulty: ArrayLike, grade: ArrayLike) -> Floats:
    """Difficulty moved by the grade, before it reverts towards the mean."""
    d = np.asarray(difficulty, dtype=float)
    return d - w[6] * (np.asarray(grade) - 3.0) * (10.0 - d) / 9.0


def next_difficulty(w: Weights, difficulty: ArrayLike, grade: ArrayLike) -> Floats:
    """Difficulty after a review, 1 to 10."""
    # The easy first difficulty that it reverts to is deliberately not clamped (as in the peers).
    target = _raw_first_difficulty(w, EASY)
    return np.clip(w[7] * target + (1.0 - w[7]) * shifted_difficulty(w, difficulty, grade), 1, 10)


def stability_after_success(
    w: Weights,
    stability: ArrayLike,
    difficulty: ArrayLike,
    recall: ArrayLike,
    grade: ArrayLike = GOOD,
) -> Floats:
    """Stability after a review on a later day that was graded 2, 3 or 4."""
    s, g = np.asarray(stability, dtype=float), np.asarray(grade)
    bonus = np.where(g == HARD, w[15], 1.0) * np.where(g == EASY, w[16], 1.0)
    growth = np.exp(w[8]) * (11.0 - np.asarray(difficulty)) * raised(s, -w[9])
    out: Floats = s * (1.0 + growth * np.expm1(w[10] * (1.0 - np.asarray(recall))) * bonus)
    return out


def stability_after_lapse(
    w: Weights, stability: ArrayLike, difficulty: ArrayLike, recall: ArrayLike
) -> Floats:
    """Stability after a review on a later day that was graded 1."""
    s = np.asarray(stability, dtype=float)
    relearned = w[11] * raised(np.asarray(difficulty), -w[12]) * (raised(s + 1.0, w[13]) - 1.0)
    ceiling = s / math.exp(w[17] * w[18])
    learned_again = np.minimum(relearned * np.exp(w[14] * (1.0 - np.asarray(recall))), ceiling)
    out: Floats = np.maximum(learned_again, LEAST_STABILITY)
    return out


def stability_same_day(w: Weights, stability: ArrayLike, grade: ArrayLike) -> Floats:
    """Stability after a review within a day of the one before."""
    s, g = np.asarray(stability, dtype=float), np.asarray(grade)
    factor = np.exp(w[17] * (g - 3.0 + w[18])) * s ** -w[19]
    change = np.where(g >= HARD, np.maximum(factor, 1.0), factor)
    out: Floats = np.maximum(s * change, LEAST_STABILITY)
    return out


def next_stability(
    w: Weights,
    stability: ArrayLike,
    difficulty: ArrayLike,
    elapsed_days: ArrayLike,
    grade: ArrayLike,
) -> Floats:
    """Stability after any review but the first, by grade and elapsed time."""
    g = np.asarray(grade)
    recall = retrievability(w, elapsed_days, stability)
    success = stability_after_success(w, stability, difficulty, recall, g)
    lapse = stability_after_lapse(w, stability, difficulty, recall)
    later = np.maximum(np.where(g == AGAIN, lapse, success), LEAST_STABILITY)
    return np.where(np.asarray(elapsed_days) < 1.0, stability_same_day(w, stability, g), later)


def first_state(w: Weights, grade: ArrayLike) -> State:
    """Stability and difficulty after the first review."""
    return first_stability(w, grade), first_difficulty(w, grade)


def recall_after(w: Weights, state: State, elapsed_days: ArrayLike) -> Floats:
    """Probability of recall so many days after the latest review."""
    return retrievability(w, elapsed_days, state[0])


def next_state(w: Weights, state: State, elapsed_days: ArrayLike, grade: ArrayLike) -> State:
    """Stability and difficulty after any review but the first."""
    stability, difficulty = state
    grown = next_stability(w, stability, difficulty, elapsed_days, grade)
    return grown, next_difficulty(w, difficulty, grade)


_EXACT_DAYS = 2


def summed_retrievability(w: Weights, days: ArrayLike, stability: ArrayLike) -> Floats:
    """Recall added up over the whole days 1..days after a review.

    The first days are added one by one; the rest by Euler and Maclaurin's formula, which on this
    curve is exact to about seven digits and needs two powers instead of one for each day.
    """
    last, s = np.asarray(days, dtype=float), np.asarray(stability, dtype=float)
    ratio = s / scale(w)
    start = _EXACT_DAYS + 1.0
    out = _tail(w[20], ratio + np.maximum(last, start), 0.5) - _tail(w[20], ratio + start, -0.5)
    out *= last >= start
    for day in range(1, _EXACT_DAYS + 1):
        out += (last >= day) * raised(ratio + day, -w[20])
    out *= raised(ratio, w[20])
    return out


@cache
def _derivatives(w: float) -> tuple[float, ...]:
    """Minus the third, fifth and seventh derivative of ``y ** -w`` at 1."""
    return tuple(math.prod(w + i for i in range(order)) for order in (3, 5, 7))


def _tail(w: float, y: Floats, half: float) -> Floats:
    """One end of Euler and Maclaurin's sum of ``y ** -w`` over steps of 1."""
    inverse = 1.0 / y
    square = inverse * inverse
    three, five, seven = _derivatives(w)
    series = square * (three / 720 - square * (five / 30240 - square * (seven / 1209600)))
    return raised(y, -w) * (y / (1 - w) + half + inverse * (series - w / 12))
