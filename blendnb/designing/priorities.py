"""Priorities: the order of the blend models when a client says what matters.

Rules argue from the brief; what a plan takes argues from the plan. In the room a client says which
of it matters: the time of learners, the time of facilitators, cost, staying power, meeting each
other. Each priority is one more argument, as heavy as a rule: a slight, a clear or a strong one (1
to 3). It speaks in full for the model that is best in it and in full against the worst, in
proportion between, and less where all four are alike. The shares are then drawn as always, so the
order with priorities is read as the order without.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import log2

from blendnb.designing.facts import facts_of
from blendnb.designing.recommend.rules import scoring_of
from blendnb.designing.recommend.share import first_places, whole_percents
from blendnb.domain.brief import Brief
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.recommendation import Consequences, Recommendation
from blendnb.domain.vocabulary import BLEND_MODELS

STRONGEST = 3
_DOUBLE = 1.0
"""A model that takes twice as much as the best differs in full, in doublings."""
_LEAST = {"learner_time": 0.5, "facilitator_time": 1.0, "cost": 8.0, "meeting": 0.5}
"""Below these hours and days nothing is noticed: nothing is twice as much as nothing."""
_RECALL_IN_FULL = 0.2
"""Expected recall half a year later that differs by this much differs in full."""


def _later_recall(takes: Consequences) -> float:
    return takes.recall[-1].middle if takes.recall else 0.0


_AMOUNTS: dict[str, Callable[[Consequences], float]] = {
    "learner_time": lambda takes: takes.learning_hours,
    "facilitator_time": lambda takes: takes.facilitator_days,
    "cost": lambda takes: takes.effort_hours.default,
    "staying_power": _later_recall,
    "meeting": lambda takes: takes.together_hours,
}
PRIORITIES = tuple(_AMOUNTS)
"""What may matter, in the order in which it is asked."""
_MORE_IS_BETTER = ("staying_power", "meeting")


@dataclass(frozen=True, slots=True)
class WeighedModel:
    """A blend model when priorities are counted."""

    id: str
    percent: int
    """How often it comes first, whole; all four add up to 100."""
    effects: Mapping[str, float]
    """What each priority adds to it; positive speaks for it."""


def by_priorities(
    brief: Brief, catalogue: Catalogue, advice: Recommendation, priorities: Mapping[str, int]
) -> tuple[WeighedModel, ...]:
    """Return the blend models in the order that the rules and what matters give together.

    Parameters
    ----------
    brief
        The brief.
    catalogue
        The rules.
    advice
        The recommendation with consequences.
    priorities
        From 0, does not matter, to 3, for some of `PRIORITIES`.
    """
    scoring = scoring_of(catalogue)
    held = scoring.held(facts_of(brief))
    takes = {model.id: model.consequences for model in advice.models}
    added = {name: _effects(name, priorities.get(name, 0), takes) for name in PRIORITIES}
    rows: dict[int, tuple[float, ...]] = dict(scoring.effects(held))
    for index, effects in enumerate(added.values(), start=len(scoring.rules)):
        rows[index] = tuple(effects[model] for model in BLEND_MODELS)
    counts = scoring.veto_counts(held)
    shares = first_places(rows, [count == min(counts) for count in counts])
    scores = [sum(row[index] for row in rows.values()) for index in range(len(BLEND_MODELS))]
    order = sorted(range(len(BLEND_MODELS)), key=lambda i: (counts[i], -shares[i], -scores[i]))
    percents = whole_percents([shares[index] for index in order])
    return tuple(
        WeighedModel(
            BLEND_MODELS[index],
            percent,
            {name: effects[BLEND_MODELS[index]] for name, effects in added.items()},
        )
        for index, percent in zip(order, percents, strict=True)
    )


def _effects(name: str, weight: int, takes: Mapping[str, Consequences | None]) -> dict[str, float]:
    """What one priority adds to each model, from the amounts that their plans take."""
    known = {model: each for model, each in takes.items() if each is not None and not each.refused}
    if not weight or not known:
        return dict.fromkeys(BLEND_MODELS, 0.0)
    sizes = {model: _size(name, _AMOUNTS[name](each)) for model, each in known.items()}
    middle = (max(sizes.values()) + min(sizes.values())) / 2
    half = max(max(sizes.values()) - min(sizes.values()), _DOUBLE) / 2
    sign = 1 if name in _MORE_IS_BETTER else -1
    return {
        model: round(sign * weight * (sizes[model] - middle) / half, 3) if model in sizes else 0.0
        for model in BLEND_MODELS
    }


def _size(name: str, amount: float) -> float:
    """An amount in steps that count alike: recall by its points, the rest by doublings."""
    if name == "staying_power":
        return amount / _RECALL_IN_FULL
    return log2(max(amount, _LEAST[name]))
