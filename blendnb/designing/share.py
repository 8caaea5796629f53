"""Share: how far the answer depends on weights that nobody knows and questions nobody answered.

Every rule's weight is multiplied by a draw from 0.5 to 1.5, and every unanswered design variable is
drawn from its vocabulary; then the models are ranked, many times over. The share of a model is how
often it came first. A brief that says little gives shares near each other, which is the honest
answer. A share is no probability that a programme succeeds.

What is drawn may make rules fire, but excludes nothing: only a stated fact closes a door.
"""

from collections.abc import Mapping
from functools import cache
from random import Random
from typing import Any

from blendnb.designing.answers import stated_as, usual_answers
from blendnb.designing.facts import DERIVED, derive
from blendnb.designing.scoring import Scoring
from blendnb.designing.variables import DesignVariable, design_variables
from blendnb.domain.catalogue import Variable
from blendnb.domain.vocabulary import BLEND_MODELS

DRAWS = 200
LOWEST_FACTOR, FACTOR_RANGE = 0.5, 1.0


def shares(
    facts: Mapping[str, Any],
    scoring: Scoring,
    variables: Mapping[str, Variable],
    *,
    draws: int = DRAWS,
    seed: int = 0,
) -> dict[str, float]:
    """Return how often each blend model comes first, summing to 1.

    Parameters
    ----------
    facts
        Stated and derived facts of the brief.
    scoring
        Rules and vetoes. Models that stated facts exclude never come first, unless all are
        excluded; then those with the fewest vetoes compete.
    variables
        Usual values (`typical`) that unanswered numbers are drawn from.
    draws, seed
        How many draws, and from which seed; the same give the same shares.
    """
    unanswered = [v for v in design_variables().values() if not v.answered(facts)]
    sampler = _Sampler(facts, scoring, [(v, usual_answers(v, variables)) for v in unanswered])
    counts = scoring.veto_counts(scoring.held(facts))
    competing = [place for place, count in enumerate(counts) if count == min(counts)]
    wins = [0] * len(BLEND_MODELS)
    for factors, picks in _draw_table(len(scoring.rules), draws, seed):
        sums = sampler.scores(factors, picks)
        wins[max(competing, key=sums.__getitem__)] += 1
    return {model: won / draws for model, won in zip(BLEND_MODELS, wins, strict=True)}


@cache
def _draw_table(
    rules: int, draws: int, seed: int
) -> tuple[tuple[tuple[float, ...], dict[str, float]], ...]:
    """Factors of the rules and a number from 0 to 1 for each variable, for every draw.

    Every variable has its number even when it is answered, so that answering one question leaves
    the draws of all others as they were.
    """
    uniform = Random(seed).random  # noqa: S311 -- a simulation, no secret
    return tuple(
        (
            tuple(LOWEST_FACTOR + FACTOR_RANGE * uniform() for _ in range(rules)),
            {name: uniform() for name in design_variables()},
        )
        for _ in range(draws)
    )


class _Sampler:
    """Scores of the blend models with unanswered variables filled in by chance."""

    def __init__(
        self,
        facts: Mapping[str, Any],
        scoring: Scoring,
        open_variables: list[tuple[DesignVariable, tuple[Any, ...]]],
    ) -> None:
        self._scoring = scoring
        self._facts = dict(facts)
        self._open = [(variable, values) for variable, values in open_variables if values]
        paths = {path for variable, _ in self._open for path in variable.paths}
        asked = scoring.conditions.options
        self._stated_paths = [path for path in paths if path in asked]
        self._derived = [
            name for name in DERIVED if name in asked and not paths.isdisjoint(DERIVED[name].inputs)
        ]
        self._base = scoring.conditions.held(
            facts, besides=frozenset([*self._stated_paths, *self._derived])
        )

    def scores(self, factors: tuple[float, ...], picks: Mapping[str, float]) -> list[float]:
        """Sum the weights of the rules that fire in this draw, each times its factor."""
        weights = self._scoring.weights
        sums = [0.0] * len(BLEND_MODELS)
        for place in self._scoring.fired_places(self._held(picks)):
            factor = factors[place]
            for model in _MODEL_PLACES:
                sums[model] += factor * weights[place][model]
        return sums

    def _held(self, picks: Mapping[str, float]) -> int:
        facts = self._facts
        for variable, values in self._open:
            value = values[int(picks[variable.name] * len(values))]
            facts.update(stated_as(variable, value))
        held, lets = self._base, self._scoring.conditions.lets
        for path in self._stated_paths:
            held &= lets(path, facts[path])
        for name in self._derived:
            held &= lets(name, derive(name, facts))
        return held


_MODEL_PLACES = range(len(BLEND_MODELS))
