"""Which schedules there are: rules of thumb, used without a model, and all that are allowed.

A rule of thumb gives the touchpoints after a first study on day 0, as whole days.  They are what a
searched schedule is measured against; often the best of them is nearly as good.

A search over schedules that nobody could keep is worthless, and an empty search must say why it
is empty.  `Feasible` is the set of allowed schedules as a value, by horizon, gaps, days off and the
learners' minutes: it counts them, lists them, tests one, and explains itself when there is none.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from blendnb.language import say
from blendnb.spacing.models.memory import Integers

_LADDER = (1, 3, 7, 15, 30, 60)
_WEEK, _YEAR = 7.0, 365.0

Days = tuple[int, ...]


def massed(touchpoints: int) -> Days:
    """Day after day from day 1: everything at once."""
    return tuple(range(1, touchpoints + 1))


def weekly(touchpoints: int) -> Days:
    """Once a week."""
    return tuple(7 * i for i in range(1, touchpoints + 1))


def every_two_weeks(touchpoints: int) -> Days:
    """Once a fortnight."""
    return tuple(14 * i for i in range(1, touchpoints + 1))


def ladder(touchpoints: int) -> Days:
    """The 1-3-7-15-30-60 ladder, doubled beyond its end."""
    days = list(_LADDER)
    while len(days) < touchpoints:
        days.append(2 * days[-1])
    return tuple(days[:touchpoints])


def equal(touchpoints: int, horizon: int) -> Days:
    """Equal gaps that divide the horizon.

    Examples
    --------
    >>> equal(3, 90)
    (22, 45, 68)
    """
    return _distinct(horizon * i / (touchpoints + 1) for i in range(1, touchpoints + 1))


def expanding(touchpoints: int, horizon: int, ratio: float = 2.0) -> Days:
    """Gaps that grow by a ratio, the last one ending at the horizon.

    Raises
    ------
    ValueError
        For a ratio of 1 or less.

    Examples
    --------
    >>> expanding(3, 90)
    (6, 18, 42)
    """
    if ratio <= 1:
        raise ValueError(f"ratio = {ratio!r} must be above 1 for gaps to grow")
    unit = horizon / (ratio ** (touchpoints + 1) - 1)
    return _distinct(unit * (ratio**i - 1) for i in range(1, touchpoints + 1))


def gap_band_days(
    delay_days: float,
    week_share: tuple[float, float] = (0.20, 0.40),
    year_share: tuple[float, float] = (0.05, 0.10),
) -> tuple[float, float]:
    """Return the least and greatest first gap that suits a delay, by the observed shares.

    Parameters
    ----------
    delay_days : float
        How long the knowledge must last after the second study.
    week_share, year_share : (float, float)
        Gap as a share of the delay, for a delay of one week and of one year; in between they are
        interpolated on the log of the delay, and outside they stay.

    Raises
    ------
    ValueError
        For a delay of 0 or less.

    Notes
    -----
    Shares: Cepeda et al. 2008 (trivia facts).  A gap too short costs much, one too long little.

    Examples
    --------
    >>> tuple(round(days, 1) for days in gap_band_days(7))
    (1.4, 2.8)
    """
    if delay_days <= 0:
        raise ValueError(f"delay_days = {delay_days!r} must be above 0")
    way = math.log(delay_days / _WEEK) / math.log(_YEAR / _WEEK)
    way = min(1.0, max(0.0, way))
    low, high = (
        (week + way * (year - week)) * delay_days
        for week, year in zip(week_share, year_share, strict=True)
    )
    return low, high


def _distinct(days: Iterable[float]) -> Days:
    """Whole days, each at least one after the one before."""
    out: list[int] = []
    for day in days:
        out.append(max(round(day), out[-1] + 1 if out else 1))
    return tuple(out)


RULES_OF_THUMB: Final[dict[str, Callable[[int, int], Days]]] = {
    "equal": equal,
    "expanding": expanding,
    "ladder": lambda touchpoints, _: ladder(touchpoints),
    "weekly": lambda touchpoints, _: weekly(touchpoints),
    "every_two_weeks": lambda touchpoints, _: every_two_weeks(touchpoints),
    "massed": lambda touchpoints, _: massed(touchpoints),
}
"""Every rule of thumb by id: touchpoints and horizon in, days out."""


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
        taken = touchpoints * minutes_each
        raise NoScheduleError(
            say("no_schedule.budget", touchpoints=touchpoints, each=minutes_each, minutes=taken,
                budget=minutes)
        )  # fmt: skip
    wanted = Feasible(touchpoints, horizon, min_gap, max_gap, _blackout_days(blackout))
    if wanted.count() == 0:
        raise NoScheduleError(_why_empty(wanted))
    return wanted


def _refuse_nonsense(
    touchpoints: int, horizon: int, min_gap: int, max_gap: int | None, minutes_each: float
) -> None:
    days = {"horizon": horizon, "min_gap": min_gap, "max_gap": 1 if max_gap is None else max_gap}
    checks = [
        (whole(touchpoints, 1, 30), "touchpoints", "touchpoints", touchpoints),
        *((whole(value, 1, 3650), "whole_days", name, value) for name, value in days.items()),
        (minutes_each > 0, "above_zero", "minutes_each", minutes_each),
    ]
    problems = [
        say(f"spacing_argument.{rule}", name=name, value=repr(value))
        for fine, rule, name, value in checks
        if not fine
    ]
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
            raise ValueError(say("spacing_argument.blackout", first=str(first), last=str(last)))
        days.update(range(first, last + 1))
    return frozenset(days)


def _why_empty(wanted: Feasible) -> str:
    """Name each constraint that alone keeps the set empty."""
    k, end = wanted.touchpoints, wanted.horizon
    relaxed = {
        f"min_gap = {wanted.min_gap}": replace(wanted, min_gap=1),
        f"max_gap = {wanted.max_gap}": replace(wanted, max_gap=None),
        say("no_schedule.blackout", closed=_off(wanted), days=end):
            replace(wanted, blackout=frozenset()),
        f"horizon = {end}": replace(wanted, horizon=max(10 * end, k * wanted.min_gap + 1)),
    }  # fmt: skip
    guilty = [name for name, other in relaxed.items() if other != wanted and other.count()]
    key = "change" if guilty else "excluded"
    limits = "; ".join(guilty)
    return say(f"no_schedule.{key}", touchpoints=k, last=end, limits=limits)


def _off(wanted: Feasible) -> int:
    return sum(1 <= day <= wanted.horizon for day in wanted.blackout)
