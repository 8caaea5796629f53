"""The results of an experiment: one row is one learner's answer to one item.

Whoever was drawn stays in the arm that the lot said, whatever they did later; an empty outcome is
an answer that never came.  Both matter more than any formula, so they are settled here, while the
table is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from blendnb.language import say
from blendnb.spacing.experiment.allocation import (
    AGAINST,
    ARM,
    LEARNER,
    SEED,
    TEAM,
    Allocation,
    Place,
)
from blendnb.spacing.experiment.table_rows import (
    Fault,
    Row,
    TableError,
    days_of,
    named,
    rows_of,
    score_of,
    text_of,
    yes_or_no,
)
from blendnb.spacing.models.memory import Floats, Integers

if TYPE_CHECKING:
    import pandas as pd

ITEM, OUTCOME, LAG, REPEATED = "item", "outcome", "lag", "repeated"
BASELINE = "baseline"


@dataclass(frozen=True)
class LearnerAnswer:
    """One row of the table."""

    learner: str
    arm: str
    item: str
    outcome: bool | None
    """None where the answer never came."""
    team: str
    lag_days: float
    repeated: bool | None
    """Whether the learner had practised this very item; None where the table does not say."""
    baseline: float | None = None
    """The learner's score from before the experiment, on any scale."""


@dataclass(frozen=True)
class ExperimentResults:
    """Every answer, and everybody who was drawn.

    Attributes
    ----------
    answers : tuple of LearnerAnswer
        As the table has them.
    places : tuple of Place
        Everybody: from the allocation where there is one, else whoever stands in the table.
    arms : tuple of str
        The first one is the one that others are compared with.
    by_team : bool
        Whether teams were drawn: by the allocation, or because no team has two arms.
    allocated : bool
        Whether an allocation was given.
    crossed : int
        Learners whose arm in the table is not the one that was drawn.
    seed : int or None
        Of the draw, where it is known.
    """

    answers: tuple[LearnerAnswer, ...]
    places: tuple[Place, ...]
    arms: tuple[str, ...]
    by_team: bool
    allocated: bool = False
    crossed: int = 0
    seed: int | None = None

    @property
    def lags(self) -> tuple[float, ...]:
        """Days between the last study and the test, ascending."""
        return tuple(sorted({answer.lag_days for answer in self.answers}))

    @property
    def says_repeated(self) -> bool:
        """Whether the table tells repeated items from new ones."""
        return any(answer.repeated is not None for answer in self.answers)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {place.learner: number for number, place in enumerate(self.places)}

    @cached_property
    def learner_arms(self) -> Integers:
        """Arm of everybody, as its index in `arms`."""
        return np.array([self.arms.index(place.arm) for place in self.places])

    @cached_property
    def learner_clusters(self) -> Integers:
        """What was drawn as one: the learner, or the team."""
        if not self.by_team:
            return np.arange(len(self.places))
        _, teams = np.unique([place.team for place in self.places], return_inverse=True)
        return np.asarray(teams, dtype=np.int64)

    @cached_property
    def learner_strata(self) -> Integers:
        """Stratum of everybody."""
        strata = sorted({place.stratum for place in self.places})
        return np.array([strata.index(place.stratum) for place in self.places])

    @cached_property
    def learner_baselines(self) -> Floats:
        """Score of everybody from before the experiment, NaN where it is not known."""
        known = {a.learner: a.baseline for a in self.answers if a.baseline is not None}
        return np.array([known.get(place.learner, np.nan) for place in self.places])

    def against(self, arm: str) -> ExperimentResults:
        """Return the results with another arm as the one that others are compared with.

        Raises
        ------
        ValueError
            If there is no such arm.
        """
        if arm not in self.arms:
            known = ", ".join(self.arms)
            raise ValueError(say("experiment.file.no_arm", arm=arm, arms=known))
        return replace(self, arms=_first_of(arm, self.arms))

    def at(self, lag_days: float, repeated: bool | None = None) -> Answered:  # noqa: FBT001
        """Return the answers at one lag, of repeated or new items alone where that is asked."""
        chosen = [
            a for a in self.answers
            if a.lag_days == lag_days and (repeated is None or a.repeated is repeated)
        ]  # fmt: skip
        given = [a for a in chosen if a.outcome is not None]
        return Answered(
            learners=np.array([self._numbers[a.learner] for a in given], dtype=np.int64),
            right=np.array([a.outcome for a in given], dtype=float),
            items=np.array([a.item for a in given], dtype=object),
            blank_learners=np.array(
                [self._numbers[a.learner] for a in chosen if a.outcome is None], dtype=np.int64
            ),
        )


@dataclass(frozen=True)
class Answered:
    """The answers at one lag as arrays: learner (its number), right (0 or 1), item."""

    learners: Integers
    right: Floats
    items: NDArray[np.object_]
    blank_learners: Integers


_NO_STRATA = (LEARNER, TEAM, ARM, SEED, AGAINST)


def _first_of(name: str, arms: Iterable[str]) -> tuple[str, ...]:
    """Arms with the named one first, where it is one of them."""
    names = tuple(arms)
    return tuple(sorted(names, key=lambda arm: arm != name)) if name in names else names


def read_results(
    table: pd.DataFrame | Iterable[Mapping[str, Any]], allocation: Allocation | None = None
) -> ExperimentResults:
    """Return the results of a table, or everything that is wrong with it.

    Parameters
    ----------
    table : DataFrame or iterable of mappings
        Columns ``learner``, ``item``, ``outcome`` (1 or 0, empty where no answer came), ``arm``
        (not needed with an allocation), and optionally ``team``, ``lag`` (days from the last study
        to the test), ``repeated`` (1 where the learner had practised this very item) and
        ``baseline`` (the learner's score from before, on any scale, the same in every row).
    allocation : Allocation, optional
        How the lots were drawn; it decides who belongs where, and shows who never came.

    Raises
    ------
    TableError
        With every cell that cannot be used.
    """
    needed = (LEARNER, ITEM, OUTCOME) if allocation else (LEARNER, ARM, ITEM, OUTCOME)
    rows = rows_of(table, needed)
    faults: list[Fault] = []
    has_lag = LAG in rows[0]
    answers = tuple(
        _answer(row, number, faults, has_lag=has_lag, has_arm=allocation is None)
        for number, row in enumerate(rows, 1)
    )
    faults += _asked_twice(answers)
    faults += _two_baselines(answers)
    faults += _strangers(answers, allocation) if allocation else _in_two_arms(answers)
    if not faults:
        faults += _nothing_to_compare(answers, allocation)
    if faults:
        raise TableError(faults)
    return _with_allocation(answers, allocation) if allocation else _alone(answers)


def read_allocation(table: pd.DataFrame | Iterable[Mapping[str, Any]]) -> Allocation:
    """Return the allocation that a file holds: learner, arm, optionally team and strata.

    A draw by team is recognised: no team has two arms, and some team has two learners.

    Raises
    ------
    TableError
        With every cell that cannot be used.
    """
    rows = rows_of(table, (LEARNER, ARM))
    faults: list[Fault] = []
    strata = tuple(c for c in rows[0] if c not in _NO_STRATA)
    places = [
        Place(
            named(row, number, LEARNER, faults), text_of(row, TEAM),
            tuple(text_of(row, c) for c in strata), named(row, number, ARM, faults),
        )
        for number, row in enumerate(rows, 1)
    ]  # fmt: skip
    once = {place.learner for place in places}
    if len(once) < len(places):
        faults.append(Fault(say("experiment.file.two_rows"), None, LEARNER))
    if faults:
        raise TableError(faults)
    seed, first = text_of(rows[0], SEED), text_of(rows[0], AGAINST)
    return Allocation(
        tuple(sorted(places, key=lambda p: p.learner)),
        _first_of(first, dict.fromkeys(p.arm for p in places)),
        strata,
        _drawn_by_team(places),
        int(seed) if seed.isdigit() else 0,
    )


def _answer(
    row: Row, number: int, faults: list[Fault], *, has_lag: bool, has_arm: bool
) -> LearnerAnswer:
    return LearnerAnswer(
        learner=named(row, number, LEARNER, faults),
        arm=named(row, number, ARM, faults) if has_arm else text_of(row, ARM),
        item=named(row, number, ITEM, faults),
        outcome=yes_or_no(row, number, OUTCOME, faults),
        team=text_of(row, TEAM),
        lag_days=days_of(row, number, LAG, faults) if has_lag else 0.0,
        repeated=yes_or_no(row, number, REPEATED, faults),
        baseline=score_of(row, number, BASELINE, faults),
    )


def _asked_twice(answers: tuple[LearnerAnswer, ...]) -> list[Fault]:
    first: dict[tuple[str, str, float], int] = {}
    faults = []
    for number, a in enumerate(answers, 1):
        row = first.setdefault((a.learner, a.item, a.lag_days), number)
        if row != number and a.learner:
            text = say("experiment.file.asked_twice", item=a.item, row=row)
            faults.append(Fault(text, number, LEARNER, a.learner))
    return faults


def _two_baselines(answers: tuple[LearnerAnswer, ...]) -> list[Fault]:
    first: dict[str, float] = {}
    return [
        Fault(
            say("experiment.file.two_baselines", first=f"{first[a.learner]:g}"), number, BASELINE,
            f"{a.baseline:g}",
        )
        for number, a in enumerate(answers, 1)
        if a.baseline is not None and first.setdefault(a.learner, a.baseline) != a.baseline
    ]  # fmt: skip


def _in_two_arms(answers: tuple[LearnerAnswer, ...]) -> list[Fault]:
    first: dict[str, str] = {}
    return [
        Fault(say("experiment.file.two_arms", arm=first[a.learner]), number, LEARNER, a.learner)
        for number, a in enumerate(answers, 1)
        if a.learner and first.setdefault(a.learner, a.arm) != a.arm
    ]


def _strangers(answers: tuple[LearnerAnswer, ...], allocation: Allocation) -> list[Fault]:
    known = allocation.arm_of
    return [
        Fault(say("experiment.file.stranger"), number, LEARNER, a.learner)
        for number, a in enumerate(answers, 1)
        if a.learner and a.learner not in known
    ]


def _nothing_to_compare(
    answers: tuple[LearnerAnswer, ...], allocation: Allocation | None
) -> list[Fault]:
    arms = set(allocation.arms) if allocation else {a.arm for a in answers}
    if len(arms) < 2:  # noqa: PLR2004 -- a comparison
        return [Fault(say("experiment.file.one_arm", arm=next(iter(arms))), None, ARM)]
    if all(a.outcome is None for a in answers):
        return [Fault(say("experiment.file.no_outcomes"), None, OUTCOME)]
    return []


def _alone(answers: tuple[LearnerAnswer, ...]) -> ExperimentResults:
    """Results without an allocation: everybody in the table, and nobody else."""
    places = {a.learner: Place(a.learner, a.team, (), a.arm) for a in answers}
    arms = tuple(dict.fromkeys(a.arm for a in answers))
    everybody = tuple(places[name] for name in sorted(places))
    return ExperimentResults(answers, everybody, arms, _drawn_by_team(everybody))


def _with_allocation(
    answers: tuple[LearnerAnswer, ...], allocation: Allocation
) -> ExperimentResults:
    arm_of = allocation.arm_of
    crossed = {a.learner for a in answers if a.arm and a.arm != arm_of[a.learner]}
    return ExperimentResults(
        answers,
        allocation.places,
        allocation.arms,
        allocation.by_team,
        allocated=True,
        crossed=len(crossed),
        seed=allocation.seed,
    )


def _drawn_by_team(places: Iterable[Place]) -> bool:
    """Whether no team has two arms although some have two learners."""
    arms: dict[str, list[str]] = {}
    for place in places:
        arms.setdefault(place.team, []).append(place.arm)
    if "" in arms:
        return False
    return all(len(set(of_team)) == 1 for of_team in arms.values()) and len(arms) < sum(
        map(len, arms.values())
    )
