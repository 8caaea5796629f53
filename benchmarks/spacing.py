"""What the memory models cost: each figure measured here and now, beside a peer where one is there.

Run it with ``python benchmarks/spacing.py``.  Times depend on the machine, so compare ratios of
one run.  py-fsrs (the package ``fsrs``) is the peer for simulation; without it that column is
empty.
"""

from __future__ import annotations

import importlib.util
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

import numpy as np

from blendnb import spacing

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


def simulation_figures() -> Iterator[Figure]:
    """Throughput of simulated cohorts."""
    fixed = simulation_rate(REVIEW_DAYS)
    adaptive = simulation_rate(spacing.DesiredRetention(reviews=len(REVIEW_DAYS) - 1))
    peer = peer_rate()
    for name, rate in (("fixed", fixed), ("adaptive", adaptive)):
        note = f"{rate / peer:,.0f} x py-fsrs" if peer else "py-fsrs is not installed"
        yield Figure(f"simulate FSRS-6, {name} schedule", rate / 1e6, "M reviews/s", note)


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
    """How long fits take."""
    cells = spacing.cepeda_2008()
    for model in (spacing.SAC, spacing.PPE, spacing.PavlikAnderson):
        seconds = fastest(lambda m=model: spacing.fit(m, cells), 1)
        points = 100 * spacing.fit(model, cells).rmse
        yield Figure(f"fit {model.id} to 26 cells", seconds, "s", f"RMSE {points:.4f} points")


def main() -> None:
    """Print the table."""
    for figures in (simulation_figures, evaluation_figures, search_figures, fit_figures):
        for figure in figures():
            print(f"{figure.name:36} {figure.value:10.3f} {figure.unit:14} {figure.note}")


if __name__ == "__main__":
    main()
