"""FSRS-7, for logs of graded answers only: two stabilities, one that fades fast and one slowly.

FSRS-6 describes an item by one stability; FSRS-7 by a slow and a fast one, whose forgetting curves
are mixed, and it takes hours as they are, where FSRS-6 has a rule of its own for the same day.  An
item keeps its *difficulty* D from 1 to 10.  The equations agree with those of fsrs-rs
(``src/model_v7.rs``) digit by digit.

It plans nothing here: with its default weights it misses the 26 cells of Cepeda et al. 2008 by 34.9
percentage points (FSRS-6 by 24.6), because no flash-card log tells it how teaching a topic once is
forgotten.  So it is no `MemoryModel`, and no search, curve or lab can take it for one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final

import numpy as np
from numpy.typing import ArrayLike

from blendnb.language import say
from blendnb.spacing.models.fsrs_equations import AGAIN, EASY, HARD, State, Weights
from blendnb.spacing.models.memory import Floats, Parameter, raised

DEFAULT_WEIGHTS: Final = (
    0.1104, 2.2395, 3.9221, 11.7841, 6.1686, 0.6457, 3.6807, 1.9795, 0.0, 1.3826, 0.7024, 0.5999,
    0.8146, 0.6398, 1.0, 1.3207, 0.6707, 3.8668, 0.4416, 0.0934, 1.8631, 0.6162, 1.0869, 0.1567,
    0.0801, 0.2421, 0.9464, 0.1433, 0.7145, 0.0, 0.5667, 0.3734, 0.5333, 0.3048,
)  # fmt: skip
"""The 34 weights that fsrs-rs ships."""

_BOUNDS: Final = (
    (0.0001, 50), (0.0001, 100), (0.0001, 100), (0.0001, 100), (1, 10), (0.001, 4), (0.1, 4),
    (0, 4), (0, 1.2), (0.3, 3), (0.01, 1.5), (0.1, 1), (0, 3.5), (0, 1), (1, 7),
    (0, 4), (0, 2), (0.5, 6), (0.001, 1.5), (0.001, 1), (0, 5), (0, 1), (1, 7),
    (0.01, 0.25), (0.01, 0.95), (0.2, 0.85), (0.5, 0.99), (0.01, 1), (0.1, 1), (0, 0.9),
    (0.1, 1.1), (0, 1), (0, 0.6), (0, 0.6),
)  # fmt: skip
_MEANINGS: Final = (
    *(f"fsrs6.w{i}" for i in range(7)),
    *(f"fsrs7.slow.{i}" for i in range(8)),
    *(f"fsrs7.fast.{i}" for i in range(8)),
    *(f"fsrs7.curve.{i}" for i in range(11)),
)
"""Keys of what the weights stand for: the state at first, both stabilities, the mixed curve."""
_FIRST_STABILITIES = 4
_SLOW, _FAST = 7, 15
"""Where the eight weights of a stability's growth begin."""
_LEAST, _MOST = 1e-4, 36_500.0
_FAST_SHARE = 0.8
"""The fast stability over the slow one at first, and at most after a lapse."""
_REVERSION = 0.01
_INSIDE = 1e-5
_STEEPEST = 60.0


@dataclass(frozen=True, init=False)
class FSRS7:
    """FSRS-7 with its 34 weights, for item-level logs.

    Parameters
    ----------
    w : tuple of 34 floats, optional
        The weights; default: the ones that fsrs-rs ships.
    **changes : float
        Single weights by name, ``w0`` to ``w33``.

    Raises
    ------
    ValueError
        For a wrong number of weights, or one outside its bounds (those of fsrs-rs).

    Notes
    -----
    On 9,999 flash-card users its log loss is .3401, that of FSRS-6 .3460, and that of its unfitted
    defaults .3620 (srs-benchmark, as reported there): fitting is worth more than the version.

    Examples
    --------
    >>> FSRS7().parameters["w2"]
    3.9221
    """

    id: ClassVar[str] = "fsrs7"
    PARAMETERS: ClassVar[tuple[Parameter, ...]] = tuple(
        Parameter(f"w{i}", low, high, "days" if i < _FIRST_STABILITIES else "one", meaning)
        for i, ((low, high), meaning) in enumerate(zip(_BOUNDS, _MEANINGS, strict=True))
    )

    w: Weights

    def __init__(self, w: Weights | None = None, **changes: float) -> None:
        values = list(DEFAULT_WEIGHTS if w is None else w)
        names = [p.name for p in self.PARAMETERS]
        if len(values) != len(names):
            raise ValueError(f"FSRS7 takes {len(names)} weights, not {len(values)}")
        unknown = ", ".join(name for name in changes if name not in names)
        if unknown:
            raise ValueError(f"FSRS7 has no parameter {unknown}; its weights are w0 to w33")
        for name, value in changes.items():
            values[names.index(name)] = value
        checked = (p.checked(v) for p, v in zip(self.PARAMETERS, values, strict=True))
        object.__setattr__(self, "w", tuple(checked))

    @property
    def label(self) -> str:
        """The model as people call it."""
        return say("memory_model.label.fsrs7")

    @property
    def parameters(self) -> dict[str, float]:
        """The 34 weights by name."""
        return {p.name: value for p, value in zip(self.PARAMETERS, self.w, strict=True)}


def first_state(w: Weights, grade: ArrayLike) -> State:
    """Return slow stability, difficulty and fast stability after the first review."""
    grades = np.asarray(grade)
    slow: Floats = np.clip(np.asarray(w)[grades - 1], _LEAST, _MOST)
    return slow, np.clip(_first_difficulty(w, grades), 1.0, 10.0), _FAST_SHARE * slow


def _first_difficulty(w: Weights, grade: ArrayLike) -> Floats:
    out: Floats = w[4] - np.exp(w[5] * (np.asarray(grade) - 1.0)) + 1.0
    return out


def recall_after(w: Weights, state: State, elapsed_days: ArrayLike) -> Floats:
    """Return the probability of recall so many days after the latest review."""
    slow, difficulty, fast = state
    elapsed, away = np.maximum(elapsed_days, 0.0), difficulty - 5.0
    decay = min(max(w[24], 0.01), 0.95)
    factor = w[26] ** (-1.0 / decay) - 1.0
    slowly = raised(1.0 + factor * np.exp(away * (w[32] - 0.3)) * elapsed / slow, -decay)
    of_fast = w[27] * raised(fast, -w[29])
    of_slow = w[28] * raised(slow, w[30]) * np.exp(away * (w[31] - 0.5))
    mixed = (of_fast * _fast_recall(w, fast, elapsed) + of_slow * slowly) / (of_fast + of_slow)
    out: Floats = mixed * (1.0 - 2.0 * _INSIDE) + _INSIDE
    return out


def _fast_recall(w: Weights, fast: Floats, elapsed: Floats) -> Floats:
    decay = np.clip(w[23] * raised(fast, w[33] - 0.3), 0.01, 0.95)
    factor = np.expm1(np.minimum(-np.log(w[25]) / decay, _STEEPEST))
    out: Floats = np.exp(-decay * np.log1p(factor * elapsed / fast))
    return out


def next_state(w: Weights, state: State, elapsed_days: ArrayLike, grade: ArrayLike) -> State:
    """Return the state after any review but the first, by grade and elapsed days."""
    slow, difficulty, fast = state
    grades, elapsed = np.asarray(grade), np.maximum(elapsed_days, 0.0)
    recall = recall_after(w, state, elapsed)
    slower = _grown(w[_SLOW:], slow, difficulty, recall, grades)
    faster = _grown(w[_FAST:], fast, difficulty, _fast_recall(w, fast, elapsed), grades)
    held = np.where(grades == AGAIN, np.minimum(faster, _FAST_SHARE * slower), faster)
    return slower, _next_difficulty(w, difficulty, recall, grades), np.clip(held, _LEAST, _MOST)


def _grown(w: Weights, s: Floats, difficulty: Floats, recall: Floats, grade: ArrayLike) -> Floats:
    """One of the two stabilities after a review, by its eight weights."""
    forgotten = 1.0 - recall
    lapsed = np.minimum(s, w[3] * (raised(s + 1.0, w[4]) - 1.0) * np.exp(forgotten * w[5]))
    bonus = np.where(np.equal(grade, HARD), w[6], 1.0) * np.where(np.equal(grade, EASY), w[7], 1.0)
    growth = np.exp(w[0] - 1.5) * (11.0 - difficulty) * raised(s, -w[1])
    learned = np.maximum(lapsed, s * (1.0 + growth * np.expm1(forgotten * w[2]) * bonus))
    return np.clip(np.where(np.equal(grade, AGAIN), lapsed, learned), _LEAST, _MOST)


def _next_difficulty(w: Weights, difficulty: Floats, recall: Floats, grade: ArrayLike) -> Floats:
    """A lapse moves difficulty the less, the more it was to be expected."""
    surprise = np.where(np.equal(grade, AGAIN), recall + 0.1, 1.0)
    moved = -w[6] * (np.asarray(grade) - 3.0) * surprise
    shifted = difficulty + (10.0 - difficulty) * moved / 9.0
    target = _first_difficulty(w, EASY)
    return np.clip(_REVERSION * target + (1.0 - _REVERSION) * shifted, 1.0, 10.0)
