"""Where the next encounter with a topic helps most: the quick rule behind a composed plan.

A plan already meets a topic on some days.  To strengthen it, one more encounter is added where it
raises the mean recall over the window most, then the next one given the first, and so on.  Greedy
placement on one memory model is not the best plan that exists; it is close to it, takes
milliseconds and always gives the same answer.  The exact search over several models is
`blendnb.spacing.best`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from blendnb.spacing.models.memory import Floats, Integers, MemoryModel
from blendnb.spacing.models.sac import SAC

_COMPARED_DAYS = 366
"""A longer window is looked at in steps of several days first."""
_TIE = 1e-9
"""Gains closer than this count as equal, so that no machine's last digit moves a plan."""


def greedy_days(
    study_days: Sequence[int],
    horizon: int,
    count: int,
    allowed_days: Iterable[int],
    *,
    weights: Sequence[float] | None = None,
    new_weight: float = 1.0,
    min_gap_days: int = 1,
    memory_model: MemoryModel | None = None,
) -> tuple[int, ...]:
    """Return the days on which up to `count` more encounters with a topic help most.

    Parameters
    ----------
    study_days : sequence of int
        Days on which the topic is met already, ascending; days before launch are negative.
    horizon : int
        Last day of the window.  Mean recall is taken from the day after the first study to here.
    count : int
        How many encounters to add.
    allowed_days : iterable of int
        Days that may be used.  Days up to the first study and after the horizon are ignored.
    weights : sequence of float, optional
        Weights of the existing studies, above 0 up to 1.  Default: 1 for each.
    new_weight : float, optional
        Weight of an added encounter; 1 for a retrieval, .5 for seeing it again.
    min_gap_days : int, optional
        Least distance from any other study of the topic.
    memory_model : MemoryModel, optional
        Default: SAC.

    Returns
    -------
    tuple of int
        The added days, ascending; fewer than `count` when no allowed day is left.  Of days that
        help equally the earliest is taken.

    Raises
    ------
    ValueError
        When there is no first study, days do not ascend, or weights do not fit.

    Examples
    --------
    >>> greedy_days([0], horizon=90, count=3, allowed_days=range(1, 91))
    (11, 20, 38)
    """
    days, shares = _existing(study_days, weights, new_weight)
    model = SAC() if memory_model is None else memory_model
    start = int(days[0])
    days, until = days - start, horizon - start
    free = np.unique(np.array([day - start for day in allowed_days], dtype=np.int64))
    free = free[(free > 0) & (free <= until)]
    added: list[int] = []
    for _ in range(count):
        free = free[_distance(free, days) >= max(1, min_gap_days)]
        if not free.size:
            break
        near = _near_the_best(model, (days, shares), free, until, new_weight)
        tables, table_shares = _with(days, shares, near, new_weight)
        row = _first_best(model.window_sums(tables, until, table_shares) / until)
        days, shares = tables[row], table_shares[row]
        added.append(int(near[row]) + start)
    return tuple(sorted(added))


def _near_the_best(
    model: MemoryModel, met: tuple[Integers, Floats], free: Integers, until: int, weight: float
) -> Integers:
    """The days worth comparing one by one: all of a year, else those around the best of some.

    Every day judged on every day would grow with the square of the window.
    """
    step = -(-max(free.size, until) // _COMPARED_DAYS)
    if step == 1:
        return free
    tables, table_shares = _with(*met, free[::step], weight)
    best = step * _first_best(model.sampled_sums(tables, until, step, table_shares) * step / until)
    return free[max(0, best - step + 1) : best + step]


def _first_best(means: Floats) -> int:
    return int(np.argmax(means >= means.max() - _TIE))


def _existing(
    study_days: Sequence[int], weights: Sequence[float] | None, new_weight: float
) -> tuple[Integers, Floats]:
    """The topic's studies as arrays, or a sentence on what is wrong."""
    days = np.asarray(study_days, dtype=np.int64)
    shares = np.ones(days.shape) if weights is None else np.asarray(weights, dtype=float)
    if not days.size:
        raise ValueError("study_days is empty: a topic must be met once before it can return")
    if (np.diff(days) <= 0).any():
        raise ValueError(f"study_days must ascend without repeats, not {list(study_days)}")
    if shares.shape != days.shape:
        raise ValueError(f"weights has {shares.size} values for {days.size} study days")
    if not ((shares > 0) & (shares <= 1)).all() or not 0 < new_weight <= 1:
        raise ValueError("study weights lie above 0 and up to 1")
    return days, shares


def _distance(free: Integers, days: Integers) -> Integers:
    """Days from each free day to the nearest study."""
    nearest: Integers = np.abs(free[:, None] - days).min(axis=1)
    return nearest


def _with(
    days: Integers, shares: Floats, added: Integers, weight: float
) -> tuple[Integers, Floats]:
    """One schedule for each added day, sorted, with its weights."""
    rows = len(added)
    table = np.concatenate([np.broadcast_to(days, (rows, len(days))), added[:, None]], axis=1)
    table_shares = np.concatenate(
        [np.broadcast_to(shares, (rows, len(shares))), np.full((rows, 1), weight)], axis=1
    )
    order = np.argsort(table, axis=1, kind="stable")
    return np.take_along_axis(table, order, 1), np.take_along_axis(table_shares, order, 1)
