"""Folds: measuring on programmes that the weights have not seen.

Programmes of one owner are always on the same side of a split, because they share an author's
habits. The ridge strength is chosen inside each training part (nested), so that the figures hold
for the whole procedure and not for a strength picked by looking at the answer.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from random import Random
from statistics import stdev
from typing import TYPE_CHECKING, Any

from blendnb.designing.calibrate.examples import Case
from blendnb.designing.calibrate.fitting import Problem, fit, tabulated
from blendnb.domain.vocabulary import BLEND_MODELS

if TYPE_CHECKING:
    from blendnb.designing.calibrate.fitting import Floats

OUTER, INNER = 10, 5
RIDGES = (0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 1.0, 1.5)
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


def folds(owners: Sequence[str], count: int, seed: int) -> tuple[tuple[int, ...], ...]:
    """Split the places of cases into parts of nearly equal size, owners kept together."""
    by_owner: dict[str, list[int]] = defaultdict(list)
    for place, owner in enumerate(owners):
        by_owner[owner].append(place)
    groups = list(by_owner.values())
    Random(seed).shuffle(groups)  # noqa: S311 - a split, no secret
    parts: list[list[int]] = [[] for _ in range(count)]
    for group in sorted(groups, key=len, reverse=True):
        min(parts, key=len).extend(group)
    return tuple(tuple(sorted(part)) for part in parts)


def splits(
    cases: Sequence[Case], places: Sequence[int], count: int, seed: int
) -> Iterator[tuple[list[int], list[int]]]:
    """Yield the places to learn from and those held out, each part held out once."""
    for part in folds([cases[place].owner for place in places], count, seed):
        held_out = {places[number] for number in part}
        yield [p for p in places if p not in held_out], sorted(held_out)


def best_ridge(
    problem: Problem, cases: Sequence[Case], places: Sequence[int], count: int, seed: int
) -> float:
    """Return the strongest ridge that held-out cases cannot tell from the likeliest one.

    The rule of one standard error: among strengths whose held-out likelihood is within one standard
    error of the best, the one that stays nearest to the judgement.
    """
    table = tabulated(problem, cases)
    parts = list(splits(cases, places, count, seed))
    unlikely = {
        ridge: [
            table.rows(held_out).unlikely(fit(problem, table.rows(training), ridge))[0]
            for training, held_out in parts
        ]
        for ridge in RIDGES
    }
    best = min(RIDGES, key=lambda ridge: sum(unlikely[ridge]))
    return max(ridge for ridge in RIDGES if _no_worse_than_chance(unlikely[ridge], unlikely[best]))


def _no_worse_than_chance(tried: Sequence[float], best: Sequence[float]) -> bool:
    """Whether the folds' differences are within one standard error of nothing."""
    worse = [a - b for a, b in zip(tried, best, strict=True)]
    return sum(worse) <= stdev(worse) * sqrt(len(worse))


def held_out_figures(
    problem: Problem,
    cases: Sequence[Case],
    ranking_with: Callable[["Floats"], Ranking],
    *,
    seed: int,
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
    table = tabulated(problem, cases)
    ranked: list[tuple[Case, Sequence[str]]] = []
    ridges: list[float] = []
    for training, held_out in splits(cases, range(len(cases)), OUTER, seed):
        ridges.append(best_ridge(problem, cases, training, INNER, seed + 1))
        ranking = ranking_with(fit(problem, table.rows(training), ridges[-1]))
        ranked += [(cases[place], ranking(cases[place].facts)) for place in held_out]
    return agreement(ranked), tuple(ridges)


def always(model: str) -> Sequence[str]:
    """Return the ranking that puts one model first whatever the facts: the base to beat."""
    return (model, *(other for other in BLEND_MODELS if other != model))
