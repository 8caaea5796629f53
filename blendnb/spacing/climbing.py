"""How several memory models are searched together: each alone first, then what they disagree on.

The regret of a schedule is measured from each model's own best, so these are found first.  Then
the search climbs down the greatest regret.  Everything that was looked at on the way stays on the
table, so the choice is never worse than a rule of thumb or a model's own best days.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

import numpy as np

from blendnb.spacing.feasible import Feasible
from blendnb.spacing.models.memory import FIRST_LOOK_ERROR, Floats, Integers, MemoryModel
from blendnb.spacing.placement import greedy_days
from blendnb.spacing.schedules import RULES_OF_THUMB, Days
from blendnb.spacing.search import Evaluated, Objective, climb, first_look, is_light, starts

Progress = Callable[[int, int], None]
"""Told how many steps are done, and of how many; what it raises ends the search."""

_CLIMBS, _FEW_CLIMBS = 2, 1
"""How many starts each search climbs from, the most promising first; fewer in a heavy search."""
_REGRET_CLIMBS = 2
_SOFTNESS = (0.01, 0.002, 0.0)


def exhausted(
    models: list[MemoryModel], goal: Objective, feasible: Feasible, progress: Progress
) -> tuple[Integers, Floats]:
    """Look at every schedule, and once more, exactly, at those that came near the top."""
    progress(0, len(models))
    tables = feasible.prefixes(feasible.touchpoints)
    # NumPy lets go of the interpreter while it computes, so threads do use all cores.
    with ThreadPoolExecutor() as pool:
        look = partial(first_look, goal, feasible, tables)
        found = []
        for value in pool.map(look, models):
            found.append(value)
            progress(len(found), len(models))
    values = np.array(found)
    regret = values.max(axis=1, keepdims=True) - values
    worst = regret.max(axis=0)
    # Two values may each be wrong by the error of a first look, and so two regrets by twice it.
    near = (regret <= 2 * FIRST_LOOK_ERROR).any(axis=0)
    near |= worst <= worst.min() + 4 * FIRST_LOOK_ERROR
    return tables[near], np.array([goal.values(model, tables[near]) for model in models])


@dataclass
class _Told:
    """Passes on how many steps are done, whenever the search looks at schedules."""

    progress: Progress
    of: int
    done: int = 0

    def __call__(self) -> None:
        self.progress(self.done, self.of)


def searched(
    models: list[MemoryModel], goal: Objective, feasible: Feasible, progress: Progress
) -> tuple[Integers, Floats]:
    """Climb for each model alone, then for the least greatest regret; return all that was seen."""
    climbs = _CLIMBS if is_light(feasible, goal) else _FEW_CLIMBS
    regret_climbs = min(_REGRET_CLIMBS, climbs) if len(models) > 1 else 0
    told = _Told(progress, climbs * len(models) + regret_climbs * len(_SOFTNESS))
    seen = Evaluated(models, goal, heard=told)
    table = starts(feasible, _ideas(models, goal, feasible))
    values = seen.values(table)
    for i, model in enumerate(models):
        alone = Evaluated([model], goal, heard=told)
        tops = []
        for row in _most_promising(table, values[i], climbs):
            tops.append(climb(alone, feasible, lambda v: v[0], row))
            told.done += 1
        seen.values(np.unique(tops, axis=0))
    if regret_climbs:
        _climb_regret(seen, feasible, regret_climbs, told)
    return seen.everything()


def _climb_regret(seen: Evaluated, feasible: Feasible, climbs: int, told: _Told) -> None:
    """Climb down the greatest regret from the most promising schedules seen so far.

    The greatest of several regrets has kinks that stop a climb early; a smooth greatest value,
    made sharper step by step, leads past them.
    """
    table, values = seen.everything()
    top = values.max(axis=1, keepdims=True)
    for row in _most_promising(table, -(top - values).max(axis=0), climbs):
        here = row
        for softness in _SOFTNESS:
            here = climb(seen, feasible, partial(_least_worst, top, softness), here)
            told.done += 1


def _least_worst(top: Floats, softness: float, values: Floats) -> Floats:
    """Minus the greatest regret (n,), smoothed where softness is above 0."""
    regret = top - values
    worst: Floats = regret.max(axis=0)
    if softness:
        worst = worst + softness * np.log(np.exp((regret - worst) / softness).sum(axis=0))
    return -worst


def _most_promising(table: Integers, scores: Floats, count: int) -> Integers:
    """The best few rows, best first; earlier rows first where scores are equal."""
    return table[np.argsort(-scores, kind="stable")[:count]]


def _ideas(models: list[MemoryModel], goal: Objective, feasible: Feasible) -> list[Days]:
    """Schedules worth starting from: the rules of thumb and each model's greedy choice."""
    k, horizon = feasible.touchpoints, feasible.horizon
    rules = [rule(k, horizon) for rule in RULES_OF_THUMB.values()]
    end = min(horizon, goal.last)
    greedy = [
        greedy_days([0, *goal.met], end, k, feasible.days.tolist(),
                    weights=[1.0, *goal.met_weights], min_gap_days=feasible.min_gap,
                    memory_model=model)
        for model in models
    ]  # fmt: skip
    return rules + greedy
