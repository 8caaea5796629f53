"""Folds: measuring on programmes that the weights have not seen.

Programmes of one owner are always on the same side of a split, because they share an author's habits.
The ridge strength is chosen inside each training part (nested), so that the figures hold for the
whole procedure and not for a strength picked by looking at the answer.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Any

from blendnb.designing.calibrate.examples import Case
from blendnb.designing.calibrate.fitting import Problem, fit, log_likelihood
from blendnb.domain.vocabulary import BLEND_MODELS

if TYPE_CHECKING:
    from blendnb.designing.calibrate.fitting import Floats

OUTER, INNER = 10, 5
RIDGES = (0.0125, 0.025, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6)
"""Ridge strengths tried."""
Ranking = Callable[[Mapping[str, Any]], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Figures:
    """How often a ranking agrees with what was run."""

    first: int
    """The pattern came first."""
    first_two: int
    """The pattern was among the first two."""
    acceptable: int
    """What came first was a defensible reading."""
    of: int


def agreement(ranked: Sequence[tuple[Case, Sequence[str]]]) -> Figures:
    """Count agreement over cases and their rankings."""
    return Figures(
        first=sum(ranking[0] == case.pattern for case, ranking in ranked),
        first_two=sum(case.pattern in ranking[:2] for case, ranking in ranked),
        acceptable=sum(ranking[0] in case.acceptable for case, ranking in ranked),
        of=len(ranked),
    )


def folds(cases: Sequence[Case], count: int, seed: int) -> tuple[tuple[Case, ...], ...]:
    """Split cases into parts of nearly equal size, owners kept together."""
    owners: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        owners[case.owner].append(case)
    groups = sorted(owners.values(), key=lambda group: group[0].id)
    Random(seed).shuffle(groups)  # noqa: S311 -- a split, no secret
    parts: list[list[Case]] = [[] for _ in range(count)]
    for group in sorted(groups, key=len, reverse=True):
        min(parts, key=len).extend(group)
    return tuple(tuple(part) for part in parts)


def splits(
    cases: Sequence[Case], count: int, seed: int
) -> Iterator[tuple[tuple[Case, ...], tuple[Case, ...]]]:
    """Yield each part as the one held out, beside all the others."""
    parts = folds(cases, count, seed)
    for held_out in parts:
        yield tuple(c for part in parts if part is not held_out for c in part), held_out


def best_ridge(problem: Problem, cases: Sequence[Case], count: int, seed: int) -> float:
    """Return the ridge strength under which held-out cases are the likeliest; ties to the larger."""
    likelihood = {
        ridge: sum(
            log_likelihood(problem, fit(problem, training, ridge), held_out)
            for training, held_out in splits(cases, count, seed)
        )
        for ridge in RIDGES
    }
    return max(reversed(RIDGES), key=likelihood.__getitem__)


def held_out_figures(
    problem: Problem,
    cases: Sequence[Case],
    ranking_with: Callable[["Floats"], Ranking],
    *,
    seed: int = 0,
) -> tuple[Figures, tuple[float, ...]]:
    """Return the figures over ten folds with the ridge chosen inside each, and those strengths.

    Parameters
    ----------
    problem
        The weights to fit.
    cases
        The whole library.
    ranking_with
        Gives, for fitted weights, how facts are ranked with them.
    seed
        Of the splits.
    """
    ranked: list[tuple[Case, Sequence[str]]] = []
    ridges: list[float] = []
    for training, held_out in splits(cases, OUTER, seed):
        ridge = best_ridge(problem, training, INNER, seed + 1)
        ridges.append(ridge)
        ranking = ranking_with(fit(problem, training, ridge))
        ranked += [(case, ranking(case.facts)) for case in held_out]
    return agreement(ranked), tuple(ridges)


def always(model: str) -> Sequence[str]:
    """Return the ranking that puts one model first whatever the facts: the base to beat."""
    return (model, *(other for other in BLEND_MODELS if other != model))
