"""Days that are good whatever is true: over memory models, materials and doses at once.

`best` asks what is best for something that everybody meets whole.  A real return is met by some,
and reaches part of a topic; and nobody knows how fast the material is forgotten.  So here every
schedule is judged under every memory model, every kind of material and every dose, by the expected
recall of everybody who was invited.  The days are chosen that lose least in the worst of these
cases.  What comes with them matters as much: how little all this depends on the days.

For one case the chances of what a learner meets do not depend on the days.  So the mean recall of
each set of days is worked out once, and every schedule is a weighted sum of the sets in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.polynomial.hermite_e import hermegauss

from blendnb.language import number, percent, say
from blendnb.spacing.expected_recall import (
    ASSUMED,
    DOSES,
    MATERIALS,
    Assumptions,
    Material,
    Triple,
    curve_models,
    material_named,
    time_scale,
)
from blendnb.spacing.models.memory import Floats, Integers
from blendnb.spacing.schedules import Blackout, Days, feasible_set
from blendnb.spacing.search import coarse_grid

if TYPE_CHECKING:
    import pandas as pd

ALIKE: Final = 0.003
"""Schedules whose worst regret differs by less are the same for every purpose: .3 points."""
_DATES = 60
_KINDS = 5
_SHIFTS = (-3, -2, -1, 1, 2, 3)
_ROUNDS = 12
_MOST, _FEW = 8, 3
"""Touchpoints at most, and up to which two of them are shifted at once."""
_USUAL = 1
"""The middle dose."""


@dataclass(frozen=True)
class Case:
    """What may be true: a memory model, a material, a dose."""

    memory_model: str
    material: str
    dose: str


@dataclass(frozen=True)
class Robust:
    """Days that lose least in the worst case.

    Attributes
    ----------
    days : tuple of int
        Touchpoint days, without day 0.
    window : (int, int)
        First and last day whose mean recall counts.
    values, regret : mapping of Case to float
        Mean recall, and how far it is below the best schedule that was looked at.
    alike : tuple of tuple of int
        Schedules on the coarse grid whose worst regret is within `ALIKE`: choose by the calendar.
    days_matter : float
        By how much the worst and the best schedule of the coarse grid differ in the usual case,
        the median of memory models and materials at the middle dose.
    """

    days: Days
    window: tuple[int, int]
    values: Mapping[Case, float]
    regret: Mapping[Case, float]
    alike: tuple[Days, ...]
    days_matter: float

    @property
    def max_regret(self) -> float:
        """The greatest regret over all cases."""
        return max(self.regret.values())

    @property
    def worst_case(self) -> Case:
        """Where it is greatest."""
        return max(self.regret, key=lambda case: self.regret[case])

    def frame(self) -> pd.DataFrame:
        """One row for each case: what is left on average, and the regret."""
        import pandas as pd

        rows = [
            {"memory_model": c.memory_model, "material": c.material, "dose": c.dose,
             "recall": self.values[c], "regret": self.regret[c]}
            for c in self.values
        ]  # fmt: skip
        return pd.DataFrame(rows)

    def as_dict(self) -> dict[str, Any]:
        """The result as plain values, under the keys of ``spacing robust --json``."""
        worst = self.worst_case
        return {
            "days": list(self.days),
            "window": list(self.window),
            "max_regret": round(self.max_regret, 6),
            "worst_case": [worst.memory_model, worst.material, worst.dose],
            "days_matter": round(self.days_matter, 6),
            "alike": [list(days) for days in self.alike],
        }


def robust_days(
    touchpoints: int,
    horizon: int,
    *,
    until: int = 180,
    minutes: float = 15.0,
    weight: float = 1.0,
    first_minutes: float = 60.0,
    participation: Triple | None = None,
    materials: Iterable[str | Material] = tuple(MATERIALS),
    min_gap: int = 1,
    max_gap: int | None = None,
    blackout: Blackout = (),
    assumptions: Assumptions = ASSUMED,
) -> Robust:
    """Return the days that lose least over memory models, materials and doses.

    Parameters
    ----------
    touchpoints : int
        How many, 1 to 8; the first teaching on day 0 is not counted.
    horizon : int
        Last day that may carry a touchpoint.
    until : int, optional
        Mean recall over days 1..until counts.
    minutes, weight : float, optional
        What one touchpoint takes, and what it asks of memory (1: to answer questions).
    first_minutes : float, optional
        What the first teaching takes; it says how many elements the topic has.
    participation : (low, middle, high), optional
        Share of those invited who take part, in all of it; default: the self-paced one.
    materials : iterable of str or Material, optional
        Which are thought possible.
    min_gap, max_gap, blackout
        As in `best`.
    assumptions : Assumptions, optional
        About dose and participation.

    Returns
    -------
    Robust

    Raises
    ------
    ValueError
        For an argument that makes no sense.
    NoScheduleError
        When the constraints leave no schedule, with the reason.

    Notes
    -----
    A coarse grid is searched whole, then days are shifted while the worst regret falls. Regret is
    measured from the best of all schedules that were looked at.
    """
    if not 1 <= touchpoints <= _MOST:
        raise ValueError(say("spacing_argument.robust", most=str(_MOST), value=repr(touchpoints)))
    feasible = feasible_set(
        touchpoints, horizon, min_gap=min_gap, max_gap=max_gap, blackout=blackout
    )
    coarse = [_days(row) for row in coarse_grid(feasible)] or [
        _days(row) for row in feasible.prefixes(touchpoints)[:1]
    ]
    about = [material_named(m) for m in materials]
    judge = _Judge(touchpoints, until, weight, about)
    elements = assumptions.elements(first_minutes)
    again = assumptions.reach(assumptions.attempts(minutes, weight, elements), weight)
    reach = np.array([(assumptions.coverage,) * len(DOSES), *[again] * touchpoints])
    chances = _chances(reach, participation or assumptions.taking_part("self_paced"), assumptions)
    seen: dict[Days, Floats] = {}

    def look(schedules: Iterable[Days]) -> None:
        new = [days for days in dict.fromkeys(schedules) if days not in seen]
        seen.update(zip(new, judge.values(new, chances) * (1 - assumptions.slip), strict=True))

    look(coarse)
    start = _least_worst(seen)
    for _ in range(_ROUNDS):
        near = [days for days in _shifted(start) if feasible.contains(_row(days))[0]]
        look(near)
        better = _least_worst(seen)
        if better == start:
            break
        start = better
    return _result(start, seen, coarse, judge.cases, (1, until))


def _days(row: Integers) -> Days:
    return tuple(int(day) for day in row[1:])


def _row(days: Days) -> Integers:
    return np.array([(0, *days)], dtype=np.int64)


def _shifted(days: Days) -> Iterator[Days]:
    """The same days with one or two of them moved a little."""
    at_once = 2 if len(days) <= _FEW else 1
    for count in range(1, min(at_once, len(days)) + 1):
        for which in combinations(range(len(days)), count):
            for shifts in product(_SHIFTS, repeat=count):
                moved = list(days)
                for position, shift in zip(which, shifts, strict=True):
                    moved[position] += shift
                yield tuple(moved)


def _worst_regrets(seen: Mapping[Days, Floats]) -> Floats:
    values = np.array(list(seen.values()))
    worst: Floats = (values.max(axis=0) - values).max(axis=1)
    return worst


def _least_worst(seen: Mapping[Days, Floats]) -> Days:
    """Earliest of the schedules whose worst regret is least."""
    worst = _worst_regrets(seen)
    least = [days for days, w in zip(seen, worst, strict=True) if w <= worst.min() + 1e-12]
    return min(least)


def _result(
    days: Days, seen: Mapping[Days, Floats], coarse: Sequence[Days], cases: Sequence[Case],
    window: tuple[int, int],
) -> Robust:  # fmt: skip
    values = np.array(list(seen.values()))
    own = seen[days]
    regret = values.max(axis=0) - own
    worst = dict(zip(seen, _worst_regrets(seen), strict=True))
    usual = [number for number, case in enumerate(cases) if case.dose == DOSES[_USUAL]]
    middle = np.median(np.array([seen[each] for each in coarse])[:, usual], axis=1)
    return Robust(
        days=days,
        window=window,
        values=dict(zip(cases, own.tolist(), strict=True)),
        regret=dict(zip(cases, regret.tolist(), strict=True)),
        alike=tuple(each for each in coarse if worst[each] <= worst[days] + ALIKE),
        days_matter=float(np.ptp(middle)),
    )


def _chances(reach: Floats, participation: Triple, assumptions: Assumptions) -> Floats:
    """Chances (sets, doses) of what a learner meets; bit j of a set's number is encounter j."""
    nodes, shares = hermegauss(_KINDS)
    shares /= shares.sum()
    part = np.array(participation)[:, None]
    with np.errstate(divide="ignore"):
        ready = 1 / (1 + np.exp(-(np.log(part) - np.log1p(-part) + assumptions.spread * nodes)))
    chances = np.ones((1, len(DOSES), _KINDS))
    for met in reach[:, :, None] * ready:
        chances = np.concatenate([chances * (1 - met), chances * met])
    out: Floats = chances @ shares
    return out


class _Judge:
    """Mean recall of schedules in every case."""

    def __init__(
        self, touchpoints: int, until: int, weight: float, materials: Sequence[Material]
    ) -> None:
        models = curve_models()
        self._pairs = [(m, a, time_scale(m, a)) for m in models for a in materials]
        self._met = np.array(
            [[number >> j & 1 for j in range(touchpoints + 1)]
             for number in range(2 ** (touchpoints + 1))], dtype=bool,
        )  # fmt: skip
        step = max(1, until // _DATES)
        self._at = np.arange(1, until + 1, step, dtype=float)
        self._weight = weight
        self._means: dict[tuple[int, ...], Floats] = {(): np.zeros(len(self._pairs))}
        self.cases = [
            Case(
                m.id, a.id or say("material.own", share=percent(a.share), days=number(a.days)), dose
            )
            for m, a, _ in self._pairs
            for dose in DOSES
        ]

    def values(self, schedules: Sequence[Days], chances: Floats) -> Floats:
        """Mean recall (schedules, cases) over everybody who was invited, but for slips."""
        sets = [
            tuple(int(day) for day in np.array((0, *days))[met])
            for days in schedules
            for met in self._met
        ]
        self._learn(set(sets) - self._means.keys())
        means = np.array([self._means[each] for each in sets])
        means = means.reshape(len(schedules), len(self._met), len(self._pairs))
        mixed: Floats = np.einsum("nsp,sd->npd", means, chances)
        return mixed.reshape(len(schedules), len(self.cases))

    def _learn(self, sets: set[tuple[int, ...]]) -> None:
        """Work out the mean recall of sets of days, those of one length at once."""
        for length in {len(each) for each in sets}:
            table = sorted(each for each in sets if len(each) == length)
            days = np.array(table, dtype=float)
            weights = np.full(days.shape, self._weight)
            weights[:, 0] = 1.0
            at = np.broadcast_to(self._at, (len(days), len(self._at)))
            means = np.array([
                model.recall_rows(days / scale, at / scale, weights).mean(axis=1)
                for model, _, scale in self._pairs
            ]).T  # fmt: skip
            self._means.update(zip(table, means, strict=True))
