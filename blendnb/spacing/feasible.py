"""Which schedules are allowed at all: horizon, gaps, days off and the learners' minutes.

A search over schedules that nobody could keep is worthless, and an empty search must say why it
is empty.  `Feasible` is the set of allowed schedules as a value: it counts them, lists them, tests
one, and explains itself when there is none.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from blendnb.spacing.models.memory import Integers

Blackout = Iterable[int | tuple[int, int]]


class NoScheduleError(ValueError):
    """No schedule satisfies the constraints; the message says which of them is in the way."""


@dataclass(frozen=True)
class Feasible:
    """The allowed schedules: `touchpoints` whole days in 1..horizon after a study on day 0."""

    touchpoints: int
    horizon: int
    min_gap: int = 1
    max_gap: int | None = None
    blackout: frozenset[int] = frozenset()

    @property
    def widest_gap(self) -> int:
        """The greatest gap allowed between two studies."""
        return self.horizon if self.max_gap is None else self.max_gap

    @cached_property
    def days(self) -> Integers:
        """The days that may carry a touchpoint."""
        allowed = [day for day in range(1, self.horizon + 1) if day not in self.blackout]
        return np.array(allowed, dtype=np.int64)

    @cached_property
    def _open(self) -> NDArray[np.bool_]:
        """Whether each day 0..horizon + 1 may carry a touchpoint; neither end may."""
        allowed = np.zeros(self.horizon + 2, dtype=bool)
        allowed[self.days] = True
        return allowed

    def count(self) -> int:
        """How many schedules are allowed."""
        open_days = self._open
        ways = [1] + [0] * self.horizon
        for _ in range(self.touchpoints):
            sums = [0, *np.cumsum(np.array(ways, dtype=object))]
            ways = [
                sums[max(0, d - self.min_gap + 1)] - sums[max(0, d - self.widest_gap)]
                if open_days[d] and d >= self.min_gap else 0
                for d in range(self.horizon + 1)
            ]  # fmt: skip
        return int(sum(ways))

    def contains(self, tables: Integers) -> NDArray[np.bool_]:
        """Which rows of whole-day schedules (n, k + 1), day 0 first, are allowed."""
        gaps = np.diff(tables, axis=1)
        close = (gaps >= self.min_gap) & (gaps <= self.widest_gap)
        close &= self._open[np.clip(tables[:, 1:], 0, self.horizon + 1)]
        kept: NDArray[np.bool_] = np.all(close, axis=1)
        return kept

    def prefixes(self, touchpoints: int) -> Integers:
        """All allowed beginnings of that many touchpoints (n, touchpoints + 1), in order."""
        table = np.zeros((1, 1), dtype=np.int64)
        days = self.days
        for _ in range(touchpoints):
            rows, columns = np.nonzero(self.may_follow(table[:, -1], days))
            table = np.concatenate([table[rows], days[columns, None]], axis=1)
        return table

    def may_follow(self, last: Integers, days: Integers) -> NDArray[np.bool_]:
        """Which days (m,) may come right after each last day (n,), shape (n, m)."""
        gaps = days - last[:, None]
        allowed: NDArray[np.bool_] = (gaps >= self.min_gap) & (gaps <= self.widest_gap)
        return allowed


def feasible_set(
    touchpoints: int,
    horizon: int,
    *,
    min_gap: int = 1,
    max_gap: int | None = None,
    blackout: Blackout = (),
    minutes: float | None = None,
    minutes_each: float = 15.0,
) -> Feasible:
    """Return the allowed schedules, or say why there is none.

    Parameters
    ----------
    touchpoints, horizon : int
        How many touchpoints after day 0, and the last day they may take.
    min_gap, max_gap : int, optional
        Least and greatest days between two studies, the first one on day 0 included.
    blackout : iterable of int or (int, int)
        Days, or first and last day of spans, that may carry no touchpoint.
    minutes : float, optional
        All the learner's minutes for these touchpoints.
    minutes_each : float, optional
        Minutes that one touchpoint takes.

    Raises
    ------
    ValueError
        For a number that makes no sense, all of them at once.
    NoScheduleError
        When no schedule is left, naming the constraints that would reopen the set.
    """
    _refuse_nonsense(touchpoints, horizon, min_gap, max_gap, minutes_each)
    if minutes is not None and touchpoints * minutes_each > minutes:
        raise NoScheduleError(
            f"{touchpoints} touchpoints of {minutes_each:g} minutes take "
            f"{touchpoints * minutes_each:g} minutes; the budget is {minutes:g}"
        )
    wanted = Feasible(touchpoints, horizon, min_gap, max_gap, _blackout_days(blackout))
    if wanted.count() == 0:
        raise NoScheduleError(_why_empty(wanted))
    return wanted


def _refuse_nonsense(
    touchpoints: int, horizon: int, min_gap: int, max_gap: int | None, minutes_each: float
) -> None:
    checks = [
        (whole(touchpoints, 1, 30), f"touchpoints = {touchpoints!r} must be whole, 1 to 30"),
        (whole(horizon, 1, 3650), f"horizon = {horizon!r} must be whole days, 1 to 3650"),
        (whole(min_gap, 1, 3650), f"min_gap = {min_gap!r} must be whole days, 1 to 3650"),
        (max_gap is None or whole(max_gap, 1, 3650),
         f"max_gap = {max_gap!r} must be whole days, 1 to 3650"),
        (minutes_each > 0, f"minutes_each = {minutes_each!r} must be above 0"),
    ]  # fmt: skip
    problems = [message for fine, message in checks if not fine]
    if problems:
        raise ValueError("\n".join(problems))


def whole(value: object, low: int, high: int) -> bool:
    """Whether a value is a whole number within bounds."""
    number = isinstance(value, int | np.integer) and not isinstance(value, bool)
    return number and low <= value <= high  # type: ignore[operator]


def _blackout_days(blackout: Blackout) -> frozenset[int]:
    days: set[int] = set()
    for item in blackout:
        if isinstance(item, int | np.integer):
            days.add(int(item))
            continue
        first, last = (int(day) for day in item)
        if last < first:
            raise ValueError(f"blackout span ({first}, {last}) ends before it begins")
        days.update(range(first, last + 1))
    return frozenset(days)


def _why_empty(wanted: Feasible) -> str:
    """Name each constraint that alone keeps the set empty."""
    k, end = wanted.touchpoints, wanted.horizon
    relaxed = {
        f"min_gap = {wanted.min_gap}": replace(wanted, min_gap=1),
        f"max_gap = {wanted.max_gap}": replace(wanted, max_gap=None),
        f"blackout ({_off(wanted)} of {end} days)": replace(wanted, blackout=frozenset()),
        f"horizon = {end}": replace(wanted, horizon=max(10 * end, k * wanted.min_gap + 1)),
    }
    guilty = [name for name, other in relaxed.items() if other != wanted and other.count()]
    blame = "change one of: " + "; ".join(guilty) if guilty else "several limits exclude each other"
    return f"no schedule of {k} touchpoints fits days 1 to {end}; {blame}"


def _off(wanted: Feasible) -> int:
    return sum(1 <= day <= wanted.horizon for day in wanted.blackout)
