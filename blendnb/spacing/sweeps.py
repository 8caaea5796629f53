"""Many schedules under many memory models at once, as one tidy table.

A sweep answers "what if" questions by the dozen: every model with every schedule on every date,
and with a simulated cohort where one is wanted.  The pieces are independent, so they run one after
the other, in a process pool, or on a Dask cluster, with the same result.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from blendnb.spacing.learners import Spread
from blendnb.spacing.models import ALL, MemoryModel
from blendnb.spacing.models import memory_models as chosen_models
from blendnb.spacing.simulation import simulate

if TYPE_CHECKING:
    import pandas as pd


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
        A pool of `concurrent.futures` or a Dask client; default: one after the other.

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
        else {model.id: model for model in chosen_models(memory_models)}
    )
    dates = tuple(at)
    tasks = [
        SweepTask(label, model, name, tuple(days), dates, learners, seed, spread or Spread())
        for label, model in labelled.items()
        for name, days in schedules.items()
    ]
    rows = [row for part in _mapped(executor, tasks) for row in part]
    columns = ["memory_model", "schedule", "days", "at", "recall"]
    return pd.DataFrame(rows, columns=columns + ["mean", "low", "high"] * (learners > 0))


def _mapped(executor: Executor | None, tasks: list[SweepTask]) -> Iterable[list[dict[str, Any]]]:
    """Run the tasks where they are to run, in order."""
    if executor is None:
        return map(run_task, tasks)
    results = executor.map(run_task, tasks)
    gather = getattr(executor, "gather", None)
    return list(results) if gather is None else list(gather(results))


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
