"""Intervals for small groups: what a pilot of twenty people can say, and what it cannot.

A share is given its Wilson interval, which stays inside 0 and 1 and keeps its promise for small
groups; a mean its interval by Student's t; a median the interval between two order statistics. All
are at 95 %. Whatever is about fewer than five people is hidden before it leaves this module.

Sources: Wilson 1927, J. Am. Stat. Assoc. 22, 209; Welch 1947, Biometrika 34, 28; Hanley &
Lippman-Hand 1983, JAMA 249, 1743 (what no one in a group meets). Collapsing each unit to one value
before and one after: Bertrand, Duflo & Mullainathan 2004, Q. J. Econ. 119, 249.
"""

from collections.abc import Sequence
from math import floor, sqrt
from typing import TYPE_CHECKING

from blendnb.domain.pilot_results import HIDDEN, SMALLEST_GROUP, Estimate, PilotResults, PilotSize
from blendnb.domain.plan import Plan
from blendnb.language import number, percent, say
from blendnb.measuring.measure_templates import threshold

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
    >>> result = share(18, 24)
    >>> round(result.low, 3), round(result.high, 3)
    (0.551, 0.88)
    """
    if of < SMALLEST_GROUP:
        return HIDDEN
    from scipy.special import ndtri

    z2, rate = float(ndtri(1 - _TAIL)) ** 2, count / of
    middle = (rate + z2 / (2 * of)) / (1 + z2 / of)
    reach = sqrt(z2 * (rate * (1 - rate) + z2 / (4 * of)) / of) / (1 + z2 / of)
    low, high = min(middle - reach, rate), max(middle + reach, rate)
    return Estimate(rate, max(low, 0.0), min(high, 1.0), of)


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

    numbers = [float(value) for value in values]
    if len(numbers) < (SMALLEST_GROUP if hide else 2):
        return HIDDEN
    error, freedom = stdev(numbers) / sqrt(len(numbers)), len(numbers) - 1
    return _student(fmean(numbers), error, freedom, len(numbers), units=not hide)


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
    estimate = mean_of(people, center, spread)
    return Estimate(center, max(estimate.low or 0.0, 0.0), min(estimate.high or 0.0, 1.0), people)


def coarse(estimate: Estimate) -> Estimate:
    """Return a share in whole per cent."""
    if estimate.value is None or estimate.low is None or estimate.high is None:
        return estimate
    low, high = (round(min(max(end, 0.0), 1.0), 2) for end in (estimate.low, estimate.high))
    return Estimate(round(estimate.value, 2), low, high, estimate.people)


def difference(
    first: "Sequence[float] | Floats", second: "Sequence[float] | Floats", *, hide: bool = True
) -> Estimate:
    """Return the second mean less the first, of different people, with Welch's interval."""
    from statistics import fmean

    least = SMALLEST_GROUP if hide else 2
    sizes = len(first), len(second)
    if min(sizes) < least:
        return HIDDEN
    apart = fmean(map(float, second)) - fmean(map(float, first))
    if not any(map(_varies, (first, second))):
        return Estimate(apart, apart, apart, sum(sizes), units=not hide)
    from statsmodels.stats.weightstats import CompareMeans, DescrStatsW

    pair = CompareMeans(DescrStatsW(list(second)), DescrStatsW(list(first)))
    low, high = pair.tconfint_diff(1 - CONFIDENCE, usevar="unequal")
    return Estimate(apart, float(low), float(high), sum(sizes), units=not hide)


def _varies(values: "Sequence[float] | Floats") -> bool:
    return any(value != values[0] for value in values)


def _student(
    center: float, error: float, freedom: float, people: int, *, units: bool = False
) -> Estimate:
    from scipy.special import stdtrit

    reach = float(stdtrit(freedom, 1 - _TAIL)) * error
    return Estimate(center, center - reach, center + reach, people, units=units)


def slope(x: Sequence[float], y: Sequence[float]) -> Estimate:
    """Return how much y rises when x rises by one, with its interval; hidden for under four."""
    if len(x) < 4 or len(set(x)) < 2:  # noqa: PLR2004 -- a line through three points says nothing
        return HIDDEN
    from scipy.stats import linregress

    line = linregress(x, y)
    return _student(float(line.slope), float(line.stderr), len(x) - 2, len(x), units=True)


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


def unseen_share(people: int) -> float:
    """Return the largest share that may meet a difficulty which none of so many people met.

    Examples
    --------
    >>> round(unseen_share(20), 3)
    0.139
    """
    return float(1 - (1 - CONFIDENCE) ** (1 / people))


# ---------------------------------------------------------------------- the size of a pilot

_COMPLETION = 0.8


def pilot_size(size: int) -> PilotSize:
    """Return what a group of so many people can show and cannot.

    Parameters
    ----------
    size
        People in the group; at least five, as smaller groups are never shown.

    Raises
    ------
    ValueError
        If the group is smaller than that.

    Notes
    -----
    The interval of a share is Wilson's (1927); the smallest change is that of a paired t test at
    5 %, two-sided, with 80 % power; what goes unseen is the exact form of the rule of three
    (Hanley & Lippman-Hand 1983).

    Examples
    --------
    >>> size = pilot_size(20)
    >>> size.answering, round(size.smallest_change, 2), round(size.unseen, 2)
    (15, 0.78, 0.14)
    """
    if size < SMALLEST_GROUP:
        raise ValueError(say("pilot.size.too_few", size=size, least=SMALLEST_GROUP))
    answering = max(floor(size * threshold("answering")), 3)
    completion = share(round(size * _COMPLETION), size)
    change, unseen = smallest_change(answering), unseen_share(size)
    text = _sentences(size, answering, completion, change, unseen)
    return PilotSize(size, answering, completion, change, unseen, text)


def _sentences(
    size: int, answering: int, completion: Estimate, change: float, unseen: float
) -> tuple[str, ...]:
    low, high = (number(100 * (end or 0.0), 0) for end in (completion.low, completion.high))
    return (
        say(
            "pilot.size.finishing",
            finished=round(size * _COMPLETION), size=size, low=low, high=high,
        ),
        say(
            "pilot.size.changing",
            answering=answering, change=number(change, 2), words=size_of_change(change),
        ),
        say("pilot.size.tripping", size=size, unseen=percent(unseen)),
        say("pilot.size.proof"),
    )  # fmt: skip


def size_of_change(change: float) -> str:
    """Return a change in standard deviations in words.

    Cohen 1988, Statistical Power Analysis, 2nd ed., p. 25: 0.2 is small, 0.5 medium, 0.8 large.
    """
    sizes = ((0.35, "small"), (0.65, "medium"), (1.0, "large"))
    size = next((name for most, name in sizes if change <= most), "very_large")
    return say(f"pilot.size.{size}")


def pilot_of(plan: Plan, results: PilotResults | None = None) -> PilotSize | None:
    """Return what a pilot can show: of those who were in it, else of those the plan foresees.

    None where neither is known, or where they are too few.
    """
    taking = results.taking if results is not None else None
    size = taking.expected if taking is not None else plan.pilot.size if plan.pilot else 0
    return pilot_size(size) if size >= SMALLEST_GROUP else None
