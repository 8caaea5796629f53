"""FSRS-6 as a planning model: every way the reviews could go, weighted by how likely it is.

FSRS was made for flash-card logs, where the grade of each review is known.  A plan is made before
anyone has answered, so the outcomes are unknown.  The first study counts as good.  At each later
one the state splits in two: remembered (good, with the probability that FSRS itself predicts) and
forgotten (again).  Recall is the weighted mean over all the branches.

Up to twelve touchpoints after the first study the tree is exact; beyond that, branches that have
come close together are merged in pairs.

As a planning model for two to six corporate touchpoints it fits the laboratory data poorly.  How
poorly depends on the difficulty of the items: as built here, with the difficulty that FSRS gives a
first good answer (2.12 at the defaults), it misses the 26 cells of Cepeda 2008 by 24.6 percentage
points and puts the best gaps at 4.0, 8.7, 11.5 and 17.0 days; with every item held at the middling
difficulty 5, as in a published comparison, by 23.3 points with gaps of 5.0, 10.9, 14.2 and 19.8.
It is there because item logs are, and because a plan that is good under it too is a safer plan.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Self

import numpy as np

from blendnb.spacing.models import fsrs_equations
from blendnb.spacing.models.memory import Floats, Integers, MemoryModel, Numbers, Parameter, blocks

EXACT_LEAVES = 4096
"""The outcome tree is exact up to this many branches (twelve studies after the first)."""

_MANY_STUDIES, LEAVES_OF_MANY = 40, 512
"""After more studies than these so many branches keep recall within 0.0005 of the whole tree's."""

SEARCH_LEAVES = 64
"""While a search compares thousands of schedules it keeps at most this many branches."""

QUICK_LEAVES = 256
"""Kept where many plans are scored: recall is then within 0.0002 of the exact tree's."""

_ROOM = 0.5
"""How room among the merged branches grows with a branch's chance."""

_BOUNDS = (
    (0.001, 100), (0.001, 100), (0.001, 100), (0.001, 100), (1, 10), (0.001, 4), (0.001, 4),
    (0.001, 0.75), (0, 4.5), (0, 0.8), (0.001, 3.5), (0.001, 5), (0.001, 0.25), (0.001, 0.9),
    (0, 4), (0, 1), (1, 6), (0, 2), (0, 2), (0, 0.8), (0.1, 0.8),
)  # fmt: skip

_FIRST_STABILITIES = 4
_SINCE_19 = (0.0, 0.5)
"""What the older format of 19 weights leaves out: w19 and the decay."""

PLANNING_WEIGHTS = (2, 8, 9, 10, 11, 13, 14, 20)
"""Weights that good/again outcomes on schedules can say anything about."""


@dataclass(frozen=True)
class Leaves:
    """The branches of the outcome tree, each array (n, m)."""

    stability: Floats
    difficulty: Floats
    chance: Floats

    def take(self, rows: Integers | slice) -> Leaves:
        """The branches of some schedules only."""
        return Leaves(self.stability[rows], self.difficulty[rows], self.chance[rows])


@dataclass(frozen=True, init=False)
class FSRS6(MemoryModel):
    """FSRS-6 with its 21 weights, as a planning model and as an item-level scheduler.

    Parameters
    ----------
    w : tuple of 21 floats, optional
        The weights; default: the ones all maintained implementations ship.  A tuple of 19 is the
        older format: w19 = 0 and a decay of .5 are appended.
    **changes : float
        Single weights by name, ``w0`` to ``w20``.

    Raises
    ------
    ValueError
        For a wrong number of weights, or one outside its bounds (those of fsrs-rs).

    Notes
    -----
    Equations and weights: open-spaced-repetition/fsrs-rs and py-fsrs.  A study weight below 1
    raises the factor by which stability changes to that power.

    Examples
    --------
    >>> FSRS6().recall([0, 7], [42]).round(3)
    array([0.803])
    """

    id: ClassVar[str] = "fsrs6"
    PARAMETERS: ClassVar[tuple[Parameter, ...]] = tuple(
        Parameter(f"w{i}", low, high, "days" if i < _FIRST_STABILITIES else "one", f"fsrs6.w{i}")
        for i, (low, high) in enumerate(_BOUNDS)
    )
    calibration_id = "fsrs6_defaults"
    most_leaves: ClassVar[int] = EXACT_LEAVES
    cells_at_once: ClassVar[int] = 16_000

    w: tuple[float, ...]

    def __init__(self, w: tuple[float, ...] | None = None, **changes: float) -> None:
        values = list(_of_length_21(fsrs_equations.DEFAULT_WEIGHTS if w is None else w))
        for name, value in changes.items():
            values[_index(name)] = value
        object.__setattr__(self, "w", _checked(values))

    @property
    def published(self) -> bool:
        """Whether the weights are the ones that all implementations ship."""
        return self.w == fsrs_equations.DEFAULT_WEIGHTS

    @property
    def parameters(self) -> dict[str, float]:
        """The 21 weights by name."""
        return {p.name: value for p, value in zip(self.PARAMETERS, self.w, strict=True)}

    def free_parameters(self) -> tuple[str, ...]:
        """The weights that schedules and recall can inform at all."""
        return tuple(f"w{i}" for i in PLANNING_WEIGHTS)

    def with_parameters(self, **values: float) -> Self:
        """The same model with some weights changed."""
        return type(self)(self.w, **values)

    @property
    def quick(self) -> FSRS6:
        """The same weights with a smaller tree of outcomes (see `MemoryModel`)."""
        return _QuickFSRS6(self.w)

    def _recall(self, days: Numbers, x: Numbers, weights: Floats) -> Floats:
        widest = min(2 ** (days.shape[1] - 1), self._leaves(days.shape[1]))
        out = np.empty(x.shape)
        for rows in blocks(len(days), widest * max(1, x.shape[1]), self.cells_at_once):
            out[rows] = self._recall_rows(days[rows], x[rows], weights[rows])
        return out

    def _leaves(self, studies: int) -> int:
        """Most leaves: after dozens of studies a smaller tree says nearly the same."""
        return min(self.most_leaves, LEAVES_OF_MANY if studies > _MANY_STUDIES else EXACT_LEAVES)

    def _recall_rows(self, days: Numbers, x: Numbers, weights: Floats) -> Floats:
        out = np.zeros(x.shape)
        leaves = self.first(len(days))
        last = x.max(initial=-np.inf)
        for j in range(days.shape[1]):
            if (days[:, j] >= last).all():
                break
            if j:
                gap = days[:, j] - days[:, j - 1]
                leaves = self.grown(leaves, gap, weights[:, j], self._leaves(days.shape[1]))
            until = days[:, j + 1, None] if j + 1 < days.shape[1] else np.inf
            rows, columns = np.nonzero((x > days[:, j, None]) & (x <= until))
            ages = x[rows, columns] - days[rows, j]
            out[rows, columns] = self.left(leaves.take(rows), ages)
        return out

    def first(self, schedules: int) -> Leaves:
        """The one branch after a first study graded good."""
        shape = (schedules, 1)
        stability = float(fsrs_equations.first_stability(self.w, fsrs_equations.GOOD))
        difficulty = float(fsrs_equations.first_difficulty(self.w, fsrs_equations.GOOD))
        return Leaves(np.full(shape, stability), np.full(shape, difficulty), np.ones(shape))

    def grown(
        self,
        leaves: Leaves,
        gap_days: Numbers,
        weights: Floats | float = 1.0,
        limit: int = EXACT_LEAVES,
    ) -> Leaves:
        """Split every branch into good and again, `gap_days` (n,) after the study before."""
        recall = fsrs_equations.retrievability(self.w, gap_days[:, None], leaves.stability)
        return self._split(leaves, recall, gap_days, weights, limit)

    def _split(
        self,
        leaves: Leaves,
        recall: Floats,
        gap_days: Numbers,
        weights: Floats | float,
        limit: int,
    ) -> Leaves:
        """The branches after a study before which that much of each is recalled."""
        gap, s, d = gap_days[:, None], leaves.stability, leaves.difficulty
        good = fsrs_equations.stability_after_success(self.w, s, d, recall)
        again = fsrs_equations.stability_after_lapse(self.w, s, d, recall)
        if (gap_days < 1.0).any():
            good = np.where(
                gap < 1.0, fsrs_equations.stability_same_day(self.w, s, fsrs_equations.GOOD), good
            )
            again = np.where(
                gap < 1.0, fsrs_equations.stability_same_day(self.w, s, fsrs_equations.AGAIN), again
            )
        both = np.concatenate([good, again], axis=1)
        if np.any(np.asarray(weights) != 1.0):
            old = np.concatenate([s, s], axis=1)
            both = old * (both / old) ** np.reshape(weights, (-1, 1))
        difficulty = [
            fsrs_equations.next_difficulty(self.w, d, g)
            for g in (fsrs_equations.GOOD, fsrs_equations.AGAIN)
        ]
        chance = [leaves.chance * recall, leaves.chance * (1.0 - recall)]
        split = Leaves(both, np.concatenate(difficulty, axis=1), np.concatenate(chance, axis=1))
        return merged(split) if both.shape[1] > limit else split

    def left(self, leaves: Leaves, ages: Floats) -> Floats:
        """Recall (n,) at one age for each schedule."""
        recall = fsrs_equations.retrievability(self.w, ages[:, None], leaves.stability)
        total: Floats = np.einsum("nm,nm->n", leaves.chance, recall)
        return total

    def left_summed(self, leaves: Leaves, days: Integers) -> Floats:
        """Recall (n,) added up over the whole days 1..days (n,) after the latest study."""
        sums = fsrs_equations.summed_retrievability(self.w, days[:, None], leaves.stability)
        total: Floats = np.einsum("nm,nm->n", leaves.chance, sums)
        return total

    def window_sums(self, days: Integers, until: int, weights: Floats | None = None) -> Floats:
        """Recall added up over the whole days 1..until (see `MemoryModel`)."""
        shares = np.ones(days.shape) if weights is None else weights
        out = np.empty(len(days))
        for rows in self._search_blocks(days):
            out[rows] = self._window_sums(days[rows], until, shares[rows])
        return out

    def _search_blocks(self, days: Integers) -> Iterator[slice]:
        widest = min(2 ** (days.shape[1] - 1), 2 * SEARCH_LEAVES)
        return blocks(len(days), widest, self.cells_at_once)

    def _window_sums(self, days: Integers, until: int, weights: Floats) -> Floats:
        ends = np.concatenate([days[:, 1:], np.full((len(days), 1), until)], axis=1)
        lengths = np.maximum(np.minimum(ends, until) - days, 0)
        leaves = self.first(len(days))
        total = self.left_summed(leaves, lengths[:, 0])
        for j in range(1, days.shape[1]):
            gap = (days[:, j] - days[:, j - 1]).astype(float)
            leaves = self.grown(leaves, gap, weights[:, j], SEARCH_LEAVES)
            total += self.left_summed(leaves, lengths[:, j])
        return total

    def extended_sums(self, prefixes: Integers, last_days: Integers, until: int) -> Floats:
        """Window sums of every prefix with every last day (see `MemoryModel`)."""
        # Gap by gap: what is left after a gap adds to the sum, and splits the branches.  Sorted by
        # their last day, the prefixes that leave room for a gap are the first few rows.
        order = np.argsort(prefixes[:, -1], kind="stable")
        ends, latest = prefixes[order, -1], int(last_days.max())
        leaves, before = self._after(prefixes[order], until)
        sums = np.full((len(prefixes), latest + 1), np.nan)
        for gap in range(1, latest - int(ends[0]) + 1):
            n = int(np.searchsorted(ends, latest - gap, side="right"))
            for rows in blocks(n, 2 * leaves.chance.shape[1], self.cells_at_once):
                here, day = leaves.take(rows), ends[rows] + gap
                recall = fsrs_equations.retrievability(self.w, gap, here.stability)
                before[rows] += (day <= until) * np.einsum("nm,nm->n", here.chance, recall)
                gaps = np.full(len(day), float(gap))
                grown = self._split(here, recall, gaps, 1.0, SEARCH_LEAVES)
                later = self.left_summed(grown, np.maximum(until - day, 0))
                sums[np.arange(rows.start, rows.stop), day] = before[rows] + later
        out = np.empty((len(prefixes), len(last_days)))
        out[order] = sums[:, last_days]
        return out

    def _after(self, days: Integers, until: int) -> tuple[Leaves, Floats]:
        """The branches after whole-day schedules, and recall summed up to their last day."""
        leaves, total = self.first(len(days)), np.zeros(len(days))
        for j in range(1, days.shape[1]):
            gap = days[:, j] - days[:, j - 1]
            total += self.left_summed(leaves, np.clip(until - days[:, j - 1], 0, gap))
            leaves = self.grown(leaves, gap.astype(float), limit=SEARCH_LEAVES)
        return leaves, total

    def day_values(self, days: Integers, at: int, weights: Floats | None = None) -> Floats:
        """Recall on one whole day (see `MemoryModel`)."""
        shares = np.ones(days.shape) if weights is None else weights
        out = np.empty(len(days))
        for rows in self._search_blocks(days):
            out[rows] = self._day_values(days[rows], at, shares[rows])
        return out

    def _day_values(self, days: Integers, at: int, weights: Floats) -> Floats:
        leaves = self.first(len(days))
        out = np.zeros(len(days))
        for j in range(days.shape[1]):
            if j:
                gap = (days[:, j] - days[:, j - 1]).astype(float)
                leaves = self.grown(leaves, gap, weights[:, j], SEARCH_LEAVES)
            rows = np.flatnonzero(days[:, j] < at)
            out[rows] = self.left(leaves.take(rows), (at - days[rows, j]).astype(float))
        return out


@dataclass(frozen=True, init=False)
class _QuickFSRS6(FSRS6):
    """FSRS-6 for scoring many plans: less work, and a last digit less certain."""

    most_leaves: ClassVar[int] = QUICK_LEAVES


def merged(leaves: Leaves) -> Leaves:
    """Half the branches: neighbours on a fine grid of difficulty and log stability join.

    Likely branches stay alone and unlikely ones join in larger groups.  A group has its joint
    chance and its weighted mean log stability and difficulty, so the total chance stays 1.
    """
    log_s = np.log(leaves.stability)
    order = np.argsort(np.rint(leaves.difficulty * 4.0) * 100.0 + log_s, axis=1, kind="stable")
    chance = np.take_along_axis(leaves.chance, order, axis=1)
    room = np.cumsum(chance**_ROOM, axis=1)
    rows, groups = chance.shape[0], chance.shape[1] // 2
    group = np.minimum((room - 0.5 * chance**_ROOM) / room[:, -1:] * groups, groups - 1)
    cell = (group.astype(np.int64) + groups * np.arange(rows)[:, None]).ravel()

    def total(values: Floats) -> Floats:
        sums = np.bincount(cell, values.ravel(), rows * groups).astype(float, copy=False)
        return sums.reshape(rows, groups)

    joint = total(chance)
    safe = np.where(joint > 0, joint, 1.0)
    mean_log_s = total(chance * np.take_along_axis(log_s, order, axis=1)) / safe
    mean_d = total(chance * np.take_along_axis(leaves.difficulty, order, axis=1)) / safe
    return Leaves(np.exp(mean_log_s), np.where(joint > 0, mean_d, 5.0), joint)


def _of_length_21(w: tuple[float, ...]) -> tuple[float, ...]:
    """Bring the older 19 weights to today's 21."""
    count = len(fsrs_equations.DEFAULT_WEIGHTS)
    if len(w) == count - len(_SINCE_19):
        return (*w, *_SINCE_19)
    if len(w) != count:
        raise ValueError(f"FSRS6 takes 21 weights (or 19 of the older format), not {len(w)}")
    return tuple(w)


def _index(name: str) -> int:
    names = [p.name for p in FSRS6.PARAMETERS]
    if name not in names:
        raise ValueError(f"FSRS6 has no parameter {name!r}; its weights are w0 to w20")
    return names.index(name)


def _checked(values: list[float]) -> tuple[float, ...]:
    """Return the weights as floats, with one line for each one out of bounds."""
    checked, problems = [], []
    for parameter, value in zip(FSRS6.PARAMETERS, values, strict=True):
        try:
            checked.append(parameter.checked(value))
        except ValueError as problem:
            problems.append(str(problem))
    if problems:
        raise ValueError("\n".join(problems))
    return tuple(checked)
