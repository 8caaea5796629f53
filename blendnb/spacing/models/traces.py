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

from blendnb.spacing.models.memory import Floats, Integers, MemoryModel
from blendnb.spacing.models.parameters import known_variant, settled

LEAST_AGE_DAYS = 1e-9
"""Guard for logarithms and powers: ages are never taken as smaller than this."""

_CELLS_AT_ONCE = 250_000


class Study(NamedTuple):
    """One more study, of many schedules at once."""

    before: Floats
    """The traces (q, n, 1) on the study day."""
    ages: Floats | Integers
    """Age of the study on each date, 0 or less where it is still to come."""
    weights: Floats | float
    """Weight of the study (n, 1)."""
    gaps: Floats
    """Days since the study before it (n, 1), infinite for the first."""


class TraceModel(MemoryModel):
    """A model whose state is a stack of traces, shape (q, n, dates)."""

    traces: int
    """How many numbers describe the memory on one date."""

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

    def with_parameters(self, **values: float) -> Self:
        """The same variant with some parameters changed."""
        return type(self)(variant=self.variant, **{**self.parameters, **values})  # type: ignore[call-arg]

    @abstractmethod
    def _study(self, state: Floats, study: Study) -> None:
        """Add one more study to the traces, in place."""

    @abstractmethod
    def _predict(self, state: Floats) -> Floats:
        """Recall (n, dates) from the traces."""

    def _recall(self, days: Floats, x: Floats, weights: Floats) -> Floats:
        state = self._fold(days, np.concatenate([x, days], axis=1), weights)
        return self._predict(state[..., : x.shape[1]])

    def _fold(self, days: Floats | Integers, x: Floats | Integers, weights: Floats) -> Floats:
        """Study after study; the last columns of x are the study days themselves."""
        own = x.shape[1] - days.shape[1]
        state = np.zeros((self.traces, *x.shape))
        gaps = _gaps(days)
        for j in range(days.shape[1]):
            before = state[..., own + j, None].copy()
            ages = x - days[:, j, None]
            self._study(state, Study(before, ages, weights[:, j, None], gaps[:, j, None]))
        return state

    def window_sums(self, days: Integers, until: int, weights: Floats | None = None) -> Floats:
        """Recall added up over the whole days 1..until (see `MemoryModel`)."""
        shares = np.ones(days.shape) if weights is None else weights
        step = max(1, _CELLS_AT_ONCE // max(1, until * days.shape[1]))
        parts = [
            self._window_sums(days[i : i + step], until, shares[i : i + step])
            for i in range(0, len(days), step)
        ]
        return np.concatenate(parts) if parts else np.zeros(0)

    def _window_sums(self, days: Integers, until: int, weights: Floats) -> Floats:
        dates = np.broadcast_to(np.arange(1, until + 1), (len(days), until))
        state = self._fold(days, np.concatenate([dates, days], axis=1), weights)
        total: Floats = self._predict(state[..., :until]).sum(axis=1)
        return total

    def day_values(self, days: Integers, at: int, weights: Floats | None = None) -> Floats:
        """Recall on one whole day (see `MemoryModel`)."""
        shares = np.ones(days.shape) if weights is None else weights
        step = max(1, _CELLS_AT_ONCE // (days.shape[1] + 1) ** 2)
        parts = [
            self._day_values(days[i : i + step], at, shares[i : i + step])
            for i in range(0, len(days), step)
        ]
        return np.concatenate(parts) if parts else np.zeros(0)

    def _day_values(self, days: Integers, at: int, weights: Floats) -> Floats:
        x = np.concatenate([np.full((len(days), 1), at), days], axis=1)
        return self._predict(self._fold(days, x, weights)[..., :1])[:, 0]

    def extended_sums(self, prefixes: Integers, last_days: Integers, until: int) -> Floats:
        """Window sums of every prefix with every last day (see `MemoryModel`)."""
        # Sorted by their last day, the prefixes that a day may follow are the first few rows.
        order = np.argsort(prefixes[:, -1], kind="stable")
        ends = prefixes[order, -1]
        grid = max(until, int(ends[-1]), int(last_days.max()))
        state = self._on_grid(prefixes[order], grid)
        before = np.cumsum(self._predict(state), axis=1)
        ages = np.arange(1.0, until + 1)
        sums = np.full((len(prefixes), len(last_days)), np.nan)
        for column, day in enumerate(last_days):
            n = int(np.searchsorted(ends, day))
            sums[:n, column] = before[:n, min(day, until)]
            if n and day < until:
                later = state[:, :n, day + 1 : until + 1].copy()
                gaps = (day - ends[:n, None]).astype(float)
                before_day = state[:, :n, day, None]
                self._study(later, Study(before_day, ages[: until - day], 1.0, gaps))
                sums[:n, column] += self._predict(later).sum(axis=1)
        out = np.empty_like(sums)
        out[order] = sums
        return out

    def _on_grid(self, days: Integers, until: int) -> Floats:
        """The traces (q, n, until + 1) of whole-day schedules on every day 0..until."""
        grid = np.broadcast_to(np.arange(until + 1), (len(days), until + 1))
        x = np.concatenate([grid, days], axis=1)
        return self._fold(days, x, np.ones(days.shape))[..., : until + 1]


def _gaps(days: Floats | Integers) -> Floats:
    """Days since the study before, infinite for the first one."""
    first = np.full((len(days), 1), np.inf)
    return np.concatenate([first, np.diff(days, axis=1)], axis=1)[:, : days.shape[1]]


def by_age(function: Callable[[Floats], Floats], ages: Floats | Integers) -> Floats:
    """Evaluate a function of age, 0 for studies still to come.

    Whole-day ages are looked up in a table: schedules by the thousand share a few hundred ages.
    """
    if np.issubdtype(ages.dtype, np.integer) and ages.size:
        table = np.zeros(max(int(ages.max()), 0) + 1)
        table[1:] = function(np.arange(1.0, len(table)))
        return table.take(np.maximum(ages, 0))
    return np.where(ages > 0, function(np.maximum(ages, LEAST_AGE_DAYS)), 0.0)


def sigmoid(z: Floats) -> Floats:
    """1 / (1 + exp(-z)), without overflow."""
    out: Floats = np.tanh(0.5 * z)
    out += 1.0
    out *= 0.5
    return out
