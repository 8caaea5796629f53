"""A cohort on paper: many different learners go through a schedule, remember and forget.

A memory model gives one curve, a cohort is a cloud of them.  Here every learner differs from the
average by a documented spread, every review is answered right or wrong by chance, and what comes
back is what a facilitator would see: the share of right answers at each review, and the range
of recall on later dates.

The schedule is either fixed, the same days for all, or adaptive, where the next day depends on the
answer.  Learners are worked through in blocks of fixed size, each with its own random stream, so
the result depends on the seed alone: not on the number of workers, and not on memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from blendnb.spacing.feasible import whole
from blendnb.spacing.learners import Learners, Spread, new_learners
from blendnb.spacing.models.memory import Floats, MemoryModel, checked_events

BLOCK_LEARNERS = 16_384
"""Learners in one block: part of the result, since each block has its own random stream."""

_BLOCKS_A_TASK = 16
_BINS = 1_000

Progress = Callable[[int, int], None]
"""Called with learners done and learners in all."""


@dataclass(frozen=True)
class Ladder:
    """An adaptive schedule: a right answer climbs to the next gap, a wrong one starts over.

    Parameters
    ----------
    gaps_days : tuple of float
        The gaps; after the last one it repeats.
    reviews : int
        How many reviews after the first study.
    """

    gaps_days: tuple[float, ...] = (1.0, 3.0, 7.0, 15.0, 30.0, 60.0)
    reviews: int = 6

    def __post_init__(self) -> None:
        if not self.gaps_days or min(self.gaps_days) <= 0 or self.reviews < 1:
            raise ValueError("a ladder needs gaps above 0 days and at least one review")


@dataclass(frozen=True)
class DesiredRetention:
    """An adaptive schedule for FSRS-6: the next review is due when recall falls to a level.

    Parameters
    ----------
    retention : float, 0 to 1 (open interval)
        The level.
    reviews : int
        How many reviews after the first study.
    """

    retention: float = 0.9
    reviews: int = 6

    def __post_init__(self) -> None:
        if not 0 < self.retention < 1 or self.reviews < 1:
            raise ValueError(
                f"retention = {self.retention!r} must lie in (0, 1), with at least one review"
            )


Schedule = Sequence[float] | Ladder | DesiredRetention


@dataclass(frozen=True)
class Simulation:
    """What the cohort showed.

    Attributes
    ----------
    learners : int
        How many.
    days : tuple of float
        Mean day of each review (the first study on day 0 is no review).
    expected, success : tuple of float
        At each review: mean probability, and share of right answers drawn.
    at : tuple of float
        The dates asked for.
    recall, low, high : tuple of float
        On each date: mean recall, and the 10 % and 90 % points over learners.
    """

    learners: int
    days: tuple[float, ...]
    expected: tuple[float, ...]
    success: tuple[float, ...]
    at: tuple[float, ...]
    recall: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]


class Totals(NamedTuple):
    """Sums over the learners of one block."""

    days: Floats
    expected: Floats
    success: Floats
    recall: Floats
    histogram: NDArray[np.int64]


class Job(NamedTuple):
    """Everything that decides the outcome, apart from the block."""

    memory_model: MemoryModel
    schedule: Schedule
    at: tuple[float, ...]
    spread: Spread
    learners: int
    seed: int


def simulate(
    memory_model: MemoryModel,
    days: Schedule,
    *,
    learners: int = 10_000,
    seed: int = 0,
    at: Iterable[float] = (),
    spread: Spread | None = None,
    workers: int = 1,
    progress: Progress | None = None,
) -> Simulation:
    """Return what a cohort of different learners shows on a schedule.

    Parameters
    ----------
    memory_model : MemoryModel
        The average learner.
    days : sequence of float, `Ladder` or `DesiredRetention`
        Study days with day 0, ascending; or an adaptive schedule.
    learners : int
        How many; ten million are fine, memory does not grow with them.
    seed : int
        The same seed gives the same numbers, whatever the number of workers.
    at : iterable of float, optional
        Dates on which recall is wanted.
    spread : Spread, optional
        How much learners differ; ``Spread(0, 0, 0)`` for a cohort of equals.
    workers : int, optional
        Processes to use; 1 works in this one.
    progress : callable, optional
        Called with learners done and learners in all.

    Returns
    -------
    Simulation

    Raises
    ------
    ValueError
        For days that do not ascend, numbers out of range, or a desired retention for a model
        without stability.
    """
    job = _checked(memory_model, days, tuple(at), spread, learners, seed)
    blocks = -(-learners // BLOCK_LEARNERS)
    tasks = [range(i, min(i + _BLOCKS_A_TASK, blocks)) for i in range(0, blocks, _BLOCKS_A_TASK)]
    totals: list[Totals] = []
    for done in _worked(job, tasks, workers):
        totals.extend(done)
        if progress is not None:
            progress(min(len(totals) * BLOCK_LEARNERS, learners), learners)
    return _result(job, totals)


def _checked(
    memory_model: MemoryModel,
    days: Schedule,
    at: tuple[float, ...],
    spread: Spread | None,
    *counts: int,
) -> Job:
    """The job, or what is wrong with it."""
    learners, seed = counts
    if not whole(learners, 1, 10**12) or not whole(seed, 0, 2**63):
        raise ValueError(
            f"learners = {learners!r} must be whole, at least 1, and seed = {seed!r} 0 or more"
        )
    if not isinstance(days, Ladder | DesiredRetention):
        table, _, _ = checked_events(days, at, None)
        if table.shape[0] != 1 or not table.size:
            raise ValueError("days must be one schedule with at least the first study")
        days = tuple(float(day) for day in table[0])
    return Job(memory_model, days, at, spread or Spread(), learners, seed)


def _worked(job: Job, tasks: list[range], workers: int) -> Iterable[list[Totals]]:
    """The blocks of each task in order, worked here or in processes."""
    if workers <= 1 or len(tasks) <= 1:
        yield from (simulate_blocks(job, task) for task in tasks)
        return
    with ProcessPoolExecutor(min(workers, len(tasks))) as pool:
        yield from pool.map(simulate_blocks, [job] * len(tasks), tasks)


def simulate_blocks(job: Job, blocks: range) -> list[Totals]:
    """Work through some blocks: the piece of work of one task."""
    return [_block(job, index) for index in blocks]


def _block(job: Job, index: int) -> Totals:
    """One block of learners, on its own random stream."""
    count = min(BLOCK_LEARNERS, job.learners - index * BLOCK_LEARNERS)
    # The child of index i that SeedSequence.spawn would give, made without the others.
    stream = np.random.SeedSequence(job.seed, spawn_key=(index,))
    rng = np.random.Generator(np.random.SFC64(stream))
    learners = new_learners(job.memory_model, count, job.spread, rng)
    return _Run(job, learners, rng).totals()


class _Run:
    """One block of learners on its way through the schedule."""

    def __init__(self, job: Job, learners: Learners, rng: np.random.Generator) -> None:
        self.job, self.learners, self.rng = job, learners, rng
        self.steps = np.zeros(learners.count, dtype=np.int64)
        reviews = _reviews(job.schedule)
        self.sums = np.zeros((3, reviews))
        self.recall = np.zeros(len(job.at))
        self.histogram = np.zeros((len(job.at), _BINS), dtype=np.int64)

    def totals(self) -> Totals:
        """Study on day 0, then review after review, then to the last date."""
        first = 0.0 if not isinstance(self.job.schedule, tuple) else self.job.schedule[0]
        self.learners.start(first)
        last: Floats | float = first
        right: NDArray[np.bool_] | None = None
        for review in range(self.sums.shape[1]):
            day = self._next_day(review, last, right)
            self._note_dates(last, day)
            chance = self.learners.recall(day)
            right = self.rng.random(self.learners.count) < chance
            mean_day = float(np.mean(day))
            self.sums[:, review] = mean_day * len(right), chance.sum(), np.count_nonzero(right)
            self.learners.study(day, right, chance)
            last = day
        self._note_dates(last, np.inf)
        days, expected, success = self.sums
        return Totals(days, expected, success, self.recall, self.histogram)

    def _next_day(
        self, review: int, last: Floats | float, right: NDArray[np.bool_] | None
    ) -> Floats | float:
        """The day of the next review, one number or one for each learner."""
        schedule = self.job.schedule
        if isinstance(schedule, Ladder):
            gaps = np.array(schedule.gaps_days)
            if right is not None:
                self.steps = np.where(right, np.minimum(self.steps + 1, len(gaps) - 1), 0)
            return last + gaps[self.steps]
        if isinstance(schedule, DesiredRetention):
            return last + self.learners.interval_days(schedule.retention)
        return schedule[review + 1]

    def _note_dates(self, last: Floats | float, following: Floats | float) -> None:
        """Recall on the dates after the last study and up to the following one."""
        for i, date in enumerate(self.job.at):
            now = np.broadcast_to((last < date) & (date <= following), self.learners.count)
            if now.any():
                recall = self.learners.recall(date)[now]
                self.recall[i] += recall.sum()
                bins = np.minimum((recall * _BINS).astype(np.int64), _BINS - 1)
                self.histogram[i] += np.bincount(bins, minlength=_BINS)


def _reviews(schedule: Schedule) -> int:
    if isinstance(schedule, Ladder | DesiredRetention):
        return schedule.reviews
    return len(schedule) - 1


def _result(job: Job, totals: list[Totals]) -> Simulation:
    """Add the blocks up, in order."""
    days, expected, success, recall, histogram = (
        sum(part[1:], start=part[0]) for part in zip(*totals, strict=True)
    )
    return Simulation(
        learners=job.learners,
        days=_shares(days, job.learners),
        expected=_shares(expected, job.learners),
        success=_shares(success, job.learners),
        at=job.at,
        recall=_shares(recall, job.learners),
        low=tuple(_quantile(row, 0.1) for row in histogram),
        high=tuple(_quantile(row, 0.9) for row in histogram),
    )


def _shares(total: Floats, learners: int) -> tuple[float, ...]:
    return tuple(float(x) for x in total / learners)


def _quantile(counts: NDArray[np.int64], share: float) -> float:
    """A point of the distribution from its histogram, to half a bin; 0 before any study."""
    if not counts.sum():
        return 0.0
    return (int(np.searchsorted(np.cumsum(counts), share * counts.sum())) + 0.5) / _BINS
