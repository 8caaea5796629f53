"""How often an experiment of some size would end in "was shown": by playing it through.

A formula knows the power of one test.  The verdict asks for more: the interval and the lot must
agree, and what those who never answered might have known must not undo the difference.  With few
unequal teams and people who drop out the two differ a lot.  So experiments are drawn, with teams,
learners and answers that are alike among themselves, and judged as a real one would be.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from blendnb.language import say
from blendnb.spacing.experiment.arm_differences import (
    Clustered,
    bounds_of_missing,
    permutation_p,
    robust_interval,
)
from blendnb.spacing.models.memory import Floats, Integers

RUNS = 400
_PERMUTATIONS = 400
_ALPHA = 0.05


@dataclass(frozen=True)
class VerdictPower:
    """What came of experiments that were played through.

    Attributes
    ----------
    power
        Share of them whose verdict was "was shown", in the right direction.
    error
        Standard error of that share.
    undone_by_missing
        Share in which interval and lot showed it, and those who never answered could undo it.
    coverage
        Share of 95 % intervals that held the true difference.
    runs
        How many.
    """

    power: float
    error: float
    undone_by_missing: float
    coverage: float
    runs: int


def verdict_power(
    p1: float,
    p2: float,
    units_per_arm: int,
    *,
    items: int = 10,
    icc: float = 0.2,
    team_size: float = 1,
    team_icc: float = 0.05,
    team_size_cv: float = 0.0,
    attrition: float = 0.0,
    runs: int = RUNS,
    seed: int = 0,
    progress: Callable[[int, int], object] | None = None,
) -> VerdictPower:
    """Return how often an experiment would end in "was shown".

    Parameters
    ----------
    p1, p2 : float
        Shares of right answers in the two arms, in (0, 1).
    units_per_arm : int
        Teams in each arm, or learners where `team_size` is 1; at least 2.
    items : int, optional
        Items each learner answers.
    icc, team_icc : float, optional
        Likeness of two answers of one learner, and of two learners of one team.
    team_size, team_size_cv : float, optional
        Learners in a team on average, and how unequal teams are.
    attrition : float, optional
        Share of learners who never answer, 0 to 1, alike in both arms.
    runs, seed : int, optional
        How many experiments are played, and by which chance.
    progress : callable, optional
        Told how many runs of how many are done; an exception that it raises ends it.

    Raises
    ------
    ValueError
        For a value out of range.

    Notes
    -----
    Team means, learners within them and answers are beta and binomial, so that the ICCs are those
    of answers. Judged by CR2 intervals, permutation over what is drawn, and bounds for the missing.
    """
    fine = (
        min(p1, p2) > 0 and max(p1, p2) < 1 and units_per_arm > 1 and items >= 1
        and team_size >= 1 and 0 <= attrition < 1 and runs >= 1
        and min(icc, team_icc) >= 0 and max(icc, team_icc) < 1 and team_size_cv >= 0
    )  # fmt: skip
    if not fine:
        raise ValueError(say("experiment.power.out_of_range"))
    world = _World(units_per_arm, items, icc, team_size, team_icc, team_size_cv, attrition)
    rng = np.random.default_rng(seed)
    shown = undone = covered = 0
    for run in range(runs):
        judged = _judged(world.played(p1, p2, rng), p2 - p1, run)
        shown += judged.shown
        undone += judged.undone
        covered += judged.covered
        if progress:
            progress(run + 1, runs)
    power = shown / runs
    error = float(np.sqrt(max(power * (1 - power), 1 / runs) / runs))
    return VerdictPower(power, error, undone / runs, covered / runs, runs)


@dataclass(frozen=True)
class _Played:
    """One experiment: the answers that came, and of everybody who was drawn arm and cluster."""

    data: Clustered
    learners: Integers
    drawn: tuple[int, int]


@dataclass(frozen=True)
class _Judged:
    shown: bool
    undone: bool
    covered: bool


@dataclass(frozen=True)
class _World:
    units_per_arm: int
    items: int
    icc: float
    team_size: float
    team_icc: float
    team_size_cv: float
    attrition: float

    def played(self, p1: float, p2: float, rng: np.random.Generator) -> _Played:
        """Draw one experiment."""
        sizes = self._sizes(rng)
        clusters = np.repeat(np.arange(len(sizes)), sizes)
        treated = clusters >= self.units_per_arm
        of_team = self.team_icc if self.team_size > 1 else 0.0
        mean = np.where(np.arange(len(sizes)) >= self.units_per_arm, p2, p1)
        team = _beta(mean, of_team, rng)[clusters]
        within = max(self.icc - of_team, 0.0) / (1 - of_team)
        right = rng.binomial(self.items, _beta(team, within, rng))
        stayed = rng.random(len(right)) >= self.attrition
        learners = np.repeat(np.flatnonzero(stayed), self.items)
        asked = np.tile(np.arange(self.items), int(stayed.sum()))
        outcome = (asked < np.repeat(right[stayed], self.items)).astype(float)
        data = Clustered(
            outcome, treated[learners], clusters[learners], asked, np.zeros(len(learners), int)
        )
        return _Played(data, learners, (int(treated.sum()), int((~treated).sum())))

    def _sizes(self, rng: np.random.Generator) -> Integers:
        units = 2 * self.units_per_arm
        if self.team_size <= 1:
            return np.ones(units, dtype=np.int64)
        if not self.team_size_cv:
            return np.full(units, round(self.team_size), dtype=np.int64)
        shape = self.team_size_cv**-2
        sizes = rng.gamma(shape, self.team_size / shape, units)
        return np.maximum(np.rint(sizes), 1).astype(np.int64)


def _beta(mean: Floats, likeness: float, rng: np.random.Generator) -> Floats:
    """Chances around a mean, whose answers are alike by that much."""
    if likeness <= 0:
        return mean
    inside = np.clip(mean, 1e-6, 1 - 1e-6)
    many = (1 - likeness) / likeness
    return rng.beta(inside * many, (1 - inside) * many)


def _judged(played: _Played, truth: float, seed: int) -> _Judged:
    """Judge one experiment as the verdict does."""
    data = played.data
    arms = (data.treated, ~data.treated)
    interval = robust_interval(data) if all(arm.any() for arm in arms) else None
    if interval is None:
        return _Judged(shown=False, undone=False, covered=False)
    low, high = interval
    difference = float(data.right[arms[0]].mean() - data.right[arms[1]].mean())
    covered = low <= truth <= high
    if low <= 0 <= high or difference * truth <= 0:
        return _Judged(shown=False, undone=False, covered=covered)
    by_lot = permutation_p(data, _PERMUTATIONS, seed) < _ALPHA
    bounds = bounds_of_missing([_rates(played, arm) for arm in arms], played.drawn)
    survives = all(bound * difference > 0 for bound in bounds.all)
    return _Judged(by_lot and survives, by_lot and not survives, covered)


def _rates(played: _Played, arm: np.ndarray) -> tuple[Floats, Floats]:
    """Answers and right answers of each learner of an arm who answered."""
    _, which = np.unique(played.learners[arm], return_inverse=True)
    answers = np.bincount(which).astype(float)
    return answers, np.bincount(which, played.data.right[arm]).astype(float)
