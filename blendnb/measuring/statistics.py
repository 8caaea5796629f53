"""Intervals for small groups: what a pilot of twenty people can say, and what it cannot.

A share is given its Wilson interval, which stays inside 0 and 1 and keeps its promise for small
groups; a mean its interval by Student's t; a median the interval between two order statistics. All
are at 95 %. Whatever is about fewer than five people is hidden before it leaves this module.

Sources: Wilson 1927, J. Am. Stat. Assoc. 22, 209; Welch 1947, Biometrika 34, 28; Hanley &
Lippman-Hand 1983, JAMA 249, 1743 (what no one in a group meets). Collapsing each unit to one value
before and one after: Bertrand, Duflo & Mullainathan 2004, Q. J. Econ. 119, 249.
"""

from collections.abc import Sequence
from math import sqrt
from typing import TYPE_CHECKING

from blendnb.domain.results import HIDDEN, SMALLEST_GROUP, Estimate

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

CONFIDENCE = 0.95
_TAIL = (1 - CONFIDENCE) / 2


def share(count: int, of: int) -> Estimate:
    """Return a share of people with its Wilson interval; hidden for fewer than five.

    Examples
    --------
    >>> found = share(18, 24)
    >>> round(found.low, 3), round(found.high, 3)
    (0.551, 0.88)
    """
    if of < SMALLEST_GROUP:
        return HIDDEN
    from scipy.special import ndtri

    z2, found = float(ndtri(1 - _TAIL)) ** 2, count / of
    middle = (found + z2 / (2 * of)) / (1 + z2 / of)
    reach = sqrt(z2 * (found * (1 - found) + z2 / (4 * of)) / of) / (1 + z2 / of)
    return Estimate(
        found, max(min(middle - reach, found), 0.0), min(max(middle + reach, found), 1.0), of
    )


def mean(values: "Sequence[float] | Floats", *, hide: bool = True) -> Estimate:
    """Return a mean with its interval by Student's t.

    Parameters
    ----------
    values
        One for each person or unit.
    hide
        Whether fewer than five are hidden; not for teams or days, which are nobody.
    """
    from statistics import fmean, stdev

    found = [float(value) for value in values]
    if len(found) < (SMALLEST_GROUP if hide else 2):
        return HIDDEN
    return _student(fmean(found), stdev(found) / sqrt(len(found)), len(found) - 1, len(found))


def mean_of(people: int, center: float, deviation: float) -> Estimate:
    """Return a mean of so many people with its interval, from their mean and standard deviation."""
    if people < SMALLEST_GROUP:
        return HIDDEN
    return _student(center, deviation / sqrt(people), people - 1, people)


def share_of_parts(people: int, total: float, squares: float) -> Estimate:
    """Return the mean of shares that people have each, from their sum and the sum of squares.

    Nobody has less than nothing or more than all, so the interval stays inside 0 and 1.
    """
    if people < SMALLEST_GROUP:
        return HIDDEN
    center = total / people
    spread = sqrt(max(squares - people * center**2, 0.0) / (people - 1))
    found = mean_of(people, center, spread)
    return Estimate(center, max(found.low or 0.0, 0.0), min(found.high or 0.0, 1.0), people)


def coarse(found: Estimate) -> Estimate:
    """Return a share in whole per cent."""
    if found.value is None or found.low is None or found.high is None:
        return found
    low, high = (round(min(max(end, 0.0), 1.0), 2) for end in (found.low, found.high))
    return Estimate(round(found.value, 2), low, high, found.people)


def difference(
    first: "Sequence[float] | Floats", second: "Sequence[float] | Floats", *, hide: bool = True
) -> Estimate:
    """Return the second mean less the first, of different people, with Welch's interval."""
    from statistics import fmean, variance

    least = SMALLEST_GROUP if hide else 2
    sizes = len(first), len(second)
    if min(sizes) < least:
        return HIDDEN
    parts = [variance(map(float, v)) / len(v) for v in (first, second)]
    apart = fmean(map(float, second)) - fmean(map(float, first))
    if not sum(parts):
        return Estimate(apart, apart, apart, sum(sizes))
    pooled = sum(p**2 / (n - 1) for p, n in zip(parts, sizes, strict=True))
    return _student(apart, sqrt(sum(parts)), sum(parts) ** 2 / pooled, sum(sizes))


def _student(center: float, error: float, freedom: float, people: int) -> Estimate:
    from scipy.special import stdtrit

    reach = float(stdtrit(freedom, 1 - _TAIL)) * error
    return Estimate(center, center - reach, center + reach, people)


def slope(x: Sequence[float], y: Sequence[float]) -> Estimate:
    """Return how much y rises when x rises by one, with its interval; hidden for under four."""
    if len(x) < 4 or len(set(x)) < 2:  # noqa: PLR2004 -- a line through three points says nothing
        return HIDDEN
    from statistics import fmean, linear_regression

    line = linear_regression(x, y)
    middle, freedom = fmean(x), len(x) - 2
    left = sum((b - line.intercept - line.slope * a) ** 2 for a, b in zip(x, y, strict=True))
    error = sqrt(left / freedom / sum((a - middle) ** 2 for a in x))
    return _student(line.slope, error, freedom, len(x))


def median(values: Sequence[float], counts: Sequence[int]) -> Estimate:
    """Return a median with the interval between two order statistics.

    Parameters
    ----------
    values
        Different values, ascending.
    counts
        How many people have each.
    """
    import numpy as np
    from scipy.special import bdtrik

    people = int(sum(counts))
    if people < SMALLEST_GROUP:
        return HIDDEN
    ends = np.cumsum(counts)

    def ranked(rank: int) -> float:
        return float(values[int(np.searchsorted(ends, rank))])

    low = max(int(np.ceil(bdtrik(_TAIL, people, 0.5))), 0)
    middle = (ranked((people + 1) // 2) + ranked(people // 2 + 1)) / 2
    return Estimate(middle, ranked(max(low, 1)), ranked(min(people - low + 1, people)), people)


def smallest_change(people: int, power: float = 0.8) -> float:
    """Return the smallest change, before to after, that so many people would show.

    In standard deviations of the change, for a paired t test at 5 %, two-sided.

    Examples
    --------
    >>> round(smallest_change(34), 2)
    0.5
    """
    from scipy.optimize import brentq
    from scipy.special import nctdtr, stdtrit

    freedom = people - 1
    critical = float(stdtrit(freedom, 1 - _TAIL))

    def lacking(change: float) -> float:
        shifted = change * sqrt(people)
        missed = nctdtr(freedom, shifted, critical) - nctdtr(freedom, shifted, -critical)
        return 1 - float(missed) - power

    return float(brentq(lacking, 1e-6, 7 / sqrt(people)))


def unseen(people: int) -> float:
    """Return the largest share that may meet a difficulty which none of so many people met.

    Examples
    --------
    >>> round(unseen(20), 3)
    0.139
    """
    return float(1 - (1 - CONFIDENCE) ** (1 / people))
