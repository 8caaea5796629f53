"""What the memory models cost: each figure measured here and now, beside a peer if there is one.

Run it with ``python benchmarks/bench_spacing.py``, or all with ``make bench``.  Times depend
on the machine and on what else it does, so compare ratios of one run.  The peers are the packages
``fsrs`` and ``fsrs-rs-python`` (``pip install -e ".[bench]"``); without them their lines are empty.

Which limit each figure runs into:

* simulation: the power function.  A success takes two powers and one ``expm1``; the line "limit"
  is what NumPy does of these alone, in blocks of the same size, in this run.  Without
  vectors of 512 bits the limit itself lies near 500 times the loop of py-fsrs;
* searching: logarithms and exponentials.  Up to three touchpoints every schedule is looked at, in
  single precision where that will do and on all cores; beyond that a climb looks at thousands of
  schedules in small batches, half of the time FSRS-6's outcome tree, which doubles with each
  touchpoint;
* ``recall`` at one date: the traces, a logarithm and an exponential for each pair of studies;
* fitting a log of reviews: passes through all histories, 22 for each step of the optimiser;
* memory: one block of learners for each worker, whatever the number of learners.
"""

from __future__ import annotations

import importlib.util
import time
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from blendnb import spacing
from blendnb.spacing.models import fsrs_equations

REVIEW_DAYS = (0, 1, 3, 7, 15, 30, 60, 120, 240, 365)
"""A first study and nine scored reviews."""


class Figure(NamedTuple):
    """One measured figure."""

    name: str
    value: float
    unit: str
    note: str = ""


def fastest(work: Callable[[], Any], repeats: int = 3) -> float:
    """The least of several times, in seconds."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def simulation_rate(schedule: Any, learners: int = 1_000_000) -> float:
    """Learner-reviews a second of FSRS-6: recall, answer, state update."""
    seconds = fastest(lambda: spacing.simulate(spacing.FSRS6(), schedule, learners=learners))
    return learners * (len(REVIEW_DAYS) - 1) / seconds


def peer_rate(learners: int = 2_000) -> float | None:
    """The same job by a loop over py-fsrs, or None where it is not installed."""
    if importlib.util.find_spec("fsrs") is None:
        return None
    from fsrs import Card, Rating, Scheduler

    scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    launch, rng = datetime(2027, 1, 11, tzinfo=UTC), np.random.default_rng(0)

    def loop() -> None:
        for _ in range(learners):
            card, _ = scheduler.review_card(Card(card_id=1), Rating.Good, launch)
            for day in REVIEW_DAYS[1:]:
                now = launch + timedelta(days=day)
                right = rng.random() < scheduler.get_card_retrievability(card, now)
                rating = Rating.Good if right else Rating.Again
                card, _ = scheduler.review_card(card, rating, now)

    return learners * (len(REVIEW_DAYS) - 1) / fastest(loop, 1)


def rust_rate(learners: int = 5_000) -> float | None:
    """The same job by a loop over fsrs-rs-python, or None where it is not installed."""
    if importlib.util.find_spec("fsrs_rs_python") is None:
        return None
    import fsrs_rs_python as rust

    weights = list(rust.DEFAULT_PARAMETERS)
    scheduler, rng = rust.FSRS(weights), np.random.default_rng(0)
    decay = -weights[20]
    factor = 0.9 ** (1 / decay) - 1

    def loop() -> None:
        for _ in range(learners):
            state, before = scheduler.next_states(None, 0.9, 0).good.memory, 0
            for day in REVIEW_DAYS[1:]:
                recall = (1 + factor * (day - before) / state.stability) ** decay
                found = scheduler.next_states(state, 0.9, day - before)
                state = (found.good if rng.random() < recall else found.again).memory
                before = day

    return learners * (len(REVIEW_DAYS) - 1) / fastest(loop, 1)


def limit_rate(block: int = 16_384, blocks: int = 400) -> float:
    """Reviews a second if a review were two powers and one expm1, and nothing else."""
    rng = np.random.default_rng(0)
    base, exponent = rng.uniform(1, 3, block), rng.uniform(-0.9, -0.1, block)
    out = np.empty(block)

    def work() -> None:
        for _ in range(blocks):
            np.power(base, exponent, out=out)
            np.power(base, exponent, out=out)
            np.expm1(exponent, out=out)

    return block * blocks / fastest(work)


def simulation_figures() -> Iterator[Figure]:
    """Throughput of simulated cohorts, beside peers and the limit."""
    limit, peer, rust = limit_rate(), peer_rate(), rust_rate()
    yield Figure("limit: 2 powers and 1 expm1", limit / 1e6, "M reviews/s")
    schedules: dict[str, Any] = {
        "fixed": REVIEW_DAYS,
        "adaptive": spacing.DesiredRetention(reviews=len(REVIEW_DAYS) - 1),
    }
    for name, schedule in schedules.items():
        rate = simulation_rate(schedule)
        note = f"{rate / limit:.2f} of the limit"
        if peer:
            note += f", {rate / peer:,.0f} x py-fsrs"
        if rust:
            note += f", {rate / rust:,.0f} x fsrs-rs-python"
        yield Figure(f"simulate FSRS-6, {name} schedule", rate / 1e6, "M reviews/s", note)
    for name, found in (("py-fsrs", peer), ("fsrs-rs-python", rust)):
        note = "the same job, a loop" if found else "not installed"
        yield Figure(f"peer: {name}", (found or 0) / 1e6, "M reviews/s", note)


def memory_figures() -> Iterator[Figure]:
    """The most memory that a simulation asks for, for more and more learners."""
    for learners in (100_000, 1_000_000, 10_000_000):
        tracemalloc.start()
        spacing.simulate(spacing.FSRS6(), REVIEW_DAYS, learners=learners)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        yield Figure(f"memory asked for, {learners:,} learners", peak / 2**20, "MiB")


def recall_figures(schedules: int = 100_000) -> Iterator[Figure]:
    """Recall of many schedules at one date."""
    rng = np.random.default_rng(0)
    days = np.sort(rng.uniform(0, 90, (schedules, 4)), axis=1)
    for model in spacing.memory_models():
        seconds = fastest(lambda m=model: m.recall(days, [180.0]))
        yield Figure(f"recall of 100,000 schedules, {model.id}", seconds, "s")


def evaluation_figures(schedules: int = 20_000) -> Iterator[Figure]:
    """How many schedules of six touchpoints a search looks at in a second."""
    rng = np.random.default_rng(0)
    picks = rng.permuted(np.tile(np.arange(1, 91), (schedules, 1)), axis=1)[:, :6]
    tables = np.concatenate([np.zeros((schedules, 1), int), np.sort(picks, axis=1)], axis=1)
    for model in spacing.memory_models():
        seconds = fastest(lambda m=model: m.window_sums(tables, 90))
        yield Figure(f"mean over 90 days, {model.id}", schedules / seconds / 1e3, "k schedules/s")
        seconds = fastest(lambda m=model: m.day_values(tables, 90))
        yield Figure(f"recall on day 90, {model.id}", schedules / seconds / 1e3, "k schedules/s")


def search_figures() -> Iterator[Figure]:
    """How long the best schedule takes, over all models at once."""
    for touchpoints in (3, 6, 8):
        seconds = fastest(lambda k=touchpoints: spacing.best(k, 90))
        found = spacing.best(touchpoints, 90)
        note = f"{found.days}, greatest regret {found.max_regret:.4f}"
        yield Figure(f"best({touchpoints}, 90), all models", seconds, "s", note)
    seconds = fastest(lambda: spacing.greedy_days([0, 7, 30], 365, 1, range(1, 366)), 10)
    yield Figure("greedy day out of 365", seconds * 1e3, "ms")


def fit_figures() -> Iterator[Figure]:
    """How long fits and an analysis take."""
    cells = spacing.cepeda_2008()
    for model in (spacing.SAC, spacing.PPE, spacing.PavlikAnderson):
        seconds = fastest(lambda m=model: spacing.fit(m, cells), 1)
        points = 100 * spacing.fit(model, cells).rmse
        yield Figure(f"fit {model.id} to 26 cells", seconds, "s", f"RMSE {points:.4f} points")
    log = review_log(histories=10_000)
    for kind in (spacing.FSRS6, spacing.FSRS7):
        seconds = fastest(lambda k=kind: spacing.fit_reviews(k, log), 1)
        yield Figure(f"fit {kind.id} to {len(log):,} reviews", seconds, "s", "aim: within a minute")
    results = spacing.read_results(_answers())
    seconds = fastest(lambda: spacing.analyze(results), 2)
    yield Figure("analyze 300 learners x 12 items", seconds, "s", "with 10,000 permutations")


def review_log(histories: int) -> pd.DataFrame:
    """A log of ten reviews for each history, answered by items whose states other weights move."""
    weights, rng = spacing.FSRS6(w2=6.0, w8=1.3, w20=0.4).w, np.random.default_rng(0)
    times, grades = [np.zeros(histories)], [rng.choice((1, 3, 4), histories, p=(0.2, 0.6, 0.2))]
    state = fsrs_equations.first_state(weights, grades[0])
    for _ in range(len(REVIEW_DAYS) - 1):
        gaps = np.ceil(rng.lognormal(1.5, 1.0, histories))
        right = rng.random(histories) < fsrs_equations.recall_after(weights, state, gaps)
        grades.append(np.where(right, 3, 1))
        state = fsrs_equations.next_state(weights, state, gaps, grades[-1])
        times.append(times[-1] + gaps)
    number = np.tile(np.arange(histories), len(REVIEW_DAYS))
    return pd.DataFrame({
        "learner": number // 20, "item": number % 20,
        "time": np.concatenate(times), "grade": np.concatenate(grades),
    })  # fmt: skip


def _answers() -> list[dict[str, Any]]:
    rng = np.random.default_rng(0)
    return [
        {"learner": n, "arm": ("old", "new")[n % 2], "item": i, "outcome": int(rng.integers(2))}
        for n in range(300)
        for i in range(12)
    ]


def main() -> None:
    """Print the table."""
    measured = (
        simulation_figures,
        memory_figures,
        recall_figures,
        evaluation_figures,
        search_figures,
        fit_figures,
    )
    for figures in measured:
        for figure in figures():
            print(f"{figure.name:40} {figure.value:10.3f} {figure.unit:14} {figure.note}")


if __name__ == "__main__":
    main()
