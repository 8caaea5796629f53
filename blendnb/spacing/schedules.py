"""Rules of thumb: the schedules that people use without a model.

Each gives the touchpoints after a first study on day 0, as whole days.  They are what a searched
schedule is measured against; often the best of them is nearly as good.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import Final

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


def explicit(days: Iterable[int]) -> Days:
    """Days given by hand, after day 0.

    Raises
    ------
    ValueError
        Unless they are whole days from 1 that ascend.
    """
    given = tuple(days)
    if any(day != int(day) or day < 1 for day in given) or list(given) != sorted(set(given)):
        raise ValueError(f"touchpoint days must be whole, from 1, and ascend; found {given}")
    return tuple(int(day) for day in given)


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
