"""Exploring a space, with progress, with a way to stop, and with whoever works on it.

This process, processes of our own, or an executor that is given: each runs the same function on the
same batches and gives results back in the order of the batches. New processes are started fresh
(`spawn`), as macOS and Windows do anyway, because copying a process that runs threads, as a
notebook's does, can hang.
"""

import os
import pickle
import signal
import sys
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, contextmanager
from functools import lru_cache
from multiprocessing import active_children, get_context
from threading import current_thread, main_thread

from blendnb.designing.explore.design_scores import Infeasible, Task, scored
from blendnb.designing.explore.design_space import choices, usual_space
from blendnb.designing.explore.pareto_front import judged
from blendnb.domain.brief import Brief
from blendnb.domain.catalogue import Catalogue
from blendnb.domain.exploration import DesignChoice, DesignSpace, Exploration, ScoredDesign
from blendnb.language import Language, current, use_language
from blendnb.spacing.models import memory_models

Batch = tuple[DesignChoice, ...]
Results = list[ScoredDesign | Infeasible]
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
    executor: Executor | None = None,
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
    executor
        Works on it instead of processes of our own: a pool of `concurrent.futures`, or whatever has
        that interface, as a Dask client's `get_executor()` gives.
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
        _running(task, batches, _workers(workers, asked), executor), len(asked), progress
    )
    reasons = Counter(result.reason for result in results if isinstance(result, Infeasible))
    return Exploration(
        brief=brief,
        space=space,
        designs=judged([result for result in results if isinstance(result, ScoredDesign)]),
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


def _running(
    task: Task, batches: list[Batch], workers: int, executor: Executor | None
) -> Iterator[Results]:
    if executor is not None:
        return run_with(task, batches, executor)
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


# ---------------------------------------------------------------------------------- who works on it


def run_here(task: Task, batches: Sequence[Batch]) -> Iterator[Results]:
    """Work on the batches in this process."""
    for batch in batches:
        yield scored(task, batch)


def run_with(task: Task, batches: Sequence[Batch], executor: Executor) -> Iterator[Results]:
    """Work on the batches with an executor; what nobody will look at is cancelled."""
    yield from _in_order(_submitted(task, batches, executor))


def _submitted(task: Task, batches: Sequence[Batch], executor: Executor) -> list[Future[Results]]:
    packed = pickle.dumps(task)
    return [executor.submit(_unpacked, packed, batch) for batch in batches]


def _in_order(futures: list[Future[Results]]) -> Iterator[Results]:
    try:
        yield from (future.result() for future in futures)
    finally:
        for future in futures:
            future.cancel()


def run_in_processes(task: Task, batches: Sequence[Batch], workers: int) -> Iterator[Results]:
    """Work on the batches in several processes, and here on what they leave undone.

    Where there can be no processes, or one is killed, the answer comes later but comes.
    """
    done = 0
    try:
        with closing(_in_a_pool(task, batches, workers)) as pooled:
            for results in pooled:
                done += 1
                yield results
    except (BrokenProcessPool, OSError):
        yield from run_here(task, batches[done:])


def _in_a_pool(
    task: Task, batches: Sequence[Batch], workers: int
) -> Generator[Results, None, None]:
    """Work on the batches in processes of our own; whoever stops early stops them."""
    pool = ProcessPoolExecutor(
        workers, get_context("spawn"), initializer=_begin, initargs=(current(),)
    )
    others = set(active_children())
    try:
        with _unstoppable(), _without_main():
            futures = _submitted(task, batches, pool)
        yield from _in_order(futures)
    except GeneratorExit:
        # Whoever stops early does not want to wait for batches that nobody will look at.
        for process in set(active_children()) - others:
            process.terminate()
        raise
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


@contextmanager
def _unstoppable() -> Iterator[None]:
    """Start processes that ignore Ctrl-C from their first moment: they inherit it."""
    if current_thread() is not main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _without_main() -> Iterator[None]:
    """Start processes that do not run the script again that started them.

    They need nothing of it. Where it came on standard input there is no file to run, and where it
    is not guarded by `if __name__ == "__main__"` each of them would explore anew.
    """
    main = vars(sys.modules["__main__"])
    before: dict[str, object] = {
        name: main.pop(name) for name in ("__file__", "__spec__") if name in main
    }
    main["__spec__"] = None
    try:
        yield
    finally:
        main |= before


def _begin(language: Language) -> None:
    """Speak as the process that started this one does, and leave it to that one to stop.

    Ctrl-C reaches all processes of a terminal; who started this one says what it means.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    use_language(language)


def _unpacked(packed: bytes, batch: Batch) -> Results:
    return scored(_task(packed), batch)


@lru_cache(maxsize=4)
def _task(packed: bytes) -> Task:
    """Unpack a task once in each process."""
    task: Task = pickle.loads(packed)  # noqa: S301 - packed by the process that started this one
    return task
