"""Fitting: the weights that make what was run likely, held near the judgement by a ridge.

A blend model's chance is the softmax of its score. A case speaks for all its acceptable readings
together: what is made likely is that one of them comes first. The penalty is the squared distance
to the judgement weights times the ridge strength; bounds keep every sign. Three anchor briefs must
keep their blend models, by a small margin: they are the architectures that the rules come from.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from blendnb.designing.calibrate.examples import Case
from blendnb.designing.scoring import Scoring
from blendnb.domain.catalogue import Catalogue, Rule
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
    """Which weights there are, where they start, and how they enter the scores."""

    scoring: Scoring
    anchors: Sequence[tuple[Mapping[str, Any], str]] = ()
    """Facts, and the blend model that must come first on them."""

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
        """The judgement weights, in the order of the parameters."""
        import numpy as np

        rules = self.scoring.rules
        return np.array([rules[r].effects[BLEND_MODELS[m]] for r, m in self.parameters])

    def design(self, facts: Sequence[Mapping[str, Any]]) -> "Floats":
        """Which weights enter which blend model's score: cases x models x weights, 0 or 1."""
        import numpy as np

        entries = np.zeros((len(facts), len(BLEND_MODELS), len(self.parameters)))
        for row, known in enumerate(facts):
            fired = set(self.scoring.fired_places(self.scoring.held(known)))
            for column, (rule, model) in enumerate(self.parameters):
                entries[row, model, column] = rule in fired
        return entries


def fit(problem: Problem, cases: Sequence[Case], ridge: float) -> "Floats":
    """Return the weights after calibration, in the order of the problem's parameters.

    Parameters
    ----------
    problem
        The weights to fit.
    cases
        Programmes to learn from.
    ridge
        How strongly weights are held to the judgement; the larger, the nearer they stay.
    """
    import numpy as np
    from scipy.optimize import minimize

    entries = problem.design([case.facts for case in cases])
    right = np.array([[model in case.acceptable for model in BLEND_MODELS] for case in cases])
    counts = np.array([case.weight for case in cases])
    leads = _leads(problem)
    start = problem.judgement

    def loss(weights: "Floats") -> tuple[float, "Floats"]:
        value, slope = _unlikely(weights, entries, right, counts)
        short = np.maximum(0.0, ANCHOR_MARGIN - leads @ weights)
        away = weights - start
        value += ridge * away @ away + ANCHOR_STRENGTH * short @ short
        return value, slope + 2 * ridge * away - 2 * ANCHOR_STRENGTH * short @ leads

    bounds = [(0.0, None) if weight > 0 else (None, 0.0) for weight in start]
    found = minimize(
        loss, start, jac=True, method="L-BFGS-B", bounds=bounds,
        options={"maxiter": 5000, "ftol": 1e-13, "gtol": 1e-8},
    )  # fmt: skip
    fitted: Floats = found.x
    return fitted


def _unlikely(
    weights: "Floats", entries: "Floats", right: "Floats", counts: "Floats"
) -> tuple[float, "Floats"]:
    """Minus the weighted log-likelihood, and its slope."""
    import numpy as np
    from scipy.special import logsumexp

    scores = entries @ weights
    of_right = np.where(right, scores, -np.inf)
    all_of, part = logsumexp(scores, axis=1), logsumexp(of_right, axis=1)
    chance = np.exp(scores - all_of[:, None])
    chance_if_right = np.exp(of_right - part[:, None])
    slope = np.einsum("nm,nmp->p", counts[:, None] * (chance - chance_if_right), entries)
    return float(counts @ (all_of - part)), slope


def log_likelihood(problem: Problem, weights: "Floats", cases: Sequence[Case]) -> float:
    """Return the weighted log-likelihood of cases, for choosing the ridge strength."""
    import numpy as np

    entries = problem.design([case.facts for case in cases])
    right = np.array([[model in case.acceptable for model in BLEND_MODELS] for case in cases])
    counts = np.array([case.weight for case in cases])
    return -_unlikely(weights, entries, right, counts)[0]


def _leads(problem: Problem) -> "Floats":
    """For each anchor and each rival model: which weights make up the anchor's lead."""
    import numpy as np

    rows = [
        entries[BLEND_MODELS.index(model)] - entries[rival]
        for (_, model), entries in zip(
            problem.anchors, problem.design([facts for facts, _ in problem.anchors]), strict=True
        )
        for rival in range(len(BLEND_MODELS))
        if BLEND_MODELS[rival] != model
    ]
    return np.array(rows).reshape(len(rows), len(problem.parameters))


def calibrated(problem: Problem, weights: "Floats") -> dict[str, dict[str, float]]:
    """Return the weights by rule and blend model, rounded as they are written and used."""
    found: dict[str, dict[str, float]] = {}
    for (rule, model), weight in zip(problem.parameters, weights, strict=True):
        rounded = round(float(weight), DECIMALS) + 0.0  # no minus zero
        found.setdefault(problem.scoring.rules[rule].id, {})[BLEND_MODELS[model]] = rounded
    return found


def with_weights(catalogue: Catalogue, weights: Mapping[str, Mapping[str, float]]) -> Catalogue:
    """Return the catalogue with these calibrated weights in its rules, and no others."""
    rules: tuple[Rule, ...] = tuple(
        rule.replace(calibrated=dict(weights.get(rule.id, {}))) for rule in catalogue.rules
    )
    return catalogue.model_construct(**{**dict(catalogue), "rules": rules})
