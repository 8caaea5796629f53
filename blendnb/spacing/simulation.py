"""A cohort on paper: many different learners go through a schedule, remember and forget.

A memory model gives one curve, a cohort is a cloud of them.  Here every learner differs from the
average by a documented spread, every review is answered right or wrong by chance, and what comes
back is what a facilitator would see: the share of right answers at each review, and the range
of recall on later dates.

How much people differ is an assumption, stated in `Spread` and open to change.  A learner of an
outcome-blind model (SAC, PPE, Pavlik & Anderson, the power curve) is a shift of the log odds of
recall, around a centre that leaves the cohort's mean where the model's curve is: without it people
who differ would know one to two points less than the average learner.  A learner of FSRS-6 has a
first stability and difficulty of their own, and every answer moves them.

The schedule is either fixed, the same days for all, or adaptive, where the next day depends on the
answer.  Learners are worked through in blocks of fixed size, each with its own random stream, so
the result depends on the seed alone: not on the number of workers, and not on memory.

A sweep simulates and reads off many schedules under many memory models at once, as one tidy table.
The pieces are independent, so they run one after the other, in a process pool, or on a Dask
cluster, with the same result.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import numpy as np
from numpy.polynomial.hermite_e import hermegauss
from numpy.typing import NDArray

from blendnb.spacing import models
from blendnb.spacing.models import ALL, fsrs_equations
from blendnb.spacing.models.fsrs6 import FSRS6
from blendnb.spacing.models.memory import Floats, MemoryModel, checked_events
from blendnb.spacing.models.traces import sigmoid
from blendnb.spacing.schedules import whole

if TYPE_CHECKING:
    import pandas as pd


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


class SimulationJob(NamedTuple):
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
) -> SimulationJob:
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
    return SimulationJob(memory_model, days, at, spread or Spread(), learners, seed)


def _worked(job: SimulationJob, tasks: list[range], workers: int) -> Iterable[list[Totals]]:
    """The blocks of each task in order, worked here or in processes."""
    if workers <= 1 or len(tasks) <= 1:
        yield from (simulate_blocks(job, task) for task in tasks)
        return
    with ProcessPoolExecutor(min(workers, len(tasks))) as pool:
        yield from pool.map(simulate_blocks, [job] * len(tasks), tasks)


def simulate_blocks(job: SimulationJob, blocks: range) -> list[Totals]:
    """Work through some blocks: the piece of work of one task."""
    return [_block(job, index) for index in blocks]


def _block(job: SimulationJob, index: int) -> Totals:
    """One block of learners, on its own random stream."""
    count = min(BLOCK_LEARNERS, job.learners - index * BLOCK_LEARNERS)
    # The child of index i that SeedSequence.spawn would give, made without the others.
    stream = np.random.SeedSequence(job.seed, spawn_key=(index,))
    rng = np.random.Generator(np.random.SFC64(stream))
    learners = new_learners(job.memory_model, count, job.spread, rng)
    return _Run(job, learners, rng).totals()


class _Run:
    """One block of learners on its way through the schedule."""

    def __init__(self, job: SimulationJob, learners: Learners, rng: np.random.Generator) -> None:
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


def _result(job: SimulationJob, totals: list[Totals]) -> Simulation:
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


# ------------------------------------------------------------------------ learners who differ

_ALMOST = 1e-12


@dataclass(frozen=True)
class Spread:
    """How much learners differ (assumed, not estimated).

    Parameters
    ----------
    log_odds : float
        Standard deviation of a learner's log odds of recall around their centre; outcome-blind
        models.
    log_stability : float
        Standard deviation of the log of the first stability; FSRS-6.
    difficulty : float
        Standard deviation of the first difficulty, on its scale of 1 to 10; FSRS-6.

    Raises
    ------
    ValueError
        For a negative number.
    """

    log_odds: float = 0.7
    log_stability: float = 0.5
    difficulty: float = 1.0

    def __post_init__(self) -> None:
        for name in ("log_odds", "log_stability", "difficulty"):
            value = getattr(self, name)
            if not 0 <= value < np.inf:
                raise ValueError(f"{name} = {value!r} is outside its bounds [0, inf)")


class Learners(Protocol):
    """A block of learners between studies."""

    count: int

    def start(self, day: float) -> None:
        """Study for the first time."""

    def recall(self, day: Floats | float) -> Floats:
        """Probability of recall of each learner on a day after the latest study."""

    def study(self, day: Floats | float, right: NDArray[np.bool_], chance: Floats) -> None:
        """Study again, having answered right or wrong at that chance."""

    def interval_days(self, retention: float) -> Floats:
        """Days until recall falls to a level."""


def new_learners(
    memory_model: MemoryModel, count: int, spread: Spread, rng: np.random.Generator
) -> Learners:
    """Draw a block of learners around the average one."""
    if isinstance(memory_model, FSRS6):
        return GradedLearners(memory_model, count, spread, rng)
    return BlindLearners(memory_model, count, spread, rng)


_LOG_ODDS = np.linspace(-30.0, 30.0, 2_401)
_NODES = 40


@cache
def _centres(spread: float) -> Floats:
    """Log odds around which learners differ so that their mean has the log odds `_LOG_ODDS`."""
    nodes, shares = hermegauss(_NODES)
    shares /= shares.sum()
    mean = sigmoid(_LOG_ODDS[:, None] + spread * nodes) @ shares
    reached = np.log(mean) - np.log(sigmoid(-_LOG_ODDS[:, None] - spread * nodes) @ shares)
    out: Floats = np.interp(_LOG_ODDS, reached, _LOG_ODDS)
    return out


class BlindLearners:
    """Learners of a model that never looks at answers: one curve, shifted for each of them."""

    def __init__(
        self, memory_model: MemoryModel, count: int, spread: Spread, rng: np.random.Generator
    ) -> None:
        self.memory_model, self.count = memory_model, count
        self.shift = spread.log_odds * rng.standard_normal(count)
        self.centres = _centres(spread.log_odds)
        self.studied: list[Floats | float] = []

    def start(self, day: float) -> None:
        """Study for the first time."""
        self.studied = [day]

    def recall(self, day: Floats | float) -> Floats:
        """Probability of recall of each learner on a day."""
        together = all(np.ndim(d) == 0 for d in (*self.studied, day))
        rows = 1 if together else self.count
        table = np.stack([np.broadcast_to(d, rows) for d in self.studied], axis=1).astype(float)
        dates = np.broadcast_to(day, rows).astype(float)[:, None]
        average = self.memory_model.recall_rows(table, dates, np.ones(table.shape))[:, 0]
        inside = np.clip(average, _ALMOST, 1.0 - _ALMOST)
        odds = np.interp(np.log(inside / (1.0 - inside)), _LOG_ODDS, self.centres)
        return sigmoid(odds + self.shift)

    def study(self, day: Floats | float, right: NDArray[np.bool_], chance: Floats) -> None:
        """Study again; the answer does not matter."""
        del right, chance
        self.studied.append(day)

    def interval_days(self, retention: float) -> Floats:
        """Refused: an outcome-blind model has no stability to work it out from."""
        raise ValueError(
            f"a desired retention of {retention:g} needs the stability of fsrs6; "
            f"{self.memory_model.id} has none, use a Ladder"
        )


class GradedLearners:
    """Learners of FSRS-6: stability and difficulty of their own, moved by every answer.

    The arithmetic is that of `fsrs_equations`, in place on whole arrays, with lapses worked out
    only for those who lapsed.  Nearly all the time goes into logarithms and exponentials, so
    powers are taken as ``exp(a log x)``, which vector units do twice as fast.
    """

    def __init__(
        self, memory_model: FSRS6, count: int, spread: Spread, rng: np.random.Generator
    ) -> None:
        self.w, self.count = memory_model.w, count
        self.scale = fsrs_equations.scale(self.w)
        self.stability = spread.log_stability * rng.standard_normal(count)
        np.exp(self.stability, out=self.stability)
        self.stability *= float(fsrs_equations.first_stability(self.w, fsrs_equations.GOOD))
        self.difficulty = spread.difficulty * rng.standard_normal(count)
        self.difficulty += float(fsrs_equations.first_difficulty(self.w, fsrs_equations.GOOD))
        np.clip(self.difficulty, 1.0, 10.0, out=self.difficulty)
        self.last: Floats | float = 0.0

    def start(self, day: float) -> None:
        """Study for the first time; it counts as good."""
        self.last = day

    def recall(self, day: Floats | float) -> Floats:
        """Probability of recall of each learner on a day."""
        out: Floats = np.divide((day - self.last) * self.scale, self.stability)
        out += 1.0
        np.log(out, out=out)
        out *= -self.w[20]
        return np.exp(out, out=out)

    def study(self, day: Floats | float, right: NDArray[np.bool_], chance: Floats) -> None:
        """Study again: good where the answer was right, again where it was wrong."""
        gap = np.asarray(day - self.last)
        if (gap < 1.0).any():
            self._study_any(np.broadcast_to(gap, self.count), right)
        else:
            self._study_later(np.flatnonzero(~right), chance)
        self.last = day

    def _study_any(self, gap: Floats, right: NDArray[np.bool_]) -> None:
        grade = np.where(right, fsrs_equations.GOOD, fsrs_equations.AGAIN)
        s, d = self.stability, self.difficulty
        self.stability = fsrs_equations.next_stability(self.w, s, d, gap, grade)
        self.difficulty = fsrs_equations.next_difficulty(self.w, d, grade)

    def _study_later(self, lapsed: NDArray[np.intp], chance: Floats) -> None:
        """The common case, where everybody reviews after a day or more."""
        w, s, d = self.w, self.stability, self.difficulty
        lost_d = d[lapsed]
        after_lapse = fsrs_equations.stability_after_lapse(w, s[lapsed], lost_d, chance[lapsed])
        s *= self._growth(chance)
        s[lapsed] = after_lapse
        # next_difficulty for a good answer: only the pull to the mean is left.
        d *= 1.0 - w[7]
        d += w[7] * (w[4] - math.exp(w[5] * 3.0) + 1.0)
        np.clip(d, 1.0, 10.0, out=d)
        d[lapsed] = fsrs_equations.next_difficulty(w, lost_d, fsrs_equations.AGAIN)

    def _growth(self, chance: Floats) -> Floats:
        """The factor by which stability grows after a good answer."""
        out = chance * -self.w[10]
        out += self.w[10]
        np.expm1(out, out=out)
        power = np.log(self.stability)
        power *= -self.w[9]
        power += self.w[8]
        out *= np.exp(power, out=power)
        np.subtract(11.0, self.difficulty, out=power)
        out *= power
        out += 1.0
        return out

    def interval_days(self, retention: float) -> Floats:
        """Whole days until recall falls to a level."""
        return fsrs_equations.interval_days(self.w, self.stability, retention)


class Executor(Protocol):
    """Anything with `map`: a pool of `concurrent.futures`, or a client of Dask."""

    def map(self, function: Callable[..., Any], /, *tasks: Any) -> Any:
        """Apply the function to each task."""


class SweepTask(NamedTuple):
    """One model on one schedule."""

    label: str
    memory_model: MemoryModel
    schedule: str
    days: tuple[float, ...]
    at: tuple[float, ...]
    learners: int
    seed: int
    spread: Spread


def sweep(
    schedules: Mapping[str, Sequence[float]],
    at: Iterable[float],
    *,
    memory_models: str | Iterable[str | MemoryModel] | Mapping[str, MemoryModel] = ALL,
    learners: int = 0,
    seed: int = 0,
    spread: Spread | None = None,
    executor: Executor | None = None,
) -> pd.DataFrame:
    """Return recall for every memory model, schedule and date.

    Parameters
    ----------
    schedules : mapping of str to sequence of float
        Study days by name, day 0 included.
    at : iterable of float
        Dates.
    memory_models : "all", list of ids or models, or mapping of label to model
        A mapping allows one model with several parameters.
    learners : int, optional
        With a number above 0, a cohort of that size is simulated for each row.
    seed, spread : optional
        For the simulation.
    executor : optional
        A pool of `concurrent.futures`, or whatever has that interface, as a Dask client's
        `get_executor()` gives; default: one after the other.

    Returns
    -------
    DataFrame
        Columns memory_model, schedule, days, at, recall; with a cohort also mean, low and high
        over its learners.

    Raises
    ------
    ValueError
        For unknown models or impossible days.
    """
    import pandas as pd

    labelled = (
        memory_models
        if isinstance(memory_models, Mapping)
        else {model.id: model for model in models.memory_models(memory_models)}
    )
    dates = tuple(at)
    tasks = [
        SweepTask(label, model, name, tuple(days), dates, learners, seed, spread or Spread())
        for label, model in labelled.items()
        for name, days in schedules.items()
    ]
    mapped = map(run_task, tasks) if executor is None else executor.map(run_task, tasks)
    rows = [row for part in mapped for row in part]
    columns = ["memory_model", "schedule", "days", "at", "recall"]
    return pd.DataFrame(rows, columns=columns + ["mean", "low", "high"] * (learners > 0))


def run_task(task: SweepTask) -> list[dict[str, Any]]:
    """The rows of one model on one schedule."""
    recall = task.memory_model.recall(task.days, task.at)
    rows: list[dict[str, Any]] = [
        {
            "memory_model": task.label,
            "schedule": task.schedule,
            "days": ";".join(f"{day:g}" for day in task.days),
            "at": date,
            "recall": float(value),
        }
        for date, value in zip(task.at, recall, strict=True)
    ]
    return _with_cohort(task, rows) if task.learners else rows


def _with_cohort(task: SweepTask, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows with what a simulated cohort shows."""
    cohort = simulate(
        task.memory_model,
        task.days,
        learners=task.learners,
        seed=task.seed,
        at=task.at,
        spread=task.spread,
    )
    shown = zip(rows, cohort.recall, cohort.low, cohort.high, strict=True)
    return [{**row, "mean": mean, "low": low, "high": high} for row, mean, low, high in shown]
