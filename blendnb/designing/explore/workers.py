"""Who works on the batches: this process, several processes, or a dask cluster.

Each way runs the same function on the same batches and gives results back in the order of the
batches. New processes are started fresh (`spawn`), as macOS and Windows do anyway, because copying
a process that runs threads, as a notebook's does, can hang.
"""

import pickle
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from functools import lru_cache
from multiprocessing import get_context
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
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"))
    try:
        futures = [pool.submit(_unpacked, packed, batch) for batch in batches]
        yield from (future.result() for future in futures)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


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
