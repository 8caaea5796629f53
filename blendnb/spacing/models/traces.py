"""Memory as traces that fade and add up: the shared arithmetic of SAC, PPE and Pavlik & Anderson.

These models never ask whether an answer was right.  Each study leaves one or more traces; what a
trace is worth on a later day depends on its age, and how strong it starts depends on what was
still there on the study day.  So one step is enough to describe a model: given what the traces
give on the study day (`before`) and the age of the study on every date, return the traces after
it.  Folding that step over the studies gives recall on any dates; the search for schedules uses
the same step on a grid of whole days.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from typing import ClassVar, NamedTuple, Self

import numpy as np

from blendnb.spacing.models.memory import (
    Floats,
    Integers,
    MemoryModel,
    Numbers,
    blocks,
    known_variant,
    settled,
)

_HIGHEST_EXPONENT = 80.0

_NOISE_FOR_SINGLE_PRECISION = 0.02
"""With less noise around the threshold a last digit of the traces would show in recall."""

LEAST_AGE_DAYS = 1e-9
"""Guard for logarithms and powers: ages are never taken as smaller than this."""


State = Floats | list[Floats]
"""The traces (q, n, dates); in a list, each may have one date that stands for all."""


class Study(NamedTuple):
    """One more study, of many schedules at once."""

    before: Floats
    """The traces (q, n, 1) on the study day."""
    ages: Numbers
    """Age of the study on each date, 0 or less where it is still to come."""
    weights: Floats | float
    """Weight of the study (n, 1)."""
    gaps: Floats
    """Days since the study before it (n, 1), infinite for the first."""


class TraceModel(MemoryModel):
    """A model whose state is a stack of traces, shape (q, n, dates)."""

    traces: int
    """How many numbers describe the memory on one date."""

    fading: int
    """How many of them, the first ones, differ from day to day while nobody studies."""

    cells_at_once: ClassVar[int] = 16_000

    s: float
    """Noise around the threshold of recall."""

    VARIANTS: ClassVar[dict[str, tuple[float, ...]]]
    """Published sets of parameters by name, each in the order of `PARAMETERS`."""

    def _settle(self, variant: str, given: dict[str, float | None]) -> None:
        """Set the variant and every parameter: what was given, else the variant's own."""
        known_variant(type(self).__name__, variant, tuple(self.VARIANTS))
        names = (p.name for p in self.PARAMETERS)
        defaults = dict(zip(names, self.VARIANTS[variant], strict=True))
        object.__setattr__(self, "variant", variant)
        for name, value in settled(self.PARAMETERS, defaults, given).items():
            object.__setattr__(self, name, value)

    @property
    def published(self) -> bool:
        """Whether the parameters in use are those of the calibration, none set by hand."""
        return self == type(self)(variant=self.variant)  # type: ignore[call-arg]

    def with_parameters(self, **values: float) -> Self:
        """The same variant with some parameters changed."""
        return type(self)(variant=self.variant, **{**self.parameters, **values})  # type: ignore[call-arg]

    @abstractmethod
    def _study(self, state: State, study: Study) -> None:
        """Add one more study to the traces, in place."""

    @abstractmethod
    def _predict(self, state: State) -> Floats:
        """Recall (n, dates) from the traces."""

    def _recall(self, days: Numbers, x: Numbers, weights: Floats) -> Floats:
        return self._predict(self._fold(days, x, weights))

    def _fold(self, days: Numbers, dates: Numbers, weights: Floats) -> Floats:
        """The traces (q, n, t) on dates (n, t), study after study."""
        # A study matters only to what comes after it.  With the study days first, in order, that
        # is the columns to the right of its own.
        x = np.concatenate([days, dates], axis=1)
        state = np.zeros((self.traces, *x.shape))
        gaps = _gaps(days)
        for j in range(days.shape[1]):
            own, later = np.s_[..., j, None], np.s_[..., j + 1 :]
            ages = x[later] - days[own]
            self._study(state[later], Study(state[own], ages, weights[own], gaps[own]))
        return state[..., days.shape[1] :]

    def extended_sums(self, prefixes: Integers, last_days: Integers, until: int) -> Floats:
        """Window sums of every prefix with every last day (see `MemoryModel`)."""
        # Sorted by their last day, the prefixes that a day may follow are the first few rows.
        order = np.argsort(prefixes[:, -1], kind="stable")
        ends = prefixes[order, -1]
        grid = max(until, int(ends[-1]), int(last_days.max()))
        state = self._on_grid(prefixes[order], grid)
        before = np.cumsum(self._predict(state), axis=1, dtype=np.float64)
        ages = np.arange(1, until + 1, dtype=state.dtype)
        sums = np.full((len(prefixes), len(last_days)), np.nan)
        for column, day in enumerate(last_days):
            n, left = int(np.searchsorted(ends, day)), max(until - day, 0)
            sums[:n, column] = before[:n, min(day, until)]
            for rows in blocks(n if left else 0, left, self.cells_at_once):
                later = [
                    trace[rows, day + 1 : until + 1 if i < self.fading else day + 2].copy()
                    for i, trace in enumerate(state)
                ]
                gaps = (day - ends[rows, None]).astype(state.dtype)
                before_day = state[:, rows, day, None]
                self._study(later, Study(before_day, ages[:left], 1.0, gaps))
                sums[rows, column] += self._predict(later).sum(axis=1)
        out = np.empty_like(sums)
        out[order] = sums
        return out

    def _on_grid(self, days: Integers, until: int) -> Floats:
        """The traces (q, n, until + 1) on every day 0..until, in single precision if it will do."""
        number: type = np.float32 if self.s >= _NOISE_FOR_SINGLE_PRECISION else np.float64
        state: Floats = np.empty((self.traces, len(days), until + 1), dtype=number)
        for rows in blocks(len(days), until, self.cells_at_once):
            grid = np.broadcast_to(np.arange(until + 1), (len(days[rows]), until + 1))
            state[:, rows] = self._fold(days[rows], grid, np.ones(days[rows].shape))
        return state


def _gaps(days: Numbers) -> Floats:
    """Days since the study before, infinite for the first one."""
    first = np.full((len(days), 1), np.inf)
    return np.concatenate([first, np.diff(days, axis=1)], axis=1)[:, : days.shape[1]]


def by_age(function: Callable[[Floats], Floats], ages: Numbers) -> Floats:
    """Evaluate a function of age, 0 for studies still to come.

    Whole-day ages are looked up in a table: schedules by the thousand share a few hundred ages.
    """
    if ages.dtype.kind in "iu" and ages.size:
        table = np.zeros(max(int(ages.max()), 0) + 1)
        table[1:] = function(np.arange(1.0, len(table)))
        return table.take(np.maximum(ages, 0))
    value = function(np.maximum(ages, LEAST_AGE_DAYS))
    value *= ages > 0
    return value


def sigmoid(z: Floats) -> Floats:
    """1 / (1 + exp(-z)), without overflow."""
    out: Floats = np.minimum(-z, _HIGHEST_EXPONENT)
    np.exp(out, out=out)
    out += 1.0
    return np.reciprocal(out, out=out)
