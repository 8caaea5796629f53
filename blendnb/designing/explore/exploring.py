"""Exploring a space, with progress, and with a way to stop."""

import os
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

from blendnb.designing.explore.front import judged
from blendnb.designing.explore.scoring import Infeasible, Task
from blendnb.designing.explore.space import choices, usual_space
from blendnb.designing.explore.workers import (
    Batch,
    Results,
    run_here,
    run_in_processes,
    run_on_cluster,
)
from blendnb.domain.brief import Brief
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.exploration import DesignChoice, DesignSpace, Exploration, ScoredDesign
from blendnb.spacing.models import memory_models

Progress = Callable[[int, int], bool | None]
"""Told how many of how many designs are done; returns False to stop."""
BATCH = 144
"""Designs of a batch. Fixed, so that the answer does not depend on who works on it."""
WORTH_A_PROCESS = 600
"""Fewer designs than this are done before another process would have started."""
AFTER_DAYS = 90
"""Recall is looked at for so long after the longest window."""


def explore(
    brief: Brief,
    catalogue: Catalogue,
    space: DesignSpace | None = None,
    *,
    workers: int | None = None,
    client: Any = None,
    progress: Progress | None = None,
) -> Exploration:
    """Compose and score every feasible design of a space for one brief.

    Parameters
    ----------
    brief
        The design variables.
    catalogue
        What the field knows, with the user's own prices.
    space
        The choices to go through; by default those of `usual_space`.
    workers
        Processes; by default as many as there are processors, and none beside this one for a small
        space. The answer is the same for any number.
    client
        A `dask.distributed.Client` to work on instead of processes of this machine.
    progress
        Called with how many designs are done, of how many; it returns False to stop.

    Returns
    -------
    Exploration
        Not `complete` where it was stopped; then it holds what was done until then.
    """
    space = space or usual_space(brief, catalogue)
    asked = choices(space, catalogue)
    task = Task(brief, catalogue.replace(programmes=()), max(space.weeks) * 7 + AFTER_DAYS)
    batches = [tuple(asked[i : i + BATCH]) for i in range(0, len(asked), BATCH)]
    results, complete = _collected(
        _running(task, batches, _workers(workers, asked), client), len(asked), progress
    )
    reasons = Counter(found.reason for found in results if isinstance(found, Infeasible))
    return Exploration(
        brief=brief,
        space=space,
        designs=judged([found for found in results if isinstance(found, ScoredDesign)]),
        infeasible=tuple(sorted(reasons.items(), key=lambda item: (-item[1], item[0]))),
        models=tuple(model.id for model in memory_models()),
        until_day=task.until_day,
        asked=len(asked),
        complete=complete,
    )


def _workers(wanted: int | None, asked: tuple[DesignChoice, ...]) -> int:
    if wanted is not None:
        return max(1, wanted)
    return 1 if len(asked) < WORTH_A_PROCESS else os.cpu_count() or 1


def _running(task: Task, batches: list[Batch], workers: int, client: Any) -> Iterator[Results]:
    if client is not None:
        return run_on_cluster(task, batches, client)
    return run_in_processes(task, batches, workers) if workers > 1 else run_here(task, batches)


def _collected(
    running: Iterator[Results], asked: int, progress: Progress | None
) -> tuple[Results, bool]:
    """Take results as they come, and say how far it is; stop where somebody asks for it."""
    results: Results = []
    with closing(running) as batches:  # type: ignore[type-var]
        for batch in batches:
            results += batch
            if progress and progress(len(results), asked) is False:
                return results, len(results) == asked
    return results, True
