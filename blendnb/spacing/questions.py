"""One question to the memory models, asked of many schedules.

Comparing schedules only makes sense on one objective, one window and one set of models.  A
`Question` holds these, so that a table of variants, rules of thumb and the best days is about one
thing.  Searching the best days takes a second; putting a value on a given schedule takes none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from blendnb.language import say
from blendnb.spacing import models
from blendnb.spacing.best_days import Best, best, objective_of, with_others
from blendnb.spacing.models import ALL, MemoryModel
from blendnb.spacing.models.memory import Floats, Integers
from blendnb.spacing.schedules import RULES_OF_THUMB, Days
from blendnb.spacing.search import Objective, Progress, merged_with


@dataclass(frozen=True)
class Question:
    """What counts: a horizon for touchpoints, an objective, other days, and who is asked.

    Parameters
    ----------
    horizon : int
        Last day that may carry a touchpoint.
    objective : {"mean", "day"}
        Mean recall over days 1..last, or recall on day `last`.
    last : int
        End of the window, or the date.
    min_gap : int
        Least days between two touchpoints.
    blackout : tuple of int
        Days without a touchpoint.
    met : tuple of (int, float)
        Days on which the topic is met anyway, with their weights.
    models : tuple of str
        Ids of the memory models that are asked.
    """

    horizon: int = 90
    objective: str = "mean"
    last: int = 180
    min_gap: int = 1
    blackout: tuple[int, ...] = ()
    met: tuple[tuple[int, float], ...] = ()
    models: tuple[str, ...] | str = ALL

    @property
    def memory_models(self) -> list[MemoryModel]:
        """The models that are asked."""
        return models.memory_models(self.models)

    @property
    def goal(self) -> Objective:
        """The objective as the search has it."""
        end = {"until" if self.objective == "mean" else "at": self.last}
        goal = objective_of(self.objective, self.horizon, end.get("until"), end.get("at"))
        return with_others(goal, dict(self.met))

    def values(
        self, days: Sequence[int], weights: Sequence[float] | None = None
    ) -> dict[str, float]:
        """Put a value on touchpoint days (without day 0), by model; weights are 1 by default."""
        return dict(_values(self, tuple(days), None if weights is None else tuple(weights)))

    def events(
        self, days: Sequence[int], weights: Sequence[float] | None = None
    ) -> tuple[list[int], list[float]]:
        """Every study day with its weight: day 0, the touchpoints, and the other days."""
        events, shares = self.all_events(days, weights)
        return events[0].tolist(), shares[0].tolist()

    def all_events(
        self, days: Sequence[int], weights: Sequence[float] | None
    ) -> tuple[Integers, Floats]:
        """The same as arrays of one row."""
        shares = [1.0] * len(days) if weights is None else list(weights)
        goal = self.goal
        return merged_with(
            np.array([[0, *days]], dtype=np.int64), np.array([[1.0, *shares]]),
            goal.met, goal.met_weights,
        )  # fmt: skip

    def best(self, touchpoints: int, progress: Progress | None = None) -> Best:
        """The best days for a number of touchpoints; `progress` as in `blendnb.spacing.best`.

        Raises
        ------
        NoScheduleError
            If no schedule is left.
        """
        end: dict[str, Any] = {"until" if self.objective == "mean" else "at": self.last}
        return best(
            touchpoints, self.horizon, self.objective, min_gap=self.min_gap,
            blackout=self.blackout, met=dict(self.met), memory_models=self.memory_models,
            progress=progress, **end,
        )  # fmt: skip

    def rules(self, touchpoints: int) -> dict[str, Days]:
        """The rules of thumb for a number of touchpoints, by label, as far as they fit."""
        taken = {*self.blackout, *(day for day, _ in self.met)}
        rules = {
            say(f"rule_of_thumb.{name}"): rule(touchpoints, self.horizon)
            for name, rule in RULES_OF_THUMB.items()
        }
        return {
            label: days for label, days in rules.items()
            if days and days[-1] <= self.horizon and not taken & set(days)
        }  # fmt: skip


@lru_cache(maxsize=4096)
def _values(
    question: Question, days: Days, weights: tuple[float, ...] | None
) -> tuple[tuple[str, float], ...]:
    """The values of `Question.values`: a lab asks for the same ones at every move of a slider."""
    ages, shares = question.all_events(days, weights)
    goal = question.goal
    return tuple((m.id, float(goal.of_events(m, ages, shares)[0])) for m in question.memory_models)


def tops_of(result: Best) -> dict[str, float]:
    """The best value that each model can have, from what a search found."""
    return {name: value + result.regret[name] for name, value in result.value.items()}


def regret_against(tops: Mapping[str, float], values: Mapping[str, float]) -> dict[str, float]:
    """How far values fall short of each model's best; never below 0.

    Examples
    --------
    >>> regret_against({"sac": 0.75}, {"sac": 0.5})
    {'sac': 0.25}
    """
    return {name: max(0.0, top - values[name]) for name, top in tops.items()}


@dataclass(frozen=True)
class Variant:
    """A named schedule of touchpoints, without day 0."""

    name: str
    days: Days
    weights: tuple[float, ...] | None = None
    """What each asks of memory; None for an answer from memory each time."""


@dataclass(frozen=True)
class Judged:
    """What the models say of one schedule.

    Attributes
    ----------
    name : str
        Of the variant or the rule.
    kind : str
        ``variant``, ``best`` or ``rule``.
    days : tuple of int
        Touchpoint days.
    recall : mapping of str to float
        The objective by model.
    regret : mapping of str to float
        How far that falls short of the model's own best for as many touchpoints; empty while the
        best is not known.
    """

    name: str
    kind: str
    days: Days
    recall: Mapping[str, float]
    regret: Mapping[str, float]

    @property
    def max_regret(self) -> float | None:
        """The greatest regret; None while the best is not known."""
        return max(self.regret.values()) if self.regret else None


def judged(
    question: Question,
    variants: Sequence[Variant],
    bests: Mapping[int, Best],
    touchpoints: int | None = None,
) -> tuple[Judged, ...]:
    """Return the variants, the best days, and the rules of thumb, on one question.

    Parameters
    ----------
    question
        What counts.
    variants
        Named schedules.
    bests
        What searches have found, by number of touchpoints; regret needs them.
    touchpoints
        Of the best days and the rules of thumb; by default as many as the first variant has.

    Returns
    -------
    tuple of Judged
        Variants in their order; then the best days as far as they are known, and the rules of
        thumb.
    """
    rows = [_judged(question, variant, "variant", bests) for variant in variants]
    count = len(variants[0].days) if touchpoints is None else touchpoints
    if count in bests:
        rows.append(
            _judged(question, Variant(least_regret_name(), bests[count].days), "best", bests)
        )
    rules = question.rules(count) if count else {}
    rows += [_judged(question, Variant(*rule), "rule", bests) for rule in rules.items()]
    return tuple(rows)


def least_regret_name() -> str:
    """Return what the days are called that lose least whichever model is right."""
    return say("rule_of_thumb.least_regret")


def _judged(question: Question, variant: Variant, kind: str, bests: Mapping[int, Best]) -> Judged:
    values = question.values(variant.days, variant.weights)
    known = bests.get(len(variant.days))
    regret = regret_against(tops_of(known), values) if known else {}
    return Judged(variant.name, kind, variant.days, values, regret)
