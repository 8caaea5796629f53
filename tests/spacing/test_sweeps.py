"""Sweeps: one tidy row for each model, schedule and date, wherever they ran."""

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import pytest

from blendnb.spacing.models import FSRS6, SAC
from blendnb.spacing.simulation import sweep

SCHEDULES = {"ladder": [0, 1, 3, 7], "weekly": [0, 7, 14, 21]}


def test_every_combination_is_one_row_with_the_models_recall():
    table = sweep(SCHEDULES, [30, 90])
    assert list(table.columns) == ["memory_model", "schedule", "days", "at", "recall"]
    assert len(table) == 4 * 2 * 2
    row = table.query("memory_model == 'fsrs6' and schedule == 'weekly' and at == 90").iloc[0]
    assert row["recall"] == FSRS6().recall([0, 7, 14, 21], [90])[0]
    assert row["days"] == "0;7;14;21"


def test_a_mapping_sweeps_one_model_over_its_parameters():
    models = {f"d = {d}": SAC(d=d) for d in (0.1, 0.2, 0.4)}
    table = sweep({"once": [0]}, [30], memory_models=models)
    assert list(table["memory_model"]) == ["d = 0.1", "d = 0.2", "d = 0.4"]
    assert table["recall"].is_monotonic_decreasing


def test_a_cohort_adds_its_range():
    table = sweep(SCHEDULES, [90], memory_models=["sac"], learners=2000)
    assert list(table.columns[-3:]) == ["mean", "low", "high"]
    assert (table["low"] < table["high"]).all()


@pytest.mark.parametrize("pool", [ThreadPoolExecutor, ProcessPoolExecutor])
def test_a_pool_gives_the_serial_result(pool):
    alone = sweep(SCHEDULES, [90], learners=500, memory_models=["sac", "fsrs6"])
    with pool(2) as executor:
        together = sweep(
            SCHEDULES, [90], learners=500, memory_models=["sac", "fsrs6"], executor=executor
        )
    assert together.equals(alone)


def test_a_dask_cluster_gives_the_serial_result():
    distributed = pytest.importorskip("distributed")
    alone = sweep(SCHEDULES, [90], learners=500, memory_models=["sac", "fsrs6"])
    with (
        distributed.LocalCluster(
            n_workers=1, threads_per_worker=2, processes=False, dashboard_address=None
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        together = sweep(
            SCHEDULES,
            [90],
            learners=500,
            memory_models=["sac", "fsrs6"],
            executor=client.get_executor(),
        )
    assert together.equals(alone)
