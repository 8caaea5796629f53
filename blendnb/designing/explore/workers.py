"""Who works on the batches: this process, several processes, or a dask cluster.

Each way runs the same function on the same batches and gives results back in the order of the
batches. New processes are started fresh (`spawn`), as macOS and Windows do anyway, because copying
a process that runs threads, as a notebook's does, can hang.
"""

import pickle
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from functools import lru_cache
from multiprocessing import active_children, get_context
from threading import current_thread, main_thread
from typing import Any, cast

from blendnb.designing.explore.scoring import Infeasible, Task, scored
from blendnb.domain.exploration import DesignChoice, ScoredDesign

Batch = tuple[DesignChoice, ...]
Results = list[ScoredDesign | Infeasible]


def run_here(task: Task, batches: Sequence[Batch]) -> Iterator[Results]:
    """Work on the batches in this process."""
    for batch in batches:
        yield scored(task, batch)


def run_in_processes(task: Task, batches: Sequence[Batch], workers: int) -> Iterator[Results]:
    """Work on the batches in several processes; whoever stops early stops them."""
    packed = pickle.dumps(task)
    pool = ProcessPoolExecutor(workers, get_context("spawn"), initializer=_leave_stopping)
    others = set(active_children())
    try:
        with _unstoppable():
            futures = [pool.submit(_unpacked, packed, batch) for batch in batches]
        yield from (future.result() for future in futures)
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


def _leave_stopping() -> None:
    """Ctrl-C reaches all processes of a terminal; who started this one says what it means."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def run_on_cluster(task: Task, batches: Sequence[Batch], client: Any) -> Iterator[Results]:
    """Work on the batches on a dask cluster.

    Parameters
    ----------
    client
        A `dask.distributed.Client`; its workers need blendnb of the same version.
    """
    packed = client.scatter(pickle.dumps(task), broadcast=True, hash=False)
    futures = [client.submit(_unpacked, packed, batch, pure=False) for batch in batches]
    try:
        for future in futures:
            yield cast("Future[Results]", future).result()
    finally:
        client.cancel(futures)


def _unpacked(packed: bytes, batch: Batch) -> Results:
    return scored(_task(packed), batch)


@lru_cache(maxsize=4)
def _task(packed: bytes) -> Task:
    """Unpack a task once in each process."""
    found: Task = pickle.loads(packed)  # noqa: S301 - packed by the process that started this one
    return found
