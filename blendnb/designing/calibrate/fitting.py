"""Fitting: the weights that make what was run likely, held near the judgement by a ridge.

A blend model's chance is the softmax of its score. A case speaks for all its acceptable readings
together: what is made likely is that one of them comes first. The penalty is the squared distance
to the judgement weights times the ridge strength; bounds keep every sign. Three anchor briefs must
keep their blend models, by a small margin: they are the architectures that the rules come from.

A prior argues without knowing anything about the brief. Left free it grows until it outweighs any
single fact, so that a brief with one answer is told what most others run. So it is capped at its
judgement, a slight argument, and the report shows what that costs.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from blendnb.designing.calibrate.examples import Case
from blendnb.designing.scoring import Scoring
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.vocabulary import BLEND_MODELS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

ANCHOR_MARGIN = 0.5
"""By how much an anchor brief's blend model must lead."""
ANCHOR_STRENGTH = 50.0
DECIMALS = 2


@dataclass(frozen=True)
class Problem:
    """Which weights there are, where they start, and what anchors them."""

    scoring: Scoring
    anchors: Sequence[tuple[Mapping[str, Any], str]] = ()
    """Facts, and the blend model that must come first on them."""
    prior_free: bool = False
    """Whether a prior may grow beyond its judgement; only to measure what the cap costs."""

    @cached_property
    def parameters(self) -> tuple[tuple[int, int], ...]:
        """The place of the rule and of the blend model of each weight that exists."""
        return tuple(
            (place, BLEND_MODELS.index(model))
            for place, rule in enumerate(self.scoring.rules)
            for model in BLEND_MODELS
            if rule.effects.get(model)
        )

    @cached_property
    def judgement(self) -> "Floats":
        """The judgement weights, in the order of the parameters: shape (p,)."""
        import numpy as np

        rules = self.scoring.rules
        return np.array([rules[r].effects[BLEND_MODELS[m]] for r, m in self.parameters])

    @cached_property
    def held_to_judgement(self) -> "Floats":
        """1 for every weight but those of a prior, which its cap holds instead."""
        import numpy as np

        return np.array([0.0 if self._is_prior(r) else 1.0 for r, _ in self.parameters])

    @cached_property
    def bounds(self) -> list[tuple[float | None, float | None]]:
        """How far each weight may go: never over nothing, and a prior not over its judgement."""
        return [
            self._bound(weight, capped=self._is_prior(rule) and not self.prior_free)
            for (rule, _), weight in zip(self.parameters, map(float, self.judgement), strict=True)
        ]

    def _is_prior(self, rule: int) -> bool:
        return not self.scoring.rules[rule].when

    @staticmethod
    def _bound(weight: float, *, capped: bool) -> tuple[float | None, float | None]:
        far = weight if capped else None
        return (0.0, far) if weight > 0 else (far, 0.0)

    def entries(self, facts: Sequence[Mapping[str, Any]]) -> "Floats":
        """Which weights enter which blend model's score, 0 or 1: shape (n, 4, p)."""
        import numpy as np

        entries = np.zeros((len(facts), len(BLEND_MODELS), len(self.parameters)))
        for row, known in enumerate(facts):
            fired = set(self.scoring.fired_places(self.scoring.held(known)))
            for column, (rule, model) in enumerate(self.parameters):
                entries[row, model, column] = rule in fired
        return entries

    @cached_property
    def leads(self) -> "Floats":
        """For each anchor and rival: which weights make up the lead, shape (3 x anchors, p)."""
        import numpy as np

        rows = [
            entries[BLEND_MODELS.index(model)] - np.delete(entries, BLEND_MODELS.index(model), 0)
            for (_, model), entries in zip(
                self.anchors, self.entries([facts for facts, _ in self.anchors]), strict=True
            )
        ]
        return np.concatenate(rows) if rows else np.zeros((0, len(self.parameters)))


@dataclass(frozen=True)
class Table:
    """Cases as arrays."""

    entries: "Floats"
    """Which weights enter which score: (n, 4, p)."""
    right: "NDArray[np.bool_]"
    """Which blend models count as right: (n, 4)."""
    counts: "Floats"
    """What each case counts: (n,)."""

    def rows(self, chosen: Sequence[int]) -> "Table":
        """Some of the cases."""
        places = list(chosen)
        return Table(self.entries[places], self.right[places], self.counts[places])

    def unlikely(self, weights: "Floats") -> tuple[float, "Floats"]:
        """Minus the weighted log-likelihood of the weights, and its slope."""
        import numpy as np

        n, models, p = self.entries.shape
        flat = self.entries.reshape(n * models, p)
        scores = (flat @ weights).reshape(n, models)
        chance = np.exp(scores - scores.max(axis=1, keepdims=True))
        part = np.where(self.right, chance, 0.0)
        all_of, of_right = chance.sum(axis=1), part.sum(axis=1)
        pull = self.counts[:, None] * (chance / all_of[:, None] - part / of_right[:, None])
        return float(self.counts @ np.log(all_of / of_right)), pull.reshape(-1) @ flat


def tabulated(problem: Problem, cases: Sequence[Case]) -> Table:
    """Return cases as arrays."""
    import numpy as np

    return Table(
        entries=problem.entries([case.facts for case in cases]),
        right=np.array([[model in case.acceptable for model in BLEND_MODELS] for case in cases]),
        counts=np.array([case.weight for case in cases]),
    )


def fit(problem: Problem, table: Table, ridge: float) -> "Floats":
    """Return the weights after calibration, in the order of the problem's parameters.

    Parameters
    ----------
    problem
        The weights to fit.
    table
        Programmes to learn from.
    ridge
        How strongly weights are held to the judgement; the larger, the nearer they stay.
    """
    import numpy as np
    from scipy.optimize import minimize

    start, leads, held = problem.judgement, problem.leads, problem.held_to_judgement

    def loss(weights: "Floats") -> tuple[float, "Floats"]:
        value, slope = table.unlikely(weights)
        short = np.maximum(0.0, ANCHOR_MARGIN - leads @ weights)
        away = held * (weights - start)
        value += float(ridge * away @ away + ANCHOR_STRENGTH * short @ short)
        return value, slope + 2 * ridge * away - 2 * ANCHOR_STRENGTH * short @ leads

    found = minimize(
        loss, start, jac=True, method="L-BFGS-B", bounds=problem.bounds,
        options={"maxiter": 5000, "ftol": 1e-11, "gtol": 1e-6},
    )  # fmt: skip
    fitted: Floats = found.x
    return fitted


def calibrated(problem: Problem, weights: "Floats") -> dict[str, dict[str, float]]:
    """Return the weights that moved, by rule and blend model, rounded as they are written."""
    found: dict[str, dict[str, float]] = {}
    for (place, model), weight in zip(problem.parameters, weights, strict=True):
        rule, id_ = problem.scoring.rules[place], BLEND_MODELS[model]
        rounded = round(float(weight), DECIMALS) + 0.0  # no minus zero
        if rounded != rule.effects[id_]:
            found.setdefault(rule.id, {})[id_] = rounded
    return found


def with_weights(catalogue: Catalogue, weights: Mapping[str, Mapping[str, float]]) -> Catalogue:
    """Return the catalogue with these calibrated weights in its rules, and no others."""
    rules = tuple(
        rule.replace(calibrated=dict(weights.get(rule.id, {}))) for rule in catalogue.rules
    )
    return catalogue.replace(rules=rules)
