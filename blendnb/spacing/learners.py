"""Learners who differ, as arrays: a block of them remembers, answers and learns at once.

How much people differ is an assumption here, stated in `Spread` and open to change.  A learner of
an outcome-blind model (SAC, PPE, Pavlik & Anderson, the power curve) is a shift of the log odds
of recall.  A learner of FSRS-6 has a first stability and difficulty of their own, and every
answer moves them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from blendnb.spacing.models import fsrs_equations as fsrs
from blendnb.spacing.models.fsrs6 import FSRS6
from blendnb.spacing.models.memory import Floats, MemoryModel
from blendnb.spacing.models.traces import sigmoid

_ALMOST = 1e-12


@dataclass(frozen=True)
class Spread:
    """How much learners differ (assumed, not estimated).

    Parameters
    ----------
    log_odds : float
        Standard deviation of a learner's shift of the log odds of recall; outcome-blind models.
    log_stability : float
        Standard deviation of the log of the first stability; FSRS-6.
    difficulty : float
        Standard deviation of the first difficulty, on its scale of 1 to 10; FSRS-6.

    Raises
    ------
    ValueError
        For a negative number.
    """

    log_odds: float = 0.7
    log_stability: float = 0.5
    difficulty: float = 1.0

    def __post_init__(self) -> None:
        for name in ("log_odds", "log_stability", "difficulty"):
            value = getattr(self, name)
            if not 0 <= value < np.inf:
                raise ValueError(f"{name} = {value!r} is outside its bounds [0, inf)")


class Learners(Protocol):
    """A block of learners between studies."""

    count: int

    def start(self, day: float) -> None:
        """Study for the first time."""

    def recall(self, day: Floats | float) -> Floats:
        """Probability of recall of each learner on a day after the latest study."""

    def study(self, day: Floats | float, right: NDArray[np.bool_], chance: Floats) -> None:
        """Study again, having answered right or wrong at that chance."""

    def interval_days(self, retention: float) -> Floats:
        """Days until recall falls to a level."""


def new_learners(
    memory_model: MemoryModel, count: int, spread: Spread, rng: np.random.Generator
) -> Learners:
    """Draw a block of learners around the average one."""
    if isinstance(memory_model, FSRS6):
        return GradedLearners(memory_model, count, spread, rng)
    return BlindLearners(memory_model, count, spread, rng)


class BlindLearners:
    """Learners of a model that never looks at answers: one curve, shifted for each of them."""

    def __init__(
        self, memory_model: MemoryModel, count: int, spread: Spread, rng: np.random.Generator
    ) -> None:
        self.memory_model, self.count = memory_model, count
        self.shift = spread.log_odds * rng.standard_normal(count)
        self.studied: list[Floats | float] = []

    def start(self, day: float) -> None:
        """Study for the first time."""
        self.studied = [day]

    def recall(self, day: Floats | float) -> Floats:
        """Probability of recall of each learner on a day."""
        together = all(np.ndim(d) == 0 for d in (*self.studied, day))
        rows = 1 if together else self.count
        table = np.stack([np.broadcast_to(d, rows) for d in self.studied], axis=1).astype(float)
        dates = np.broadcast_to(day, rows).astype(float)[:, None]
        average = self.memory_model.recall_rows(table, dates, np.ones(table.shape))[:, 0]
        inside = np.clip(average, _ALMOST, 1.0 - _ALMOST)
        return sigmoid(np.log(inside / (1.0 - inside)) + self.shift)

    def study(self, day: Floats | float, right: NDArray[np.bool_], chance: Floats) -> None:
        """Study again; the answer does not matter."""
        del right, chance
        self.studied.append(day)

    def interval_days(self, retention: float) -> Floats:
        """Refused: an outcome-blind model has no stability to work it out from."""
        raise ValueError(
            f"a desired retention of {retention:g} needs the stability of fsrs6; "
            f"{self.memory_model.id} has none, use a Ladder"
        )


class GradedLearners:
    """Learners of FSRS-6: stability and difficulty of their own, moved by every answer.

    The arithmetic is that of `fsrs_equations`, in place on whole arrays, with lapses worked out
    only for those who lapsed.  Nearly all the time goes into logarithms and exponentials, so
    powers are taken as ``exp(a log x)``, which vector units do twice as fast.
    """

    def __init__(
        self, memory_model: FSRS6, count: int, spread: Spread, rng: np.random.Generator
    ) -> None:
        self.w, self.count = memory_model.w, count
        self.scale = fsrs.scale(self.w)
        self.stability = spread.log_stability * rng.standard_normal(count)
        np.exp(self.stability, out=self.stability)
        self.stability *= float(fsrs.first_stability(self.w, fsrs.GOOD))
        self.difficulty = spread.difficulty * rng.standard_normal(count)
        self.difficulty += float(fsrs.first_difficulty(self.w, fsrs.GOOD))
        np.clip(self.difficulty, 1.0, 10.0, out=self.difficulty)
        self.last: Floats | float = 0.0

    def start(self, day: float) -> None:
        """Study for the first time; it counts as good."""
        self.last = day

    def recall(self, day: Floats | float) -> Floats:
        """Probability of recall of each learner on a day."""
        out: Floats = np.divide((day - self.last) * self.scale, self.stability)
        out += 1.0
        np.log(out, out=out)
        out *= -self.w[20]
        return np.exp(out, out=out)

    def study(self, day: Floats | float, right: NDArray[np.bool_], chance: Floats) -> None:
        """Study again: good where the answer was right, again where it was wrong."""
        gap = np.asarray(day - self.last)
        if (gap < 1.0).any():
            self._study_any(np.broadcast_to(gap, self.count), right)
        else:
            self._study_later(np.flatnonzero(~right), chance)
        self.last = day

    def _study_any(self, gap: Floats, right: NDArray[np.bool_]) -> None:
        grade = np.where(right, fsrs.GOOD, fsrs.AGAIN)
        s, d = self.stability, self.difficulty
        self.stability = fsrs.next_stability(self.w, s, d, gap, grade)
        self.difficulty = fsrs.next_difficulty(self.w, d, grade)

    def _study_later(self, lapsed: NDArray[np.intp], chance: Floats) -> None:
        """The common case, where everybody reviews after a day or more."""
        w, s, d = self.w, self.stability, self.difficulty
        lost_d = d[lapsed]
        after_lapse = fsrs.stability_after_lapse(w, s[lapsed], lost_d, chance[lapsed])
        s *= self._growth(chance)
        s[lapsed] = after_lapse
        # next_difficulty for a good answer: only the pull to the mean is left.
        d *= 1.0 - w[7]
        d += w[7] * (w[4] - math.exp(w[5] * 3.0) + 1.0)
        np.clip(d, 1.0, 10.0, out=d)
        d[lapsed] = fsrs.next_difficulty(w, lost_d, fsrs.AGAIN)

    def _growth(self, chance: Floats) -> Floats:
        """The factor by which stability grows after a good answer."""
        out = chance * -self.w[10]
        out += self.w[10]
        np.expm1(out, out=out)
        power = np.log(self.stability)
        power *= -self.w[9]
        power += self.w[8]
        out *= np.exp(power, out=power)
        np.subtract(11.0, self.difficulty, out=power)
        out *= power
        out += 1.0
        return out

    def interval_days(self, retention: float) -> Floats:
        """Whole days until recall falls to a level."""
        return fsrs.interval_days(self.w, self.stability, retention)
