"""Finding the best schedules of a feasible set: by looking at all of them, or by climbing.

Small sets (three touchpoints in a quarter: 114 thousand schedules) are searched whole, so the
answer is certain.  Larger ones are climbed: move one touchpoint to any allowed day, then two at
once by a few days, until nothing helps, from several starts, among them the best schedule of a
coarse grid that is searched whole.

What is maximised is a *score* made from the values under each memory model; `Objective.values`
gives the values, the caller the score.  With several models each is searched alone first, because
the regret of a schedule is measured from each model's own best.  Then the search climbs down the
greatest regret.  Everything that was looked at on the way stays on the table, so the choice is
never worse than a rule of thumb or a model's own best days.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import combinations, product

import numpy as np

from blendnb.spacing.models.memory import FIRST_LOOK_ERROR, Floats, Integers, MemoryModel
from blendnb.spacing.placement import greedy_days
from blendnb.spacing.schedules import RULES_OF_THUMB, Days, Feasible

TIE = 1e-12
"""Scores closer than this are equal, and the lexicographically earliest schedule wins."""

EXHAUSTIVE_SCHEDULES = 150_000
_EXHAUSTIVE_CELLS = 12_000_000
_EXHAUSTIVE_WITH_OTHERS = 3_000
_COARSE_SCHEDULES = 1_000
_JOINT_SHIFTS = 300
_PAIR_SHIFTS = (-4, -2, -1, 1, 2, 4)
_NEAR_DAYS = 6
_FAR_DAYS = 200
_FEW_FAR_DAYS = 48
_LIGHT_CELLS = 4_000

Score = Callable[[Floats], Floats]
"""From values (models, n) to what is maximised (n,)."""

OnLook = Callable[[], None]
"""Called again and again while a search goes on; what it raises ends the search."""


@dataclass(frozen=True)
class Objective:
    """Mean recall over days 1..last (``mean``) or recall on day last (``day``).

    Where the topic is met on other days anyway, these days and their weights belong to it.
    """

    kind: str
    last: int
    met: tuple[int, ...] = ()
    met_weights: tuple[float, ...] = ()

    @property
    def window(self) -> tuple[int, int]:
        """First and last day that count."""
        return (1, self.last) if self.kind == "mean" else (self.last, self.last)

    def values(self, model: MemoryModel, tables: Integers) -> Floats:
        """The objective (n,) for whole-day schedules (n, k + 1), fast enough for a search."""
        if self.met:
            days, weights = self.with_met(tables)
            if self.kind == "mean":
                return model.window_sums(days, self.last, weights) / self.last
            return model.day_values(days, self.last, weights)
        if self.kind == "mean":
            return model.window_sums(tables, self.last) / self.last
        return model.day_values(tables, self.last)

    def exactly(self, model: MemoryModel, tables: Integers) -> Floats:
        """The objective (n,) by `recall` itself: for the few schedules that are reported."""
        return self.of_events(model, *self.with_met(tables))

    def of_events(self, model: MemoryModel, days: Integers, weights: Floats) -> Floats:
        """The objective (n,) for all study days (n, k) with their weights."""
        dates = np.arange(self.window[0], self.last + 1)
        means: Floats = model.recall(days, dates, weights).mean(axis=1)
        return means

    def with_met(self, tables: Integers) -> tuple[Integers, Floats]:
        """Schedules and their weights (n, k + 1 + met), those other days among them."""
        return merged_with(tables, np.ones(tables.shape), self.met, self.met_weights)


def merged_with(
    tables: Integers, shares: Floats, met: Sequence[int], met_weights: Sequence[float]
) -> tuple[Integers, Floats]:
    """Put further days with their weights into schedules (n, k) with weights (n, k)."""
    rows = len(tables)
    days = np.concatenate([tables, np.tile(np.array(met, dtype=np.int64), (rows, 1))], 1)
    weights = np.concatenate([shares, np.tile(np.array(met_weights, dtype=float), (rows, 1))], 1)
    order = np.argsort(days, axis=1, kind="stable")
    return np.take_along_axis(days, order, 1), np.take_along_axis(weights, order, 1)


@dataclass
class Evaluated:
    """Every schedule a search has looked at, with its values under each model."""

    models: Sequence[MemoryModel]
    objective: Objective
    known: dict[bytes, Floats] = field(default_factory=dict)
    on_look: OnLook = lambda: None

    def values(self, tables: Integers) -> Floats:
        """The objective (models, n), computed once for each schedule."""
        self.on_look()
        keys = [row.tobytes() for row in tables]
        new = {key: i for i, key in enumerate(keys) if key not in self.known}
        if new:
            fresh = tables[list(new.values())]
            columns = np.array([self.objective.values(m, fresh) for m in self.models]).T
            self.known.update(zip(new, columns, strict=True))
        return np.array([self.known[key] for key in keys]).T

    def everything(self) -> tuple[Integers, Floats]:
        """All schedules looked at, in lexicographic order, and their values (models, n)."""
        tables = np.array([np.frombuffer(key, dtype=np.int64) for key in self.known])
        order = np.lexsort(tables.T[::-1])
        return tables[order], np.array(list(self.known.values()))[order].T


def is_small(feasible: Feasible, objective: Objective) -> bool:
    """Whether the whole set can be searched in a moment."""
    schedules = feasible.count()
    if objective.met:
        return schedules <= _EXHAUSTIVE_WITH_OTHERS
    dates = objective.last if objective.kind == "mean" else 1
    return schedules <= EXHAUSTIVE_SCHEDULES and schedules * dates <= _EXHAUSTIVE_CELLS


def is_light(feasible: Feasible, objective: Objective) -> bool:
    """Whether one schedule is so quick to evaluate that a search can afford every start.

    A topic that a year's plan meets thirty times costs fifty times as much for each schedule as
    one met once in a quarter.  Its search starts from fewer places and tries fewer far days.
    """
    dates = objective.last if objective.kind == "mean" else 1
    studies = 1 + feasible.touchpoints + len(objective.met)
    return studies * (studies + dates) <= _LIGHT_CELLS


def first_look(
    objective: Objective, feasible: Feasible, tables: Integers, model: MemoryModel
) -> Floats:
    """The objective (n,) of all feasible schedules, in their order, to `FIRST_LOOK_ERROR`."""
    if objective.kind == "day" or objective.met:
        return objective.values(model, tables)
    prefixes, days = feasible.prefixes(feasible.touchpoints - 1), feasible.days
    sums = model.extended_sums(prefixes, days, objective.last)
    return sums[feasible.may_follow(prefixes[:, -1], days)] / objective.last


def first_best(scores: Floats) -> int:
    """The first of the schedules whose score is greatest, up to ties."""
    return int(np.argmax(scores >= scores.max() - TIE))


def climb(seen: Evaluated, feasible: Feasible, score: Score, start: Integers) -> Integers:
    """Move touchpoints while it helps, and return the schedule (k + 1,) where nothing does."""
    here, reach = _single_moves(seen, feasible, score, start, feasible.horizon), _NEAR_DAYS
    while True:
        before = here
        here = _single_moves(seen, feasible, score, here, reach)
        if here is before:
            here = _best_of(seen, score, here, _joint_moves(feasible, here))
        if here is before and reach == feasible.horizon:
            return here
        # Far moves are tried again only where near ones are exhausted.
        reach = feasible.horizon if here is before else _NEAR_DAYS


def _single_moves(
    seen: Evaluated, feasible: Feasible, score: Score, here: Integers, reach: int
) -> Integers:
    """Move each touchpoint in turn to its best day within reach."""
    for position in range(1, len(here)):
        here = _best_of(seen, score, here, _singles(seen, feasible, here, position, reach))
    return here


def _best_of(seen: Evaluated, score: Score, here: Integers, candidates: Integers) -> Integers:
    """The best candidate where it is better than here, else here itself."""
    scores = score(seen.values(np.concatenate([here[None], candidates])))
    best = int(np.argmax(scores))
    return here if scores[best] <= scores[0] + TIE else candidates[best - 1]


def _singles(
    seen: Evaluated, feasible: Feasible, here: Integers, position: int, reach: int
) -> Integers:
    """All feasible schedules with one touchpoint elsewhere within reach."""
    days = feasible.days
    days = days[(np.abs(days - here[position]) <= reach) & ~np.isin(days, here)]
    # Over a long horizon far moves go to every n-th day; near ones put that right afterwards.
    far_days = _FAR_DAYS if is_light(feasible, seen.objective) else _FEW_FAR_DAYS
    days = days[:: 1 + len(days) // far_days]
    table = np.repeat(here[None], len(days), axis=0)
    table[:, position] = days
    table.sort(axis=1)
    return table[feasible.contains(table)]


def _joint_moves(feasible: Feasible, here: Integers) -> Integers:
    """All feasible schedules with two touchpoints shifted by some days, or all by a few."""
    table = here + _joint_shifts(len(here) - 1)
    table.sort(axis=1)
    return np.unique(table[feasible.contains(table)], axis=0)


@cache
def _joint_shifts(touchpoints: int) -> Integers:
    """By how many days the studies are shifted (n, k + 1); day 0 stays."""
    shifts = [(0,) * touchpoints, *product(_all_shifts(touchpoints), repeat=touchpoints)]
    for first, second in combinations(range(touchpoints), 2):
        for both in product(_PAIR_SHIFTS, repeat=2):
            shift = [0] * touchpoints
            shift[first], shift[second] = both
            shifts.append(tuple(shift))
    return np.array([(0, *shift) for shift in shifts], dtype=np.int64)


def _all_shifts(touchpoints: int) -> tuple[int, ...]:
    """How far all touchpoints move at once: less where that makes too many schedules."""
    choices = ((-2, -1, 0, 1, 2), (-1, 0, 1))
    few = (shifts for shifts in choices if len(shifts) ** touchpoints <= _JOINT_SHIFTS)
    return next(few, (0,))


def starts(feasible: Feasible, ideas: Iterable[Sequence[int]]) -> Integers:
    """Where to climb from (n, k + 1): the ideas that are feasible, and a coarse grid."""
    given = [(0, *days) for days in ideas if len(days) == feasible.touchpoints]
    table = np.array([*given, _earliest(feasible)], dtype=np.int64)
    table = np.concatenate([table[feasible.contains(table)], coarse_grid(feasible)])
    return np.unique(table, axis=0)


def coarse_grid(feasible: Feasible) -> Integers:
    """All feasible schedules on every n-th allowed day, n as small as stays quick."""
    none = np.empty((0, feasible.touchpoints + 1), dtype=np.int64)
    for step in range(2, feasible.horizon):
        skipped = set(range(1, feasible.horizon + 1)) - set(
            feasible.days[step - 1 :: step].tolist()
        )
        thinned = Feasible(
            feasible.touchpoints, feasible.horizon, feasible.min_gap, feasible.max_gap,
            frozenset(skipped),
        )  # fmt: skip
        schedules = thinned.count()
        if schedules == 0:
            return none
        if schedules <= _COARSE_SCHEDULES:
            return thinned.prefixes(feasible.touchpoints)
    return none


def _earliest(feasible: Feasible) -> tuple[int, ...]:
    """The lexicographically earliest feasible schedule: there is always one to start from."""
    chosen: tuple[int, ...] = (0,)
    for left in range(feasible.touchpoints - 1, -1, -1):
        days = feasible.days[feasible.may_follow(np.array([chosen[-1]]), feasible.days)[0]]
        chosen = (*chosen, next(int(d) for d in days if _can_go_on(feasible, int(d), left)))
    return chosen


def _can_go_on(feasible: Feasible, day: int, left: int) -> bool:
    """Whether that many more touchpoints fit after a day."""
    reach = np.array([day])
    for _ in range(left):
        reach = feasible.days[feasible.may_follow(reach, feasible.days).any(axis=0)]
        if not reach.size:
            return False
    return True


# ---------------------------------------------------------------- several memory models together

Progress = Callable[[int, int], None]
"""Told how many steps are done, and of how many; what it raises ends the search."""

_CLIMBS, _FEW_CLIMBS = 2, 1
"""How many starts each search climbs from, the most promising first; fewer in a heavy search."""
_REGRET_CLIMBS = 2
_SOFTNESS = (0.01, 0.002, 0.0)


def search_all(
    models: list[MemoryModel], goal: Objective, feasible: Feasible, progress: Progress
) -> tuple[Integers, Floats]:
    """Look at every schedule, and once more, exactly, at those that came near the top."""
    progress(0, len(models))
    tables = feasible.prefixes(feasible.touchpoints)
    # NumPy lets go of the interpreter while it computes, so threads do use all cores.
    with ThreadPoolExecutor() as pool:
        look = partial(first_look, goal, feasible, tables)
        results = []
        for value in pool.map(look, models):
            results.append(value)
            progress(len(results), len(models))
    values = np.array(results)
    regret = values.max(axis=1, keepdims=True) - values
    worst = regret.max(axis=0)
    # Two values may each be wrong by the error of a first look, and so two regrets by twice it.
    near = (regret <= 2 * FIRST_LOOK_ERROR).any(axis=0)
    near |= worst <= worst.min() + 4 * FIRST_LOOK_ERROR
    return tables[near], np.array([goal.values(model, tables[near]) for model in models])


@dataclass
class _StepCounter:
    """Passes on how many steps are done, whenever the search looks at schedules."""

    progress: Progress
    of: int
    done: int = 0

    def __call__(self) -> None:
        self.progress(self.done, self.of)


def search_by_climbing(
    models: list[MemoryModel], goal: Objective, feasible: Feasible, progress: Progress
) -> tuple[Integers, Floats]:
    """Climb for each model alone, then for the least greatest regret; return all that was seen."""
    climbs = _CLIMBS if is_light(feasible, goal) else _FEW_CLIMBS
    regret_climbs = min(_REGRET_CLIMBS, climbs) if len(models) > 1 else 0
    counter = _StepCounter(progress, climbs * len(models) + regret_climbs * len(_SOFTNESS))
    seen = Evaluated(models, goal, on_look=counter)
    table = starts(feasible, _ideas(models, goal, feasible))
    values = seen.values(table)
    for i, model in enumerate(models):
        alone = Evaluated([model], goal, on_look=counter)
        tops = []
        for row in _most_promising(table, values[i], climbs):
            tops.append(climb(alone, feasible, lambda v: v[0], row))
            counter.done += 1
        seen.values(np.unique(tops, axis=0))
    if regret_climbs:
        _climb_regret(seen, feasible, regret_climbs, counter)
    return seen.everything()


def _climb_regret(seen: Evaluated, feasible: Feasible, climbs: int, counter: _StepCounter) -> None:
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
            counter.done += 1


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
