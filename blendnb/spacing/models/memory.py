"""The one question every memory model answers: what is left on a day, given the study days.

A *study event* is a learner meeting a topic: on a day, with a weight from 0 (nothing reaches
memory) to 1 (the answer had to be produced).  A :class:`MemoryModel` turns a row of such days
into the probability of recall on any other day.  The conventions are the same for all models:

* recall *at* day x uses the studies strictly before x, so on a study day it is the value just
  before that study;
* before the first study it is 0;
* two studies on one day lie three minutes apart, as in the experiment the defaults come from;
* a study of weight 0 did not happen.

Every model has a handful of numbers that were fitted to somebody's data.  A number outside its
range does not crash the arithmetic, it bends the curve into nonsense without a word.  So each
`Parameter` is declared once, with its bounds, and checked when the model is made.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from blendnb.language import say


@dataclass(frozen=True)
class Parameter:
    """One number of a memory model, with the range in which the model makes sense.

    Parameters
    ----------
    name : str
        The keyword argument of the model.
    low, high : float
        Least and greatest value allowed, both included.
    unit_id, meaning_id : str
        Keys of the unit, ``one`` for a plain number, and of what the number stands for.
    """

    name: str
    low: float
    high: float
    unit_id: str
    meaning_id: str

    @property
    def unit(self) -> str:
        """The unit in words; 1 for a plain number."""
        return say(f"memory_model.unit.{self.unit_id}")

    @property
    def meaning(self) -> str:
        """What the number stands for, in plain words."""
        return say(f"memory_model.parameter.{self.meaning_id}")

    def checked(self, value: float) -> float:
        """Return the value as a float, or say what is wrong with it.

        Raises
        ------
        ValueError
            Naming the parameter, the value found and the bounds.
        """
        number = _as_number(value)
        if number is None or not self.low <= number <= self.high:
            raise ValueError(
                say("spacing_argument.parameter", name=self.name, value=repr(value),
                    low=f"{self.low:g}", high=f"{self.high:g}", unit=self.unit,
                    meaning=self.meaning)
            )  # fmt: skip
        return number


def _as_number(value: object) -> float | None:
    """Return a finite float, or None for anything that is not one."""
    if isinstance(value, bool | str | bytes):
        return None
    try:
        number = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return None
    return number if math.isfinite(number) else None


def settled(
    declared: tuple[Parameter, ...], defaults: dict[str, float], given: dict[str, float | None]
) -> dict[str, float]:
    """Return every declared parameter: the given value where there is one, else the default.

    Raises
    ------
    ValueError
        With one line for each value outside its bounds.
    """
    values: dict[str, float] = {}
    problems: list[str] = []
    for parameter in declared:
        wanted = given.get(parameter.name)
        try:
            values[parameter.name] = parameter.checked(
                defaults[parameter.name] if wanted is None else wanted
            )
        except ValueError as problem:
            problems.append(str(problem))
    if problems:
        raise ValueError("\n".join(problems))
    return values


def known_variant(model: str, variant: str, variants: tuple[str, ...]) -> str:
    """Return the variant's name, or say which ones the model has.

    Raises
    ------
    ValueError
        Naming the model, the value found and the variants there are.
    """
    if variant not in variants:
        raise ValueError(_no_variant(model, variant, variants))
    return variant


def _no_variant(model: str, variant: str, variants: tuple[str, ...]) -> str:
    known = ", ".join(variants)
    return say("spacing_argument.variant", model=model, variant=repr(variant), known=known)


Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Numbers = Floats | Integers

FIRST_LOOK_ERROR = 1e-5

SAME_DAY_GAP_DAYS = 0.00256
"""Two studies on the same day: about three minutes apart (Cepeda et al. 2008, gap 0)."""


def blocks(rows: int, columns: int, cells: int) -> Iterator[slice]:
    """Rows in blocks of about that many cells each."""
    step = max(1, cells // max(1, columns))
    return (slice(i, min(i + step, rows)) for i in range(0, rows, step))


def raised(x: Floats, exponent: float) -> Floats:
    """A power of positive numbers by way of their logarithm, faster on vector units."""
    out: Floats = np.exp(exponent * np.log(x))
    return out


class MemoryModel(ABC):
    """What all memory models share: checked input, the conventions, and one method `recall`."""

    id: ClassVar[str]
    PARAMETERS: ClassVar[tuple[Parameter, ...]]
    variant: str
    """The named set of parameters that the model started from."""
    calibration_id: str
    """Key of what the parameters in use were fitted to."""
    cells_at_once: ClassVar[int] = 2_000_000
    """Dates and studies in one block of work; small blocks stay in the processor's cache."""

    @property
    def label(self) -> str:
        """The model as people call it."""
        return say(f"memory_model.label.{self.id}")

    @property
    def calibration(self) -> str:
        """What the parameters in use were fitted to, for captions."""
        return say(f"memory_model.calibration.{self.calibration_id}")

    @abstractmethod
    def _recall(self, days: Numbers, x: Numbers, weights: Floats) -> Floats:
        """Recall (n, t) for strictly ascending days (n, k), dates x (n, t), weights above 0."""

    @abstractmethod
    def free_parameters(self) -> tuple[str, ...]:
        """Names of the parameters that a fit may move."""

    @abstractmethod
    def with_parameters(self, **values: float) -> Self:
        """The same model and variant with some parameters changed."""

    @property
    def published(self) -> bool:
        """Whether the parameters in use are those of the calibration, none set by hand."""
        return True

    @property
    def parameters(self) -> dict[str, float]:
        """The parameters in use, by name."""
        return {p.name: float(getattr(self, p.name)) for p in self.PARAMETERS}

    def recall(self, days: ArrayLike, at: ArrayLike, weights: ArrayLike | None = None) -> Floats:
        """Return the probability of recall at each date, for one schedule or many.

        Parameters
        ----------
        days : array_like, shape (k,) or (n, k)
            Study days, ascending, day 0 included.  Equal days lie three minutes apart.
        at : array_like, shape (t,)
            Dates, in days on the same scale.
        weights : array_like, optional, shape (k,) or (n, k)
            Weight of each study, 0 to 1.  Default: 1 for all.

        Returns
        -------
        ndarray, shape (t,) or (n, t)
            Probabilities from 0 to 1; 0 where nothing has been studied before the date.

        Raises
        ------
        ValueError
            Where days descend, shapes do not fit, or a number is missing or out of range.
        """
        table, dates, shares = checked_events(days, at, weights)
        out = self.recall_rows(
            table, np.broadcast_to(dates.ravel(), (len(table), dates.size)), shares
        )
        one = np.ndim(days) < table.ndim
        return out.reshape(dates.shape if one else (len(table), *dates.shape))

    def recall_rows(self, days: Floats, x: Floats, weights: Floats) -> Floats:
        """Recall (n, t) where every schedule (n, k) has its own row of dates (n, t).

        The input is taken as checked; `recall` is the method for people.
        """
        out = np.zeros(x.shape)
        if not out.size:
            return out
        for rows, columns in _patterns(weights):
            if len(columns):
                out[rows] = self._in_blocks(
                    _apart(days[np.ix_(rows, columns)]), x[rows], weights[np.ix_(rows, columns)]
                )
        return out

    def _in_blocks(self, days: Numbers, x: Numbers, weights: Floats) -> Floats:
        """Work through many schedules in blocks that stay small in memory."""
        out = np.empty(x.shape)
        for rows in blocks(len(days), x.shape[1] + days.shape[1], self.cells_at_once):
            np.clip(self._recall(days[rows], x[rows], weights[rows]), 0, 1, out=out[rows])
        return out

    @property
    def quick(self) -> MemoryModel:
        """The model for scoring many plans: itself, unless it has a quicker way."""
        return self

    def window_sums(self, days: Integers, until: int, weights: Floats | None = None) -> Floats:
        """Recall added up over the whole days 1..until, for whole-day schedules (n, k).

        The form that a search needs: days ascend strictly, weights (n, k) lie above 0.
        """
        shares = np.ones(days.shape) if weights is None else weights
        return self.sampled_sums(days, until, 1, shares)

    def sampled_sums(self, days: Integers, until: int, step: int, weights: Floats) -> Floats:
        """Recall added up over every `step`-th whole day of 1..until, as in `window_sums`."""
        on = np.arange(1, until + 1, step)
        dates = np.broadcast_to(on, (len(days), on.size))
        total: Floats = self._in_blocks(days, dates, weights).sum(axis=1)
        return total

    def day_values(self, days: Integers, at: int, weights: Floats | None = None) -> Floats:
        """Recall on one whole day, for whole-day schedules (n, k) as in `window_sums`."""
        dates = np.full((len(days), 1), at)
        shares = np.ones(days.shape) if weights is None else weights
        return self._in_blocks(days, dates, shares)[:, 0]

    def extended_sums(self, prefixes: Integers, last_days: Integers, until: int) -> Floats:
        """`window_sums` (n, m) of every prefix (n, k) followed by every last day (m,).

        NaN where the day does not come after the prefix.  Going through all schedules this way
        shares the work on what they have in common.  It is a first look: a model may work in
        single precision, which puts the mean over the days at most `FIRST_LOOK_ERROR` wrong.
        """
        out = np.full((len(prefixes), len(last_days)), np.nan)
        for column, day in enumerate(last_days):
            rows = np.flatnonzero(prefixes[:, -1] < day)
            ends = np.full((len(rows), 1), day)
            out[rows, column] = self.window_sums(np.concatenate([prefixes[rows], ends], 1), until)
        return out


def checked_events(
    days: ArrayLike, at: ArrayLike, weights: ArrayLike | None
) -> tuple[Floats, Floats, Floats]:
    """Return days (n, k), dates and weights (n, k) as arrays, or say what is wrong.

    Raises
    ------
    ValueError
        With a sentence that names the argument and the value found.
    """
    table = np.atleast_2d(_numbers("days", days))
    dates = _numbers("at", at)
    if np.ndim(days) not in (1, 2):
        raise ValueError(f"days must have the shape (k,) or (n, k), not {np.shape(days)}")
    if dates.ndim > 1:
        raise ValueError(f"at must have the shape (t,), not {dates.shape}")
    _refuse_descending(table)
    if weights is None:
        return table, dates, np.ones(table.shape)
    return table, dates, _checked_weights(weights, table.shape)


def _checked_weights(weights: ArrayLike, shape: tuple[int, ...]) -> Floats:
    """Return the study weights at the shape of the days."""
    given = _numbers("weights", weights)
    if given.shape not in (shape, shape[1:]):
        raise ValueError(
            f"weights has the shape {given.shape}; it must match days: {shape[1:]} or {shape}"
        )
    if given.size and not (given.min() >= 0 and given.max() <= 1):
        worst = given[(given < 0) | (given > 1)][0]
        raise ValueError(say("spacing_argument.weight", value=f"{worst:g}"))
    return np.array(np.broadcast_to(given, shape))


def _numbers(name: str, values: ArrayLike) -> Floats:
    """Return the values as floats, refusing words, gaps and infinities."""
    try:
        numbers = np.asarray(values, dtype=float)
    except (TypeError, ValueError):
        raise ValueError(say("spacing_argument.numbers", name=name, value=repr(values))) from None
    if not np.isfinite(numbers).all():
        raise ValueError(say("spacing_argument.finite", name=name))
    return numbers


def _refuse_descending(table: Floats) -> None:
    """Say which day stands after a later one."""
    back = np.argwhere(np.diff(table, axis=1) < 0)
    if len(back):
        row, column = back[0]
        before, day = (f"{table[row, column + later]:g}" for later in (0, 1))
        raise ValueError(say("spacing_argument.descending", day=day, before=before))


def _patterns(weights: Floats) -> list[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    """Rows that share the same studies above weight 0, with those studies' columns."""
    happened = weights > 0
    if happened.all():
        return [(np.arange(len(weights)), np.arange(weights.shape[1]))]
    kinds, which = np.unique(happened, axis=0, return_inverse=True)
    return [
        (np.flatnonzero(which.ravel() == i), np.flatnonzero(kind)) for i, kind in enumerate(kinds)
    ]


def _apart(days: Floats) -> Floats:
    """Move studies of one day three minutes apart."""
    if not (np.diff(days, axis=1) <= 0).any():
        return days
    out = days.copy()
    for j in range(1, out.shape[1]):
        tied = days[:, j] == days[:, j - 1]
        out[:, j] = np.where(tied, out[:, j - 1] + SAME_DAY_GAP_DAYS, out[:, j])
    return out
