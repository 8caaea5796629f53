"""The best days for a fixed number of touchpoints, and how much the memory models disagree.

Two questions look alike and have different answers.  *Recall on one date* (an audit, a
certification) pulls the touchpoints towards that date and lets recall sag before it.  *Mean
recall over a window* spreads them out, because people need what they learned on every working
day.  The second is the default; the first is a deliberate choice, and the result says which it is.

No model is right.  So with several of them the schedule is chosen that loses least when the most
unfavourable model happens to be true: it minimises the greatest *regret*, which is how far a
schedule falls short of that model's own best one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from blendnb.language import say
from blendnb.spacing import models
from blendnb.spacing.models import ALL
from blendnb.spacing.models.memory import Floats, Integers, MemoryModel
from blendnb.spacing.schedules import RULES_OF_THUMB, Blackout, Days, Feasible, feasible_set, whole
from blendnb.spacing.search import (
    Objective,
    Progress,
    first_best,
    is_small,
    search_all,
    search_by_climbing,
)

_LAST_DAY = 3_650
_CLEARLY = 1e-9


@dataclass(frozen=True)
class RuleOfThumb:
    """A schedule without a model, measured by the models."""

    id: str
    days: Days
    value: Mapping[str, float]
    regret: Mapping[str, float]


@dataclass(frozen=True)
class Best:
    """The chosen touchpoints and what each memory model says about them.

    Attributes
    ----------
    days : tuple of int
        Touchpoint days, without day 0.
    value, regret : mapping of str to float
        By memory model: the objective, and how far it is below that model's own best.
    rules_of_thumb : tuple of RuleOfThumb
        The feasible ones, for comparison.
    objective : str
        ``mean`` or ``day``.
    window : tuple of int
        First and last day that count.
    optima : mapping of str to tuple of int
        Each model's own best days.
    exact : bool
        Whether every feasible schedule was looked at.
    """

    days: Days
    value: Mapping[str, float]
    regret: Mapping[str, float]
    rules_of_thumb: tuple[RuleOfThumb, ...]
    objective: str
    window: tuple[int, int]
    optima: Mapping[str, Days]
    exact: bool = False

    @property
    def max_regret(self) -> float:
        """The greatest regret over the memory models."""
        return max(self.regret.values())

    def as_dict(self) -> dict[str, Any]:
        """The result as plain values, under the keys of ``spacing plan --json``."""
        return {
            "days": list(self.days),
            "objective": self.objective,
            "window": list(self.window),
            "value": dict(self.value),
            "regret": dict(self.regret),
            "rules_of_thumb": [
                {"id": r.id, "days": list(r.days), "value": dict(r.value), "regret": dict(r.regret)}
                for r in self.rules_of_thumb
            ],
            "optima": {name: list(days) for name, days in self.optima.items()},
            "exact": self.exact,
        }


def best(
    touchpoints: int,
    horizon: int,
    objective: str = "mean",
    *,
    until: int | None = None,
    at: int | None = None,
    min_gap: int = 1,
    max_gap: int | None = None,
    blackout: Blackout = (),
    minutes: float | None = None,
    minutes_each: float = 15.0,
    met: Mapping[int, float] | None = None,
    memory_models: str | MemoryModel | Iterable[str | MemoryModel] = ALL,
    progress: Progress | None = None,
) -> Best:
    """Return the best days for a number of touchpoints after a first study on day 0.

    Parameters
    ----------
    touchpoints : int
        How many, day 0 not counted.
    horizon : int
        Last day that may carry a touchpoint.
    objective : {"mean", "day"}
        Mean recall over days 1..until, or recall on day `at`.
    until, at : int, optional
        End of the window, or the date; default: the horizon.
    min_gap, max_gap : int, optional
        Least and greatest days between two studies, day 0 included.
    blackout : iterable of int or (int, int)
        Days, or spans of days, without a touchpoint.
    minutes, minutes_each : float, optional
        The learner's minutes for all touchpoints, and what one takes.
    met : mapping of int to float, optional
        Days from 1 on which the topic is met anyway, with their study weights: the rest of a plan.
        No touchpoint is put on them.
    memory_models : "all", id, model, or a list of either
        With several, the greatest regret over them is minimised.
    progress : callable, optional
        Called with the steps that are done and all steps, many times in every second.  An
        exception that it raises ends the search and is passed on.

    Returns
    -------
    Best
        Ties go to the lexicographically earliest schedule.

    Notes
    -----
    Up to three touchpoints in a quarter every schedule is looked at (``exact`` is True).  Beyond
    that the search climbs: its answer has no greater greatest regret than any rule of thumb that
    fits, any model's own best days, or the best schedule on a coarse grid; it may miss a better
    one.  Where each schedule takes long (a topic that a year's plan meets thirty times) it climbs
    from fewer places, so that the answer comes in seconds.

    Raises
    ------
    ValueError
        For an argument that makes no sense.
    NoScheduleError
        When the constraints leave no schedule, with the reason.

    Examples
    --------
    >>> best(3, 90, memory_models="sac").days
    (8, 19, 37)
    """
    goal = with_others(objective_of(objective, horizon, until, at), met)
    asked = models.memory_models(memory_models)
    feasible = feasible_set(
        touchpoints, horizon, min_gap=min_gap, max_gap=max_gap, blackout=(*blackout, *goal.met),
        minutes=minutes, minutes_each=minutes_each,
    )  # fmt: skip
    exact = is_small(feasible, goal)
    tell = progress or (lambda _done, _of: None)
    search = search_all if exact else search_by_climbing
    candidates = search(asked, goal, feasible, tell)
    return replace(_result(asked, goal, feasible, candidates), exact=exact)


def objective_of(kind: str, horizon: int, until: int | None, at: int | None) -> Objective:
    """The objective, or what is wrong with the question."""
    if kind not in ("mean", "day"):
        raise ValueError(say("spacing_argument.objective", value=repr(kind)))
    if kind == "mean" and at is not None:
        raise ValueError(say("spacing_argument.at", value=repr(at)))
    if kind == "day" and until is not None:
        raise ValueError(say("spacing_argument.until", value=repr(until)))
    given = until if kind == "mean" else at
    last = horizon if given is None else given
    if not whole(last, 1, _LAST_DAY):
        name = "until" if kind == "mean" else "at"
        raise ValueError(
            say("spacing_argument.whole_day", name=name, value=repr(last), most=str(_LAST_DAY))
        )
    return Objective(kind, int(last))


def with_others(goal: Objective, met: Mapping[int, float] | None) -> Objective:
    """The objective for a topic that is met on other days as well, or what is wrong with them."""
    others = {day: weight for day, weight in sorted((met or {}).items()) if weight > 0}
    wrong = [day for day, weight in others.items() if not (day >= 1 and weight <= 1)]
    if wrong:
        raise ValueError(say("spacing_argument.met", day=repr(wrong[0])))
    return replace(goal, met=tuple(others), met_weights=tuple(map(float, others.values())))


def _result(
    models: list[MemoryModel],
    goal: Objective,
    feasible: Feasible,
    candidates: tuple[Integers, Floats],
) -> Best:
    """Choose, and say everything about the choice in exact numbers."""
    ids = [model.id for model in models]
    tables, values = candidates
    worst = (values - values.max(axis=1, keepdims=True)).min(axis=0)
    own = [first_best(row) for row in values]
    rules = _feasible_rules(feasible)
    rows = np.array([tables[first_best(worst)], *tables[own], *((0, *d) for d in rules.values())])
    value = np.array([goal.exactly(model, rows) for model in models])
    regret = value.max(axis=1, keepdims=True) - value
    # A long search looks through approximate values; the exact ones have the last word.
    chosen = _unless_beaten(-regret.max(axis=0), 0)
    tops = [_unless_beaten(value[i], 1 + i) for i in range(len(models))]

    def by_model(numbers: Floats, row: int) -> dict[str, float]:
        return dict(zip(ids, numbers[:, row].tolist(), strict=True))

    return Best(
        days=_days(rows[chosen]),
        value=by_model(value, chosen),
        regret=by_model(regret, chosen),
        rules_of_thumb=tuple(
            RuleOfThumb(name, days, by_model(value, row), by_model(regret, row))
            for row, (name, days) in enumerate(rules.items(), start=1 + len(models))
        ),
        objective=goal.kind,
        window=goal.window,
        optima={name: _days(rows[top]) for name, top in zip(ids, tops, strict=True)},
    )


def _unless_beaten(scores: Floats, row: int) -> int:
    """The row itself, or the best one where it is clearly better."""
    best_row = int(np.argmax(scores))
    return best_row if scores[best_row] > scores[row] + _CLEARLY else row


def _days(row: Integers) -> Days:
    return tuple(int(day) for day in row[1:])


def _feasible_rules(feasible: Feasible) -> dict[str, Days]:
    """The rules of thumb that the constraints allow."""
    rules = {
        name: rule(feasible.touchpoints, feasible.horizon) for name, rule in RULES_OF_THUMB.items()
    }
    return {
        name: days for name, days in rules.items()
        if feasible.contains(np.array([(0, *days)], dtype=np.int64))[0]
    }  # fmt: skip


@dataclass(frozen=True)
class FrontPoint:
    """What a number of touchpoints costs the learner, and what it buys."""

    touchpoints: int
    minutes: float
    best: Best

    @property
    def low(self) -> float:
        """The least value over the memory models."""
        return min(self.best.value.values())

    @property
    def high(self) -> float:
        """The greatest value over the memory models."""
        return max(self.best.value.values())


def front(
    horizon: int,
    *,
    minutes_each: float = 15.0,
    touchpoints: Iterable[int] = range(1, 9),
    objective: str = "mean",
    until: int | None = None,
    at: int | None = None,
    min_gap: int = 1,
    max_gap: int | None = None,
    blackout: Blackout = (),
    memory_models: str | MemoryModel | Iterable[str | MemoryModel] = ALL,
    progress: Progress | None = None,
) -> tuple[FrontPoint, ...]:
    """Return retention against learner minutes: the best schedule for each number of touchpoints.

    Parameters
    ----------
    horizon : int
        Last day that may carry a touchpoint.
    minutes_each : float
        Minutes that one touchpoint takes.
    touchpoints : iterable of int
        The numbers to compare; default 1 to 8.
    objective, until, at, min_gap, max_gap, blackout, memory_models, progress
        As in `best`; progress is told for each number of touchpoints anew.

    Returns
    -------
    tuple of FrontPoint
        In the order of `touchpoints`.

    Raises
    ------
    ValueError
        As in `best`.
    """
    asked = models.memory_models(memory_models)
    blocked = tuple(blackout)
    points = []
    for k in touchpoints:
        chosen = best(
            k,
            horizon,
            objective,
            until=until,
            at=at,
            min_gap=min_gap,
            max_gap=max_gap,
            blackout=blocked,
            memory_models=asked,
            progress=progress,
        )
        points.append(FrontPoint(k, k * minutes_each, chosen))
    return tuple(points)
