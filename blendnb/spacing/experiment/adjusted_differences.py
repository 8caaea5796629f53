"""Differences of a model: within strata, at the same baseline, and from one lag to the next.

Lots make arms alike on average, not in the one draw there was.  A score from before, and the site
within which lots were drawn, explain part of what is left, so that the same people show more: a
baseline that correlates .5 with the outcome is worth a third more learners.  The model is linear in
the shares, so that its effect is the difference in points that everybody understands.

Its errors are CR2 with Satterthwaite's degrees of freedom (Bell & McCaffrey 2002; Pustejovsky &
Tipton 2018), which hold with few and unequal teams; for two arms without anything else their
errors are those of `arm_differences`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from blendnb.spacing.experiment.answers import Answered, ExperimentResults
from blendnb.spacing.experiment.arm_differences import LEVEL, Adjusted, Interval
from blendnb.spacing.models.memory import Floats, Integers

_CLOSE = 1e-9
_FEWEST_CLUSTERS = 3
_FEWEST_LAGS = 2


@dataclass(frozen=True)
class LagEffect:
    """The difference of an arm from the first one at one lag, or its change between lags.

    Attributes
    ----------
    arm, against
        The arms.
    lag_days
        Days from the last study to the test; None for the change from the shortest to the longest.
    difference, interval
        Of the shares, 95 %.
    """

    arm: str
    against: str
    lag_days: float | None
    difference: float
    interval: Interval


class _Estimate(NamedTuple):
    value: float
    low: float
    high: float

    @property
    def interval(self) -> Interval:
        return self.low, self.high


def adjusted_of(results: ExperimentResults, asked: Answered, number: int) -> Adjusted | None:
    """Return an arm's difference from the first one by the model; None with nothing to hold alike.

    Parameters
    ----------
    results
        Everybody who was drawn.
    asked
        The answers at one lag.
    number
        Of the arm.
    """
    arms, learners, right = _of_two_arms(results, asked, number)
    strata = _indicators(results.learner_strata[learners])[:, 1:]
    baseline = _centred(results.learner_baselines[learners])
    parts = [strata, *([] if baseline is None else [baseline[:, None]])]
    if baseline is None and not strata.shape[1]:
        return None
    treated = (arms == number).astype(float)[:, None]
    design = np.concatenate([np.ones((len(right), 1)), *parts, treated], axis=1)
    estimates = _estimates(right, design, results.learner_clusters[learners], _last(design))
    if not estimates:
        return None
    related = None if baseline is None else _correlation(learners, right, baseline)
    difference, interval = estimates[0].value, estimates[0].interval
    return Adjusted(difference, interval, strata.shape[1] > 0, baseline is not None, related)


def lag_effects_of(results: ExperimentResults) -> tuple[LagEffect, ...]:
    """Return every arm's difference at every lag, and its change from first to last lag.

    Empty with a single lag, or where an arm was not asked at every lag.
    """
    if len(results.lags) < _FEWEST_LAGS:
        return ()
    arms = range(1, len(results.arms))
    return tuple(effect for number in arms for effect in _lag_effects(results, number))


def _lag_effects(results: ExperimentResults, number: int) -> Iterator[LagEffect]:
    parts = [_of_two_arms(results, results.at(lag), number) for lag in results.lags]
    if any(len(set(arms.tolist())) < _FEWEST_LAGS for arms, _, _ in parts):
        return
    arms, learners, right = (np.concatenate(each) for each in zip(*parts, strict=True))
    lags = np.repeat(np.arange(len(parts)), [len(each[0]) for each in parts])
    at = _indicators(lags)
    design = np.concatenate([at, at * (arms == number)[:, None]], axis=1)
    many = len(parts)
    own = np.concatenate([np.zeros((many, many)), np.eye(many)], axis=1)
    change = own[-1] - own[0]
    contrasts = np.concatenate([own, change[None]])
    clusters = results.learner_clusters[learners]
    estimates = _estimates(right, design, clusters, contrasts)
    for lag, each in zip([*results.lags, None], estimates, strict=bool(estimates)):
        yield LagEffect(results.arms[number], results.arms[0], lag, each.value, each.interval)


def _of_two_arms(
    results: ExperimentResults, asked: Answered, number: int
) -> tuple[Integers, Integers, Floats]:
    """Arm, learner and outcome of the answers of the first arm and another."""
    arms = results.learner_arms[asked.learners]
    kept = (arms == 0) | (arms == number)
    return arms[kept], asked.learners[kept], asked.right[kept]


def _indicators(values: Integers) -> Floats:
    estimates: Floats = (values[:, None] == np.unique(values)).astype(float)
    return estimates


def _last(design: Floats) -> Floats:
    contrast = np.zeros((1, design.shape[1]))
    contrast[0, -1] = 1.0
    return contrast


def _centred(baseline: Floats) -> Floats | None:
    """The baseline around its mean, which stands for what is not known; None if it says nothing."""
    known = np.isfinite(baseline)
    if not known.any() or np.ptp(baseline[known]) < _CLOSE:
        return None
    return np.where(known, baseline - baseline[known].mean(), 0.0)


def _correlation(learners: Integers, right: Floats, baseline: Floats) -> float:
    _, which = np.unique(learners, return_inverse=True)
    answers = np.bincount(which)
    shares, before = np.bincount(which, right) / answers, np.bincount(which, baseline) / answers
    if np.ptp(shares) < _CLOSE:
        return 0.0
    return float(np.corrcoef(shares, before)[0, 1])


def _estimates(
    outcome: Floats, design: Floats, clusters: Integers, contrasts: Floats
) -> list[_Estimate]:
    """Each contrast of a linear model with its 95 % interval; none where it cannot be fitted."""
    from scipy.stats import t

    numbers, which = np.unique(clusters, return_inverse=True)
    if len(numbers) < _FEWEST_CLUSTERS or np.linalg.matrix_rank(design) < design.shape[1]:
        return []
    inverse = np.linalg.inv(design.T @ design)
    beta = inverse @ design.T @ outcome
    left = outcome - design @ beta
    root = np.linalg.cholesky(inverse)
    weights = inverse @ contrasts.T
    order = np.argsort(which, kind="stable")
    starts = np.searchsorted(which[order], np.arange(len(numbers)))
    scores, squares, sums = [], [], []
    for rows in np.split(order, starts[1:]):
        own = design[rows]
        side, stretched, _ = np.linalg.svd(own @ root, full_matrices=False)
        room = np.maximum(1.0 - stretched**2, 0.0)
        raised = np.where(room > _CLOSE, 1 / np.sqrt(np.maximum(room, _CLOSE)), 0.0) - 1.0
        pulled = own @ weights
        lifted = pulled + side @ (raised[:, None] * (side.T @ pulled))
        scores.append(left[rows] @ lifted)
        squares.append((lifted**2).sum(axis=0))
        sums.append(own.T @ lifted)
    variance = (np.array(scores) ** 2).sum(axis=0)
    estimates = []
    for number, value in enumerate(contrasts @ beta):
        each = np.array([total[:, number] for total in sums])
        made_of = np.diag([square[number] for square in squares]) - each @ inverse @ each.T
        freedom = np.trace(made_of) ** 2 / (made_of**2).sum()
        reach = float(t.ppf((1 + LEVEL) / 2, freedom) * np.sqrt(variance[number]))
        estimates.append(_Estimate(float(value), float(value) - reach, float(value) + reach))
    return estimates
